public import RandomVariates

/// A machine whose failures are announced, not always and sometimes wrongly.
///
/// Of each life X an alarm comes with probability d, exactly the lead time ℓ before the failure, if the
/// life is longer than that, and the machine is replaced at once; else it runs to failure. False alarms
/// come at a rate φ while it runs; each costs a look and takes no time. With p = d P(X > ℓ),
///
///     up time of a cycle = E X - ℓ p
///     cost of a cycle    = c_p p + c_f (1 - p) + c_i φ (E X - ℓ p)
///     length of a cycle  = E X - ℓ p + d_p p + d_f (1 - p)
///
/// by renewal reward.
public struct PredictiveAlarm: Sendable {
  /// The life of a new machine; what lies below 0 counts as 0.
  public let life: Distribution
  /// d: the chance that a failure is announced.
  public let detection: Double
  /// ℓ: how long before the failure.
  public let leadTime: Double
  /// φ: false alarms per unit of time of running.
  public let falseAlarmRate: Double
  /// c_i: what a false alarm costs.
  public let falseAlarmCost: Double
  /// A replacement at an alarm.
  public let planned: Replacement
  /// A replacement at a failure.
  public let failed: Replacement
  private let functions: LifeFunctions

  /// Describes the machine and its alarm.
  ///
  /// - Parameters:
  ///   - life: The life of a new machine, with parameters in their domains and a mean above 0.
  ///   - detection: From 0 to 1.
  ///   - leadTime: Finite and at least 0.
  ///   - falseAlarmRate: Finite and at least 0.
  ///   - falseAlarmCost: Finite and at least 0.
  ///   - planned: A replacement at an alarm.
  ///   - failed: A replacement at a failure.
  /// - Throws: ``MaintenanceError/outOfRange(name:value:requirement:)``.
  public init(
    life: Distribution, detection: Double, leadTime: Double, falseAlarmRate: Double = 0,
    falseAlarmCost: Double = 0, planned: Replacement, failed: Replacement
  ) throws(MaintenanceError) {
    try checkShare(detection, "detection")
    try checkNotNegative(leadTime, "lead time")
    try checkNotNegative(falseAlarmRate, "rate of false alarms")
    try checkNotNegative(falseAlarmCost, "cost of a false alarm")
    functions = LifeFunctions(life)
    try checkPositive(functions.mean, "mean life")
    (self.life, self.detection, self.leadTime) = (life, detection, leadTime)
    (self.falseAlarmRate, self.falseAlarmCost) = (falseAlarmRate, falseAlarmCost)
    (self.planned, self.failed) = (planned, failed)
  }

  /// What a cycle is like when alarms are heeded.
  public var cycle: RenewalCycle { cycle(announced: detection, falseAlarms: falseAlarmRate) }

  /// What a cycle is like without the alarm: each machine runs to failure, and there are no false
  /// alarms.
  public var runToFailure: RenewalCycle { cycle(announced: 0, falseAlarms: 0) }

  /// The part of the cost of running to failure that the alarm saves; negative where it does not pay.
  public var savedShare: Double { 1 - cycle.costRate / runToFailure.costRate }

  private func cycle(announced: Double, falseAlarms: Double) -> RenewalCycle {
    let survives = functions.survival(at: leadTime)
    let planned = announced * survives
    let failed = 1 - announced + announced * functions.cumulative(at: leadTime)
    let up = functions.mean - leadTime * planned
    let down = self.planned.duration * planned + self.failed.duration * failed
    return RenewalCycle(
      length: up + down, downTime: down,
      cost: self.planned.cost * planned + self.failed.cost * failed
        + falseAlarmCost * falseAlarms * up,
      plannedShare: planned, failedShare: failed)
  }
}
