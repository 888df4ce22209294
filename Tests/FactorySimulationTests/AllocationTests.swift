import Degradation
import FactoryModel
import FactorySimulation
import ProcessQuality
import RandomVariates
import TestSupport
import Testing

/// What a simulation asks of the memory, counted at malloc.
@Suite("Allocations of a simulation", .enabled(if: allocations {} != nil))
struct AllocationTests {
  @Test("A line with finite buffers allocates nothing in 500,000 events", .tags(.law))
  func line() throws {
    let exponential = Distribution(.exponential(mean: 1))
    let factory = serialLine(
      times: Array(repeating: exponential, count: 10),
      buffers: [nil] + Array(repeating: 10, count: 9), warmUp: 0, horizon: 1e6)
    var simulation = FactorySimulation(factory, seed: 1, replication: 0)
    var goesOn = try simulation.advance(maximumEvents: 500_000)
    let count = try allocations {
      goesOn = try simulation.advance(maximumEvents: 500_000) && goesOn
    }
    let events = simulation.eventCount
    #expect(count == 0)
    #expect(goesOn)
    #expect(events == 1_000_000)
  }

  @Test("Values, readings, charts and their alarms allocate nothing in 500,000 events", .tags(.law))
  func characteristics() throws {
    let value = Distribution(.normal(mean: 60, standardDeviation: 0.6))
    let chart = GaugeChart(
      chart: .cusum(try CusumChart(center: 60, sigma: 0.4, decisionInterval: 3)), sampleSize: 4,
      response: .stop)
    let drift = FailureMode(
      name: "drift", timeToFailure: Distribution(.exponential(mean: 300)),
      timeToRepair: Distribution(.exponential(mean: 10)), timeUntilNoticed: .constant(1_000),
      shifts: [CharacteristicShift(characteristic: 0, amount: 0.8)])
    var factory = serialLine(
      times: Array(repeating: Distribution(.exponential(mean: 1)), count: 2), buffers: [nil, 10],
      warmUp: 0, horizon: 1e7, failures: [drift])
    let limits = try SpecificationLimits(lower: 58, upper: 62)
    factory.defects = ["hardness"]
    factory.characteristics = [Characteristic(name: "hardness", defect: 0, limits: limits)]
    factory.products[0].route[0].measures = [CharacteristicValue(characteristic: 0, value: value)]
    factory.products[0].route[1].inspection = Inspection(
      reads: [Gauge(characteristic: 0, error: 0.5, limits: limits, chart: chart)],
      otherwise: .back(operation: 0))
    var simulation = FactorySimulation(factory, seed: 1, replication: 0)
    var goesOn = try simulation.advance(maximumEvents: 100_000)
    let count = try allocations {
      goesOn = try simulation.advance(maximumEvents: 500_000) && goesOn
    }
    let alarms = simulation.account().charts[0]
    #expect(count == 0)
    #expect(goesOn)
    #expect(alarms.faultsFound > 100 && alarms.falseAlarms > 100)
  }

  @Test("A recursion allocates nothing in 50,000 parts", .tags(.law))
  func recursion() throws {
    let exponential = Distribution(.exponential(mean: 1))
    let jam = FailureMode(
      name: "jam", timeToFailure: Distribution(.exponential(mean: 100)),
      timeToRepair: Distribution(.exponential(mean: 10)))
    let factory = serialLine(
      times: Array(repeating: exponential, count: 10),
      buffers: [nil] + Array(repeating: 10, count: 9), warmUp: 0, horizon: 1e6, failures: [jam])
    var line = RecursionLine(factory, seed: 1, replication: 0)
    var goesOn = try line.advance(maximumParts: 10_000)
    let count = try allocations {
      goesOn = try line.advance(maximumParts: 50_000) && goesOn
    }
    let parts = line.partCount
    #expect(count == 0)
    #expect(goesOn)
    #expect(parts == 60_000)
  }

  @Test(
    "Networks with crews, priorities and branches allocate nothing in 300,000 events", .tags(.law))
  func network() throws {
    func time(_ mean: Double) -> Distribution { Distribution(.exponential(mean: mean)) }
    func product(_ name: String, _ priority: Int, _ parts: Int, _ stations: [Int]) -> Product {
      var route = stations.enumerated().map {
        Operation(name: "o\($0)", station: $1, time: time(10), idealTime: 10)
      }
      route[0].makes = [DefectChance(defect: 0, probability: 0.1)]
      route[0].next = [
        Branch(operation: 1, probability: 0.7),
        Branch(operation: route.count - 1, probability: 0.3),
      ]
      route[route.count - 1].inspection = Inspection(
        finds: [DefectChance(defect: 0, probability: 0.9)], falseAlarm: 0.01,
        dispositions: [0: .back(operation: 0, atMost: 3)])
      return Product(name: name, release: .keep(parts: parts), priority: priority, route: route)
    }
    let failures = [
      FailureMode(
        name: "jam", timeToFailure: time(200), clock: .producing, timeToRepair: time(20), crew: 0,
        interruptedWork: .scrap),
      FailureMode(
        name: "drift", timeToFailure: .constant(40), clock: .parts, timeToRepair: time(30), crew: 0,
        priority: 2, timeUntilNoticed: .constant(5),
        makes: [DefectChance(defect: 1, probability: 0.5)]),
    ]
    let factory = Factory(
      name: "network", horizon: 1e9, defects: ["flaw", "drifted"],
      products: [
        product("normal", 0, 12, [0, 1, 2, 1]), product("urgent", 5, 4, [2, 0, 3]),
      ],
      stations: [
        Station(
          name: "a", machines: ["a1", Machine(name: "a2", speed: 1.5, products: [0])],
          preemption: .resume, failures: failures),
        Station(name: "b", machines: ["b1", "b2"], preemption: .restart, failures: failures),
        Station(name: "c", machines: ["c1", "c2"], blocking: .beforeService, failures: failures),
        Station(name: "d", failures: failures),
      ], crews: [Crew(name: "fitters", size: 2, interruptsRepairs: true)])
    var simulation = FactorySimulation(
      factory, seed: 1, replication: 0,
      details: [
        DetailRequest(.cycleTime(product: 1), .secondMoment),
        DetailRequest(.number(station: 1), .shareOver(3)),
        DetailRequest(.machinesDown, .shareAt(0)),
      ])
    var goesOn = try simulation.advance(maximumEvents: 100_000)
    let count = try allocations {
      goesOn = try simulation.advance(maximumEvents: 300_000) && goesOn
    }
    let account = simulation.account()
    #expect(count == 0)
    #expect(goesOn)
    #expect(account.line.scrapped > 100 && account.line.sentBack > 100)
    #expect(account.crews[0].repairs > 1_000)
  }

  @Test("A line in slots allocates nothing in 300,000 slots", .tags(.law))
  func slots() throws {
    let jam = FailureMode(
      name: "jam", timeToFailure: Distribution(.exponential(mean: 20)),
      timeToRepair: Distribution(.exponential(mean: 3)))
    var factory = serialLine(
      times: Array(repeating: .constant(1), count: 5), buffers: [nil, 3, 3, 8, 3], warmUp: 0,
      horizon: 1e7, failures: [jam])
    factory.clock = .slots(SlotClock(slot: 1))
    var line = SlottedLine(factory, seed: 1, replication: 0)
    var goesOn = line.advance(maximumSlots: 10_000)
    let counted = allocations { goesOn = line.advance(maximumSlots: 300_000) && goesOn }
    #expect(counted == 0)
    #expect(goesOn)
  }

  @Test(
    "Wear, looks, formulas of wear, crews and spares allocate nothing in 300,000 events",
    .tags(.law))
  func wear() throws {
    let replace = Restoration(
      planned: .constant(5), failed: .constant(20), crews: [0], spares: [SpareUse(store: 0)])
    let processes: [WearProcess] = [
      .gamma(GammaWear(shapeRate: 0.05, scale: 0.1)),
      .wiener(WienerWear(rate: 0.005, variance: 0.001)),
      .shocks(ShockWear(meanInterval: 40, damage: Distribution(.exponential(mean: 0.2)))),
      .life(Distribution(.weibull(shape: 2, scale: 200))),
    ]
    var factory = serialLine(
      times: Array(repeating: Distribution(.exponential(mean: 1)), count: 3),
      buffers: [nil, 10, 10], warmUp: 0, horizon: 1e7)
    factory.defects = ["flaw"]
    factory.crews = [Crew(name: "fitters", size: 2)]
    factory.items = [Item(name: "kit")]
    factory.stores = [
      Store(
        name: "crib", item: 0, leadTime: Distribution(.exponential(mean: 30)), initial: 5,
        replenishment: .baseStock(5))
    ]
    let wear = WearFormula(program: try FormulaProgram(.input(0)), components: [0])
    factory.products[0].route[0].makes = [DefectChance(defect: 0, probability: 0, wear: wear)]
    for station in factory.stations.indices {
      factory.stations[station].components = processes.enumerated().map {
        Component(name: "c\($0)", wear: $1, clock: ComponentClock(.producing), replace: replace)
      }
      for component in processes.indices {
        factory.rules.append(
          MaintenanceRule(
            name: "r",
            components: [ComponentPlace(station: station, machine: 0, component: component)],
            trigger: .wear(0.8), look: component == 0 ? .always : .every(50)))
      }
    }
    var simulation = FactorySimulation(factory, seed: 1, replication: 0)
    var goesOn = try simulation.advance(maximumEvents: 100_000)
    let count = try allocations {
      goesOn = try simulation.advance(maximumEvents: 300_000) && goesOn
    }
    let account = simulation.account()
    #expect(count == 0)
    #expect(goesOn)
    #expect(account.components.allSatisfy { $0.replacements > 10 })
    #expect(account.stores[0].used > 100)
  }

  @Test("Deciders that are asked at looks allocate nothing in 300,000 events", .tags(.law))
  func deciders() throws {
    var factory = serialLine(
      times: Array(repeating: Distribution(.exponential(mean: 1)), count: 3),
      buffers: [nil, 10, 10], warmUp: 0, horizon: 1e7)
    let life = WearProcess.life(Distribution(.weibull(shape: 2, scale: 200)))
    for station in factory.stations.indices {
      factory.stations[station].components = [
        Component(
          name: "c", wear: life, clock: ComponentClock(.producing),
          replace: Restoration(planned: .constant(5), failed: .constant(20)))
      ]
    }
    let places = factory.stations.indices.map {
      ComponentPlace(station: $0, machine: 0, component: 0)
    }
    factory.rules = [
      MaintenanceRule(
        name: "r", components: Set(places), trigger: .decider("counter"), look: .every(20))
    ]
    var simulation = FactorySimulation(
      factory, seed: 1, replication: 0, deciders: ["counter": CountingDecider(replaceAtEvery: 5)])
    var goesOn = try simulation.advance(maximumEvents: 100_000)
    let count = try allocations {
      goesOn = try simulation.advance(maximumEvents: 300_000) && goesOn
    }
    let account = simulation.account()
    #expect(count == 0)
    #expect(goesOn)
    #expect(account.components.allSatisfy { $0.inspections > 1_000 })
    #expect(account.components.allSatisfy { $0.plannedReplacements > 100 })
  }
}
