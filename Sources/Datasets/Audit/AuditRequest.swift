import DataTables

/// What an audit is asked: what the columns mean, and where its limits lie.
public struct AuditRequest: Hashable, Sendable {
  /// How the rows are split.
  public enum Splits: Hashable, Sendable {
    /// They are not.
    case none
    /// By the values of a column.
    case column(String)
    /// By file.
    case files
  }

  /// The column that names the machine, part or batch that a row belongs to.
  public var unit: String?
  /// The column of the time, or of a count that rises with it.
  public var time: String?
  /// The column that is to be predicted.
  public var target: String?
  /// Whether the names of units begin anew in each file, so that unit 1 of two files is two units.
  public var unitsPerFile: Bool
  /// How the rows are split.
  public var splits: Splits
  /// Findings that are known and accepted.
  public var accepted: [AcceptedFinding]
  /// The limits.
  public var thresholds: AuditThresholds

  /// Creates a request.
  public init(
    unit: String? = nil, time: String? = nil, target: String? = nil, unitsPerFile: Bool = false,
    splits: Splits = .none,
    accepted: [AcceptedFinding] = [], thresholds: AuditThresholds = AuditThresholds()
  ) {
    self.unit = unit
    self.time = time
    self.target = target
    self.unitsPerFile = unitsPerFile
    self.splits = splits
    self.accepted = accepted
    self.thresholds = thresholds
  }
}

/// A kind of finding that is known and accepted, in one column or in all.
public struct AcceptedFinding: Hashable, Sendable {
  /// What was looked for.
  public var check: AuditCheck
  /// The column; `nil` for all.
  public var column: String?

  /// Creates an acceptance.
  public init(_ check: AuditCheck, column: String? = nil) {
    self.check = check
    self.column = column
  }

  /// Whether a finding is one of these.
  func includes(_ finding: AuditFinding) -> Bool {
    finding.check == check && (column.map { finding.columns.contains($0) } ?? true)
  }
}

extension AuditRequest {
  /// Whether a table has a column 'split' with names that splits usually have, such as train and test.
  public static func hasUsualSplits(_ loaded: LoadedTable) -> Bool {
    guard let column = loaded.table.column(named: "split"), column.values.type.isText,
      let codes = ColumnCodes(column, most: SplitParts.most), codes.count > 1
    else { return false }
    return codes.firstRows.allSatisfy { SplitParts.isUsual(column.text(Int($0))) }
  }
}
