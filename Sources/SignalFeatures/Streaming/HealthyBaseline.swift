/// What a unit's own readings were while it was new: mean and deviation of its first m readings.
///
/// Units differ from each other more than one changes in half its life, so its own beginning
/// tells more than a limit for all.
public struct HealthyBaseline: Hashable, Sendable, BitwiseCopyable {
  /// How many readings the baseline takes, m.
  public let readings: Int
  /// The least deviation that is believed, in the unit of the readings.
  ///
  /// A sensor of coarse resolution may show the same value m times.
  public let leastDeviation: Double
  private var summary = WindowSummary()

  /// Creates a baseline that is still to be taken.
  ///
  /// - Parameters:
  ///   - readings: m, ≥ 2.
  ///   - leastDeviation: The least deviation that is believed, in the unit of the readings, ≥ 0.
  public init(readings: Int, leastDeviation: Double = 0) {
    precondition(readings >= 2, "a deviation needs two readings")
    self.readings = readings
    self.leastDeviation = leastDeviation
  }

  /// Whether the first m readings have come.
  public var isComplete: Bool { summary.count == readings }

  /// The mean of the first m readings, in their unit; NaN until they have come.
  public var mean: Double { isComplete ? summary.mean : .nan }

  /// The deviation of the first m readings, in their unit; NaN until they have come.
  public var deviation: Double { isComplete ? max(summary.deviation, leastDeviation) : .nan }

  /// Forgets the baseline: another unit begins its life.
  public mutating func removeAll() {
    summary = WindowSummary()
  }

  /// Adds a reading, if m have not come yet.
  ///
  /// - Parameter reading: The reading, finite.
  public mutating func add(_ reading: Double) {
    if summary.count < readings { summary.add(reading, at: 0) }
  }

  /// How far a value is above the baseline's mean, in the unit of the readings; NaN until there is one.
  ///
  /// - Parameter value: A reading, or a mean of readings.
  /// - Returns: The difference.
  public func difference(_ value: Double) -> Double { value - mean }

  /// How many of the baseline's deviations a value is above its mean.
  ///
  /// - Parameter value: A reading, or a mean of readings.
  /// - Returns: The difference over the deviation; NaN until there is a baseline, and where neither
  ///   has any size; ±∞ where only the deviation is 0.
  public func score(_ value: Double) -> Double { (value - mean) / deviation }
}
