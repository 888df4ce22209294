/// A two-sided tabular CUSUM: two sums of deviations, each kept from falling below 0.
///
///     C⁺ ← max(0, C⁺ + z - k),   C⁻ ← max(0, C⁻ - z - k),   z = (value - center) / sigma
///
/// It signals when either sum is above h. With a head start both sums begin there, which finds a
/// process sooner that is off center from the start.
///
/// Sources: D. C. Montgomery, *Introduction to Statistical Quality Control*, Wiley, ch. 9; head
/// start: J. M. Lucas, R. B. Crosier, "Fast Initial Response for CUSUM Quality-Control Schemes",
/// *Technometrics* 24 (3), 1982, 199–205.
public struct CusumChart: Hashable, Sendable, BitwiseCopyable {
  /// The mean of the undisturbed process, in the unit of the plotted points.
  public let center: Double
  /// The standard deviation of a plotted point.
  public let sigma: Double
  /// k: half of the shift that is to be found quickly, in ``sigma``.
  public let reference: Double
  /// h: a sum above it is a signal, in ``sigma``.
  public let decisionInterval: Double
  /// Where both sums begin, in ``sigma``.
  public let headStart: Double
  /// C⁺, the evidence that the mean has risen.
  public private(set) var upperSum: Double
  /// C⁻, the evidence that the mean has fallen.
  public private(set) var lowerSum: Double
  /// What the last point said.
  public private(set) var signal = ChartSignal.none

  /// Creates a chart without points.
  ///
  /// - Parameters:
  ///   - center: Finite.
  ///   - sigma: Finite and > 0.
  ///   - reference: k, finite and at least 0.
  ///   - decisionInterval: h, finite and > 0.
  ///   - headStart: From 0 to h.
  /// - Throws: ``QualityInputError/outOfRange(name:value:requirement:)``.
  public init(
    center: Double, sigma: Double, reference: Double = 0.5, decisionInterval: Double,
    headStart: Double = 0
  ) throws(QualityInputError) {
    try checkFinite(center, "center")
    try checkPositive(sigma, "sigma")
    try checkNotNegative(reference, "reference")
    try checkPositive(decisionInterval, "decision interval")
    guard headStart >= 0, headStart <= decisionInterval else {
      throw .outOfRange(
        name: "head start", value: headStart, requirement: "from 0 to the decision interval")
    }
    (self.center, self.sigma) = (center, sigma)
    (self.reference, self.decisionInterval) = (reference, decisionInterval)
    self.headStart = headStart
    (upperSum, lowerSum) = (headStart, headStart)
  }

  /// Plots a point.
  ///
  /// The sums go on after a signal; ``restart()`` begins anew. Where both are above h, which needs
  /// points after a signal, the larger one counts.
  ///
  /// - Parameter value: Finite.
  /// - Returns: Whether the chart signals; ``signal`` says on which side.
  @discardableResult
  public mutating func add(_ value: Double) -> Bool {
    precondition(value.isFinite, "a plotted point is a finite number")
    let z = (value - center) / sigma
    upperSum = max(0, upperSum + z - reference)
    lowerSum = max(0, lowerSum - z - reference)
    if upperSum > decisionInterval, upperSum >= lowerSum {
      signal = .above
    } else {
      signal = lowerSum > decisionInterval ? .below : .none
    }
    return signal != .none
  }

  /// Forgets all points.
  public mutating func restart() {
    (upperSum, lowerSum) = (headStart, headStart)
    signal = .none
  }
}
