import SpecialFunctions

/// How good predicted probabilities are.
public struct ProbabilityScores: Hashable, Sendable {
  /// Mean of (p - what came)², from 0 to 1 (Brier 1950).
  public let brierScore: Double
  /// Mean of -ln of the probability of what came.
  ///
  /// A probability is taken as at least 10⁻¹⁵, or one certainty that fails would be all.
  public let logLoss: Double
  /// Weighted mean over ten equal bins of |mean p - part in which it happened|.
  public let calibrationError: Double

  /// Compares.
  ///
  /// - Parameters:
  ///   - probabilities: What was said, from 0 to 1.
  ///   - happened: What came.
  ///   - weights: How much each row counts; empty where all count alike.
  /// - Throws: ``PrognosticsError`` for lists that do not belong together, or what is no probability.
  public init(
    probabilities: [Double], happened: [Bool], weights: [Double] = []
  ) throws(PrognosticsError) {
    try checkCount(happened.count, probabilities.count, "what happened")
    let weights = try RegressionScores.checked(probabilities, probabilities, weights)
    for probability in probabilities where !(0...1).contains(probability) {
      throw .outOfRange(name: "a probability", value: probability, requirement: "from 0 to 1")
    }
    var (square, loss, mass) = (0.0, 0.0, 0.0)
    var gaps = Array(repeating: 0.0, count: 10)
    for place in probabilities.indices {
      let (p, truth) = (probabilities[place], happened[place] ? 1.0 : 0.0)
      square += weights[place] * (p - truth) * (p - truth)
      loss -= weights[place] * Reproducible.log(max(1e-15, happened[place] ? p : 1 - p))
      gaps[min(9, Int(p * 10))] += weights[place] * (p - truth)
      mass += weights[place]
    }
    (brierScore, logLoss) = (square / mass, loss / mass)
    calibrationError = gaps.reduce(0) { $0 + abs($1) } / mass
  }
}
