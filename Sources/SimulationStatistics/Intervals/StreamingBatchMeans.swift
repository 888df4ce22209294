/// Batch means of a series of unknown length, kept without keeping the series.
///
/// Holds between b and 2b - 1 full batches. When the 2b-th is full, neighbors are joined: half as
/// many batches, twice as long. So batches grow with the run while memory does not. An
/// observation costs two additions and allocates nothing.
///
/// Source: G. S. Fishman, L. S. Yarberry, "An implementation of the batch means method", INFORMS
/// Journal on Computing 9 (1997) 296–310, for batches that double.
public struct StreamingBatchMeans: Hashable, Sendable {
  /// The least number of batches, once there have been so many observations.
  public let minimumBatchCount: Int
  /// How many observations make a batch now.
  public private(set) var batchSize: Int = 1
  private var sums: [Double]
  private var full: Int = 0
  private var partialSum: Double = 0
  private var partialCount: Int = 0

  /// Creates an empty series.
  ///
  /// - Parameter minimumBatchCount: The least number of batches b, at least 2.
  /// - Throws: ``StatisticsInputError`` where it is below 2.
  public init(minimumBatchCount: Int = 20) throws(StatisticsInputError) {
    try checkAtLeast(2, minimumBatchCount, "least number of batches")
    self.minimumBatchCount = minimumBatchCount
    sums = Array(repeating: 0, count: 2 * minimumBatchCount)
  }

  /// How many observations there are.
  public var count: Int { full * batchSize + partialCount }

  /// Adds the next observation of the series.
  public mutating func add(_ observation: Double) {
    partialSum += observation
    partialCount += 1
    if partialCount == batchSize { closeBatch() }
  }

  /// The batches filled so far; `nil` where there are fewer than two.
  public var batchMeans: BatchMeans? {
    full < 2
      ? nil
      : BatchMeans(
        means: sums[..<full].map { $0 / Double(batchSize) }, batchSize: batchSize,
        leftOver: partialCount)
  }

  private mutating func closeBatch() {
    sums[full] = partialSum
    full += 1
    partialSum = 0
    partialCount = 0
    guard full == sums.count else { return }
    full /= 2
    for batch in 0..<full { sums[batch] = sums[2 * batch] + sums[2 * batch + 1] }
    batchSize *= 2
  }
}
