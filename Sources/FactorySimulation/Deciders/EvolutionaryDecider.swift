public import FactoryModel
import Optimization

/// Varies set-points a little by plan and steps to where it is better: see ``FactoryModel/EvolutionaryRule``.
public struct EvolutionaryDecider: SetPointDecider {
  private let aim: ControlAim
  private var operation: EvolutionaryOperation

  /// Creates a decider that knows nothing yet.
  ///
  /// - Parameters:
  ///   - rule: The rule.
  ///   - start: The set-points at the start, in SI units.
  ///   - moves: What may be moved.
  public init(_ rule: EvolutionaryRule, start: [Double], moves: [ControlledSetPoint]) {
    aim = rule.aim
    operation = EvolutionaryOperation(
      start: start, steps: moves.map(\.step), limits: moves.map(\.limits),
      confidence: rule.confidence, mostCycles: rule.mostCycles)
  }

  /// Says where the next run of the plan is.
  public mutating func decide(on process: ProcessObservation) -> SetPointSuggestion {
    let value = aim.value(of: process)
    // What was refused, or cut, is asked for again.
    guard process.setPoints == operation.next else {
      return SetPointSuggestion(operation.next, reason: .learning, observed: value)
    }
    let effects = operation.learn(value) ?? []
    let isShown = effects.contains(where: \.isClear)
    return SetPointSuggestion(
      operation.next, reason: isShown ? .shown : .learning, observed: value,
      standardError: effects.first?.standardError)
  }
}
