import EventKernel
import FlowLineTheory
import InventoryPlanning
import Optimization
import SpecialFunctions

/// A decision about a line or a factory whose exact worth is known.
struct ExactDecision: Sendable {
  var name: String
  var space: SearchSpace
  /// The exact value, to be small; `nil` where the line cannot stand so.
  var value: @Sendable ([Double]) -> Double?
  var optimum: Double
  /// The standard error of an estimate by simulation.
  var error: Double
  /// How near the optimum a decision has to be, as a part of it.
  var tolerance = 0.005
  var budget: Int
}

/// Places for buffers: so many together, each buffer any number of them.
func bufferProblem(
  _ name: String, _ stations: [ExponentialLine.Station], total: Int, error: Double, budget: Int
) -> ExactDecision? {
  let names = (1..<stations.count).map { "buffer\($0)" }
  guard
    let empty = try? ExponentialLine(
      stations: stations, buffers: names.map { _ in 0 }),
    let allocations = try? BufferAllocations(of: empty, total: total)
  else { return nil }
  let table = Dictionary(
    uniqueKeysWithValues: allocations.evaluations.map { ($0.buffers, $0.throughput) })
  return ExactDecision(
    name: name,
    space: SearchSpace(
      names.map { SearchDimension($0, .whole(low: 0, high: total)) },
      constraints: [
        LinearConstraint(
          "places", names.map { LinearConstraint.Term(1, $0) }, .equal, Double(total))
      ]),
    value: { values in table[values.map { Int($0) }].map { -$0 } },
    optimum: -allocations.best.throughput, error: error, budget: budget)
}

/// Work divided among stations without buffers.
func bowlProblem(_ name: String, stations: Int, error: Double, budget: Int) -> ExactDecision? {
  let names = (1...stations).map { "work\($0)" }
  @Sendable func throughput(_ work: [Double]) -> Double? {
    guard
      let line = try? ExponentialLine(
        stations: work.map { ExponentialLine.Station(processingRate: 1 / $0) },
        buffers: work.dropFirst().map { _ in 0 })
    else { return nil }
    return try? line.steadyState().throughput
  }
  guard
    let even = try? ExponentialLine(
      stations: names.map { _ in ExponentialLine.Station(processingRate: 1) },
      buffers: names.dropFirst().map { _ in 0 }),
    let optimum = try? WorkloadOptimum(of: even, totalWork: Double(stations))
  else { return nil }
  return ExactDecision(
    name: name,
    space: SearchSpace(
      names.map { SearchDimension($0, .real(low: 0.4, high: 1.8)) },
      constraints: [
        LinearConstraint(
          "work", names.map { LinearConstraint.Term(1, $0) }, .equal, Double(stations))
      ]),
    value: { throughput($0).map { -$0 } }, optimum: -optimum.throughput, error: error,
    budget: budget)
}

/// A base stock and the state of wear in which a machine is maintained, to be cheap together.
func factoryProblem(
  _ name: String, demand: Double, production: Double, wear: [Double], failures: [Double],
  yields: [Double], maintenance: Double, repair: Double,
  costs: (Double, Double, Double, Double, Double),
  error: Double
) -> ExactDecision {
  @Sendable func cost(_ values: [Double]) -> Double? {
    let states = (0..<Int(values[1])).map {
      WearingMakeToStock.State(wear: wear[$0], failure: failures[$0], yield: yields[$0])
    }
    guard
      let factory = try? WearingMakeToStock(
        demandRate: demand, productionRate: production, states: states,
        maintenanceRate: maintenance, repairRate: repair)
    else { return nil }
    let figures = factory.figures(baseStock: Int(values[0]))
    return costs.0 * figures.onHand + costs.1 * figures.backorders
      + costs.2 * figures.maintenanceRate + costs.3 * figures.failureRate
      + costs.4 * figures.scrapRate
  }
  let space = SearchSpace([
    SearchDimension("stock", .whole(low: 0, high: 60)),
    SearchDimension("threshold", .whole(low: 1, high: wear.count)),
  ])
  let optimum = space.allPoints.compactMap { cost(space.values(at: $0)) }.min() ?? 0
  return ExactDecision(
    name: name, space: space, value: { cost($0) }, optimum: optimum, error: error, tolerance: 0.01,
    budget: 200)
}

/// The decisions of the battery, and some like them.
func exactDecisions() -> [ExactDecision] {
  func stations(_ rates: [Double]) -> [ExponentialLine.Station] {
    rates.map { ExponentialLine.Station(processingRate: $0) }
  }
  func failing(_ failures: [Double], _ repairs: [Double]) -> [ExponentialLine.Station] {
    zip(failures, repairs).map {
      var station = ExponentialLine.Station(processingRate: 1)
      (station.failureRate, station.repairRate) = ($0, $1)
      return station
    }
  }
  return [
    bufferProblem("buffers-4x6", stations([1, 1, 1, 1]), total: 6, error: 0.0009, budget: 40),
    bufferProblem(
      "buffers-4x7", stations([1, 1.1, 0.9, 1.2]), total: 7, error: 0.0009, budget: 40),
    bufferProblem(
      "buffers-3x10", failing([0.05, 0.03, 0.05], [0.3, 0.2, 0.2]), total: 10, error: 0.0013,
      budget: 11),
    bufferProblem("buffers-5x8", stations([1, 1, 1, 1, 1]), total: 8, error: 0.0007, budget: 120),
    bufferProblem(
      "buffers-5x10", stations([1, 0.8, 1.1, 0.9, 1.2]), total: 10, error: 0.0007, budget: 150),
    bufferProblem(
      "buffers-4x16", stations([0.9, 1, 1, 1.1]), total: 16, error: 0.0009, budget: 120),
    bowlProblem("bowl-3", stations: 3, error: 0.0006, budget: 60),
    bowlProblem("bowl-4", stations: 4, error: 0.0006, budget: 80),
    bowlProblem("bowl-5", stations: 5, error: 0.0006, budget: 100),
    factoryProblem(
      "factory-1", demand: 0.7, production: 1, wear: [0.02, 0.03, 0.04, 0.06],
      failures: [0.0005, 0.002, 0.006, 0.02], yields: [0.99, 0.98, 0.95, 0.88], maintenance: 0.25,
      repair: 0.05, costs: (1, 8, 10, 60, 4), error: 0.22),
    factoryProblem(
      "factory-2", demand: 1.3, production: 2, wear: [0.03, 0.03, 0.03, 0.03, 0.03],
      failures: [0, 0.001, 0.004, 0.01, 0.03], yields: [1, 1, 0.98, 0.94, 0.85], maintenance: 0.4,
      repair: 0.1, costs: (0.5, 5, 6, 45, 3), error: 0.042),
    factoryProblem(
      "factory-3", demand: 0.5, production: 1, wear: [0.01, 0.02, 0.05, 0.05, 0.08, 0.1],
      failures: [0.0002, 0.001, 0.002, 0.01, 0.02, 0.05], yields: [1, 0.99, 0.97, 0.95, 0.9, 0.8],
      maintenance: 0.5, repair: 0.04, costs: (1, 20, 8, 90, 6), error: 0.1),
  ].compactMap { $0 }
}

/// How many evaluations it takes until the decision is near the optimum, and stays the recommendation.
func evaluations(
  _ problem: ExactDecision, _ suggester: any PointSuggesting, _ model: BayesianSuggester,
  noisy: Bool, seed: UInt64
) -> Int {
  var trials: [Trial] = []
  var best = Double.infinity
  let key = StreamKey(seed: seed, replication: 0, path: problem.name, purpose: "noise")
  for step in 0..<problem.budget {
    guard let suggestion = suggester.suggestions(1, after: trials).first else { return step }
    let values = problem.space.values(at: suggestion.point)
    guard let value = problem.value(values) else {
      trials.append(Trial(point: suggestion.point, outcome: .failed))
      continue
    }
    var observed = value
    if noisy {
      var stream = RandomStream(key, ordinal: UInt64(step))
      observed += problem.error * StandardNormal.quantile(stream.uniform())
    }
    trials.append(
      Trial(
        point: suggestion.point, outcome: .measured(Measurement(objectives: [observed])),
        memory: suggestion.memory))
    var decided = value
    if noisy {
      guard trials.count >= 2 else { continue }
      let known =
        suggester is BayesianSuggester
        ? trials : trials.map { Trial(point: $0.point, outcome: $0.outcome) }
      guard let index = model.recommendation(after: known, draws: 2)?.trial,
        let exact = problem.value(problem.space.values(at: trials[index].point))
      else { continue }
      decided = exact
    } else {
      best = min(best, value)
      decided = best
    }
    if decided <= problem.optimum + problem.tolerance * abs(problem.optimum) { return step + 1 }
  }
  return problem.budget + 1
}

/// Prints the median numbers of evaluations, beside those of random search measured alike.
func reportExactDecisions(seeds: Int) {
  for problem in exactDecisions() {
    for noisy in [false, true] {
      var settings = BayesianSettings(noise: noisy ? .inferred : .none)
      settings.initial = nil
      var ours: [Double] = []
      var random: [Double] = []
      for seed in 0..<UInt64(seeds) {
        let model = BayesianSuggester(in: problem.space, settings: settings, seed: seed)
        ours.append(Double(evaluations(problem, model, model, noisy: noisy, seed: seed)))
        random.append(
          Double(
            evaluations(
              problem, RandomSuggester(in: problem.space, seed: seed), model, noisy: noisy,
              seed: seed)))
      }
      let initial = BayesianSuggester(in: problem.space, settings: settings, seed: 0).initial
      let bar = max(Double(initial + 10), quantile(random, 0.5) / 3)
      print(
        "\(problem.name)\(noisy ? " noisy" : ""): \(quantile(ours, 0.5)) evaluations "
          + "[\(quantile(ours, 0.25)), \(quantile(ours, 0.75))], random \(quantile(random, 0.5)), "
          + "bar \(text(bar))\(quantile(ours, 0.5) <= bar ? "" : "  MISSED")")
    }
  }
}
