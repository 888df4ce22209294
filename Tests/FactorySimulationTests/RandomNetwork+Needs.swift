import FactoryModel
import RandomVariates

/// Operators, tools, vehicles, ways and limits of waiting of a random factory.
extension RandomNetwork {
  mutating func addNeeds(to factory: inout Factory) {
    factory.resources = [
      Resource(
        name: "workers", kind: .operators, size: whole(2...4),
        calendar: factory.calendars.isEmpty || chance(0.5) ? nil : 0),
      Resource(name: "helpers", kind: .operators, size: 2),
      Resource(name: "jigs", kind: .tools, size: whole(2...3)),
    ]
    factory.fleets = [Fleet(name: "carts", size: whole(1...3), carries: whole(1...2))]
    if factory.stations.count > 1, chance(0.3) {
      factory.transportTimes = [Way(from: 0, to: 1): PlannedTime(time(60), mean: 60)]
    }
    for product in factory.products.indices {
      for place in factory.products[product].route.indices {
        let station = factory.stations[factory.products[product].route[place].station]
        if station.preemption == .never, chance(0.2) {
          factory.products[product].route[place].needs = needs()
        }
        if chance(0.1) {
          factory.products[product].route[place].fleet = 0
          factory.products[product].route[place].transport = time(90)
        }
        let mayLimit = station.preemption == .never && station.blocking == .afterService
        if place > 0, mayLimit, chance(0.25) {
          let actions: [QueueLimit.Action] = [.scrap, .count, .back(operation: place - 1)]
          factory.products[product].route[place].queueLimit = QueueLimit(
            of: place - 1, limit: 1_800, then: actions[whole(0...2)])
        }
      }
    }
  }

  private mutating func needs() -> [ResourceNeed] {
    var needs = [ResourceNeed([whole(0...1)])]
    if chance(0.3) { needs[0].resources = [0, 1] }
    if chance(0.4) { needs.append(ResourceNeed([2], count: whole(1...2))) }
    return needs
  }
}
