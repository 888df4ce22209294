import Experiments
import FactoryModel
import FactorySimulation
import JSONDocuments
import Scenarios
import SimulationStatistics

/// Why a case came to no result.
enum CaseRunFailure: Error {
  /// This version does not simulate all of the factory.
  case notSimulated(String)
  /// The factory could not be read, or could not go on.
  case broken(String)
}

/// A case that is carried out.
struct CaseRun: Sendable {
  var battery: BatteryCase
  var model: CaseModel
  var verification: Verification
  /// How many times as many replications as planned are simulated.
  var runs = 1

  /// Simulates everything once and compares; `nil` where it was interrupted.
  func metrics(
    seed: UInt64, _ isInterrupted: @escaping @Sendable () -> Bool,
    _ progress: @escaping @Sendable (Int, Int) -> Void
  ) async throws(CaseRunFailure) -> [MetricResult]? {
    var estimates: [String: Estimate] = [:]
    if let scenario = model.scenario {
      guard
        let observations = try await simulate(scenario, seed: seed, isInterrupted, progress)
      else { return nil }
      for (name, formula) in scenario.formulas {
        estimates[name] = formula.estimate(from: observations)
      }
    }
    if let sampling = model.sampling, let plan = battery.plan {
      let run = SampledRun(
        sampling: sampling, path: battery.id, seed: seed, replications: plan.replications * runs,
        jobs: verification.jobs)
      guard let observations = await run.observations(isInterrupted, progress) else { return nil }
      for name in sampling.names {
        estimates[name] = MetricFormula.metric(name).estimate(from: observations)
      }
    }
    return battery.expected.map { result(of: $0, estimates) }
  }

  // MARK: - Simulating

  private func simulate(
    _ scenario: ScenarioModel, seed: UInt64, _ isInterrupted: @escaping @Sendable () -> Bool,
    _ progress: @escaping @Sendable (Int, Int) -> Void
  ) async throws(CaseRunFailure) -> Observations? {
    let factory = try read(scenario)
    let wanted = scenario.formulas.flatMap(\.formula.metrics)
    let details = DetailMetric.named(wanted, in: factory)
    let table = MetricTable(for: factory, details: details)
    var names: [String] = []
    for metric in wanted where !names.contains(metric) && table.index(of: metric) != nil {
      names.append(metric)
    }
    let columns = names.compactMap { table.index(of: $0) }
    var observations = Observations(names: names)
    let cases = (battery.plan?.replications ?? 1) * runs
    let total = cases * scenario.replicationsEach
    // One batch after the other, so that only the metrics that are asked for are kept of all.
    let batch = max(cases, 1_000)
    while observations.rows.count < total {
      let done = observations.rows.count
      let run = ReplicatedRun(
        factory: factory, seed: seed, first: done, replications: min(batch, total - done),
        jobs: verification.jobs, details: details)
      do throws(ReplicationFailure) {
        let outcome = try await run.run(
          isInterrupted: isInterrupted, progress: { progress(done + $0, total) })
        if outcome.isPartial { return nil }
        observations.rows += outcome.replications.map { replication in
          columns.map { replication.values[$0] }
        }
      } catch {
        throw .broken(error.sentence(in: factory))
      }
    }
    return observations
  }

  private func read(_ scenario: ScenarioModel) throws(CaseRunFailure) -> Factory {
    let checked: CheckedScenario
    do throws(ScenarioFailure) {
      checked = try ScenarioReader.check(text: scenario.text.yaml, name: battery.id)
    } catch {
      throw .broken("\(error)")
    }
    guard let factory = checked.factory else {
      throw .notSimulated(checked.notSimulated.map(\.message).joined(separator: "; "))
    }
    return factory
  }

  // MARK: - Comparing

  private func result(
    of expected: ExpectedValue, _ estimates: [String: Estimate]
  ) -> MetricResult {
    var result = MetricResult(
      name: expected.name, expected: expected.value, verdict: .notGiven("the model has none"))
    if let exact = model.exact.first(where: { $0.name == expected.name }) {
      let error =
        exact.error ?? VerdictRule.relativeError(of: exact.value, from: expected.value)
      result.value = .exact(exact.value)
      result.relativeError = error
      result.verdict = error <= battery.relativeTolerance ? .passed : .failed
      return result
    }
    guard let answer = expected.value.number else { return result }
    guard let estimate = estimates[expected.name] else {
      if let formula = model.scenario?.formulas.first(where: { $0.name == expected.name })?.formula
      {
        result.verdict = .notGiven("a run does not report \(formula)")
      }
      return result
    }
    let (deviation, verdict) = VerdictRule.judge(
      estimate, expected: expected, answer: answer, plan: battery.plan, tier: verification.tier,
      runs: runs)
    result.value = .estimate(estimate)
    result.deviation = deviation
    result.verdict = verdict
    return result
  }
}
