import BenchmarkSupport
import EventKernel
import Optimization
import SpecialFunctions

/// One search for an optimum.
///
/// - Returns: The regret at the end, and the mean processor time of a suggestion after the spread points,
///   in seconds. The regret is that of the best feasible point; with noise that of the point which is
///   recommended, by its true value; of two objectives what is missing of the hypervolume.
func search(_ problem: Problem, seed: UInt64) -> (regret: Double, seconds: Double) {
  let space = problem.space
  var settings = BayesianSettings(
    objectives: problem.objectives, constraints: problem.constraints,
    noise: problem.noise > 0 ? .inferred : .none)
  settings.initial = problem.initial
  if !problem.reference.isEmpty { settings.reference = problem.reference }
  let suggester = BayesianSuggester(in: space, settings: settings, seed: seed)
  let key = StreamKey(seed: seed, replication: 0, path: problem.name, purpose: "noise")
  var trials: [Trial] = []
  var values: [[Double]] = []
  var seconds = 0.0
  for step in 0..<problem.budget {
    let began = ProcessUse.time
    guard let suggestion = suggester.suggestions(1, after: trials).first else { break }
    if step >= problem.initial { seconds += ProcessUse.time - began }
    let value = problem.value(space.values(at: suggestion.point))
    var observed = value
    if problem.noise > 0 {
      var stream = RandomStream(key, ordinal: UInt64(step))
      observed[0] += problem.noise * StandardNormal.quantile(stream.uniform())
    }
    values.append(value)
    trials.append(
      Trial(
        point: suggestion.point,
        outcome: .measured(
          Measurement(
            objectives: Array(observed[..<problem.objectives]),
            constraints: Array(observed[problem.objectives...]))),
        memory: suggestion.memory))
  }
  return (
    regret(problem, suggester, trials, values), seconds / Double(problem.budget - problem.initial)
  )
}

private func regret(
  _ problem: Problem, _ suggester: BayesianSuggester, _ trials: [Trial], _ values: [[Double]]
) -> Double {
  if problem.objectives > 1 {
    return problem.optimum - Hypervolume.value(of: values, reference: problem.reference)
  }
  if problem.noise > 0 {
    guard let index = suggester.recommendation(after: trials)?.trial else { return .infinity }
    return values[index][0] - problem.optimum
  }
  let feasible = trials.indices.filter { trials[$0].measurement?.isFeasible == true }
  return feasible.map { values[$0][0] - problem.optimum }.min() ?? .infinity
}

/// A quantile, straight between neighbors in the order.
func quantile(_ values: [Double], _ probability: Double) -> Double {
  let sorted = values.sorted()
  let place = probability * Double(sorted.count - 1)
  let low = Int(place)
  let high = min(low + 1, sorted.count - 1)
  if low == high || sorted[low] == sorted[high] { return sorted[low] }
  return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
}
