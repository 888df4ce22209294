internal import SpecialFunctions

/// A characteristic that drifts with tool wear until the tool is reset.
///
/// Part j = 0, 1, …, N - 1 after a reset is Normal(m₀ + drift · j, σ²); it is good within the
/// limits. Each part costs its material, each defective some more, each reset a fixed amount. What
/// counts is the cost per good part: the expected cost of a cycle over its expected good parts.
///
/// Source: the problem is that of Z. Drezner, G. O. Wesolowsky, "Optimal Control of a Linear Trend
/// Process with Quadratic Loss", *IIE Transactions* 21 (1), 1989, 66–72, with limits in the place
/// of the quadratic loss.
public struct ToolWearCycle: Hashable, Sendable {
  /// Between which values a part is good.
  public let limits: SpecificationLimits
  /// How far the mean moves from part to part, in the unit of the limits.
  public let drift: Double
  /// σ, in the same unit.
  public let standardDeviation: Double
  /// What the material of a part costs.
  public let materialCost: Double
  /// What a defective part costs beyond its material.
  public let defectCost: Double
  /// What a reset costs.
  public let resetCost: Double

  /// Describes a process.
  ///
  /// - Parameters:
  ///   - limits: Between which values a part is good.
  ///   - drift: Finite.
  ///   - standardDeviation: Finite and > 0.
  ///   - materialCost: Finite and at least 0.
  ///   - defectCost: Finite and at least 0.
  ///   - resetCost: Finite and at least 0.
  /// - Throws: ``QualityInputError/outOfRange(name:value:requirement:)``.
  public init(
    limits: SpecificationLimits, drift: Double, standardDeviation: Double, materialCost: Double,
    defectCost: Double, resetCost: Double
  ) throws(QualityInputError) {
    try checkFinite(drift, "drift")
    try checkPositive(standardDeviation, "standard deviation")
    try checkNotNegative(materialCost, "material cost")
    try checkNotNegative(defectCost, "defect cost")
    try checkNotNegative(resetCost, "reset cost")
    (self.limits, self.drift) = (limits, drift)
    self.standardDeviation = standardDeviation
    (self.materialCost, self.defectCost) = (materialCost, defectCost)
    self.resetCost = resetCost
  }

  /// The expected part of good parts in a cycle.
  ///
  /// - Parameters:
  ///   - start: m₀, the mean of the first part; finite.
  ///   - parts: N, at least 1.
  /// - Returns: From 0 to 1.
  public func yield(start: Double, parts: Int) -> Double {
    goodParts(start: start, parts: parts) / Double(parts)
  }

  /// The expected cost of a cycle over its expected good parts.
  ///
  /// - Parameters:
  ///   - start: m₀, the mean of the first part; finite.
  ///   - parts: N, at least 1.
  /// - Returns: In the unit of the costs; infinite where no part is good.
  public func costPerGoodPart(start: Double, parts: Int) -> Double {
    cost(parts: parts, good: goodParts(start: start, parts: parts))
  }

  // MARK: - Inside

  /// The chance that a part with this mean is good.
  func goodProbability(mean: Double) -> Double {
    let low = (limits.lower - mean) / standardDeviation
    let high = (limits.upper - mean) / standardDeviation
    // From the side on which both tails are small.
    return low > 0
      ? StandardNormal.survival(low) - StandardNormal.survival(high)
      : StandardNormal.cumulative(high) - StandardNormal.cumulative(low)
  }

  func goodParts(start: Double, parts: Int) -> Double {
    precondition(start.isFinite && parts >= 1, "a cycle has a finite start and at least 1 part")
    var sum = 0.0
    for part in 0..<parts { sum += goodProbability(mean: start + drift * Double(part)) }
    return sum
  }

  func cost(parts: Int, good: Double) -> Double {
    (Double(parts) * (materialCost + defectCost) + resetCost) / good - defectCost
  }
}
