/// The test of Page and Hinkley on both sides, of a mean that it learns itself.
///
///     m_t = Σ (x_i - x̄_i - δ);   drift where m_t - min m reaches h, or the same downwards
///
/// x̄_i is the mean of all observations up to i. With a known mean it would be ``CumulativeSum`` with k = δ, whose theory gives the
/// threshold in standard deviations.
///
/// Source: E. S. Page, "Continuous inspection schemes", *Biometrika* 41, 1954, 100–115; D. V. Hinkley, "Inference about the
/// change-point from cumulative sum tests", *Biometrika* 58, 1971, 509–523.
public struct PageHinkley: DriftMonitor {
  /// What it is called in a report.
  public static let name = "Page-Hinkley"

  /// δ: what the mean may move without being called drift, in the unit of the observations.
  public let allowance: Double
  /// h, in the unit of the observations.
  public let threshold: Double
  /// How many observations are taken before the first may alarm.
  public let least: Int

  private var sums: CumulativeSum
  private var mean = 0.0
  private var count = 0

  /// Creates a test.
  ///
  /// - Parameters:
  ///   - allowance: δ, ≥ 0.
  ///   - threshold: h, > 0.
  ///   - least: How many observations are taken before the first may alarm; ≥ 1.
  /// - Throws: ``DriftSettingError`` naming the first setting out of range.
  public init(
    allowance: Double = 0.25, threshold: Double, least: Int = 30
  ) throws(DriftSettingError) {
    try DriftSettingError.check(least, "least", atLeast: 1)
    sums = try CumulativeSum(allowance: allowance, threshold: threshold)
    self.allowance = allowance
    self.threshold = threshold
    self.least = least
  }

  /// Creates a test of observations of standard deviation 1 with a wanted average run length.
  ///
  /// - Parameters:
  ///   - allowance: δ, > 0.05.
  ///   - averageRunLength: The mean number of observations to a false alarm, once the mean is learned; from 10 to 1e9.
  /// - Throws: ``DriftSettingError`` naming the first setting out of range.
  public init(allowance: Double = 0.25, averageRunLength: Double) throws(DriftSettingError) {
    let chart = try CumulativeSum(allowance: allowance, averageRunLength: averageRunLength)
    try self.init(allowance: allowance, threshold: chart.threshold)
  }

  /// The larger distance from the least or largest sum.
  public var statistic: Double { sums.statistic }
  /// The observations since the sum was at its least or largest.
  public var change: ChangeEstimate? { sums.change }

  /// Takes the next observation.
  public mutating func observe(_ value: Double) -> DriftState {
    if value.isFinite {
      count += 1
      mean += (value - mean) / Double(count)
      _ = sums.observe(value - mean)
    }
    guard count >= least else { return .learning }
    return statistic >= threshold ? .drift : .steady
  }

  /// Forgets the evidence, and keeps the mean.
  public mutating func clear() { sums.clear() }
}
