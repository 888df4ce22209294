import FactoryModel
import RandomVariates

/// Dispatch rules, batches and transport of a random factory.
extension RandomNetwork {
  mutating func addDispatch(to factory: inout Factory) {
    for station in factory.stations.indices
    where factory.stations[station].preemption == .never
      && factory.stations[station].blocking == .afterService && chance(0.4)
    {
      factory.stations[station].dispatch = rule()
      if chance(0.3) {
        factory.stations[station].loading = time(20)
        factory.stations[station].unloading = .constant(15)
      }
      if factory.stations[station].setupTime != nil, chance(0.5) {
        factory.stations[station].meanSetupTime = 90
        factory.stations[station].setupChanges = [
          SetupChange(from: "red", to: "blue"): PlannedTime(time(200), mean: 200)
        ]
        factory.stations[station].minimumRun = whole(1...4)
        factory.stations[station].minimumRunExpires = chance(0.8) ? 600 : 0
      }
      if factory.stations[station].setupTime != nil, chance(0.3) {
        addCycle(to: station, of: &factory)
      }
      for product in factory.products.indices {
        for place in factory.products[product].route.indices
        where factory.products[product].route[place].station == station {
          addBatch(to: &factory.products[product].route[place])
        }
      }
    }
    for product in factory.products.indices {
      if chance(0.4) { factory.products[product].due = time(3 * hour) }
      for place in factory.products[product].route.indices {
        factory.products[product].route[place].meanTime = 60 * Double(whole(1...6))
        if chance(0.15) { factory.products[product].route[place].transport = time(120) }
        if place > 0, chance(0.1) { factory.products[product].route[place].share = 0.5 }
      }
    }
  }

  private mutating func addCycle(to station: Int, of factory: inout Factory) {
    let operations = factory.products.flatMap(\.route).filter { $0.station == station }
    let setups = Set(operations.compactMap(\.setup)).sorted()
    guard !setups.isEmpty else { return }
    factory.stations[station].minimumRun = 1
    factory.stations[station].setupTime = time(200)
    factory.stations[station].setupCycle = SetupCycle(
      setups, whenEmpty: chance(0.5) ? .goesOn : .skips)
  }

  private mutating func rule() -> DispatchRule {
    let all: [DispatchRule.Criterion] = [
      .firstCome, .lastCome, .priority, .earliestDue, .shortestTime, .longestTime, .leastSetup,
      .leastSlack, .criticalRatio, .mostWorkLeft, .leastWorkLeft, .fullestBatch,
      .apparentTardinessCost(lookAhead: 2),
      .apparentTardinessCostWithSetups(lookAhead: 2, setupLookAhead: 1), .random,
    ]
    return DispatchRule(
      (0..<whole(1...3)).map { _ in all[whole(0...all.count - 1)] },
      machineChoice: DispatchRule.MachineChoice.allCases[whole(0...2)])
  }

  private mutating func addBatch(to operation: inout Operation) {
    if chance(0.3) {
      let least = whole(1...3)
      operation.batch = BatchRule(
        BatchRule.Likeness.allCases[whole(0...3)], atLeast: least, atMost: least + whole(0...3),
        longestWait: 600)
      operation.family = ["a", "b"][whole(0...1)]
      operation.timeIsPerPart = chance(0.3)
    }
    if chance(0.2) { operation.interval = time(30) }
  }
}
