import Experiments
import Foundation
import JSONDocuments
import TestSupport
import Testing

@testable import Verification

/// The cases of `Tests/Fixtures/verification/cases.json`.
enum OwnCases {
  static func all() throws -> [BatteryCase] {
    try BatteryFile(path: Repository.url("Tests/Fixtures/verification/cases.json").path).cases
  }

  static func named(_ id: String) throws -> BatteryCase {
    try #require(try all().first { $0.id == id })
  }

  /// The parameters of a case, to be changed.
  static func parameters(of id: String) throws -> [JSONValue.Member] {
    let text = try Repository.text("Tests/Fixtures/verification/cases.json")
    let cases = try JSONReader.value(of: Array(text.utf8)).items ?? []
    let own = try #require(cases.first { $0["id"]?.string == id })
    return try #require(own["parameters"]?.members)
  }

  /// Expects answers of a case of the file to be these, to the ten digits to which they are printed.
  static func expect(
    _ id: String, _ answers: [String: Double], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let battery = try named(id)
    for (name, answer) in answers {
      let value = battery.expected.first { $0.name == name }?.value.number
      let expected = try #require(value, "\(id): \(name)", sourceLocation: sourceLocation)
      #expect(
        abs(expected - answer) <= 1e-9 * abs(answer), "\(id): \(name): \(expected), \(answer)",
        sourceLocation: sourceLocation)
    }
  }
}

/// Cases of our own, with other parameters than any published battery.
///
/// Answers are printed to ten digits.
@Suite("Own cases")
struct OwnCasesTests {
  @Test("Answers of the file are those of the formulas", .tags(.exact))
  func answers() throws {
    try OwnCases.expect("own-mm1", ["W": 1 / (0.9 - 0.6), "Lq": 4.0 / 3, "P_wait": 2.0 / 3])
    let waits = ClosedForms.erlangC(load: 3.1 / 0.8, servers: 5)
    try OwnCases.expect(
      "own-mmc", ["P_wait": waits, "Wq": waits / (5 * 0.8 - 3.1), "L": 3.1 * waits / 0.9 + 3.875])
    // Gamma with shape 2.5 and scale 0.5: moments k θ, k (k+1) θ², k (k+1) (k+2) θ³.
    try OwnCases.expect(
      "own-mg1-gamma",
      [
        "Wq": ClosedForms.meanWait(arrivals: 0.5, mean: 1.25, secondMoment: 2.1875),
        "Wq_second_moment": ClosedForms.waitSecondMoment(
          arrivals: 0.5, mean: 1.25, secondMoment: 2.1875, thirdMoment: 4.921875),
      ])
    // The n-th moment of an exponential time is n! times the n-th power of its mean.
    try OwnCases.expect(
      "own-mg1-hyper",
      [
        "Wq": ClosedForms.meanWait(
          arrivals: 0.6, mean: 0.7 * 0.6 + 0.3 * 2.1,
          secondMoment: 2 * (0.7 * 0.36 + 0.3 * 4.41))
      ])
    let classes = ClosedForms.priorityWaits([
      (arrivals: 0.25, mean: 0.8, secondMoment: 1.28),
      (arrivals: 0.15, mean: 1.5, secondMoment: 2.25),
      (arrivals: 0.2, mean: 1, secondMoment: 1 + 1.0 / 12),
    ])
    try OwnCases.expect(
      "own-priority",
      ["Wq_class1": classes[0], "Wq_class2": classes[1], "Wq_class3": classes[2]])
    let closed = ClosedForms.closedNetwork(
      rates: [1.3, 0.9, 1.1], visits: [1, 1, 1], parts: 5)
    try OwnCases.expect(
      "own-conwip", ["throughput": closed.throughput, "WIP_station2": closed.numbers[1]])
    let branching = ClosedForms.closedNetwork(
      rates: [1.3, 0.9, 0.5], visits: [1, 0.6, 0.4], parts: 4)
    try OwnCases.expect(
      "own-closed-branch",
      ["throughput": branching.throughput, "WIP_station3": branching.numbers[2]])
    try OwnCases.expect(
      "own-line",
      ["throughput": ClosedForms.twoStationThroughput(first: 1.2, second: 0.9, places: 4)])
  }

  /// Every value is allowed 4 standard errors, and a second run: a correct simulation fails a case of
  /// ten values once in some millions.
  @Test(
    "Every value of every own case agrees", .tags(.statistical), arguments: try OwnCases.all())
  func agree(battery: BatteryCase) async throws {
    let result = try #require(
      await Verification(tier: .quick, seed: 20, jobs: 2).result(of: battery))
    guard case .judged(let metrics) = result.outcome else {
      Issue.record("\(result.outcome)")
      return
    }
    #expect(metrics.count == battery.expected.count)
    for metric in metrics {
      #expect(
        [.passed, .passedOnSecondRun].contains(metric.verdict),
        "\(metric.name): \(String(describing: metric.value)), expected \(metric.expected)")
    }
  }

  @Test("A wrong answer fails, and is simulated a second time first", .tags(.statistical))
  func wrongAnswer() async throws {
    var battery = try OwnCases.named("own-mm1")
    // 20 % above the truth: at least 10 standard errors at this length.
    battery.expected = [ExpectedValue("W", .number(4)), ExpectedValue("Lq", .number(4.0 / 3))]
    let result = try #require(
      await Verification(tier: .quick, seed: 20, jobs: 2).result(of: battery))
    #expect(result.isFailure)
    #expect(result.metrics.map(\.verdict) == [.failed, .passed])
    let deviation = try #require(result.metrics[0].deviation)
    let first = try #require(result.metrics[0].first?.deviation)
    #expect(deviation < -4 && first < -4 && deviation != first)
    #expect(result.metrics[1].first == nil)
  }

  @Test("A value that failed by chance passes on the second run", .tags(.statistical))
  func secondRun() async throws {
    var battery = try OwnCases.named("own-mm1")
    battery.plan?.length = 100
    battery.expected = [ExpectedValue("W", .number(10.0 / 3))]
    var runs: [Estimate] = []
    for seed in [20, 21] as [UInt64] {
      let result = try #require(
        await Verification(tier: .full, seed: seed, jobs: 2).result(of: battery))
      guard case .estimate(let estimate) = result.metrics[0].value else { continue }
      runs.append(estimate)
    }
    try #require(runs.count == 2)
    // An answer that is within 4 standard errors of the second run, and not of the first.
    let away = runs[1].mean > runs[0].mean ? 3.9 : -3.9
    let answer = runs[1].mean + away * (runs[1].standardError ?? 0)
    try #require(abs(answer - runs[0].mean) > 4 * (runs[0].standardError ?? 0))
    battery.expected = [ExpectedValue("W", .number(answer))]
    let result = try #require(
      await Verification(tier: .full, seed: 20, jobs: 2).result(of: battery))
    #expect(result.metrics[0].first?.verdict == .failed)
    #expect(result.metrics[0].verdict == .passedOnSecondRun)
    #expect(!result.isFailure)
  }

  @Test("A run too short for its gate is not passed", .tags(.statistical))
  func tooShort() async throws {
    var battery = try OwnCases.named("own-mm1")
    battery.plan?.standardErrors = ["W": 0.001]
    battery.plan?.gates = ["W"]
    battery.plan?.length = 400
    battery.expected = [ExpectedValue("W", .number(10.0 / 3))]
    let result = try #require(
      await Verification(tier: .full, seed: 20, jobs: 2).result(of: battery))
    #expect(result.metrics[0].verdict == .tooShort)
    #expect(result.isFailure)
  }

  @Test("The same seed gives the same values on any number of jobs", .tags(.law))
  func jobs() async throws {
    for id in ["own-line", "own-variates"] {
      let battery = try OwnCases.named(id)
      let one = await Verification(tier: .quick, seed: 3, jobs: 1).result(of: battery)
      let four = await Verification(tier: .quick, seed: 3, jobs: 4).result(of: battery)
      #expect(one == four)
    }
  }

  @Test("An interrupted case is dropped", .tags(.law))
  func interrupted() async throws {
    for id in ["own-line", "own-variates"] {
      let battery = try OwnCases.named(id)
      let result = await Verification(tier: .quick, seed: 3, jobs: 2)
        .result(of: battery, isInterrupted: { true })
      #expect(result == nil)
    }
  }
}
