import FactoryModel
import FactorySimulation
import RandomVariates
import SimulationStatistics
import TestSupport
import Testing

/// Stops that are planned, worked by hand.
@Suite("Planned stops")
struct PlannedStopTests {
  private func stop(
    every interval: Double, takes: Double, first: Double? = nil,
    clock: FailureMode.Clock = .calendar
  ) -> FailureMode {
    var mode = FailureMode(
      name: "cleaning", timeToFailure: .constant(interval), clock: clock,
      timeToRepair: .constant(takes))
    mode.plan = StopPlan(first: first)
    return mode
  }

  /// A machine that is never without a part, 10 s each.
  private func factory(_ modes: [FailureMode], horizon: Double, machines: [Machine] = ["a"])
    -> Factory
  {
    Factory(
      name: "stops", horizon: horizon,
      product: Product(
        name: "part", release: .saturated,
        route: [Operation(name: "work", station: 0, time: .constant(10), idealTime: 10)]),
      stations: [Station(name: "work", machines: machines, failures: modes)])
  }

  @Test("Stops begin at fixed times, and are neither failures nor down time", .tags(.exact))
  func periodic() throws {
    // 25–32, 65–72 and so on: work on a part goes on where it stopped.
    let sums = try account(
      of: factory([stop(every: 40, takes: 7, first: 25)], horizon: 200), seed: 1)
    let station = sums.stations[0]
    #expect(station.plannedStop == 5 * 7)
    #expect(station.producing == 200 - 5 * 7)
    #expect(station.produced == 16)
    #expect(station.failures == 0)
    #expect(station.failed == 0)
    #expect(station.open == 200 - 5 * 7)
    #expect(station.allTime == 200)
    #expect(station.activePeriods == 1)
    // Without 'first' the first one comes after one interval: at 40, 80, 120 and 160; 200 is the end.
    let later = try account(of: factory([stop(every: 40, takes: 7)], horizon: 200), seed: 1)
    #expect(later.stations[0].plannedStop == 4 * 7)
  }

  @Test("A planned stop costs its station's rate, and a part turned away its own", .tags(.exact))
  func costs() throws {
    // Parts come at 10, 20 …; the part in work at 25 is done at 37, so the one of 30 is turned away.
    // So it goes at 65, 105, 145 and 185.
    var factory = Factory(
      name: "stops", horizon: 200,
      product: Product(
        name: "part", release: .every(interval: .constant(10), lostIfFull: true),
        route: [Operation(name: "work", station: 0, time: .constant(10), idealTime: 10)]),
      stations: [
        Station(name: "work", buffer: 0, failures: [stop(every: 40, takes: 7, first: 25)])
      ])
    factory.costs = CostRates(
      currency: "EUR", downtime: [0: 100], plannedStops: [0: 2], turnedAway: 3)
    let sums = try account(of: factory, seed: 1)
    #expect(sums.line.lost == 5)
    let table = MetricTable(for: factory)
    let values = table.values(of: sums)
    func cost(_ name: String) -> Double? {
      table.index(of: "cost.\(name)").map { values[$0].numerator / values[$0].denominator }
    }
    #expect(cost("downtime") == 0)
    #expect(abs((cost("planned_stops") ?? .nan) - 70) < 1e-9)
    #expect(abs((cost("turned_away") ?? .nan) - 15) < 1e-9)
    #expect(abs((cost("total") ?? .nan) - 85) < 1e-9)
  }

  @Test("Stops that are due in one that takes longer are left out", .tags(.exact))
  func longerThanTheInterval() throws {
    // 40–130, then 160–250, 280–300.
    let sums = try account(
      of: factory([stop(every: 40, takes: 90)], horizon: 300), seed: 1)
    #expect(sums.stations[0].plannedStop == 90 + 90 + 20)
  }

  @Test("A stop that is due while the machine is down follows the repair", .tags(.exact))
  func afterRepair() throws {
    let jam = FailureMode(
      name: "jam", timeToFailure: .constant(35), clock: .calendar, timeToRepair: .constant(10))
    // Down 35–45, stopped 45–50; the jam's clock began at 45: down again 80–90, and stopped 90–95.
    let sums = try account(
      of: factory([jam, stop(every: 40, takes: 5)], horizon: 100), seed: 1)
    #expect(sums.stations[0].down == 20)
    #expect(sums.stations[0].plannedStop == 10)
    #expect(sums.stations[0].failures == 2)
  }

  @Test("Stops may follow so many parts, and concern some machines only", .tags(.exact))
  func afterParts() throws {
    var mode = stop(every: 3, takes: 5, clock: .parts)
    mode.machines = [1]
    let sums = try account(
      of: factory([mode], horizon: 100, machines: ["a", "b"]), seed: 1)
    // Machine b: three parts, 0–30, and 5 s: 35 s a round; a without a stop.
    #expect(sums.stations[0].plannedStop == 5 + 5)
    #expect(sums.stations[0].produced == 10 + 9)
  }

  @Test("A stop that is due off shift takes place when the shift begins", .tags(.exact))
  func offShift() throws {
    let hour = 3_600.0
    var line = factory([stop(every: 24 * hour, takes: hour, first: 2 * hour)], horizon: 48 * hour)
    line.calendars = [
      WorkCalendar(
        name: "day",
        spans: (0..<7).map {
          .init(start: Double(24 * $0 + 6) * hour, end: Double(24 * $0 + 14) * hour)
        })
    ]
    line.stations[0].calendar = 0
    let sums = try account(of: line, seed: 1)
    #expect(sums.stations[0].plannedStop == 2 * hour)
    #expect(sums.stations[0].producing == 14 * hour)
    #expect(sums.stations[0].offShift == 32 * hour)
  }

  @Test("A fork of another branch keeps its plans", .tags(.law))
  func rekeyed() throws {
    let line = factory([stop(every: 40, takes: 7, first: 25)], horizon: 200)
    var trunk = FactorySimulation(line, seed: 1, replication: 0)
    _ = try trunk.advance(maximumEvents: 6)
    var branch = trunk.fork(rekeyed: 3)
    while try branch.advance(maximumEvents: 1_000) {}
    #expect(branch.account().stations[0].plannedStop == 5 * 7)
  }
}
