import Datasets
import Experiments

/// A dataset that was made, as text.
struct DatasetReport {
  var name: String
  var summary: DatasetSummary
  var path: String
  /// How many units were asked for, of how many hours.
  var units: Int
  var hours: Double
  var seed: UInt64

  /// What is printed.
  func text(seconds: Double) -> String {
    let counts = summary.counts
    var lines = [
      "\(name) · \(counts.units) unit\(counts.units == 1 ? "" : "s") of \(hoursText) h · seed \(seed) · "
        + "\(NumberText.fixed(seconds, decimals: 1)) s", "", parts, "", tables, "",
    ]
    let failures = counts.failures.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    if !failures.isEmpty {
      lines.append(
        "failures: " + failures.map { "\($0.key) \($0.value)" }.joined(separator: " · "))
    }
    if counts.units < units {
      lines.append("interrupted: \(counts.units) of \(units) units are in it")
    }
    return (lines + ["saved: \(path)"]).joined(separator: "\n")
  }

  /// The hours of a unit, to a tenth.
  private var hoursText: String {
    NumberText.shortest((hours * 10).rounded() / 10)
  }

  private var parts: String {
    var table = TextTable([.left, .right, .right, .right, .right])
    table.add(["part", "units", "readings", "failures", "censored lives"])
    for part in summary.parts {
      table.add(
        [
          part.name, "\(part.counts.units)", "\(part.counts.readings)",
          "\(part.counts.allFailures)", "\(part.counts.censoredLives)",
        ])
    }
    return table.text
  }

  private var tables: String {
    var table = TextTable([.left, .right, .right, .right])
    table.add(["table", "rows", "columns", "size"])
    for described in summary.tables {
      table.add(
        [
          described.name, "\(described.rows)", "\(described.columns)",
          DatasetReport.size(described.bytes),
        ])
    }
    return table.text
  }

  private static func size(_ bytes: Int) -> String {
    for (unit, size) in [("GB", 1e9), ("MB", 1e6), ("kB", 1e3)] where Double(bytes) >= size {
      return "\(NumberText.fixed(Double(bytes) / size, decimals: 1)) \(unit)"
    }
    return "\(bytes) B"
  }

  /// What is printed as JSON.
  struct Rows: Encodable {
    struct Part: Encodable {
      var name: String
      var units: Int
      var readings: Int
      var failures: [String: Int]
      var censoredLives: Int
    }
    struct Table: Encodable {
      var name: String
      var rows: Int
      var columns: Int
      var bytes: Int
    }
    var path: String
    var units: Int
    var hours: Double
    var seed: UInt64
    var parts: [Part]
    var tables: [Table]
  }

  var rows: Rows {
    Rows(
      path: path, units: summary.counts.units, hours: hours, seed: seed,
      parts: summary.parts.map {
        Rows.Part(
          name: $0.name, units: $0.counts.units, readings: $0.counts.readings,
          failures: $0.counts.failures, censoredLives: $0.counts.censoredLives)
      },
      tables: summary.tables.map {
        Rows.Table(name: $0.name, rows: $0.rows, columns: $0.columns, bytes: $0.bytes)
      })
  }
}
