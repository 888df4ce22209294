import Degradation
import FactoryModel
import RandomVariates

/// Warnings of maintenance that can do nothing.
extension Reading {
  mutating func warnOfMaintenance(_ tree: TreeSection, _ plant: Plant, _ factory: Factory) {
    for entry in tree["maintenance"]?.entries ?? [] {
      guard let section = entry.node.section,
        let rule = factory.rules.first(where: { $0.name == entry.name })
      else { continue }
      warnOfTrigger(rule, section, plant, factory)
      warnOfUselessLooks(rule, section, plant, factory)
      warnOfLateRule(rule, section, tree, factory)
    }
    warnOfUnseenFailures(plant, factory)
    warnOfLastSpares(tree, factory)
  }

  /// Warns of an age, a wear or a warning that comes too late for every life.
  private mutating func warnOfTrigger(
    _ rule: MaintenanceRule, _ section: TreeSection, _ plant: Plant, _ factory: Factory
  ) {
    guard let replace = section["replace"]?.section else { return }
    for place in rule.components.sorted() {
      let component = factory.stations[place.station].components[place.component]
      switch rule.trigger {
      case .age(let age):
        guard let node = replace["at_age"], age >= component.longestLife else { continue }
        warn(
          node.place, node.path,
          "'\(component.name)' has always failed by \(quoted(node.text ?? "")), so it is never "
            + "replaced before")
        return
      case .wear(let wear):
        if case .life = component.wear { continue }
        guard let node = replace["wear_over"] else { continue }
        if warnOfMissedState(node, component, wear) { return }
        guard wear >= 1 else { continue }
        warn(
          node.place, node.path,
          "'\(component.name)' fails at 100 %, so it is never replaced before; write less")
        return
      case .states(let actions):
        for (action, item) in zip(actions, replace["by_state"]?.items ?? []) {
          guard let node = item.section?["from"] else { continue }
          if warnOfMissedState(node, component, action.from) { return }
        }
      case .warning(let warning):
        guard let node = replace["warning"]?.section?["ahead"],
          TruncatedDistribution(warning.ahead).lower >= component.longestLife
        else { continue }
        warn(
          node.place, node.path,
          "'\(component.name)' never lasts longer than \(quoted(node.text ?? "")), so there is never "
            + "a warning")
        return
      default: return
      }
    }
  }

  /// Warns of a wear that lies just above that of a state, as rounding makes it: two thirds are not 67 %.
  ///
  /// - Returns: Whether it does.
  private mutating func warnOfMissedState(
    _ node: TreeNode, _ component: Component, _ wear: Double
  ) -> Bool {
    guard case .states(let chain) = component.wear, wear > 0, wear < 1 else { return false }
    let last = chain.states.count
    guard last > 0 else { return false }
    let state = Int((wear * Double(last)).rounded(.down))
    let above = wear - Double(state) / Double(last)
    guard state > 0, state < last, above > 1e-12, above < min(0.01, 0.25 / Double(last)) else {
      return false
    }
    let enough = Double(1_000 * state / last) / 10
    warn(
      node.place, node.path,
      "state \(state + 1) of \(last + 1) of '\(component.name)' is \(state)/\(last) worn, a little less "
        + "than \(quoted(node.text ?? "")), and does not count; write "
        + "'\(ResolvedValues.number(enough)) %' if it should")
    return true
  }

  /// Warns of inspections that can find nothing: what fails openly is seen by everybody.
  private mutating func warnOfUselessLooks(
    _ rule: MaintenanceRule, _ section: TreeSection, _ plant: Plant, _ factory: Factory
  ) {
    guard let inspect = section["inspect"] else { return }
    switch rule.trigger {
    case .wear, .states, .warning, .feature, .model, .decider: return
    case .onFailure, .oracle, .age, .count, .every: break
    }
    let isHidden = rule.components.contains {
      factory.stations[$0.station].components[$0.component].isHidden
    }
    guard !isHidden else { return }
    warn(
      inspect.place, inspect.path,
      "looks for failures of what stops the machine when it fails; add 'failure: hidden' to the "
        + "component, or a 'replace' that goes by wear")
  }

  /// Warns of hidden failures that nothing ever finds.
  private mutating func warnOfUnseenFailures(_ plant: Plant, _ factory: Factory) {
    for (index, station) in factory.stations.enumerated() {
      for (number, component) in station.components.enumerated() where component.isHidden {
        let isSeen = factory.rules.contains { rule in
          let concerns = rule.components.contains { $0.station == index && $0.component == number }
          return concerns && (rule.inspection != nil || rule.trigger != .onFailure)
        }
        guard !isSeen else { continue }
        let entry = plant.stations[index].componentEntries[number]
        warn(
          entry.place, entry.node.path,
          "fails unseen, and nothing looks for it; add a rule such as {of: \(station.name).*."
            + "\(component.name), inspect: {every: 1 wk}}")
      }
    }
  }

  /// Warns of spares that are used up for good.
  private mutating func warnOfLastSpares(_ tree: TreeSection, _ factory: Factory) {
    var taken: Set<Int> = []
    for station in factory.stations {
      let failures = station.failures.flatMap(\.spares)
      let components = station.components.flatMap { $0.replace.spares + ($0.repair?.spares ?? []) }
      taken.formUnion((failures + components).map(\.store))
    }
    for (index, entry) in (tree["stores"]?.entries ?? []).enumerated()
    where index < factory.stores.count && taken.contains(index) {
      guard factory.stores[index].replenishment == .never else { continue }
      let count = factory.stores[index].initial
      warn(
        entry.place, entry.node.path,
        "never orders: when its \(count) piece\(count == 1 ? " is" : "s are") used up, machines wait "
          + "for ever; add 'replenish: {base_stock: \(max(1, count))}'")
    }
  }
}

extension Component {
  /// An age that it never exceeds, on its clock; infinite where there is none.
  fileprivate var longestLife: Double {
    guard unitToUnit == 0 else { return .infinity }
    switch wear {
    case .life(let life): return TruncatedDistribution(life).upper
    case .linear(let meanLife): return meanLife
    case .crack(let crack): return TruncatedDistribution(crack.life).upper
    case .gamma, .wiener, .shocks, .states: return .infinity
    }
  }
}
