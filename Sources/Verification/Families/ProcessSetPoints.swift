import EventKernel
import Experiments
import JSONDocuments
import ProcessQuality
import RandomVariates
import SimulationStatistics

extension ModelFamily {
  /// The set-point of a filling process: simulated where the case says, and the best one exactly.
  ///
  /// The best set-point is judged by its exact profit, since the optimum is flat.
  static let processTarget = ModelFamily(
    names: ["quality.process_target"], kind: .library,
    parameters: ["sd", "LSL", "a", "r", "g", "T_eval"]
  ) { (battery, tier) throws(CaseProblem) in
    let parameters = battery.parameters
    let deviation = try parameters.number("sd")
    let limit = try parameters.number("LSL")
    let (good, reject) = (try parameters.number("a"), try parameters.number("r"))
    let giveAway = try parameters.number("g")
    let process: FillingProcess
    do throws(QualityInputError) {
      process = try FillingProcess(
        standardDeviation: deviation, lowerLimit: limit, goodRevenue: good,
        rejectRevenue: reject, giveAwayCost: giveAway)
    } catch {
      throw CaseProblem("parameters", "\(error)")
    }
    let best = process.bestSetPoint
    let profit = process.expectedProfit(at: best)
    let fill = Sampler(
      Distribution(
        .normal(mean: try parameters.number("T_eval"), standardDeviation: deviation)))
    let parts = try battery.drawsPerReplication(tier)
    let sampling = SamplingModel(
      meaning: "the profit of \(parts) parts a replication, fills drawn by Sampler",
      names: ["expected_profit", "yield_at_T_eval"]
    ) { stream in
      var sum = 0.0
      var count = 0
      for _ in 0..<parts {
        let value = fill.sample(using: &stream)
        let isGood = value >= limit
        sum += isGood ? good - giveAway * (value - limit) : reject
        count += isGood ? 1 : 0
      }
      return [Ratio(sum / Double(parts)), Ratio(Double(count) / Double(parts))]
    }
    let answer = battery.expected.first { $0.name == "optimal_profit" }?.value.number
    return CaseModel(
      sampling: sampling,
      exact: [
        ExactValue(
          "optimal_T", .number(best),
          error: answer.map { VerdictRule.relativeError(of: .number(profit), from: .number($0)) }),
        ExactValue("optimal_profit", profit),
      ])
  }

  /// A tool that wears and is reset: cycles simulated where the case says, and the best one exactly.
  ///
  /// The best start is judged by its exact cost.
  static let toolWear = ModelFamily(
    names: ["quality.tool_wear_reset"], kind: .library,
    parameters: ["LSL", "USL", "drift", "sd", "cm", "cs", "cr", "m0_eval", "N_eval"]
  ) { (battery, tier) throws(CaseProblem) in
    let parameters = battery.parameters
    let (lower, upper) = (try parameters.number("LSL"), try parameters.number("USL"))
    let drift = try parameters.number("drift")
    let deviation = try parameters.positive("sd")
    let material = try parameters.number("cm")
    let (defect, reset) = (try parameters.number("cs"), try parameters.number("cr"))
    let cycle: ToolWearCycle
    let best: ToolWearCycle.Optimum
    do throws(QualityInputError) {
      cycle = try ToolWearCycle(
        limits: SpecificationLimits(lower: lower, upper: upper), drift: drift,
        standardDeviation: deviation, materialCost: material, defectCost: defect,
        resetCost: reset)
      best = try cycle.optimum()
    } catch {
      throw CaseProblem("parameters", "\(error)")
    }
    let start = try parameters.number("m0_eval")
    let parts = try parameters.whole("N_eval")
    let cycles = try battery.drawsPerReplication(tier)
    let limits = cycle.limits
    let noise = Sampler(Distribution(.normal(mean: 0, standardDeviation: deviation)))
    let sampling = SamplingModel(
      meaning: "\(cycles) cycles of \(parts) parts a replication, drawn by Sampler",
      names: ["cost_per_good_part", "yield_fraction"]
    ) { stream in
      var good = 0
      for _ in 0..<cycles {
        for part in 0..<parts
        where limits.contains(start + drift * Double(part) + noise.sample(using: &stream)) {
          good += 1
        }
      }
      let made = cycles * parts
      let cost =
        Double(made) * material + Double(made - good) * defect + Double(cycles) * reset
      return [Ratio(cost, per: Double(good)), Ratio(Double(good), per: Double(made))]
    }
    let answer = battery.expected.first { $0.name == "optimal_cost_per_good_part" }?.value.number
    return CaseModel(
      sampling: sampling,
      exact: [
        ExactValue(
          "optimal_m0", .number(best.start),
          error: answer.map {
            VerdictRule.relativeError(of: .number(best.costPerGoodPart), from: .number($0))
          }),
        ExactValue("optimal_N", Double(best.parts)),
        ExactValue("optimal_cost_per_good_part", best.costPerGoodPart),
      ])
  }
}

extension BatteryCase {
  /// How many draws make a replication.
  fileprivate func drawsPerReplication(_ tier: VerificationTier) throws(CaseProblem) -> Int {
    guard let plan else { throw CaseProblem("tolerance_hint", "it does not say how many to draw") }
    return Int(RunLength(plan, tier: tier).length)
  }
}
