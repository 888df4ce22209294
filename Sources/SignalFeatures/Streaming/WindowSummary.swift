/// What is known of some readings together: count, mean, spread, course over time, extremes.
///
/// Sums of squares are those of distances from the mean, so that nothing cancels where the mean is
/// large and the spread small. Readings are added one by one (Welford), and summaries of two runs of
/// readings are put together (Chan):
///
///     d = mean_b - mean_a
///     M2 = M2_a + M2_b + d² n_a n_b/(n_a + n_b)
///
/// Source: T. F. Chan, G. H. Golub, R. J. LeVeque, "Algorithms for computing the sample variance:
/// analysis and recommendations", *The American Statistician* 37 (3), 1983, 242–247, for both formulas.
public struct WindowSummary: Hashable, Sendable, BitwiseCopyable {
  /// How many readings.
  public private(set) var count = 0
  /// Their mean, in the unit of the readings; NaN of none.
  public private(set) var mean = Double.nan
  /// The least of them, in the same unit; ∞ of none.
  public private(set) var least = Double.infinity
  /// The greatest of them, in the same unit; -∞ of none.
  public private(set) var greatest = -Double.infinity
  private var squares = 0.0
  private var meanTime = 0.0
  private var timeSquares = 0.0
  private var products = 0.0

  /// Creates the summary of no readings.
  public init() {}

  /// The standard deviation (divisor n - 1), in the unit of the readings; NaN of fewer than two.
  public var deviation: Double {
    count < 2 ? .nan : (squares / Double(count - 1)).squareRoot()
  }

  /// The slope of the straight line of least squares over time, in the unit of the readings per
  /// second; NaN where all are of one time.
  public var slope: Double {
    timeSquares > 0 ? products / timeSquares : .nan
  }

  /// Adds a reading.
  ///
  /// - Parameters:
  ///   - value: The reading, finite.
  ///   - time: When it was taken, in seconds.
  @inlinable @inline(__always)
  public mutating func add(_ value: Double, at time: Double) {
    add(value, at: time, share: 1 / Double(count + 1))
  }

  @usableFromInline
  mutating func add(_ value: Double, at time: Double, share: Double) {
    guard count > 0 else {
      (count, mean, meanTime) = (1, value, time)
      (least, greatest) = (value, value)
      return
    }
    count += 1
    let (away, later) = (value - mean, time - meanTime)
    mean += away * share
    meanTime += later * share
    squares += away * (value - mean)
    timeSquares += later * (time - meanTime)
    products += away * (time - meanTime)
    if value < least { least = value }
    if value > greatest { greatest = value }
  }

  /// The summary of these and other readings together.
  ///
  /// - Parameter other: The summary of the others.
  /// - Returns: The summary of all.
  public func joined(with other: WindowSummary) -> WindowSummary {
    if count == 0 { return other }
    if other.count == 0 { return self }
    var all = self
    all.count += other.count
    let share = Double(other.count) / Double(all.count)
    let weight = Double(count) * share
    let (away, later) = (other.mean - mean, other.meanTime - meanTime)
    all.mean += away * share
    all.meanTime += later * share
    all.squares += other.squares + away * away * weight
    all.timeSquares += other.timeSquares + later * later * weight
    all.products += other.products + away * later * weight
    all.least = Swift.min(least, other.least)
    all.greatest = Swift.max(greatest, other.greatest)
    return all
  }
}
