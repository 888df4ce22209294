import ProcessQuality
import SpecialFunctions
import TestSupport
import Testing

@Suite("Set-points")
struct SetPointTests {
  // MARK: - Filling

  static let filling: [(deviation: Double, good: Double, reject: Double, giveAway: Double)] = [
    (1, 5, 0, 1), (2, 10, 4, 0.8), (0.1, 1, -3, 20), (5, 2, 1.9, 0.005), (1, 1, 0, 1e-6),
    (1, 1, 0, 2),
  ]

  /// The mean is taken over midpoints of cells of 1/1000 σ, from -12 σ to 12 σ.
  ///
  /// The limit lies on a border of cells, so that only the midpoint rule's error is left: some
  /// 0.001²/24 of the integrand's second derivative.
  @Test("The expected profit is the mean over the fill's distribution", .tags(.exact))
  func expectedProfit() throws {
    for case (let deviation, let good, let reject, let giveAway) in SetPointTests.filling {
      let process = try FillingProcess(
        standardDeviation: deviation, lowerLimit: 100, goodRevenue: good, rejectRevenue: reject,
        giveAwayCost: giveAway)
      for distance in [-2.0, 0, 1, 3] {
        let setPoint = 100 + distance * deviation
        var mean = 0.0
        for cell in -12_000..<12_000 {
          let z = (Double(cell) + 0.5) / 1_000
          let excess = setPoint + deviation * z - 100
          let profit = excess >= 0 ? good - giveAway * excess : reject
          mean += profit * StandardNormal.density(z) / 1_000
        }
        let scale = abs(good) + abs(reject) + giveAway * deviation
        #expect(abs(process.expectedProfit(at: setPoint) - mean) < 1e-6 * scale)
      }
    }
  }

  @Test("No other set-point earns more than the best", .tags(.law))
  func bestSetPoint() throws {
    for case (let deviation, let good, let reject, let giveAway) in SetPointTests.filling {
      let process = try FillingProcess(
        standardDeviation: deviation, lowerLimit: 100, goodRevenue: good, rejectRevenue: reject,
        giveAwayCost: giveAway)
      let best = process.bestSetPoint
      let profit = process.expectedProfit(at: best)
      for step in -6_000...6_000 {
        let other = process.expectedProfit(at: 100 + deviation * Double(step) / 500)
        #expect(other <= profit + 1e-13 * (abs(good) + abs(reject)))
      }
      // A step of 0.001 σ to either side costs something.
      #expect(process.expectedProfit(at: best + 0.001 * deviation) < profit)
      #expect(process.expectedProfit(at: best - 0.001 * deviation) < profit)
      #expect(process.yield(at: 100) == 0.5)
    }
  }

  @Test("The best set-point is found far below the limit too", .tags(.exact))
  func farBelow() throws {
    // φ(z)/Φ(z) = 40 at z = -39.975…: where -z (1 + 1/z² - 2/z⁴ + 10/z⁶ - 74/z⁸ …) = 40.
    let process = try FillingProcess(
      standardDeviation: 1, lowerLimit: 0, goodRevenue: 1, rejectRevenue: 0, giveAwayCost: 40)
    let t = -process.bestSetPoint
    let w = 1 / (t * t)
    #expect(relativeError(t * (1 + w - 2 * w * w + 10 * w * w * w), 40) < 1e-10)
  }

  @Test("A reject that earns as much as a good part leaves no set-point", .tags(.failure))
  func fillingMistakes() {
    #expect {
      try FillingProcess(
        standardDeviation: 1, lowerLimit: 0, goodRevenue: 2, rejectRevenue: 2, giveAwayCost: 1)
    } throws: {
      "\($0)"
        == "revenue from a good part is 2; it must be finite and above that from a reject, 2.0"
    }
  }

  // MARK: - Tool wear

  @Test("Without spread a cycle is counted by hand", .tags(.exact))
  func withoutSpread() throws {
    // Means -0.9, -0.4, 0.1, 0.6, 1.1: four good parts, one defective, and a spread of 1e-6.
    let cycle = try ToolWearCycle(
      limits: .init(lower: -1, upper: 1), drift: 0.5, standardDeviation: 1e-6, materialCost: 2,
      defectCost: 3, resetCost: 7)
    #expect(cycle.yield(start: -0.9, parts: 5) == 0.8)
    #expect(relativeError(cycle.costPerGoodPart(start: -0.9, parts: 5), (10 + 3 + 7) / 4) < 1e-15)
  }

  /// Limits ±1; material and defects cost 1 together, so that a reset costs so many parts.
  static let cycles: [(drift: Double, deviation: Double, reset: Double)] = [
    (0.5, 0.3, 5), (-0.4, 0.2, 2), (0.9, 0.1, 3), (1.9, 0.3, 50), (0.25, 1, 4), (0.3, 0.1, 0),
    // Here the best cycle does not lie evenly about the middle of the limits.
    (3.005772876182115, 1.216916944201106, 9.427544442989756), (4, 1.68, 13.73),
    (2.555, 1.052, 6.869),
  ]

  @Test("No other start and length costs less than the optimum", .tags(.law))
  func optimum() throws {
    for (drift, deviation, reset) in SetPointTests.cycles {
      let cycle = try ToolWearCycle(
        limits: .init(lower: -1, upper: 1), drift: drift, standardDeviation: deviation,
        materialCost: 0.4, defectCost: 0.6, resetCost: reset)
      let best = try cycle.optimum()
      #expect(
        relativeError(
          cycle.costPerGoodPart(start: best.start, parts: best.parts), best.costPerGoodPart)
          < 1e-13)
      var least = Double.infinity
      for parts in 1...25 {
        let centered = -drift * Double(parts - 1) / 2
        for step in -100...100 {
          let start = centered + abs(drift) * Double(step) / 100
          least = min(least, cycle.costPerGoodPart(start: start, parts: parts))
        }
      }
      // The grid's nearest start is within 0.005 drifts of the best one: the cost there is higher
      // by a part of less than (0.005 drift/σ)²/2.
      let slack = 0.005 * drift / deviation
      #expect(best.costPerGoodPart <= least * (1 + 1e-12))
      #expect(best.costPerGoodPart > least * (1 - slack * slack))
    }
  }

  @Test("Three of the cycles are best off the middle", .tags(.law))
  func offMiddle() throws {
    let offsets = try SetPointTests.cycles.map { drift, deviation, reset in
      let best = try ToolWearCycle(
        limits: .init(lower: -1, upper: 1), drift: drift, standardDeviation: deviation,
        materialCost: 0.4, defectCost: 0.6, resetCost: reset
      ).optimum()
      return abs(best.start + drift * Double(best.parts - 1) / 2)
    }
    // The middle itself is met up to rounding.
    #expect(
      offsets.map { $0 > 1e-12 } == [false, false, false, false, false, false, true, true, true])
  }

  @Test("A cycle of hundreds of parts is found, and mirrored drifts mirror it", .tags(.law))
  func longCycles() throws {
    func optimum(_ drift: Double) throws -> ToolWearCycle.Optimum {
      try ToolWearCycle(
        limits: .init(lower: -1, upper: 1), drift: drift, standardDeviation: 0.3,
        materialCost: 1, defectCost: 0.5, resetCost: 25
      ).optimum()
    }
    let up = try optimum(0.001)
    let down = try optimum(-0.001)
    #expect(up.parts == down.parts)
    #expect(abs(up.start + down.start) < 1e-12)
    let cycle = try ToolWearCycle(
      limits: .init(lower: -1, upper: 1), drift: 0.001, standardDeviation: 0.3, materialCost: 1,
      defectCost: 0.5, resetCost: 25)
    for parts in [up.parts - 1, up.parts + 1] {
      let start = -0.001 * Double(parts - 1) / 2
      #expect(cycle.costPerGoodPart(start: start, parts: parts) > up.costPerGoodPart)
    }
  }

  @Test("Without drift, without a limit or without cost there is no optimum", .tags(.failure))
  func toolWearMistakes() throws {
    func message(
      _ limits: SpecificationLimits, drift: Double, material: Double = 1
    ) throws -> String {
      let cycle = try ToolWearCycle(
        limits: limits, drift: drift, standardDeviation: 1, materialCost: material,
        defectCost: 0, resetCost: 1)
      do {
        return "\(try cycle.optimum())"
      } catch {
        return "\(error)"
      }
    }
    let both = try SpecificationLimits(lower: -1, upper: 1)
    #expect(try message(both, drift: 0) == "drift is 0; it must be other than 0 for an optimum")
    #expect(
      try message(.init(upper: 1), drift: 1)
        == "limit is -inf; it must be finite for an optimum")
    #expect(
      try message(both, drift: 1, material: 0)
        == "material cost is 0; it must be above 0 for an optimum where a defect costs nothing")
  }
}
