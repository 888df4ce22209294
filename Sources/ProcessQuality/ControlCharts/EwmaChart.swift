#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A chart of the exponentially weighted moving average of the points.
///
///     Z ← (1 - λ) Z + λ z,   z = (value - center) / sigma,   Z = 0 at first
///
/// It signals when |Z| is above L √(λ/(2 - λ)), the asymptotic limit, or, with exact limits, above
/// L √(λ/(2 - λ) · (1 - (1 - λ)²ᵗ)) at the t-th point.
///
/// Sources: D. C. Montgomery, *Introduction to Statistical Quality Control*, Wiley, ch. 9; J. M.
/// Lucas, M. S. Saccucci, "Exponentially Weighted Moving Average Control Schemes: Properties and
/// Enhancements", *Technometrics* 32 (1), 1990, 1–12.
public struct EwmaChart: Hashable, Sendable, BitwiseCopyable {
  /// The mean of the undisturbed process, in the unit of the plotted points.
  public let center: Double
  /// The standard deviation of a plotted point.
  public let sigma: Double
  /// λ, the weight of the newest point.
  public let smoothing: Double
  /// L, the distance of the limits in standard deviations of the average.
  public private(set) var limit: Double
  /// Whether the limits widen over the first points as the average's standard deviation does.
  public let hasExactLimits: Bool
  /// Z, the average, in ``sigma`` from the center.
  public private(set) var average = 0.0
  /// (1 - λ)²ᵗ after t points.
  private var remainder = 1.0
  /// What the last point said.
  public private(set) var signal = ChartSignal.none

  /// Creates a chart without points.
  ///
  /// - Parameters:
  ///   - center: Finite.
  ///   - sigma: Finite and > 0.
  ///   - smoothing: λ, above 0 and at most 1.
  ///   - limit: L, finite and > 0.
  ///   - hasExactLimits: Whether the limits follow the number of points.
  /// - Throws: ``QualityInputError/outOfRange(name:value:requirement:)``.
  public init(
    center: Double, sigma: Double, smoothing: Double = 0.1, limit: Double = 2.7,
    hasExactLimits: Bool = false
  ) throws(QualityInputError) {
    try checkFinite(center, "center")
    try checkPositive(sigma, "sigma")
    guard smoothing > 0, smoothing <= 1 else {
      throw .outOfRange(
        name: "smoothing", value: smoothing, requirement: "above 0 and at most 1")
    }
    try checkPositive(limit, "limit")
    (self.center, self.sigma) = (center, sigma)
    (self.smoothing, self.limit) = (smoothing, limit)
    self.hasExactLimits = hasExactLimits
  }

  /// The asymptotic limit of |Z|.
  public var asymptoticLimit: Double { limit * (smoothing / (2 - smoothing)).squareRoot() }

  /// Plots a point.
  ///
  /// - Parameter value: Finite.
  /// - Returns: Whether the chart signals; ``signal`` says on which side.
  @discardableResult
  public mutating func add(_ value: Double) -> Bool {
    precondition(value.isFinite, "a plotted point is a finite number")
    average = (1 - smoothing) * average + smoothing * ((value - center) / sigma)
    var bound = asymptoticLimit
    if hasExactLimits {
      remainder *= (1 - smoothing) * (1 - smoothing)
      bound *= (1 - remainder).squareRoot()
    }
    signal = average > bound ? .above : average < -bound ? .below : .none
    return signal != .none
  }

  /// Forgets all points.
  public mutating func restart() {
    average = 0
    remainder = 1
    signal = .none
  }

  /// The same chart without points, with another limit.
  func with(limit: Double) -> EwmaChart {
    var chart = self
    chart.restart()
    chart.limit = limit
    return chart
  }

  /// The limit of |Z| at the t-th point, counted from 1.
  func bound(at point: Int) -> Double {
    guard hasExactLimits else { return asymptoticLimit }
    // 1 - (1 - λ)²ᵗ
    let part = smoothing == 1 ? 1 : -expm1(2 * Double(point) * log1p(-smoothing))
    return asymptoticLimit * part.squareRoot()
  }
}
