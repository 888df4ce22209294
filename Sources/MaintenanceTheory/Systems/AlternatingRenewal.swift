public import RandomVariates

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A machine that is up and down in turn, as good as new after each repair.
///
/// What holds in the long run needs the means of both times only, whatever their distributions; what
/// holds at a time is given for exponential times and a machine that is up at time 0.
///
/// Source: R. E. Barlow, F. Proschan, *Mathematical Theory of Reliability*, Wiley, 1965, ch. 3.
public struct AlternatingRenewal: Hashable, Sendable {
  /// The mean time between failures, in time of being up.
  public let meanTimeBetweenFailures: Double
  /// The mean time to repair.
  public let meanTimeToRepair: Double

  /// Describes the machine by its means.
  ///
  /// - Parameters:
  ///   - meanTimeBetweenFailures: Finite and above 0.
  ///   - meanTimeToRepair: Finite and at least 0.
  /// - Throws: ``MaintenanceError/outOfRange(name:value:requirement:)``.
  public init(
    meanTimeBetweenFailures: Double, meanTimeToRepair: Double
  ) throws(MaintenanceError) {
    try checkPositive(meanTimeBetweenFailures, "mean time between failures")
    try checkNotNegative(meanTimeToRepair, "mean time to repair")
    (self.meanTimeBetweenFailures, self.meanTimeToRepair) =
      (meanTimeBetweenFailures, meanTimeToRepair)
  }

  /// Describes the machine by its distributions; what lies below 0 counts as 0.
  ///
  /// - Parameters:
  ///   - life: The time from a repair to the next failure, with a mean above 0.
  ///   - repair: The time from a failure to the end of its repair.
  /// - Throws: ``MaintenanceError/outOfRange(name:value:requirement:)``.
  public init(life: Distribution, repair: Distribution) throws(MaintenanceError) {
    try self.init(
      meanTimeBetweenFailures: LifeFunctions(life).mean,
      meanTimeToRepair: LifeFunctions(repair).mean)
  }

  /// The part of time in which the machine is up in the long run: MTBF / (MTBF + MTTR).
  public var availability: Double {
    meanTimeBetweenFailures / (meanTimeBetweenFailures + meanTimeToRepair)
  }

  /// Failures per unit of time in the long run.
  public var failuresPerTime: Double { 1 / (meanTimeBetweenFailures + meanTimeToRepair) }

  /// Cost per unit of time in the long run.
  ///
  /// - Parameters:
  ///   - repair: What a repair costs.
  ///   - downTime: What a unit of down time costs.
  /// - Returns: Both together.
  public func costRate(repair: Double, downTime: Double) -> Double {
    (repair + downTime * meanTimeToRepair) * failuresPerTime
  }

  // MARK: - Exponential times

  /// The probability of being up at a time, where both times are exponential.
  ///
  ///     A(t) = A + (1 - A) e^(-(λ + μ) t)
  ///
  /// - Parameter time: At least 0.
  /// - Returns: From 1 down to ``availability``.
  public func exponentialAvailability(at time: Double) -> Double {
    guard meanTimeToRepair > 0 else { return 1 }
    return availability + (1 - availability) * exp(-relaxationRate * time)
  }

  /// The mean part of the time up to an end in which the machine is up, where both times are
  /// exponential.
  ///
  ///     (1/t) ∫₀ᵗ A(u) du = A + (1 - A) (1 - e^(-(λ + μ) t)) / ((λ + μ) t)
  ///
  /// - Parameter end: Above 0.
  /// - Returns: From 1 down to ``availability``.
  public func exponentialAvailability(upTo end: Double) -> Double {
    guard meanTimeToRepair > 0 else { return 1 }
    let passed = relaxationRate * end
    return availability - (1 - availability) * expm1(-passed) / passed
  }

  private var relaxationRate: Double { 1 / meanTimeBetweenFailures + 1 / meanTimeToRepair }
}
