import FactorySimulation
public import Optimization
import Scenarios
import SimulationStatistics

/// A point that was tried while an arm was tuned.
public struct TriedPoint: Hashable, Sendable {
  /// In which part of the search.
  public var stage: TuningSearch.Stage
  /// The value of each factor, as written.
  public var values: [String]
  /// From how many replications it was scored.
  public var replications: Int
  /// The objective; `nil` where the point cannot be simulated.
  public var objective: Double?
  /// Half the width of its 95 % interval; `nil` where there is none.
  public var halfWidth: Double?
  /// By how much conditions were broken, together; 0 where all were kept.
  public var violation: Double
}

/// The values that were found for an arm.
public struct ArmTuning: Hashable, Sendable {
  /// The factors' paths.
  public var paths: [String]
  /// The best values, as written.
  public var values: [String]
  /// The objective that they gave on the replications of the search; `nil` where nothing could be
  /// simulated.
  public var objective: Double?
  /// By how much they broke conditions there.
  public var violation: Double
  /// All points, in the order in which they were tried.
  public var tried: [TriedPoint]
}

/// Looks for the best values of one arm's factors.
///
/// Every point is simulated with the same replications, counted from ``first``; a point that is asked
/// for again adds only what is missing.
struct ArmTuner {
  /// What is looked for.
  var factors: [TuningFactor]
  /// What holds in the arm's scenario; joins the race where it lies within the ranges.
  var present: [[Double]]
  /// What is to be small or large.
  var objective: Objective
  /// What must hold.
  var conditions: [Condition]
  /// The baseline on the replications of the search, for differences from it.
  var baseline: RunOutcome?
  /// Reads the arm's scenario with some values.
  var scenario: @Sendable ([Override]) throws(ScenarioFailure) -> Scenario
  /// Names of metrics to keep beside the usual ones.
  var details: [String]
  /// How replications are worked out.
  var engine: SimulationEngine
  var seed: UInt64
  /// The number of the first replication.
  var first: Int
  var replications: Int
  var points: Int
  var jobs: Int

  /// A point with what is known of it.
  private struct Entry {
    var subject: ReplicationPool.Subject?
    var outcomes: [ReplicationOutcome] = []
  }

  /// Searches.
  ///
  /// - Parameters:
  ///   - isInterrupted: Asked now and then.
  ///   - progress: Told how many replications are finished, and of how many that are planned so far.
  /// - Returns: `nil` where it was interrupted.
  func run(
    isInterrupted: @escaping @Sendable () -> Bool,
    progress: @escaping @Sendable (_ finished: Int, _ total: Int) -> Void
  ) async -> ArmTuning? {
    let space = SearchSpace(factors.map(\.dimension))
    var search = TuningSearch(
      in: space, points: points, given: present, replications: replications, seed: seed)
    var entries: [[String]: Entry] = [:]
    var tried: [TriedPoint] = []
    var finished = 0
    while true {
      let candidates = search.ask()
      guard let target = candidates.first?.replications else { break }
      let texts = candidates.map { self.texts(at: $0.point) }
      for text in texts where entries[text] == nil {
        entries[text] = Entry(subject: subject(text))
      }
      // Points that have come equally far go on together.
      while true {
        let behind = Set(texts).filter { text in
          (entries[text]?.subject).map { _ in
            entries[text, default: Entry()].outcomes.count < target
          }
            ?? false
        }.sorted { $0.lexicographicallyPrecedes($1) }
        guard let least = behind.map({ entries[$0, default: Entry()].outcomes.count }).min() else {
          break
        }
        let group = behind.filter { entries[$0, default: Entry()].outcomes.count == least }
        let pool = ReplicationPool(
          subjects: group.compactMap { entries[$0]?.subject }, seed: seed, jobs: jobs,
          engine: engine)
        let before = finished
        let total = before + group.count * (target - least)
        do throws(ReplicationFailure) {
          let added = try await pool.run(
            replications: first + least..<first + target, isInterrupted: isInterrupted,
            progress: { progress(before + $0, total) })
          if isInterrupted() { return nil }
          for (text, outcomes) in zip(group, added) { entries[text]?.outcomes += outcomes }
          finished = total
        } catch {
          // A point that cannot go on is none; the others are simulated again.
          entries[group[error.arm]] = Entry(subject: nil)
        }
      }
      if isInterrupted() { return nil }
      var scores: [SearchScore] = []
      for text in texts {
        let (score, value, halfWidth) = score(entries[text, default: Entry()], replications: target)
        scores.append(score)
        tried.append(
          TriedPoint(
            stage: search.stage, values: text, replications: target, objective: value,
            halfWidth: halfWidth, violation: score.violation))
      }
      search.tell(scores)
    }
    guard let best = search.best else { return nil }
    let isPossible = best.score < .impossible
    return ArmTuning(
      paths: factors.map(\.path), values: texts(at: best.candidate.point),
      objective: isPossible ? objective.sign * best.score.value : nil,
      violation: best.score.violation, tried: tried)
  }

  private func texts(at point: [Double]) -> [String] {
    zip(factors, point).map { $0.text(at: $1) }
  }

  private func subject(_ texts: [String]) -> ReplicationPool.Subject? {
    let overrides = zip(factors, texts).map { Override(path: $0.path, text: $1) }
    guard let scenario = try? scenario(overrides), engine.refusal(of: scenario.factory) == nil
    else { return nil }
    return ReplicationPool.Subject(
      factory: scenario.factory, details: DetailMetric.named(details, in: scenario.factory))
  }

  private func score(
    _ entry: Entry, replications: Int
  ) -> (SearchScore, value: Double?, halfWidth: Double?) {
    guard let subject = entry.subject, entry.outcomes.count >= replications else {
      return (.impossible, nil, nil)
    }
    let run = RunOutcome(
      table: subject.table, requested: replications,
      replications: Array(entry.outcomes.prefix(replications)))
    guard let value = Objective.estimate(run.observations(of: objective.definition.name)) else {
      return (.impossible, nil, nil)
    }
    let interval = run.interval(of: objective.definition.name, confidenceLevel: 0.95)
    let violation = conditions.reduce(0) { sum, condition in
      let metric = condition.reference.definition.name
      guard let estimate = Objective.estimate(run.observations(of: metric)) else {
        return .infinity
      }
      let base = baseline.flatMap {
        Objective.estimate(Array($0.observations(of: metric).prefix(replications)))
      }
      return sum + condition.violation(of: condition.subject(estimate, baseline: base))
    }
    return (
      SearchScore(objective.sign * value, violation: violation), value,
      interval?.halfWidth
    )
  }
}
