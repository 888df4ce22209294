import MaintenanceTheory
import RandomVariates
import TestSupport
import Testing

@Suite("Availability, redundancy and spares")
struct SystemTests {
  // MARK: - One machine

  @Test("Availability needs the means only", .tags(.exact))
  func availability() throws {
    let lives: [Distribution.Family] = [
      .exponential(mean: 90), .uniform(lower: 0, upper: 180), .constant(value: 90),
      .gamma(shape: 3, scale: 30),
    ]
    for life in lives {
      let machine = try AlternatingRenewal(
        life: Distribution(life), repair: Distribution(.logNormal(mean: 10, standardDeviation: 5)))
      #expect(relativeError(machine.availability, 0.9) < 1e-11)
      #expect(relativeError(machine.failuresPerTime, 0.01) < 1e-11)
      #expect(relativeError(machine.costRate(repair: 30, downTime: 2), 0.5) < 1e-11)
    }
  }

  /// λ = 1/3, μ = 1: A = 3/4, and λ + μ = 4/3, so that at t = 3/4 what is left of 1/4 is 1/e.
  @Test("With exponential times availability falls from 1", .tags(.exact))
  func transient() throws {
    let machine = try AlternatingRenewal(meanTimeBetweenFailures: 3, meanTimeToRepair: 1)
    let e = 1.0.exponential
    #expect(machine.exponentialAvailability(at: 0) == 1)
    #expect(relativeError(machine.exponentialAvailability(at: 0.75), 0.75 + 0.25 / e) < 1e-15)
    #expect(
      relativeError(machine.exponentialAvailability(upTo: 0.75), 0.75 + 0.25 * (1 - 1 / e)) < 1e-15)
    #expect(relativeError(machine.exponentialAvailability(upTo: 1e9), 0.75) < 1e-8)
    // 1 - λ t/2 at first.
    #expect(relativeError(1 - machine.exponentialAvailability(upTo: 1e-6), 1e-6 / 6) < 1e-5)
    let perfect = try AlternatingRenewal(meanTimeBetweenFailures: 3, meanTimeToRepair: 0)
    #expect(perfect.exponentialAvailability(at: 5) == 1 && perfect.availability == 1)
  }

  // MARK: - Redundancy

  @Test("One unit of one is an alternating renewal process", .tags(.law))
  func singleUnit() throws {
    let unit = try KOutOfN(units: 1, needed: 1, crews: 1, meanLife: 40, meanRepair: 8)
    #expect(relativeError(unit.availability, 40.0 / 48) < 1e-15)
    #expect(relativeError(unit.meanUpTime, 40) < 1e-15)
    #expect(relativeError(unit.meanDownTime, 8) < 1e-14)
    #expect(relativeError(unit.meanTimeToFirstFailure, 40) < 1e-15)
    #expect(relativeError(unit.unitAvailability, 40.0 / 48) < 1e-15)
  }

  /// With a crew for each unit the numbers of good units are binomial with a = μ/(λ + μ).
  ///
  /// The system fails when k are good and one of these fails.
  @Test("With a crew for each unit they are independent", .tags(.law))
  func independent() throws {
    let system = try KOutOfN(units: 6, needed: 4, crews: 6, meanLife: 30, meanRepair: 10)
    let coefficients = [1.0, 6, 15, 20, 15, 6, 1]
    let binomial = coefficients.enumerated().map { good, coefficient -> Double in
      let (up, down) = (0.75.raised(to: Double(good)), 0.25.raised(to: Double(6 - good)))
      return coefficient * up * down
    }
    for (found, expected) in zip(system.goodUnits, binomial) {
      #expect(relativeError(found, expected) < 1e-13)
    }
    #expect(relativeError(system.availability, binomial[4] + binomial[5] + binomial[6]) < 1e-13)
    #expect(relativeError(system.failuresPerTime, binomial[4] * 4 / 30) < 1e-13)
    #expect(relativeError(system.unitAvailability, 0.75) < 1e-13)
    #expect(relativeError(system.busyCrews, 1.5) < 1e-13)
  }

  /// One of two: (3λ + μ)/(2λ²) to the first failure, here with λ = 0.1 and μ = 0.5.
  ///
  /// With one crew the states 2, 1, 0 are in the ratio μ² : 2λμ : 2λ² = 25 : 10 : 2.
  @Test("One of two with one crew is worked out by hand", .tags(.exact))
  func oneOfTwo() throws {
    let system = try KOutOfN(units: 2, needed: 1, crews: 1, meanLife: 10, meanRepair: 2)
    #expect(relativeError(system.meanTimeToFirstFailure, (0.3 + 0.5) / 0.02) < 1e-14)
    #expect(relativeError(system.unavailability, 0.02 / 0.37) < 1e-14)
    #expect(relativeError(system.meanDownTime, 2) < 1e-14)
    #expect(relativeError(system.meanUpTime, 35) < 1e-14)
    let cost = system.costRate(downTime: 37, repair: 3, crew: 5, unit: 1)
    // Busy with 1 - 0.25/0.37, each repair of 2.
    #expect(relativeError(cost, 2 + 3 * (0.12 / 0.37) / 2 + 5 + 2) < 1e-14)
    // Many units overflow nothing.
    let many = try KOutOfN(units: 2000, needed: 1900, crews: 100, meanLife: 1e3, meanRepair: 1)
    #expect(abs(many.goodUnits.reduce(0, +) - 1) < 1e-12)
    #expect(relativeError(many.unitAvailability, 1000.0 / 1001) < 1e-12)
  }

  // MARK: - Spares

  /// With a mean of 1 in repair and one spare: P(N = 0) = 1/e.
  @Test("One spare against a mean of one in repair is worked out by hand", .tags(.exact))
  func oneSpare() throws {
    let parts = try SparesPalm(failureRate: 0.25, meanRepair: 4)
    let none = (-1.0).exponential
    #expect(relativeError(parts.fillRate(baseStock: 1), none) < 1e-14)
    #expect(relativeError(parts.backorders(baseStock: 1), none) < 1e-14)
    #expect(relativeError(parts.onHand(baseStock: 1), none) < 1e-14)
    #expect(parts.fillRate(baseStock: 0) == 0 && parts.onHand(baseStock: 0) == 0)
    #expect(relativeError(parts.backorders(baseStock: 0), 1) < 1e-14)
    // E (2 - N)⁺ = 2/e + 1/e.
    #expect(relativeError(parts.onHand(baseStock: 2), 3 * none) < 1e-14)
    #expect(relativeError(parts.backorders(baseStock: 2), 3 * none - 1) < 1e-13)
  }

  @Test("Backorders fall by what no longer finds nothing", .tags(.law))
  func differences() throws {
    let parts = try SparesPalm(failureRate: 2, meanRepair: 3.7)
    for stock in 0..<40 {
      // E (N - S)⁺ - E (N - S - 1)⁺ = P(N > S) = 1 - fill rate of S + 1.
      let fall = parts.backorders(baseStock: stock) - parts.backorders(baseStock: stock + 1)
      #expect(abs(fall - (1 - parts.fillRate(baseStock: stock + 1))) < 1e-13)
      let balance = parts.onHand(baseStock: stock) - parts.backorders(baseStock: stock)
      #expect(abs(balance - (Double(stock) - 7.4)) < 1e-13)
    }
    // Σ (n - 40) p_n: 7.4⁴¹ e^(-7.4)/41! (1 + 2 · 7.4/42 + 3 · 7.4²/(42 · 43) + …), all digits kept.
    var (term, expected) = ((-7.4).exponential, 0.0)
    for n in 1...120 {
      term *= 7.4 / Double(n)
      if n > 40 { expected += Double(n - 40) * term }
    }
    #expect(relativeError(parts.backorders(baseStock: 40), expected) < 1e-12)
  }

  @Test("The cheapest stock is the least of all", .tags(.law))
  func cheapestStock() throws {
    let parts = try SparesPalm(failureRate: 0.3, meanRepair: 8)
    for backorder in [0, 0.5, 1, 3, 10, 100, 1e6] {
      let best = parts.cheapestBaseStock(holding: 1, backorder: backorder)
      let costs = (0...40).map { parts.costRate(baseStock: $0, holding: 1, backorder: backorder) }
      #expect(costs[best] == costs.min(), "\(backorder)")
    }
    for fill in [0, 0.3, 0.9, 0.999] {
      let stock = parts.leastBaseStock(fillRate: fill)
      #expect(parts.fillRate(baseStock: stock) >= fill)
      #expect(stock == 0 || parts.fillRate(baseStock: stock - 1) < fill)
    }
  }

  // MARK: - Alarms

  /// Lives uniform up to 10, alarms 2 before the failure, half of the time: p = 0.4, up 5 - 0.8 = 4.2,
  /// down 0.4 · 1 + 0.6 · 3 = 2.2, costs 0.4 · 10 + 0.6 · 50 and 0.5 · 2 · 4.2 of false alarms.
  @Test("An alarm in time is worked out by hand", .tags(.exact))
  func alarm() throws {
    let machine = try PredictiveAlarm(
      life: Distribution(.uniform(lower: 0, upper: 10)), detection: 0.5, leadTime: 2,
      falseAlarmRate: 0.5, falseAlarmCost: 2, planned: Replacement(cost: 10, duration: 1),
      failed: Replacement(cost: 50, duration: 3))
    #expect(relativeError(machine.cycle.length, 6.4) < 1e-14)
    #expect(relativeError(machine.cycle.cost, 34 + 4.2) < 1e-14)
    #expect(relativeError(machine.cycle.plannedShare, 0.4) < 1e-14)
    #expect(relativeError(machine.cycle.availability, 4.2 / 6.4) < 1e-14)
    #expect(relativeError(machine.runToFailure.costRate, 50.0 / 8) < 1e-14)
    #expect(relativeError(machine.savedShare, 1 - 38.2 / 6.4 / 6.25) < 1e-13)
  }

  @Test("An alarm that never comes, or comes too late, is a run to failure", .tags(.law))
  func noAlarm() throws {
    let life = Distribution(.weibull(shape: 2, scale: 50))
    let (planned, failed) = (try Replacement(cost: 1), try Replacement(cost: 8, duration: 2))
    let age = try AgeReplacement(life: life, planned: planned, failed: failed)
    let never = try PredictiveAlarm(
      life: life, detection: 0, leadTime: 5, planned: planned, failed: failed)
    #expect(relativeError(never.cycle.costRate, age.runToFailure.costRate) < 1e-14)
    #expect(abs(never.savedShare) < 1e-14)
    let late = try PredictiveAlarm(
      life: life, detection: 1, leadTime: 1e4, planned: planned, failed: failed)
    #expect(relativeError(late.cycle.costRate, age.runToFailure.costRate) < 1e-14)
    // An alarm at the failure itself, always: planned replacements after whole lives.
    let perfect = try PredictiveAlarm(
      life: life, detection: 1, leadTime: 0, planned: planned, failed: failed)
    #expect(relativeError(perfect.cycle.costRate, 1 / (age.runToFailure.length - 2)) < 1e-14)
    #expect(perfect.cycle.failedShare == 0)
  }

  @Test("Systems without meaning are refused", .tags(.failure))
  func mistakes() {
    #expect {
      try KOutOfN(units: 3, needed: 4, crews: 1, meanLife: 1, meanRepair: 1)
    } throws: {
      "\($0)" == "units needed is 4; it must be from 1 to 3"
    }
    #expect {
      try SparesPalm(failureRate: 0, meanRepair: 1)
    } throws: {
      "\($0)" == "rate of failures is 0; it must be finite and above 0"
    }
    #expect {
      try PredictiveAlarm(
        life: .constant(4), detection: 1.2, leadTime: 1, planned: Replacement(cost: 1),
        failed: Replacement(cost: 1))
    } throws: {
      "\($0)" == "detection is 1.2; it must be from 0 to 1"
    }
  }
}
