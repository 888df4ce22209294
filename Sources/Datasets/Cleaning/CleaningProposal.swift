import DataTables

/// A plan that an audit proposes, as text with the reason for each step.
///
/// What is plainly right is a step; what somebody must decide is a step that is commented out.
public struct CleaningProposal: Sendable {
  private let report: AuditReport
  private let request: AuditRequest
  private var dropped: [String] = []
  private var blocks: [String] = []

  /// The plan in YAML, with a line end.
  public static func text(for report: AuditReport, _ request: AuditRequest) -> String {
    var proposal = CleaningProposal(report, request)
    return proposal.write()
  }

  private init(_ report: AuditReport, _ request: AuditRequest) {
    self.report = report
    self.request = request
  }

  private mutating func write() -> String {
    var lines = [
      "# A plan for \(report.files.joined(separator: ", ")), proposed by its audit. Read it, change it, and carry it out:",
      "#   fettle clean \(report.files[0]) --plan PLAN --out CLEANED.csv",
      "# Steps that begin with '# -' are left to you: remove the '# ' of those that you want.",
      "fettle_plan: 1",
    ]
    if let unit = request.unit { lines.append("unit: \(PlanText.scalar(unit))") }
    if let time = request.time { lines.append("time: \(PlanText.scalar(time))") }
    chooseDropped()
    proposeReading()
    proposeValues()
    proposeColumns()
    proposeRows()
    proposeFilling()
    lines.append("steps:")
    return (lines + blocks).joined(separator: "\n") + "\n"
  }

  private func findings(_ check: AuditCheck) -> [AuditFinding] {
    report.findings.filter { finding in
      finding.check == check && finding.columns.allSatisfy { !dropped.contains($0) }
    }
  }

  /// Adds a step below the sentence that says why.
  private mutating func add(_ why: [String], _ step: String, isActive: Bool = true) {
    let reasons = why.map { "  # \($0.prefix(1).uppercased() + $0.dropFirst())." }
    blocks.append((reasons + ["  " + (isActive ? "- " : "# - ") + step]).joined(separator: "\n"))
  }

  // MARK: - Columns that are left out

  private mutating func chooseDropped() {
    for check in [AuditCheck.leakage, .answerKey, .constant, .derived] {
      for finding in report.findings where finding.check == check && finding.severity != .note {
        if let name = finding.columns.first, !dropped.contains(name) { dropped.append(name) }
      }
    }
    for profile in report.columns where profile.kind == .empty && profile.role == .feature {
      dropped.append(profile.name)
    }
  }

  private mutating func proposeColumns() {
    let kinds: [(AuditCheck, String)] = [
      (.leakage, "Tells the target alone"), (.answerKey, "Written down once the target is known"),
      (.constant, "One value only"), (.derived, "A straight line gives it from another column"),
    ]
    var left = dropped
    for (check, words) in kinds {
      let names = left.filter { name in
        report.findings.contains {
          $0.check == check && $0.severity != .note && $0.columns.first == name
        }
      }
      guard !names.isEmpty else { continue }
      left.removeAll { names.contains($0) }
      add([words], "drop_columns: \(PlanText.list(names))")
    }
    if !left.isEmpty { add(["Nothing in it"], "drop_columns: \(PlanText.list(left))") }
    let identifiers = findings(.identifier).compactMap(\.columns.first)
    if !identifiers.isEmpty {
      add(
        ["Another value in every row: to be kept as names, not to be learned from"],
        "drop_columns: \(PlanText.list(identifiers))", isActive: false)
    }
  }

  // MARK: - Cells

  private mutating func proposeReading() {
    let misfits = findings(.misfits)
    if !misfits.isEmpty {
      add(misfits.map(\.what), "numbers: \(PlanText.list(misfits.compactMap(\.columns.first)))")
    }
    let commas = findings(.decimalCommas)
    if !commas.isEmpty {
      add(
        commas.map(\.what), "decimal_commas: \(PlanText.list(commas.compactMap(\.columns.first)))")
    }
  }

  private mutating func proposeValues() {
    for finding in findings(.sentinel) {
      add(
        [finding.what],
        "mark_missing: {column: \(PlanText.scalar(finding.columns[0])), values: "
          + "\(PlanText.list(finding.values))}", isActive: finding.severity == .warning)
    }
    for finding in findings(.similarLevels) where finding.values.count == 2 {
      add(
        [finding.what],
        "replace: {column: \(PlanText.scalar(finding.columns[0])), values: "
          + "{\(PlanText.scalar(finding.values[0])): \(PlanText.scalar(finding.values[1]))}}")
    }
    for finding in findings(.outliers) where finding.values.count == 2 {
      add(
        [finding.what],
        "clip: {column: \(PlanText.scalar(finding.columns[0])), least: \(finding.values[0]), most: "
          + "\(finding.values[1])}", isActive: false)
    }
    for finding in findings(.stuck) {
      add(
        [finding.what],
        "drop_stuck_runs: {column: \(PlanText.scalar(finding.columns[0])), longer_than: "
          + "\(max((finding.count ?? 2) / 2, 1))}", isActive: false)
    }
  }

  // MARK: - Rows

  private mutating func proposeRows() {
    for finding in findings(.missingTarget).prefix(1) {
      add([finding.what], "drop_rows: {missing: \(PlanText.list(finding.columns))}")
    }
    for finding in findings(.duplicatedRows) {
      add([finding.what], "drop_duplicates: all", isActive: finding.severity != .note)
    }
    for finding in findings(.duplicatedKeys) {
      add(
        [finding.what], "drop_duplicates: {by: \(PlanText.list(finding.columns))}",
        isActive: false)
    }
    for finding in findings(.timeNotRising) {
      let names = [request.unit, request.time].compactMap { $0 }
      add([finding.what], "sort: \(PlanText.list(names))")
    }
  }

  private mutating func proposeFilling() {
    let names = report.columns.filter {
      $0.missing > 0 && $0.count > 0 && $0.role == .feature && !dropped.contains($0.name)
    }
    let numbers = names.filter { $0.mean != nil && $0.kind != .time }.map(\.name)
    let others = names.filter { $0.mean == nil || $0.kind == .time }.map(\.name)
    let isSeries = request.unit != nil || request.time != nil
    let why = "Missing, perhaps not by chance: find out why before you fill"
    if !numbers.isEmpty {
      add(
        [why + (isSeries ? " (or: next, mean, median, a value)" : " (or: mean, a value)")],
        "fill: {columns: \(PlanText.list(numbers)), with: \(isSeries ? "previous" : "median")}",
        isActive: false)
    }
    if !others.isEmpty {
      add(
        [why],
        "fill: {columns: \(PlanText.list(others)), with: \(isSeries ? "previous" : "commonest")}",
        isActive: false)
    }
  }
}

/// Scalars of YAML.
enum PlanText {
  /// A text as a scalar, in quotes where it could be taken for something else.
  static func scalar(_ text: String) -> String {
    let isPlain =
      text.utf8.first.map { isLetter($0) || (48...57).contains($0) } == true
      && text.utf8.allSatisfy {
        isLetter($0) || (48...57).contains($0)
          || [UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/")].contains($0)
      }
    let isNumber = Double(text) != nil
    if isPlain || isNumber { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// Scalars in brackets.
  static func list(_ texts: [String]) -> String {
    "[" + texts.map(scalar).joined(separator: ", ") + "]"
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte)
  }
}
