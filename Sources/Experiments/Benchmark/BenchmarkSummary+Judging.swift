import EventKernel
import FactorySimulation
import SimulationStatistics

/// How a benchmark is summed up.
extension BenchmarkSummary {
  /// Sums up a benchmark.
  ///
  /// - Parameters:
  ///   - plan: What was asked.
  ///   - tunings: What was found for each arm.
  ///   - outcome: The judgement's replications.
  ///   - comparison: The same in figures.
  public init(
    of plan: BenchmarkPlan, tunings: [ArmTuning?], outcome: ExperimentOutcome,
    comparison: ExperimentSummary
  ) {
    let definition = plan.objective.definition
    question = plan.question
    objective = definition.name
    unit = definition.unit
    maximized = plan.objective.isMaximized
    let base = plan.judging.baseline ?? 0
    baseline = outcome.names[base]
    perfect = plan.perfect.map { outcome.names[$0] }
    tuningReplications = plan.isTuned ? plan.tuningReplications : nil
    let findings = BenchmarkSummary.findings(of: plan, comparison)
    let series = outcome.arms.map { $0.observations(of: definition.name) }
    let isComplete = series.allSatisfy { !$0.isEmpty }
    let resampled = isComplete ? BenchmarkSummary.resampled(series, seed: plan.judging.seed) : []
    let eligible = series.indices.filter { arm in
      arm != plan.perfect && !findings[arm].contains { $0.judgement == .broken }
    }
    let sign = plan.objective.sign
    let chances = BenchmarkSummary.chances(among: eligible, resampled, sign: sign)
    let estimates = series.map { Objective.estimate($0) }
    let gaps = BenchmarkSummary.gaps(
      estimates, resampled, baseline: base, perfect: plan.perfect, sign: sign)
    arms = series.indices.map { arm in
      let tuning = tunings[arm]
      return ArmEntry(
        arm: outcome.names[arm],
        tuned: tuning.map { zip($0.paths, $0.values).map { TunedValue(factor: $0, value: $1) } }
          ?? [],
        pointsTried: tuning.map { Set($0.tried.map(\.values)).count } ?? 0,
        objectiveWhenTuned: tuning?.objective, objective: estimates[arm],
        conditions: findings[arm], chanceOfBeingBest: chances[arm], gapClosed: gaps[arm])
    }
    let leader = eligible.filter { estimates[$0] != nil }.min {
      (sign * (estimates[$0] ?? 0), $0) < (sign * (estimates[$1] ?? 0), $1)
    }
    best = leader.map { outcome.names[$0] }
    sensitivity = BenchmarkSummary.sensitivity(of: plan, outcome, eligible, estimates)
    verdict = ""
    verdict = sentence(comparison)
  }

  // MARK: - Conditions

  private static func findings(
    of plan: BenchmarkPlan, _ comparison: ExperimentSummary
  ) -> [[Finding]] {
    comparison.arms.map { arm in
      plan.conditions.compactMap { condition in
        let isBaseline = arm.arm == comparison.baseline
        // The baseline does not differ from itself.
        if condition.reference.isDifference, isBaseline { return nil }
        return Finding(of: condition, in: arm, of: comparison)
      }
    }
  }

  // MARK: - Chances

  private static func resampled(_ series: [[Ratio]], seed: UInt64) -> [[Double]] {
    let key = StreamKey(
      seed: seed, replication: 0, path: "benchmark", purpose: "bootstrap of replications")
    return PairedBootstrap(resamples: resamples, key: key).estimates(of: series)
  }

  /// How often each arm is the best in the resamples; equal ones share.
  private static func chances(
    among eligible: [Int], _ resampled: [[Double]], sign: Double
  ) -> [Int: Double] {
    guard let first = resampled.first, !first.isEmpty else { return [:] }
    var wins: [Int: Double] = Dictionary(uniqueKeysWithValues: eligible.map { ($0, 0) })
    for estimates in resampled {
      let least = eligible.map { sign * estimates[$0] }.filter { !$0.isNaN }.min()
      let winners = eligible.filter { sign * estimates[$0] == least }
      for winner in winners { wins[winner, default: 0] += 1 / Double(winners.count) }
    }
    return wins.mapValues { $0 / Double(resampled.count) }
  }

  // MARK: - Perfect prediction

  /// The part of the gap that each arm closes; empty where there is no gap beyond chance.
  private static func gaps(
    _ estimates: [Double?], _ resampled: [[Double]], baseline: Int, perfect: Int?, sign: Double
  ) -> [Int: Estimate] {
    guard let perfect, !resampled.isEmpty, let whole = estimates[perfect],
      let none = estimates[baseline]
    else { return [:] }
    // The baseline closes nothing, and what knows the future closes all of it.
    let gaps = resampled.map { sign * ($0[baseline] - $0[perfect]) }.sorted()
    guard PairedBootstrap.quantile(0.025, of: gaps) > 0 else { return [:] }
    var closed: [Int: Estimate] = [:]
    for (arm, estimate) in estimates.enumerated() where arm != perfect && arm != baseline {
      guard let estimate else { continue }
      let shares = resampled.map { ($0[baseline] - $0[arm]) / ($0[baseline] - $0[perfect]) }
        .filter(\.isFinite).sorted()
      guard !shares.isEmpty else { continue }
      closed[arm] = Estimate(
        mean: (none - estimate) / (none - whole),
        lower: PairedBootstrap.quantile(0.025, of: shares),
        upper: PairedBootstrap.quantile(0.975, of: shares))
    }
    return closed
  }

  // MARK: - Weights of costs

  private static func sensitivity(
    of plan: BenchmarkPlan, _ outcome: ExperimentOutcome, _ eligible: [Int],
    _ estimates: [Double?]
  ) -> CostSensitivity? {
    let name = plan.objective.definition.name
    guard ["cost.total", "cost.per_good_part"].contains(name) else { return nil }
    let lines = CostSensitivity.failureLines.filter { line in
      outcome.arms.contains { $0.table.index(of: line) != nil }
    }
    let arms = eligible.compactMap { arm -> (arm: String, objective: Double, part: Double)? in
      guard let objective = estimates[arm] else { return nil }
      // A line is divided by what the objective is divided by.
      let divisor = outcome.arms[arm].observations(of: name).reduce(0) { $0 + $1.denominator }
      let sum = lines.reduce(0) { sum, line in
        sum + outcome.arms[arm].observations(of: line).reduce(0) { $0 + $1.numerator }
      }
      return (outcome.names[arm], objective, sum / divisor)
    }
    return CostSensitivity(scaled: lines, arms: arms, isMaximized: plan.objective.isMaximized)
  }
}

extension BenchmarkSummary.Finding {
  /// Judges a condition by an arm's interval.
  ///
  /// - Parameters:
  ///   - condition: The condition.
  ///   - arm: The arm.
  ///   - comparison: The comparison in which it is.
  init(
    of condition: Condition, in arm: ExperimentSummary.ArmEntry, of comparison: ExperimentSummary
  ) {
    self.condition = condition.description
    guard let (lower, upper) = condition.interval(in: arm, of: comparison) else {
      judgement = .unclear
      return
    }
    let isKept = condition.holds(from: lower, to: upper)
    let isBroken = condition.violation(of: lower) > 0 && condition.violation(of: upper) > 0
    judgement = isKept ? .kept : isBroken ? .broken : .unclear
  }
}

extension Condition {
  /// The interval of what the condition speaks of in an arm; `nil` where there is none.
  fileprivate func interval(
    in arm: ExperimentSummary.ArmEntry, of summary: ExperimentSummary
  ) -> (lower: Double, upper: Double)? {
    let name = reference.definition.name
    let ends: (Double?, Double?)
    if reference.isDifference {
      guard let difference = summary.difference(in: name, of: arm.arm) else { return nil }
      if case .relative = amount {
        ends = (difference.relativeLower, difference.relativeUpper)
      } else {
        ends = (difference.lower, difference.upper)
      }
    } else {
      ends = (arm.entry(name)?.lower, arm.entry(name)?.upper)
    }
    guard let lower = ends.0, let upper = ends.1 else { return nil }
    return (lower, upper)
  }
}
