/// The sums kept of a model in the shadow of the one that a rule follows, while a replication runs.
public struct ShadowAccount: Hashable, Sendable, BitwiseCopyable {
  /// Looks at which both models gave a chance.
  public var looks = 0
  /// Looks at which both were above the rule's chance, or both were not.
  public var agreements = 0
  /// Σ (chance − 1 if it would fail in time, 0 if not)² of the model that is followed.
  public var squaredErrors = 0.0
  /// The same of the shadow.
  public var shadowSquaredErrors = 0.0
  /// Lives in which the shadow would have warned.
  public var warnings = 0
  /// Of these, those whose failure would have come later than asked for.
  public var falseWarnings = 0
  /// Seconds from the right warnings to the failures that they foretell.
  public var warnedAhead = 0.0
  /// Failures of which the shadow had not warned.
  public var missedFailures = 0

  init() {}
}
