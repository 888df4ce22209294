/// Between which values of a characteristic a part is good.
///
/// A side without limit is infinite.
public struct SpecificationLimits: Hashable, Sendable, BitwiseCopyable {
  /// The least good value; -∞ where there is no lower limit.
  public let lower: Double
  /// The greatest good value; ∞ where there is no upper limit.
  public let upper: Double

  /// Creates limits.
  ///
  /// - Parameters:
  ///   - lower: Below the upper limit.
  ///   - upper: At least one of the two is finite.
  /// - Throws: ``QualityInputError/outOfRange(name:value:requirement:)``.
  public init(
    lower: Double = -.infinity, upper: Double = .infinity
  ) throws(QualityInputError) {
    guard upper > -.infinity, !upper.isNaN else {
      throw .outOfRange(name: "upper limit", value: upper, requirement: "a number above -∞")
    }
    guard lower < upper, lower.isFinite || upper.isFinite else {
      throw .outOfRange(
        name: "lower limit", value: lower,
        requirement: "below the upper limit, one of them finite")
    }
    (self.lower, self.upper) = (lower, upper)
  }

  /// Whether both sides have a limit.
  public var isTwoSided: Bool { lower.isFinite && upper.isFinite }

  /// The middle between two limits; `nil` where one is missing.
  public var middle: Double? { isTwoSided ? lower + (upper - lower) / 2 : nil }

  /// Whether a part with this value is good.
  public func contains(_ value: Double) -> Bool { value >= lower && value <= upper }
}
