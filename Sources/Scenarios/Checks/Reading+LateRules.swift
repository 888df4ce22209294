import Degradation
import FactoryModel

/// Warnings of maintenance whose time comes after the end of the run.
extension Reading {
  mutating func warnOfLateRule(
    _ rule: MaintenanceRule, _ section: TreeSection, _ tree: TreeSection, _ factory: Factory
  ) {
    let horizon = tree["horizon"]?.text ?? ""
    let replace = section["replace"]?.section
    switch rule.trigger {
    case .age(let age):
      if isNeverReached(age, rule, factory) {
        warnOfLate(replace?["at_age"], "that age is reached", horizon)
      }
    case .every(let interval, let first):
      if first ?? interval >= factory.horizon {
        warnOfLate(replace?[first == nil ? "every" : "first"], "the first of them", horizon)
      }
    default: break
    }
    if case .every(let interval) = rule.look, interval >= factory.horizon {
      warnOfLate(
        replace?["look"] ?? section["inspect"]?.section?["every"], "the first look", horizon)
    }
  }

  private mutating func warnOfLate(_ node: TreeNode?, _ what: String, _ horizon: String) {
    guard let node else { return }
    warn(
      node.place, node.path,
      "the run of \(quoted(horizon)) is over before \(what); write less, or a longer 'horizon'")
  }

  /// Whether no component of a rule can come to an age before the end of the run.
  private func isNeverReached(_ age: Double, _ rule: MaintenanceRule, _ factory: Factory) -> Bool {
    // Later steps may change how fast clocks run.
    guard factory.timeline.isEmpty else { return false }
    return rule.components.allSatisfy { place in
      let component = factory.stations[place.station].components[place.component]
      let own = component.machines[place.machine]
      let speed = component.clock.speed * (own?.speed ?? 1)
      return component.clock.counts != .parts && (own?.start ?? component.start) == .new
        && age >= factory.horizon * speed
    }
  }
}
