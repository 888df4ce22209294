public import DataTables

/// The audit that every table needs before anything is learned from it.
///
/// ```swift
/// let table = LoadedTable(try DelimitedTable(bytes), name: "press.csv")
/// let report = try TableAudit.report(
///   on: table, AuditRequest(unit: "machine", time: "hour", target: "failed"))
/// for finding in report.findings { print(finding.severity, finding.what) }
/// ```
///
/// Every figure is worked out from all rows. One column is in hand at a time, so that beside the table there are
/// at most some forty bytes for each row, whatever the number of columns.
public enum TableAudit {
  /// Looks at a table.
  ///
  /// - Parameters:
  ///   - table: The table; of several files, those put together by ``LoadedTable/joined(_:)``.
  ///   - request: What its columns mean.
  /// - Returns: What was found.
  /// - Throws: ``AuditProblem`` where the request does not suit the table.
  public static func report(
    on table: LoadedTable, _ request: AuditRequest = AuditRequest()
  ) throws(AuditProblem) -> AuditReport {
    var auditor = try Auditor(table, request)
    auditor.lookAtColumns()
    auditor.lookAtRows()
    auditor.lookAtTime()
    auditor.lookAtUnits()
    auditor.lookAtTarget()
    auditor.lookAtCorrelations()
    auditor.lookAtSplits()
    return auditor.report()
  }
}

/// Why a table cannot be audited as asked.
public enum AuditProblem: Error, Hashable, Sendable {
  /// There is no column of this name.
  case noColumn(role: String, name: String, names: [String])
  /// Two roles are given to one column.
  case twoRoles(column: String)
  /// There are no rows.
  case noRows
  /// The times are texts.
  case timeIsText(column: String, type: ColumnType)
  /// The column of splits has too many values to be one.
  case manySplits(column: String, count: Int)
  /// There are too many files to be splits.
  case manyFiles(count: Int)
  /// There is only one split, or, where it has no name, none.
  case oneSplit(name: String?)
}
