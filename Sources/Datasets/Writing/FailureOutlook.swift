import Degradation
import Distributions
import FactoryModel
import FactorySimulation

/// How long one would have to record to see failures, where none has been seen.
struct FailureOutlook {
  /// The lives that components have used up, in failures that they were worth.
  private(set) var expected = 0.0
  /// Lives that maintenance has ended.
  private(set) var endedByMaintenance = 0

  mutating func add(_ other: FailureOutlook) {
    expected += other.expected
    endedByMaintenance += other.endedByMaintenance
  }

  mutating func add(_ history: PlantHistory, _ factory: Factory) {
    let machines = MachineList(factory)
    for life in history.lives {
      let meanLife = machines.component(of: life).wear.meanLife
      let used = (life.ageAtEnd - life.ageAtBeginning) / meanLife
      if used.isFinite { expected += max(0, used) }
      if life.end == .maintenance, life.ended >= factory.warmUp { endedByMaintenance += 1 }
    }
    for station in factory.stations {
      let machines = Double(station.machines.count)
      for mode in station.failures where mode.plan == nil {
        guard let mean = try? mode.timeToFailure.mean, mean > 0 else { continue }
        // As if the clock of the mode ran all the time: more failures than will come.
        expected += machines * (factory.warmUp + factory.horizon) / mean
      }
    }
  }

  /// What to do to see about 50 failures.
  ///
  /// - Parameters:
  ///   - units: How many units were recorded.
  ///   - hours: How many hours each.
  /// - Returns: A sentence without a full stop.
  func advice(units: Int, hours: Double) -> String {
    if endedByMaintenance > 0 {
      return
        "all \(endedByMaintenance) lives that ended were ended by maintenance; to record failures, let "
        + "components run to them, such as by --set maintenance.RULE.replace=on_failure"
    }
    guard expected > 0 else {
      return "no component wears and no failure mode is described, so nothing will ever fail"
    }
    let factor = 50 / expected
    return
      "about 50 failures would take \(FailureOutlook.rounded(Double(units) * factor)) units of "
      + "\(FailureOutlook.rounded(hours)) h, or \(units) units of \(FailureOutlook.rounded(hours * factor)) h "
      + "(--units, --hours)"
  }

  /// A number to two digits, rounded up.
  private static func rounded(_ value: Double) -> String {
    guard value.isFinite, value < 1e15 else { return "very many" }
    var unit = 1.0
    while value / unit > 100 { unit *= 10 }
    return "\(Int((value / unit).rounded(.up) * unit))"
  }
}
