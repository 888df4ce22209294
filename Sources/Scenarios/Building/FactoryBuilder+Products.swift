import FactoryModel
import RandomVariates

/// The product: how parts enter, and the route.
extension FactoryBuilder {
  mutating func product(_ name: String, _ section: TreeSection) -> Product? {
    let steps = RouteStep.steps(of: section, plant: plant)
    let names = NameIndex(steps.map(\.name))
    var operations: [Operation] = []
    for step in steps {
      if let operation = operation(step, names) { operations.append(operation) }
    }
    guard let release = release(section["release"], names), operations.count == steps.count,
      !operations.isEmpty
    else { return nil }
    placeInitialParts(of: name, steps, &operations)
    addCharts(steps, &operations)
    var product = Product(
      name: name, release: release, priority: section["priority"]?.count ?? 0, route: operations)
    product.store = supply.item(of: section, named: name)
      .flatMap { supply.routeStores(of: $0).first }
    if let orders = section["release"]?.section?["orders"] {
      product.orderNames = self.orders(orders, names).names
    }
    product.releaseCalendar = section["release"]?.section?["calendar"]?.text.flatMap {
      calendarNames.index(of: $0)
    }
    product.due = due(section["release"]?.section?["due"], of: product)
    return product
  }

  /// The time from release in which parts should be finished; formulas may use the mean work of the route.
  private mutating func due(_ node: TreeNode?, of product: Product) -> Distribution? {
    guard let node else { return nil }
    let work = product.route.reduce(0) { $0 + $1.meanTime }
    if let section = node.section { return time(section["after_release"], ofWork: work) }
    return time(node, ofWork: work)
  }

  private mutating func time(_ node: TreeNode?, ofWork work: Double) -> Distribution? {
    var scope = StationScope()
    scope.add("work", .time, .setPoint(work))
    return distribution(node, scope, .duration)
  }

  // MARK: - Release

  private mutating func release(_ node: TreeNode?, _ names: NameIndex) -> Release? {
    guard let section = node?.section else { return node?.text == nil ? nil : .saturated }
    if let keep = section["keep"]?.count { return .keep(parts: keep) }
    if let cards = section["cards"]?.count {
      return .cards(cards, lot: section["lot"]?.count ?? 1)
    }
    if section["for"] != nil { return .store(atMost: section["at_most"]?.count ?? .max) }
    if let orders = section["orders"] { return .orders(self.orders(orders, names).lines) }
    guard let interval = distribution(section["every"], StationScope()) else { return nil }
    return .every(
      interval: interval, lot: section["lot"]?.count ?? 1,
      lostIfFull: section["if_full"]?.text == "lost",
      starting: reading.moment(section["starting"]))
  }

  /// The lines of a schedule, in the order of their times, and what they are called.
  private func orders(
    _ node: TreeNode, _ operations: NameIndex
  ) -> (lines: [ReleaseOrder], names: [String]) {
    var orders: [(line: ReleaseOrder, name: String)] = []
    switch node.content {
    case .list(let items):
      for section in items.compactMap(\.section) {
        guard let time = reading.moment(section["release"]) else { continue }
        let order = ReleaseOrder(
          time: time, parts: section["quantity"]?.count ?? 1,
          due: reading.moment(section["due"]) ?? .infinity, priority: section["priority"]?.count,
          operation: section["at"]?.text.flatMap { operations.index(of: $0) })
        orders.append((order, section["order"]?.text ?? ""))
      }
    case .rows(let table):
      let times = table.numbers("release")
      let quantities = table.numbers("quantity")
      let dues = table.numbers("due")
      let priorities = table.numbers("priority")
      let names = table.texts("order")
      let places = table.texts("at")
      for row in 0..<table.count {
        let quantity = quantities.map { $0[row] } ?? 1
        let due = dues.map { $0[row] } ?? .nan
        let priority = priorities.map { $0[row] } ?? .nan
        let order = ReleaseOrder(
          time: times?[row] ?? 0, parts: quantity.isNaN ? 1 : Int(quantity),
          due: due.isNaN ? .infinity : due, priority: priority.isNaN ? nil : Int(priority),
          operation: places.flatMap { operations.index(of: $0[row]) })
        orders.append((order, names.map { $0[row] } ?? ""))
      }
    default: break
    }
    // Lines of one time stay in their order.
    let sorted = orders.enumerated().sorted {
      ($0.element.line.time, $0.offset) < ($1.element.line.time, $1.offset)
    }
    return (sorted.map(\.element.line), sorted.map(\.element.name))
  }

  /// Puts the parts that stand at a station at the start in front of the product's first operation
  /// there, or of the operation that names them.
  private func placeInitialParts(
    of product: String, _ steps: [RouteStep], _ operations: inout [Operation]
  ) {
    var seen: Set<String> = []
    for (index, step) in steps.enumerated() {
      operations[index].initialParts = step.section["initial"]?.count ?? 0
      guard let name = step.stations.first, seen.insert(name).inserted,
        let initial = plant.station(name)?.section["initial"]
      else { continue }
      operations[index].initialParts +=
        initial.count ?? initial.entries.first { $0.name == product }?.node.count ?? 0
    }
  }

  // MARK: - Operations

  private mutating func operation(_ step: RouteStep, _ names: NameIndex) -> Operation? {
    guard let name = step.stations.first, let index = plant.index(of: name),
      let station = plant.station(name)
    else { return nil }
    let scope = scope(of: name)
    let times = machineTimes(step, station, scope)
    let worn = wornTime(step.section["time"] ?? station["time"], station)
    guard let time = worn?.new ?? times.min(by: { $0.key < $1.key })?.value else { return nil }
    let ideal = (step.section["ideal_time"] ?? station["ideal_time"])?.quantity?.value
    guard let idealTime = ideal ?? Moments.mean(of: time) else {
      reading.error(
        step.place, step.section.path,
        "the mean of its time cannot be calculated; write 'ideal_time' or less extreme numbers")
      return nil
    }
    var operation = Operation(
      name: step.name, station: index, time: time, machineTimes: times, idealTime: idealTime,
      makes: wornChances(step.makes(plant), station), measures: values(step.measures(plant), scope),
      inspection: inspection(step.section, scope, names),
      next: branches(step.section["next"], names))
    operation.meanTime = Moments.mean(of: time) ?? idealTime
    operation.machineMeanTimes = times.compactMapValues { Moments.mean(of: $0) }
    if !times.isEmpty, operation.machineMeanTimes.count == times.count {
      // In the order of the machines, so that the sum is the same each time.
      let means = operation.machineMeanTimes.sorted { $0.key < $1.key }.map(\.value)
      operation.meanTime = means.reduce(0, +) / Double(means.count)
    }
    addFlow(to: &operation, step, station, scope, names)
    if ideal == nil { operation.idealTime = timePerItem(operation) }
    // Times by machine take the place of the operation's, and what wear does to it.
    if times.isEmpty { operation.timeFactor = worn?.factor }
    return operation
  }

  private mutating func machineTimes(
    _ step: RouteStep, _ station: Plant.StationNames, _ scope: StationScope
  ) -> [Int: Distribution] {
    var times: [Int: Distribution] = [:]
    for entry in step.section["times"]?.entries ?? [] {
      guard let machine = station.machines.firstIndex(of: entry.name) else {
        reading.unknownName(
          entry.place, step.section.path + ".times", entry.name, kind: "machine",
          among: station.machines)
        continue
      }
      times[machine] = distribution(entry.node, scope)
    }
    return times
  }

  private func branches(_ node: TreeNode?, _ names: NameIndex) -> [Branch] {
    let entries = node?.entries ?? []
    let named = entries.reduce(0) { $0 + ($1.node.quantity?.value ?? 0) }
    return entries.map { entry in
      Branch(
        operation: entry.name == Reading.leave ? nil : names.index(of: entry.name),
        probability: entry.node.quantity?.value ?? max(0, 1 - named))
    }
  }

  mutating func chances(_ node: TreeNode?, _ scope: StationScope) -> [DefectChance] {
    var chances: [DefectChance] = []
    for entry in node?.entries ?? [] {
      guard let defect = defectNames.index(of: entry.name),
        let probability = number(entry.node, scope, .probability)
      else { continue }
      chances.append(DefectChance(defect: defect, probability: probability))
    }
    return chances
  }

  /// Chances that may depend on the wear of the station's components.
  private mutating func wornChances(
    _ node: TreeNode?, _ station: Plant.StationNames
  ) -> [DefectChance] {
    var chances: [DefectChance] = []
    for entry in node?.entries ?? [] {
      guard let defect = defectNames.index(of: entry.name),
        let chance = wornNumber(entry.node, station, .probability)
      else { continue }
      chances.append(DefectChance(defect: defect, probability: chance.new, wear: chance.wear))
    }
    return chances
  }

  private mutating func inspection(
    _ section: TreeSection, _ scope: StationScope, _ names: NameIndex
  ) -> Inspection? {
    guard ["finds", "false_alarm", "reads", "model"].contains(where: { section[$0] != nil }) else {
      return nil
    }
    var inspection = Inspection(
      finds: chances(section["finds"], scope), reads: gauges(section["reads"], scope))
    if let alarm = section["false_alarm"] {
      inspection.falseAlarm = number(alarm, scope, .probability) ?? 0
    }
    for entry in section["then"]?.entries ?? [] {
      guard let disposition = disposition(entry.node, names) else { continue }
      if entry.name == Reading.otherwise {
        inspection.otherwise = disposition
      } else if let defect = defectNames.index(of: entry.name) {
        inspection.dispositions[defect] = disposition
      }
    }
    return inspection
  }

  func disposition(_ node: TreeNode, _ names: NameIndex) -> Inspection.Disposition? {
    if let section = node.section {
      return section["back_to"]?.text.flatMap { names.index(of: $0) }
        .map { .back(operation: $0, atMost: section["at_most"]?.count) }
    }
    if case .phrase(let value)? = node.value?.meaning {
      return names.index(of: value.text).map { .back(operation: $0) }
    }
    return .scrap
  }
}
