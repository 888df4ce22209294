import ArgumentParser
import DataTables
import Datasets
import LifetimeAnalysis

/// Lives as a table has them.
struct LivesInput {
  /// Which columns mean what.
  struct Columns {
    var time: String?
    var event: String?
    var entry: String?
    var from: String?
    var to: String?
    var weight: String?
    var covariates: [String]
    var group: String?
    var cause: String?
  }

  /// The lives.
  var sample: LifeSample
  /// On what they may depend; `nil` for nothing.
  var covariates: CovariateTable?
  /// The group of each, and the groups' names.
  var groups: (of: [Int], names: [String])?
  /// The cause of each life's end, and the causes' names.
  var causes: (of: [Int], names: [String])?
  /// The unit of the lengths, where the header has one.
  var unit: String?
  /// What was left out.
  var notes: [String] = []

  /// Reads lives.
  ///
  /// - Throws: The exit status, once what is wrong is printed.
  init(_ path: String, _ names: Columns) throws {
    let table = try TableInput.loaded([path]).table
    func refuse(_ message: String) -> ExitCode {
      Terminal.printMessage("\(path): error: \(message)")
      return ExitStatus.badInput
    }
    func column(_ name: String, _ option: String) throws -> TableColumn {
      if let found = table.columns.first(where: { $0.description.name == name }) { return found }
      throw refuse(
        "there is no column '\(name)' for \(option); the table has "
          + table.columns.map { "'\($0.description.name)'" }.joined(separator: ", "))
    }
    func numbers(_ name: String?, _ option: String) throws -> [Double]? {
      try name.map { try column($0, option).numbers() }
    }
    let time = try numbers(names.time, "--time")
    let (from, to) = (try numbers(names.from, "--from"), try numbers(names.to, "--to"))
    let event = try numbers(names.event, "--event")
    let entry = try numbers(names.entry, "--entry")
    let weight = try numbers(names.weight, "--weight")
    let given = try names.covariates.map { ($0, try column($0, "--covariate")) }
    let group = try names.group.map { try column($0, "--group") }
    let cause = try names.cause.map { try column($0, "--cause") }
    // A blank end of an interval means that it has not come; any other blank spoils its row.
    let rows = (0..<table.rowCount).filter { row in
      ([time, from, event, entry, weight].compactMap { $0 } + given.map { $0.1.numbers() })
        .allSatisfy { !$0[row].isNaN }
    }
    guard !rows.isEmpty else { throw refuse("no row has all that was named") }
    if rows.count < table.rowCount {
      notes.append("\(table.rowCount - rows.count) rows with gaps are left out")
    }
    func kept(_ values: [Double]) -> [Double] { rows.map { values[$0] } }
    do throws(LifetimeError) {
      if let time {
        sample = try LifeSample(
          times: kept(time), failed: event.map { kept($0).map { $0 != 0 } },
          entries: entry.map(kept), weights: weight.map(kept))
      } else {
        sample = try LifeSample(
          lower: kept(from ?? []), upper: kept(to ?? []).map { $0.isNaN ? .infinity : $0 },
          entries: entry.map(kept), weights: weight.map(kept))
      }
      if !given.isEmpty {
        let whole = try CovariateTable(
          columns: given.map { (name: $0.0, values: kept($0.1.numbers())) })
        let (told, leftOut) = whole.informative(weights: weight.map(kept))
        notes += leftOut.map { "\($0)" }
        covariates = told.names.isEmpty ? nil : told
      }
    } catch {
      throw refuse("\(error)")
    }
    groups = group.map { LivesInput.named(rows.map($0.text)) }
    if let cause {
      // What a life that went on has in this column does not matter.
      let failed = rows.indices.map { sample.upper[$0] < .infinity }
      let found = LivesInput.named(zip(rows, failed).filter(\.1).map { cause.text($0.0) })
      var next = 0
      let of = failed.map { failed -> Int in
        guard failed else { return 0 }
        next += 1
        return found.of[next - 1]
      }
      causes = (of, found.names.map { $0.isEmpty ? "not said" : $0 })
    }
    unit = try (names.time ?? names.to).flatMap { try column($0, "--time").description.unit }
  }

  /// The place of each name among all, in the order in which they come.
  private static func named(_ texts: [String]) -> (of: [Int], names: [String]) {
    var places: [String: Int] = [:]
    let of = texts.map { name -> Int in
      let place = places[name] ?? places.count
      places[name] = place
      return place
    }
    return (of, places.sorted { $0.value < $1.value }.map(\.key))
  }
}
