public import FactoryModel
import Prognostics

/// How an inspection in a running simulation asks a model of chances.
extension TrainedModel: DefectPredictor {
  /// The chance of what the model was taught to foretell, which is to be a defect; NaN while nothing is known of any input, or
  /// where the model answers something else, or ``problem`` says why it does not answer.
  public func chanceOfDefect(features: [Double]) -> Double {
    guard case .chance(let curve) = calibration, features.contains(where: { !$0.isNaN }) else {
      return .nan
    }
    let score = score(features)
    return score.isNaN ? .nan : curve.probability(score)
  }
}
