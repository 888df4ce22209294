import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

/// Dispatch rules, batches and machines that take parts while others are inside, worked by hand.
@Suite("Dispatching")
struct DispatchTests {
  /// A job of one operation at the only station: when it comes, how long it takes, when it is due.
  private struct Job {
    var release = 0.0
    var work: Double
    var due = Double.infinity
    var priority = 0
    var setup: String?
    /// Work at a second station afterwards.
    var later = 0.0
  }

  private func operation(_ name: String, _ station: Int, _ time: Double) -> Operation {
    var operation = Operation(
      name: name, station: station, time: .constant(time), idealTime: time)
    operation.meanTime = time
    return operation
  }

  private func factory(_ jobs: [Job], _ rule: DispatchRule, machines: [Machine] = ["m"]) -> Factory
  {
    let products = jobs.enumerated().map { index, job in
      var first = operation("work", 0, job.work)
      first.setup = job.setup
      let route = job.later > 0 ? [first, operation("later", 1, job.later)] : [first]
      return Product(
        name: "job\(index)", release: .orders([ReleaseOrder(time: job.release, due: job.due)]),
        priority: job.priority, route: route)
    }
    var shop = Station(name: "shop", machines: machines)
    shop.dispatch = rule
    return Factory(
      name: "shop", horizon: 1_000, products: products, stations: [shop, Station(name: "later")])
  }

  /// When each job is finished.
  private func finishes(_ factory: Factory) throws -> [Double] {
    try account(of: factory, seed: 1).orders.map(\.finishedAt)
  }

  /// The order in which a machine takes jobs that wait together behind one that comes first.
  private func order(_ jobs: [Job], _ criteria: [DispatchRule.Criterion]) throws -> [Int] {
    let all =
      [Job(work: 1)]
      + jobs.map { job in
        var later = job
        later.release = 0.5
        return later
      }
    let starts = try account(of: factory(all, DispatchRule(criteria)), seed: 1).orders
      .map(\.startedAt)
    return (0..<jobs.count).sorted { starts[$0 + 1] < starts[$1 + 1] }
  }

  @Test(
    "Each rule takes the part that its name says", .tags(.exact),
    arguments: [
      ([DispatchRule.Criterion.firstCome], [0, 1, 2, 3]),
      ([.shortestTime], [2, 0, 3, 1]), ([.longestTime], [1, 3, 0, 2]),
      ([.earliestDue], [3, 1, 2, 0]), ([.priority], [1, 0, 2, 3]),
      // Slack is due - now - work left: 73, 11, 37, 12 at the moment of the first decision.
      ([.leastSlack], [1, 3, 2, 0]),
      // (due - 1) / work left: 79/6, 20/9, 38/1, 19/7: 13.2, 2.2, 38, 2.7.
      ([.criticalRatio], [1, 3, 0, 2]),
      ([.mostWorkLeft], [1, 3, 0, 2]), ([.leastWorkLeft], [2, 0, 3, 1]),
      ([.priority, .earliestDue], [1, 3, 2, 0]),
    ])
  func rules(criteria: [DispatchRule.Criterion], expected: [Int]) throws {
    let jobs = [
      Job(work: 4, due: 80, later: 2), Job(work: 9, due: 21, priority: 1), Job(work: 1, due: 39),
      Job(work: 5, due: 20, later: 2),
    ]
    #expect(try order(jobs, criteria) == expected)
  }

  @Test("The last that comes goes first, where the rule says so", .tags(.exact))
  func lastCome() throws {
    let jobs = [
      Job(work: 10), Job(release: 1, work: 1), Job(release: 2, work: 1), Job(release: 3, work: 1),
    ]
    #expect(try finishes(factory(jobs, DispatchRule([.lastCome]))) == [10, 13, 12, 11])
  }

  @Test(
    "Parts that come while work ends at the same moment are among those compared", .tags(.exact))
  func simultaneous() throws {
    // The machine is free at 10, when the short job comes: it goes before the long one that waits.
    let jobs = [Job(work: 10), Job(release: 5, work: 8), Job(release: 10, work: 2)]
    #expect(try finishes(factory(jobs, DispatchRule([.shortestTime]))) == [10, 20, 12])
  }

  @Test("Apparent tardiness costs weigh work, slack and weight", .tags(.exact))
  func tardinessCost() throws {
    // Both late: weight / work decides. 1/4 against 2/9: the first goes first.
    let late = [Job(work: 4, due: 0), Job(work: 9, due: 0, priority: 1)]
    #expect(try order(late, [.apparentTardinessCost(lookAhead: 2)]) == [0, 1])
    let heavier = [Job(work: 4, due: 0), Job(work: 9, due: 0, priority: 2)]
    #expect(try order(heavier, [.apparentTardinessCost(lookAhead: 2)]) == [1, 0])
    // With much slack the same work counts less: exp(-slack / (2 * mean work)).
    let early = [Job(work: 4, due: 100), Job(work: 5, due: 6)]
    #expect(try order(early, [.apparentTardinessCost(lookAhead: 2)]) == [1, 0])
  }

  // MARK: - Set-ups

  @Test("Set-ups take the time of their change, and the least is chosen", .tags(.exact))
  func setupChanges() throws {
    let jobs = [
      Job(work: 1, setup: "red"), Job(release: 0.5, work: 1, setup: "blue"),
      Job(release: 0.6, work: 1, setup: "red"), Job(release: 0.7, work: 1, setup: "green"),
    ]
    var factory = factory(jobs, DispatchRule([.leastSetup]))
    factory.stations[0].setupTime = .constant(50)
    factory.stations[0].meanSetupTime = 50
    factory.stations[0].setupAtStart = "red"
    factory.stations[0].setupChanges = [
      SetupChange(from: "red", to: "green"): PlannedTime(.constant(3), mean: 3),
      SetupChange(from: "green", to: nil): PlannedTime(.constant(7), mean: 7),
    ]
    // Red at 0, red at 1, then green after 3, then blue after 7.
    #expect(try finishes(factory) == [1, 14, 2, 6])
    // Its own time holds for an operation, whatever was before.
    factory.products[1].route[0].setupTime = PlannedTime(.constant(2), mean: 2)
    // Blue after 2 (till 5), then green after 50.
    #expect(try finishes(factory) == [1, 5, 2, 56])
  }

  @Test("A minimum run is made, or expires", .tags(.exact))
  func minimumRun() throws {
    let jobs = [
      Job(work: 1, setup: "red"), Job(release: 0.5, work: 1, setup: "blue"),
      Job(release: 6, work: 1, setup: "red"),
    ]
    var factory = factory(jobs, DispatchRule([.firstCome]))
    factory.stations[0].setupTime = .constant(1)
    factory.stations[0].minimumRun = 2
    // Red from 0 to 2; blue has to wait for the second red, of 6 to 7, and comes after a set-up.
    #expect(try finishes(factory) == [2, 9, 7])
    factory.stations[0].minimumRunExpires = 3
    // At 5 it is set up for blue: 6 to 7; the run of blue holds until 10, then red after a set-up.
    #expect(try finishes(factory) == [2, 7, 12])
  }

  // MARK: - Machines

  @Test(
    "The machine is chosen as the rule says", .tags(.exact),
    arguments: [
      (DispatchRule.MachineChoice.inOrder, [0, 1, 0]), (.longestFree, [0, 1, 1]),
      (.freedLast, [1, 0, 0]),
    ])
  func machineChoice(choice: DispatchRule.MachineChoice, expected: [Int]) throws {
    // The second machine takes a tenth of the time. Jobs at 0, 0 and, when both are free, at 50.
    let jobs = [Job(work: 10), Job(work: 10), Job(release: 50, work: 10)]
    var factory = factory(
      jobs, DispatchRule([.firstCome], machineChoice: choice),
      machines: [Machine(name: "slow"), Machine(name: "fast", speed: 10)])
    factory.products[1].route[0].time = .constant(20)
    let finished = try finishes(factory)
    let works = [10.0, 20, 10]
    let begins = [0.0, 0, 50]
    for job in 0..<3 {
      let isSlow = abs(finished[job] - begins[job] - works[job]) < 1e-9
      #expect((isSlow ? 0 : 1) == expected[job], "job \(job) finished at \(finished[job])")
    }
  }

  @Test("A part comes back to the machine that did an earlier operation", .tags(.exact))
  func machineOf() throws {
    var first = operation("expose", 0, 2)
    first.idealTime = 2
    var again = operation("expose_again", 0, 2)
    again.machineOf = 0
    let product = Product(
      name: "lot", release: .orders([ReleaseOrder(time: 0), ReleaseOrder(time: 1)]),
      route: [first, operation("etch", 1, 1), again])
    var litho = Station(name: "litho", machines: ["a", "b"])
    litho.dispatch = .firstCome
    var factory = Factory(
      name: "fab", horizon: 100, products: [product], stations: [litho, Station(name: "etch")])
    // Each lot has a machine of its own: 0-2, 2-3, 3-5 and 1-3, 3-4, 4-6.
    #expect(try finishes(factory) == [5, 6])
    // The second lot comes to the machine of the first, which is taken, while the other stands by.
    factory.stations[0].machines = [
      Machine(name: "a", products: [0]), Machine(name: "b", calendar: 0),
    ]
    factory.calendars = [WorkCalendar(name: "late", spans: [.init(start: 3.5, end: 100)])]
    // Lot 1: a 0-2, etch 2-3, a. Lot 2: a 2-4, etch 4-5, a 5-7 though b is free. Lot 1: a 4-6.
    #expect(try finishes(factory) == [6, 8])
  }

  // MARK: - Batches

  private func batches(
    _ rule: BatchRule, _ times: [Double], family: [String] = [], horizon: Double = 200
  ) -> Factory {
    let products = times.enumerated().map { index, time in
      var bake = operation("bake", 0, 10)
      bake.batch = rule
      bake.family = family.isEmpty ? nil : family[index]
      return Product(
        name: "p\(index)", release: .orders([ReleaseOrder(time: time)]), route: [bake])
    }
    return Factory(
      name: "oven", horizon: horizon, products: products, stations: [Station(name: "oven")])
  }

  @Test("A batch begins with the least number, holds the most, and takes families together")
  func families() throws {
    let rule = BatchRule(.family, atLeast: 2, atMost: 3)
    let factory = batches(
      rule, [0, 1, 2, 3, 4, 5], family: ["a", "b", "a", "a", "a", "b"])
    // a, a at 2 until 12; then a, a (3, 4) before b, b, for the first of them came before the second b... but
    // b came at 1: at 12 the first that came is b of 1, with b of 5: until 22; then a, a until 32.
    #expect(try finishes(factory) == [12, 22, 12, 32, 32, 22])
    let account = try account(of: factory, seed: 1)
    #expect(account.stations[0].producing == 30)
    #expect(account.line.good == 6)
  }

  @Test("A batch waits no longer than it may", .tags(.exact))
  func longestWait() throws {
    let rule = BatchRule(.anything, atLeast: 3, atMost: 5, longestWait: 4)
    // 0 and 1 wait until 4; 20, 21, 22 begin at 22.
    #expect(try finishes(batches(rule, [0, 1, 20, 21, 22])) == [14, 14, 32, 32, 32])
    // Without a limit the two wait for the third.
    let patient = BatchRule(.anything, atLeast: 3, atMost: 5)
    #expect(try finishes(batches(patient, [0, 1, 20])) == [30, 30, 30])
  }

  @Test("Parts of a batch block their machine one by one", .tags(.exact))
  func blockedBatch() throws {
    var bake = operation("bake", 0, 10)
    bake.batch = BatchRule(.anything, atLeast: 3, atMost: 3)
    let product = Product(
      name: "part", release: .orders([ReleaseOrder(time: 0, parts: 6)]),
      route: [bake, operation("pack", 1, 4)])
    let factory = Factory(
      name: "line", horizon: 100, products: [product],
      stations: [Station(name: "oven"), Station(name: "pack", buffer: 1)])
    let account = try account(of: factory, seed: 1)
    // At 10 one is packed, one waits, one holds the oven until 14. The second batch is out at 24 and the
    // packing of the third ends at 22: 28, 32, 36; its last part leaves the oven at 28.
    #expect(account.line.good == 6)
    #expect(account.stations[0].producing == 20)
    #expect(account.stations[0].blocked == 8)
    #expect(account.orders[0].finishedAt == 36)
  }

  // MARK: - Inside and on the way

  @Test("A machine takes the next part while one is inside, and parts take time on their way")
  func cascade() throws {
    var wash = operation("wash", 0, 10)
    wash.interval = .constant(3)
    var dry = operation("dry", 1, 1)
    dry.transport = .constant(5)
    let product = Product(
      name: "part", release: .orders([ReleaseOrder(time: 0), ReleaseOrder(time: 0)]),
      route: [wash, dry])
    let factory = Factory(
      name: "bath", horizon: 100, products: [product],
      stations: [Station(name: "bath"), Station(name: "dry")])
    let account = try account(of: factory, seed: 1)
    // In at 0 and 3, out at 10 and 13, there at 15 and 18, done at 16 and 19.
    #expect(account.orders.map(\.finishedAt) == [16, 19])
    #expect(account.orders.map(\.travelled) == [5, 5])
    #expect(account.orders.map(\.waited) == [0, 3])
    #expect(account.orders.map(\.worked) == [11, 11])
    // Something is inside from 0 to 13.
    #expect(account.stations[0].producing == 13)
    #expect(account.line.presence == 16 + 19)
  }

  @Test("A machine with something inside is no longer free than another", .tags(.exact))
  func vacated() throws {
    var wash = operation("wash", 0, 10)
    wash.interval = .constant(3)
    let product = Product(
      name: "part",
      release: .orders([0, 1, 30].map { ReleaseOrder(time: $0) }), route: [wash])
    let factory = Factory(
      name: "bath", horizon: 100, products: [product], stations: [Station(name: "bath")])
    let account = try account(of: factory, seed: 1)
    // In at 0, 3 and 30; out at 10, 13 and 40.
    #expect(account.orders.map(\.finishedAt) == [10, 13, 40])
    #expect(account.stations[0].producing == 13 + 10)
    #expect(account.stations[0].starved == 17 + 60)
  }

  @Test("Orders may begin in the middle of the route", .tags(.exact))
  func workInProcess() throws {
    let product = Product(
      name: "part",
      release: .orders([
        ReleaseOrder(time: 0, operation: 1), ReleaseOrder(time: 0),
        ReleaseOrder(time: 4, due: 4.5, operation: 2),
      ]),
      route: [operation("saw", 0, 2), operation("turn", 1, 3), operation("pack", 2, 1)])
    let factory = Factory(
      name: "line", horizon: 100, products: [product],
      stations: ["saw", "turn", "pack"].map { Station(name: $0) })
    let account = try account(of: factory, seed: 1)
    // Turned 0–3 and packed 3–4; sawn 0–2, turned 3–6, packed 6–7; packed 4–5.
    #expect(account.orders.map(\.finishedAt) == [4, 7, 5])
    #expect(account.orders.map(\.waited) == [0, 1, 0])
    #expect(account.products[0].late == 1)
    #expect(account.stations.map(\.produced) == [1, 2, 3])
  }

  @Test("An operation is done to its share of the parts", .tags(.statistical))
  func share() throws {
    var check = operation("check", 1, 1)
    check.share = 0.3
    let product = Product(
      name: "part", release: .every(interval: .constant(2)),
      route: [operation("work", 0, 1), check, operation("pack", 2, 1)])
    let factory = Factory(
      name: "line", horizon: 20_000, products: [product],
      stations: [Station(name: "work"), Station(name: "check"), Station(name: "pack")])
    let account = try account(of: factory, seed: 1)
    let all = Double(account.stations[0].produced)
    let share = Double(account.stations[1].produced) / all
    #expect(abs(share - 0.3) < 4 * (0.21 / all).squareRoot())
    #expect(account.stations[2].produced >= account.stations[0].produced - 2)
  }

  @Test("Late parts are counted, with how late they are", .tags(.exact))
  func tardiness() throws {
    let jobs = [Job(work: 4, due: 5), Job(work: 4, due: 5), Job(work: 4)]
    let account = try account(of: factory(jobs, .firstCome), seed: 1)
    #expect(account.line.due == 2)
    #expect(account.line.late == 1)
    #expect(account.line.tardiness == 3)
  }
}
