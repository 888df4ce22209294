/// A chart that signals when one plotted point lies too far from the center line.
///
///     |value - center| > limit · sigma
///
/// Source: D. C. Montgomery, *Introduction to Statistical Quality Control*, Wiley, ch. 5 and 6.
public struct ShewhartChart: Hashable, Sendable, BitwiseCopyable {
  /// The center line, in the unit of the plotted points.
  public let center: Double
  /// The standard deviation of a plotted point: σ/√n where the mean of n values is plotted.
  public let sigma: Double
  /// The distance of the control limits from the center line, in ``sigma``.
  public let limit: Double
  /// What the last point said.
  public private(set) var signal = ChartSignal.none

  /// Creates a chart without points.
  ///
  /// - Parameters:
  ///   - center: Finite.
  ///   - sigma: Finite and > 0.
  ///   - limit: Finite and > 0.
  /// - Throws: ``QualityInputError/outOfRange(name:value:requirement:)``.
  public init(center: Double, sigma: Double, limit: Double = 3) throws(QualityInputError) {
    try checkFinite(center, "center")
    try checkPositive(sigma, "sigma")
    try checkPositive(limit, "limit")
    (self.center, self.sigma, self.limit) = (center, sigma, limit)
  }

  /// Plots a point.
  ///
  /// - Parameter value: Finite.
  /// - Returns: Whether the chart signals; ``signal`` says on which side.
  @discardableResult
  public mutating func add(_ value: Double) -> Bool {
    precondition(value.isFinite, "a plotted point is a finite number")
    let z = (value - center) / sigma
    signal = z > limit ? .above : z < -limit ? .below : .none
    return signal != .none
  }

  /// Forgets all points.
  public mutating func restart() { signal = .none }
}
