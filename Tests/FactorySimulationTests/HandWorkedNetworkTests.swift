import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

/// Small cases of networks with fixed times, worked by hand.
@Suite("Hand-worked networks")
struct HandWorkedNetworkTests {
  private func operation(
    _ name: String, _ station: Int, _ time: Double, next: [Branch] = [], initial: Int = 0
  ) -> Operation {
    Operation(
      name: name, station: station, time: .constant(time), idealTime: time, next: next,
      initialParts: initial)
  }

  @Test("A schedule lets parts enter at its times", .tags(.exact))
  func schedule() throws {
    let factory = Factory(
      name: "orders", horizon: 100,
      product: Product(
        name: "part",
        release: .orders([
          ReleaseOrder(time: 0), ReleaseOrder(time: 10, parts: 3), ReleaseOrder(time: 12),
        ]), route: [operation("work", 0, 5)]), stations: [Station(name: "work")])
    let account = try account(of: factory, seed: 1)
    // Begun at 0, 10, 15, 20, 25: cycle times 5, 5, 10, 15, 18.
    #expect(account.line.good == 5)
    #expect(account.line.cycleTime.sum == 53)
    #expect(account.stations[0].producing == 25)
    // Waiting: 0, 0, 5, 10, 13.
    #expect(account.stations[0].queueTime == 28)
    #expect(account.meanQueue == [0.28])
    #expect(account.meanNumber == [0.53])
  }

  @Test("Lots may begin at a time, and are as far apart from then on", .tags(.exact))
  func starting() throws {
    let factory = Factory(
      name: "late", horizon: 100,
      product: Product(
        name: "part", release: .every(interval: .constant(20), starting: 35),
        route: [operation("work", 0, 1)]), stations: [Station(name: "work")])
    // At 35, 55, 75, 95.
    #expect(try account(of: factory, seed: 1).line.released == 4)
  }

  @Test("Parts stand at stations at the start, and count among those that are kept", .tags(.exact))
  func initialParts() throws {
    let factory = Factory(
      name: "started", horizon: 6,
      product: Product(
        name: "part", release: .keep(parts: 5),
        route: [operation("first", 0, 10), operation("second", 1, 4, initial: 3)]),
      stations: [Station(name: "first"), Station(name: "second")])
    let account = try account(of: factory, seed: 1)
    // Three at the second station, two enter at the first, and one more when the first leaves at 4.
    #expect(account.line.released == 6)
    #expect(account.line.good == 1)
    #expect(account.line.inside == 5)
    #expect(account.stations[1].producing == 6)
  }

  @Test(
    "A part of higher priority takes the machine, and the other goes on where it was",
    .tags(.exact), arguments: [(Station.Preemption.resume, 16.0), (.restart, 20.0)])
  func preemption(kind: Station.Preemption, end: Double) throws {
    let factory = Factory(
      name: "urgent", horizon: 100,
      products: [
        Product(
          name: "normal", release: .orders([ReleaseOrder(time: 0)]), priority: 0,
          route: [operation("work", 0, 10)]),
        Product(
          name: "urgent", release: .orders([ReleaseOrder(time: 4)]), priority: 5,
          route: [operation("hurry", 0, 6)]),
      ], stations: [Station(name: "server", preemption: kind)])
    let account = try account(of: factory, seed: 1)
    #expect(account.products[1].cycleTime.sum == 6)
    #expect(account.products[0].cycleTime.sum == end)
    #expect(account.stations[0].producing == end)
    // The interrupted part waited from 4 to 10.
    #expect(account.stations[0].queueTime == 6)
  }

  @Test("A part of higher priority takes only a machine that may do it", .tags(.exact))
  func preemptionOfMachinesThatDiffer() throws {
    func product(_ name: String, _ time: Double, _ work: Double, priority: Int = 0) -> Product {
      Product(
        name: name, release: .orders([ReleaseOrder(time: time)]), priority: priority,
        route: [operation("work on a \(name)", 0, work)])
    }
    let factory = Factory(
      name: "urgent", horizon: 100,
      products: [
        product("gear", 0, 10), product("wheel", 0, 20), product("urgent wheel", 4, 6, priority: 5),
      ],
      stations: [
        Station(
          name: "lathe",
          machines: [
            Machine(name: "a", products: [0]), Machine(name: "b", products: [1, 2]),
          ], preemption: .resume)
      ])
    let account = try account(of: factory, seed: 1)
    // The first machine goes on with its gear; the second leaves its wheel from 4 to 10.
    #expect(account.products.map(\.cycleTime.sum) == [10, 26, 6])
    #expect(account.stations[0].queueTime == 6)
  }

  @Test("A part of higher priority that waits takes a machine that comes back", .tags(.exact))
  func preemptionAfterRepair() throws {
    let failure = FailureMode(
      name: "jam", timeToFailure: .constant(2), clock: .calendar, timeToRepair: .constant(7))
    let factory = Factory(
      name: "urgent", horizon: 18,
      products: [
        Product(
          name: "normal", release: .orders([ReleaseOrder(time: 0)]), priority: 0,
          route: [operation("work", 0, 3)]),
        Product(
          name: "urgent", release: .orders([ReleaseOrder(time: 4)]), priority: 5,
          route: [operation("hurry", 0, 1)]),
      ], stations: [Station(name: "server", preemption: .resume, failures: [failure])])
    let account = try account(of: factory, seed: 1)
    // Down from 2 to 9. Then the urgent part, 9 to 10, and the last second of the other, 10 to 11.
    #expect(account.products[1].cycleTime.sum == 6)
    #expect(account.products[0].cycleTime.sum == 11)
    #expect(account.stations[0].producing == 4)
  }

  @Test("Work that is only to begin is not interrupted by a failure", .tags(.exact))
  func nothingToScrap() throws {
    var mode = FailureMode(
      name: "jam", timeToFailure: .constant(20), clock: .calendar, timeToRepair: .constant(5))
    mode.interruptedWork = .scrap
    // The failure at 20 strikes as the third part begins: nothing of it is lost.
    let account = try account(of: failing(mode, horizon: 40), seed: 1)
    #expect(account.line.scrapped == 0)
    #expect(account.line.good == 3)
  }

  @Test("A part waits on its machine for another of the same station", .tags(.exact))
  func otherMachineOfTheStation() throws {
    var first = operation("rough", 0, 10)
    first.machineTimes = [0: .constant(10), 1: .constant(4)]
    var second = operation("finish", 0, 5)
    second.machineTimes = [0: .constant(5)]
    let factory = Factory(
      name: "shop", horizon: 50,
      product: Product(
        name: "part", release: .orders([ReleaseOrder(time: 0, parts: 2)]),
        route: [first, second]),
      stations: [Station(name: "lathe", machines: ["a", "b"], buffer: 0)])
    let account = try account(of: factory, seed: 1)
    // The first part is roughed on a until 10 and finished there at once, until 15. The second, roughed
    // on b until 4, stands there until a is free, and is finished at 20.
    #expect(account.line.cycleTime.sum == 15 + 20)
    #expect(account.stations[0].blocked == 11)
    #expect(account.stations[0].producing == 10 + 4 + 5 + 5)
  }

  @Test("Blocking before service: work begins when there is a place ahead", .tags(.exact))
  func blockingBeforeService() throws {
    // Station 1 takes 2 s, station 2 takes 5 s, no place between. The second machine must be free
    // before the first may begin: 2 + 5 s a part, one after the other.
    var line = serialLine(
      times: [.constant(2), .constant(5)], buffers: [nil, 0], warmUp: 0, horizon: 70)
    line.stations[0].blocking = .beforeService
    let account = try account(of: line, seed: 1)
    #expect(account.line.good == 10)
    #expect(account.stations[0].producing == 20)
    #expect(account.stations[0].blocked == 50)
    #expect(account.stations[1].starved == 20)
  }

  @Test("Machines of a station differ in speed, in products and in times", .tags(.exact))
  func differingMachines() throws {
    func factory(_ machines: [Machine], times: [Int: Distribution] = [:]) -> Factory {
      var work = operation("work", 0, 6)
      work.machineTimes = times
      let gear = Product(
        name: "gear", release: .orders([ReleaseOrder(time: 0, parts: 2)]), route: [work])
      var wheel = gear
      wheel.name = "wheel"
      return Factory(
        name: "shop", horizon: 100, products: [gear, wheel],
        stations: [Station(name: "lathe", machines: machines)])
    }
    // Four parts of 6 s. At double speed the second machine takes 3 s: it does the parts at 0–3, 3–6
    // and the fourth at 6–9 or the first machine does; at 6 both are free and the first is taken.
    let fast = try account(of: factory(["a", Machine(name: "b", speed: 2)]), seed: 1)
    #expect(fast.line.cycleTime.sum == 6 + 3 + 6 + 12)
    // The first machine does gears only, the second wheels only: 6 and 12 each.
    let apart = try account(
      of: factory([Machine(name: "a", products: [0]), Machine(name: "b", products: [1])]), seed: 1)
    #expect(apart.products.map(\.cycleTime.sum) == [18, 18])
    // Only the second machine has a time: 4, 8, 12, 16.
    let alone = try account(of: factory(["a", "b"], times: [1: .constant(4)]), seed: 1)
    #expect(alone.line.cycleTime.sum == 40)
  }

  private func failing(_ mode: FailureMode, horizon: Double = 100) -> Factory {
    Factory(
      name: "failing", horizon: horizon,
      product: Product(name: "part", release: .saturated, route: [operation("work", 0, 10)]),
      stations: [Station(name: "work", failures: [mode])])
  }

  @Test("Failures may count parts", .tags(.exact))
  func partsClock() throws {
    let account = try account(
      of: failing(
        FailureMode(
          name: "clean", timeToFailure: .constant(3), clock: .parts, timeToRepair: .constant(5))),
      seed: 1)
    // Three parts in 30, repair to 35, to 65, to 70, to 100: nine parts, the third failure at 100.
    #expect(account.line.good == 9)
    #expect(account.stations[0].failures == 3)
    #expect(account.stations[0].down == 10)
  }

  @Test(
    "A failure lets the work go on, begin again, or scraps the part", .tags(.exact),
    arguments: [
      (FailureMode.InterruptedWork.resume, good: 8, scrapped: 0),
      (.restart, good: 7, scrapped: 0), (.scrap, good: 7, scrapped: 2),
    ])
  func interruptedWork(kind: FailureMode.InterruptedWork, good: Int, scrapped: Int) throws {
    let account = try account(
      of: failing(
        FailureMode(
          name: "jam", timeToFailure: .constant(36), clock: .producing,
          timeToRepair: .constant(8), interruptedWork: kind)), seed: 1)
    // Fails at 36 with 6 s done, runs again from 44; fails again after another 36 s of work, at 80,
    // and runs again from 88.
    // Resume: done at 10, 20, 30, 48, 58, 68, 78, and at 80 + 8 + 8 = 96.
    // Anew at 44: 54, 64, 74; at 80 6 s done are lost again; from 88: 98. Scrap goes the same way.
    #expect(account.line.good == good)
    #expect(account.line.scrapped == scrapped)
  }

  @Test("A crew of one repairs one machine at a time, the more urgent first", .tags(.exact))
  func crews() throws {
    func mode(_ at: Double, priority: Int) -> FailureMode {
      FailureMode(
        name: "stop", timeToFailure: .constant(at), timeToRepair: .constant(10), crew: 0,
        priority: priority)
    }
    func station(_ name: String, _ at: Double, priority: Int = 0) -> Station {
      Station(name: name, failures: [mode(at, priority: priority)])
    }
    let factory = Factory(
      name: "hall", horizon: 40,
      product: Product(
        name: "part", release: .saturated,
        route: [operation("a", 0, 1), operation("b", 1, 1), operation("c", 2, 1)]),
      stations: [station("a", 5), station("b", 6), station("c", 7, priority: 1)],
      crews: [Crew(name: "fitters")])
    let account = try account(of: factory, seed: 1)
    // a: 5–15; then c, which is more urgent: waits 7–15, 15–25; then b: waits 6–25, 25–35.
    // a fails again at 20; c, ready at 25, fails again at 32, is again more urgent, 35–40.
    #expect(account.stations.map(\.down) == [10, 10, 15])
    #expect(account.stations.map(\.waitingForRepair) == [20, 19, 11])
    #expect(account.crews[0].working == 35)
    #expect(account.crews[0].onShift == 40)
    #expect(account.crews[0].repairs == 4)
    #expect(account.crews[0].responseTime == 0 + 8 + 19 + 3)
    #expect(account.crews[0].waiting == 8 + 19 + 3 + 20)
  }

  @Test("A crew rests when its shift ends, whatever the machine's calendar", .tags(.exact))
  func crewShift() throws {
    let hour = 3_600.0
    var factory = failing(
      FailureMode(
        name: "stop", timeToFailure: .constant(10 * hour), timeToRepair: .constant(6 * hour),
        crew: 0), horizon: 40 * hour)
    factory.calendars = [
      WorkCalendar(
        name: "day",
        spans: [.init(start: 6 * hour, end: 14 * hour), .init(start: 30 * hour, end: 38 * hour)])
    ]
    factory.crews = [Crew(name: "day", calendar: 0)]
    let account = try account(of: factory, seed: 1)
    // Fails at 10, is under repair to 14, rests to 30, is ready at 32.
    #expect(account.stations[0].down == 6 * hour)
    #expect(account.stations[0].waitingForRepair == 16 * hour)
    #expect(account.crews[0].working == 6 * hour)
    #expect(account.crews[0].onShift == 16 * hour)
  }

  @Test("Energy is power by state, and costs what the tariff of its time says", .tags(.exact))
  func energy() throws {
    let hour = 3_600.0
    var factory = Factory(
      name: "power", horizon: 24 * hour,
      product: Product(
        name: "part", release: .every(interval: .constant(2 * hour)),
        route: [operation("work", 0, hour)]),
      stations: [
        Station(name: "work", power: StatePower(producing: 3_000, idle: 1_000))
      ])
    factory.calendars = [
      WorkCalendar(name: "day", spans: [.init(start: 6 * hour, end: 22 * hour)])
    ]
    let kilowattHour = 3.6e6
    factory.costs = CostRates(
      currency: "EUR", energy: 0.10 / kilowattHour,
      tariffs: [Tariff(calendar: 0, price: 0.30 / kilowattHour)])
    let account = try account(of: factory, seed: 1)
    // Parts at 2, 4 … 22 (and 24, at the end): busy 11 h, of which 2–3 and 4–5 and 22–23 at night.
    // By day 8 h busy and 8 h idle; at night 3 h busy and 5 h idle.
    let day = 8 * 3.0 + 8 * 1
    let night = 3 * 3.0 + 5 * 1
    #expect(abs(account.stations[0].energy / kilowattHour - (day + night)) < 1e-9)
    #expect(abs(account.stations[0].energyCost - (0.30 * day + 0.10 * night)) < 1e-9)
  }

  @Test("Saturated products of one station enter in turn", .tags(.exact))
  func saturatedProducts() throws {
    let products = ["a", "b"].map {
      Product(name: $0, release: .saturated, route: [operation("work", 0, 10)])
    }
    let factory = Factory(
      name: "turns", horizon: 60, products: products, stations: [Station(name: "work")])
    #expect(try account(of: factory, seed: 1).products.map(\.good) == [3, 3])
  }

  @Test("A repair for which there is no crew brings the factory to a standstill", .tags(.failure))
  func standstill() throws {
    var factory = failing(
      FailureMode(
        name: "stop", timeToFailure: .constant(25), timeToRepair: .constant(5), crew: 0))
    factory.crews = [Crew(name: "nobody", size: 0)]
    let failure = #expect(throws: SimulationFailure.self) { try account(of: factory, seed: 1) }
    #expect(
      failure?.explanation
        == "nothing moves any more: work waits for nobody, who are none; give what is waited for a "
        + "size above 0, or send the parts elsewhere")
  }
}
