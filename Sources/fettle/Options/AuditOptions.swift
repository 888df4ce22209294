import ArgumentParser
import DataTables
import Datasets
import Scenarios

/// What the columns of a table mean.
struct AuditOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The column of the unit: the machine, part or batch that a row belongs to.",
      valueName: "column"))
  var unit: String?

  @Option(
    help: ArgumentHelp(
      "The column of the time, or of a count that rises with it.", valueName: "column"))
  var time: String?

  @Option(help: ArgumentHelp("The column that is to be predicted.", valueName: "column"))
  var target: String?

  @Option(
    help: ArgumentHelp(
      "The column that says in which split a row is (default: 'split', where it says train and test; "
        + "several files are splits themselves).",
      valueName: "column"))
  var split: String?

  @Flag(help: "The names of units begin anew in each file: unit 1 of two files is two units.")
  var unitsPerFile = false

  @Option(
    help: ArgumentHelp(
      "A finding that is known and accepted: a check, or check:column; may be repeated.",
      valueName: "check"))
  var accept: [String] = []

  @Option(
    help: ArgumentHelp(
      "Where a limit lies, as in correlation=0.95; may be repeated (docs/audit.md lists them).",
      valueName: "name=value"))
  var threshold: [String] = []

  func validate() throws {
    for text in accept { _ = try Self.acceptance(text) }
    for text in threshold { _ = try Self.threshold(text) }
  }

  /// What is asked of an audit of a table.
  func request(for table: LoadedTable) throws -> AuditRequest {
    var thresholds = AuditThresholds()
    for text in threshold {
      let (name, value) = try Self.threshold(text)
      thresholds.set(name, to: value)
    }
    return AuditRequest(
      unit: unit, time: time, target: target, unitsPerFile: unitsPerFile, splits: splits(of: table),
      accepted: try accept.map(Self.acceptance), thresholds: thresholds)
  }

  private func splits(of table: LoadedTable) -> AuditRequest.Splits {
    if let split { return .column(split) }
    if table.parts.count > 1 { return .files }
    guard ![unit, time, target].contains("split"), AuditRequest.hasUsualSplits(table) else {
      return .none
    }
    Terminal.printMessage("\(table.parts[0].name): note: rows are split by the column 'split'")
    return .column("split")
  }

  private static func acceptance(_ text: String) throws -> AcceptedFinding {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard let first = parts.first, let check = AuditCheck(rawValue: first) else {
      let names = AuditCheck.allCases.map(\.rawValue)
      throw ValidationError(
        "--accept: there is no check '\(parts.first ?? "")'; "
          + (NearestName.of(parts.first ?? "", among: names).map { "did you mean '\($0)'?" }
            ?? "there are \(names.joined(separator: ", "))"))
    }
    return AcceptedFinding(check, column: parts.count > 1 ? parts[1] : nil)
  }

  private static func threshold(_ text: String) throws -> (AuditThresholds.Name, Double) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      throw ValidationError("--threshold is '\(text)'; write name=value, as in correlation=0.95")
    }
    guard let name = AuditThresholds.names.first(where: { $0.text == parts[0] }) else {
      let names = AuditThresholds.names.map(\.text)
      throw ValidationError(
        "--threshold: there is no '\(parts[0])'; "
          + (NearestName.of(parts[0], among: names).map { "did you mean '\($0)'?" }
            ?? "there are \(names.joined(separator: ", "))"))
    }
    guard let value = ShareText.value(of: parts[1]), name.range.contains(value) else {
      throw ValidationError(
        "--threshold \(name.text) is '\(parts[1])'; give a number from "
          + "\(ShortNumber.text(name.range.lowerBound, digits: 6)) to "
          + "\(ShortNumber.text(name.range.upperBound, digits: 6))")
    }
    return (name, value)
  }
}

/// Audits, and says why one cannot be made.
enum Auditing {
  static func report(_ table: LoadedTable, _ request: AuditRequest) throws -> AuditReport {
    do throws(AuditProblem) {
      return try TableAudit.report(on: table, request)
    } catch {
      Terminal.printMessage("\(table.parts[0].name): error: \(words(of: error))")
      throw ExitStatus.badInput
    }
  }

  private static func words(of problem: AuditProblem) -> String {
    switch problem {
    case .noColumn(let role, let name, let names):
      "there is no column '\(name)' (--\(role)); "
        + (NearestName.of(name, among: names).map { "did you mean '\($0)'?" }
          ?? "there are \(names.map { "'\($0)'" }.joined(separator: ", "))")
    case .twoRoles(let column): "the column '\(column)' cannot be two things at once"
    case .noRows: "the table has no rows"
    case .timeIsText(let column, _):
      "the column '\(column)' (--time) holds texts; write times as 2020-01-03 07:00:00, or as numbers"
    case .manySplits(let column, let count):
      "the column '\(column)' (--split) has more than \(count) values; name one with train and test"
    case .manyFiles(let count):
      "\(count) files are too many to be splits; name at most 20, or a column by --split"
    case .oneSplit(let name):
      name.map { "there is only one split, '\($0)'" } ?? "no row is in a split"
    }
  }
}
