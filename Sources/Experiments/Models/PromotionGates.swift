public import FactoryModel
import FactorySimulation
public import ModelRegistry
public import ModelTraining
import SimulationStatistics

/// What a new version of a model must show before it takes another's place.
///
/// Offline it must not be clearly worse on units that neither has learned from, in the loop it must not cost clearly more, and in the
/// mean no more: a better score is worth nothing where decisions do not get better.
public enum PromotionGates {
  /// Compares two models on one table: the mean of a loss over rows, with an interval from units drawn again.
  ///
  /// The loss is the squared error of a remaining life or value, and the squared difference of chance and outcome (Brier).
  ///
  /// - Parameters:
  ///   - candidate: The new version, and its rows of the table.
  ///   - incumbent: The present one; `nil` where there is none.
  /// - Returns: What is kept in the journal; passed unless the new one is clearly worse.
  /// - Throws: ``TrainingProblem`` where the program of one has failed, or may not be started.
  public static func offline(
    candidate: (model: TrainedModel, rows: TrainingTable),
    incumbent: (model: TrainedModel, rows: TrainingTable)?
  ) throws(TrainingProblem) -> GateResult {
    // Who is taught shorter lives is not judged by shorter ones.
    let cap = max(candidate.model.cap, incumbent?.model.cap ?? 0)
    let losses = try RowLosses(candidate.model, candidate.rows, cap: cap)
    let estimate = losses.estimate
    guard let incumbent else {
      return GateResult(
        .offlineScore, candidate: estimate.registered, isPassed: true,
        note: "there is no version before it")
    }
    let others = try RowLosses(incumbent.model, incumbent.rows, cap: cap)
    let difference = losses.difference(from: others)
    let isWorse = (difference.lower ?? difference.value) > 0
    return GateResult(
      .offlineScore, candidate: estimate.registered, incumbent: others.estimate.registered,
      isPassed: !isWorse,
      note: "the difference of the loss is \(words(difference))"
        + (isWorse ? ": clearly worse" : ""))
  }

  /// Compares two versions in a factory that asks them, on the same chance.
  ///
  /// - Parameters:
  ///   - candidate: The factory with the new version.
  ///   - incumbent: The same with the present one, or `nil`.
  ///   - metric: What must not rise, or fall where more of it is better.
  ///   - replications: How many.
  ///   - seed: The seed.
  ///   - jobs: How many are simulated at a time.
  /// - Returns: What is kept in the journal.
  /// - Throws: ``ReplicationFailure`` where a factory cannot go on, and ``RequestError`` where there is no such metric.
  public static func decisions(
    candidate: Factory, incumbent: Factory?, metric: String, replications: Int, seed: UInt64,
    jobs: Int
  ) async throws -> GateResult {
    let values = try await values(candidate, metric, replications, seed, jobs)
    let own = estimate(metric, values)
    guard let incumbent else {
      return GateResult(
        .decisionCost, candidate: own.registered, isPassed: true,
        note: "there is no version before it")
    }
    let others = try await self.values(incumbent, metric, replications, seed, jobs)
    let sign =
      MetricTable(for: candidate).definitions.first { $0.name == metric }?.better == .higher
      ? -1.0 : 1.0
    var difference = estimate(metric, zip(values, others).map { sign * ($0 - $1) })
    difference.better = .lower
    let isPassed = difference.value <= 0
    let isClear = (difference.upper ?? difference.value) < 0
    return GateResult(
      .decisionCost, candidate: own.registered, incumbent: estimate(metric, others).registered,
      isPassed: isPassed,
      note: "\(metric) differs by \(words(difference, sign)) in \(replications) pairs: "
        + (isClear ? "clearly better" : isPassed ? "no worse" : "worse"))
  }

  private static func values(
    _ factory: Factory, _ metric: String, _ replications: Int, _ seed: UInt64, _ jobs: Int
  ) async throws -> [Double] {
    let outcome = try await ReplicatedRun(
      factory: factory, seed: seed, replications: replications, jobs: jobs
    ).run()
    guard let index = outcome.table.index(of: metric) else {
      throw RequestError(metric, "is no metric of the scenario; 'fettle metrics' lists them")
    }
    return outcome.replications.map { $0.values[index].value ?? .nan }
  }

  private static func estimate(_ name: String, _ values: [Double]) -> ScoreLine {
    var tally = Tally()
    for value in values { tally.add(value) }
    var line = ScoreLine(name, tally.mean ?? .nan)
    if let interval = StudentInterval(tally) {
      (line.lower, line.upper) = (interval.lower, interval.upper)
    }
    return line
  }

  private static func words(_ line: ScoreLine, _ sign: Double = 1) -> String {
    let value = NumberText.significant(sign * line.value)
    guard let lower = line.lower, let upper = line.upper else { return value }
    let ends = [sign * lower, sign * upper].sorted().map { NumberText.significant($0) }
    return "\(value) (\(ends[0]) … \(ends[1]))"
  }
}

extension ScoreLine {
  /// As a registry keeps it.
  var registered: ScoreEstimate {
    ScoreEstimate(name, value, lower: lower, upper: upper, unit: unit)
  }
}
