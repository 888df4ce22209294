import Foundation
import JSONDocuments
import LifetimeAnalysis
import TestSupport
import Testing

/// Public data that lie beside the repository on some machines; the answers are lifelines' for these very
/// files.
@Suite("Public lives")
struct PublicDataTests {
  static let folder = Repository.root.deletingLastPathComponent().appending(path: "shared/data")
  static var isThere: Bool { FileManager.default.fileExists(atPath: folder.path) }

  /// A file's columns as texts.
  private func table(_ path: String) throws -> [String: [String]] {
    let text = try String(contentsOf: PublicDataTests.folder.appending(path: path), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    var columns: [String: [String]] = [:]
    for (index, name) in lines[0].enumerated() {
      columns[name] = lines.dropFirst().map { $0[index] }
    }
    return columns
  }

  private func numbers(_ table: [String: [String]], _ name: String) throws -> [Double] {
    try #require(table[name]).map { try #require(Double($0)) }
  }

  /// How long each engine of a file was seen.
  private func lives(_ path: String) throws -> [Double] {
    let table = try table(path)
    var last: [Double: Double] = [:]
    for (unit, cycle) in zip(try numbers(table, "unit"), try numbers(table, "cycle")) {
      last[unit] = max(last[unit] ?? 0, cycle)
    }
    return last.keys.sorted().map { last[$0] ?? 0 }
  }

  private func golden() throws -> [String: GoldenFits.Fits] {
    try GoldenFits.shared()
  }

  private func compare(_ sample: LifeSample, _ name: String) throws {
    let golden = try #require(try golden()[name]).fits
    for family in LifeFamily.allCases {
      let fit = try LifeFit(sample, family)
      GoldenFits.compare(
        try #require(golden[family.rawValue]), fit.parameters, fit.standardErrors,
        fit.logLikelihood, "\(name), \(family.rawValue)")
    }
  }

  private func compare(_ sample: LifeSample, _ covariates: CovariateTable, _ name: String) throws {
    let golden = try #require(try golden()[name]).fits
    for family in LifeFamily.allCases where family.isLocationScale {
      let fit = try LifeRegression(sample, covariates, family)
      GoldenFits.compare(
        try #require(golden[family.rawValue]), fit.coefficients.map(\.estimate),
        fit.coefficients.map(\.standardError), fit.logLikelihood, "\(name), \(family.rawValue)")
    }
  }

  private func compareCox(
    _ sample: LifeSample, _ covariates: CovariateTable, _ name: String
  ) throws {
    let golden = try #require(try golden()[name]?.cox)
    let fit = try CoxRegression(sample, covariates)
    GoldenFits.compare(
      golden, fit.coefficients.map(\.estimate), fit.coefficients.map(\.standardError),
      fit.logLikelihood, name)
    #expect(abs((fit.concordance ?? 0) - (golden.concordance ?? 1)) < 1e-12)
  }

  private func failed(_ table: [String: [String]], _ name: String) throws -> [Bool] {
    try numbers(table, name).map { $0 == 1 }
  }

  @Test(
    "Engines, alone and with those that still ran", .tags(.golden),
    .enabled(if: isThere, "the data are not beside the repository"))
  func engines() throws {
    let train = try lives("cmapss-fd001/train.csv")
    let test = try lives("cmapss-fd001/test.csv")
    try compare(LifeSample(times: train), "fd001")
    try compare(
      LifeSample(
        times: train + test, failed: train.map { _ in true } + test.map { _ in false }),
      "fd001 with test")
  }

  @Test(
    "Capacitors by temperature and voltage", .tags(.golden),
    .enabled(if: isThere, "the data are not beside the repository"))
  func capacitors() throws {
    let table = try table("reliability-censored/capacitor.csv")
    let sample = try LifeSample(
      times: numbers(table, "time"), failed: failed(table, "status"))
    let covariates = try CovariateTable(
      columns: try ["temperature", "voltage"].map { ($0, try numbers(table, $0)) })
    try compare(sample, "capacitor")
    try compare(sample, covariates, "capacitor aft")
    try compareCox(sample, covariates, "capacitor cox")
  }

  @Test(
    "Motors by Arrhenius' law", .tags(.golden),
    .enabled(if: isThere, "the data are not beside the repository"))
  func motors() throws {
    let table = try table("reliability-censored/imotor.csv")
    let sample = try LifeSample(
      times: numbers(table, "time"), failed: failed(table, "status"))
    try compare(sample, "imotor")
    let inverse = try numbers(table, "temp").map { 11_605 / ($0 + 273.15) }
    try compare(
      sample, CovariateTable(columns: [("x", inverse)]), "imotor arrhenius")
  }

  @Test(
    "Cracks counted at looks", .tags(.golden),
    .enabled(if: isThere, "the data are not beside the repository"))
  func cracks() throws {
    let table = try table("reliability-censored/cracks.csv")
    let (days, counts) = (try numbers(table, "days"), try numbers(table, "fail"))
    let rest = 167 - counts.reduce(0, +)
    let sample = try LifeSample(
      lower: [0] + days, upper: days + [.infinity], weights: counts + [rest])
    try compare(sample, "cracks")
  }

  @Test(
    "Insulating fluid by the power of the voltage", .tags(.golden),
    .enabled(if: isThere, "the data are not beside the repository"))
  func fluid() throws {
    let table = try table("reliability-censored/ifluid.csv")
    let sample = try LifeSample(times: numbers(table, "time"))
    let voltage = try numbers(table, "voltage")
    try compare(sample, "ifluid")
    try compare(
      sample, CovariateTable(columns: [("power", voltage.map { Foundation.log($0) })]),
      "ifluid aft")
    try compareCox(sample, CovariateTable(columns: [("voltage", voltage)]), "ifluid cox")
  }

  @Test(
    "Components of a hundred machines", .tags(.golden),
    .enabled(if: isThere, "the data are not beside the repository"))
  func components() throws {
    let table = try table("azure-pdm-events/component_lives.csv")
    let (hours, event) = (try numbers(table, "hours"), try failed(table, "event"))
    let (component, model) = (try #require(table["comp"]), try #require(table["model"]))
    let sample = try LifeSample(times: hours, failed: event)
    for name in ["comp1", "comp2", "comp3", "comp4"] {
      try compare(
        sample.rows(component.indices.filter { component[$0] == name }), "azure \(name)")
    }
    let covariates = try CovariateTable(
      columns: [("age", try numbers(table, "age"))]
        + ["model2", "model3", "model4"].map { name in (name, model.map { $0 == name ? 1 : 0 }) }
        + ["comp2", "comp3", "comp4"].map { name in (name, component.map { $0 == name ? 1 : 0 }) })
    try compareCox(sample, covariates, "azure cox")
    try compare(sample, covariates, "azure aft")
  }
}
