internal import SpecialFunctions

/// How well a normal characteristic keeps within its specification limits.
///
/// With the standard deviation within samples the indices are Cp, Cpk and Cpm; with the one over
/// all parts the same figures are called Pp, Ppk and Ppm.
///
/// Sources: D. C. Montgomery, *Introduction to Statistical Quality Control*, Wiley, ch. 8; Cpm: L.
/// K. Chan, S. W. Cheng, F. A. Spiring, "A New Measure of Process Capability: Cpm", *Journal of
/// Quality Technology* 20 (3), 1988, 162–175.
public struct ProcessCapability: Hashable, Sendable {
  /// Between which values a part is good.
  public let limits: SpecificationLimits
  /// The mean μ of the characteristic, in its own unit.
  public let mean: Double
  /// Its standard deviation σ, in the same unit.
  public let standardDeviation: Double
  /// The value that is wanted, T; the middle of two limits where nothing else is said.
  public let target: Double?

  /// Describes a process.
  ///
  /// - Parameters:
  ///   - limits: Between which values a part is good.
  ///   - mean: Finite.
  ///   - standardDeviation: Finite and > 0.
  ///   - target: Finite; `nil` for the middle of the limits.
  /// - Throws: ``QualityInputError/outOfRange(name:value:requirement:)``.
  public init(
    limits: SpecificationLimits, mean: Double, standardDeviation: Double, target: Double? = nil
  ) throws(QualityInputError) {
    try checkFinite(mean, "mean")
    try checkPositive(standardDeviation, "standard deviation")
    if let target { try checkFinite(target, "target") }
    (self.limits, self.mean, self.standardDeviation) = (limits, mean, standardDeviation)
    self.target = target ?? limits.middle
  }

  /// Cp = (USL - LSL) / 6σ; `nil` where a limit is missing.
  public var cp: Double? {
    limits.isTwoSided ? (limits.upper - limits.lower) / (6 * standardDeviation) : nil
  }

  /// Cpk = min(USL - μ, μ - LSL) / 3σ.
  public var cpk: Double {
    min(limits.upper - mean, mean - limits.lower) / (3 * standardDeviation)
  }

  /// Cpm = (USL - LSL) / 6√(σ² + (μ - T)²); `nil` where a limit is missing.
  public var cpm: Double? {
    guard limits.isTwoSided, let target else { return nil }
    let distance = mean - target
    let spread = standardDeviation * standardDeviation + distance * distance
    return (limits.upper - limits.lower) / (6 * spread.squareRoot())
  }

  /// The part of the output outside the limits, without cancellation.
  public var fractionNonconforming: Double {
    StandardNormal.cumulative((limits.lower - mean) / standardDeviation)
      + StandardNormal.survival((limits.upper - mean) / standardDeviation)
  }

  /// The part of the output within the limits.
  public var yield: Double { 1 - fractionNonconforming }

  /// The least part outside the limits that a move of the mean can reach: that of the middle.
  ///
  /// 0 where a limit is missing: the mean could be moved away from the other one without end.
  public var leastFractionNonconforming: Double {
    2 * StandardNormal.survival((limits.upper - limits.lower) / (2 * standardDeviation))
  }

  /// The greatest part within the limits that a move of the mean can reach.
  public var bestYield: Double { 1 - leastFractionNonconforming }
}
