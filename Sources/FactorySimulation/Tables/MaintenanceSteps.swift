import Degradation
import EventKernel
import FactoryModel
import RandomVariates

/// What a component has from a step of the timeline on.
struct ComponentStep: BitwiseCopyable {
  var speed: Double
  var wear: WearSampler
  var meanLife: Double
  var replace: RestorationRecord
  var repair: RestorationRecord
  var rule: RuleRecord
  /// Whether the rule is another than before the step.
  var hasNewRule: Bool
  var hiddenCost: Double
}

/// What a store has from a step of the timeline on.
struct StoreStep: BitwiseCopyable {
  var leadTime: Sampler
  var replenishment: StoreRecord
}

extension FactoryTables {
  /// Adds what a step of the timeline changes of components and stores.
  mutating func addMaintenance(_ step: Factory, before: Factory) {
    for (place, station) in step.stations.enumerated() {
      for machine in station.machines.indices {
        for (index, component) in station.components.enumerated() {
          let own = ComponentPlace(station: place, machine: machine, component: index)
          timeline.components.append(
            ComponentStep(
              speed: component.clock.speed * (component.machines[machine]?.speed ?? 1),
              wear: wearTables.sampler(for: component.wear, unitToUnit: component.unitToUnit),
              meanLife: component.wear.meanLife, replace: restoration(component.replace, step),
              repair: restoration(component.repair ?? Restoration(), step),
              rule: rule(for: own, step),
              hasNewRule: step.rules(for: own) != before.rules(for: own),
              hiddenCost: component.hiddenCost))
        }
      }
    }
    for store in step.stores {
      var record = StoreRecord(
        onHand: 0, below: .min, upTo: 0, lot: 0, leadTime: Sampler(.constant(0)),
        leadKey: key("", ""))
      record.set(store.replenishment)
      timeline.stores.append(
        StoreStep(
          leadTime: samplerTables.sampler(for: store.leadTime), replenishment: record))
    }
  }
}

extension FactorySimulation {
  /// Lets components and stores be as a step of the timeline says.
  ///
  /// A life that has begun goes on as it was drawn; its clock goes on at the new speed.
  mutating func takeMaintenance(of step: Int) {
    for component in components.indices {
      let change = timeline.components[step * components.count + component]
      components[component].wear = change.wear
      components[component].meanLife = change.meanLife
      components[component].replace = change.replace
      components[component].repair = change.repair
      components[component].hiddenCost = change.hiddenCost
      let failure = Int(components[component].failure)
      if change.speed != failures[failure].speed { setClock(failure, speed: change.speed) }
      components[component].rule.sharesStopWithin = change.rule.sharesStopWithin
      guard change.hasNewRule else { continue }
      components[component].rule = change.rule
      events.cancel(components[component].ruleEvent)
      looks.cancel(components[component].lookEvent)
      // A component that is being restored follows the rule in its next life.
      let isRestored = jobs[failure].stage == .begun && jobs[failure].kind != .inspect
      if !isRestored, !failures[failure].hasStruck { follow(component) }
    }
    for store in stores.indices {
      let change = timeline.stores[step * stores.count + store]
      stores[store].leadTime = change.leadTime
      stores[store].below = change.replenishment.below
      stores[store].upTo = change.replenishment.upTo
      stores[store].lot = change.replenishment.lot
    }
  }
}
