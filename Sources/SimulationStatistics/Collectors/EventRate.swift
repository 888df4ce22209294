import SpecialFunctions

/// Events and the time over which they were counted.
///
/// Merging in any order gives the same count exactly and the same time up to rounding.
public struct EventRate: Hashable, Sendable, BitwiseCopyable {
  /// How many events there were.
  public private(set) var count: Int
  /// The observed time, at least 0.
  public private(set) var time: Double

  /// Creates a count.
  ///
  /// - Parameters:
  ///   - count: How many events, at least 0.
  ///   - time: The observed time, finite and at least 0.
  public init(count: Int = 0, over time: Double = 0) {
    precondition(count >= 0, "events are counted from 0")
    precondition(time >= 0 && time < .infinity, "observed time is finite and at least 0")
    self.count = count
    self.time = time
  }

  /// Counts one event.
  public mutating func add() { count += 1 }

  /// Adds observed time.
  ///
  /// - Parameter duration: How long, finite and at least 0.
  public mutating func observe(_ duration: Double) {
    precondition(
      duration >= 0 && duration < .infinity, "observed time is finite and at least 0")
    time += duration
  }

  /// Adds the events and the time of another count.
  public mutating func merge(_ other: EventRate) {
    count += other.count
    time += other.time
  }

  /// Events per time; `nil` where no time was observed.
  public var rate: Double? { time > 0 ? Double(count) / time : nil }

  /// The exact interval for the rate of a Poisson process, the central one of Garwood.
  ///
  ///     lower = G⁻¹(α/2; n)/T,   upper = G⁻¹(1 - α/2; n + 1)/T
  ///
  /// where G⁻¹(·; a) is the quantile of a gamma variable of shape a and scale 1. It covers the rate
  /// with *at least* the level, each end failing with at most α/2. It needs that events come
  /// independently and at a constant rate; failures of a repaired machine that wears do not.
  ///
  /// Source: F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936)
  /// 437–442.
  ///
  /// - Parameter confidenceLevel: The chance that the interval covers the rate, between 0 and 1.
  /// - Returns: The ends, in events per time; without events the lower is 0. `nil` where no time
  ///   was observed.
  /// - Throws: ``StatisticsInputError`` where the level is not between 0 and 1.
  public func interval(
    confidenceLevel: Double = 0.95
  ) throws(StatisticsInputError) -> ClosedRange<Double>? {
    try checkLevel(confidenceLevel)
    guard time > 0 else { return nil }
    let tail = (1 - confidenceLevel) / 2
    let lower =
      count == 0 ? 0 : RegularizedGamma.inverseLower(shape: Double(count), probability: tail)
    let upper = RegularizedGamma.inverseUpper(shape: Double(count + 1), probability: tail)
    return lower / time...upper / time
  }
}
