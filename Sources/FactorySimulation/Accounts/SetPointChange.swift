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
  /// When it was suggested, in seconds since the start.
  public var suggestedAt: Double
  /// When it was settled, in seconds since the start; not a number while it waits.
  public var settledAt: Double
  /// What was seen since the decision before.
  public var process: ProcessObservation
  /// What was suggested, within limits and largest steps, and why.
  public var suggestion: SetPointSuggestion
  /// What became of it.
  public var outcome: Outcome
}
