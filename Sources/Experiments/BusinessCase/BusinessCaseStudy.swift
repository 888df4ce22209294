import FactoryModel
import FactorySimulation
public import Scenarios
import SimulationStatistics

/// Whether the arms of a benchmark pay: from a judged benchmark to money over years.
///
/// What an arm saves is the difference of the objective, baseline less arm (of one that is to be
/// large: arm less baseline), replication by replication, over the measured time and scaled to a year.
/// Whatever the simulation charges is in it: false alarms, planned stops, spares.
public struct BusinessCaseStudy: Sendable {
  private let plan: BenchmarkPlan
  private let businessCases: [Experiment.BusinessCase?]
  private let benchmark: BenchmarkSummary
  /// The objective of each arm and replication, in currency per year.
  private let rates: [[Double]]
  private let currency: String

  /// Takes up a benchmark that was judged.
  ///
  /// - Parameters:
  ///   - plan: What was asked.
  ///   - businessCases: What it takes to bring each arm about; `nil` for those that cost nothing.
  ///   - run: What came out, as it is kept.
  /// - Throws: ``RequestError`` where the objective is no money, or there is no spread; or
  ///   ``StoredRunError`` where the run cannot be read.
  public init(
    _ plan: BenchmarkPlan, businessCases: [Experiment.BusinessCase?], run: StoredRun
  ) throws {
    self.plan = plan
    self.businessCases = businessCases
    currency = try BusinessCaseStudy.currency(of: plan)
    guard let benchmark = run.benchmark else {
      throw RequestError(run.path, "is no benchmark")
    }
    self.benchmark = benchmark
    let stored = try run.replications()
    let metric = plan.objective.definition.name
    rates = plan.judging.arms.map { arm in
      let years = arm.scenario.factory.horizon / BusinessCaseInputs.year
      return stored.values(of: metric, in: arm.name).compactMap { $0.map { $0 / years } }
    }
    let counts = Set(rates.map(\.count))
    guard counts.count == 1, let count = counts.first, count >= 2 else {
      throw RequestError(
        metric, "has no spread over fewer than two replications of each arm; give -n 2 or more")
    }
  }

  /// The currency of the objective.
  ///
  /// - Parameter plan: The benchmark.
  /// - Returns: The currency's code.
  /// - Throws: ``RequestError`` where the objective is no sum of money.
  public static func currency(of plan: BenchmarkPlan) throws(RequestError) -> String {
    let factory = plan.judging.arms[plan.judging.baseline ?? 0].scenario.factory
    let definition = plan.objective.definition
    guard let currency = factory.costs.currency, definition.unit == currency else {
      throw RequestError(
        definition.name,
        "is no sum of money, so nobody can say what is saved; judge by one, such as "
          + "'minimise: cost.total'")
    }
    return currency
  }

  /// What an arm saves, in currency per year: one observation a replication.
  func benefit(of rates: [Double]) -> Tally {
    let base = self.rates[plan.judging.baseline ?? 0]
    return Tally(zip(base, rates).map { plan.objective.sign * ($0 - $1) })
  }

  /// Works all business cases out.
  ///
  /// - Parameters:
  ///   - jobs: How many simulations may run at the same time, where a break-even is looked for.
  ///   - isInterrupted: Asked now and then.
  ///   - progress: Told which arm is simulated, how many replications are finished, and of how many
  ///     that are planned.
  /// - Returns: `nil` where it was interrupted.
  public func run(
    jobs: Int, isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (_ arm: String, _ finished: Int, _ total: Int) -> Void = {
      _, _, _ in
    }
  ) async -> BusinessCaseSummary? {
    var entries: [BusinessCaseSummary.ArmEntry] = []
    for (index, arm) in plan.judging.arms.enumerated() where index != plan.judging.baseline {
      guard let businessCase = businessCases[index] else { continue }
      let inputs = BusinessCaseInputs(
        benefit: benefit(of: rates[index]), businessCase: businessCase)
      var entry = BusinessCaseSummary.ArmEntry(
        arm: arm.name, inputs: inputs, seed: plan.judging.seed)
      if index != plan.perfect, let factor = businessCase.breakEven,
        let dimension = try? TuningFactor(factor)
      {
        let search = breakEvenSearch(of: index, dimension, businessCase, jobs: jobs)
        guard
          let found = await search.run(
            arm: arm.name, isInterrupted: isInterrupted,
            progress: { progress(arm.name, $0, $1) })
        else { return nil }
        entry.breakEven = found
      }
      entries.append(entry)
    }
    return BusinessCaseSummary(
      objective: plan.objective.definition.name, currency: currency,
      baseline: benchmark.baseline, perfect: benchmark.perfect,
      replications: rates[0].count, arms: entries)
  }

  private func breakEvenSearch(
    of index: Int, _ factor: TuningFactor, _ businessCase: Experiment.BusinessCase, jobs: Int
  ) -> BreakEvenSearch {
    let tuned = benchmark.arms[index].tuned.map { Override(path: $0.factor, text: $0.value) }
    let read = plan.tunings[index].scenario
    let metric = plan.objective.definition.name
    return BreakEvenSearch(
      factor: factor, businessCase: businessCase,
      benefit: { (outcome, scenario) -> Tally in
        let years = scenario.factory.horizon / BusinessCaseInputs.year
        return self.benefit(
          of: outcome.observations(of: metric).map { ($0.value ?? .nan) / years })
      },
      scenario: { (change) throws(ScenarioFailure) -> Scenario in try read(tuned + [change]) },
      seed: plan.judging.seed, replications: rates[index].count, jobs: jobs,
      details: plan.judging.details)
  }
}
