public import FactoryModel
import Optimization
import SimulationStatistics

/// Keeps the mean of readings at a target by one set-point: see ``FactoryModel/RunToRunRule``.
public struct RunToRunDecider: SetPointDecider {
  private var control: RunToRunControl

  /// Creates a decider that knows nothing yet.
  public init(_ rule: RunToRunRule) {
    control = RunToRunControl(target: rule.target, slope: rule.slope, weight: rule.weight)
  }

  /// Says at which set-point the target is expected.
  public mutating func decide(on process: ProcessObservation) -> SetPointSuggestion {
    guard let mean = process.readings.mean else {
      return SetPointSuggestion(process.setPoints, reason: .target)
    }
    control.learn(mean, at: process.setPoints[0])
    let setPoint = control.setPoint ?? process.setPoints[0]
    return SetPointSuggestion(
      [setPoint], reason: .target, observed: mean, expected: control.expected(at: setPoint),
      standardError: process.readings.standardError)
  }
}
