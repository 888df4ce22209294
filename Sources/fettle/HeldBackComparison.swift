import Experiments
import FactoryModel
import FactorySimulation
import Importers
import SimulationStatistics

/// What a fitted factory says of a period, beside what happened.
///
/// What happened is one period. It is set against the range in which 95 % of the simulated periods lie, and
/// not against the interval of their mean. The range is that of chance, with the parameters as they were fitted.
struct HeldBackComparison {
  /// A figure.
  struct Row {
    var name: String
    var unit: String
    var measured: Double?
    /// The mean of the simulated periods, and the range of 95 % of them.
    var simulated: Double?
    var lower: Double?
    var upper: Double?

    /// The difference, as a share of what was measured.
    var error: Double? {
      guard let measured, let simulated, measured != 0 else { return nil }
      return (simulated - measured) / measured
    }

    /// Whether what happened lies within what chance makes likely.
    var isWithin: Bool? {
      guard let measured, let lower, let upper else { return nil }
      return measured >= lower && measured <= upper
    }
  }

  /// The plant as a whole.
  var plant: [Row] = []
  /// The use of the stations, the busiest first.
  var stations: [Row] = []
  var days: Double
  var replications: Int

  init(measured: HeldBack, run: RunOutcome, factory: Factory) {
    days = (measured.to - measured.from) / 86_400
    replications = run.replications.count
    let hours = factory.horizon / 3_600
    func values(_ metric: String) -> [Double] {
      guard let index = run.table.index(of: metric) else { return [] }
      return run.replications.compactMap { $0.values[index].value }
    }
    func row(
      _ name: String, _ unit: String, _ measured: Double?, _ simulated: [Double]
    ) -> Row {
      let sorted = simulated.sorted()
      guard !sorted.isEmpty else { return Row(name: name, unit: unit, measured: measured) }
      return Row(
        name: name, unit: unit, measured: measured,
        simulated: sorted.reduce(0, +) / Double(sorted.count),
        lower: PairedBootstrap.quantile(0.025, of: sorted),
        upper: PairedBootstrap.quantile(0.975, of: sorted))
    }
    /// Hours of work and set-ups at a station in each replication.
    let busy = factory.stations.map { station in
      let machineHours = Double(station.machines.count) * hours
      let producing = values("stations.\(station.name).producing")
      let setting = values("stations.\(station.name).setup")
      return producing.indices.map {
        (producing[$0] + ($0 < setting.count ? setting[$0] : 0)) * machineHours
      }
    }
    let known = Dictionary(
      uniqueKeysWithValues: factory.stations.enumerated().map { ($0.element.name, $0.offset) })
    // A station that was first seen in this period is none of the model: it works nothing.
    let nothing = run.replications.map { _ in 0.0 }
    func hoursWorked(_ station: HeldBack.Station) -> [Double] {
      known[station.name].map { busy[$0] } ?? nothing
    }
    func sum(_ series: [[Double]]) -> [Double] {
      (0..<run.replications.count).map { replication in
        series.reduce(0) { $0 + (replication < $1.count ? $1[replication] : 0) }
      }
    }
    let weeks = factory.horizon / WorkCalendar.week
    plant = [
      row("orders begun", "orders", Double(measured.begun), values("released_parts")),
      row("orders finished", "orders", measured.finished, values("good_parts")),
      row(
        "steps finished", "steps", Double(measured.stations.reduce(0) { $0 + $1.stays }),
        sum(
          measured.stations.map { values("stations.\($0.name).produced_parts") })),
      row(
        "hours worked", "h/wk", measured.stations.reduce(0) { $0 + $1.hours } / weeks,
        sum(measured.stations.map(hoursWorked)).map { $0 / weeks }),
      row("orders in process", "orders", measured.workInProcess, values("work_in_process")),
      row(
        "cycle time, mean", "d", measured.meanCycleTime.map { $0 / 86_400 },
        values("cycle_time").map { $0 / 24 }),
      row(
        "cycle time, median", "d", measured.cycleTime(at: 0.5).map { $0 / 86_400 },
        values("cycle_time.p50").map { $0 / 24 }),
      row(
        "cycle time, 9 of 10 within", "d", measured.cycleTime(at: 0.9).map { $0 / 86_400 },
        values("cycle_time.p90").map { $0 / 24 }),
    ]
    for station in measured.stations.sorted(by: { ($0.hours, $1.name) > ($1.hours, $0.name) }) {
      guard station.openHours > 0 else { continue }
      let share = 100 / station.openHours
      stations.append(
        row(station.title, "%", station.hours * share, hoursWorked(station).map { $0 * share }))
    }
  }
}
