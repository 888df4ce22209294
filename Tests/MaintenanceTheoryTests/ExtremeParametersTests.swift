import MaintenanceTheory
import RandomVariates
import TestSupport
import Testing

/// Lives that hardly differ or differ much, many states, inspections that are nearly free or too dear.
///
/// The figures were worked out apart from Fettle, with 30 digits where a formula is given, else with
/// matrix exponentials and Gauss-Legendre sums of SciPy 1.17.
@Suite("Maintenance with extreme parameters")
struct ExtremeParametersTests {
  private static func weibull(_ shape: Double, scale: Double = 200) -> Distribution {
    Distribution(.weibull(shape: shape, scale: scale))
  }

  /// The root of h(T) ∫₀ᵀ R - F(T) = c_p/(c_f - c_p) by halving, with the incomplete gamma function.
  @Test(
    "The best age of even, uneven and dear lives is that of its equation", .tags(.exact),
    arguments: [
      (shape: 60, failed: 50, age: 175.124085868967, cost: 0.00580703693986389),
      (shape: 150, failed: 1.5, age: 194.334130819747, cost: 0.00518054164553993),
      (shape: 1.08, failed: 400, age: 8.15494387684785, cost: 1.66800725003974),
      (shape: 1.5, failed: 20_000, age: 0.430907047231738, cost: 6.96219758628565),
    ])
  func age(shape: Double, failed: Double, age: Double, cost: Double) throws {
    let machine = try AgeReplacement(
      life: ExtremeParametersTests.weibull(shape), planned: Replacement(cost: 1),
      failed: Replacement(cost: failed))
    // Flat: the place is known to the root of the rounding.
    #expect(relativeError(machine.cheapestAge, age) < 1e-6)
    #expect(relativeError(machine.costRate(replacedAt: machine.cheapestAge), cost) < 1e-12)
  }

  /// (e^(-x) + 50 (1 - e^(-x))) / (η/β γ(1/β, x)), x = (T/η)^β, with 30 digits.
  @Test(
    "Costs at ages far from the mean life keep their digits", .tags(.exact),
    arguments: [
      (shape: 0.5, age: 1e-6, cost: 1_003_512.00548594),
      (shape: 0.5, age: 4000, cost: 0.131841812801205),
      (shape: 60, age: 196, cost: 0.0697601256799036),
    ])
  func costs(shape: Double, age: Double, cost: Double) throws {
    let machine = try AgeReplacement(
      life: ExtremeParametersTests.weibull(shape), planned: Replacement(cost: 1),
      failed: Replacement(cost: 50))
    #expect(relativeError(machine.costRate(replacedAt: age), cost) < 1e-12)
  }

  /// With enough digits for the terms of the series to cancel.
  ///
  /// Source: W. L. Smith and M. R. Leadbetter, *Technometrics* 5 (3), 1963, 393–396.
  @Test(
    "Renewals of even and uneven lives are those of the power series", .tags(.exact),
    arguments: [
      (shape: 25, time: 1.05, renewals: 0.9661682287742595),
      (shape: 50, time: 0.9, renewals: 0.0051405172937569465),
      (shape: 0.6, time: 1e-4, renewals: 0.0039846317391797155),
      (shape: 0.6, time: 4, renewals: 3.515464700997538),
    ])
  func renewals(shape: Double, time: Double, renewals: Double) throws {
    let function = try RenewalFunction(of: ExtremeParametersTests.weibull(shape, scale: 1))
    // The density of the shape 0.6 is infinite at 0.
    #expect(relativeError(function.renewals(by: time), renewals) < (shape < 1 ? 1e-8 : 1e-10))
  }

  @Test(
    "The best block of even and uneven lives is that of the power series", .tags(.exact),
    arguments: [
      (shape: 25, period: 0.7686548396, cost: 1.355220591259582),
      (shape: 1.2, period: 0.2482469315, cost: 26.352518404507272),
    ])
  func block(shape: Double, period: Double, cost: Double) throws {
    let machine = try BlockReplacement(
      life: ExtremeParametersTests.weibull(shape, scale: 1), plannedCost: 1, failureCost: 30)
    #expect(relativeError(machine.cheapestPeriod, period) < 1e-6)
    #expect(relativeError(machine.costRate(every: machine.cheapestPeriod), cost) < 1e-9)
  }

  private static func chain(
    inspection: Double, _ failure: InspectedChain.Failure
  ) throws -> InspectedChain {
    try InspectedChain(
      rates: [Double](repeating: 1, count: 30), failure: failure, inspectionCost: inspection,
      planned: Replacement(cost: 10), failed: Replacement(cost: 90))
  }

  /// Matrix exponentials with their integrals, every threshold, and intervals from 3e-5 to 90.
  @Test(
    "Thirty states have these optima, whatever an inspection costs", .tags(.exact),
    arguments: [
      (
        inspection: 1e-6, isHidden: false, threshold: 29, interval: 0.000853567,
        cost: 0.3471710487663895
      ),
      (
        inspection: 1e-6, isHidden: true, threshold: 29, interval: 0.000853544,
        cost: 0.34717108081689724
      ),
      (0.01, false, 26, 0.767408183, 0.3973600560904776),
      (0.01, true, 26, 0.763964824, 0.39742933427520827),
      (40, false, 4, 24.430755352, 2.3303597029636767),
      (40, true, 3, 21.887647015, 2.531213716659971),
    ])
  func chain(
    inspection: Double, isHidden: Bool, threshold: Int, interval: Double, cost: Double
  ) throws {
    let best = try ExtremeParametersTests.chain(
      inspection: inspection, isHidden ? .hidden(costRate: 8) : .announced
    ).optimum()
    #expect(best.threshold == threshold)
    // Nearly free inspections leave the cost flat, to 1e-13 within 1e-5 of the interval.
    #expect(relativeError(best.interval, interval) < 1e-4)
    #expect(relativeError(best.costRate, cost) < 1e-11)
  }

  @Test("Thirty states are never inspected where that costs more than a failure", .tags(.exact))
  func neverInspected() throws {
    let best = try ExtremeParametersTests.chain(inspection: 400, .announced).optimum()
    #expect(best.interval == .infinity)
    // One failure in 30 units of time.
    #expect(relativeError(best.costRate, 3) < 1e-14)
  }

  /// A process with a level and an interval, and what a cycle is like.
  struct GammaCycle: Sendable {
    var shapeRate: Double
    var scale: Double
    var interval: Double
    var level: Double
    var length: Double
    var failures: Double
    var down: Double
  }

  /// Sums over 60 points of Gauss and Legendre in each of 80 intervals of the level, graded towards 0 and
  /// towards the failure, and over 60 points in each of 25 intervals of time.
  @Test(
    "Gamma wear of few large and of many small jumps is that of a quadrature", .tags(.exact),
    arguments: [
      // Jumps of six times the level of failure, most lives a single one.
      GammaCycle(
        shapeRate: 0.05, scale: 6, interval: 1, level: 0.8, length: 10.480981454923565,
        failures: 0.8306192467929963, down: 0.41844567012311357),
      GammaCycle(
        shapeRate: 0.05, scale: 6, interval: 3, level: 0.05, length: 6.107085662272571,
        failures: 0.4039530038679481, down: 0.6155141808423873),
      // Lives with a coefficient of variation of 6 %.
      GammaCycle(
        shapeRate: 300, scale: 1.0 / 300, interval: 0.01, level: 0.97, length: 0.9766666666666667,
        failures: 0.0025299009837768, down: 4.829769327612754e-06),
      GammaCycle(
        shapeRate: 300, scale: 1.0 / 300, interval: 0.002, level: 1, length: 1.0026666666666668,
        failures: 0.9999999999499566, down: 0.0009999999999067),
      // Looked at 4,750 times in a life.
      GammaCycle(
        shapeRate: 2, scale: 0.1, interval: 0.001, level: 0.9, length: 4.750499635720915,
        failures: 0.14890982981017772, down: 7.438579576797463e-05),
    ])
  func gamma(wanted: GammaCycle) throws {
    let process = try InspectedGammaProcess(
      shapeRate: wanted.shapeRate, scale: wanted.scale, failureLevel: 1, inspectionCost: 1,
      plannedCost: 1, failureCost: 1, downCostRate: 1)
    let cycle = process.cycle(replacedFrom: wanted.level, interval: wanted.interval)
    #expect(relativeError(cycle.length, wanted.length) < 1e-10)
    #expect(relativeError(cycle.failedShare, wanted.failures) < 1e-8)
    #expect(relativeError(cycle.downTime, wanted.down) < 1e-8)
  }
}
