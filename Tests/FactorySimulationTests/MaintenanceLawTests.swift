import Degradation
import FactoryModel
import FactorySimulation
import RandomVariates
import SimulationStatistics
import TestSupport
import Testing

/// Laws of components, spares and costs, over random networks.
@Suite("Laws of maintenance")
struct MaintenanceLawTests {
  /// The account of a replication from its start; `nil` where the factory locks or stands still.
  private func account(of factory: Factory, seed: UInt64) -> RunAccount? {
    var simulation = FactorySimulation(factory, seed: seed, replication: 0)
    do throws(SimulationFailure) {
      while try simulation.advance(maximumEvents: 100_000) {}
    } catch {
      return nil
    }
    return simulation.account()
  }

  @Test("Spares are conserved, and what was ordered has come or is on the way", .tags(.law))
  func spares() {
    var compared = 0
    for number in NetworkLawTests.numbers {
      var factory = RandomNetwork.factory(number)
      factory.warmUp = 0
      for store in factory.stores.indices { factory.stores[store].countsWhenTaken = true }
      guard !factory.stores.isEmpty, let account = account(of: factory, seed: number) else {
        continue
      }
      for (store, sums) in zip(factory.stores, account.stores) {
        compared += 1
        #expect(sums.initial == store.initial)
        #expect(
          sums.final == sums.initial + sums.delivered - sums.used - sums.demanded, "\(number)")
        #expect(sums.delivered <= sums.ordered)
        #expect(sums.served <= sums.demanded)
        if case .baseStock(let level) = store.replenishment {
          // The inventory position is brought back to the level at every demand.
          #expect(
            sums.final + sums.ordered - sums.delivered
              == max(level, store.initial - sums.used - sums.demanded))
        }
      }
    }
    #expect(compared > 60)
  }

  @Test("Costs are the number of jobs times what each costs", .tags(.law))
  func costs() {
    var compared = 0
    for number in NetworkLawTests.numbers {
      let factory = RandomNetwork.factory(number)
      guard let account = account(of: factory, seed: number) else { continue }
      for sums in account.components {
        compared += 1
        #expect(sums.plannedCost == 100 * Double(sums.plannedReplacements + sums.plannedRepairs))
        #expect(sums.failedCost == 500 * Double(sums.failedReplacements + sums.failedRepairs))
        // What has failed is replaced or repaired once, and what is planned is not a failure.
        #expect(sums.failedReplacements + sums.failedRepairs <= sums.failures + 3)
        #expect(abs(sums.unseenCost - 0.01 * sums.unseen) < 1e-6)
      }
      let table = MetricTable(for: factory)
      let values = table.values(of: account)
      func value(_ name: String) -> Double? {
        table.index(of: name).map { values[$0].numerator / values[$0].denominator }
      }
      if let total = value("cost.total"), let maintenance = value("cost.maintenance") {
        let lines = [
          "planned", "failures", "repairs", "inspections", "unseen_failures", "conditions", "wear",
        ].compactMap { value("cost.\($0)") }
        #expect(lines.count == 7)
        #expect(abs(lines.reduce(0, +) - maintenance) < 1e-6)
        let others = ["downtime", "scrap", "escape", "purchases"].compactMap { value("cost.\($0)") }
        #expect(abs(maintenance + others.reduce(0, +) - total) < 1e-6)
      }
    }
    #expect(compared > 100)
  }

  /// Power is at least that of new components and at most half as much again, as long as wear is at most
  /// 100 %; a plain life may come to more, so that it is left out.
  @Test("What wear adds to the energy lies within what it can add", .tags(.law))
  func energy() {
    var compared = 0
    for number in NetworkLawTests.numbers {
      let factory = RandomNetwork.factory(number)
      guard let account = account(of: factory, seed: number) else { continue }
      for (station, sums) in zip(factory.stations, account.stations)
      where station.power.producingByWear != nil {
        if case .life = station.components[0].wear { continue }
        if case .shocks = station.components[0].wear { continue }
        compared += 1
        let plain = 1_000 * sums.producing + 100 * (sums.starved + sums.blocked)
        #expect(sums.energy >= plain - 1e-6 * (1 + plain), "\(number)")
        #expect(sums.energy <= plain + 500 * sums.producing + 1e-6 * (1 + plain), "\(number)")
      }
    }
    #expect(compared > 15)
  }
}
