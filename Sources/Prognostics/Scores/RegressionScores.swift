/// How far predictions are from what came.
///
/// d = prediction - truth; each row may have a weight.
public struct RegressionScores: Hashable, Sendable {
  /// √(mean of d²), in the unit of the data.
  public let rootMeanSquareError: Double
  /// Mean of |d|, in the unit of the data.
  public let meanAbsoluteError: Double
  /// Mean of d, in the unit of the data; above 0 where predictions are too high.
  public let bias: Double
  /// 1 - mean of d² / variance of the truth; 0 for predicting the mean, `nil` where the truth does not vary.
  public let determination: Double?

  /// Compares.
  ///
  /// - Parameters:
  ///   - predictions: What was said.
  ///   - truths: What came.
  ///   - weights: How much each row counts; empty where all count alike.
  /// - Throws: ``PrognosticsError`` for lists of different lengths, empty ones, or numbers that are none.
  public init(
    predictions: [Double], truths: [Double], weights: [Double] = []
  ) throws(PrognosticsError) {
    let weights = try RegressionScores.checked(predictions, truths, weights)
    var (sum, square, absolute, mass, total) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for place in predictions.indices {
      let (d, weight) = (predictions[place] - truths[place], weights[place])
      sum += weight * d
      square += weight * d * d
      absolute += weight * abs(d)
      total += weight * truths[place]
      mass += weight
    }
    let mean = total / mass
    var variance = 0.0
    for place in truths.indices {
      variance += weights[place] * (truths[place] - mean) * (truths[place] - mean)
    }
    rootMeanSquareError = (square / mass).squareRoot()
    meanAbsoluteError = absolute / mass
    bias = sum / mass
    determination = variance > 0 ? 1 - square / variance : nil
  }

  /// Weights for all rows, once lists are seen to belong together.
  static func checked(
    _ predictions: [Double], _ truths: [Double], _ weights: [Double]
  ) throws(PrognosticsError) -> [Double] {
    try checkAtLeast(predictions.count, 1, "predictions")
    try checkCount(truths.count, predictions.count, "truths")
    try checkFinite(predictions, "a prediction")
    try checkFinite(truths, "a truth")
    guard !weights.isEmpty else { return Array(repeating: 1, count: predictions.count) }
    try checkCount(weights.count, predictions.count, "the weights of rows")
    for weight in weights { try checkPositive(weight, "the weight of a row") }
    return weights
  }
}
