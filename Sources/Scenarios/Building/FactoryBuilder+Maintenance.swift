import Degradation
import FactoryModel
import RandomVariates

/// Maintenance: planned stops of machines, rules for components, stops that are shared.
extension FactoryBuilder {
  // MARK: - Planned stops

  /// Adds the stops that the maintenance rules plan to the stations whose machines they select.
  mutating func addPlannedStops(_ rules: TreeNode?, to stations: inout [Station]) {
    for entry in rules?.entries ?? [] {
      guard let rule = entry.node.section, let stop = rule["stop"]?.section else { continue }
      let places = machines(of: rule["of"])
      for station in stations.indices {
        let selected = Set(places.filter { $0.station == station }.map(\.machine))
        guard !selected.isEmpty,
          let mode = plannedStop(entry.name, stop, scope(of: stations[station].name), selected)
        else { continue }
        stations[station].failures.append(mode)
      }
    }
  }

  private mutating func plannedStop(
    _ name: String, _ stop: TreeSection, _ scope: StationScope, _ machines: Set<Int>
  ) -> FailureMode? {
    guard let takes = distribution(stop["takes"], scope) else { return nil }
    let parts = stop["after_parts"]?.count
    guard let interval = parts.map(Double.init) ?? stop["every"]?.quantity?.value else {
      return nil
    }
    var mode = FailureMode(
      name: name, timeToFailure: .constant(interval), clock: parts == nil ? .calendar : .parts,
      timeToRepair: takes, crews: people.crews(for: stop),
      cost: stop["cost"]?.quantity?.value ?? 0)
    let first = stop["first_after"]?.count.map(Double.init) ?? reading.moment(stop["first"])
    mode.plan = StopPlan(first: first, isStaggered: stop["staggered"]?.text == "true")
    mode.machines = machines
    return mode
  }

  /// The machines that a selector or a list of them selects.
  private func machines(of node: TreeNode?) -> Set<MachinePlace> {
    node.texts.reduce(into: []) { $0.formUnion(plant.machines(of: $1)) }
  }

  // MARK: - Rules

  /// The rules for components, in the order of the file.
  mutating func rules(_ node: TreeNode?, _ stations: inout [Station]) -> [MaintenanceRule] {
    var rules: [MaintenanceRule] = []
    for entry in node?.entries ?? [] {
      guard let section = entry.node.section, section["stop"] == nil else { continue }
      let places = plant.components(of: section)
      guard !places.isEmpty, let trigger = trigger(section["replace"], places, &stations) else {
        continue
      }
      let replace = section["replace"]?.section
      let inspect = section["inspect"]?.section
      var rule = MaintenanceRule(
        name: entry.name, components: places, trigger: trigger, inspection: inspection(inspect))
      rule.look = look(replace?["look"], inspect?["every"])
      rule.approval = distribution(replace?["approval"], StationScope(), .durationOrZero)
      if rule.approval?.certainValue == 0 { rule.approval = nil }
      rule.window = section["calendar"]?.text.flatMap { calendarNames.index(of: $0) }
      rules.append(rule)
    }
    return rules
  }

  private mutating func trigger(
    _ node: TreeNode?, _ places: Set<ComponentPlace>, _ stations: inout [Station]
  ) -> MaintenanceRule.Trigger? {
    guard let node else { return .onFailure }
    guard let section = node.section else { return node.text == "oracle" ? .oracle : .onFailure }
    if let age = section["at_age"]?.quantity?.value { return .age(age) }
    if let count = section["at_count"]?.count { return .count(count) }
    if let every = section["every"]?.quantity?.value {
      return .every(every, first: reading.moment(section["first"]))
    }
    if let wear = section["wear_over"]?.quantity?.value { return .wear(wear) }
    if section["model"] != nil { return modelLimit(section, places, &stations) }
    if section["reading"] != nil { return featureLimit(section, places, stations) }
    if let actions = section["by_state"] {
      return .states(
        actions.items.compactMap(\.section).compactMap { line in
          guard let from = line["from"]?.quantity?.value,
            let action = line["do"]?.text.flatMap({ WearAction.Action(rawValue: $0) })
          else { return nil }
          return WearAction(from: from, action: action)
        })
    }
    return section["warning"]?.section.flatMap { warning($0, places, stations) }
      .map { .warning($0) }
  }

  /// The limit for a feature of a sensor at the machines of a rule.
  private mutating func featureLimit(
    _ section: TreeSection, _ places: Set<ComponentPlace>, _ stations: [Station]
  ) -> MaintenanceRule.Trigger? {
    guard let node = section["reading"], let text = node.text,
      let limit = section["over"] ?? section["under"], let quantity = limit.quantity
    else { return nil }
    var found: FeatureLimit?
    for station in Set(places.map(\.station)).sorted() {
      guard let feature = SensorFeature(text, at: plant.stations[station], stations[station]) else {
        let known = SensorFeature.all(at: plant.stations[station])
        reading.error(
          node.place, node.path,
          "\(quoted(text)) is no feature of a sensor at station '\(stations[station].name)'; "
            + (known.isEmpty
              ? "give a sensor some, such as 'features: [mean 60]'"
              : "expected one of \(enumerated(known, joinedBy: "or")), or give a sensor more with 'features'")
        )
        return nil
      }
      guard quantity.dimension == feature.dimension else {
        reading.error(
          limit.place, limit.path,
          "\(quoted(limit.text ?? "")) is \(quantity.dimension.name); \(quoted(text)) is "
            + feature.dimension.name)
        return nil
      }
      let value = FeatureLimit(
        feature.place, feature.shown(quantity.value), isUpper: section["over"] != nil)
      if let found, found != value {
        reading.error(
          node.place, node.path,
          "\(quoted(text)) is not the same at all stations of the rule; make a rule for each")
        return nil
      }
      found = value
    }
    return found.map { .feature($0) }
  }

  private func look(_ look: TreeNode?, _ every: TreeNode?) -> MaintenanceRule.Look {
    guard let quantity = (look?.text == "always" ? nil : look?.quantity) ?? every?.quantity else {
      return .always
    }
    return quantity.dimension == .count ? .parts(Int(quantity.value)) : .every(quantity.value)
  }

  private mutating func inspection(_ section: TreeSection?) -> ComponentInspection? {
    guard let section else { return nil }
    return ComponentInspection(
      takes: distribution(section["takes"], StationScope(), .durationOrZero) ?? .constant(0),
      cost: section["cost"]?.quantity?.value ?? 0, crews: people.crews(for: section),
      misses: section["misses"]?.quantity?.value ?? 0,
      falseAlarm: section["false_alarm"]?.quantity?.value ?? 0)
  }

  // MARK: - Warnings

  private mutating func warning(
    _ section: TreeSection, _ places: Set<ComponentPlace>, _ stations: [Station]
  ) -> FailureWarning? {
    guard let ahead = distribution(section["ahead"], StationScope(), .durationOrCount) else {
      return nil
    }
    let misses = section["misses"]?.quantity?.value ?? 0
    var alarms = 0.0
    if let node = section["false_alarms"] {
      alarms = number(node, StationScope(), .frequencyOnClock) ?? 0
    } else if let node = section["precision"], let precision = node.quantity?.value, precision > 0 {
      guard let life = commonLife(places, stations, node) else { return nil }
      // Of all warnings the share p is right, and there are 1 - misses right ones a life:
      // false ones a life = (1 - misses) (1 - p)/p.
      alarms = (1 - misses) * (1 - precision) / precision / life
    }
    return FailureWarning(ahead: ahead, misses: misses, falseAlarms: alarms)
  }

  /// The mean life of the components of a rule, which must be the same for all.
  private mutating func commonLife(
    _ places: Set<ComponentPlace>, _ stations: [Station], _ node: TreeNode
  ) -> Double? {
    var life: Double?
    for place in places.sorted() {
      let mean = stations[place.station].components[place.component].wear.meanLife
      if let life, abs(life - mean) > 1e-9 * mean {
        reading.error(
          node.place, node.path,
          "the components of this rule have different mean lives, so that 'precision' says not how "
            + "many warnings are false; make a rule for each kind, or write 'false_alarms'")
        return nil
      }
      life = life ?? mean
    }
    return life
  }

  // MARK: - Shared stops

  func sharedStops(_ node: TreeNode?) -> [SharedStop] {
    (node?.entries ?? []).compactMap { entry in
      guard let section = entry.node.section, let window = section["open_window"],
        case .phrase(let within)? = section["take_along"]?.value?.meaning,
        case .quantity(let time) = within.meaning
      else { return nil }
      return SharedStop(name: entry.name, machines: machines(of: window), within: time.value)
    }
  }
}
