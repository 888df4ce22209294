public import FactoryModel
import Prognostics

/// How a running simulation asks a model of remaining lives.
///
/// Both count time in seconds.
extension TrainedModel: FailurePredictor {
  /// The chance of a failure within a time; NaN while nothing is known of any input, where the model answers something else, and
  /// where ``problem`` says why it does not answer.
  public func chanceOfFailure(within time: Double, features: [Double]) -> Double {
    guard case .life(let lives) = calibration, features.contains(where: { !$0.isNaN }) else {
      return .nan
    }
    let score = score(features)
    return score.isNaN ? .nan : lives.chance(within: time, score: score)
  }
}
