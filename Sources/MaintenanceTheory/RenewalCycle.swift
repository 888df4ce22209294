/// What a replacement costs and how long the machine stands still for it.
public struct Replacement: Hashable, Sendable {
  /// What is paid for it.
  public let cost: Double
  /// How long the machine is down for it, in the unit of the lives.
  public let duration: Double

  /// Describes a replacement.
  ///
  /// - Parameters:
  ///   - cost: Finite and at least 0.
  ///   - duration: Finite and at least 0.
  /// - Throws: ``MaintenanceError/outOfRange(name:value:requirement:)``.
  public init(cost: Double, duration: Double = 0) throws(MaintenanceError) {
    try checkNotNegative(cost, "cost of a replacement")
    try checkNotNegative(duration, "duration of a replacement")
    (self.cost, self.duration) = (cost, duration)
  }
}

/// What happens in the mean from one replacement to the next, and so in the long run.
///
/// A replaced machine is as good as new, so that cycles are alike and independent; in the long run a
/// reward per unit of time is the mean reward of a cycle over its mean length (renewal reward).
///
/// Source: R. E. Barlow, F. Proschan, *Mathematical Theory of Reliability*, Wiley, 1965, ch. 3 and 4.
public struct RenewalCycle: Hashable, Sendable {
  /// The mean time from one replacement to the next; infinite where there may be no next one.
  public let length: Double
  /// The mean time in it during which the machine is down.
  public let downTime: Double
  /// The mean cost of it.
  public let cost: Double
  /// The part of the cycles that end with a planned replacement, from 0 to 1.
  public let plannedShare: Double
  /// The part of the cycles that end with the replacement of a failed machine, from 0 to 1.
  ///
  /// The complement of ``plannedShare``, with all digits where it is small.
  public let failedShare: Double
  /// The cost per unit of time in the long run.
  public let costRate: Double
  /// The part of time in which the machine is up in the long run.
  public let availability: Double

  init(
    length: Double, downTime: Double, cost: Double, plannedShare: Double, failedShare: Double
  ) {
    (self.length, self.downTime, self.cost) = (length, downTime, cost)
    (self.plannedShare, self.failedShare) = (plannedShare, failedShare)
    costRate = cost / length
    availability = 1 - downTime / length
  }

  /// A failure that nobody sees: one cycle without end, during which all is down.
  init(foreverDownAt costRate: Double) {
    (length, downTime, cost) = (.infinity, .infinity, .infinity)
    (plannedShare, failedShare) = (0, 0)
    self.costRate = costRate
    availability = 0
  }

  /// Failures per unit of time in the long run.
  public var failuresPerTime: Double { failedShare / length }
}
