import Degradation
import FactoryModel
import RandomVariates

/// The components of machines, and what it takes to restore them.
extension FactoryBuilder {
  mutating func component(
    _ name: String, _ section: TreeSection, _ station: Plant.StationNames, _ scope: StationScope
  ) -> Component? {
    if let clock = section["clock"], case .formula(let formula)? = clock.value?.meaning {
      let clocks = StationScope.clocks.map(\.name)
      guard known(formula.inputs.filter { !clocks.contains($0) }, clock, scope) else { return nil }
    }
    guard let clock = reading.componentClock(section, scope),
      let wear = wear(section, scope),
      let replace = restoration(section["replace"]?.section, of: section, name, scope)
    else { return nil }
    return Component(
      name: name, wear: wear, unitToUnit: section["unit_to_unit"]?.quantity?.value ?? 0,
      clock: clock, start: start(section["at_start"]) ?? .new,
      isHidden: section["failure"]?.text == "hidden",
      hiddenCost: section["hidden_cost"]?.quantity?.value ?? 0,
      interruptedWork: section["interrupted_work"]?.text.flatMap {
        FailureMode.InterruptedWork(rawValue: $0)
      } ?? .resume,
      replace: replace, repair: restoration(section["repair"]?.section, of: section, name, scope),
      machines: differences(of: name, station))
  }

  private func start(_ node: TreeNode?) -> WearStart? {
    if let wear = node?.quantity?.value { return wear == 0 ? .new : .level(wear) }
    return node?.text.map { $0 == "steady" ? .steady : .new }
  }

  private func differences(
    of component: String, _ station: Plant.StationNames
  ) -> [Int: MachineComponent] {
    var differences: [Int: MachineComponent] = [:]
    for (index, entry) in (station.section["machines"]?.entries ?? []).enumerated() {
      guard let machine = entry.node.section else { continue }
      func value(_ key: String) -> TreeNode? {
        machine[key]?.entries.first { $0.name == component }?.node
      }
      let difference = MachineComponent(
        start: start(value("wear")), speed: value("clock")?.quantity?.value ?? 1)
      if difference != MachineComponent() { differences[index] = difference }
    }
    return differences
  }

  // MARK: - Restoring

  private mutating func restoration(
    _ section: TreeSection?, of component: TreeSection, _ name: String, _ scope: StationScope
  ) -> Restoration? {
    guard let section else { return nil }
    let share = share(section["restores"], of: name, scope)
    // A life that is repaired goes on; what wears out must be restored in part at least.
    if component["life"] == nil, case .formula(let program) = share,
      let node = section["restores"]
    {
      checkShare(program, node)
    }
    let (single, costs) = (section["cost"]?.quantity?.value, section["cost"]?.section)
    return Restoration(
      planned: distribution(section["planned"], scope, .durationOrZero),
      failed: distribution(section["failed"], scope, .durationOrZero),
      plannedCost: single ?? costs?["planned"]?.quantity?.value ?? 0,
      failedCost: single ?? costs?["failed"]?.quantity?.value ?? 0,
      crews: people.crews(for: section), priority: section["priority"]?.count ?? 0,
      spares: supply.spares(of: section),
      share: share,
      of: section["restores_of"]?.text == "since_last_repair" ? .sinceLastRepair : .all)
  }

  /// The share of the wear that is gone afterwards.
  private mutating func share(
    _ node: TreeNode?, of component: String, _ scope: StationScope
  ) -> RestoredShare {
    guard let node, case .formula(let formula)? = node.value?.meaning else {
      return .constant(node?.quantity?.value ?? 1)
    }
    let own = component + StationScope.wear
    guard known(formula.inputs.filter { $0 != own }, node, scope) else { return .constant(1) }
    let expression = formula.substituting { name in
      if case .setPoint(let value) = scope.origin(of: name) { return .constant(value) }
      return .input(0)
    }
    if let constant = expression.constant {
      return .constant(number(node, scope, .probability) ?? constant)
    }
    return program(expression, node).map { .formula($0) } ?? .constant(1)
  }

  /// What has failed is restored in part at least.
  private mutating func checkShare(_ program: FormulaProgram, _ node: TreeNode) {
    let atFailure: [Double] = [1]
    let share = program.value(inputs: atFailure.span)
    guard !(share > 0) else { return }
    reading.error(
      node.place, node.path,
      "\(quoted(node.text ?? "")) restores nothing of what has failed; at a wear of 100 % it comes to "
        + ResolvedValues.rounded(share * 100) + " %")
  }

  /// A compiled expression; notes an error where it is too deep.
  mutating func program(_ expression: FormulaExpression, _ node: TreeNode) -> FormulaProgram? {
    do {
      return try FormulaProgram(expression)
    } catch {
      reading.error(node.place, node.path, "\(error)")
      return nil
    }
  }
}
