import MaintenanceTheory
import RandomVariates
import TestSupport
import Testing

@Suite("Age replacement")
struct AgeReplacementTests {
  static func policy(
    _ family: Distribution.Family, planned: (Double, Double) = (1, 0),
    failed: (Double, Double) = (5, 0)
  ) throws -> AgeReplacement {
    try AgeReplacement(
      life: Distribution(family), planned: Replacement(cost: planned.0, duration: planned.1),
      failed: Replacement(cost: failed.0, duration: failed.1))
  }

  /// With a life that is uniform up to 100 and the age T, R = 1 - T/100 and ∫ R = T - T²/200.
  ///
  /// With T = 40 these are 0.6 and 32; standing still takes 0.6 · 2 + 0.4 · 7 = 4, and the cost is
  /// 0.6 · 3 + 0.4 · 10 = 5.8.
  @Test("A uniform life is worked out by hand", .tags(.exact))
  func uniform() throws {
    let policy = try AgeReplacementTests.policy(
      .uniform(lower: 0, upper: 100), planned: (3, 2), failed: (10, 7))
    let cycle = policy.cycle(replacedAt: 40)
    #expect(relativeError(cycle.length, 36) < 1e-14)
    #expect(relativeError(cycle.downTime, 4) < 1e-14)
    #expect(relativeError(cycle.costRate, 5.8 / 36) < 1e-14)
    #expect(relativeError(cycle.availability, 32.0 / 36) < 1e-14)
    #expect(relativeError(cycle.failuresPerTime, 0.4 / 36) < 1e-14)
    #expect(cycle.plannedShare == 0.6)
    #expect(relativeError(policy.runToFailure.costRate, 10.0 / 57) < 1e-14)
  }

  /// Uniform up to 1, no durations, costs 1 and 5: (1 + 4 T)/(T - T²/2).
  ///
  /// It is least where 2 T² + T - 1 = 0, at T = 1/2, and 8 there.
  @Test("The best age for a uniform life solves a quadratic equation", .tags(.exact))
  func uniformOptimum() throws {
    let policy = try AgeReplacementTests.policy(.uniform(lower: 0, upper: 1))
    // The cost is flat at the optimum: a place is known to the root of the rounding, 1e-8.
    #expect(relativeError(policy.cheapestAge, 0.5) < 1e-7)
    #expect(relativeError(policy.costRate(replacedAt: policy.cheapestAge), 8) < 1e-14)
  }

  /// At the best age the cost rate is (c_f - c_p) h(T*), h the hazard, and an equation holds.
  ///
  /// h(T) ∫ R - F(T) = c_p/(c_f - c_p), where replacements take no time (Barlow and Proschan 1965, ch. 4).
  @Test(
    "The optimum of a Weibull life fulfils its equation", .tags(.law),
    arguments: [(1.3, 2.0, 7.0), (2, 1, 5), (3.5, 4, 5), (8, 1, 100)])
  func weibullOptimum(shape: Double, planned: Double, failed: Double) throws {
    let policy = try AgeReplacementTests.policy(
      .weibull(shape: shape, scale: 50), planned: (planned, 0), failed: (failed, 0))
    let age = policy.cheapestAge
    let hazard = shape / 50 * (age / 50).raised(to: shape - 1)
    let cycle = policy.cycle(replacedAt: age)
    // The hazard follows errors of the age, 1e-8 of it, with the power β - 1 of at most 7.
    #expect(relativeError(cycle.costRate, (failed - planned) * hazard) < 5e-7)
    #expect(
      relativeError(hazard * cycle.length - cycle.failedShare, planned / (failed - planned)) < 5e-7)
    for factor in [0.9, 0.999, 1.001, 1.1] {
      #expect(policy.costRate(replacedAt: age * factor) > cycle.costRate)
    }
  }

  @Test("Without memory, or with a falling hazard, planned replacement never pays", .tags(.law))
  func exponential() throws {
    let lives: [Distribution.Family] = [
      .exponential(mean: 10), .weibull(shape: 1, scale: 10), .weibull(shape: 0.6, scale: 10),
      .erlang(stages: 1, mean: 10), .gamma(shape: 0.8, scale: 12),
    ]
    for life in lives {
      let policy = try AgeReplacementTests.policy(life, planned: (1, 0.5), failed: (9, 0.75))
      #expect(policy.cheapestAge == .infinity, "\(life)")
      #expect(policy.mostAvailableAge == .infinity, "\(life)")
    }
    let policy = try AgeReplacementTests.policy(.exponential(mean: 10))
    // Failures come at the same rate at any age.
    #expect(relativeError(policy.cycle(replacedAt: 3).failuresPerTime, 0.1) < 1e-14)
  }

  @Test("At great ages it is a run to failure", .tags(.law))
  func runToFailure() throws {
    for family: Distribution.Family in [
      .weibull(shape: 2, scale: 10), .gamma(shape: 3, scale: 4),
      .logNormal(mean: 5, standardDeviation: 9),
    ] {
      let policy = try AgeReplacementTests.policy(family, planned: (1, 1), failed: (6, 2))
      #expect(relativeError(policy.costRate(replacedAt: 1e6), policy.runToFailure.costRate) < 1e-12)
      #expect(policy.runToFailure.plannedShare == 0)
    }
    // Means known in closed form: 12, and 5; what lies beyond quantiles of 2⁻⁶⁰ is below 1e-11.
    let gamma = try AgeReplacementTests.policy(.gamma(shape: 3, scale: 4))
    #expect(relativeError(gamma.runToFailure.length, 12) < 1e-11)
    let logNormal = try AgeReplacementTests.policy(.logNormal(mean: 5, standardDeviation: 9))
    #expect(relativeError(logNormal.runToFailure.length, 5) < 1e-11)
  }

  /// The same life once by closed form and once by integrals: an Erlang life as a gamma one, a Weibull
  /// life cut where nothing is.
  @Test("Closed forms and integrals agree", .tags(.law))
  func integrals() throws {
    for shape in [0.4, 1.7, 6] {
      let closed = try AgeReplacementTests.policy(
        .weibull(shape: shape, scale: 10), planned: (1, 1))
      let cut = try AgeReplacement(
        life: Distribution(.weibull(shape: shape, scale: 10), atLeast: 1e-200),
        planned: closed.planned, failed: closed.failed)
      for age in [0.01, 1, 7, 13, 40, .infinity] {
        let (first, second) = (closed.cycle(replacedAt: age), cut.cycle(replacedAt: age))
        #expect(relativeError(second.length, first.length) < 1e-11, "\(shape) \(age)")
        #expect(relativeError(second.costRate, first.costRate) < 1e-11, "\(shape) \(age)")
      }
      let (first, second) = (closed.cheapestAge, cut.cheapestAge)
      #expect(relativeError(second, first) < 1e-7, "\(shape)")
    }
  }

  /// 1 with the probability 1/4, else 3; a failure costs 5.
  ///
  /// Replaced at 1 at the latest: 1 per unit of time, if a replacement costs 1. Just before 3: 3/4 + 5/4 = 2 in
  /// a time of 1/4 + 3 · 3/4 = 2.5. At failures only: 5/2.5. With replacements for 0.5 these are 0.5 just
  /// before 1, and (3/8 + 5/4)/2.5 = 0.65 just before 3.
  @Test("A life of two values is replaced just before one of them", .tags(.exact))
  func steps() throws {
    let life = Distribution.Family.discrete([Weighted(1, weight: 1), Weighted(3, weight: 3)])
    let late = try AgeReplacementTests.policy(life)
    #expect(late.cheapestAge == 3.0.nextDown)
    #expect(relativeError(late.costRate(replacedAt: late.cheapestAge), 0.8) < 1e-14)
    #expect(relativeError(late.costRate(replacedAt: 3), 2) < 1e-14)
    let early = try AgeReplacementTests.policy(life, planned: (0.5, 0))
    #expect(early.cheapestAge == 1.0.nextDown)
    #expect(relativeError(early.costRate(replacedAt: early.cheapestAge), 0.5) < 1e-14)
  }

  @Test("A certain life is replaced at its end", .tags(.exact))
  func certain() throws {
    let policy = try AgeReplacementTests.policy(
      .constant(value: 8), planned: (2, 1), failed: (5, 4))
    #expect(policy.cheapestAge == 8.0.nextDown)
    #expect(policy.mostAvailableAge == 8.0.nextDown)
    #expect(relativeError(policy.costRate(replacedAt: policy.cheapestAge), 2.0 / 9) < 1e-14)
    #expect(relativeError(policy.runToFailure.availability, 8.0 / 12) < 1e-14)
  }

  /// Where durations are costs, availability is at its greatest where the cost rate is least: the down
  /// time is the cost.
  @Test("Costs in proportion to durations give the same age", .tags(.law))
  func availability() throws {
    let policy = try AgeReplacementTests.policy(
      .weibull(shape: 2.4, scale: 70), planned: (3, 1.5), failed: (24, 12))
    let age = try #require(policy.mostAvailableAge)
    #expect(relativeError(age, policy.cheapestAge) < 1e-7)
    let cycle = policy.cycle(replacedAt: age)
    #expect(relativeError(cycle.costRate, 2 * (1 - cycle.availability)) < 1e-12)
    #expect(cycle.availability > policy.runToFailure.availability)
    #expect(
      try AgeReplacementTests.policy(.weibull(shape: 2, scale: 1)).mostAvailableAge == .infinity)
    let instant = try AgeReplacementTests.policy(.weibull(shape: 2, scale: 1), failed: (5, 1))
    #expect(instant.mostAvailableAge == nil)
  }

  /// The second kind of life ends at about 1, the first at about 100: the cost has a minimum for each.
  @Test("Of two minima the lower one is found", .tags(.exact))
  func mixture() throws {
    let life = Distribution.Family.mixture([
      Weighted(Distribution(.normal(mean: 1, standardDeviation: 0.02)), weight: 0.2),
      Weighted(Distribution(.normal(mean: 100, standardDeviation: 2)), weight: 0.8),
    ])
    let policy = try AgeReplacementTests.policy(life, planned: (1, 0), failed: (6, 0))
    #expect(policy.cheapestAge > 80 && policy.cheapestAge < 100)
    // With a failure a thousand times as dear, none is risked.
    let careful = try AgeReplacementTests.policy(life, planned: (1, 0), failed: (1e4, 0))
    #expect(careful.cheapestAge > 0.8 && careful.cheapestAge < 1)
  }

  @Test("Costs and lives without meaning are refused", .tags(.failure))
  func mistakes() {
    #expect {
      try AgeReplacementTests.policy(.exponential(mean: 1), planned: (0, 0))
    } throws: {
      "\($0)" == "cost of a planned replacement is 0; it must be finite and above 0"
    }
    #expect {
      try AgeReplacementTests.policy(.constant(value: -2))
    } throws: {
      "\($0)" == "mean life is 0; it must be finite and above 0"
    }
    #expect {
      try Replacement(cost: 1, duration: -0.5)
    } throws: {
      "\($0)" == "duration of a replacement is -0.5; it must be finite and at least 0"
    }
  }
}
