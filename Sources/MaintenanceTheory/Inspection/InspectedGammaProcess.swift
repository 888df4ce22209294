import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A machine that wears by a gamma process, is inspected periodically and replaced from a level on.
///
/// In a time t a gamma number of the shape a t and the scale θ is added, independent of what was before;
/// a new machine stands at 0 and has failed, unseen, from the level L on. Inspections come at τ, 2τ, …
/// after each replacement, tell the level and take no time, as replacements do. From L on the failed
/// machine is replaced, and each unit of time since the failure costs c_d; else from the level M on it
/// is replaced as planned. With α = a τ, levels in units of θ, the renewal measure U of the levels found
/// (δ₀ for the new machine) and Q the upper incomplete gamma function,
///
///     length of a cycle      = τ (1 + U(M))
///     failed share of cycles = ∫₀ᴹ Q(α, L - z) (δ₀ + dU(z))
///     down time of a cycle   = ∫₀ᴹ W(L - z) (δ₀ + dU(z)),   W(y) = ∫₀^τ Q(a s, y) ds
///
/// Relative error some 1e-10; the place of an optimum, which is flat, 1e-7.
///
/// Sources: K. S. Park, "Optimal Continuous-Wear Limit Replacement under Periodic Inspections", *IEEE
/// Transactions on Reliability* 37 (1), 1988, 97–102; A. Grall, C. Bérenguer, L. Dieulle, "A
/// condition-based maintenance policy for stochastically deteriorating systems", *Reliability
/// Engineering & System Safety* 76 (2), 2002, 167–180; J. M. van Noortwijk, "A survey of the application
/// of gamma processes in maintenance", the same, 94 (1), 2009, 2–21.
public struct InspectedGammaProcess: Hashable, Sendable {
  /// a: the shape that is added per unit of time.
  public let shapeRate: Double
  /// θ: the scale of what is added.
  public let scale: Double
  /// L: the level at which the machine fails.
  public let failureLevel: Double
  /// c_i: what an inspection costs.
  public let inspectionCost: Double
  /// c_p: the replacement of a machine that has not failed.
  public let plannedCost: Double
  /// c_f: the replacement of a failed machine.
  public let failureCost: Double
  /// c_d: what a unit of time costs between a failure and the inspection that finds it.
  public let downCostRate: Double

  /// Describes the machine.
  ///
  /// - Parameters:
  ///   - shapeRate: Finite and above 0.
  ///   - scale: Finite and above 0.
  ///   - failureLevel: Finite and above 0, in the unit of the scale.
  ///   - inspectionCost: Finite and at least 0.
  ///   - plannedCost: Finite and at least 0.
  ///   - failureCost: Finite and at least 0.
  ///   - downCostRate: Finite and at least 0.
  /// - Throws: ``MaintenanceError/outOfRange(name:value:requirement:)``.
  public init(
    shapeRate: Double, scale: Double, failureLevel: Double, inspectionCost: Double,
    plannedCost: Double, failureCost: Double, downCostRate: Double
  ) throws(MaintenanceError) {
    try checkPositive(shapeRate, "shape per unit of time")
    try checkPositive(scale, "scale")
    try checkPositive(failureLevel, "level of failure")
    try checkNotNegative(inspectionCost, "cost of an inspection")
    try checkNotNegative(plannedCost, "cost of a planned replacement")
    try checkNotNegative(failureCost, "cost of the replacement of a failed machine")
    try checkNotNegative(downCostRate, "cost of being down")
    (self.shapeRate, self.scale, self.failureLevel) = (shapeRate, scale, failureLevel)
    (self.inspectionCost, self.plannedCost) = (inspectionCost, plannedCost)
    (self.failureCost, self.downCostRate) = (failureCost, downCostRate)
  }

  // MARK: - Life

  /// Mean and standard deviation of the time at which a machine fails that is left alone.
  ///
  ///     P(life > t) = P(a t, L/θ),   E T = ∫ P(life > t) dt,   E T² = 2 ∫ t P(life > t) dt
  public var life: (mean: Double, standardDeviation: Double) {
    let level = failureLevel / scale
    func moments(from lower: Double, to upper: Double) -> SIMD2<Double> {
      AdaptiveIntegral.integrals(from: lower, to: upper, relative: 1e-13, base: .zero) { shape in
        let survival = RegularizedGamma.lower(shape: shape, at: level)
        return SIMD2(survival, 2 * shape * survival)
      }
    }
    // Before the level survival is near 1, behind it the tail; both with an end of their own.
    let end = level + 10 * (level + 30).squareRoot() + 20
    let sums = moments(from: 0, to: level) + moments(from: level, to: end)
    let variance = max(0, sums[1] - sums[0] * sums[0])
    return (sums[0] / shapeRate, variance.squareRoot() / shapeRate)
  }

  // MARK: - Evaluation

  /// What a cycle is like with a level of replacement and inspections at an interval.
  ///
  /// - Parameters:
  ///   - level: M, above 0 and at most the level of failure; that means failed machines only.
  ///   - interval: τ, finite and above 0.
  /// - Returns: Length, down time, cost and the share of planned replacements.
  public func cycle(replacedFrom level: Double, interval: Double) -> RenewalCycle {
    cycle(replacedFrom: level, interval: interval, relative: 1e-11)
  }

  /// Cost per unit of time with a level of replacement and inspections at an interval.
  public func costRate(replacedFrom level: Double, interval: Double) -> Double {
    cycle(replacedFrom: level, interval: interval).costRate
  }

  func cycle(
    replacedFrom level: Double, interval: Double, relative: Double
  ) -> RenewalCycle {
    precondition(level > 0 && level <= failureLevel, "a level lies from 0 to that of failure")
    precondition(interval > 0 && interval < .infinity, "an interval is finite and above 0")
    let (highest, limit) = (level / scale, failureLevel / scale)
    let shape = shapeRate * interval
    let levels = GammaLevels(shape: shape, highest: highest)
    /// The chance of a failure in an interval begun so far below the limit, and the mean time of it.
    func outcome(_ distance: Double) -> SIMD2<Double> {
      // The chance rises with the time passed: where it is nothing at the end it is nothing before.
      let failed = RegularizedGamma.upper(shape: shape, at: distance)
      guard failed > 1e-60 else { return .zero }
      let time = AdaptiveIntegral.integral(
        from: 0, to: shape, relative: relative / 10, base: 1e-300
      ) { RegularizedGamma.upper(shape: $0, at: distance) }
      return SIMD2(failed, time / shapeRate)
    }
    // The machine when new, and levels so low that the distance to the limit is hardly less.
    let fresh = outcome(limit)
    let lowest = highest * 1e-12
    var sums = fresh * (1 + levels.inspections(below: lowest))
    let half = highest / 2
    sums += AdaptiveIntegral.integrals(
      from: log(lowest), to: log(half), relative: relative, base: sums
    ) { outcome(limit - exp($0)) * levels.logarithmicDensity(at: exp($0)) }
    // Up to the threshold, in the logarithm of the distance to the limit; both may be the same.
    sums += AdaptiveIntegral.integrals(
      from: log(max(limit - highest, 1e-13 * limit)), to: log(limit - half), relative: relative,
      base: sums
    ) { logarithm in
      let distance = exp(logarithm)
      let place = max(half, limit - distance)
      return outcome(distance) * (levels.logarithmicDensity(at: place) / place * distance)
    }
    let inspections = 1 + levels.inspections(below: highest)
    let (failures, down) = (min(1, sums[0]), sums[1])
    return RenewalCycle(
      length: interval * inspections, downTime: down,
      cost: inspectionCost * inspections + plannedCost * (1 - failures) + failureCost * failures
        + downCostRate * down,
      plannedShare: 1 - failures, failedShare: failures)
  }
}
