public import FactorySimulation

/// A statement about the results that may or may not hold: `throughput.diff < -1 %`.
///
/// It holds only where the whole 95 % interval satisfies it: not where the mean happens to. So a
/// condition that does not hold is not refuted.
///
/// | Written | Meaning |
/// |---|---|
/// | `throughput >= 140 parts/h` | any unit that measures the same may be used: `2.5 parts/min` |
/// | `stations.press.oee >= 60 %` | a fraction; `0.6` is the same |
/// | `throughput.diff < -1 %` | more than 1 % of the baseline's mean below it |
/// | `cost.total.diff > 0 EUR` | the difference in the metric's unit |
/// | `stations.press.oee.diff < -1 %` | the difference of a fraction is in percentage points |
public struct Condition: Hashable, Sendable, CustomStringConvertible {
  /// How what is measured relates to the amount.
  public enum Relation: String, Hashable, Sendable, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
  }

  /// What is measured.
  public var reference: MetricReference
  /// How it relates.
  public var relation: Relation
  /// To what.
  public var amount: MetricAmount
  /// As it was written.
  public var description: String

  /// Reads a condition.
  ///
  /// - Parameters:
  ///   - text: Such as `throughput.diff < -1 %`.
  ///   - definitions: The metrics there are.
  ///   - hasBaseline: Whether there is a baseline to differ from.
  /// - Throws: ``RequestError`` where it cannot be understood.
  public init(
    _ text: String, among definitions: [MetricDefinition], hasBaseline: Bool
  ) throws(RequestError) {
    guard let start = text.firstIndex(where: { $0 == "<" || $0 == ">" }) else {
      throw RequestError(
        text, "a condition compares with <, <=, > or >=, as in throughput >= 140 parts/h")
    }
    var end = text.index(after: start)
    if end < text.endIndex, text[end] == "=" { end = text.index(after: end) }
    guard let relation = Relation(rawValue: String(text[start..<end])) else {
      throw RequestError(text, "'\(text[start..<end])' is none of <, <=, > and >=")
    }
    self.relation = relation
    reference = try MetricReference(
      withoutBlanks(text[..<start]), in: text, among: definitions, hasBaseline: hasBaseline)
    amount = try MetricAmount(
      withoutBlanks(text[end...]), in: text, of: reference.definition,
      percentOfMean: reference.isDifference)
    description = withoutBlanks(text[...])
  }

  /// Whether every value of an interval satisfies it.
  func holds(from lower: Double, to upper: Double) -> Bool {
    let bound: Double
    switch amount {
    case .absolute(let value), .relative(let value): bound = value
    }
    switch relation {
    case .atLeast: return lower >= bound
    case .atMost: return upper <= bound
    case .above: return lower > bound
    case .below: return upper < bound
    }
  }
}

/// What a condition says about one arm.
public struct ConditionFinding: Hashable, Sendable {
  /// The condition.
  public var condition: Condition
  /// The arm.
  public var arm: String
  /// The lower end of the interval, in the metric's unit, or as a part of the baseline's mean.
  public var lower: Double
  /// The upper end.
  public var upper: Double
  /// Whether the whole interval satisfies the condition.
  public var holds: Bool

  /// One line: the condition, the arm, and the interval that settles it.
  public var description: String {
    var unit = condition.reference.definition.unit
    var factor = 1.0
    if case .relative = condition.amount { (unit, factor) = ("%", 100) }
    if unit == "1" { (unit, factor) = ("%", 100) }
    let (low, high) = (factor * lower, factor * upper)
    let decimals = NumberText.decimals(mean: (low + high) / 2, halfWidth: (high - low) / 2)
    let interval = IntervalText.ends(low, high, decimals: decimals)
    return "\(condition) \(holds ? "holds" : "does not hold") in \(arm): \(interval)"
      + (unit.isEmpty ? "" : " " + unit)
  }
}

extension Condition {
  /// What the condition says about the arms of an experiment: those that are not the baseline, or the
  /// only one.
  ///
  /// - Parameter summary: The results.
  /// - Returns: One finding for each arm that has an interval.
  public func findings(in summary: ExperimentSummary) -> [ConditionFinding] {
    let name = reference.definition.name
    let intervals: [(arm: String, lower: Double?, upper: Double?)]
    if reference.isDifference {
      intervals = summary.differences.filter { $0.metric == name }.map {
        if case .relative = amount { return ($0.arm, $0.relativeLower, $0.relativeUpper) }
        return ($0.arm, $0.lower, $0.upper)
      }
    } else {
      intervals = summary.arms.filter { $0.arm != summary.baseline }.compactMap { arm in
        arm.entry(name).map { (arm.arm, $0.lower, $0.upper) }
      }
    }
    return intervals.compactMap { arm, lower, upper in
      guard let lower, let upper else { return nil }
      return ConditionFinding(
        condition: self, arm: arm, lower: lower, upper: upper,
        holds: holds(from: lower, to: upper))
    }
  }
}
