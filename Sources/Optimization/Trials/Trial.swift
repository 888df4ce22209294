/// A point that was suggested or given, and what is known of it.
public struct Trial: Hashable, Sendable {
  /// What became of a trial.
  public enum Outcome: Hashable, Sendable {
    /// It is not known yet.
    case pending
    /// It could not be measured: the objective's program failed, or the factory cannot be simulated.
    case failed
    /// It was measured.
    case measured(Measurement)
  }

  /// One coordinate a dimension, from 0 to 1, as in ``SearchSpace``.
  public var point: [Double]
  /// What became of it.
  public var outcome: Outcome
  /// What whoever suggested the point wants to know when it suggests the next one; empty for a point
  /// that was given.
  public var memory: [Double]

  /// Notes a trial.
  public init(point: [Double], outcome: Outcome = .pending, memory: [Double] = []) {
    self.point = point
    self.outcome = outcome
    self.memory = memory
  }

  /// What was measured; `nil` where nothing was.
  public var measurement: Measurement? {
    guard case .measured(let measurement) = outcome else { return nil }
    return measurement
  }
}

/// What was measured at a point.
public struct Measurement: Hashable, Sendable {
  /// One number an objective, all to be small; finite.
  public var objectives: [Double]
  /// One number a constraint, kept where it is at most 0; finite.
  public var constraints: [Double]
  /// The variance of each objective's error, where it is known; else empty.
  public var objectiveVariances: [Double]
  /// The variance of each constraint's error, where it is known; else empty.
  public var constraintVariances: [Double]
  /// The covariances of the objectives from one replication to the next, where they are known: the rows of the
  /// lower triangle one after the other; else empty.
  public var covariances: [Double]

  /// Notes what was measured.
  public init(
    objectives: [Double], constraints: [Double] = [], objectiveVariances: [Double] = [],
    constraintVariances: [Double] = [], covariances: [Double] = []
  ) {
    self.objectives = objectives
    self.constraints = constraints
    self.objectiveVariances = objectiveVariances
    self.constraintVariances = constraintVariances
    self.covariances = covariances
  }

  /// Whether all constraints are kept.
  public var isFeasible: Bool { constraints.allSatisfy { $0 <= 0 } }

  /// By how much constraints are broken, together; 0 where all are kept.
  public var violation: Double { constraints.reduce(0) { $0 + max(0, $1) } }
}
