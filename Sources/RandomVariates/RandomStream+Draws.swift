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
}
