/// Checks of stations, their machines and set-points.
extension Reading {
  /// The most machines of the whole scenario.
  static let mostMachines = 100_000

  /// The most components of all machines.
  static let mostComponents = 1_000_000

  mutating func checkStations(_ plant: Plant, _ people: People, _ supply: Supply) {
    var count = 0
    for station in plant.stations {
      count += station.machines.count
      checkMachines(station)
      checkSetPoints(station.section)
      checkComponents(station, people, supply)
      checkSensors(station)
      checkWaveforms(station)
      checkBatch(station.section)
      for failure in station["failures"]?.entries ?? [] {
        checkSpares(failure.node.section, supply)
        checkSkill(failure.node.section, people)
        checkClock(failure.node.section)
      }
    }
    if count > Reading.mostMachines, let last = plant.stations.last {
      error(
        last.place, "stations",
        "the scenario has more than \(Reading.mostMachines) machines")
    }
    if plant.componentCount > Reading.mostComponents, let last = plant.stations.last {
      error(
        last.place, "stations",
        "the machines of the scenario have more than \(Reading.mostComponents) components")
    }
  }

  private mutating func checkMachines(_ station: Plant.StationNames) {
    guard let node = station.section["machines"] else { return }
    switch node.content {
    case .list(let items):
      var seen: Set<String> = []
      for item in items {
        guard let name = item.text, isName(name, item.place, node.path) else { continue }
        if !seen.insert(name).inserted {
          error(
            item.place, node.path, "the machine '\(name)' is named twice; names must differ")
        }
      }
      if items.isEmpty { noMachine(node) }
    case .names(let entries):
      if entries.isEmpty { noMachine(node) }
    default: break
    }
  }

  /// Lives are counted in parts where the clock counts parts, and are times elsewhere.
  private mutating func checkClock(_ failure: TreeSection?) {
    guard let failure else { return }
    let counts = failure["clock"]?.text == "parts"
    for key in ["after", "unnoticed"] {
      guard let node = failure[key], let value = node.value else { continue }
      let dimension: Dimension?
      switch value.meaning {
      case .quantity(let quantity): dimension = quantity.dimension
      case .distribution(let expression): dimension = expression.dimension
      default: dimension = nil
      }
      if counts, dimension == .time {
        error(
          node.place, node.path,
          "the clock counts parts, and \(quoted(value.text)) is a time; write a number of parts such "
            + "as '500 parts', or another clock")
      } else if !counts, dimension == .count {
        error(
          node.place, node.path,
          "\(quoted(value.text)) counts parts; add 'clock: parts', or write a time such as '5 h'")
      }
    }
    for (key, what) in [("makes", "makes no defects"), ("shifts", "shifts no values")] {
      guard failure["unnoticed"] == nil, let place = failure.place(of: key) else { continue }
      error(
        place, failure.path,
        "has '\(key)' but no 'unnoticed'; a failure that is noticed at once \(what)")
    }
  }

  private mutating func noMachine(_ node: TreeNode) {
    error(
      node.place, node.path,
      "names no machine; expected a number, or names such as [lathe_1, lathe_2]")
  }

  private mutating func checkSetPoints(_ section: TreeSection) {
    for entry in section["set_points"]?.entries ?? [] {
      if UnitTable.unit(entry.name) != nil {
        error(
          entry.place, section.path + ".set_points",
          "'\(entry.name)' is a unit; give the set-point another name")
      }
      guard let point = entry.node.section, let node = point["value"], let value = node.quantity,
        case .range(let lower, let upper, _)? = point["range"]?.value?.meaning
      else { continue }
      let range = point["range"]?.text ?? ""
      if value.dimension != lower.dimension {
        error(
          node.place, node.path,
          "\(quoted(node.text ?? "")) is \(value.dimension.name), but its range is given as "
            + lower.dimension.name)
      } else if value.value < lower.value || value.value > upper.value {
        error(node.place, node.path, "\(quoted(node.text ?? "")) is outside its range, \(range)")
      }
    }
  }

  /// A batch holds at least the parts that it needs to begin.
  mutating func checkBatch(_ section: TreeSection) {
    guard let batch = section["batch"]?.section, let least = batch["at_least"],
      let most = batch["at_most"], let needed = least.count, let held = most.count, needed > held
    else { return }
    error(
      least.place, least.path,
      "a batch needs \(needed) parts to begin, but holds \(held) ('at_most')")
  }

  /// Notes that two keys exclude each other.
  mutating func exclude(_ first: String, _ second: String, _ section: TreeSection) {
    guard let place = section.place(of: second) else { return }
    error(
      place, section.path, "'\(first)' and '\(second)' exclude each other; keep one of them")
  }
}
