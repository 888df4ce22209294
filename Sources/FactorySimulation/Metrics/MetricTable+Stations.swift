import FactoryModel
import SimulationStatistics

/// Metrics of stations.
extension MetricTable {
  mutating func addStation(_ index: Int, _ station: Station, of factory: Factory) {
    func add(
      _ name: String, _ unit: String, _ better: MetricDefinition.Direction,
      _ definition: String, value: @escaping @Sendable (StationAccount) -> Double
    ) {
      self.add("stations.\(station.name).\(name)", unit, better, definition) {
        value($0.stations[index])
      }
    }
    func addRatio(
      _ name: String, _ unit: String, _ better: MetricDefinition.Direction,
      _ definition: String, standard: String? = nil,
      value: @escaping @Sendable (StationAccount) -> Ratio
    ) {
      self.addRatio(
        "stations.\(station.name).\(name)", unit, better, definition, standard: standard
      ) { value($0.stations[index]) }
    }
    func share(
      _ name: String, _ better: MetricDefinition.Direction, _ definition: String,
      _ time: @escaping @Sendable (StationAccount) -> Double
    ) {
      addRatio(name, "1", better, "share of all machine time \(definition)") {
        Ratio(time($0), per: $0.allTime)
      }
    }

    addRatio(
      "oee", "1", .higher,
      "overall equipment effectiveness: availability × effectiveness × quality",
      standard: "ISO 22400-2"
    ) { station in
      let quality = station.produced > 0 ? Double(station.good) / Double(station.produced) : 1
      return Ratio(station.idealTime * quality, per: station.open)
    }
    addRatio(
      "availability", "1", .higher, "production time per planned busy time",
      standard: "ISO 22400-2"
    ) { Ratio($0.producing, per: $0.open) }
    addRatio(
      "effectiveness", "1", .higher, "planned run time of the parts made, per production time",
      standard: "ISO 22400-2"
    ) { Ratio($0.idealTime, per: $0.producing) }
    addRatio(
      "quality_ratio", "1", .higher, "operations that made no defect, per operation",
      standard: "ISO 22400-2"
    ) { Ratio(Double($0.good), per: Double($0.produced)) }
    share("producing", .higher, "spent working on parts") { $0.producing }
    if factory.hasSetups(at: index) {
      share("setup", .lower, "spent on set-ups") { $0.settingUp }
      add("setups", "setups", .lower, "set-ups finished") { Double($0.setups) }
    }
    if factory.hasOperation(at: index, where: { !$0.needs.isEmpty }) {
      share(
        "waiting_for_operator", .lower, "holding a part, and waiting for operators or tools"
      ) { $0.waitingForOperator }
    }
    share("starved", .lower, "ready, without a part") { $0.starved }
    share("blocked", .lower, "holding a part that finds no place ahead") { $0.blocked }
    if factory.clock != .events {
      share("starved_and_blocked", .lower, "without a part, and without a place ahead either") {
        $0.starvedAndBlocked
      }
    }
    if station.hasCalledWork {
      share("down", .lower, "failed and under repair, within the calendar") { $0.down }
      share("waiting_for_repair", .lower, "failed and waiting for the crew, within the calendar") {
        $0.waitingForRepair
      }
    } else {
      share("down", .lower, "failed, within the calendar") { $0.down }
    }
    if station.failures.contains(where: { $0.plan != nil }) || !station.components.isEmpty {
      share("planned_stop", .neither, "stopped as planned, within the calendar") {
        $0.plannedStop
      }
    }
    share("off_shift", .neither, "outside the calendar") { $0.offShift }
    addRatio(
      "utilization", "1", .neither, "production time per time in which the calendar is open"
    ) { Ratio($0.producing, per: $0.open) }
    add("produced_parts", "parts", .higher, "operations finished") { Double($0.produced) }
    self.add(
      "stations.\(station.name).unplanned_downtime", "h/wk", .lower,
      "machine hours down within the calendar, per calendar week"
    ) { $0.stations[index].failed / hour / ($0.duration / WorkCalendar.week) }
    if factory.hasOperation(at: index, where: { $0.queueLimit != nil }) {
      add(
        "late_parts", "parts", .lower,
        "parts that had waited longer than they may ('within') when work was to begin"
      ) { Double($0.late) }
    }
    if factory.formsBatches(at: index) {
      addRatio(
        "batch_size", "parts", .neither, "mean number of parts that a machine takes together"
      ) {
        Ratio(Double($0.loaded), per: Double($0.batches))
      }
    }
    add("failures", "failures", .lower, "failures that began") { Double($0.failures) }
    addRatio(
      "mean_time_between_failures", "h", .higher,
      "production time per failure, failures off shift included", standard: "IEC 60050-192-05-13"
    ) { Ratio($0.producing / hour, per: Double($0.failures)) }
    addRatio(
      "mean_time_to_repair", "h", .lower, "down time within the calendar, per failure",
      standard: "IEC 60050-192-07-23"
    ) { Ratio($0.failed / hour, per: Double($0.failures)) }
    self.add(
      "stations.\(station.name).queue", "parts", .lower,
      "time average of the parts waiting in the buffer"
    ) { $0.meanQueue[index] }
    self.add(
      "stations.\(station.name).number", "parts", .lower,
      "time average of the parts at the station, waiting or on a machine"
    ) { $0.meanNumber[index] }
    addRatio(
      "waiting_time", "min", .lower,
      "mean time from coming to the station until a machine takes the part"
    ) { Ratio($0.waitingTime / minute, per: Double($0.loaded)) }
    addRatio(
      "active_period", "min", .neither,
      "mean time for which a machine is neither starved, blocked nor off shift at a stretch; the "
        + "longest marks the bottleneck"
    ) { Ratio($0.active / minute, per: Double($0.activePeriods)) }
    if station.power.isDrawn {
      add("energy", "kWh", .lower, "energy drawn") { $0.energy / joulesPerKilowattHour }
    }
  }
}

private let hour = 3_600.0
private let minute = 60.0
private let joulesPerKilowattHour = 3.6e6

extension Station {
  /// Whether some work after a failure needs somebody to come, or a spare.
  fileprivate var hasCalledWork: Bool {
    failures.contains { !$0.crews.isEmpty || !$0.spares.isEmpty }
      || components.contains { component in
        [component.replace, component.repair].contains {
          $0.map { !$0.crews.isEmpty || !$0.spares.isEmpty } ?? false
        }
      }
  }
}
