import FactoryModel
import FactorySimulation
import RandomVariates

/// Builds a factory from a scenario that was read, and names what is not simulated.
struct FactoryBuilder {
  /// Something that this version does not simulate, where it stands.
  struct Refusal: Equatable {
    var place: Place
    var path: String
    /// What it is, in the plural.
    var what: String
    /// What is said instead of that it is not simulated yet.
    var message: String?
  }

  var reading: Reading
  let standardName: String
  private(set) var notSimulated: [Refusal] = []
  var plant: Plant
  /// Who does the work.
  private(set) var people: People
  /// What is stocked.
  private(set) var supply: Supply
  private(set) var attendance: Attendance
  private(set) var fleetNames: NameIndex
  /// Which part goes next, by station.
  let dispatch: TreeNode?
  /// The names of calendars, products and defects, by index.
  private(set) var calendarNames = NameIndex()
  private(set) var productNames = NameIndex()
  private(set) var conditionNames = NameIndex()
  private(set) var defectNames = NameIndex()
  /// The properties of deliveries.
  private(set) var lotProperties: [LotProperty] = []
  /// The characteristics that operations give values.
  var characteristics: [Characteristic] = []
  /// The calendar of whatever names no other; `nil` for always open.
  private(set) var standardCalendar: Int?
  /// The index of a calendar that is always open, for a machine that is so beside a calendar of its
  /// station.
  private(set) var alwaysOpen: Int?

  init(reading: Reading, standardName: String, tree: TreeSection) {
    self.reading = reading
    self.standardName = standardName
    plant = Plant(tree)
    people = People(tree)
    supply = Supply(tree)
    attendance = Attendance(tree)
    fleetNames = NameIndex((tree["vehicles"]?.entries ?? []).map(\.name))
    dispatch = tree["dispatch"]
  }

  mutating func refuse(_ place: Place, _ path: String, _ what: String) {
    notSimulated.append(Refusal(place: place, path: path, what: what))
  }

  /// Notes something without which a good scenario cannot be simulated.
  mutating func refuse(_ place: Place, _ path: String, saying message: String) {
    notSimulated.append(Refusal(place: place, path: path, what: "", message: message))
  }

  /// Builds the factory.
  ///
  /// - Returns: `nil` where something is wrong, which is noted in ``reading``, or is not simulated.
  mutating func build(_ tree: TreeSection) -> Factory? {
    collectRefusals(tree)
    guard reading.isSound, notSimulated.isEmpty, let horizon = tree["horizon"]?.quantity?.value
    else { return nil }
    let products = (tree["products"]?.entries ?? []).compactMap { entry in
      entry.node.section.map { (name: entry.name, section: $0) }
    }
    let calendars = calendars(tree)
    productNames = NameIndex(products.map(\.name))
    conditionNames = NameIndex((tree["ambient"]?.entries ?? []).map(\.name))
    collectDefects(products.map(\.section))
    collectCharacteristics(products.map(\.section))
    guard reading.isSound else { return nil }
    lotProperties = lotProperties(tree)
    var stations = plant.stations.map { station($0) }
    addPlannedStops(tree["maintenance"], to: &stations)
    let isWhole = reading.isSound && notSimulated.isEmpty
    let rules = isWhole ? rules(tree["maintenance"], &stations) : []
    var made = products.compactMap { product($0.name, $0.section) }
    if isWhole, made.count == products.count {
      for (index, product) in products.enumerated() {
        addModels(to: &made[index], product.section, &stations)
      }
    }
    guard reading.isSound, notSimulated.isEmpty, made.count == products.count
    else { return nil }
    for operation in made.flatMap(\.route) where operation.setup != nil {
      // Set-ups for which nothing is said take no time, until a step of the timeline says more.
      if stations[operation.station].setupTime == nil {
        stations[operation.station].setupTime = .constant(0)
      }
    }
    var factory = Factory(
      name: tree["name"]?.text ?? standardName, start: reading.start,
      warmUp: tree["warm_up"]?.quantity?.value ?? 0, horizon: horizon, calendars: calendars,
      defects: defectNames.names, characteristics: characteristics, products: made,
      stations: stations,
      crews: crews(tree["crews"]), costs: costs(tree))
    factory.resources = resources(tree)
    factory.fleets = fleets(tree)
    factory.transportTimes = transportTimes(tree["transport_times"])
    factory.items = items(tree)
    factory.lotProperties = lotProperties
    factory.conditions = ambientConditions(tree)
    factory.suppliers = suppliers(tree)
    factory.stores = stores(tree, factory)
    factory.markets = markets(tree)
    factory.customers = customers(tree, factory)
    factory.rules = rules
    factory.controlRules = controlRules(tree, stations)
    factory.sharedStops = sharedStops(tree["maintenance"])
    setClock(of: &factory, tree)
    checkFlow(of: factory, products.map(\.section), tree)
    return reading.isSound ? factory : nil
  }

  /// Checks what only the whole of a factory shows of how its parts flow.
  private mutating func checkFlow(
    of factory: Factory, _ products: [TreeSection], _ tree: TreeSection
  ) {
    for (product, section) in zip(factory.products, products) {
      let steps = RouteStep.steps(of: section, plant: plant)
      reading.checkFlow(of: product, steps, factory.stations)
      reading.checkNeeds(of: steps, attendance)
      reading.checkItems(of: steps, supply, plant)
      reading.checkStore(of: section, named: product.name, supply)
      reading.checkTransport(of: product, steps, in: factory)
    }
    reading.checkFlow(at: plant.stations, in: factory)
    reading.checkRouteStores(tree)
    reading.checkShipping(tree, in: factory)
    reading.checkLots(tree, in: factory)
  }

  /// Sets the clock, where it goes in slots.
  private mutating func setClock(of factory: inout Factory, _ tree: TreeSection) {
    guard let node = tree["clock"], let slot = node.section?["slot"]?.quantity?.value else {
      return
    }
    let room = node.section?["room"]?.text.flatMap(SlotClock.Room.init)
    factory.clock = .slots(SlotClock(slot: slot, room: room ?? .thisSlot))
    if let timeline = tree["timeline"], !timeline.items.isEmpty {
      reading.error(
        timeline.place, timeline.path, "nothing moves in mid-run where time goes in slots")
    } else if let control = tree["control"], !control.entries.isEmpty {
      reading.error(
        control.place, control.path, "nothing moves in mid-run where time goes in slots")
    } else if let reason = SlottedLine.refusal(of: factory) {
      reading.error(node.place, node.path, "this factory cannot go in slots: \(reason)")
    }
  }

  /// The calendars, with one more that is always open where a machine needs it.
  private mutating func calendars(_ tree: TreeSection) -> [WorkCalendar] {
    var calendars = (tree["calendars"]?.entries ?? []).map { WorkCalendar($0) }
    calendarNames = NameIndex(calendars.map(\.name))
    standardCalendar = tree["calendar"]?.text.flatMap { calendarNames.index(of: $0) }
    let isNeeded = plant.stations.contains { station in
      station.section["machines"]?.entries.contains {
        $0.node.section?["calendar"]?.text == "always"
      } == true
    }
    if isNeeded {
      alwaysOpen = calendars.count
      calendars.append(
        WorkCalendar(
          name: "always", spans: [WorkCalendar.Span(start: 0, end: WorkCalendar.week)]))
    }
    return calendars
  }

  /// Collects the kinds of defect that operations and hidden faults make.
  private mutating func collectDefects(_ products: [TreeSection]) {
    var last: TreeNode?
    for product in products {
      let steps = RouteStep.steps(of: product, plant: plant)
      for name in reading.defectNames(steps, plant).names { defectNames.insert(name) }
      last = product["route"]
    }
    for name in plant.defectsOfFaults { defectNames.insert(name) }
    if defectNames.names.count > Factory.mostDefects, let route = last {
      reading.error(
        route.place, route.path,
        "the operations make \(defectNames.names.count) kinds of defect; there may be "
          + "\(Factory.mostDefects): give one name to those that are treated alike")
    }
  }

  // MARK: - What is not simulated

  private mutating func collectRefusals(_ section: TreeSection) {
    for entry in section.entries {
      if let missing = entry.key.missing {
        // What says the same as saying nothing is simulated.
        if let standard = entry.key.standardValue, entry.node.text == standard { continue }
        refuse(entry.place, entry.node.path, missing)
        continue
      }
      collectRefusals(entry.node)
    }
    switch section.kind {
    case .store:
      if let transport = section["transport"], transport.text != "0 s",
        section["from"]?.text.flatMap({ supply.stores.index(of: $0) }) == nil
      {
        refuse(transport.place, transport.path, "ways from suppliers and routes to stores")
      }
      for entry in section["from"]?.entries ?? []
      where reading.declarations.index(of: entry.name, .supplier) == nil {
        refuse(entry.place, section.path, "stores filled by another store and somebody else")
      }
    case .step:
      for entry in section["set"]?.entries ?? []
      where entry.name.hasPrefix("costs.") || entry.name.hasSuffix(".wage") {
        refuse(entry.place, entry.node.path, "costs that move in mid-run")
      }
      for entry in section["set"]?.entries ?? [] where entry.name.contains(".lots.") {
        refuse(entry.place, entry.node.path, "properties of lots that move in mid-run")
      }
    case .operation:
      if let at = section["at"], !at.items.isEmpty {
        refuse(at.place, at.path, "operations at one of several stations")
      }
    case .station:
      if let machines = section["machines"], machines.text == "unlimited" {
        refuse(machines.place, machines.path, "stations of unlimited machines")
      }
    case .costs:
      if let scrap = section["scrap"], scrap.text == "value" {
        refuse(scrap.place, scrap.path, "scrapped parts that cost what their material is worth")
      }
    default: break
    }
  }

  private mutating func collectRefusals(_ node: TreeNode) {
    switch node.content {
    case .section(let section): collectRefusals(section)
    case .names(let entries), .route(let entries): entries.forEach { collectRefusals($0.node) }
    case .list(let items): items.forEach { collectRefusals($0) }
    case .value(let value):
      switch value.counted {
      case "lot", "lots":
        refuse(node.place, node.path, value.isMoney ? "costs per lot" : "times per lot")
      case "batch", "batches":
        if value.isMoney { refuse(node.place, node.path, "costs per batch") }
      default: break
      }
    case .rows(let table):
      for column in table.columns {
        guard let missing = column.key.missing else { continue }
        refuse(node.place, "\(node.path).\(column.key.name)", missing)
      }
    case .raw, .broken: break
    }
  }

  // MARK: - Values

  /// A distribution, with formulas of set-points evaluated.
  mutating func distribution(
    _ node: TreeNode?, _ scope: StationScope, _ expectation: Expectation = .workTime
  ) -> Distribution? {
    guard let node, let value = node.value else { return nil }
    switch value.meaning {
    case .quantity(let quantity): return .constant(quantity.value)
    case .formula:
      return number(node, scope, expectation).map { .constant($0) }
    case .distribution(let expression):
      guard known(expression.inputs, node, scope) else { return nil }
      do {
        return try expression.distribution(inputs: scope.nominalInputs)
      } catch {
        reading.error(node.place, node.path, error.message)
        return nil
      }
    default: return nil
    }
  }

  /// A number, with a formula of set-points evaluated and its range checked.
  mutating func number(
    _ node: TreeNode?, _ scope: StationScope, _ expectation: Expectation
  ) -> Double? {
    guard let node, let value = node.value else { return nil }
    guard case .formula(let formula) = value.meaning else { return node.quantity?.value }
    guard known(formula.inputs, node, scope) else { return nil }
    let number = formula.program.value(inputs: scope.nominalInputs.span)
    do throws(ValueProblem) {
      guard number.isFinite else {
        throw ValueProblem("\(quoted(value.text)) comes to no number")
      }
      try expectation.checkRange(
        number, "\(value.text) = \(ResolvedValues.number(number))", hasUnit: true)
      return number
    } catch {
      reading.error(node.place, node.path, error.message)
      return nil
    }
  }

  /// Whether the inputs are known before the simulation starts; what is not is refused.
  mutating func known(_ inputs: [String], _ node: TreeNode, _ scope: StationScope) -> Bool {
    if scope.areSetPoints(inputs) { return true }
    refuse(node.place, node.path, "formulas of what changes in a run")
    return false
  }
}

extension Reading {
  /// What is refused, as messages.
  func diagnostics(for refusals: [FactoryBuilder.Refusal]) -> [Diagnostic] {
    var refused = Reading(files: files)
    refused.sources = sources
    for refusal in refusals {
      refused.error(
        refusal.place, refusal.path, refusal.message ?? "\(refusal.what) are not simulated yet")
    }
    return refused.diagnostics()
  }
}

extension TreeValue {
  /// What a number counts, where its unit counts something: `lot` in `20 min/lot`.
  var counted: String? {
    switch meaning {
    case .quantity(let quantity): quantity.counted
    case .distribution(let expression): expression.counted
    default: nil
    }
  }

  fileprivate var isMoney: Bool { currency != nil }
}
