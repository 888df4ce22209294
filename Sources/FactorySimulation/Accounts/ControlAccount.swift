/// What became of a rule that moves set-points, since measuring began.
public struct ControlAccount: Hashable, Sendable {
  /// Changes that were suggested.
  public var suggestions: UInt64 = 0
  /// Changes that took effect.
  public var changes: UInt64 = 0
  /// Changes to which nobody agreed, or with which the factory could not run.
  public var refusals: UInt64 = 0
  /// The integral of each set-point over time, in SI units times seconds.
  public var setPointTimes: [Double]

  /// Sums of a rule with so many set-points.
  public init(setPoints: Int) { setPointTimes = Array(repeating: 0, count: setPoints) }
}

/// A change of set-points that a rule suggested, and what became of it.
public struct SetPointChange: Hashable, Sendable {
  /// What became of it.
  public enum Outcome: String, Hashable, Sendable, CaseIterable {
    /// It took effect.
    case applied
    /// Somebody was asked and did not agree.
    case refused
    /// With these set-points the factory cannot run.
    case impossible
    /// The run ended before somebody had answered.
    case waiting
  }

  /// Index of the rule in ``FactoryModel/Factory/controlRules``.
  public var rule: Int
  /// When it was suggested, and when it was settled, in seconds since the start.
  public var suggestedAt: Double
  /// When it was settled; not a number while it waits.
  public var settledAt: Double
  /// What was seen since the decision before.
  public var process: ProcessObservation
  /// What was suggested, within limits and largest steps, and why.
  public var suggestion: SetPointSuggestion
  /// What became of it.
  public var outcome: Outcome
}
