import SpecialFunctions

/// A window that drops its older part when the means of both parts differ by more than chance allows (ADWIN).
///
///     ε = √(2/m σ² ln(2/δ')) + 2/(3 m) ln(2/δ'),   1/m = 1/n₀ + 1/n₁,   δ' = δ / ln n
///
/// σ² is the variance of the window. Observations are kept as sums of 1, 2, 4, … of them, at most five of a size and one more, so
/// memory and time grow with the logarithm of the window.
///
/// Source: A. Bifet, R. Gavaldà, "Learning from time-changing data with adaptive windowing", SIAM International Conference on
/// Data Mining, 2007, section 3. The bound is meant for observations from 0 to 1; for others it is a convention.
public struct AdaptiveWindow: DriftMonitor {
  /// What it is called in a report.
  public static let name = "ADWIN"

  /// δ: the chance of a false alarm at a comparison.
  public let delta: Double
  /// How many observations pass from one comparison to the next.
  public let step: Int
  /// The largest difference at the last comparison, divided by ε.
  public private(set) var statistic = 0.0
  /// 1: the statistic is a ratio.
  public let threshold = 1.0
  /// What was dropped at the last alarm.
  public private(set) var change: ChangeEstimate?
  /// How many observations the window holds.
  public private(set) var count = 0

  private var total = 0.0
  private var squares = 0.0
  /// Sums of 2^level observations each, `most + 1` places a level, the oldest first.
  private var sums: [Double]
  private var squareSums: [Double]
  private var used: [Int]
  private var untilNext: Int

  private static let levels = 48
  private static let most = 5
  /// Neither part may hold fewer.
  private static let least = 5

  /// Creates a window.
  ///
  /// - Parameters:
  ///   - delta: δ, above 0 and below 1.
  ///   - step: How many observations pass from one comparison to the next, ≥ 1.
  /// - Throws: ``DriftSettingError`` naming the first setting out of range.
  public init(delta: Double = 0.002, step: Int = 32) throws(DriftSettingError) {
    try DriftSettingError.check(delta, "delta", "> 0 and < 1", delta > 0 && delta < 1)
    try DriftSettingError.check(step, "step", atLeast: 1)
    self.delta = delta
    self.step = step
    untilNext = step
    let places = AdaptiveWindow.levels * (AdaptiveWindow.most + 1)
    sums = [Double](repeating: 0, count: places)
    squareSums = sums
    used = [Int](repeating: 0, count: AdaptiveWindow.levels)
  }

  /// Creates a window with a least average run length: δ is the step divided by it.
  ///
  /// - Parameters:
  ///   - averageRunLength: The least mean number of observations to a false alarm, more than the step.
  ///   - step: How many observations pass from one comparison to the next, ≥ 1.
  /// - Throws: ``DriftSettingError`` naming the first setting out of range.
  public init(averageRunLength: Double, step: Int = 32) throws(DriftSettingError) {
    try DriftSettingError.check(
      averageRunLength, "average run length", "above the step", averageRunLength > Double(step))
    try self.init(delta: Double(step) / averageRunLength, step: step)
  }

  /// Takes the next observation.
  public mutating func observe(_ value: Double) -> DriftState {
    guard value.isFinite else { return statistic >= threshold ? .drift : .steady }
    insert(value)
    untilNext -= 1
    guard untilNext == 0 else { return .steady }
    untilNext = step
    statistic = 0
    return cut() ? .drift : .steady
  }

  private mutating func insert(_ value: Double) {
    count += 1
    total += value
    squares += value * value
    var (sum, square, level) = (value, value * value, 0)
    while true {
      let start = level * (AdaptiveWindow.most + 1)
      sums[start + used[level]] = sum
      squareSums[start + used[level]] = square
      used[level] += 1
      guard used[level] > AdaptiveWindow.most, level + 1 < AdaptiveWindow.levels else { return }
      sum = sums[start] + sums[start + 1]
      square = squareSums[start] + squareSums[start + 1]
      shift(level, by: 2)
      level += 1
    }
  }

  private mutating func shift(_ level: Int, by gone: Int) {
    let start = level * (AdaptiveWindow.most + 1)
    for place in start..<(start + used[level] - gone) {
      sums[place] = sums[place + gone]
      squareSums[place] = squareSums[place + gone]
    }
    used[level] -= gone
  }

  /// Drops the older part as long as it differs; says whether it did.
  private mutating func cut() -> Bool {
    var isCut = false
    while let older = difference() {
      isCut = true
      let mean = older.sum / Double(older.count)
      let now = (total - older.sum) / Double(count - older.count)
      change = ChangeEstimate(count: count - older.count, shift: now - mean, spreadRatio: nil)
      drop(older.count)
    }
    return isCut
  }

  /// The older part at the first split where the means differ; `nil` where they do nowhere.
  private mutating func difference() -> (count: Int, sum: Double)? {
    guard count >= 2 * AdaptiveWindow.least else { return nil }
    let all = Double(count)
    let mean = total / all
    let variance = max(0, squares / all - mean * mean)
    let log = Reproducible.log(2 * max(1, Reproducible.log(all)) / delta)
    var (older, sum) = (0, 0.0)
    for level in stride(from: AdaptiveWindow.levels - 1, through: 0, by: -1) {
      for place in 0..<used[level] {
        older += 1 << level
        sum += sums[level * (AdaptiveWindow.most + 1) + place]
        let newer = count - older
        guard older >= AdaptiveWindow.least, newer >= AdaptiveWindow.least else { continue }
        let inverse = 1 / Double(older) + 1 / Double(newer)
        let bound = (2 * inverse * variance * log).squareRoot() + 2.0 / 3 * inverse * log
        let distance = abs(sum / Double(older) - (total - sum) / Double(newer))
        statistic = max(statistic, distance / bound)
        if distance >= bound { return (older, sum) }
      }
    }
    return nil
  }

  private mutating func drop(_ gone: Int) {
    var left = gone
    for level in stride(from: AdaptiveWindow.levels - 1, through: 0, by: -1) {
      while left > 0, used[level] > 0 {
        let place = level * (AdaptiveWindow.most + 1)
        total -= sums[place]
        squares -= squareSums[place]
        count -= 1 << level
        left -= 1 << level
        shift(level, by: 1)
      }
    }
  }

  /// Forgets the last alarm; the window stays as it is.
  public mutating func clear() {
    statistic = 0
    change = nil
  }
}
