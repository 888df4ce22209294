/// From where on an audit finds something worth saying.
public struct AuditThresholds: Hashable, Sendable {
  /// The share of one value from which a column is nearly constant.
  public var nearlyConstant = 0.98
  /// The share of missing values from which a column is mostly missing.
  public var mostlyMissing = 0.5
  /// The robust score from which a number is an outlier.
  public var outlier = 8.0
  /// The correlation, positive or negative, from which two columns say the same.
  public var correlation = 0.99
  /// The AUC, R² or balanced accuracy from which a single column gives the target away.
  public var leakage = 0.99
  /// The population stability index from which a column has drifted.
  public var drift = 0.25
  /// The p-value, divided by the number of columns, above which a drift may be chance.
  public var significance = 0.001
  /// The multiple of the usual step from which there is a gap.
  public var gap = 5.0
  /// The share of steps that may differ from the usual one by a tenth.
  public var irregular = 0.05
  /// The fewest rows of a run of equal values.
  public var stuck = 10.0
  /// The number of rows below which a unit is short.
  public var shortUnit = 10.0
  /// The autocorrelation at lag 1 from which rows are called dependent.
  public var dependence = 0.5
  /// The share below which a class is rare.
  public var rareClass = 0.05

  /// Creates the usual thresholds.
  public init() {}

  /// A threshold by name.
  public struct Name: Sendable {
    /// The name in options.
    public var text: String
    /// From where to where it may be set.
    public var range: ClosedRange<Double>
    /// What it is, without a full stop.
    public var meaning: String
    let path: any WritableKeyPath<AuditThresholds, Double> & Sendable

    /// The usual value.
    public var standard: Double { AuditThresholds()[keyPath: path] }
  }

  /// All thresholds.
  public static let names: [Name] = [
    Name(
      text: "nearly-constant", range: 0.5...1,
      meaning: "share of one value from which a column is nearly constant", path: \.nearlyConstant),
    Name(
      text: "mostly-missing", range: 0...1,
      meaning: "share of missing values from which a column is mostly missing",
      path: \.mostlyMissing),
    Name(
      text: "outlier", range: 1...1e9,
      meaning: "robust score from which a number is an outlier", path: \.outlier),
    Name(
      text: "correlation", range: 0...1,
      meaning: "correlation from which two columns say the same", path: \.correlation),
    Name(
      text: "leakage", range: 0...1,
      meaning: "AUC, R² or balanced accuracy from which one column gives the target away",
      path: \.leakage),
    Name(
      text: "drift", range: 0...1e9,
      meaning: "population stability index from which a column has drifted", path: \.drift),
    Name(
      text: "significance", range: 0...1,
      meaning: "p-value, divided by the number of columns, above which a drift may be chance",
      path: \.significance),
    Name(
      text: "gap", range: 1...1e9,
      meaning: "multiple of the usual step from which there is a gap", path: \.gap),
    Name(
      text: "irregular", range: 0...1,
      meaning: "share of steps that may differ from the usual one by a tenth", path: \.irregular),
    Name(
      text: "stuck", range: 2...1e9,
      meaning: "fewest rows of a run of equal values that is told", path: \.stuck),
    Name(
      text: "short-unit", range: 0...1e9,
      meaning: "number of rows below which a unit is short", path: \.shortUnit),
    Name(
      text: "dependence", range: 0...1,
      meaning: "autocorrelation at lag 1 from which rows are called dependent",
      path: \.dependence),
    Name(
      text: "rare-class", range: 0...0.5,
      meaning: "share below which a class is rare", path: \.rareClass),
  ]

  /// Sets a threshold by name.
  ///
  /// - Parameters:
  ///   - name: One of ``names``.
  ///   - value: Within its range.
  public mutating func set(_ name: Name, to value: Double) {
    precondition(name.range.contains(value), "a threshold lies in its range")
    self[keyPath: name.path] = value
  }
}
