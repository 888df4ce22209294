import EventKernel

/// The trial that is recommended, and how sure that is.
public struct Recommendation: Hashable, Sendable {
  /// The number of the trial.
  public var trial: Int
  /// Its objective as the model expects it, in the objective's unit.
  public var mean: Double
  /// The standard deviation of what the model thinks of it; 0 without errors.
  public var deviation: Double
  /// The probability that no trial of another point is better, from 0 to 1.
  public var probabilityBest: Double
}

extension BayesianSuggester {
  /// The trial whose true value is expected to be best, never that which was only lucky.
  ///
  /// - Parameters:
  ///   - trials: All trials.
  ///   - draws: From how many draws of true values the probability is estimated.
  /// - Returns: `nil` where no trial keeps all constraints.
  public func recommendation(after trials: [Trial], draws: Int = 1_000) -> Recommendation? {
    let data = TrialData(trials)
    func seen() -> Recommendation? {
      let feasible = data.points.indices.filter { data.measurements[$0].isFeasible }
      let best = feasible.min {
        (data.measurements[$0].objectives[0], $0) < (data.measurements[$1].objectives[0], $1)
      }
      return best.map {
        Recommendation(
          trial: data.numbers[$0], mean: data.measurements[$0].objectives[0], deviation: 0,
          probabilityBest: 1)
      }
    }
    guard settings.noise != .none else { return seen() }
    guard
      let models = LearnedModels(
        data, isChoice: isChoice, settings: settings,
        old: LearnedModels.memory(in: trials)),
      let fit = models.objectives.first
    else { return seen() }
    let means = fit.process.smoothed
    let feasible = data.points.indices.filter { models.isFeasible[$0] }
    guard let best = feasible.min(by: { (means[$0], $0) < (means[$1], $1) }) else { return nil }
    let key = StreamKey(
      seed: seed, replication: UInt64(trials.count), path: "bayesian.recommendation",
      purpose: "true values")
    guard let drawn = DrawnProcess(noisy: fit.process, draws: draws, key: key) else {
      return seen()
    }
    // Draws at one and the same point differ by rounding only, and say nothing about which is better.
    let rivals = feasible.filter { data.points[$0] != data.points[best] }
    var wins = 0
    var (sum, squares) = (0.0, 0.0)
    for values in drawn.values {
      let difference = values[best] - means[best]
      sum += difference
      squares += difference * difference
      if rivals.allSatisfy({ values[best] <= values[$0] }) { wins += 1 }
    }
    let count = Double(draws)
    let variance = max(0, squares / count - (sum / count) * (sum / count))
    return Recommendation(
      trial: data.numbers[best], mean: fit.scale.unscaled(means[best]),
      deviation: variance.squareRoot() / fit.scale.slope(at: fit.scale.unscaled(means[best])),
      probabilityBest: Double(wins) / count)
  }

  /// The trials that are expected to be best and keep all constraints, best first, each point once.
  ///
  /// - Parameters:
  ///   - count: How many at most.
  ///   - trials: All trials.
  /// - Returns: Their numbers; of several objectives, all that no other is better than in every one.
  public func finalists(_ count: Int, after trials: [Trial]) -> [Int] {
    let data = TrialData(trials)
    guard !data.points.isEmpty else { return [] }
    let models =
      settings.noise == .none
      ? nil
      : LearnedModels(
        data, isChoice: isChoice, settings: settings, old: LearnedModels.memory(in: trials))
    let isFeasible = models?.isFeasible ?? data.measurements.map(\.isFeasible)
    var means = (0..<settings.objectives).map { number in data.column { $0.objectives[number] } }
    if let models {
      means = models.objectives.map(\.process.smoothed)
    }
    let feasible = data.points.indices.filter { isFeasible[$0] }
    if settings.objectives > 1 {
      let front = Domination.front(of: feasible.map { index in means.map { $0[index] } })
        .map { feasible[$0] }
      return front.sorted { (means[0][$0], $0) < (means[0][$1], $1) }.map { data.numbers[$0] }
    }
    var seen: Set<[Double]> = []
    return feasible.sorted { (means[0][$0], $0) < (means[0][$1], $1) }
      .filter { seen.insert(data.points[$0]).inserted }.prefix(count).map { data.numbers[$0] }
  }
}
