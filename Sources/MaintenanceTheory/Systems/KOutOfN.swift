/// A system of units of the same kind that works as long as enough of them do.
///
/// Of n units k must be good. All good units age, also while the system is down (hot redundancy); lives
/// and repairs are exponential; each of the crews repairs one unit at a time, first come, first served.
/// The number i of good units is a birth and death process: down at the rate i λ, up at the rate
/// min(crews, n - i) μ.
///
/// Source: R. E. Barlow, F. Proschan, *Mathematical Theory of Reliability*, Wiley, 1965, ch. 5; K. S.
/// Trivedi, *Probability and Statistics with Reliability, Queuing, and Computer Science Applications*,
/// 2nd ed., Wiley, 2002, ch. 8.
public struct KOutOfN: Hashable, Sendable {
  /// n: how many units there are.
  public let units: Int
  /// k: how many must be good.
  public let needed: Int
  /// How many can be repaired at a time.
  public let crews: Int
  /// The mean life of a unit.
  public let meanLife: Double
  /// The mean time of a repair, without waiting.
  public let meanRepair: Double

  /// Describes a system.
  ///
  /// - Parameters:
  ///   - units: At least 1.
  ///   - needed: From 1 to `units`.
  ///   - crews: At least 1.
  ///   - meanLife: Finite and above 0.
  ///   - meanRepair: Finite and above 0.
  /// - Throws: ``MaintenanceError/outOfRange(name:value:requirement:)``.
  public init(
    units: Int, needed: Int, crews: Int, meanLife: Double, meanRepair: Double
  ) throws(MaintenanceError) {
    guard units >= 1 else {
      throw .outOfRange(name: "units", value: Double(units), requirement: "at least 1")
    }
    guard needed >= 1, needed <= units else {
      throw .outOfRange(
        name: "units needed", value: Double(needed), requirement: "from 1 to \(units)")
    }
    guard crews >= 1 else {
      throw .outOfRange(name: "crews", value: Double(crews), requirement: "at least 1")
    }
    try checkPositive(meanLife, "mean life")
    try checkPositive(meanRepair, "mean time of a repair")
    (self.units, self.needed, self.crews) = (units, needed, crews)
    (self.meanLife, self.meanRepair) = (meanLife, meanRepair)
  }

  private func failureRate(good: Int) -> Double { Double(good) / meanLife }
  private func repairRate(good: Int) -> Double { Double(min(crews, units - good)) / meanRepair }

  /// The probability of each number of good units in the long run, from 0 to n.
  public var goodUnits: [Double] {
    // Relative to the most likely number, so that nothing overflows.
    var weights = [1.0]
    for good in 0..<units {
      let next = weights[good] * repairRate(good: good) / failureRate(good: good + 1)
      weights.append(next)
      if next > 1e200 { weights = weights.map { $0 / next } }
    }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  /// The part of time in which the system is down in the long run.
  public var unavailability: Double { goodUnits[..<needed].reduce(0, +) }

  /// The part of time in which the system is up in the long run.
  public var availability: Double { goodUnits[needed...].reduce(0, +) }

  /// Failures of the system per unit of time in the long run.
  public var failuresPerTime: Double { goodUnits[needed] * failureRate(good: needed) }

  /// The mean time for which the system is up once it has come up.
  public var meanUpTime: Double { availability / failuresPerTime }

  /// The mean time for which it is down.
  public var meanDownTime: Double { unavailability / failuresPerTime }

  /// The part of the units that are good, in the mean.
  public var unitAvailability: Double {
    goodUnits.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } / Double(units)
  }

  /// The mean number of units in repair.
  public var busyCrews: Double {
    goodUnits.enumerated().reduce(0) { sum, state in
      sum + Double(min(crews, units - state.offset)) * state.element
    }
  }

  /// The mean time from all units being new to the first failure of the system.
  ///
  ///     E T(i → i-1) = (1 + μ_i E T(i+1 → i)) / λ_i
  public var meanTimeToFirstFailure: Double {
    var (total, step) = (0.0, 0.0)
    for good in stride(from: units, through: needed, by: -1) {
      step = (1 + repairRate(good: good) * step) / failureRate(good: good)
      total += step
    }
    return total
  }

  /// Cost per unit of time in the long run.
  ///
  /// - Parameters:
  ///   - downTime: What a unit of time costs in which the system is down.
  ///   - repair: What the repair of a unit costs.
  ///   - crew: What a crew costs in a unit of time, busy or not.
  ///   - unit: What a unit costs in a unit of time, good or not.
  /// - Returns: All together.
  public func costRate(
    downTime: Double, repair: Double = 0, crew: Double = 0, unit: Double = 0
  ) -> Double {
    downTime * unavailability + repair * busyCrews / meanRepair + crew * Double(crews)
      + unit * Double(units)
  }
}
