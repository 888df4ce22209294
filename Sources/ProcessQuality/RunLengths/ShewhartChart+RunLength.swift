internal import SpecialFunctions

extension ShewhartChart {
  /// The mean number of points up to and including the signal.
  ///
  ///     1 / (Φ(-L - δ) + Φ(-L + δ))
  ///
  /// The points are independent and normal with standard deviation ``sigma``.
  ///
  /// - Parameter shift: δ, how far their mean lies from the center, in ``sigma``; finite.
  /// - Returns: The average run length.
  public func averageRunLength(shift: Double) -> Double {
    precondition(shift.isFinite, "a shift is a finite number")
    return 1
      / (StandardNormal.cumulative(-limit - shift) + StandardNormal.survival(limit - shift))
  }

  /// The limit with which an undisturbed process signals once in so many points.
  ///
  /// - Parameter averageRunLength: Finite and above 1.
  /// - Returns: L.
  /// - Throws: ``QualityInputError/outOfRange(name:value:requirement:)``.
  public static func limit(
    inControlRunLength averageRunLength: Double
  ) throws(QualityInputError) -> Double {
    guard averageRunLength > 1, averageRunLength < .infinity else {
      throw .outOfRange(
        name: "average run length", value: averageRunLength, requirement: "finite and above 1")
    }
    return -StandardNormal.quantile(0.5 / averageRunLength)
  }
}
