import Datasets
import Scenarios

/// An audit as text: its columns, its splits, and what was found.
struct AuditText {
  var report: AuditReport

  var text: String {
    var parts = [heading, columns]
    if !report.splits.isEmpty { parts.append(splits) }
    if let best = associations { parts.append(best) }
    parts.append(verdict)
    parts += groups.map { $0.text }
    return parts.joined(separator: "\n\n")
  }

  private var heading: String {
    var facts = [
      report.files.joined(separator: ", "), "\(report.rows) rows",
      "\(report.columns.count) columns",
    ]
    if let units = report.units { facts.append(counted(units, "unit")) }
    return facts.joined(separator: " · ")
  }

  // MARK: - Columns

  /// The most columns that the table shows.
  private static let mostColumns = 80

  private var columns: String {
    let hasLag = report.columns.contains { $0.lagOne != nil }
    let hasTexts = report.columns.contains { mostOften($0) != "" }
    var table = TextTable(
      [.left, .left, .right, .right] + [TextTable.Alignment](repeating: .right, count: 7)
        + (hasLag ? [.right] : []) + [.left])
    table.add(
      [
        "column", "type", "missing", "distinct", "min", "25 %", "median", "75 %", "max", "mean",
        "sd",
      ]
        + (hasLag ? ["lag 1"] : []) + (hasTexts ? ["most often"] : []))
    for column in report.columns.prefix(AuditText.mostColumns) {
      let name = column.name + (column.unit.map { " [\($0)]" } ?? "")
      var cells = [name, type(column), "\(column.missing)", "\(column.distinct)"]
      cells += [
        column.minimum, column.lowerQuartile, column.median, column.upperQuartile, column.maximum,
        column.mean,
      ].map { figure($0, column) }
      cells.append(column.kind == .time ? "" : column.standardDeviation.map { number($0) } ?? "")
      if hasLag { cells.append(column.lagOne.map { ShortNumber.text($0, digits: 2) } ?? "") }
      cells.append(mostOften(column))
      table.add(cells)
    }
    let left = report.columns.count - AuditText.mostColumns
    return table.text + (left > 0 ? "\n… and \(left) more (--format json has them)" : "")
  }

  private func type(_ column: ColumnProfile) -> String {
    column.kind.rawValue + (column.role == .feature ? "" : ", \(column.role.rawValue)")
  }

  private func figure(_ value: Double?, _ column: ColumnProfile) -> String {
    guard let value else { return "" }
    // Beyond the years that text can hold, the seconds.
    return column.kind == .time && abs(value) < 2.5e11
      ? MomentText.text(Int64(value * 1e6)) : number(value)
  }

  private func number(_ value: Double) -> String { ShortNumber.text(value, digits: 5) }

  /// The commonest value of what has no mean worth seeing.
  private func mostOften(_ column: ColumnProfile) -> String {
    guard let value = column.commonest, column.count > 0, column.role != .identifier,
      [.category, .text, .yesNo].contains(column.kind)
    else { return "" }
    let shown = value.count > 20 ? value.prefix(20) + "…" : value[...]
    let share = Double(column.commonestCount) / Double(column.count)
    return "\(shown) (\(ShortNumber.text(share * 100, digits: 3)) %)"
  }

  // MARK: - Splits and target

  private var splits: String {
    let hasUnits = report.splits.contains { $0.units != nil }
    let target = report.target.map { target in
      target.rareClass.map { "share of \(target.column) = \($0)" } ?? "mean of \(target.column)"
    }
    let hasTarget = report.splits.contains { $0.target != nil }
    var table = TextTable([.left, .right] + (hasUnits ? [.right] : []) + [.right])
    table.add(
      ["split", "rows"] + (hasUnits ? ["units"] : [])
        + (hasTarget ? [target ?? ""] : []))
    for split in report.splits {
      table.add(
        [split.name, "\(split.rows)"] + (hasUnits ? [split.units.map { "\($0)" } ?? ""] : [])
          + [split.target.map { number($0) } ?? ""])
    }
    return table.text
  }

  private var associations: String? {
    guard let target = report.target, let first = report.associations.first else { return nil }
    let words = ["auc": "AUC", "r_squared": "R²", "balanced_accuracy": "balanced accuracy"]
    let best = report.associations.prefix(5).map {
      "\($0.column) \(ShortNumber.text($0.value, digits: 3))"
    }
    return "alone they tell \(target.column) best (\(words[first.measure] ?? first.measure)): "
      + best.joined(separator: ", ")
  }

  // MARK: - Findings

  private var verdict: String {
    let counts: [String] = AuditFinding.Severity.allCases.compactMap { severity in
      let count = report.count(of: severity)
      return count > 0 ? counted(count, severity.rawValue) : nil
    }
    let accepted = report.accepted > 0 ? " · \(report.accepted) accepted" : ""
    return (counts.isEmpty ? "nothing was found" : counts.joined(separator: " · ")) + accepted
  }

  /// Findings of one kind and of one severity, with one reason.
  private struct Group {
    var findings: [AuditFinding]

    /// The most that are told one by one.
    static let most = 6

    var text: String {
      guard let first = findings.first else { return "" }
      var lines = ["\(first.severity.rawValue): \(first.check.rawValue)"]
      let shown = findings.count <= Group.most + 1 ? findings.count : Group.most
      lines += findings.prefix(shown).map { "  " + $0.what }
      if findings.count > shown { lines.append("  … and \(findings.count - shown) more") }
      lines.append("  why: " + first.why)
      lines.append("  do: " + first.remedy)
      return lines.joined(separator: "\n")
    }
  }

  private var groups: [Group] {
    var groups: [Group] = []
    for finding in report.findings {
      if let last = groups.last?.findings.first, last.check == finding.check,
        last.severity == finding.severity
      {
        groups[groups.count - 1].findings.append(finding)
      } else {
        groups.append(Group(findings: [finding]))
      }
    }
    return groups
  }

  private func counted(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }
}
