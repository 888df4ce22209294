import SpecialFunctions

/// The mean of a steady-state series, its interval, and whether the batches are long enough.
///
/// The series is cut into b batches of m observations each; where m is long against the
/// correlation, batch means are almost independent and normal, and Student's interval holds for
/// them with b - 1 degrees of freedom. Where it is not, the interval is too narrow: look at
/// ``lagOneAutocorrelation`` and ``independenceProbability`` first. The method says nothing of a warm-up that
/// is still in the series.
///
/// Source: A. M. Law, *Simulation Modeling and Analysis*, 5th ed., McGraw-Hill, 2015, § 9.5.3.
public struct BatchMeans: Hashable, Sendable {
  /// How many observations make a batch.
  public let batchSize: Int
  /// The batch means, in the order of the series.
  public let means: [Double]
  /// How many observations at the end of the series fill no batch and are left out.
  public let leftOver: Int

  /// Cuts a series into a number of batches of equal length, as long as possible.
  ///
  /// - Parameters:
  ///   - series: The observations in the order of time, after the warm-up; at least one for each
  ///     batch.
  ///   - batchCount: How many batches, at least 2. Few long batches are safer than many short ones:
  ///     from 10 to 30 are usual.
  /// - Throws: ``StatisticsInputError`` where there are too few batches or observations, or one is
  ///   not finite.
  public init(_ series: [Double], batchCount: Int) throws(StatisticsInputError) {
    try checkAtLeast(2, batchCount, "number of batches")
    try checkObservations(series, "series", atLeast: batchCount)
    self.init(series, checkedBatchSize: series.count / batchCount, batchCount: batchCount)
  }

  /// Cuts a series into batches of a given length.
  ///
  /// - Parameters:
  ///   - series: The observations in the order of time, after the warm-up; enough for two batches.
  ///   - batchSize: How many observations make a batch, at least 1.
  /// - Throws: ``StatisticsInputError`` where there are too few observations, or one is not finite.
  public init(_ series: [Double], batchSize: Int) throws(StatisticsInputError) {
    try checkAtLeast(1, batchSize, "batch size")
    try checkObservations(series, "series", atLeast: 2 * batchSize)
    self.init(series, checkedBatchSize: batchSize, batchCount: series.count / batchSize)
  }

  private init(_ series: [Double], checkedBatchSize size: Int, batchCount: Int) {
    batchSize = size
    leftOver = series.count - size * batchCount
    means = (0..<batchCount).map { batch in
      Tally(series[batch * size..<(batch + 1) * size]).mean ?? 0
    }
  }

  init(means: [Double], batchSize: Int, leftOver: Int) {
    self.means = means
    self.batchSize = batchSize
    self.leftOver = leftOver
  }

  /// The mean of all batches.
  public var mean: Double { Tally(means).mean ?? 0 }

  /// Student's interval for the mean, from the batch means.
  ///
  /// - Parameter confidenceLevel: The chance that the interval covers the mean, between 0 and 1.
  /// - Returns: The interval.
  /// - Throws: ``StatisticsInputError`` where the level is not between 0 and 1.
  public func interval(
    confidenceLevel: Double = 0.95
  ) throws(StatisticsInputError) -> StudentInterval {
    try checkLevel(confidenceLevel)
    guard let interval = StudentInterval(Tally(means), confidenceLevel: confidenceLevel) else {
      throw .tooFewObservations(name: "batches", count: means.count, needed: 1)
    }
    return interval
  }

  /// What the run would have to be divided by, were its observations independent: the variance of
  /// the mean times the number of observations, estimated by m times the variance of the batch
  /// means.
  public var asymptoticVariance: Double { Double(batchSize) * (Tally(means).variance ?? 0) }

  // MARK: - Are the batches long enough?

  /// The autocorrelation of neighboring batch means, Σ (Yᵢ - Ȳ)(Yᵢ₊₁ - Ȳ) / Σ (Yᵢ - Ȳ)².
  ///
  /// For independent batches about -1/b; clearly above 0, batches are too short. `nil` where all
  /// batch means are equal.
  public var lagOneAutocorrelation: Double? {
    let (mean, squares) = centered
    guard squares > 0 else { return nil }
    return zip(means, means.dropFirst()).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) } / squares
  }

  /// Von Neumann's ratio Σ (Yᵢ₊₁ - Yᵢ)² / Σ (Yᵢ - Ȳ)²: about 2 for independent batches, less for
  /// positively correlated ones.
  ///
  /// `nil` where all batch means are equal.
  public var vonNeumannRatio: Double? {
    let squares = centered.squares
    guard squares > 0 else { return nil }
    return zip(means, means.dropFirst()).reduce(0) { sum, pair in
      sum + (pair.1 - pair.0) * (pair.1 - pair.0)
    } / squares
  }

  /// The chance that independent normal batches would look as much or more positively correlated.
  ///
  /// With C = 1 - (von Neumann's ratio)/2, which has mean 0 and variance (b - 2)/(b² - 1), it is
  /// 1 - Φ(C √((b² - 1)/(b - 2))); a small value, say below 0.1, says that the batches are too
  /// short. `nil` for fewer than 3 batches or where all batch means are equal.
  ///
  /// Source: J. von Neumann, "Distribution of the ratio of the mean square successive difference to
  /// the variance", Annals of Mathematical Statistics 12 (1941) 367–395; G. S. Fishman, "Grouping
  /// observations in digital simulation", Management Science 24 (1978) 510–521.
  public var independenceProbability: Double? {
    guard means.count > 2, let ratio = vonNeumannRatio else { return nil }
    let b = Double(means.count)
    return StandardNormal.survival((1 - ratio / 2) * ((b * b - 1) / (b - 2)).squareRoot())
  }

  private var centered: (mean: Double, squares: Double) {
    let mean = mean
    return (mean, means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) })
  }
}
