/// What may be chosen about a Bayesian search.
public struct BayesianSettings: Hashable, Sendable {
  /// What is known of the errors of observations.
  public enum Noise: String, Hashable, Sendable, CaseIterable {
    /// There are none.
    case none
    /// Each measurement says their variances.
    case known
    /// They have a variance that is found out.
    case inferred
  }

  /// What makes a point worth trying.
  public enum Acquisition: Hashable, Sendable {
    /// The improvement that is expected of it; of several objectives, in hypervolume.
    case improvement
    /// How low it may be: the mean less so many standard deviations.
    case confidenceBound(deviations: Double)
    /// That it is the best of one way the function may be.
    case thompson
  }

  /// How many objectives there are.
  public var objectives: Int
  /// How many constraints there are.
  public var constraints: Int
  /// What is known of errors.
  public var noise: Noise
  /// Whether a point may be tried again where there are errors; not where it would give the same numbers.
  public var triesAgain = true
  /// What makes a point worth trying; of several objectives all but the improvement look at a weighted
  /// maximum (``ParetoScalarization``).
  public var acquisition = Acquisition.improvement
  /// How many points are spread before a model is made; `nil` for 2 d + 1 of d dimensions, 32 at most.
  public var initial: Int?
  /// Of several objectives, what is no better than this does not count; `nil` for the worst of the front.
  public var reference: [Double]?
  /// How many draws of true values are averaged over where there are errors.
  public var draws = 32
  /// From how many dimensions on the search keeps to a region around the best point.
  public var regionDimensions = 16

  /// How many points are spread where nobody says: 2 d + 1 of d dimensions, 32 at most.
  public static func usualInitial(dimensions: Int) -> Int { min(32, 2 * dimensions + 1) }

  /// Chooses what is usual.
  public init(objectives: Int = 1, constraints: Int = 0, noise: Noise = .none) {
    precondition(objectives >= 1 && constraints >= 0, "a search has an objective")
    self.objectives = objectives
    self.constraints = constraints
    self.noise = noise
  }
}
