/// The distance of Kolmogorov and Smirnov between a reference part and a window of the latest observations.
///
///     D = max |F_window(x) - F_reference(x)|
///
/// It finds changes of any kind, late. Only ranks count, so its threshold holds for observations of any continuous
/// distribution.
public struct KolmogorovSmirnovWindow: DriftMonitor {
  /// What it is called in a report.
  public static let name = "Kolmogorov-Smirnov"

  /// The distance that is drift, from 0 to 1.
  public private(set) var threshold: Double
  /// How many observations pass from one comparison to the next.
  public let step: Int
  /// The distance at the last comparison.
  public private(set) var statistic = 0.0

  private var window: RankedWindow
  private var untilNext = 0

  /// Creates a monitor.
  ///
  /// - Parameters:
  ///   - reference: How many observations are the reference part, ≥ 20.
  ///   - window: How many the window holds, ≥ 10.
  ///   - step: How many observations pass from one comparison to the next, ≥ 1.
  ///   - threshold: The distance that is drift, above 0.
  /// - Throws: ``DriftSettingError`` naming the first setting out of range.
  public init(
    reference: Int = 500, window: Int = 100, step: Int = 20, threshold: Double
  ) throws(DriftSettingError) {
    try DriftSettingError.check(reference, "reference", atLeast: 20)
    try DriftSettingError.check(window, "window", atLeast: 10)
    try DriftSettingError.check(step, "step", atLeast: 1)
    try DriftSettingError.check(threshold, "threshold", "> 0", threshold > 0)
    self.window = RankedWindow(reference: reference, window: window, bounds: nil)
    self.step = step
    self.threshold = threshold
  }

  /// Creates a monitor with a wanted average run length, from 500 streams of its own.
  ///
  /// - Parameters:
  ///   - reference: How many observations are the reference part, ≥ 20.
  ///   - window: How many the window holds, ≥ 10.
  ///   - step: How many observations pass from one comparison to the next, ≥ 1.
  ///   - averageRunLength: The mean number of observations to a false alarm; from 1,000 to 100,000.
  ///   - seed: Of the streams.
  /// - Throws: ``DriftSettingError`` naming the first setting out of range.
  public init(
    reference: Int = 500, window: Int = 100, step: Int = 20, averageRunLength: Double,
    seed: UInt64 = 1
  ) throws(DriftSettingError) {
    try DriftSettingError.check(
      averageRunLength, "average run length", "from 1000 to 100000",
      averageRunLength >= 1_000 && averageRunLength <= 100_000)
    try self.init(reference: reference, window: window, step: step, threshold: 2)
    threshold = SimulatedThreshold.find(
      for: self, learning: reference + window, averageRunLength: averageRunLength, seed: seed)
  }

  /// How the window differs from the reference.
  public var change: ChangeEstimate? { window.change }

  /// Takes the next observation.
  public mutating func observe(_ value: Double) -> DriftState {
    if value.isFinite {
      window.take(value)
      if window.isFull {
        if untilNext == 0 {
          statistic = distance()
          untilNext = step
        }
        untilNext -= 1
      }
    }
    guard window.isFull else { return .learning }
    return statistic >= threshold ? .drift : .steady
  }

  private func distance() -> Double {
    let share = 1 / Double(window.windowCount)
    let rise = 1 / Double(window.referenceCount)
    var (most, below) = (0.0, 0)
    for cell in window.counts.indices {
      // On both sides of the reference's value at the cell's upper end.
      below += window.counts[cell]
      let now = Double(below) * share
      most = max(most, abs(now - Double(cell) * rise))
      if cell < window.referenceCount { most = max(most, abs(now - Double(cell + 1) * rise)) }
    }
    return most
  }

  /// Empties the window, and keeps the reference.
  public mutating func clear() {
    window.clear()
    statistic = 0
    untilNext = 0
  }
}
