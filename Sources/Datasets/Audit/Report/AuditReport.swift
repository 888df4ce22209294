/// All that an audit says of a table.
public struct AuditReport: Hashable, Sendable, Encodable {
  /// One of the parts into which rows are divided.
  public struct Split: Hashable, Sendable, Encodable {
    /// Its name.
    public var name: String
    /// How many rows it has.
    public var rows: Int
    /// How many units; `nil` without units.
    public var units: Int?
    /// The mean of the target, or the share of the class of which there is less; `nil` without target.
    public var target: Double?
  }

  /// What a change between two splits amounts to, for one column.
  public struct Drift: Hashable, Sendable, Encodable {
    /// The column.
    public var column: String
    /// The split that is taken for training.
    public var from: String
    /// The other.
    public var to: String
    /// The population stability index.
    public var stabilityIndex: Double
    /// The distance of Kolmogorov and Smirnov; `nil` for texts.
    public var distance: Double?
    /// The probability of one as large by chance, if rows are independent; that of χ² for texts.
    public var pValue: Double
  }

  /// What the target is like.
  public struct Target: Hashable, Sendable, Encodable {
    /// The column.
    public var column: String
    /// Whether it names classes, rather than an amount.
    public var isClass: Bool
    /// The class of which there are fewer rows; `nil` where there are not two.
    public var rareClass: String?
    /// How many rows each class has, by its name.
    public var classes: [String: Int]
  }

  /// How well single features tell the target.
  public struct Association: Hashable, Sendable, Encodable {
    /// The feature.
    public var column: String
    /// `auc`, `r_squared` or `balanced_accuracy`.
    public var measure: String
    /// How well: 1 is perfectly.
    ///
    /// Chance is 0.5, 0, and one over the number of classes.
    public var value: Double
  }

  /// The files, in their order.
  public var files: [String]
  /// How many rows there are.
  public var rows: Int
  /// How many units; `nil` where none are named.
  public var units: Int?
  /// The columns, in the order of the table.
  public var columns: [ColumnProfile]
  /// The splits, that for training first; empty where there are none.
  public var splits: [Split]
  /// What the target is like; `nil` where none is named.
  public var target: Target?
  /// How well each feature alone tells the target, the best first.
  public var associations: [Association]
  /// How each column differs between splits.
  public var drifts: [Drift]
  /// What was found, the worst first.
  public var findings: [AuditFinding]
  /// How many findings were accepted, and are not among those.
  public var accepted: Int

  /// How many findings are this bad.
  public func count(of severity: AuditFinding.Severity) -> Int {
    findings.count { $0.severity == severity }
  }

  /// Whether the table fails as a gate: there is an error.
  public var hasErrors: Bool { count(of: .error) > 0 }

  /// The profile of a column.
  public func column(named name: String) -> ColumnProfile? { columns.first { $0.name == name } }
}
