import MaintenanceTheory
import RandomVariates
import SpecialFunctions
import TestSupport
import Testing

@Suite("Renewals, block replacement and minimal repair")
struct PeriodicReplacementTests {
  static func renewals(_ family: Distribution.Family, by time: Double) throws -> Double {
    try RenewalFunction(of: Distribution(family)).renewals(by: time)
  }

  @Test("Renewals of exponential and Erlang lives have closed forms", .tags(.exact))
  func closedForms() throws {
    for time in [0.01, 0.7, 5, 40] {
      // t/μ, and t/μ - 1/4 + e^(-4t/μ)/4 for two stages.
      let memoryless = try PeriodicReplacementTests.renewals(.exponential(mean: 2), by: time)
      #expect(relativeError(memoryless, time / 2) < 1e-10, "\(time)")
      let erlang = try PeriodicReplacementTests.renewals(.erlang(stages: 2, mean: 2), by: time)
      let expected = time / 2 - 0.25 + (-2 * time).exponential / 4
      #expect(relativeError(erlang, expected) < 1e-9, "\(time)")
    }
    #expect(try PeriodicReplacementTests.renewals(.exponential(mean: 2), by: 0) == 0)
  }

  /// Lives uniform up to 1: M = e^t - 1 up to 1, and e² - e - 1 at 2.
  ///
  /// The density has a jump, which slows the limit down.
  @Test("Renewals of a uniform life are powers of e", .tags(.exact))
  func uniform() throws {
    let life = Distribution.Family.uniform(lower: 0, upper: 1)
    #expect(
      relativeError(
        try PeriodicReplacementTests.renewals(life, by: 0.8), 0.8.exponential - 1) < 1e-10)
    let two = try PeriodicReplacementTests.renewals(life, by: 2)
    #expect(relativeError(two, 2.0.exponential - 1.0.exponential - 1) < 1e-8)
  }

  /// M(t) = Σ (-1)^(k-1) A_k t^(kβ)/Γ(1 + kβ) with the scale 1.
  ///
  /// A_k = g_k - Σ g_j A_{k-j}, g_k = Γ(1 + kβ)/k!. Up to t = 1 no term is above 2, so that 1e-14 is left.
  ///
  /// Source: W. L. Smith, M. R. Leadbetter, "On the Renewal Function for the Weibull Distribution",
  /// *Technometrics* 5 (3), 1963, 393–396.
  static func weibullSeries(shape: Double, by time: Double) -> Double {
    let count = 40
    func logGammas(_ k: Int) -> Double { logGamma(1 + Double(k) * shape) }
    let g = (0...count).map { (logGammas($0) - logGamma(Double($0) + 1)).exponential }
    var factors = [0.0]
    for k in 1...count {
      factors.append((1..<k).reduce(g[k]) { $0 - g[$1] * factors[k - $1] })
    }
    return (1...count).reduce(0) { sum, k in
      let term = factors[k] * (Double(k) * shape * time.logarithm - logGammas(k)).exponential
      return sum + (k.isMultiple(of: 2) ? -term : term)
    }
  }

  @Test(
    "Renewals of Weibull lives agree with the power series", .tags(.exact),
    arguments: [(0.7, 1e-8), (1.2, 1e-9), (2, 1e-10), (2.5, 1e-9), (3.7, 1e-9)])
  func weibull(shape: Double, tolerance: Double) throws {
    for time in [0.2, 0.7, 1] {
      let expected = PeriodicReplacementTests.weibullSeries(shape: shape, by: time)
      let found = try RenewalFunction(of: Distribution(.weibull(shape: shape, scale: 30)))
        .estimate(by: 30 * time)
      #expect(relativeError(found.renewals, expected) < tolerance, "\(time)")
      // What is said of the error is not far too small.
      #expect(abs(found.renewals - expected) < 100 * found.error + 1e-14, "\(time)")
    }
  }

  /// M(t) → t/μ + (σ²/μ² - 1)/2.
  @Test("In the long run renewals lie along a line", .tags(.law))
  func asymptote() throws {
    let found = try PeriodicReplacementTests.renewals(.gamma(shape: 2.5, scale: 4), by: 200)
    // With the shape 2.5 what is left decays with e^(-1.36 t/4) or faster.
    #expect(relativeError(found, 20 + (0.4 - 1) / 2) < 1e-9)
  }

  // MARK: - Blocks

  /// For a rising hazard no policy beats the best age, and blocks of the same length as an age have fewer
  /// failures, since more is replaced.
  ///
  /// Source: R. E. Barlow, F. Proschan, *Mathematical Theory of Reliability*, Wiley, 1965, ch. 3 and 4.
  @Test("Blocks have fewer failures than ages, and cost more than the best one", .tags(.law))
  func blockAgainstAge() throws {
    for shape in [1.4, 2, 4] {
      let life = Distribution(.weibull(shape: shape, scale: 10))
      let block = try BlockReplacement(life: life, plannedCost: 1, failureCost: 6)
      let age = try AgeReplacement(
        life: life, planned: Replacement(cost: 1), failed: Replacement(cost: 6))
      let best = age.costRate(replacedAt: age.cheapestAge)
      for period in [2.0, 5, 9, 20] {
        #expect(block.costRate(every: period) > best)
        #expect(
          block.renewals.renewals(by: period) / period
            < age.cycle(replacedAt: period).failuresPerTime)
      }
      #expect(block.costRate(every: block.cheapestPeriod) > best)
      #expect(block.costRate(every: .infinity) == age.runToFailure.costRate)
    }
  }

  @Test("A block's best period is a minimum, and never comes without memory", .tags(.law))
  func blockOptimum() throws {
    let block = try BlockReplacement(
      life: Distribution(.weibull(shape: 2.2, scale: 100)), plannedCost: 1, failureCost: 5)
    let period = block.cheapestPeriod
    let least = block.costRate(every: period)
    for factor in [0.5, 0.99, 0.9999, 1.0001, 1.01, 2] {
      #expect(block.costRate(every: factor * period) > least)
    }
    let memoryless = try BlockReplacement(
      life: Distribution(.exponential(mean: 7)), plannedCost: 0.01, failureCost: 5)
    #expect(memoryless.cheapestPeriod == .infinity)
    #expect(relativeError(memoryless.costRate(every: 3), 0.01 / 3 + 5.0 / 7) < 1e-10)
  }

  /// Two stages of the mean 1/2 each, costs 1/8 and 1: with x = 4 T the cost is 1 + (e^(-x) - 1/2)/x.
  ///
  /// Its slope is 0 where e^(-x) (1 + x) = 1/2, at x = 1.678346990016661; there it is 1 - e^(-x).
  @Test("The best block of an Erlang life solves an equation", .tags(.exact))
  func erlangBlock() throws {
    let block = try BlockReplacement(
      life: Distribution(.erlang(stages: 2, mean: 1)), plannedCost: 0.125, failureCost: 1)
    let x = 1.678346990016661
    #expect(relativeError((1 + x) * (-x).exponential, 0.5) < 1e-14)
    #expect(relativeError(block.cheapestPeriod, x / 4) < 2e-6)
    #expect(
      relativeError(block.costRate(every: block.cheapestPeriod), 1 - (-x).exponential) < 1e-9)
  }

  // MARK: - Minimal repair

  /// β = 2, η = 10, costs 40 and 10: (40 + 10 T²/100)/T is least at T = 20, 4 per unit of time.
  @Test("With a hazard that rises in a line the best period is a square root", .tags(.exact))
  func minimalRepair() throws {
    let policy = try MinimalRepair(shape: 2, scale: 10, replacementCost: 40, repairCost: 10)
    #expect(relativeError(policy.failures(by: 15), 2.25) < 1e-15)
    #expect(relativeError(policy.costRate(every: 10), 5) < 1e-15)
    #expect(relativeError(policy.cheapestPeriod, 20) < 1e-15)
    #expect(relativeError(policy.leastCostRate, 4) < 1e-15)
    #expect(relativeError(policy.costRate(every: 20), 4) < 1e-15)
  }

  @Test("Where the hazard does not rise, replacement never pays", .tags(.exact))
  func minimalRepairLimits() throws {
    let even = try MinimalRepair(shape: 1, scale: 4, replacementCost: 1, repairCost: 2)
    #expect(even.cheapestPeriod == .infinity && even.leastCostRate == 0.5)
    let falling = try MinimalRepair(shape: 0.5, scale: 4, replacementCost: 1, repairCost: 2)
    #expect(falling.cheapestPeriod == .infinity && falling.leastCostRate == 0)
    #expect(falling.costRate(every: 1e20) < 1e-9)
  }

  @Test("What the theory does not cover is refused", .tags(.failure))
  func mistakes() {
    #expect {
      try BlockReplacement(life: .constant(3), plannedCost: 1, failureCost: 2)
    } throws: {
      "\($0)"
        == "the renewal function of a discrete life is not covered: it moves in steps"
    }
    #expect {
      try MinimalRepair(shape: 2, scale: .nan, replacementCost: 1, repairCost: 1)
    } throws: {
      "\($0)" == "scale is nan; it must be finite and above 0"
    }
  }
}
