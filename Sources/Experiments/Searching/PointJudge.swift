import FactorySimulation
import Optimization
import Scenarios

/// Simulates points of a search and says what they are worth.
struct PointJudge: Sendable {
  let plan: OptimizationPlan
  let jobs: Int
  /// What the scenario as it stands gives on the same replications; for conditions on differences.
  var baseline: RunOutcome?

  /// What became of a point.
  enum Verdict: Sendable {
    case measured(Measurement)
    case failed(String)
  }

  /// A factory ready to be simulated, or why there is none.
  private func subject(_ values: [String]) -> Result<ReplicationPool.Subject, Reason> {
    do throws(ScenarioFailure) {
      let scenario = try plan.scenario(plan.overrides(values))
      if let refusal = plan.engine.refusal(of: scenario.factory) {
        return .failure(Reason(text: refusal))
      }
      return .success(
        ReplicationPool.Subject(
          factory: scenario.factory,
          details: DetailMetric.named(plan.details, in: scenario.factory)))
    } catch {
      return .failure(Reason(text: error.diagnostics.first?.message ?? "cannot be read"))
    }
  }

  private struct Reason: Error { var text: String }

  /// Simulates points.
  ///
  /// - Parameters:
  ///   - points: The values of each, as written.
  ///   - isInterrupted: Asked now and then.
  ///   - progress: Told how many replications are finished.
  /// - Returns: What became of each; `nil` where it was interrupted.
  func verdicts(
    on points: [[String]], isInterrupted: @escaping @Sendable () -> Bool,
    progress: @escaping @Sendable (Int) -> Void
  ) async -> [Verdict]? {
    var verdicts = [Verdict?](repeating: nil, count: points.count)
    var subjects: [(place: Int, subject: ReplicationPool.Subject)] = []
    for (place, values) in points.enumerated() {
      switch subject(values) {
      case .success(let subject): subjects.append((place, subject))
      case .failure(let reason): verdicts[place] = .failed(reason.text)
      }
    }
    while !subjects.isEmpty {
      let pool = ReplicationPool(
        subjects: subjects.map(\.subject), seed: plan.seed, jobs: jobs, engine: plan.engine)
      do throws(ReplicationFailure) {
        let first = OptimizationPlan.firstForSearch
        let outcomes = try await pool.run(
          replications: first..<first + plan.replications, isInterrupted: isInterrupted,
          progress: progress)
        if isInterrupted() { return nil }
        for ((place, subject), replications) in zip(subjects, outcomes) {
          verdicts[place] = verdict(
            RunOutcome(
              table: subject.table, requested: plan.replications, replications: replications))
        }
        subjects = []
      } catch {
        // A point that cannot go on is none; the others are simulated again.
        verdicts[subjects[error.arm].place] = .failed("\(error.failure)")
        subjects.remove(at: error.arm)
      }
    }
    return verdicts.map { $0 ?? .failed("was not simulated") }
  }

  private func verdict(_ run: RunOutcome) -> Verdict {
    var objectives: [Double] = []
    for objective in plan.objectives {
      let name = objective.definition.name
      guard let value = Objective.estimate(run.observations(of: name)), value.isFinite else {
        return .failed("\(name) has no value there")
      }
      objectives.append(objective.sign * value)
    }
    var constraints: [Double] = []
    for condition in plan.conditions {
      let name = condition.reference.definition.name
      guard let value = Objective.estimate(run.observations(of: name)), value.isFinite else {
        return .failed("\(name) has no value there")
      }
      let base = baseline.flatMap { Objective.estimate($0.observations(of: name)) }
      let excess = condition.excess(of: condition.subject(value, baseline: base))
      guard excess.isFinite else {
        return .failed("\(name) has no difference from the baseline there")
      }
      constraints.append(excess)
    }
    return .measured(Measurement(objectives: objectives, constraints: constraints))
  }
}
