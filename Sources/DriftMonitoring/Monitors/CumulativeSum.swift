import SpecialFunctions

/// Page's cumulative sums on both sides (CUSUM).
///
///     C⁺ = max(0, C⁺ + z - k),   C⁻ = max(0, C⁻ - z - k);   drift where either reaches h
///
/// It is the fastest there is for a shift of 2 k standard deviations, and slow for others.
///
/// Source: D. C. Montgomery, *Introduction to Statistical Quality Control*, 6th ed., Wiley, 2009, section 9.1.
public struct CumulativeSum: DriftMonitor {
  /// What it is called in a report.
  public static let name = "CUSUM"

  /// k: half the shift that is to be found fastest, in standard deviations.
  public let allowance: Double
  /// h, in standard deviations.
  public let threshold: Double

  private var upper = 0.0
  private var lower = 0.0
  private var sinceUpper = SumsSince()
  private var sinceLower = SumsSince()

  /// Creates a chart.
  ///
  /// - Parameters:
  ///   - allowance: k, in standard deviations, ≥ 0.
  ///   - threshold: h, in standard deviations, > 0.
  /// - Throws: ``DriftSettingError`` naming the first setting out of range.
  public init(allowance: Double = 0.5, threshold: Double) throws(DriftSettingError) {
    try DriftSettingError.check(allowance, "allowance", "≥ 0", allowance >= 0)
    try DriftSettingError.check(threshold, "threshold", "> 0", threshold > 0)
    self.allowance = allowance
    self.threshold = threshold
  }

  /// Creates a chart with a wanted average run length.
  ///
  /// - Parameters:
  ///   - allowance: k, in standard deviations, > 0.05.
  ///   - averageRunLength: The mean number of observations to a false alarm, on both sides together; from 10 to 1e9.
  /// - Throws: ``DriftSettingError`` naming the first setting out of range.
  public init(allowance: Double = 0.5, averageRunLength: Double) throws(DriftSettingError) {
    try DriftSettingError.check(allowance, "allowance", "> 0.05", allowance > 0.05)
    try DriftSettingError.check(
      averageRunLength, "average run length", "from 10 to 1e9",
      averageRunLength >= 10 && averageRunLength <= 1e9)
    let threshold = RunLengthEquation.threshold(for: averageRunLength, from: 0.01, to: 50) {
      CumulativeSum.averageRunLength(allowance: allowance, threshold: $0)
    }
    try self.init(allowance: allowance, threshold: threshold)
  }

  /// The mean number of observations to an alarm, from both sums at 0.
  ///
  ///     1/L = 1/L⁺ + 1/L⁻
  ///
  /// - Parameters:
  ///   - allowance: k.
  ///   - threshold: h.
  ///   - shift: The mean of the observations, in standard deviations.
  /// - Returns: The average run length, in observations.
  public static func averageRunLength(
    allowance: Double, threshold: Double, shift: Double = 0
  ) -> Double {
    let upper = RunLengthEquation.oneSidedSum(
      allowance: allowance, threshold: threshold, mean: shift)
    guard shift != 0 else { return upper / 2 }
    let lower = RunLengthEquation.oneSidedSum(
      allowance: allowance, threshold: threshold, mean: -shift)
    // Where the far side never alarms its length is beyond what the equation can hold.
    return lower > 0 && lower.isFinite ? 1 / (1 / upper + 1 / lower) : upper
  }

  /// Siegmund's approximation of ``averageRunLength(allowance:threshold:shift:)``, for one side.
  ///
  ///     L = (exp(-2 Δ b) + 2 Δ b - 1) / (2 Δ²),   Δ = shift - k,   b = h + 1.166
  ///
  /// Source: D. Siegmund, *Sequential Analysis*, Springer, 1985, section 2.6.
  public static func siegmundRunLength(
    allowance: Double, threshold: Double, shift: Double = 0
  ) -> Double {
    let difference = shift - allowance
    let bound = threshold + 1.166
    guard abs(difference) > 1e-6 else { return bound * bound }
    let product = 2 * difference * bound
    return (Reproducible.exp(-product) + product - 1) / (2 * difference * difference)
  }

  /// The larger of both sums.
  public var statistic: Double { max(upper, lower) }

  /// The observations since the larger sum was last 0.
  public var change: ChangeEstimate? { upper >= lower ? sinceUpper.change : sinceLower.change }

  /// Takes the next observation, in standard deviations from its mean.
  public mutating func observe(_ value: Double) -> DriftState {
    if value.isFinite {
      CumulativeSum.add(value - allowance, value, to: &upper, &sinceUpper)
      CumulativeSum.add(-value - allowance, value, to: &lower, &sinceLower)
    }
    return statistic >= threshold ? .drift : .steady
  }

  private static func add(
    _ excess: Double, _ value: Double, to sum: inout Double, _ since: inout SumsSince
  ) {
    sum = max(0, sum + excess)
    if sum > 0 { since.add(value) } else { since = SumsSince() }
  }

  /// Sets both sums to 0.
  public mutating func clear() {
    (upper, lower) = (0, 0)
    (sinceUpper, sinceLower) = (SumsSince(), SumsSince())
  }
}
