import EventKernel
import FactoryModel
import RandomVariates

/// A random factory of several products that uses most of what the engine knows.
struct RandomNetwork {
  var stream: RandomStream
  let hour = 3_600.0

  init(_ number: UInt64) {
    stream = RandomStream(
      StreamKey(seed: 404, replication: number, path: "network", purpose: "test"))
  }

  /// The n-th of all such factories.
  static func factory(_ number: UInt64) -> Factory {
    var network = RandomNetwork(number)
    return network.factory()
  }

  mutating func chance(_ probability: Double) -> Bool { stream.uniform() < probability }

  mutating func whole(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(stream.uniform() * Double(range.count))
  }

  mutating func time(_ mean: Double) -> Distribution {
    switch whole(0...4) {
    case 0: .constant(mean)
    case 1: Distribution(.exponential(mean: mean))
    case 2: Distribution(.uniform(lower: mean / 2, upper: 3 * mean / 2))
    case 3: Distribution(.logNormal(mean: mean, standardDeviation: mean / 2))
    // Whole multiples, so that much falls on one instant.
    default: Distribution(.discrete([Weighted(mean, weight: 1), Weighted(2 * mean, weight: 1)]))
    }
  }

  private mutating func factory() -> Factory {
    let calendars = [
      WorkCalendar(
        name: "two",
        spans: (0..<5).map {
          .init(start: Double($0 * 24 + 6) * hour, end: Double($0 * 24 + 22) * hour)
        }),
      WorkCalendar(name: "night", spans: [.init(start: 160 * hour, end: 176 * hour)]),
    ]
    let crews = (0..<whole(0...2)).map {
      Crew(
        name: "c\($0)", size: whole(1...2), calendar: chance(0.3) ? 0 : nil,
        interruptsRepairs: chance(0.4))
    }
    let count = whole(1...5)
    let productCount = whole(1...3)
    var stations = (0..<count).map {
      station("s\($0)", products: productCount, crews: crews.count)
    }
    for station in stations.indices where chance(0.3) { stations[station].setupTime = time(90) }
    let stores = (0..<whole(0...2)).map { store("store\($0)") }
    for station in stations.indices where chance(0.5) {
      addComponents(to: &stations[station], crews: crews.count, stores: stores.count)
    }
    let products = (0..<productCount).map { product("p\($0)", stations) }
    var factory = Factory(
      name: "network", warmUp: chance(0.5) ? 0 : 20 * hour, horizon: 250 * hour,
      calendars: calendars, defects: ["flaw", "burr"], products: products, stations: stations,
      crews: crews, costs: CostRates(currency: "EUR"))
    factory.items = [Item(name: "spare", value: 90)]
    factory.stores = stores
    if !stores.isEmpty, chance(0.5) {
      factory.customers = [
        Customer(name: "service", store: 0, interval: time(30 * hour), quantity: .constant(1))
      ]
    }
    addRules(to: &factory)
    try? addEffects(to: &factory)
    addDispatch(to: &factory)
    addNeeds(to: &factory)
    return factory
  }

  private mutating func station(_ name: String, products: Int, crews: Int) -> Station {
    var machines = (1...whole(1...3)).map {
      Machine(
        name: "m\($0)", speed: chance(0.7) ? 1 : 0.5 + stream.uniform(),
        calendar: chance(0.15) ? 0 : nil)
    }
    // One machine does everything, so that every part finds one.
    for machine in machines.indices.dropFirst() where chance(0.3) {
      machines[machine].products = [whole(0...products - 1)]
    }
    return Station(
      name: name, machines: machines, buffer: chance(0.6) ? nil : whole(1...6),
      blocking: chance(0.2) ? .beforeService : .afterService,
      preemption: Station.Preemption.allCases[whole(0...2)],
      calendar: chance(0.2) ? whole(0...1) : nil,
      failures: (0..<whole(0...2)).map { failure("f\($0)", crews: crews) }
        + (chance(0.25) ? [plannedStop(machines: machines.count)] : []))
  }

  private mutating func plannedStop(machines: Int) -> FailureMode {
    var stop = FailureMode(
      name: "cleaning", timeToFailure: .constant(Double(whole(2...12)) * hour),
      timeToRepair: time(hour))
    if chance(0.4) {
      stop.clock = .parts
      stop.timeToFailure = .constant(Double(whole(10...90)))
    }
    stop.plan = StopPlan(first: chance(0.5) ? Double(whole(0...5)) * hour : nil)
    if chance(0.4) { stop.machines = [whole(0...machines - 1)] }
    return stop
  }

  private mutating func failure(_ name: String, crews: Int) -> FailureMode {
    let clock = FailureMode.Clock.allCases[whole(0...3)]
    var mode = FailureMode(
      name: name,
      timeToFailure: clock == .parts ? .constant(Double(whole(5...80))) : time(9 * hour),
      clock: clock, timeToRepair: time(0.4 * hour),
      crew: crews > 0 && chance(0.6) ? whole(0...crews - 1) : nil, priority: whole(0...2),
      interruptedWork: FailureMode.InterruptedWork.allCases[whole(0...2)])
    if chance(0.3) {
      mode.timeUntilNoticed = clock == .parts ? .constant(Double(whole(1...9))) : time(hour)
      mode.makes = [DefectChance(defect: 1, probability: 0.5)]
    }
    return mode
  }

  private mutating func product(_ name: String, _ stations: [Station]) -> Product {
    let length = whole(1...5)
    var route = (0..<length).map { index in
      var operation = Operation(
        name: "o\(index)", station: whole(0...stations.count - 1),
        time: time(60 * Double(whole(1...6))), idealTime: 60)
      if chance(0.2) { operation.makes = [DefectChance(defect: 0, probability: 0.1)] }
      if chance(0.2) {
        operation.inspection = Inspection(
          finds: [0, 1].map { DefectChance(defect: $0, probability: 0.8) }, falseAlarm: 0.01,
          dispositions: [0: .back(operation: whole(0...index), atMost: chance(0.5) ? 2 : nil)])
      }
      if stations[operation.station].buffer == nil, chance(0.2) {
        operation.initialParts = whole(1...3)
      }
      if chance(0.6) { operation.setup = ["red", "blue"][whole(0...1)] }
      if chance(0.15) {
        operation.machineTimes = [0: time(100)]
      }
      return operation
    }
    if length > 2, chance(0.4) {
      route[0].next = [
        Branch(operation: 1, probability: 0.5), Branch(operation: length - 1, probability: 0.3),
        Branch(operation: nil, probability: 0.2),
      ]
    }
    let orders = (0..<200).map { ReleaseOrder(time: Double($0) * 0.9 * hour, parts: whole(1...9)) }
    let release: Release =
      switch whole(0...4) {
      case 0: .saturated
      case 1: .keep(parts: whole(1...15))
      case 2: .orders(orders)
      case 3: .every(interval: time(900), lot: whole(1...2))
      default: .every(interval: time(500), lostIfFull: true)
      }
    return Product(name: name, release: release, priority: whole(0...2), route: route)
  }
}
