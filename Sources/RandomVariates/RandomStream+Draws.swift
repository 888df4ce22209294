public import EventKernel

/// Draws by name, where a distribution is known when the program is written.
extension RandomStream {
  /// An exponential number.
  ///
  /// - Parameter mean: The mean, above 0, in the unit of the quantity that is drawn.
  /// - Returns: A number above 0.
  @inlinable @inline(__always)
  public mutating func exponential(mean: Double) -> Double {
    mean * Ziggurat.exponential(using: &self)
  }

  /// A normal number.
  ///
  /// - Parameters:
  ///   - mean: The mean, in the unit of the quantity that is drawn.
  ///   - standardDeviation: The standard deviation, above 0, in the same unit.
  /// - Returns: Any number.
  @inlinable @inline(__always)
  public mutating func normal(mean: Double, standardDeviation: Double) -> Double {
    mean + standardDeviation * Ziggurat.normal(using: &self)
  }

  /// An inverse Gaussian number.
  ///
  /// - Parameters:
  ///   - mean: The mean, above 0.
  ///   - shape: The shape, above 0: the variance is mean³/shape.
  /// - Returns: A number above 0.
  public mutating func inverseGaussian(mean: Double, shape: Double) -> Double {
    inverseGaussianDraw(mean: mean, shape: shape, using: &self)
  }

  /// A beta number and its complement, each with all its digits.
  ///
  /// - Parameters:
  ///   - first: The first parameter, at least 0; at 0 the share is 0.
  ///   - second: The second parameter, at least 0; at 0 the share is 1.
  /// - Returns: The share, and 1 minus it.
  public mutating func beta(_ first: Double, _ second: Double) -> (share: Double, rest: Double) {
    // For so small parameters all lies at the ends, in the ratio of the parameters.
    guard max(first, second) > 1e-100 else {
      return uniform() * (first + second) < first ? (1, 0) : (0, 1)
    }
    return betaShares(first, second, using: &self)
  }
}
