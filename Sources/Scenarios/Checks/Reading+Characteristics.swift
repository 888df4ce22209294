/// Checks of measured characteristics: that units agree, and that what is read has a value.
extension Reading {
  mutating func checkCharacteristics(_ tree: TreeSection, _ plant: Plant) {
    let routes = (tree["products"]?.entries ?? []).compactMap { entry in
      entry.node.section.map { RouteStep.steps(of: $0, plant: plant) }
    }
    let given = checkValues(routes, plant)
    checkShifts(routes, given, plant)
    for steps in routes {
      for (index, step) in steps.enumerated() {
        for entry in step.section["reads"]?.entries ?? [] {
          checkGauge(entry, step, given[entry.name])
          if isSound { checkWays(to: index, of: entry, steps, plant) }
        }
      }
    }
  }

  // MARK: - Values

  /// Checks what gives values; returns the first that gives each characteristic one.
  private mutating func checkValues(
    _ routes: [[RouteStep]], _ plant: Plant
  ) -> [String: TreeEntry] {
    var made = Set(plant.defectsOfFaults)
    for step in routes.joined() { made.formUnion((step.makes(plant)?.entries ?? []).map(\.name)) }
    var first: [String: TreeEntry] = [:]
    var seen: Set<String> = []
    for step in routes.joined() {
      for entry in step.measures(plant)?.entries ?? [] {
        // What a station says for several operations is looked at once.
        guard seen.insert(entry.node.path).inserted else { continue }
        checkValue(entry)
        if made.contains(entry.name) {
          error(
            entry.place, entry.node.path,
            "'\(entry.name)' is measured here, and elsewhere 'makes' makes it by chance; give one of "
              + "them another name")
        }
        if let other = first[entry.name] {
          checkSame(entry, as: other)
        } else {
          first[entry.name] = entry
        }
      }
    }
    return first
  }

  private mutating func checkValue(_ entry: TreeEntry) {
    let value = entry.characteristicValue
    for key in ["limits", "target"] {
      expect(entry.node.section?[key], measures: value.value, "the value")
    }
    guard let node = entry.node.section?["target"], let target = node.quantity,
      let limits = entry.node.section?["limits"],
      case .range(let lower, let upper, _)? = limits.value?.meaning,
      target.dimension == lower.dimension
    else { return }
    if target.value < lower.value || target.value > upper.value {
      error(
        node.place, node.path,
        "\(quoted(node.text ?? "")) is outside the limits, \(limits.text ?? "")")
    }
  }

  /// A characteristic has the same unit, limits and target wherever it is given a value.
  private mutating func checkSame(_ entry: TreeEntry, as other: TreeEntry) {
    expect(entry.characteristicValue, measures: other.characteristicValue.value, other.node.path)
    for key in ["limits", "target"] {
      let (own, first) = (entry.node.section?[key], other.node.section?[key])
      guard own?.isBroken != true, first?.isBroken != true,
        own?.value?.siValues != first?.value?.siValues
      else { continue }
      error(
        own?.place ?? entry.place, own?.path ?? entry.node.path,
        "'\(entry.name)' has other '\(key)' at \(other.node.path); a characteristic has one pair of "
          + "limits and one target: write the same here, or take another name")
    }
  }

  // MARK: - Shifts

  private mutating func checkShifts(
    _ routes: [[RouteStep]], _ given: [String: TreeEntry], _ plant: Plant
  ) {
    var seen: Set<String> = []
    for station in plant.stations {
      var names = NameIndex()
      for step in routes.joined() where step.stations.first == station.name {
        for entry in step.measures(plant)?.entries ?? [] { names.insert(entry.name) }
      }
      for failure in station["failures"]?.entries ?? [] {
        for shift in failure.node.section?["shifts"]?.entries ?? []
        where seen.insert("\(station.name) \(shift.node.path)").inserted {
          guard names.index(of: shift.name) != nil else {
            let hint =
              question(shift.name, among: names.names) ?? "; it is given one with 'measures'"
            if isSound {
              error(
                shift.place, shift.node.path,
                "no operation at '\(station.name)' gives '\(shift.name)' a value\(hint)")
            }
            continue
          }
          expect(
            shift.node, measures: given[shift.name]?.characteristicValue.value, "the value",
            isDifference: true)
        }
      }
    }
  }

  // MARK: - Gauges

  private mutating func checkGauge(_ entry: TreeEntry, _ step: RouteStep, _ given: TreeEntry?) {
    guard let gauge = entry.node.section else { return }
    if let finds = step.section["finds"], finds.entries.contains(where: { $0.name == entry.name }) {
      error(
        entry.place, entry.node.path,
        "'\(entry.name)' is looked for with 'finds' and with 'reads'; keep one of them")
    }
    let chart = gauge["chart"]?.section
    if let value = given?.characteristicValue.value {
      expect(gauge["error"], measures: value, "the value", isDifference: true)
      expect(gauge["limits"], measures: value, "the value")
      expect(chart?["mean"], measures: value, "the value")
      expect(chart?["sd"], measures: value, "the value", isDifference: true)
    }
    if let chart { checkChart(chart) }
  }

  private mutating func checkChart(_ chart: TreeSection) {
    let kinds = ["shewhart", "cusum", "ewma"].filter { chart[$0] != nil }
    if kinds.isEmpty {
      error(
        chart.place, chart.path,
        "says not which chart it is; expected 'shewhart', 'cusum' or 'ewma', as in {shewhart: 3} or "
          + "{cusum: {allowance: 0.5, limit: 5}}")
    }
    for other in kinds.dropFirst() { exclude(kinds[0], other, chart) }
    if let cusum = chart["cusum"]?.section, let start = cusum["head_start"],
      let head = start.quantity, let limit = cusum["limit"]?.quantity, head.value > limit.value
    {
      error(
        start.place, start.path,
        "\(quoted(start.text ?? "")) is above the limit, \(cusum["limit"]?.text ?? "")")
    }
    if let weight = chart["ewma"]?.section?["weight"], weight.quantity?.value == 0 {
      error(
        weight.place, weight.path,
        "\(quoted(weight.text ?? "")) gives no reading any weight; expected a share above 0, such as "
          + "'0.2'")
    }
  }

  /// A characteristic that is read has been given a value on every way to the operation.
  private mutating func checkWays(
    to reader: Int, of entry: TreeEntry, _ steps: [RouteStep], _ plant: Plant
  ) {
    let names = NameIndex(steps.map(\.name))
    let gives = steps.map { step in
      step.measures(plant)?.entries.contains { $0.name == entry.name } == true
    }
    // The operations that parts reach without a value; parts that stand somewhere at the start have the
    // values of the operations before.
    var open = [0]
    for (index, step) in steps.enumerated() where !gives[..<index].contains(true) {
      let stands =
        step.section["initial"] != nil
        || step.stations.first.flatMap { plant.station($0)?.section["initial"] } != nil
      if stands { open.append(index) }
    }
    var reached: Set<Int> = []
    while let index = open.popLast() {
      guard reached.insert(index).inserted, !gives[index] else { continue }
      if index == reader {
        error(
          entry.place, entry.node.path,
          "a part may come here before an operation gives '\(entry.name)' a value; write 'measures' "
            + "at an operation that every part passes before")
        return
      }
      open += steps[index].ways(from: index, among: names, count: steps.count)
    }
  }

  mutating func nothingToRead(_ entry: TreeEntry, among steps: [RouteStep], _ plant: Plant) {
    let names = steps.flatMap { $0.measures(plant)?.entries.map(\.name) ?? [] }
    let hint =
      question(entry.name, among: names)
      ?? "; 'measures' at an operation before, or at its station, gives it one"
    error(
      entry.place, entry.node.path, "no operation gives '\(entry.name)' a value to read\(hint)")
  }

  // MARK: - Units

  /// Notes an error unless two values measure the same thing.
  private mutating func expect(
    _ node: TreeNode?, measures other: TreeValue?, _ what: String, isDifference: Bool = false
  ) {
    guard let node, let value = node.value, let own = value.dimension,
      let wanted = other?.dimension
    else { return }
    if own != wanted {
      error(
        node.place, node.path,
        "\(quoted(value.text)) is \(own.name), but \(what) is \(wanted.name)")
    } else if isDifference, value.text.hasSuffix("degC") {
      error(
        node.place, node.path,
        "\(quoted(value.text)) is a difference of temperatures; write it in K, such as '5 K'")
    }
  }
}

extension RouteStep {
  /// The operations to which parts may go on from here, those to which they are sent back included.
  fileprivate func ways(from index: Int, among names: NameIndex, count: Int) -> [Int] {
    var ways: [Int] = []
    if let next = section["next"] {
      ways = next.entries.compactMap { names.index(of: $0.name) }
    } else if index + 1 < count {
      ways = [index + 1]
    }
    for entry in section["then"]?.entries ?? [] {
      if let back = entry.node.section?["back_to"]?.text.flatMap({ names.index(of: $0) }) {
        ways.append(back)
      } else if case .phrase(let value)? = entry.node.value?.meaning,
        let back = names.index(of: value.text)
      {
        ways.append(back)
      }
    }
    return ways
  }
}

extension TreeEntry {
  /// The value of a characteristic, which may stand alone or beside limits.
  var characteristicValue: TreeNode { node.section?["value"] ?? node }
}

extension TreeValue {
  /// What it measures, where it measures something.
  var dimension: Dimension? {
    switch meaning {
    case .quantity(let quantity): quantity.dimension
    case .formula(let formula): formula.dimension
    case .distribution(let expression): expression.dimension
    case .range(let lower, _, _): lower.dimension
    default: nil
    }
  }

  /// The numbers of a quantity or a range, in SI units.
  fileprivate var siValues: [Double] {
    switch meaning {
    case .quantity(let quantity): [quantity.value]
    case .range(let lower, let upper, _): [lower.value, upper.value]
    default: []
    }
  }
}
