/// Counts of observations in equal bins, and of those below and above.
///
/// Bin i of n holds lower + i/n (upper - lower) ≤ x < lower + (i + 1)/n (upper - lower). Merging in any order gives the same counts
/// exactly. An observation costs a multiplication and four comparisons, and allocates
/// nothing.
public struct Histogram: Hashable, Sendable {
  /// The lower end of the first bin.
  public let lower: Double
  /// The upper end of the last bin.
  public let upper: Double
  /// How many observations each bin holds.
  public private(set) var counts: [Int]
  /// How many observations lie below the first bin.
  public private(set) var underflow: Int = 0
  /// How many observations lie at the upper end of the last bin or above.
  public private(set) var overflow: Int = 0
  private let binsPerUnit: Double
  private let edges: [Double]

  /// Creates an empty histogram.
  ///
  /// - Parameters:
  ///   - range: From the lower end of the first bin to the upper end of the last.
  ///   - binCount: How many bins, at least 1.
  /// - Throws: ``StatisticsInputError`` where the range is empty or not finite, or there is no bin.
  public init(
    over range: ClosedRange<Double>, binCount: Int
  ) throws(StatisticsInputError) {
    try checkAtLeast(1, binCount, "number of bins")
    try checkPositive(range.upperBound - range.lowerBound, "width of the range")
    lower = range.lowerBound
    upper = range.upperBound
    counts = Array(repeating: 0, count: binCount)
    let width = range.upperBound - range.lowerBound
    binsPerUnit = Double(binCount) / width
    // Each edge from the range itself: 3 tenths, where 3 times a tenth is a little more.
    edges =
      (0..<binCount).map { range.lowerBound + width * Double($0) / Double(binCount) }
      + [range.upperBound]
  }

  /// How many observations there are, those outside the bins included.
  public var count: Int { counts.reduce(underflow + overflow, +) }

  /// The width of a bin.
  public var binWidth: Double { (upper - lower) / Double(counts.count) }

  /// The lower end of a bin; that of the bin after the last is ``upper``.
  public func edge(_ bin: Int) -> Double { edges[bin] }

  /// Adds one observation.
  ///
  /// - Parameter observation: A number, not NaN.
  public mutating func add(_ observation: Double) {
    if observation < lower {
      underflow += 1
    } else if observation >= upper {
      overflow += 1
    } else {
      precondition(!observation.isNaN, "an observation is a number")
      counts[bin(of: observation)] += 1
    }
  }

  /// Adds the observations of another histogram with the same bins.
  public mutating func merge(_ other: Histogram) {
    precondition(
      other.lower == lower && other.upper == upper && other.counts.count == counts.count,
      "histograms with different bins do not merge")
    for bin in counts.indices { counts[bin] += other.counts[bin] }
    underflow += other.underflow
    overflow += other.overflow
  }

  private func bin(of observation: Double) -> Int {
    var bin = min(Int((observation - lower) * binsPerUnit), counts.count - 1)
    // The product may round across an edge; the edges decide.
    if observation < edges[bin] { bin -= 1 } else if observation >= edges[bin + 1] { bin += 1 }
    return bin
  }
}
