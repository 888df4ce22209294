public import FactoryModel
import Optimization

/// Keeps the mean of readings at a target by one set-point: see ``FactoryModel/RunToRunRule``.
public struct RunToRunDecider: SetPointDecider {
  private var control: RunToRunControl

  /// Creates a decider that knows nothing yet.
  public init(_ rule: RunToRunRule) {
    control = RunToRunControl(target: rule.target, slope: rule.slope, weight: rule.weight)
  }

  /// Says at which set-point the target is expected.
  public mutating func decide(on process: ProcessObservation) -> SetPointSuggestion {
    let readings = process.readings
    guard readings.count > 0 else {
      return SetPointSuggestion(process.setPoints, reason: .target)
    }
    control.learn(readings.mean, at: process.setPoints[0])
    let setPoint = control.setPoint ?? process.setPoints[0]
    let error = readings.deviation / Double(readings.count).squareRoot()
    return SetPointSuggestion(
      [setPoint], reason: .target, observed: readings.mean,
      expected: control.expected(at: setPoint), standardError: error.isNaN ? nil : error)
  }
}
