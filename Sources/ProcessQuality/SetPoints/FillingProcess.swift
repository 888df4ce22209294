internal import SpecialFunctions

/// The canning problem: how far above its lower limit a filling process should be set.
///
/// The fill X ~ Normal(T, σ²) follows the set-point T. At or above the lower limit a part is worth
/// a, less g for each unit of fill above the limit; below it is sold for r. With z = (T - LSL)/σ
/// the expected profit of a part is
///
///     a Φ(z) - g σ (z Φ(z) + φ(z)) + r Φ(-z)
///
/// Sources: W. G. Hunter, C. P. Kartha, "Determining the Most Profitable Target Value for a
/// Production Process", *Journal of Quality Technology* 9 (4), 1977, 176–181; S. Bisgaard, W. G.
/// Hunter, L. Pallesen, "Economic Selection of Quality of Manufactured Product", *Technometrics*
/// 26 (1), 1984, 9–18.
public struct FillingProcess: Hashable, Sendable {
  /// σ, the standard deviation of the fill.
  public let standardDeviation: Double
  /// LSL, the least fill of a good part, in the unit of σ.
  public let lowerLimit: Double
  /// a, the revenue from a good part.
  public let goodRevenue: Double
  /// r, the revenue from a part below the limit.
  public let rejectRevenue: Double
  /// g, what each unit of fill above the limit costs.
  public let giveAwayCost: Double

  /// Describes a process.
  ///
  /// - Parameters:
  ///   - standardDeviation: σ, finite and > 0.
  ///   - lowerLimit: Finite.
  ///   - goodRevenue: a, finite and above r.
  ///   - rejectRevenue: r, finite; below 0 where a reject costs money.
  ///   - giveAwayCost: g, finite and > 0.
  /// - Throws: ``QualityInputError/outOfRange(name:value:requirement:)``.
  public init(
    standardDeviation: Double, lowerLimit: Double, goodRevenue: Double, rejectRevenue: Double,
    giveAwayCost: Double
  ) throws(QualityInputError) {
    try checkPositive(standardDeviation, "standard deviation")
    try checkFinite(lowerLimit, "lower limit")
    try checkFinite(rejectRevenue, "revenue from a reject")
    guard goodRevenue.isFinite, goodRevenue > rejectRevenue else {
      throw .outOfRange(
        name: "revenue from a good part", value: goodRevenue,
        requirement: "finite and above that from a reject, \(rejectRevenue)")
    }
    try checkPositive(giveAwayCost, "cost of give-away")
    (self.standardDeviation, self.lowerLimit) = (standardDeviation, lowerLimit)
    (self.goodRevenue, self.rejectRevenue) = (goodRevenue, rejectRevenue)
    self.giveAwayCost = giveAwayCost
  }

  /// The part of the output at or above the limit.
  ///
  /// - Parameter setPoint: T, in the unit of the limit; finite.
  /// - Returns: From 0 to 1.
  public func yield(at setPoint: Double) -> Double {
    StandardNormal.cumulative(distance(setPoint))
  }

  /// The expected profit of a part.
  ///
  /// - Parameter setPoint: T, in the unit of the limit; finite.
  /// - Returns: In the unit of the revenues.
  public func expectedProfit(at setPoint: Double) -> Double {
    let z = distance(setPoint)
    let good = StandardNormal.cumulative(z)
    let excess = standardDeviation * (z * good + StandardNormal.density(z))
    return goodRevenue * good - giveAwayCost * excess
      + rejectRevenue * StandardNormal.cumulative(-z)
  }

  /// The set-point with the greatest expected profit.
  ///
  /// There φ(z)/Φ(z) = g σ/(a - r). The left side falls from ∞ to 0, so that there is exactly one.
  public var bestSetPoint: Double {
    let wanted = giveAwayCost * standardDeviation / (goodRevenue - rejectRevenue)
    // φ(z)/Φ(z) is above -z everywhere, and below φ(z)/Φ(0) for z > 0.
    var (low, high) = (-wanted - 1, 40.0)
    for _ in 0..<200 {
      let z = low + (high - low) / 2
      if z <= low || z >= high { break }
      if FillingProcess.ratio(z) > wanted { low = z } else { high = z }
    }
    return lowerLimit + low * standardDeviation
  }

  private func distance(_ setPoint: Double) -> Double {
    (setPoint - lowerLimit) / standardDeviation
  }

  /// φ(z)/Φ(z), the inverse of Mills' ratio at -z.
  private static func ratio(_ z: Double) -> Double {
    if z > -30 { return StandardNormal.density(z) / StandardNormal.cumulative(z) }
    // Its asymptotic series; the next term is below 1e-9 of it there.
    let w = 1 / (z * z)
    return -z / (1 - w * (1 - w * (3 - w * (15 - w * 105))))
  }
}
