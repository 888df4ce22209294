import SpecialFunctions

/// The population stability index of a window of the latest observations against a reference part (PSI).
///
///     PSI = Σ (p_i - q_i) ln(p_i / q_i)
///
/// p are the shares of the window in cells between quantiles of the reference, q those of the reference; both with half an
/// observation more in each cell, so that an empty one is no infinity. 0.25 is the customary threshold; the index of
/// unchanged observations is about χ² (1/n + 1/m), so a threshold from its distribution says more.
///
/// Source: N. Siddiqi, *Credit Risk Scorecards*, Wiley, 2006, chapter 8; B. Yurdakul, J. Naranjo, "Statistical properties of the
/// population stability index", *Journal of Risk Model Validation* 14, 2020.
public struct StabilityIndexWindow: DriftMonitor {
  /// What it is called in a report.
  public static let name = "PSI"

  /// The index that is drift.
  public private(set) var threshold: Double
  /// How many observations pass from one comparison to the next.
  public let step: Int
  /// The index at the last comparison.
  public private(set) var statistic = 0.0

  private var window: RankedWindow
  private var untilNext = 0

  /// Creates a monitor.
  ///
  /// - Parameters:
  ///   - reference: How many observations are the reference part, at least 10 for each cell.
  ///   - window: How many the window holds, ≥ 20.
  ///   - cells: How many cells, ≥ 2.
  ///   - step: How many observations pass from one comparison to the next, ≥ 1.
  ///   - threshold: The index that is drift, > 0.
  /// - Throws: ``DriftSettingError`` naming the first setting out of range.
  public init(
    reference: Int = 500, window: Int = 200, cells: Int = 10, step: Int = 20,
    threshold: Double = 0.25
  ) throws(DriftSettingError) {
    try DriftSettingError.check(cells, "cells", atLeast: 2)
    try DriftSettingError.check(reference, "reference", atLeast: 10 * cells)
    try DriftSettingError.check(window, "window", atLeast: 20)
    try DriftSettingError.check(step, "step", atLeast: 1)
    try DriftSettingError.check(threshold, "threshold", "> 0", threshold > 0)
    self.window = RankedWindow(reference: reference, window: window, bounds: cells - 1)
    self.step = step
    self.threshold = threshold
  }

  /// Creates a monitor with a wanted average run length, from 500 streams of its own.
  ///
  /// - Parameters:
  ///   - reference: How many observations are the reference part, at least 10 for each cell.
  ///   - window: How many the window holds, ≥ 20.
  ///   - cells: How many cells, ≥ 2.
  ///   - step: How many observations pass from one comparison to the next, ≥ 1.
  ///   - averageRunLength: The mean number of observations to a false alarm; from 1,000 to 100,000.
  ///   - seed: Of the streams.
  /// - Throws: ``DriftSettingError`` naming the first setting out of range.
  public init(
    reference: Int = 500, window: Int = 200, cells: Int = 10, step: Int = 20,
    averageRunLength: Double, seed: UInt64 = 1
  ) throws(DriftSettingError) {
    try DriftSettingError.check(
      averageRunLength, "average run length", "from 1000 to 100000",
      averageRunLength >= 1_000 && averageRunLength <= 100_000)
    try self.init(reference: reference, window: window, cells: cells, step: step, threshold: 1e9)
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
          statistic = index()
          untilNext = step
        }
        untilNext -= 1
      }
    }
    guard window.isFull else { return .learning }
    return statistic >= threshold ? .drift : .steady
  }

  private func index() -> Double {
    let cells = window.counts.count
    var (sum, before) = (0.0, 0)
    for cell in 0..<cells {
      let end = (cell + 1) * window.referenceCount / cells
      let usual =
        (Double(end - before) + 0.5) / (Double(window.referenceCount) + 0.5 * Double(cells))
      let now =
        (Double(window.counts[cell]) + 0.5) / (Double(window.windowCount) + 0.5 * Double(cells))
      sum += (now - usual) * Reproducible.log(now / usual)
      before = end
    }
    return sum
  }

  /// Empties the window, and keeps the reference.
  public mutating func clear() {
    window.clear()
    statistic = 0
    untilNext = 0
  }
}
