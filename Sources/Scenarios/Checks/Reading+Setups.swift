import FactoryModel
import RandomVariates

/// Mistakes of set-ups: their names, their times and their order.
extension Reading {
  /// Checks what a station says of set-ups.
  mutating func checkSetups(
    _ names: Plant.StationNames, _ station: Station, _ operations: [Operation]
  ) {
    checkSetupNames(names, Set(operations.compactMap(\.setup)))
    checkSetupChanges(names, station, operations)
    checkSetupCycle(names, station, operations)
  }

  /// Checks that the times of set-ups say how a machine comes to each of those that it needs.
  private mutating func checkSetupChanges(
    _ names: Plant.StationNames, _ station: Station, _ operations: [Operation]
  ) {
    guard let node = names["setup_times"], !station.setupChanges.isEmpty,
      names["setup_time"] == nil,
      !node.entries.contains(where: { $0.name == Reading.otherwise && $0.node.entries.isEmpty })
    else { return }
    let needed = Set(operations.compactMap(\.setup))
    let timed = Set(operations.filter { $0.setupTime == nil }.compactMap(\.setup)).sorted()
    let possible = needed.union(station.setupAtStart.map { [$0] } ?? []).sorted()
    for setup in timed where station.setupAtStart != setup || needed.count > 1 {
      let missing = possible.filter { $0 != setup && !station.namesSetup(from: $0, to: setup) }
      guard let first = missing.first else { continue }
      if missing.count == possible.count - (possible.contains(setup) ? 1 : 0) {
        error(
          node.place, node.path,
          "no line says how long it takes to set '\(names.name)' up for '\(setup)'; add one, or "
            + "'otherwise' for all that are not named")
      } else {
        error(
          node.place, node.path,
          "no line says how long it takes to set '\(names.name)' up for '\(setup)' after '\(first)'; "
            + "add one, or 'otherwise' for all that are not named")
      }
    }
  }

  /// Warns of set-ups that nothing needs: most are misspelt.
  private mutating func checkSetupNames(_ names: Plant.StationNames, _ used: Set<String>) {
    let start = names["setup_at_start"]?.text
    let known = used.union(start.map { [$0] } ?? []).sorted()
    var seen: Set<String> = []
    func note(_ entry: TreeEntry) {
      guard entry.name != Reading.otherwise, !known.contains(entry.name),
        seen.insert(entry.name).inserted
      else { return }
      let hint = nearest(entry.name, among: known).map { "; did you mean '\($0)'?" }
      warn(
        entry.place, entry.node.path,
        "no operation at '\(names.name)' needs the set-up '\(entry.name)'" + (hint ?? ""))
    }
    for entry in names["setup_times"]?.entries ?? [] {
      note(entry)
      for change in entry.node.entries { note(change) }
    }
  }

  /// Checks the cycle in which the machines of a station go round their set-ups.
  private mutating func checkSetupCycle(
    _ names: Plant.StationNames, _ station: Station, _ operations: [Operation]
  ) {
    guard let cycle = station.setupCycle, let node = names["setup_cycle"] else { return }
    let needed = Set(operations.compactMap(\.setup))
    var seen: Set<String> = []
    for entry in (node.section?["order"] ?? node).items {
      guard let setup = entry.text else { continue }
      if !seen.insert(setup).inserted {
        error(
          entry.place, entry.path, "'\(setup)' stands twice in the cycle; name each set-up once")
      } else if !needed.contains(setup) {
        let hint = nearest(setup, among: needed.sorted()).map { "; did you mean '\($0)'?" }
        error(
          entry.place, entry.path,
          "no operation at '\(names.name)' needs the set-up '\(setup)'" + (hint ?? ""))
      }
    }
    for setup in needed.subtracting(seen).sorted() {
      error(
        node.place, node.path,
        "operations at '\(names.name)' need the set-up '\(setup)', which no machine would ever have; "
          + "add it to the cycle")
    }
    if cycle.whenEmpty == .goesOn { checkRound(cycle, station, operations, node) }
  }

  /// Checks that machines that go round without parts need time for it.
  private mutating func checkRound(
    _ cycle: SetupCycle, _ station: Station, _ operations: [Operation], _ node: TreeNode
  ) {
    if let operation = operations.first(where: { $0.setupTime != nil }) {
      error(
        node.place, node.path,
        "a machine that 'goes_on' is set up without a part, so that the 'setup_time' of "
          + "'\(operation.name)' says nothing; give the times at the station, with 'setup_times'")
      return
    }
    let round = zip(cycle.setups, cycle.setups.dropFirst() + cycle.setups.prefix(1)).reduce(0) {
      $0 + station.meanSetupTime(from: $1.0, to: $1.1)
    }
    if round <= 0 {
      error(
        node.place, node.path,
        "a machine that 'goes_on' would go round in no time, without end; give 'setup_time' or "
          + "'setup_times'")
    }
  }
}
