/// An exponentially weighted moving average between limits (EWMA).
///
///     u = (1 - λ) u + λ z;   drift where |u| reaches c = L √(λ/(2 - λ))
///
/// Source: J. M. Lucas, M. S. Saccucci, "Exponentially weighted moving average control schemes: properties and
/// enhancements", *Technometrics* 32, 1990, 1–12.
public struct MovingAverage: DriftMonitor {
  /// What it is called in a report.
  public static let name = "EWMA"

  /// λ: the weight of the newest observation.
  public let weight: Double
  /// c, in standard deviations of an observation.
  public let threshold: Double

  private var average = 0.0
  private var since = SumsSince()

  /// Creates a chart.
  ///
  /// - Parameters:
  ///   - weight: λ, above 0 and at most 1.
  ///   - width: L, the limits in standard deviations of the average; > 0.
  /// - Throws: ``DriftSettingError`` naming the first setting out of range.
  public init(weight: Double = 0.1, width: Double) throws(DriftSettingError) {
    try DriftSettingError.check(weight, "weight", "> 0 and ≤ 1", weight > 0 && weight <= 1)
    try DriftSettingError.check(width, "width", "> 0", width > 0)
    self.weight = weight
    threshold = width * (weight / (2 - weight)).squareRoot()
  }

  /// Creates a chart with a wanted average run length.
  ///
  /// - Parameters:
  ///   - weight: λ, from 0.02 to 1.
  ///   - averageRunLength: The mean number of observations to a false alarm; from 10 to 1e9.
  /// - Throws: ``DriftSettingError`` naming the first setting out of range.
  public init(weight: Double = 0.1, averageRunLength: Double) throws(DriftSettingError) {
    try DriftSettingError.check(weight, "weight", "from 0.02 to 1", weight >= 0.02 && weight <= 1)
    try DriftSettingError.check(
      averageRunLength, "average run length", "from 10 to 1e9",
      averageRunLength >= 10 && averageRunLength <= 1e9)
    let width = RunLengthEquation.threshold(for: averageRunLength, from: 0.5, to: 7) {
      MovingAverage.averageRunLength(weight: weight, width: $0)
    }
    try self.init(weight: weight, width: width)
  }

  /// The mean number of observations to an alarm, from an average at 0.
  ///
  /// - Parameters:
  ///   - weight: λ.
  ///   - width: L.
  ///   - shift: The mean of the observations, in standard deviations.
  /// - Returns: The average run length, in observations.
  public static func averageRunLength(
    weight: Double, width: Double, shift: Double = 0
  ) -> Double {
    RunLengthEquation.movingAverage(
      weight: weight, limit: width * (weight / (2 - weight)).squareRoot(), mean: shift)
  }

  /// How far the average is from 0.
  public var statistic: Double { abs(average) }
  /// The observations since the average last changed its sign.
  public var change: ChangeEstimate? { since.change }

  /// Takes the next observation, in standard deviations from its mean.
  public mutating func observe(_ value: Double) -> DriftState {
    if value.isFinite {
      let before = average
      average = (1 - weight) * average + weight * value
      if (before < 0) != (average < 0) { since = SumsSince() }
      since.add(value)
    }
    return statistic >= threshold ? .drift : .steady
  }

  /// Sets the average to 0.
  public mutating func clear() {
    average = 0
    since = SumsSince()
  }
}
