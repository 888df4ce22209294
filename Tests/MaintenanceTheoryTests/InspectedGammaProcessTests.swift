import MaintenanceTheory
import SpecialFunctions
import TestDraws
import TestSupport
import Testing

@Suite("An inspected gamma process")
struct InspectedGammaProcessTests {
  static func process(
    shapeRate: Double, scale: Double = 1, failureLevel: Double, inspection: Double = 1,
    down: Double = 5
  ) throws -> InspectedGammaProcess {
    try InspectedGammaProcess(
      shapeRate: shapeRate, scale: scale, failureLevel: failureLevel, inspectionCost: inspection,
      plannedCost: 20, failureCost: 60, downCostRate: down)
  }

  /// With a τ = 1 the increments are exponential, so that U(z) = z.
  ///
  /// What is passed of M is exponential too: a failure is found with e^(-(L - M)). The down time is, over the
  /// shape s, ∫₀¹ Q(s, L) + ∫ Q(s, y) dy from L - M to L, where ∫₀^y Q(s, x) dx = y Q(s, y) + s P(s + 1, y).
  @Test(
    "Exponential increments are worked out by hand", .tags(.exact), arguments: [0.01, 2.5, 6, 8])
  func exponentialIncrements(level: Double) throws {
    let limit = 8.0
    let process = try InspectedGammaProcessTests.process(
      shapeRate: 0.5, scale: 3, failureLevel: 3 * limit)
    let cycle = process.cycle(replacedFrom: 3 * level, interval: 2)
    #expect(relativeError(cycle.length, 2 * (1 + level)) < 1e-12)
    #expect(relativeError(cycle.failedShare, (level - limit).exponential) < 1e-10)
    func passed(_ shape: Double, _ y: Double) -> Double {
      guard y > 0 else { return 0 }
      return y * RegularizedGamma.upper(shape: shape, at: y)
        + shape * RegularizedGamma.lower(shape: shape + 1, at: y)
    }
    // Simpson's rule on 2,000 intervals, the shape as a square, since at 0 the integrand may rise fast.
    var down = 0.0
    for step in 1...2000 {
      let root = Double(step) / 2000
      let shape = root * root
      let value =
        RegularizedGamma.upper(shape: shape, at: limit) + passed(shape, limit)
        - passed(shape, limit - level)
      let weight = step == 2000 ? 1.0 : step.isMultiple(of: 2) ? 2 : 4
      down += weight / 6000 * 2 * root * value
    }
    #expect(relativeError(cycle.downTime, 2 * down) < 1e-9)
    #expect(
      relativeError(
        cycle.cost,
        1 + level + 20 + 40 * cycle.failedShare + 5 * cycle.downTime) < 1e-12)
  }

  /// With a τ = 2 each increment is the sum of two exponential numbers.
  ///
  /// So U(M) = M/2 - 1/4 + e^(-2M)/4, and at M the first of the two is under way with the chance
  /// p = (1 + e^(-2M))/2, so that L - M = d is passed with p e^(-d)(1 + d) + (1 - p) e^(-d).
  @Test("Increments of two stages are worked out by hand", .tags(.exact))
  func twoStages() throws {
    let process = try InspectedGammaProcessTests.process(shapeRate: 1, failureLevel: 7)
    for level in [0.4, 3, 6.5, 7] {
      let cycle = process.cycle(replacedFrom: level, interval: 2)
      let (first, d) = ((1 + (-2 * level).exponential) / 2, 7 - level)
      let found = (-d).exponential * (first * (1 + d) + 1 - first)
      let inspections = 1 + level / 2 - 0.25 + (-2 * level).exponential / 4
      #expect(relativeError(cycle.length, 2 * inspections) < 1e-12, "\(level)")
      #expect(relativeError(cycle.failedShare, found) < 1e-10, "\(level)")
    }
  }

  /// Replaced when found failed, the down time is the length of the cycle less the mean life.
  @Test(
    "With failed machines only, cycles are lives and down times", .tags(.law),
    arguments: [0.05, 0.37, 1.3, 4.1, 30])
  func correctiveOnly(interval: Double) throws {
    for (scale, limit) in [(1.0, 10.0), (0.05, 2)] {
      let process = try InspectedGammaProcessTests.process(
        shapeRate: 0.9, scale: scale, failureLevel: limit)
      let cycle = process.cycle(replacedFrom: limit, interval: interval)
      #expect(relativeError(cycle.failedShare, 1) < 1e-9)
      #expect(
        abs(cycle.downTime - (cycle.length - process.life.mean)) < 1e-10 * cycle.length)
    }
  }

  /// Where L/θ is large, the mean of a T is L/θ + 1/2 and its variance L/θ - 1/12, up to terms of
  /// e^(-L/θ), by the formula of Euler and Maclaurin for Poisson sums.
  @Test("The life has the moments of a Poisson count in continuous time", .tags(.exact))
  func life() throws {
    let process = try InspectedGammaProcessTests.process(
      shapeRate: 0.25, scale: 0.2, failureLevel: 12)
    #expect(relativeError(process.life.mean, 60.5 * 4) < 1e-13)
    let deviation = (60 - 1.0 / 12).squareRoot() * 4
    #expect(relativeError(process.life.standardDeviation, deviation) < 1e-11)
  }

  /// 40,000 cycles with the shape 0.6 an interval.
  ///
  /// The down time of an interval is judged at one moment drawn at random within it: by the chance that what
  /// has been added by then reaches the limit.
  @Test("Simulated cycles are as long and fail as often", .tags(.statistical))
  func simulation() throws {
    let (shape, interval, level, limit) = (0.6, 1.5, 3.0, 4.0)
    let process = try InspectedGammaProcessTests.process(
      shapeRate: shape / interval, failureLevel: limit)
    var draws = Draws("inspected gamma process")
    var lengths: [Double] = [], failures: [Double] = [], downs: [Double] = []
    for _ in 0..<40_000 {
      var (reached, intervals, down) = (0.0, 0.0, 0.0)
      while reached < level {
        let part = draws.uniform()
        let chance = RegularizedGamma.upper(shape: part * shape, at: limit - reached)
        down += interval * chance
        reached += RegularizedGamma.inverseLower(shape: shape, probability: draws.uniform())
        intervals += 1
      }
      lengths.append(intervals * interval)
      failures.append(reached >= limit ? 1 : 0)
      downs.append(down)
    }
    let cycle = process.cycle(replacedFrom: level, interval: interval)
    for (values, expected) in [
      (lengths, cycle.length), (failures, cycle.failedShare), (downs, cycle.downTime),
    ] {
      let sample = SampleMean(values)
      #expect(abs(sample.mean - expected) < 4 * sample.standardError)
      #expect(sample.standardError < 0.01 * expected)
    }
  }

  @Test("The scale is a unit of length and the shape's rate one of time", .tags(.law))
  func units() throws {
    let process = try InspectedGammaProcessTests.process(shapeRate: 0.5, failureLevel: 10)
    let other = try InspectedGammaProcess(
      shapeRate: 0.05, scale: 7, failureLevel: 70, inspectionCost: 1, plannedCost: 20,
      failureCost: 60, downCostRate: 0.5)
    let (cost, otherCost) = (
      process.costRate(replacedFrom: 6, interval: 4), other.costRate(replacedFrom: 42, interval: 40)
    )
    #expect(relativeError(otherCost, cost / 10) < 1e-12)
  }

  @Test("The optimum is not beaten in its neighborhood or on a grid", .tags(.law))
  func optimum() throws {
    let process = try InspectedGammaProcessTests.process(
      shapeRate: 1.2, scale: 0.5, failureLevel: 6, down: 12)
    let best = try process.optimum()
    #expect(
      relativeError(
        process.costRate(replacedFrom: best.level, interval: best.interval), best.costRate) < 1e-10)
    for angle in 0..<8 {
      let (x, y) = [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)][angle]
      let cost = process.costRate(
        replacedFrom: best.level * (1 + 1e-3 * Double(x)),
        interval: best.interval * (1 + 1e-3 * Double(y)))
      #expect(cost > best.costRate)
    }
    for level in [1.0, 2.5, 4, 5, 6] {
      for interval in [0.3, 1, 2, 4, 8, 16] {
        #expect(process.costRate(replacedFrom: level, interval: interval) > best.costRate)
      }
    }
  }

  /// A life of 5.01 with a standard deviation of 0.16 is inspected nine times.
  ///
  /// The figure is the lowest of the minima between 140 intervals, each with its best level, evaluated by
  /// sums of Gauss and Legendre apart from Fettle; eight or ten inspections cost some 5e-5 more.
  @Test("Of several intervals for even lives the best is found", .tags(.exact))
  func evenLives() throws {
    let best = try InspectedGammaProcess(
      shapeRate: 200, scale: 0.01, failureLevel: 10, inspectionCost: 0.02, plannedCost: 5,
      failureCost: 80, downCostRate: 30
    ).optimum()
    #expect(relativeError(best.costRate, 1.1198532866316415) < 1e-10)
    #expect(relativeError(best.interval, 0.52413579) < 1e-5)
    #expect(relativeError(best.level, 8.6864297) < 1e-5)
  }

  @Test("An optimum without a price of inspections, or of being down, is refused", .tags(.failure))
  func mistakes() throws {
    #expect {
      try InspectedGammaProcessTests.process(shapeRate: 1, failureLevel: 5, inspection: 0).optimum()
    } throws: {
      "\($0)" == "cost of an inspection is 0; it must be finite and above 0"
    }
    #expect {
      try InspectedGammaProcessTests.process(shapeRate: 1, failureLevel: 5, down: 1e-3).optimum()
    } throws: {
      "\($0)"
        == "the optimum is not covered: nothing costs less than a failed machine left alone"
    }
    #expect {
      try InspectedGammaProcessTests.process(shapeRate: 1, scale: -1, failureLevel: 5)
    } throws: {
      "\($0)" == "scale is -1; it must be finite and above 0"
    }
  }
}
