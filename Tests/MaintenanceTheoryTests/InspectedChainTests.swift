import MaintenanceTheory
import TestDraws
import TestSupport
import Testing

@Suite("An inspected chain")
struct InspectedChainTests {
  static func chain(
    _ rates: [Double], hidden: Double? = nil, inspection: Double = 1,
    planned: (Double, Double) = (20, 0), failed: (Double, Double) = (100, 0)
  ) throws -> InspectedChain {
    try InspectedChain(
      rates: rates, failure: hidden.map { .hidden(costRate: $0) } ?? .announced,
      inspectionCost: inspection, planned: Replacement(cost: planned.0, duration: planned.1),
      failed: Replacement(cost: failed.0, duration: failed.1))
  }

  /// Inspections of a life of the rate λ: geometric with q = e^(-λτ), so 1/(1 - q) up to and with the one
  /// that finds the failure, q/(1 - q) before it.
  @Test("One state is an exponential life", .tags(.exact))
  func oneState() throws {
    let (rate, interval) = (0.04, 7.0)
    let q = (-rate * interval).exponential
    let seen = try InspectedChainTests.chain([rate], failed: (100, 3))
    let announced = seen.cycle(threshold: 1, interval: interval)
    #expect(relativeError(announced.length, 25 + 3) < 1e-13)
    #expect(relativeError(announced.cost, 100 + q / (1 - q)) < 1e-13)
    #expect(announced.plannedShare == 0)
    #expect(relativeError(announced.failedShare, 1) < 1e-13)
    let hidden = try InspectedChainTests.chain([rate], hidden: 6).cycle(
      threshold: 1, interval: interval)
    let length = interval / (1 - q)
    #expect(relativeError(hidden.length, length) < 1e-13)
    #expect(relativeError(hidden.downTime, length - 25) < 1e-12)
    #expect(relativeError(hidden.cost, 100 + 1 / (1 - q) + 6 * (length - 25)) < 1e-13)
  }

  /// Two states of the same rate, x = λτ: an interval begun new fails with 1 - e^(-x)(1 + x), and one
  /// that ends with a planned replacement has the probability x e^(-x); all else begins anew.
  @Test("Two states with the threshold 1 are worked out by hand", .tags(.exact))
  func twoStates() throws {
    let (rate, interval) = (0.5, 3.0)
    let x = rate * interval
    let q = (-x).exponential
    let (fails, wears) = ((1 - q * (1 + x)) / (1 - q), x * q / (1 - q))
    let hidden = try InspectedChainTests.chain(
      [rate, rate], hidden: 4, planned: (20, 2), failed: (100, 5)
    ).cycle(threshold: 1, interval: interval)
    // ∫ 1 - e^(-λu)(1 + λu) du = τ - (2 - e^(-x)(2 + x))/λ.
    let unnoticed = (interval - (2 - q * (2 + x)) / rate) / (1 - q)
    #expect(relativeError(hidden.plannedShare, wears) < 1e-13)
    #expect(relativeError(hidden.failedShare, fails) < 1e-13)
    #expect(relativeError(hidden.downTime, unnoticed + 2 * wears + 5 * fails) < 1e-13)
    #expect(
      relativeError(hidden.length, interval / (1 - q) + 2 * wears + 5 * fails) < 1e-13)
    #expect(
      relativeError(hidden.cost, 1 / (1 - q) + 20 * wears + 100 * fails + 4 * unnoticed) < 1e-13)
    let announced = try InspectedChainTests.chain([rate, rate]).cycle(
      threshold: 1, interval: interval)
    #expect(relativeError(announced.failedShare, fails) < 1e-13)
    #expect(relativeError(announced.length, interval / (1 - q) - unnoticed) < 1e-13)
    #expect(relativeError(announced.cost, 1 / (1 - q) - fails + 20 * wears + 100 * fails) < 1e-13)
  }

  /// Rates a, b and the threshold 2: every cycle ends with a failure, after 1/a + 1/b.
  ///
  /// x₀ = 1/(1 - A), x₁ = x₀ P₀₁/(1 - B) with A = e^(-aτ), B = e^(-bτ), P₀₁ = a (A - B)/(b - a).
  @Test("Different rates with failures only are worked out by hand", .tags(.exact))
  func differentRates() throws {
    let (a, b, interval) = (0.2, 0.7, 1.5)
    let (first, second) = ((-a * interval).exponential, (-b * interval).exponential)
    let intervals =
      1 / (1 - first) * (1 + a * (first - second) / (b - a) / (1 - second))
    let announced = try InspectedChainTests.chain([a, b]).cycle(threshold: 2, interval: interval)
    #expect(relativeError(announced.length, 1 / a + 1 / b) < 1e-13)
    #expect(relativeError(announced.cost, 100 + intervals - 1) < 1e-13)
    let hidden = try InspectedChainTests.chain([a, b], hidden: 3).cycle(
      threshold: 2, interval: interval)
    #expect(relativeError(hidden.length, intervals * interval) < 1e-13)
    #expect(relativeError(hidden.downTime, intervals * interval - 1 / a - 1 / b) < 1e-12)
  }

  @Test("Inspected all the time a machine is replaced as it enters the threshold", .tags(.law))
  func oftenInspected() throws {
    let rates = [0.3, 0.1, 0.2, 0.4]
    let chain = try InspectedChainTests.chain(rates, inspection: 0)
    for threshold in 1...3 {
      let cycle = chain.cycle(threshold: threshold, interval: 1e-6)
      let entered = rates[..<threshold].reduce(0) { $0 + 1 / $1 }
      // It waits for half an interval in the mean, and fails with a chance of some 1e-6.
      #expect(relativeError(cycle.length, entered) < 1e-6)
      #expect(relativeError(cycle.costRate, 20 / entered) < 1e-5)
    }
    // Failing out of the last state but one within an interval: 0.4 τ/2 to the first order.
    let share = chain.cycle(threshold: 3, interval: 1e-6).failedShare
    #expect(relativeError(share, 0.4 * 1e-6 / 2) < 1e-6)
  }

  @Test("Inspected hardly ever it runs to failure", .tags(.law))
  func hardlyInspected() throws {
    let chain = try InspectedChainTests.chain([0.3, 0.1, 0.2], failed: (100, 4))
    for threshold in chain.thresholds {
      let rare = chain.cycle(threshold: threshold, interval: 1e5)
      let never = chain.cycle(threshold: threshold, interval: .infinity)
      #expect(relativeError(rare.length, never.length) < 1e-12)
      #expect(relativeError(rare.costRate, never.costRate) < 1e-12)
      #expect(relativeError(never.length, chain.meanLife + 4) < 1e-15)
    }
    let hidden = try InspectedChainTests.chain([0.3, 0.1], hidden: 7)
    #expect(hidden.uninspected.costRate == 7 && hidden.uninspected.availability == 0)
    // (100 + 1 + 7 (τ - E T))/τ.
    #expect(
      relativeError(
        hidden.costRate(threshold: 2, interval: 1e4),
        7 + (101 - 7 * hidden.meanLife) / 1e4) < 1e-12)
  }

  @Test("Small chances of failure keep their digits", .tags(.exact))
  func smallChances() throws {
    // Six states of the rate 1, an interval of 1e-4, replaced from 1 on: x⁶/6! e^(-x)(1 + x/7 + x²/56)
    // of failing in an interval, begun 1/(1 - e^(-x)) times; the next term is 2e-15.
    let chain = try InspectedChainTests.chain([1, 1, 1, 1, 1, 1])
    let x = 1e-4
    let fails = x.raised(to: 6) / 720 * (-x).exponential * (1 + x / 7 + x * x / 56)
    let begun = 1 / (x - x * x / 2 + x * x * x / 6 - x * x * x * x / 24)
    #expect(
      relativeError(chain.cycle(threshold: 1, interval: x).failedShare, fails * begun) < 1e-12)
  }

  /// 50,000 cycles: the mean of each quantity within 4 standard errors of its own, cost rates by those of
  /// the ratio.
  @Test(
    "Simulated cycles cost as much", .tags(.statistical),
    arguments: [nil, 9.0] as [Double?])
  func simulation(hidden: Double?) throws {
    let rates = [0.02, 0.05, 0.03, 0.1]
    let (interval, threshold) = (16.0, 2)
    let chain = try InspectedChainTests.chain(
      rates, hidden: hidden, planned: (20, 3), failed: (100, 8))
    var draws = Draws("inspected chain", ordinal: hidden == nil ? 0 : 1)
    let count = 50_000
    var costs: [Double] = [], lengths: [Double] = [], failures: [Double] = [], downs: [Double] = []
    for _ in 0..<count {
      var entries = [0.0]
      for rate in rates { entries.append(entries[entries.count - 1] + draws.exponential() / rate) }
      let (worn, failure) = (entries[threshold], entries[rates.count])
      let finding = (worn / interval).rounded(.up)
      let isFailed = failure <= finding * interval
      let fixing = isFailed ? 8.0 : 3.0
      if hidden == nil {
        let end = isFailed ? failure : finding * interval
        costs.append((isFailed ? 100 : 20) + (isFailed ? finding - 1 : finding))
        lengths.append(end + fixing)
        downs.append(fixing)
      } else {
        let unnoticed = isFailed ? finding * interval - failure : 0
        costs.append((isFailed ? 100 : 20) + finding + 9 * unnoticed)
        lengths.append(finding * interval + fixing)
        downs.append(fixing + unnoticed)
      }
      failures.append(isFailed ? 1 : 0)
    }
    let cycle = chain.cycle(threshold: threshold, interval: interval)
    for (values, expected) in [
      (costs, cycle.cost), (lengths, cycle.length), (failures, cycle.failedShare),
      (downs, cycle.downTime),
    ] {
      let sample = SampleMean(values)
      #expect(abs(sample.mean - expected) < 4 * sample.standardError)
      #expect(sample.standardError < 0.02 * expected)
    }
    let ratio = SampleMean(zip(costs, lengths).map { $0 - cycle.costRate * $1 })
    #expect(abs(ratio.mean) < 4 * ratio.standardError)
  }

  // MARK: - Decisions

  @Test("The best threshold is the least of all", .tags(.law))
  func thresholds() throws {
    let chain = try InspectedChainTests.chain([0.02, 0.03, 0.05, 0.08], hidden: 2)
    for interval in [1.0, 5, 20, 80] {
      let costs = chain.costRates(interval: interval)
      #expect(costs.count == 4)
      let best = chain.bestThreshold(interval: interval)
      #expect(best.costRate == costs.min())
      #expect(best.costRate == chain.costRate(threshold: best.threshold, interval: interval))
    }
    // Ever longer intervals ask for ever lower thresholds.
    #expect(
      chain.bestThreshold(interval: 1).threshold > chain.bestThreshold(interval: 40).threshold)
  }

  @Test("The joint optimum is not beaten by its neighbors or a fine grid", .tags(.law))
  func jointOptimum() throws {
    for hidden in [nil, 3.0] {
      let chain = try InspectedChainTests.chain(
        [0.05, 0.03, 0.02, 0.08], hidden: hidden, planned: (20, 1), failed: (150, 6))
      let best = try chain.optimum()
      #expect(
        best.costRate == chain.costRate(threshold: best.threshold, interval: best.interval))
      for step in 1...400 {
        for cost in chain.costRates(interval: 0.25 * Double(step)) {
          #expect(cost >= best.costRate * (1 - 1e-13))
        }
      }
      for factor in [0.999, 1.001] {
        #expect(
          chain.costRate(threshold: best.threshold, interval: factor * best.interval)
            > best.costRate)
      }
    }
  }

  @Test("Without memory inspections never pay where failures announce themselves", .tags(.law))
  func neverPays() throws {
    let best = try InspectedChainTests.chain([0.1]).optimum()
    #expect(best.interval == .infinity)
    #expect(relativeError(best.costRate, 10) < 1e-15)
  }

  /// The down time is τ/(1 - q) - 1/λ with q = e^(-λτ).
  ///
  /// So the cost rate is c_d + (c_i - e (1 - q))/τ with e = c_d/λ - c_f, whose slope is 0 where
  /// e (1 - q (1 + λτ)) = c_i.
  @Test("A hidden exponential failure has an equation for the best interval", .tags(.exact))
  func hiddenOptimum() throws {
    let (rate, down, inspection) = (0.1, 5.0, 2.0)
    let chain = try InspectedChainTests.chain(
      [rate], hidden: down, inspection: inspection, failed: (10, 0))
    let best = try chain.optimum()
    let x = rate * best.interval
    let excess = down / rate - 10
    // d/dτ of (c_i - excess (1 - e^(-λτ)))/τ = 0: excess (1 - e^(-x)(1 + x)) = c_i.
    #expect(relativeError(excess * (1 - (-x).exponential * (1 + x)), inspection) < 1e-6)
    #expect(
      relativeError(
        best.costRate, down + (inspection - excess * (1 - (-x).exponential)) / best.interval)
        < 1e-12)
  }

  @Test("Chains without meaning are refused", .tags(.failure))
  func mistakes() throws {
    #expect {
      try InspectedChainTests.chain([])
    } throws: {
      "\($0)" == "rates: 0 given, and at least 1 needed"
    }
    #expect {
      try InspectedChainTests.chain([0.1, 0])
    } throws: {
      "\($0)" == "rate is 0; it must be finite and above 0"
    }
    #expect {
      try InspectedChainTests.chain([0.1], inspection: 0).optimum()
    } throws: {
      "\($0)" == "cost of an inspection is 0; it must be finite and above 0"
    }
  }
}
