import FactoryModel
import RandomVariates

/// Dispatching, set-ups, batches and transport.
extension FactoryBuilder {
  /// Adds to an operation what it, or its station, says of set-ups, batches and the way to it.
  mutating func addFlow(
    to operation: inout Operation, _ step: RouteStep, _ station: Plant.StationNames,
    _ scope: StationScope, _ names: NameIndex
  ) {
    let section = step.section
    operation.machineOf = section["machine_of"]?.text.flatMap(names.index(of:))
    operation.setup = section["setup"]?.text
    operation.consumes = supply.consumed(by: step, plant)
    operation.gives = supply.given(by: step)
    operation.needs = attendance.needs(of: step)
    operation.fleet = (section["transport"] ?? station.section["transport"])?.section?["by"]?.text
      .flatMap { fleetNames.index(of: $0) }
    operation.queueLimit = queueLimit(section["within"], names)
    operation.setupTime = plannedTime(section["setup_time"], scope)
    operation.setsUpForEach = section["setup_when"]?.text == "each_part"
    operation.family = section["family"]?.text
    operation.share = section["share"]?.quantity?.value ?? 1
    operation.transport = transport(section["transport"] ?? station.section["transport"], scope)
    operation.splitsInto = section["splits_into"]?.count ?? 1
    if let joins = section["joins"]?.count, joins > 1 {
      operation.joins = true
      operation.batch = BatchRule(.operation, atLeast: joins, atMost: joins)
      return
    }
    guard let batch = section["batch"] ?? station.section["batch"] else { return }
    operation.batch = self.batch(batch)
    operation.interval = distribution(batch.section?["interval"], scope, .duration)
    operation.timeIsPerPart = (section["time"] ?? station["time"])?.value?.isPerPart == true
  }

  /// The mean time of an item where several are worked on together, or while others are inside.
  func timePerItem(_ operation: Operation) -> Double {
    let most = operation.timeIsPerPart ? 1 : Double(operation.batch?.atMost ?? 1)
    let interval = operation.interval.flatMap { Moments.mean(of: $0) } ?? .infinity
    return min(operation.idealTime, interval) / most
  }

  private func batch(_ node: TreeNode) -> BatchRule? {
    guard let section = node.section else {
      let count = node.count ?? 1
      return BatchRule(atLeast: count, atMost: count)
    }
    return BatchRule(
      section["same"]?.text.flatMap { BatchRule.Likeness(rawValue: $0) } ?? .operation,
      atLeast: section["at_least"]?.count ?? 1, atMost: section["at_most"]?.count ?? 1,
      longestWait: section["wait"]?.quantity?.value,
      lookAhead: section["look_ahead"]?.quantity?.value)
  }

  private mutating func transport(_ node: TreeNode?, _ scope: StationScope) -> Distribution? {
    guard let node else { return nil }
    return distribution(node.section.map { $0["time"] } ?? node, scope, .durationOrZero)
  }

  mutating func plannedTime(_ node: TreeNode?, _ scope: StationScope) -> PlannedTime? {
    distribution(node, scope, .durationOrZero).map {
      PlannedTime($0, mean: Moments.mean(of: $0) ?? 0)
    }
  }

  // MARK: - Stations

  /// Adds to a station what it says of set-ups, loading and dispatching.
  mutating func addFlow(
    to station: inout Station, _ names: Plant.StationNames, _ scope: StationScope
  ) {
    station.setupTime = distribution(names["setup_time"], scope)
    station.setupCycle = setupCycle(names["setup_cycle"])
    station.setupAtStart = names["setup_at_start"]?.text
    let run = names["minimum_run"]
    station.minimumRun = run?.count ?? run?.section?["parts"]?.count ?? 1
    station.minimumRunExpires = run?.section?["expires"]?.quantity?.value
    addSetupChanges(to: &station, names["setup_times"], scope)
    station.meanSetupTime = station.setupTime.flatMap { Moments.mean(of: $0) } ?? 0
    station.loading = handling(names.section["load"], scope)
    station.unloading = handling(names.section["unload"], scope)
    let choice: DispatchRule.MachineChoice? =
      switch names.section["free_machine"]?.text {
      case "longest_free": .longestFree
      case "freed_last": .freedLast
      default: nil
      }
    station.dispatch = dispatchRule(of: names.name)
    if let choice {
      var rule = station.dispatch ?? DispatchRule([.priority, .firstCome])
      rule.machineChoice = choice
      station.dispatch = rule
    }
  }

  private func setupCycle(_ node: TreeNode?) -> SetupCycle? {
    guard let node else { return nil }
    guard let section = node.section else { return SetupCycle(node.items.compactMap(\.text)) }
    return SetupCycle(
      section["order"]?.items.compactMap(\.text) ?? [],
      whenEmpty: section["when_empty"]?.text == "goes_on" ? .goesOn : .skips)
  }

  /// A time to load or unload; `nil` where it is nothing.
  private mutating func handling(_ node: TreeNode?, _ scope: StationScope) -> Distribution? {
    let time = distribution(node, scope, .durationOrZero)
    return time?.certainValue == 0 ? nil : time
  }

  private mutating func addSetupChanges(
    to station: inout Station, _ node: TreeNode?, _ scope: StationScope
  ) {
    for entry in node?.entries ?? [] {
      let from = entry.name == Reading.otherwise ? nil : entry.name
      if entry.node.entries.isEmpty {
        if from == nil, let time = distribution(entry.node, scope, .durationOrZero) {
          station.setupTime = time
        } else if let time = plannedTime(entry.node, scope) {
          station.setupChanges[SetupChange(from: from, to: nil)] = time
        }
        continue
      }
      for change in entry.node.entries {
        guard let time = plannedTime(change.node, scope) else { continue }
        let to = change.name == Reading.otherwise ? nil : change.name
        station.setupChanges[SetupChange(from: from, to: to)] = time
      }
    }
  }

  private func dispatchRule(of station: String) -> DispatchRule? {
    let entries = dispatch?.entries ?? []
    let entry =
      entries.first { $0.name == station } ?? entries.first { $0.name == "default" }
    guard let node = entry?.node else { return nil }
    let words = node.text.map { [$0] } ?? node.items.compactMap(\.text)
    return DispatchRule(words.compactMap { DispatchRule.Criterion(word: $0) })
  }
}

extension DispatchRule.Criterion {
  /// How far ahead the apparent tardiness cost looks, in mean times of work and of set-ups.
  private static let (lookAhead, setupLookAhead) = (2.0, 1.0)

  /// The criterion that a word of the language means.
  init?(word: String) {
    switch word {
    case "first come": self = .firstCome
    case "last come": self = .lastCome
    case "first released": self = .firstReleased
    case "priority": self = .priority
    case "earliest due": self = .earliestDue
    case "shortest time": self = .shortestTime
    case "longest time": self = .longestTime
    case "weighted shortest time": self = .weightedShortestTime
    case "fastest machine": self = .fastestMachine
    case "least setup": self = .leastSetup
    case "least slack": self = .leastSlack
    case "critical ratio": self = .criticalRatio
    case "most work left": self = .mostWorkLeft
    case "least work left": self = .leastWorkLeft
    case "least work in next queue": self = .leastWorkInNextQueue
    case "least work here and next": self = .leastWorkHereAndNext
    case "fullest batch": self = .fullestBatch
    case "atc": self = .apparentTardinessCost(lookAhead: Self.lookAhead)
    case "atcs":
      self = .apparentTardinessCostWithSetups(
        lookAhead: Self.lookAhead, setupLookAhead: Self.setupLookAhead)
    case "random": self = .random
    default: return nil
    }
  }
}

extension TreeValue {
  /// Whether a time is said to be that of one part, as in `2 min/part`.
  fileprivate var isPerPart: Bool { counted == "part" || counted == "parts" }
}
