import Datasets
import Experiments
import FactoryModel

/// A dataset that was made, as text.
struct DatasetReport {
  var name: String
  var summary: DatasetSummary
  var path: String
  /// How many units were asked for, of how many hours.
  var units: Int
  var hours: Double
  var seed: UInt64
  /// The arms of the experiment; empty where it is none.
  var arms: [String]
  /// Whether readings are those of whole lives.
  var hasTrajectories: Bool
  /// What readings lie shortly before failures, in hours.
  var failureWithin: Double?

  init(_ maker: DatasetMaker, _ summary: DatasetSummary, path: String) {
    let plan = maker.plan
    name = maker.title
    self.summary = summary
    self.path = path
    units = plan.unitCount
    hours = plan.factory.horizon / 3_600
    seed = plan.seed
    arms = plan.namesArms ? plan.arms.map(\.name) : []
    hasTrajectories = plan.trajectories != nil
    failureWithin = plan.balance.map { $0.within / 3_600 }
  }

  /// What is printed.
  func text(seconds: Double) -> String {
    let counts = summary.counts
    var lines = [
      "\(name) · \(arms.isEmpty ? "" : "\(arms.count) arms · ")"
        + "\(summary.units) unit\(summary.units == 1 ? "" : "s") of \(hoursText) h · seed \(seed) · "
        + "\(NumberText.fixed(seconds, decimals: 1)) s", "", parts, "", tables, "",
    ]
    let failures = counts.failures.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    if !failures.isEmpty {
      lines.append(
        "failures: " + failures.map { "\($0.key) \($0.value)" }.joined(separator: " · "))
    }
    if hasTrajectories { lines.append(trajectories) }
    if let failureWithin {
      let shares = summary.balance.map {
        "\($0.table) \(DatasetReport.percent($0.after)) (was \(DatasetReport.percent($0.before)))"
      }
      lines.append(
        "within \(NumberText.shortest(failureWithin)) h of a failure: "
          + shares.joined(separator: " · "))
    }
    if !summary.tensors.isEmpty { lines.append("windows: " + windows) }
    if let file = summary.hdf5 {
      lines.append("HDF5: \(file.path), \(DatasetReport.size(file.bytes))")
    }
    if summary.units < units {
      lines.append("interrupted: \(summary.units) of \(units) units are in it")
    }
    return (lines + ["saved: \(path)"]).joined(separator: "\n")
  }

  private var trajectories: String {
    let counts = summary.counts.trajectories
    let left = [
      (counts.hadBegunBefore, "begun before the record"),
      (counts.endedByMaintenance, "ended by maintenance"), (counts.wentOn, "went on at its end"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return "trajectories: \(counts.lives) li\(counts.lives == 1 ? "fe" : "ves")"
      + (counts.censored > 0 ? ", \(counts.censored) censored" : "")
      + (left.isEmpty ? "" : " · left out: " + left.joined(separator: " · "))
  }

  private var windows: String {
    summary.tensors.map { tensors in
      "\(tensors.table) \(tensors.windows)"
        + (tensors.length.map { " of \($0) row\($0 == 1 ? "" : "s")" }
          ?? " snapshot\(tensors.windows == 1 ? "" : "s")")
        + ", \(DatasetReport.size(tensors.bytes))"
    }.joined(separator: " · ")
  }

  private static func percent(_ share: Double) -> String {
    NumberText.shortest((share * 10_000).rounded() / 100) + " %"
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
    struct Windows: Encodable {
      var table: String
      var rows: Int?
      var windows: Int
      var bytes: Int
    }
    struct File: Encodable {
      var path: String
      var bytes: Int
    }
    struct Trajectories: Encodable {
      var lives: Int
      var censored: Int
      var hadBegunBefore: Int
      var endedByMaintenance: Int
      var wentOn: Int
    }
    struct Share: Encodable {
      var table: String
      var before: Double
      var after: Double
    }
    var path: String
    var units: Int
    var hours: Double
    var seed: UInt64
    var arms: [String]?
    var trajectories: Trajectories?
    var failureShares: [Share]?
    var parts: [Part]
    var tables: [Table]
    var tensors: [Windows]?
    var hdf5: File?
  }

  var rows: Rows {
    Rows(
      path: path, units: summary.units, hours: hours, seed: seed,
      arms: arms.isEmpty ? nil : arms,
      trajectories: hasTrajectories ? Rows.Trajectories(summary.counts.trajectories) : nil,
      failureShares: failureWithin == nil
        ? nil
        : summary.balance.map {
          Rows.Share(table: $0.table, before: $0.before, after: $0.after)
        },
      parts: summary.parts.map {
        Rows.Part(
          name: $0.name, units: $0.counts.units, readings: $0.counts.readings,
          failures: $0.counts.failures, censoredLives: $0.counts.censoredLives)
      },
      tables: summary.tables.map {
        Rows.Table(name: $0.name, rows: $0.rows, columns: $0.columns, bytes: $0.bytes)
      },
      tensors: summary.tensors.isEmpty
        ? nil
        : summary.tensors.map {
          Rows.Windows(table: $0.table, rows: $0.length, windows: $0.windows, bytes: $0.bytes)
        }, hdf5: summary.hdf5.map { Rows.File(path: $0.path, bytes: $0.bytes) })
  }
}

extension DatasetReport.Rows.Trajectories {
  init(_ counts: TrajectoryCounts) {
    lives = counts.lives
    censored = counts.censored
    hadBegunBefore = counts.hadBegunBefore
    endedByMaintenance = counts.endedByMaintenance
    wentOn = counts.wentOn
  }
}
