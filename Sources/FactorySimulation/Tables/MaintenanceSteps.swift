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
  var below: Int
  var upTo: Int
  var lot: Int
}

/// What a way on which a store is filled has from a step of the timeline on.
struct LinkStep: BitwiseCopyable {
  var leadTime: Sampler
  var orderDelay: Sampler
  var price: Double
  var transportCost: Double
  var orderCost: Double
  var tripCost: Double
}

/// What a customer has from a step of the timeline on.
struct CustomerStep: BitwiseCopyable {
  var interval: Sampler
  var quantity: Sampler
  var scale: Double
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
      let (below, upTo, lot) = store.replenishment.levels
      timeline.stores.append(StoreStep(below: below, upTo: upTo, lot: lot))
      for link in store.orderLinks {
        timeline.links.append(
          LinkStep(
            leadTime: samplerTables.sampler(for: link.leadTime),
            orderDelay: samplerTables.sampler(for: link.orderDelay), price: link.price,
            transportCost: link.transportCost, orderCost: link.orderCost,
            tripCost: link.transport.tripCost))
      }
    }
    for customer in step.customers {
      var interval = Distribution.constant(0)
      if case .every(let time, _) = customer.arrivals { interval = time }
      timeline.customers.append(
        CustomerStep(
          interval: samplerTables.sampler(for: interval),
          quantity: samplerTables.sampler(for: customer.quantity), scale: customer.quantityScale))
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
      stores[store].below = change.below
      stores[store].upTo = change.upTo
      stores[store].lot = change.lot
    }
    for link in supply.links.indices {
      let change = timeline.links[step * supply.links.count + link]
      supply.links[link].leadTime = change.leadTime
      supply.links[link].orderDelay = change.orderDelay
      supply.links[link].price = change.price
      supply.links[link].transportCost = change.transportCost
      supply.links[link].orderCost = change.orderCost
      supply.links[link].tripCost = change.tripCost
    }
    for customer in customers.indices {
      let change = timeline.customers[step * customers.count + customer]
      customers[customer].interval = change.interval
      customers[customer].quantity = change.quantity
      customers[customer].scale = change.scale
    }
  }
}
