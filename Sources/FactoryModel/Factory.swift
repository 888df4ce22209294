import Degradation
import RandomVariates

/// A factory as plain values in SI units: what there is, not what happens over time.
///
/// Names are those of the scenario file. Indices (`station`, `calendar`, `operation`, `defect`)
/// refer to the arrays of this structure. Whoever builds a factory sees to it that they exist.
public struct Factory: Hashable, Sendable {
  /// What the scenario is called.
  public var name: String
  /// Plant time at which the simulation starts; calendars count from here.
  public var start: PlantTime
  /// Time that is simulated and discarded before measuring begins, in seconds.
  public var warmUp: Double
  /// Time that is measured, in seconds.
  public var horizon: Double
  /// How time goes on.
  public var clock = Clock.events
  /// The shift calendars that stations refer to.
  public var calendars: [WorkCalendar]
  /// The kinds of defect that operations make, in the order in which the scenario names them.
  ///
  /// At most ``mostDefects``: a part carries a bit for each.
  public var defects: [String]
  /// The characteristics that operations give values, in the order in which the scenario names them.
  public var characteristics: [Characteristic]
  /// What the factory makes.
  public var products: [Product]
  /// The stations, in the order of the scenario.
  public var stations: [Station]
  /// The people who repair.
  public var crews: [Crew]
  /// The people who run machines, and tools.
  public var resources: [Resource] = []
  /// What carries parts between stations.
  public var fleets: [Fleet] = []
  /// Times on the way from station to station, for operations that say nothing.
  public var transportTimes: [Way: PlannedTime] = [:]
  /// What is stocked.
  public var items: [Item] = []
  /// The properties of deliveries, item by item.
  public var lotProperties: [LotProperty] = []
  /// Who sells items.
  public var suppliers: [Supplier] = []
  /// What surrounds the machines, for formulas of sensors.
  public var conditions: [AmbientCondition] = []
  /// The stores, and who fills them.
  public var stores: [Store] = []
  /// What lets the demand of customers rise and fall together.
  public var markets: [Market] = []
  /// Who takes pieces from stores.
  public var customers: [Customer] = []
  /// The rules for maintenance.
  public var rules: [MaintenanceRule] = []
  /// The rules that move set-points in mid-run.
  public var controlRules: [ControlRule] = []
  /// The way by which they do; `nil` where there are none.
  public var setPointDoor: SetPointDoor?
  /// The rules for stops that are used for other work.
  public var sharedStops: [SharedStop] = []
  /// What things cost.
  public var costs: CostRates
  /// The changes in mid-run, in the order of their times.
  public var timeline: [TimelineStep]

  /// How many kinds of defect there may be.
  public static let mostDefects = 64

  /// How time goes on.
  public enum Clock: Hashable, Sendable {
    /// From event to event, whenever that is.
    case events
    /// In slots of one length.
    case slots(SlotClock)
  }

  /// Creates a factory; see the properties for units.
  public init(
    name: String, start: PlantTime = .monday, warmUp: Double = 0, horizon: Double,
    calendars: [WorkCalendar] = [], defects: [String] = [],
    characteristics: [Characteristic] = [], products: [Product], stations: [Station],
    crews: [Crew] = [], costs: CostRates = CostRates(),
    timeline: [TimelineStep] = []
  ) {
    self.name = name
    self.start = start
    self.warmUp = warmUp
    self.horizon = horizon
    self.calendars = calendars
    self.defects = defects
    self.characteristics = characteristics
    self.products = products
    self.stations = stations
    self.crews = crews
    self.costs = costs
    self.timeline = timeline
  }

  /// Creates a factory of one product.
  public init(
    name: String, start: PlantTime = .monday, warmUp: Double = 0, horizon: Double,
    calendars: [WorkCalendar] = [], defects: [String] = [],
    characteristics: [Characteristic] = [], product: Product, stations: [Station],
    crews: [Crew] = [], costs: CostRates = CostRates(),
    timeline: [TimelineStep] = []
  ) {
    self.init(
      name: name, start: start, warmUp: warmUp, horizon: horizon, calendars: calendars,
      defects: defects, characteristics: characteristics, products: [product], stations: stations,
      crews: crews, costs: costs,
      timeline: timeline)
  }
}

/// A change in mid-run: the factory as it is from then on.
///
/// It differs from the factory before in what may move: times, chances, failures, parts kept, costs.
/// Names, stations, machines, routes and calendars are the same.
public struct TimelineStep: Hashable, Sendable {
  /// Seconds since the start of the simulation, warm-up included.
  public var time: Double
  /// The factory from then on; its own timeline is empty.
  public var factory: Factory

  /// Creates a step.
  public init(time: Double, factory: Factory) {
    self.time = time
    self.factory = factory
  }
}

extension Factory {
  /// What two factories must have in common so that one can become the other in mid-run: everything
  /// but times, chances, lives and repairs, the number of parts kept, and money.
  ///
  /// Equal for factories that differ only in what may move.
  public var structure: Factory {
    var fixed = self
    fixed.timeline = []
    fixed.setPointDoor = nil
    fixed.costs = CostRates()
    for index in fixed.characteristics.indices {
      fixed.characteristics[index].unit = ""
      fixed.characteristics[index].unitSize = 1
    }
    for station in fixed.stations.indices { fixed.stations[station].clearWhatMoves() }
    for crew in fixed.crews.indices { fixed.crews[crew].size = 0 }
    for resource in fixed.resources.indices { fixed.resources[resource].size = 0 }
    for item in fixed.items.indices { fixed.items[item].value = 0 }
    for store in fixed.stores.indices { fixed.stores[store].clearWhatMoves() }
    for customer in fixed.customers.indices {
      fixed.customers[customer].clearWhatMoves()
    }
    for rule in fixed.rules.indices { fixed.rules[rule].clearWhatMoves() }
    for stop in fixed.sharedStops.indices { fixed.sharedStops[stop].within = 0 }
    for product in fixed.products.indices { fixed.products[product].clearWhatMoves() }
    return fixed
  }
}

extension Component {
  fileprivate mutating func clearWhatMoves() {
    if case .life = wear { wear = .life(Distribution.constant(1)) }
    clock.speed = 1
    hiddenCost = 0
    replace.clearWhatMoves()
    repair?.clearWhatMoves()
  }
}

extension Restoration {
  fileprivate mutating func clearWhatMoves() {
    if planned != nil { planned = .constant(0) }
    if failed != nil { failed = .constant(0) }
    plannedCost = 0
    failedCost = 0
    share = .constant(1)
  }
}

extension MaintenanceRule {
  /// What a rule says may move altogether; only what it concerns, and when work may begin, may not.
  fileprivate mutating func clearWhatMoves() {
    trigger = .onFailure
    look = .always
    approval = nil
    if inspection != nil { inspection = ComponentInspection(crews: inspection?.crews ?? []) }
  }
}

extension Store {
  fileprivate mutating func clearWhatMoves() {
    for link in links.indices {
      links[link].leadTime = .constant(0)
      links[link].orderDelay = .constant(0)
      links[link].price = 0
      links[link].transportCost = 0
      links[link].orderCost = 0
      links[link].transport.tripCost = 0
    }
    if let order = rush {
      rush = RushOrders(link: SupplyLink(supplier: order.link.supplier), below: 0, upTo: 1)
    }
    replenishment = .never
    holdingCost = 0
  }
}

extension Customer {
  fileprivate mutating func clearWhatMoves() {
    if case .every(_, let profile) = arrivals {
      arrivals = .every(.constant(1), profile: profile)
    }
    quantity = .constant(1)
    quantityScale = 1
  }
}

extension Station {
  fileprivate mutating func clearWhatMoves() {
    for component in components.indices { components[component].clearWhatMoves() }
    for sensor in sensors.indices { sensors[sensor].clearWhatMoves() }
    for waveform in waveforms.indices { waveforms[waveform].clearWhatMoves() }
    for point in setPoints.indices { setPoints[point].value = 0 }
    power = StatePower()
    if setupTime != nil { setupTime = .constant(0) }
    meanSetupTime = 0
    for change in setupChanges.keys { setupChanges[change] = PlannedTime(.constant(0), mean: 0) }
    if loading != nil { loading = .constant(0) }
    if unloading != nil { unloading = .constant(0) }
    for machine in machines.indices { machines[machine].speed = 1 }
    for mode in failures.indices {
      failures[mode].timeToFailure = .constant(0)
      failures[mode].timeToRepair = .constant(0)
      if failures[mode].timeUntilNoticed != nil { failures[mode].timeUntilNoticed = .constant(0) }
      failures[mode].cost = 0
      for chance in failures[mode].makes.indices { failures[mode].makes[chance].clearWhatMoves() }
      for shift in failures[mode].shifts.indices { failures[mode].shifts[shift].amount = 0 }
    }
  }
}

extension Waveform {
  /// How fast, how loaded and how bad what it sees is may move; what it is may not.
  fileprivate mutating func clearWhatMoves() {
    shaftSpeed = .zero
    highestShaftSpeed = 0
    load = .zero
    severities = severities.mapValues { _ in .zero }
  }
}

extension Sensor {
  /// What a sensor shows may move; when it is read, and in which unit, may not.
  fileprivate mutating func clearWhatMoves() {
    value = .zero
    noise = nil
    drift = 0
  }
}

extension DefectChance {
  fileprivate mutating func clearWhatMoves() {
    probability = 0
    wear = nil
  }
}

extension Product {
  fileprivate mutating func clearWhatMoves() {
    switch release {
    case .saturated, .orders, .store: break
    case .keep: release = .keep(parts: 1)
    case .cards(_, let lot): release = .cards(1, lot: lot)
    case .every(_, let lot, let isLost, let start):
      release = .every(interval: .constant(1), lot: lot, lostIfFull: isLost, starting: start)
    }
    // Due dates and what dispatch rules go by stay those that were planned at the start.
    if due != nil { due = .constant(0) }
    for operation in route.indices {
      route[operation].clearWhatMovesOfFlow()
      route[operation].time = .constant(0)
      route[operation].idealTime = 0
      route[operation].timeFactor = nil
      for machine in route[operation].machineTimes.keys {
        route[operation].machineTimes[machine] = .constant(0)
      }
      for branch in route[operation].next.indices {
        route[operation].next[branch].probability = 0
      }
      for chance in route[operation].makes.indices {
        route[operation].makes[chance].clearWhatMoves()
      }
      for chance in route[operation].inspection?.finds.indices ?? 0..<0 {
        route[operation].inspection?.finds[chance].probability = 0
      }
      route[operation].inspection?.falseAlarm = 0
      route[operation].inspection?.model?.chance = 0
      for value in route[operation].measures.indices {
        route[operation].measures[value].value = .constant(0)
      }
      for gauge in route[operation].inspection?.reads.indices ?? 0..<0 {
        route[operation].inspection?.reads[gauge].error = 0
        // A chart stays as it was at the start, though its center may follow from what moves.
        route[operation].inspection?.reads[gauge].chart = nil
      }
    }
  }
}

extension Operation {
  fileprivate mutating func clearWhatMovesOfFlow() {
    meanTime = 0
    if setupTime != nil { setupTime = PlannedTime(.constant(0), mean: 0) }
    if interval != nil { interval = .constant(0) }
    if transport != nil { transport = .constant(0) }
  }
}
