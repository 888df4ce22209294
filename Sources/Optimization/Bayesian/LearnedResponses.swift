/// What a Bayesian search has learned, to be looked at: what it expects of any point, and how surely.
///
/// It is the model by which ``BayesianSuggester/recommendation(after:draws:)`` names the best trial.
public struct LearnedResponses: Sendable {
  /// What is expected of a point.
  public struct Expectation: Hashable, Sendable {
    /// The value that is expected, in the objective's unit.
    public var mean: Double
    /// Where the interval begins in which the true value lies with a probability of 95 %.
    public var lower: Double
    /// Where it ends.
    public var upper: Double
  }

  /// The space of the points.
  public let space: SearchSpace
  private let models: LearnedModels

  /// The 97.5 % point of the normal distribution.
  private static let width = 1.959_964

  /// Learns from trials; `nil` where fewer than two were measured, or nothing can be learned from them.
  ///
  /// - Parameters:
  ///   - suggester: The search: its space, and what is known of errors.
  ///   - trials: All trials.
  public init?(of suggester: BayesianSuggester, after trials: [Trial]) {
    guard
      let models = LearnedModels(
        TrialData(trials), isChoice: suggester.isChoice, settings: suggester.settings,
        old: LearnedModels.memory(in: trials))
    else { return nil }
    space = suggester.space
    self.models = models
  }

  /// How many objectives there are.
  public var objectives: Int { models.objectives.count }

  /// What is expected of points: the true values, without the errors of measurements.
  ///
  /// - Parameters:
  ///   - objective: The objective's place.
  ///   - points: Coordinates from 0 to 1.
  /// - Returns: One a point.
  public func expectations(of objective: Int, at points: [[Double]]) -> [Expectation] {
    let fit = models.objectives[objective]
    return fit.process.predictions(at: points).map { mean, variance in
      let half = LearnedResponses.width * max(0, variance).squareRoot()
      return Expectation(
        mean: fit.scale.unscaled(mean), lower: fit.scale.unscaled(mean - half),
        upper: fit.scale.unscaled(mean + half))
    }
  }

  /// The probability that a point keeps all constraints, and can be measured at all.
  ///
  /// - Parameter points: Coordinates from 0 to 1.
  /// - Returns: One a point, from 0 to 1; 1 where nothing binds.
  public func chancesOfKeeping(at points: [[Double]]) -> [Double] {
    var logarithms = Array(repeating: 0.0, count: points.count)
    FeasibilityFactor(models.constraints).add(at: points, to: &logarithms)
    return logarithms.map { min(1, $0.exponential) }
  }

  /// Within which distance an objective changes its course, one a dimension, as a part of its range.
  ///
  /// What is far above 1 hardly counts, or only in a straight line.
  ///
  /// - Parameter objective: The objective's place.
  /// - Returns: One a dimension.
  public func lengthScales(of objective: Int) -> [Double] {
    models.objectives[objective].process.parameters.lengthScales.map(\.exponential)
  }

  /// On which dimensions an objective depends, as the model has it: shares of its variance over the whole
  /// space, limits left out of account.
  ///
  /// - Parameters:
  ///   - objective: The objective's place.
  ///   - count: From how many rows of points; see ``SobolIndices``.
  ///   - seed: The seed of the points.
  /// - Returns: One a dimension; `nil` where the model is the same everywhere, or there are more dimensions
  ///   than can be filled evenly.
  public func shares(of objective: Int, count: Int = 512, seed: UInt64 = 1) -> [SobolIndices
    .Shares]?
  {
    guard 2 * space.dimensions.count <= SobolSequence.mostDimensions else { return nil }
    let indices = SobolIndices(in: SearchSpace(space.dimensions), count: count, seed: seed)
    let fit = models.objectives[objective]
    var room = GaussianProcess.Room(count: fit.process.points.count)
    return indices.estimates(
      from: indices.points.map { fit.scale.unscaled(fit.process.mean(at: $0, room: &room)) },
      resamples: 2)
  }
}
