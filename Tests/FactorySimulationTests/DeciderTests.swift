import Degradation
import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

/// Deciders that are asked at looks, against rules that do the same by other means.
@Suite("Deciders of maintenance")
struct DeciderTests {
  private static let hour = ComponentTests.hour
  private static let meanLife = 40 * hour
  private static let daily = MaintenanceRule.Look.every(24 * hour)

  /// Two stations with straight wear, jams, a crew and spares; `change` alters what the rule says.
  private static func plant(
    _ trigger: MaintenanceRule.Trigger, _ look: MaintenanceRule.Look = daily,
    _ change: (inout MaintenanceRule) -> Void = { _ in }
  ) -> Factory {
    func logNormal(_ mean: Double) -> Distribution {
      Distribution(.logNormal(mean: mean, standardDeviation: 0.3 * mean))
    }
    let die = Component(
      name: "die", wear: .linear(meanLife: meanLife), clock: ComponentClock(.producing),
      replace: Restoration(
        planned: logNormal(2 * hour), failed: logNormal(6 * hour), plannedCost: 10,
        failedCost: 100, crews: [0], spares: [SpareUse(store: 0)]),
      repair: Restoration(planned: logNormal(hour), plannedCost: 3))
    let jam = FailureMode(
      name: "jam", timeToFailure: Distribution(.exponential(mean: 20 * hour)),
      timeToRepair: logNormal(hour / 2), crew: 0)
    var press = Station(name: "press", machines: ["press_1", "press_2"], failures: [jam])
    press.components = [die]
    var pack = Station(name: "pack", buffer: 5, failures: [jam])
    pack.components = [die]
    var factory = Factory(
      name: "plant", warmUp: 200 * hour, horizon: 2_800 * hour,
      product: Product(
        name: "part", release: .saturated,
        route: [
          Operation(name: "press", station: 0, time: logNormal(60), idealTime: 60),
          Operation(name: "pack", station: 1, time: logNormal(30), idealTime: 30),
        ]), stations: [press, pack])
    factory.crews = [Crew(name: "fitters")]
    factory.items = [Item(name: "die")]
    factory.stores = [
      Store(
        name: "crib", item: 0, leadTime: logNormal(10 * hour), initial: 3,
        replenishment: .baseStock(3))
    ]
    let places = [(0, 0), (0, 1), (1, 0)].map {
      ComponentPlace(station: $0.0, machine: $0.1, component: 0)
    }
    var rule = MaintenanceRule(
      name: "dies", components: Set(places), trigger: trigger, look: look)
    change(&rule)
    factory.rules = [rule]
    return factory
  }

  private static func account(
    of factory: Factory, seed: UInt64, _ deciders: [String: any MaintenanceDecider] = [:]
  ) throws -> RunAccount {
    var simulation = FactorySimulation(factory, seed: seed, replication: 0, deciders: deciders)
    while try simulation.advance(maximumEvents: 100_000) {}
    return simulation.account()
  }

  // MARK: - The same as rules

  @Test(
    "Replacing from an age on is replacing from a wear on, where wear is straight", .tags(.law),
    arguments: [daily, .every(7.3 * hour), .parts(500)])
  func replacementByAge(look: MaintenanceRule.Look) throws {
    func detailed(_ trigger: MaintenanceRule.Trigger) -> Factory {
      Self.plant(trigger, look) {
        $0.approval = Distribution(.exponential(mean: 5 * Self.hour))
        $0.inspection = ComponentInspection(
          takes: Distribution(.exponential(mean: Self.hour / 4)), cost: 2, crews: [0])
      }
    }
    for seed in 1...5 as ClosedRange<UInt64> {
      // Ages are sums of drawn times: none is 80 % of the mean life to the last digits.
      let expected = try Self.account(of: detailed(.wear(0.8)), seed: seed)
      let actual = try Self.account(
        of: detailed(.decider("by age")), seed: seed,
        ["by age": AgeDecider(replaceFrom: 0.8 * Self.meanLife)])
      #expect(actual == expected)
      #expect(expected.components[0].plannedReplacements > 10)
      #expect(expected.components[0].failedReplacements > 0)
    }
  }

  @Test(
    "A decider that remembers its repairs does what a table of actions by wear does", .tags(.law))
  func repairByAge() throws {
    let table = [WearAction(from: 0.25, action: .repair), WearAction(from: 0.5, action: .replace)]
    let decider = RepairDecider(repairFrom: 0.25 * Self.meanLife, replaceFrom: 0.5 * Self.meanLife)
    var mixed = 0
    for seed in 1...8 as ClosedRange<UInt64> {
      // With short intervals nearly all is repaired, with long ones nearly all is replaced.
      let look = MaintenanceRule.Look.every(Double(12 + 3 * seed) * Self.hour)
      let expected = try Self.account(of: Self.plant(.states(table), look), seed: seed)
      let actual = try Self.account(
        of: Self.plant(.decider("repairer"), look), seed: seed, ["repairer": decider])
      #expect(actual == expected)
      let sums = expected.components[0]
      #expect(sums.plannedRepairs + sums.plannedReplacements > 50)
      if sums.plannedRepairs > 3, sums.plannedReplacements > 3 { mixed += 1 }
    }
    #expect(mixed > 0)
  }

  @Test("A decider that leaves everything alone leaves everything as it would be", .tags(.law))
  func leaving() throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let expected = try Self.account(of: Self.plant(.onFailure), seed: seed)
      let actual = try Self.account(
        of: Self.plant(.decider("nobody")), seed: seed,
        ["nobody": AgeDecider(replaceFrom: .infinity)])
      #expect(actual == expected)
      #expect(expected.components[0].failures > 10)
      #expect(expected.components[0].inspections > 100)
    }
  }

  @Test("From a step of the timeline on another decider is asked", .tags(.law))
  func timeline() throws {
    func account(_ first: MaintenanceRule.Trigger, _ second: MaintenanceRule.Trigger) throws
      -> RunAccount
    {
      var factory = Self.plant(first)
      factory.timeline = [TimelineStep(time: 1_500 * Self.hour, factory: Self.plant(second))]
      #expect(factory.deciderNames.allSatisfy { ["early", "late"].contains($0) })
      return try Self.account(
        of: factory, seed: 1,
        [
          "early": AgeDecider(replaceFrom: 0.4 * Self.meanLife),
          "late": AgeDecider(replaceFrom: 0.9 * Self.meanLife),
        ])
    }
    let changing = try account(.decider("late"), .decider("early"))
    #expect(changing == (try account(.wear(0.9), .wear(0.4))))
    #expect(changing != (try account(.decider("late"), .decider("late"))))
  }

  // MARK: - State

  @Test("A fork takes what a decider remembers with it, and each goes on with its own", .tags(.law))
  func forks() throws {
    let factory = Self.plant(.decider("counter"))
    let deciders = ["counter": CountingDecider(replaceAtEvery: 2)]
    let expected = try Self.account(of: factory, seed: 3, deciders)

    var original = FactorySimulation(factory, seed: 3, replication: 0, deciders: deciders)
    _ = try original.advance(maximumEvents: 100_000)
    var fork = original.fork()
    // The fork first, and to its end: what it counts must not count for the original.
    while try fork.advance(maximumEvents: 100_000) {}
    let forked = fork.account()
    while try original.advance(maximumEvents: 100_000) {}
    let went = original.account()
    #expect(forked == expected)
    #expect(went == expected)
    #expect(expected.components[0].plannedReplacements > 10)
    // What has been used for one replication is as new for the next.
    #expect(try Self.account(of: factory, seed: 3, deciders) == expected)
  }

  // MARK: - Callers who ask for what is not there

  @Test(
    "A name that is not given, looks without a rhythm and work that is not there are refused",
    .tags(.failure))
  func refusals() async {
    await #expect(processExitsWith: .failure) {
      _ = FactorySimulation(
        DeciderTests.plant(.decider("who")), seed: 1, replication: 0,
        deciders: ["other": AgeDecider(replaceFrom: 1)])
    }
    await #expect(processExitsWith: .failure) {
      _ = FactorySimulation(
        DeciderTests.plant(.decider("who"), .always), seed: 1, replication: 0,
        deciders: ["who": AgeDecider(replaceFrom: 1)])
    }
    await #expect(processExitsWith: .failure) {
      var factory = DeciderTests.plant(.decider("who"))
      factory.stations[0].components[0].repair = nil
      _ = try DeciderTests.account(
        of: factory, seed: 1, ["who": RepairDecider(repairFrom: 1, replaceFrom: .infinity)])
    }
  }
}
