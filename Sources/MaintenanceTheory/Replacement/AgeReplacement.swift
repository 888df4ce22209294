public import RandomVariates

/// A machine that is replaced at an age, or at its failure if that comes before.
///
/// With R the survival function of the life, F = 1 - R, costs and durations c, d of planned (p) and
/// failed (f) replacements,
///
///     cost per unit of time = (c_p R(T) + c_f F(T)) / (∫₀ᵀ R(t) dt + d_p R(T) + d_f F(T))
///
/// A failure at the very age counts as a failure. Ages and durations are in one unit of time; an
/// infinite age is a run to failure. Relative error 1e-11, exponential and Weibull lives 1e-13; the
/// age of an optimum, which is flat, 1e-7.
///
/// Source: R. E. Barlow, L. C. Hunter, "Optimum Preventive Maintenance Policies", *Operations Research*
/// 8 (1), 1960, 90–100 (policy I); R. E. Barlow, F. Proschan, *Mathematical Theory of Reliability*,
/// Wiley, 1965, ch. 4.
public struct AgeReplacement: Sendable {
  /// The life of a new machine; what lies below 0 counts as 0.
  public let life: Distribution
  /// A replacement at the age.
  public let planned: Replacement
  /// A replacement at a failure.
  public let failed: Replacement
  private let functions: LifeFunctions

  /// Describes the machine.
  ///
  /// - Parameters:
  ///   - life: The life of a new machine, with parameters in their domains and a mean above 0.
  ///   - planned: A replacement at the age; its cost is above 0.
  ///   - failed: A replacement at a failure.
  /// - Throws: ``MaintenanceError/outOfRange(name:value:requirement:)``.
  public init(
    life: Distribution, planned: Replacement, failed: Replacement
  ) throws(MaintenanceError) {
    try checkPositive(planned.cost, "cost of a planned replacement")
    functions = LifeFunctions(life)
    try checkPositive(functions.mean, "mean life")
    (self.life, self.planned, self.failed) = (life, planned, failed)
  }

  /// What a cycle is like when the machine is replaced at an age.
  ///
  /// - Parameter age: Above 0; infinite for a run to failure.
  /// - Returns: Length, down time, cost and the share of planned replacements.
  public func cycle(replacedAt age: Double) -> RenewalCycle {
    precondition(age > 0, "an age is above 0")
    let (survives, fails) = (functions.survival(at: age), functions.cumulative(at: age))
    let down = planned.duration * survives + failed.duration * fails
    return RenewalCycle(
      length: functions.meanUpTo(age) + down, downTime: down,
      cost: planned.cost * survives + failed.cost * fails,
      plannedShare: survives, failedShare: fails)
  }

  /// Cost per unit of time when the machine is replaced at an age.
  public func costRate(replacedAt age: Double) -> Double { cycle(replacedAt: age).costRate }

  /// What a cycle is like when the machine is replaced at its failure only.
  public var runToFailure: RenewalCycle { cycle(replacedAt: .infinity) }

  /// The age at which the cost per unit of time is least.
  ///
  /// Infinite where no age is better than a run to failure by more than 1e-12 of the cost. Where
  /// there are several minima, the least of those that lie apart by more than a 64th of all lives.
  public var cheapestAge: Double {
    let least = MinimumSearch.minimum(over: functions.ages) { cycle(replacedAt: $0).costRate }
    return least.value < runToFailure.costRate * (1 - 1e-12) ? least.place : .infinity
  }

  /// The age at which the availability is greatest.
  ///
  /// Infinite where no age is better than a run to failure; `nil` where planned replacements take no
  /// time, since then the machine is the more available the more often it is replaced.
  public var mostAvailableAge: Double? {
    if failed.duration == 0 { return .infinity }
    if planned.duration == 0 { return nil }
    let least = MinimumSearch.minimum(over: functions.ages) { age in
      let cycle = cycle(replacedAt: age)
      return cycle.downTime / cycle.length
    }
    let run = runToFailure
    return least.value < run.downTime / run.length * (1 - 1e-12) ? least.place : .infinity
  }
}
