import FactorySimulation
import Scenarios
import SimulationStatistics

/// Looks for the value of a factor at which an arm just pays: its mean net present value is 0.
///
/// The arm is simulated at both ends of the range and then, where it pays at one of them only, at the
/// middle of what is left, again and again. Every value meets the same replications as the baseline
/// did. Where the net present value crosses 0 more than once, one of the crossings is found.
struct BreakEvenSearch: Sendable {
  /// The factor, with its range.
  var factor: TuningFactor
  /// What it takes.
  var businessCase: Experiment.BusinessCase
  /// The benefit of each replication of an arm, given its replications.
  var benefit: @Sendable (RunOutcome, Scenario) -> Tally
  /// Reads the arm's scenario with a value, its tuned values kept.
  var scenario: @Sendable (Override) throws(ScenarioFailure) -> Scenario
  /// The seed of all random numbers.
  var seed: UInt64
  /// How many replications of each value; as many as the baseline has.
  var replications: Int
  /// How many may run at the same time.
  var jobs: Int
  /// Names of metrics to keep beside the usual ones.
  var details: [String]

  /// How often the range is halved.
  static let halvings = 12

  /// Searches.
  ///
  /// - Parameters:
  ///   - arm: The arm's name, for the sentence.
  ///   - isInterrupted: Asked now and then.
  ///   - progress: Told how many replications are finished, and of how many that are planned.
  /// - Returns: What was found; `nil` where it was interrupted.
  func run(
    arm: String, isInterrupted: @escaping @Sendable () -> Bool,
    progress: @escaping @Sendable (_ finished: Int, _ total: Int) -> Void
  ) async -> BusinessCaseSummary.BreakEven? {
    let total = (BreakEvenSearch.halvings + 2) * replications
    var known: [String: Double?] = [:]
    func value(_ coordinate: Double) async -> Double?? {
      let text = factor.text(at: coordinate)
      if let value = known[text] { return .some(value) }
      let before = known.count * replications
      let value = await meanValue(text, isInterrupted) { progress(before + $0, total) }
      if isInterrupted() { return nil }
      known[text] = .some(value)
      return .some(value)
    }
    guard let low = await value(0), let high = await value(1) else { return nil }
    let ends = "from \(factor.text(at: 0)) to \(factor.text(at: 1))"
    var found = BusinessCaseSummary.BreakEven(
      factor: factor.path, value: nil, atLow: low, atHigh: high, sentence: "")
    guard let low, let high else {
      found.sentence = "\(arm) cannot be simulated at both ends of \(factor.path) \(ends)"
      return found
    }
    guard (low >= 0) != (high >= 0) else {
      found.sentence =
        "\(arm) \(low >= 0 ? "pays" : "does not pay") for any \(factor.path) \(ends)"
      return found
    }
    var (left, right) = (0.0, 1.0)
    for _ in 0..<BreakEvenSearch.halvings {
      let middle = (left + right) / 2
      let text = factor.text(at: middle)
      if text == factor.text(at: left), text == factor.text(at: right) { break }
      guard let value = await value(middle) else { return nil }
      // What cannot be simulated in between is left to the side that does not pay.
      let pays = (value ?? -.infinity) >= 0
      if pays == (low >= 0) { left = middle } else { right = middle }
    }
    // The nearest value at which it still pays.
    let edge = factor.text(at: low >= 0 ? left : right)
    found.value = edge
    found.sentence =
      "\(arm) pays for \(factor.path) \(low >= 0 ? "up to" : "from") \(edge)"
      + "\(low >= 0 ? "" : " on")"
    return found
  }

  /// The mean net present value at a value of the factor; `nil` where it cannot be simulated.
  private func meanValue(
    _ text: String, _ isInterrupted: @escaping @Sendable () -> Bool,
    _ progress: @escaping @Sendable (Int) -> Void
  ) async -> Double? {
    guard let scenario = try? scenario(Override(path: factor.path, text: text)) else { return nil }
    let run = ReplicatedRun(
      factory: scenario.factory, seed: seed, replications: replications, jobs: jobs,
      details: DetailMetric.named(details, in: scenario.factory))
    guard let outcome = try? await run.run(isInterrupted: isInterrupted, progress: progress),
      outcome.replications.count >= 2
    else { return nil }
    let inputs = BusinessCaseInputs(
      benefit: benefit(outcome, scenario), businessCase: businessCase)
    let values = inputs.flows(seed: seed).map(\.netPresentValue)
    return values.reduce(0, +) / Double(values.count)
  }
}
