/// A number that is made of a channel's readings since a life began.
///
/// `readings` says of how many, the last n; while fewer have come, of those. A number that cannot be
/// known yet is NaN: means before the first reading, deviations and slopes before the second, and
/// what compares with a baseline before that is complete.
public enum ReadingFeature: Hashable, Sendable {
  /// The last reading.
  case last
  /// The mean of the last n readings.
  case mean(readings: Int)
  /// Their standard deviation (divisor n - 1).
  case deviation(readings: Int)
  /// The slope of their least-squares line, in the unit of the readings per second.
  case slope(readings: Int)
  /// The least of them.
  case least(readings: Int)
  /// The greatest of them.
  case greatest(readings: Int)
  /// The mean that forgets by 1/e in a time constant, in seconds.
  case exponentialMean(timeConstant: Double)
  /// How far the mean of the last n readings is above that of the life's first m.
  case aboveBaseline(readings: Int, first: Int)
  /// The same in standard deviations of the first m readings.
  case baselineScore(readings: Int, first: Int)
  /// How far the mean of the last n readings is above that of the last m.
  case meanDifference(readings: Int, of: Int)
  /// By how much readings were above the mean of the life's first m, summed over all of them that were.
  case exceedance(first: Int)
  /// The mean of all readings of the life.
  case lifeMean
  /// The slope of the least-squares line of all readings of the life, in their unit per second.
  case lifeSlope
  /// The greatest reading of the life.
  case lifeGreatest
  /// How many readings had a value.
  case count
  /// How many were missing.
  case missing
  /// The time from the beginning of the life to the newest row of any channel, in seconds.
  case age
  /// The time from the channel's last value to the newest row of any channel, in seconds; NaN before
  /// the first.
  case silence

  /// The feature's name in headings of tables.
  public var name: String {
    switch self {
    case .last: "last"
    case .mean(let n): "mean_\(n)"
    case .deviation(let n): "deviation_\(n)"
    case .slope(let n): "slope_\(n)"
    case .least(let n): "least_\(n)"
    case .greatest(let n): "greatest_\(n)"
    case .exponentialMean(let timeConstant):
      timeConstant.rounded() == timeConstant && timeConstant < 1e15
        ? "exponential_mean_\(Int(timeConstant))" : "exponential_mean_\(timeConstant)"
    case .aboveBaseline(let n, let m): "above_baseline_\(n)_of_\(m)"
    case .baselineScore(let n, let m): "baseline_score_\(n)_of_\(m)"
    case .meanDifference(let n, let m): "mean_difference_\(n)_of_\(m)"
    case .exceedance(let m): "exceedance_\(m)"
    case .lifeMean: "life_mean"
    case .lifeSlope: "life_slope"
    case .lifeGreatest: "life_greatest"
    case .count: "count"
    case .missing: "missing"
    case .age: "age"
    case .silence: "silence"
    }
  }

  /// The window that the feature needs, in readings.
  var window: Int? {
    switch self {
    case .mean(let n), .deviation(let n), .slope(let n), .least(let n), .greatest(let n),
      .aboveBaseline(let n, _), .baselineScore(let n, _), .meanDifference(let n, _):
      n
    default: nil
    }
  }

  /// The longer window with which the first is compared, in readings.
  var secondWindow: Int? {
    if case .meanDifference(_, let m) = self { m } else { nil }
  }

  /// The baseline that the feature needs, in readings.
  var baseline: Int? {
    switch self {
    case .aboveBaseline(_, let m), .baselineScore(_, let m), .exceedance(let m): m
    default: nil
    }
  }

  func validate() throws(FeatureProblem) {
    if let window, !(1...10_000_000).contains(window) {
      throw FeatureProblem(
        "the feature \(name) is of \(window) readings; it must be of 1 to 10000000")
    }
    if let secondWindow, !(1...10_000_000).contains(secondWindow) {
      throw FeatureProblem(
        "the feature \(name) compares with \(secondWindow) readings; it must be with 1 to 10000000")
    }
    if let baseline, !(2...10_000_000).contains(baseline) {
      throw FeatureProblem(
        "the feature \(name) has a baseline of \(baseline) readings; it must be of 2 to 10000000")
    }
    if case .exponentialMean(let timeConstant) = self,
      !(timeConstant > 0 && timeConstant < .infinity)
    {
      throw FeatureProblem(
        "the time constant of an exponential mean is \(timeConstant) s; it must be finite and > 0")
    }
  }
}

/// The features of one channel: a sensor, or a feature of a sensor's snapshots.
public struct FeatureChannel: Hashable, Sendable {
  /// The channel's name, which begins the names of its features.
  public var name: String
  /// The features, in the order of the vector.
  public var features: [ReadingFeature]
  /// The least standard deviation of a baseline that is believed, in the unit of the readings: for a
  /// sensor of coarse resolution, a third of a step.
  public var leastDeviation: Double

  /// Creates the features of a channel.
  ///
  /// - Parameters:
  ///   - name: The channel's name.
  ///   - features: The features, in the order of the vector.
  ///   - leastDeviation: The least standard deviation of a baseline that is believed, in the unit of
  ///     the readings.
  public init(_ name: String, _ features: [ReadingFeature], leastDeviation: Double = 0) {
    self.name = name
    self.features = features
    self.leastDeviation = leastDeviation
  }
}
