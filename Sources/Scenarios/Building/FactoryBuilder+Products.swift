import FactoryModel
import RandomVariates

/// The product: how parts enter, and the route.
extension FactoryBuilder {
  mutating func product(
    _ name: String, _ section: TreeSection, stations: [Station]
  ) -> (product: Product, defects: [String])? {
    let steps = RouteStep.steps(of: section, plant: plant)
    let defects = reading.defectNames(steps, plant)
    if defects.names.count > Factory.mostDefects, let route = section["route"] {
      reading.error(
        route.place, route.path,
        "the operations make \(defects.names.count) kinds of defect; there may be "
          + "\(Factory.mostDefects): give one name to those that are treated alike")
      return nil
    }
    let names = NameIndex(steps.map(\.name))
    var operations: [Operation] = []
    for step in steps {
      if let operation = operation(step, names, defects) { operations.append(operation) }
    }
    guard let release = release(section["release"]), operations.count == steps.count,
      !operations.isEmpty
    else { return nil }
    return (Product(name: name, release: release, route: operations), defects.names)
  }

  // MARK: - Release

  private mutating func release(_ node: TreeNode?) -> Release? {
    guard let section = node?.section else { return node?.text == nil ? nil : .saturated }
    if let keep = section["keep"]?.count { return .keep(parts: keep) }
    guard let interval = distribution(section["every"], StationScope()) else { return nil }
    return .every(
      interval: interval, lot: section["lot"]?.count ?? 1,
      lostIfFull: section["if_full"]?.text == "lost")
  }

  // MARK: - Operations

  private mutating func operation(
    _ step: RouteStep, _ names: NameIndex, _ defects: NameIndex
  ) -> Operation? {
    guard let name = step.stations.first, let index = plant.index(of: name),
      let station = plant.station(name)
    else { return nil }
    let scope = scope(of: name)
    guard let time = distribution(step.section["time"] ?? station["time"], scope) else {
      return nil
    }
    let ideal = (step.section["ideal_time"] ?? station["ideal_time"])?.quantity?.value
    guard let idealTime = ideal ?? Moments.mean(of: time) else {
      reading.error(
        step.place, step.section.path,
        "the mean of its time cannot be calculated; write 'ideal_time' or less extreme numbers")
      return nil
    }
    return Operation(
      name: step.name, station: index, time: time, idealTime: idealTime,
      makes: chances(step.makes(plant), scope, defects),
      inspection: inspection(step.section, scope, names, defects))
  }

  private mutating func chances(
    _ node: TreeNode?, _ scope: StationScope, _ defects: NameIndex
  ) -> [DefectChance] {
    var chances: [DefectChance] = []
    for entry in node?.entries ?? [] {
      guard let defect = defects.index(of: entry.name),
        let probability = number(entry.node, scope, .probability)
      else { continue }
      chances.append(DefectChance(defect: defect, probability: probability))
    }
    return chances
  }

  private mutating func inspection(
    _ section: TreeSection, _ scope: StationScope, _ names: NameIndex, _ defects: NameIndex
  ) -> Inspection? {
    guard section["finds"] != nil || section["false_alarm"] != nil else { return nil }
    var inspection = Inspection(finds: chances(section["finds"], scope, defects))
    if let alarm = section["false_alarm"] {
      inspection.falseAlarm = number(alarm, scope, .probability) ?? 0
    }
    for entry in section["then"]?.entries ?? [] {
      guard let disposition = disposition(entry.node, names) else { continue }
      if entry.name == Reading.otherwise {
        inspection.otherwise = disposition
      } else if let defect = defects.index(of: entry.name) {
        inspection.dispositions[defect] = disposition
      }
    }
    return inspection
  }

  private func disposition(_ node: TreeNode, _ names: NameIndex) -> Inspection.Disposition? {
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
