import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

/// Set-ups, worked by hand.
@Suite("Set-ups")
struct SetupTests {
  private func product(
    _ name: String, setup: String?, orders: [ReleaseOrder], work: Double = 6, priority: Int = 0
  ) -> Product {
    var operation = Operation(
      name: "paint \(name)", station: 0, time: .constant(work), idealTime: work)
    operation.setup = setup
    return Product(name: name, release: .orders(orders), priority: priority, route: [operation])
  }

  private func factory(
    _ products: [Product], horizon: Double, atStart: String? = nil,
    preemption: Station.Preemption = .never, failures: [FailureMode] = []
  ) -> Factory {
    var station = Station(name: "paint", preemption: preemption, failures: failures)
    station.setupTime = .constant(5)
    station.setupAtStart = atStart
    station.power.settingUp = 100
    return Factory(name: "shop", horizon: horizon, products: products, stations: [station])
  }

  @Test("A machine is set up when the part needs another set-up", .tags(.exact))
  func changes() throws {
    let line = factory(
      [
        product("red", setup: "red", orders: [ReleaseOrder(time: 0, parts: 2)]),
        product("blue", setup: "blue", orders: [ReleaseOrder(time: 1)]),
        // It needs none, and leaves the machine as it is.
        product("raw", setup: nil, orders: [ReleaseOrder(time: 2)]),
        product("azure", setup: "blue", orders: [ReleaseOrder(time: 3)]),
      ], horizon: 100)
    let first = try account(of: line, seed: 1)
    // Red: set-up 0–5, work 5–17; blue: 17–22, 22–28; raw 28–34; azure 34–40.
    #expect(first.products.map(\.cycleTime.sum) == [11 + 17, 27, 32, 37])
    #expect(first.stations[0].settingUp == 10)
    #expect(first.stations[0].setups == 2)
    #expect(first.stations[0].producing == 30)
    #expect(first.stations[0].starved == 60)
    #expect(first.stations[0].energy == 1_000)
    #expect(first.stations[0].activePeriods == 1)
    // A machine that is set up at the start needs one set-up less.
    var prepared = line
    prepared.stations[0].setupAtStart = "red"
    let sums = try account(of: prepared, seed: 1)
    #expect(sums.products.map(\.cycleTime.sum) == [6 + 12, 22, 27, 32])
    #expect(sums.stations[0].setups == 1)
  }

  @Test("A set-up for each part is made whatever was before", .tags(.exact))
  func eachPart() throws {
    var line = factory(
      [product("red", setup: "red", orders: [ReleaseOrder(time: 0, parts: 3)])], horizon: 100)
    line.products[0].route[0].setsUpForEach = true
    let sums = try account(of: line, seed: 1)
    // Set-up and work of 11 each, one after the other.
    #expect(sums.products.map(\.cycleTime.sum) == [11 + 22 + 33])
    #expect(sums.stations[0].setups == 3)
    #expect(sums.stations[0].settingUp == 15)
  }

  @Test("A set-up that a failure stops goes on after the repair", .tags(.exact))
  func failure() throws {
    let jam = FailureMode(
      name: "jam", timeToFailure: .constant(3), clock: .calendar, timeToRepair: .constant(4),
      interruptedWork: .scrap)
    // Set-up 0–3, down 3–7, set-up 7–9, work 9–10, and then the next failure scraps the part.
    let sums = try account(
      of: factory(
        [product("red", setup: "red", orders: [ReleaseOrder(time: 0)])], horizon: 20,
        failures: [jam]), seed: 1)
    #expect(sums.stations[0].settingUp == 5)
    #expect(sums.stations[0].setups == 1)
    #expect(sums.stations[0].producing == 1)
    #expect(sums.line.scrapped == 1)
    // Down 3–7, 10–14 and 17–20.
    #expect(sums.stations[0].down == 11)
  }

  @Test("Set-ups do not count as work on the clock of a failure", .tags(.exact))
  func clock() throws {
    let wear = FailureMode(
      name: "wear", timeToFailure: .constant(6), clock: .producing, timeToRepair: .constant(2))
    // Set-up 0–5, work 5–11, when it fails; part 2 is red as well: 13–19.
    let sums = try account(
      of: factory(
        [product("red", setup: "red", orders: [ReleaseOrder(time: 0, parts: 2)])], horizon: 18,
        failures: [wear]), seed: 1)
    #expect(sums.stations[0].failures == 1)
    #expect(sums.stations[0].producing == 6 + 5)
  }

  @Test("A set-up that is left for a more urgent part is lost", .tags(.exact))
  func preemption() throws {
    let sums = try account(
      of: factory(
        [
          product("red", setup: "red", orders: [ReleaseOrder(time: 0)]),
          product("urgent", setup: nil, orders: [ReleaseOrder(time: 3)], work: 2, priority: 5),
        ], horizon: 50, preemption: .resume), seed: 1)
    // Set-up 0–3, urgent 3–5, set-up 5–10, red 10–16.
    #expect(sums.products.map(\.cycleTime.sum) == [16, 2])
    #expect(sums.stations[0].settingUp == 8)
    #expect(sums.stations[0].setups == 1)
  }
}
