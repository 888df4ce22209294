import FactoryModel
import RandomVariates

extension Reading {
  /// Checks the cycle in which the machines of a station go round their set-ups.
  mutating func checkSetupCycle(
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
