/// What an index of damage did over the life of one unit.
///
/// The index rises with damage. Times are in the unit of the data and count from when the unit was new.
public struct DegradationPath: Hashable, Sendable {
  /// When the index was read, rising.
  public let times: [Double]
  /// What it was then.
  public let values: [Double]
  /// Whether the unit failed at the last of the times; else it was still running.
  public let failed: Bool

  /// Creates a path.
  ///
  /// - Parameters:
  ///   - times: When the index was read, finite, ≥ 0 and rising.
  ///   - values: What it was then.
  ///   - failed: Whether the unit failed at the last of the times.
  /// - Throws: ``PrognosticsError`` naming what is out of order.
  public init(times: [Double], values: [Double], failed: Bool) throws(PrognosticsError) {
    try checkAtLeast(times.count, 1, "readings of a path")
    try checkCount(values.count, times.count, "values of a path")
    try checkFinite(values, "a value of a path")
    var before = -1.0
    for time in times {
      guard time > before, time >= 0, time < .infinity else {
        throw .outOfRange(
          name: "the time of a reading", value: time,
          requirement: "finite, at least 0 and after the one before it")
      }
      before = time
    }
    (self.times, self.values, self.failed) = (times, values, failed)
  }

  /// The mean of the last few values.
  func ending(_ count: Int) -> Double {
    let last = values.suffix(max(1, count))
    return last.reduce(0, +) / Double(last.count)
  }
}

/// At which value of the index units fail.
public struct FailureThreshold: Hashable, Sendable, Codable {
  /// The value, or the mean of the values at which units fail.
  public let value: Double
  /// How much that differs between units, as a standard deviation; 0 for a value that is given.
  public let deviation: Double

  /// A value that is known, such as a limit of vibration.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - deviation: How much it differs between units.
  /// - Throws: ``PrognosticsError`` where it is none.
  public init(_ value: Double, deviation: Double = 0) throws(PrognosticsError) {
    try checkFinite(value, "the threshold")
    try checkNotNegative(deviation, "the deviation of the threshold")
    (self.value, self.deviation) = (value, deviation)
  }

  /// Learns the value from the ends of units that failed.
  ///
  /// - Parameters:
  ///   - paths: Some units; those that were still running do not count.
  ///   - averaging: Over how many last values of each is averaged.
  /// - Throws: ``PrognosticsError`` where fewer than two have failed.
  public init(endsOf paths: [DegradationPath], averaging: Int = 3) throws(PrognosticsError) {
    let ends = paths.filter(\.failed).map { $0.ending(averaging) }
    try checkAtLeast(ends.count, 2, "units that failed")
    let mean = ends.reduce(0, +) / Double(ends.count)
    let square = ends.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    value = mean
    deviation = (square / Double(ends.count - 1)).squareRoot()
  }

  func check() throws(PrognosticsError) {
    try checkFinite(value, "the threshold")
    try checkNotNegative(deviation, "the deviation of the threshold")
  }
}
