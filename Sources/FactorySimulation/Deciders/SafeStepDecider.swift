public import FactoryModel
import Optimization

/// Steps to where a model expects better: see ``FactoryModel/SafeStepRule``.
public struct SafeStepDecider: SetPointDecider {
  private let aim: ControlAim
  private var steps: SafeSteps

  /// Creates a decider that knows nothing yet.
  ///
  /// - Parameters:
  ///   - rule: The rule.
  ///   - start: The set-points at the start, in SI units.
  ///   - moves: What may be moved.
  public init(_ rule: SafeStepRule, start: [Double], moves: [ControlledSetPoint]) {
    aim = rule.aim
    steps = SafeSteps(
      start: start, steps: moves.map(\.step), limits: moves.map(\.limits),
      leastYield: rule.leastYield, confidence: rule.confidence)
  }

  /// Says where the next run is to be.
  public mutating func decide(on process: ProcessObservation) -> SetPointSuggestion {
    let value = aim.value(of: process)
    let suggestion = steps.next(
      after: SafeSteps.Run(
        point: process.setPoints, value: value, passed: process.passed,
        inspected: process.inspected))
    let reason: SetPointSuggestion.Reason =
      switch suggestion.reason {
      case .learning: .learning
      case .improving: .improving
      case .best: .best
      }
    return SetPointSuggestion(
      suggestion.point, reason: reason, observed: value, expected: suggestion.expected,
      standardError: suggestion.deviation)
  }
}
