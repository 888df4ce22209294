import FactorySimulation
import Scenarios
import SimulationStatistics

/// The comparison of finalists on replications that the search has not seen, until one of them is best with
/// the wanted probability.
public struct FinalistSelection: Sendable {
  /// What is compared.
  public let plan: OptimizationPlan
  /// The values of each finalist, as written; at least 2.
  public let finalists: [[String]]
  /// The probability that the best is selected where it is better than all others by the smallest
  /// difference that matters.
  public var probability = 0.95
  /// How many replications each finalist may have.
  public var mostReplications = 400
  /// How many replications each begins with.
  public var firstStage = 10

  /// Compares.
  public init(_ plan: OptimizationPlan, finalists: [[String]]) {
    self.plan = plan
    self.finalists = finalists
  }

  /// What came out.
  public struct Outcome: Hashable, Sendable {
    /// Which finalist is best.
    public var best: Int
    /// The mean of the objective of each, over its replications.
    public var means: [Double]
    /// How many replications each had.
    public var replications: [Int]
    /// The smallest difference that matters.
    public var indifferenceZone: Double
    /// Whether the wanted probability was reached before the replications ended.
    public var isSure: Bool
  }

  /// Replications of one finalist so far.
  private struct Series {
    var subject: ReplicationPool.Subject
    var values: [Double] = []
  }

  /// Runs the procedure KN.
  ///
  /// - Parameters:
  ///   - jobs: How many replications run at the same time.
  ///   - isInterrupted: Asked now and then.
  ///   - progress: Told how many replications are finished.
  /// - Returns: `nil` where it was interrupted, or a finalist cannot be simulated on other replications or
  ///   has no value there.
  public func run(
    jobs: Int, isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async -> Outcome? {
    let objective = plan.objectives[0]
    var series: [Series] = []
    for values in finalists {
      guard let scenario = try? plan.scenario(plan.overrides(values)) else { return nil }
      series.append(
        Series(
          subject: ReplicationPool.Subject(
            factory: scenario.factory,
            details: DetailMetric.named(plan.details, in: scenario.factory))))
    }
    /// Simulates what is missing up to a number of replications.
    func extend(_ systems: [Int], to count: Int) async -> Bool {
      let behind = systems.filter { series[$0].values.count < count }
      guard let first = behind.first.map({ series[$0].values.count }) else { return true }
      let pool = ReplicationPool(
        subjects: behind.map { series[$0].subject }, seed: plan.seed, jobs: jobs,
        engine: plan.engine)
      let start = OptimizationPlan.firstForFinalists
      let before = series.reduce(0) { $0 + $1.values.count }
      guard
        let added = try? await pool.run(
          replications: start + first..<start + count, isInterrupted: isInterrupted,
          progress: { progress(before + $0) }), !isInterrupted()
      else { return false }
      for (system, outcomes) in zip(behind, added) {
        let table = series[system].subject.table
        guard let index = table.index(of: objective.definition.name) else { return false }
        let values = outcomes.compactMap { $0.values[index].value }
        guard values.count == outcomes.count else { return false }
        series[system].values += values
      }
      return true
    }
    guard await extend(Array(finalists.indices), to: firstStage) else { return nil }
    func mean(_ system: Int) -> Double {
      series[system].values.reduce(0, +) / Double(series[system].values.count)
    }
    let sign = objective.sign
    let leader = finalists.indices.min { sign * mean($0) < sign * mean($1) } ?? 0
    let zone = max(0.005 * abs(mean(leader)), 1e-12)
    guard
      var procedure = try? KimNelson(
        systems: finalists.count, goal: objective.isMaximized ? .maximum : .minimum,
        indifferenceZone: zone, probability: probability, firstStage: firstStage)
    else { return nil }
    var isSure = true
    while !procedure.requests.isEmpty {
      let needed = procedure.requests.map(\.replications.upperBound).max() ?? 0
      if needed > mostReplications {
        isSure = false
        break
      }
      // A few ahead, so that replications run side by side.
      let systems = procedure.requests.map(\.system)
      if series[systems[0]].values.count < needed {
        guard await extend(systems, to: min(mostReplications, needed + 9)) else { return nil }
      }
      procedure.supply(
        procedure.requests.map { request in
          request.replications.map { series[request.system].values[$0] }
        })
    }
    let survivors = Set(procedure.requests.map(\.system))
    let best =
      procedure.result?.selected
      ?? survivors.sorted().min { sign * mean($0) < sign * mean($1) } ?? 0
    return Outcome(
      best: best, means: finalists.indices.map { mean($0) },
      replications: series.map(\.values.count), indifferenceZone: zone, isSure: isSure)
  }
}
