import DataTables
import TestDraws
import TestSupport
import Testing

@testable import Datasets

/// A table of four sensors on eight machines, with nothing wrong in it.
struct CleanTable {
  var header = ["machine", "hour", "temperature", "speed", "pressure", "kind", "failed"]
  var rows: [[String]] = []

  init(ordinal: Int, machines: Int = 8, hours: Int = 60) {
    var draws = Draws("clean table", ordinal: ordinal)
    for machine in 0..<machines {
      let kind = ["mill", "lathe", "saw"][machine % 3]
      for hour in 0..<hours {
        let load = draws.normal()
        rows.append([
          "M\(machine)", "\(hour)", "\(60 + 3 * load + draws.normal())",
          "\(1_500 + 40 * draws.normal())", "\(4 + 0.2 * draws.normal())", kind,
          draws.chance(0.15 + (load > 1 ? 0.3 : 0)) ? "1" : "0",
        ])
      }
    }
  }

  var text: String {
    ([header] + rows).map { DelimitedText.row($0) }.joined(separator: "\n") + "\n"
  }

  mutating func add(_ name: String, _ cell: ([String], Int) -> String) {
    header.append(name)
    for row in rows.indices { rows[row].append(cell(rows[row], row)) }
  }

  static let request = AuditRequest(unit: "machine", time: "hour", target: "failed")
}

@Suite("Table audit")
struct TableAuditTests {
  func audit(_ table: CleanTable, _ request: AuditRequest = CleanTable.request) throws
    -> AuditReport
  {
    try TableAudit.report(on: load(table.text), request)
  }

  func checks(_ report: AuditReport) -> [AuditCheck] { report.findings.map(\.check) }

  @Test("A clean table gives no findings, of 60 tables", .tags(.statistical))
  func clean() throws {
    // Each table has 4 numeric columns × 480 normal numbers, of which one lies 8 spreads out with a probability of
    // 1e-12; runs and drift are bounded by 1e-6 and 1e-3 a table. So 60 tables are expected to give 0.1 findings at most.
    for ordinal in 0..<60 {
      let report = try audit(CleanTable(ordinal: ordinal))
      #expect(report.findings == [], "\(ordinal): \(report.findings.map(\.what))")
    }
  }

  @Test("Clean splits by machine give no findings, of 40 tables", .tags(.statistical))
  func cleanSplits() throws {
    for ordinal in 0..<40 {
      var table = CleanTable(ordinal: 100 + ordinal, machines: 9)
      table.add("part") { row, _ in ["M0", "M1", "M2"].contains(row[0]) ? "test" : "train" }
      var request = CleanTable.request
      request.splits = .column("part")
      let report = try audit(table, request)
      #expect(report.findings == [], "\(ordinal): \(report.findings.map(\.what))")
      #expect(report.splits.map(\.name) == ["train", "test"])
      #expect(report.splits.map(\.units) == [6, 3])
    }
  }

  /// A defect, how it is planted, and what must be found first.
  struct Defect: Sendable, CustomTestStringConvertible {
    var check: AuditCheck
    var severity: AuditFinding.Severity
    var what: String
    var plant: @Sendable (inout CleanTable) -> Void
    var testDescription: String { check.rawValue }
  }

  static let defects: [Defect] = [
    Defect(check: .constant, severity: .warning, what: "'site' is 7 in all 480 rows") {
      $0.add("site") { _, _ in "7" }
    },
    Defect(check: .nearlyConstant, severity: .note, what: "'valve' is 1 in all but 3 rows") {
      $0.add("valve") { _, row in row % 200 == 50 ? "0" : "1" }
    },
    Defect(
      check: .misfits, severity: .warning,
      what: "'speed' has 2 cells without a number, first 'off' (line 12)"
    ) {
      $0.rows[10][3] = "off"
      $0.rows[30][3] = "on"
    },
    Defect(
      check: .sentinel, severity: .warning,
      what: "'temperature' is -999 in 3 rows, far from all its other values, first line 6"
    ) { for row in [4, 104, 204] { $0.rows[row][2] = "-999" } },
    Defect(
      check: .missing, severity: .note,
      what: "2 cells in 1 column are missing, some written as 'NaN': 'speed' 2"
    ) {
      $0.rows[1][3] = "NaN"
      $0.rows[2][3] = ""
    },
    Defect(
      check: .missing, severity: .warning, what: "'oil' is missing in 75 % of the rows"
    ) { $0.add("oil") { _, row in row % 4 == 0 ? "\((row * 7919) % 101).5" : "" } },
    Defect(
      check: .outliers, severity: .warning,
      what: "'pressure' has 1 outlier; the furthest is 4000 (line 22), "
    ) { $0.rows[20][4] = "4000" },
    Defect(
      check: .duplicatedRows, severity: .warning,
      what: "1 row equals an earlier one in all columns; the first is line 482, as line 7"
    ) { $0.rows.append($0.rows[5]) },
    Defect(
      check: .duplicatedKeys, severity: .warning,
      what: "1 row has the 'machine' and 'hour' of an earlier row but other values, first line 482"
    ) {
      var row = $0.rows[479]
      row[2] = "61.5"
      $0.rows.append(row)
    },
    Defect(
      check: .timeNotRising, severity: .warning,
      what: "'hour' goes back in 1 row of the same unit, first line 12"
    ) { $0.rows.swapAt(9, 10) },
    Defect(
      check: .gaps, severity: .note,
      what: "1 gap in 'hour', the longest 31 before line 12, where the usual step is 1"
    ) { $0.rows.removeSubrange(10..<40) },
    Defect(
      check: .irregularSampling, severity: .note,
      // Of 472 steps, two around each of 56 rows and one before each of 4 at the end of a unit: 116.
      what: "24.6 % of the steps of 'hour' differ by more than a tenth from the usual 1"
    ) { table in
      for row in table.rows.indices where row % 8 == 7 {
        table.rows[row][1] = "\(Double(row % 60) + 0.4)"
      }
    },
    Defect(
      check: .mixedSampling, severity: .warning,
      what: "1 unit has another step than the usual 1, first unit 'M0' with 2"
    ) { for row in 0..<60 { $0.rows[row][1] = "\(row * 2)" } },
    Defect(
      check: .stuck, severity: .warning,
      what: "'speed' stays at 1500.5 for 15 rows of unit 'M0', from line 12"
    ) { for row in 10..<25 { $0.rows[row][3] = "1500.5" } },
    Defect(
      check: .derived, severity: .warning,
      what: "'fahrenheit' = 1.8 · 'temperature' + 32 in all rows"
    ) { $0.add("fahrenheit") { row, _ in "\((Double(row[2]) ?? 0) * 1.8 + 32)" } },
    Defect(
      check: .correlated, severity: .note,
      what: "'speed' and 'second' go together: correlation 0.99"
    ) { $0.add("second") { row, index in "\((Double(row[3]) ?? 0) + Double(index % 7))" } },
    Defect(
      check: .leakage, severity: .error, what: "'alarm' alone tells 'failed': AUC 1"
    ) { $0.add("alarm") { row, index in "\((row[6] == "1" ? 50 : 10) + index % 9)" } },
    Defect(
      check: .answerKey, severity: .error, what: "where 'repair' is yes, 'failed' is 1 in all "
    ) { $0.add("repair") { row, index in row[6] == "1" && index % 3 > 0 ? "yes" : "no" } },
    Defect(
      check: .similarLevels, severity: .warning, what: "'kind' has 'Mill' in 1 row beside 'mill'"
    ) { $0.rows[2][5] = "Mill" },
    Defect(
      check: .missingTarget, severity: .warning,
      what: "'failed' is missing in 1 row, first line 5"
    ) { $0.rows[3][6] = "" },
    Defect(
      check: .identifier, severity: .note,
      what: "'number' has another value in every row, counting them"
    ) { $0.add("number") { _, row in "\(row + 1)" } },
    Defect(
      check: .shortUnits, severity: .note,
      what: "1 unit of 9 has fewer than 10 rows, first unit 'M9' with 1"
    ) {
      var row = $0.rows[0]
      row[0] = "M9"
      row[2] = "59.25"
      $0.rows.append(row)
    },
    Defect(
      check: .dependentRows, severity: .note,
      what: "neighboring rows of a unit are alike in 1 column, most in 'drift': autocorrelation 0.9"
    ) {
      $0.add("drift") { _, row in "\(Double(row % 60) * Double(row % 60) + 0.01 * Double(row % 7))"
      }
    },
    Defect(
      check: .censoring, severity: .note,
      what: "'censored' may say which lives were over: then 240 rows of 480 are censored"
    ) { $0.add("censored") { _, row in row % 2 == 0 ? "1" : "0" } },
  ]

  @Test("A planted defect is found, and told where and how much", .tags(.exact), arguments: defects)
  func planted(defect: Defect) throws {
    var table = CleanTable(ordinal: 7)
    defect.plant(&table)
    let report = try audit(table)
    let found = report.findings.filter {
      $0.check == defect.check && $0.severity == defect.severity
    }
    #expect(
      found.contains { $0.what.hasPrefix(defect.what) }, "\(report.findings.map(\.what))")
    #expect(report.findings.allSatisfy { !$0.why.isEmpty && !$0.remedy.isEmpty })
    #expect(report.hasErrors == (defect.severity == .error))
  }

  @Test("What is wrong with splits is an error", .tags(.exact))
  func splits() throws {
    var table = CleanTable(ordinal: 3)
    table.add("split") { _, row in row % 60 < 40 ? "test" : "train" }
    table.rows.append(table.rows[45])
    table.rows[480][7] = "test"
    var request = CleanTable.request
    request.splits = .column("split")
    let report = try audit(table, request)
    let errors = report.findings.filter { $0.severity == .error }
    #expect(
      errors.map(\.check) == [.duplicatedAcrossSplits, .unitInTwoSplits, .testBeforeTraining])
    #expect(
      errors.map(\.what) == [
        "1 row of 'test' is also in an earlier split, first line 482",
        "8 units of 8 are in more than one split, first unit 'M0' (line 42)",
        "321 rows of 'test' are earlier than the last row of 'train' of the same unit, first line 2",
      ])
  }

  @Test("Drift and levels that training has not seen are told", .tags(.exact))
  func drift() throws {
    var train = CleanTable(ordinal: 4)
    var test = CleanTable(ordinal: 5, machines: 4)
    train.rows = train.rows.map { $0 }
    for row in test.rows.indices {
      test.rows[row][0] = "T" + test.rows[row][0]
      test.rows[row][3] = "\((Double(test.rows[row][3]) ?? 0) + 60)"
      if row < 60 { test.rows[row][5] = "press" }
    }
    let table = LoadedTable.joined([
      try load(train.text, "data/train.csv"), try load(test.text, "data/test.csv"),
    ])
    var request = CleanTable.request
    request.splits = .files
    let report = try TableAudit.report(on: table, request)
    #expect(report.splits.map(\.name) == ["train", "test"])
    #expect(
      report.findings.filter { $0.check == .unseenLevels }.map(\.what)
        == ["'kind' has 'press' in 'test' and not in 'train'"])
    let drifted = report.findings.filter { $0.check == .drift }.flatMap(\.columns)
    #expect(drifted.contains("speed") && !drifted.contains("pressure"))
    #expect(report.drifts.first { $0.column == "speed" }?.distance ?? 0 > 0.4)
  }

  @Test("Unit names that begin anew in each file are other units if that is said", .tags(.exact))
  func unitsPerFile() throws {
    let table = LoadedTable.joined([
      try load(CleanTable(ordinal: 8).text, "train.csv"),
      try load(CleanTable(ordinal: 9).text, "test.csv"),
    ])
    var request = CleanTable.request
    request.splits = .files
    #expect(try TableAudit.report(on: table, request).hasErrors)
    request.unitsPerFile = true
    let report = try TableAudit.report(on: table, request)
    #expect(report.findings == [] && report.units == 16)
  }

  @Test("A column in step with the target in every unit is told", .tags(.exact))
  func lockstep() throws {
    var table = CleanTable(ordinal: 6)
    table.add("life_left") { row, _ in "\(60 - (Double(row[1]) ?? 0) + 0.5)" }
    table.add("health") { row, index in
      "\((60 - (Double(row[1]) ?? 0)) / (70 + Double(index / 60) * 20))"
    }
    var request = CleanTable.request
    request.target = "life_left"
    let report = try audit(table, request)
    let found = report.findings.first { $0.check == .knowsTheFuture }
    #expect(
      found?.what
        == "'health' moves in step with 'life_left' in every one of 8 units, without an exception")
  }

  @Test("Accepted findings are left out and counted, thresholds move", .tags(.exact))
  func accepted() throws {
    var table = CleanTable(ordinal: 7)
    table.add("site") { _, _ in "7" }
    table.add("place") { _, _ in "x" }
    var request = CleanTable.request
    request.accepted = [AcceptedFinding(.constant, column: "site")]
    let report = try audit(table, request)
    #expect(report.findings.map(\.columns) == [["place"]] && report.accepted == 1)
    request.accepted = [AcceptedFinding(.constant)]
    #expect(try audit(table, request).findings.isEmpty)
    let name = try #require(AuditThresholds.names.first { $0.text == "short-unit" })
    request.thresholds.set(name, to: 61)
    #expect(checks(try audit(table, request)) == [.shortUnits])
  }

  @Test("A request that does not suit the table is refused with what there is", .tags(.failure))
  func refused() throws {
    let table = try load("a,b\n1,x\n2,y\n")
    #expect(throws: AuditProblem.noColumn(role: "unit", name: "c", names: ["a", "b"])) {
      try TableAudit.report(on: table, AuditRequest(unit: "c"))
    }
    #expect(throws: AuditProblem.twoRoles(column: "a")) {
      try TableAudit.report(on: table, AuditRequest(unit: "a", target: "a"))
    }
    #expect(throws: AuditProblem.timeIsText(column: "b", type: .category)) {
      try TableAudit.report(on: table, AuditRequest(time: "b"))
    }
    #expect(throws: AuditProblem.noRows) {
      try TableAudit.report(on: load("a,b\n"), AuditRequest())
    }
  }
}
