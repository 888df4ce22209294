import Experiments
import RandomVariates
import Scenarios
import SimulationStatistics
import SpecialFunctions
import TestSupport
import Testing

@Suite("Business cases")
struct BusinessCaseTests {
  private func businessCase(
    _ text: String, scenario: String = SampleLine.small
  ) throws -> Experiment.BusinessCase {
    let experiment = try ExperimentReader.read(
      text: "fettle: 1\nscenario: line.yaml\narms: {a: {}, b: {}}\nbusiness_case: \(text)",
      name: "plan.yaml", files: ["line.yaml": scenario])
    return try #require(experiment.arms[1].businessCase)
  }

  /// Observations with the given mean and standard error.
  private func benefit(mean: Double, error: Double, count: Int) -> Tally {
    // Half below and half above by d have the variance d² n/(n - 1), and the error d/√(n - 1).
    let distance = error * Double(count - 1).squareRoot()
    return Tally((0..<count).map { mean + ($0 % 2 == 0 ? distance : -distance) })
  }

  private func year(_ count: Double) -> Double { count * BusinessCaseInputs.year }

  // MARK: - Reading

  @Test("What is not said has the defaults of the key table", .tags(.exact))
  func defaults() throws {
    let read = try businessCase("{invest: 60000 EUR}")
    #expect(read.invest == Distribution(.constant(value: 60_000)))
    #expect(read.runningCost == Distribution(.constant(value: 0)))
    #expect(read.discount == Distribution(.constant(value: 0)))
    #expect(read.duration == year(5) && read.rampUp == 0 && read.sites == 1)
    #expect(read.breakEven == nil)
  }

  @Test("Units become base units, and inputs may be uncertain", .tags(.exact))
  func reading() throws {
    let read = try businessCase(
      """
      {invest: uniform 40000 EUR to 80000 EUR, running_cost: 3650 EUR/yr, discount: 8 %/yr, \
      ramp_up: 26 wk, over: 10 yr, sites: 3, break_even: {costs.escape: 0 EUR/part to 5 EUR/part}}
      """)
    #expect(read.invest == Distribution(.uniform(lower: 40_000, upper: 80_000)))
    let inputs = BusinessCaseInputs(
      benefit: benefit(mean: 10, error: 0, count: 4), businessCase: read)
    #expect(abs(inputs.quantile(0.5, of: .runningCost) - 3_650) < 1e-9)
    #expect(abs(inputs.quantile(0.5, of: .discount) - 0.08) < 1e-15)
    #expect(read.rampUp == 26 * 7 * 86_400 && read.duration == year(10) && read.sites == 3)
    #expect(
      read.breakEven
        == Experiment.VariedFactor(
          path: "costs.escape", values: .range("0 EUR/part to 5 EUR/part")))
    #expect(inputs.flow { inputs.quantile(0.5, of: $0) }.benefit == 30)
  }

  // MARK: - Certain and uncertain

  @Test("With certain inputs everything is the annuity, and nothing spreads", .tags(.exact))
  func certain() throws {
    let inputs = BusinessCaseInputs(
      benefit: benefit(mean: 20_000, error: 0, count: 6),
      businessCase: try businessCase(
        "{invest: 60000 EUR, running_cost: 2000 EUR/yr, discount: 8 %/yr}"))
    let entry = BusinessCaseSummary.ArmEntry(arm: "b", inputs: inputs, seed: 1)
    let annuity = (1 - 1.08.raised(to: -5)) / 1.08.logarithm
    let expected = -60_000 + 18_000 * annuity
    #expect(abs(entry.meanNetPresentValue - expected) < 1e-6)
    #expect(entry.netPresentValue.low == entry.netPresentValue.high)
    #expect(entry.chanceOfLoss == 0 && entry.chanceOfPayback == 1)
    #expect(abs((entry.paybackMedian ?? 0) - 60_000 / 18_000) < 1e-9)
    #expect(entry.tornado.isEmpty)
  }

  /// NPV < 0 where b̄ + s t < I/A, so with Student's probability of (I/A - b̄)/s.
  @Test(
    "The chance of a loss is Student's for an uncertain benefit", .tags(.statistical),
    arguments: [4, 10, 50])
  func uncertainBenefit(count: Int) throws {
    let inputs = BusinessCaseInputs(
      benefit: benefit(mean: 16_000, error: 2_000, count: count),
      businessCase: try businessCase("{invest: 60000 EUR, discount: 8 %/yr}"))
    let entry = BusinessCaseSummary.ArmEntry(arm: "b", inputs: inputs, seed: 7)
    let annuity = (1 - 1.08.raised(to: -5)) / 1.08.logarithm
    let error = try #require(inputs.benefit.standardError)
    #expect(abs(error - 2_000) < 1e-9)
    let exact = StudentT.cumulative(
      (60_000 / annuity - 16_000) / error, degreesOfFreedom: Double(count - 1))
    #expect(exact > 0.1 && exact < 0.5)
    // Four standard errors of a share of 10,000 draws.
    #expect(abs(entry.chanceOfLoss - exact) < 4 * (exact * (1 - exact) / 10_000).squareRoot())
    #expect(entry.tornado.map(\.input) == [.benefit])
    let low = 16_000 + error * StudentT.quantile(0.1, degreesOfFreedom: Double(count - 1))
    #expect(abs(entry.tornado[0].atLow - (low * annuity - 60_000)) < 1e-6)
  }

  /// NPV = B A - I with a normal I: below 0 where I exceeds B A.
  @Test("The chance of a loss is the normal one for a normal investment", .tags(.statistical))
  func uncertainInvestment() throws {
    let inputs = BusinessCaseInputs(
      benefit: benefit(mean: 16_000, error: 0, count: 4),
      businessCase: try businessCase(
        "{invest: normal mean 60000 EUR sd 8000 EUR, discount: 8 %/yr}"))
    let entry = BusinessCaseSummary.ArmEntry(arm: "b", inputs: inputs, seed: 3)
    let annuity = (1 - 1.08.raised(to: -5)) / 1.08.logarithm
    let exact = 1 - StandardNormal.cumulative((16_000 * annuity - 60_000) / 8_000)
    #expect(abs(entry.chanceOfLoss - exact) < 4 * (exact * (1 - exact) / 10_000).squareRoot())
    // The mean has the standard error 8000/√10000.
    #expect(abs(entry.meanNetPresentValue - (16_000 * annuity - 60_000)) < 4 * 80)
    #expect(
      abs(entry.netPresentValue.median - (16_000 * annuity - 60_000)) < 4 * 80 * 1.2534)
  }

  @Test("The input that moves most stands first in the tornado", .tags(.exact))
  func tornado() throws {
    let inputs = BusinessCaseInputs(
      benefit: benefit(mean: 16_000, error: 200, count: 10),
      businessCase: try businessCase(
        """
        {invest: uniform 20000 EUR to 100000 EUR, discount: uniform 7.9 %/yr to 8.1 %/yr, \
        running_cost: 100 EUR/yr}
        """))
    let entry = BusinessCaseSummary.ArmEntry(arm: "b", inputs: inputs, seed: 3)
    #expect(entry.tornado.map(\.input) == [.invest, .benefit, .discount])
    // From 28,000 to 92,000.
    #expect(abs(entry.tornado[0].size - 64_000) < 1e-6)
    #expect(entry.tornado[0].atLow > entry.tornado[0].atHigh)
  }

  @Test("The same seed draws the same, and the verdict names the arm that is worth most")
  func verdicts() throws {
    let read = try businessCase("{invest: 60000 EUR}")
    func entry(_ arm: String, _ mean: Double) -> BusinessCaseSummary.ArmEntry {
      BusinessCaseSummary.ArmEntry(
        arm: arm,
        inputs: BusinessCaseInputs(
          benefit: benefit(mean: mean, error: 500, count: 10), businessCase: read), seed: 5)
    }
    #expect(entry("a", 9_000) == entry("a", 9_000))
    func verdict(_ arms: [BusinessCaseSummary.ArmEntry]) -> String {
      BusinessCaseSummary(
        objective: "cost.total", currency: "EUR", baseline: "base", perfect: "oracle",
        replications: 10, arms: arms
      ).verdict
    }
    #expect(
      verdict([entry("a", 20_000), entry("oracle", 90_000)]).hasPrefix(
        "Pays: a has a mean net present value of "))
    #expect(verdict([entry("a", 9_000)]).hasPrefix("Does not pay: a "))
    #expect(verdict([entry("oracle", 9_000)]) == "No arm that can be chosen has a business case")
  }
}
