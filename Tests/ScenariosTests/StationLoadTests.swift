import FactoryModel
import RandomVariates
import Scenarios
import TestSupport
import Testing

@Suite("Predicted load")
struct StationLoadTests {
  private func loads(_ route: String, _ stations: String, every: String) throws -> [StationLoad] {
    let text = """
      fettle: 1
      horizon: 8 h
      products: {part: {release: {every: \(every)}, route: \(route)}}
      stations: \(stations)
      """
    let factory = try ScenarioReader.read(text: text, name: "plan.yaml").factory
    return try #require(StationLoad.predicted(for: factory))
  }

  @Test("One machine with random times is busy by arrival rate times mean time", .tags(.exact))
  func singleServer() throws {
    let loads = try loads("[saw]", "{saw: {time: exponential 6 min}}", every: "exponential 8 min")
    #expect(loads.map(\.station) == ["saw"])
    #expect(loads[0].visits == 1)
    #expect(loads[0].workPerPart == 360)
    #expect(loads[0].load == 0.75)
    #expect(loads[0].capacity == 1 / 360.0)
  }

  @Test("Machines side by side, and lots, count", .tags(.exact))
  func several() throws {
    let loads = try loads(
      "[saw]", "{saw: {machines: 3, time: 6 min}}", every: "8 min, lot: 2")
    // 2 parts · 6 min / (8 min · 3)
    #expect(abs((loads[0].load ?? 0) - 0.5) < 1e-15)
  }

  @Test("A part that is sent back with probability p comes 1/(1 − p) times", .tags(.exact))
  func rework() throws {
    // False alarms send back without a defect: each visit anew with probability 1/4.
    let loads = try loads(
      "[saw, check: {false_alarm: 25 %, then: {otherwise: back to saw}}]",
      "{saw: {time: 30 s}, check: {time: 10 s}}", every: "2 min")
    for load in loads { #expect(abs(load.visits - 4 / 3.0) < 1e-11) }
    #expect(abs((loads[0].load ?? 0) - (4 / 3.0) * 30 / 120) < 1e-11)
    #expect(abs((loads[1].load ?? 0) - (4 / 3.0) * 10 / 120) < 1e-11)
  }

  @Test("Scrapped parts do not come to what follows", .tags(.exact))
  func scrap() throws {
    let loads = try loads(
      "[saw, check: {finds: {burr: 50 %}}, pack]",
      "{saw: {time: 30 s, makes: {burr: 40 %}}, check: {time: 10 s}, pack: {time: 20 s}}",
      every: "1 min")
    // Of ten parts four have the defect, of which two are found.
    #expect(loads.map(\.visits) == [1, 1, 0.8])
    #expect(abs((loads[2].load ?? 0) - 0.8 * 20 / 60) < 1e-15)
  }

  @Test("Stops after so many parts leave less time to work in", .tags(.exact))
  func stops() throws {
    let loads = try loads(
      "[saw]",
      "{saw: {time: 6 min}}\nmaintenance: {clean: {of: saw.*, stop: {after_parts: 10, takes: 10 min}}}",
      every: "10 min")
    // Of 10 minutes one is a stop, six are work; a part takes seven at least.
    #expect(abs((loads[0].load ?? 0) - 6 / 9.0) < 1e-15)
    #expect(abs(loads[0].capacity - 1 / 420.0) < 1e-18)
  }

  @Test("Work in process is no load, as no more of it comes", .tags(.exact))
  func workInProcess() throws {
    let text = """
      fettle: 1
      horizon: 10 h
      products:
        part: {release: {orders: [{release: 1 h, quantity: 30}, {release: 0 h, quantity: 9, at: pack}]}, route: [saw, pack]}
      stations: {saw: {time: 6 min}, pack: {time: 4 min}}
      """
    let factory = try ScenarioReader.read(text: text, name: "plan.yaml").factory
    let loads = try #require(StationLoad.predicted(for: factory))
    #expect(abs((loads[0].load ?? 0) - 0.3) < 1e-15)
    #expect(abs((loads[1].load ?? 0) - 0.2) < 1e-15)
  }

  @Test("Failures and closed hours take capacity", .tags(.exact))
  func unavailable() throws {
    // Producing 3 h, down 1 h: three quarters. A calendar clock with the same: 3 of 4.
    for clock in ["producing", "running", "calendar"] {
      let loads = try loads(
        "[saw]",
        "{saw: {time: 1 min, failures: {jam: {after: exponential 3 h, clock: \(clock), repair: 1 h}}}}",
        every: "2 min")
      #expect(abs((loads[0].load ?? 0) - 0.5 / 0.75) < 1e-12, "\(clock)")
    }
    let text = """
      fettle: 1
      horizon: 1 wk
      calendars: {day: {days: mon-fri, shifts: [08:00-16:00]}}
      calendar: day
      products: {part: {release: {every: 10 min}, route: [saw]}}
      stations: {saw: {time: 1 min}}
      """
    let factory = try ScenarioReader.read(text: text, name: "plan.yaml").factory
    let load = try #require(StationLoad.predicted(for: factory)?.first)
    // 40 of 168 hours.
    #expect(abs((load.load ?? 0) - 0.1 * 168 / 40) < 1e-12)
  }

  @Test("A station that parts enter as fast as they can has a capacity, but no load")
  func saturated() throws {
    let text = BracketLine.text(replacing: "{keep: 60}", by: "saturated")
    let factory = try ScenarioReader.read(text: text, name: "line.yaml").factory
    let loads = try #require(StationLoad.predicted(for: factory))
    #expect(loads.count == 4)
    #expect(loads.allSatisfy { $0.load == nil && $0.capacity > 0 })
  }
}
