import DataTables
import Datasets
import LifetimeAnalysis

/// What there is in a dataset: failures and lives by part.
struct StoredCounts: Sendable {
  /// A part of the split.
  struct Part: Sendable {
    var name: String
    var units = 0
    var readings = 0
    /// How often what failed, in the order of ``StoredCounts/modes``.
    var failures: [Int] = []
    var lives = 0
    /// Lives that did not end by failure.
    var censored = 0
    var allFailures: Int { failures.reduce(0, +) }
  }

  /// The parts, in order.
  private(set) var parts: [Part] = []
  /// What failed, the most frequent first: `press.die`.
  private(set) var modes: [String] = []
  /// The component whose lives are looked at: the one that failed most; `nil` for none.
  private(set) var component: String?
  /// Its lives, in hours of wall time, and whether they ended by failure.
  private(set) var lives: (hours: [Double], failed: [Bool]) = ([], [])

  /// Counts.
  init(_ data: StoredDataset) throws(ReportProblem) {
    var found: [[String]] = []
    var lives: [String: (hours: [Double], failed: [Bool])] = [:]
    for name in data.parts {
      var part = Part(name: name)
      var stations: [String: String] = [:]
      if let file = data.file("machines", name) {
        let table = try data.read(file, ["unit", "machine", "station"])
        var units: Set<String> = []
        for row in 0..<table.rowCount {
          units.insert(table.text("unit", row))
          stations[table.text("machine", row)] = table.text("station", row)
        }
        part.units = units.count
      }
      for file in data.files where file.part == name && file.columns.contains(where: \.isSensor) {
        part.readings += try data.rowCount(file)
      }
      var failed: [String] = []
      if let file = data.file("failures", name) {
        let table = try data.read(file, ["machine", "subject"])
        for row in 0..<table.rowCount {
          let station = stations[table.text("machine", row)]
          failed.append((station.map { $0 + "." } ?? "") + table.text("subject", row))
        }
      }
      found.append(failed)
      if let file = data.file("lives", name) {
        let table = try data.read(
          file, ["machine", "component", "began", "ended", "ends_by", "age_at_beginning"])
        part.lives = table.rowCount
        for row in 0..<table.rowCount {
          let isFailure = table.text("ends_by", row) == "failure"
          if !isFailure { part.censored += 1 }
          // What had an age at the beginning of the record is not known from its birth.
          guard !(table.number("age_at_beginning", row) > 0) else { continue }
          let station = stations[table.text("machine", row)]
          let key = (station.map { $0 + "." } ?? "") + table.text("component", row)
          let hours = (table.number("ended", row) - table.number("began", row)) / 3_600
          guard hours > 0 else { continue }
          lives[key, default: ([], [])].hours.append(hours)
          lives[key, default: ([], [])].failed.append(isFailure)
        }
      }
      parts.append(part)
    }
    let all = found.joined().reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    modes = all.keys.sorted { (all[$1] ?? 0, $0) < (all[$0] ?? 0, $1) }
    for place in parts.indices {
      parts[place].failures = modes.map { mode in found[place].count { $0 == mode } }
    }
    component =
      lives.keys.sorted {
        (all[$1] ?? 0, $0) < (all[$0] ?? 0, $1)
      }.first
    if let component { self.lives = lives[component] ?? ([], []) }
  }

  var allFailures: Int { parts.reduce(0) { $0 + $1.allFailures } }
  var allLives: Int { parts.reduce(0) { $0 + $1.lives } }
  var allCensored: Int { parts.reduce(0) { $0 + $1.censored } }

  /// By when half of the lives of the component have ended, in hours, with an interval of 95 %.
  var medianLife: (value: Double, lower: Double?, upper: Double?)? {
    guard let sample = try? LifeSample(times: lives.hours, failed: lives.failed),
      let curve = try? SurvivalCurve(sample), let median = curve.median
    else { return nil }
    let ends = curve.quantileInterval(0.5)
    return (median, ends.lower, ends.upper)
  }
}

extension ColumnarTable {
  /// The text of a cell; empty where there is no such column.
  func text(_ name: String, _ row: Int) -> String { column(named: name)?.text(row) ?? "" }

  /// The number of a cell; NaN where there is no such column.
  func number(_ name: String, _ row: Int) -> Double { column(named: name)?.number(row) ?? .nan }
}
