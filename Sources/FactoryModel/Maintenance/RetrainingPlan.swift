/// When a rule's model is trained anew while the factory runs, and from what.
public struct RetrainingPlan: Hashable, Sendable {
  /// What a monitor watches, which asks for a training when it changes.
  public enum Watched: String, Hashable, Sendable, CaseIterable {
    /// Nothing.
    case nothing
    /// What the model reads of components in their first looks: what is new should always look alike.
    case inputs
    /// How far the model was off, as failures show it.
    case errors
  }

  /// The time from one training to the next, in seconds; `nil` for none by the clock.
  public var every: Double?
  /// What a monitor watches.
  public var watched: Watched
  /// How far back looks are learned from, in seconds; `nil` for all.
  public var window: Double?
  /// How many failures are needed at least.
  public var leastFailures: Int

  /// Creates a plan; see the properties for units.
  public init(
    every: Double? = nil, watched: Watched = .nothing, window: Double? = nil,
    leastFailures: Int = 10
  ) {
    (self.every, self.watched, self.window) = (every, watched, window)
    self.leastFailures = leastFailures
  }
}

/// A predictor that can be learned anew from what a factory shows.
public protocol RetrainablePredictor: FailurePredictor {
  /// What keeps it up to date.
  ///
  /// - Parameters:
  ///   - plan: When, and from what.
  ///   - features: What it reads.
  ///   - time: The time ahead for which it is asked, in seconds.
  /// - Returns: The keeper, which has seen nothing yet.
  func keeper(_ plan: RetrainingPlan, features: [String], within time: Double) -> any ModelKeeper
}
