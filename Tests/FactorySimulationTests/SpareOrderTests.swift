import Degradation
import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

/// When spares are ordered, worked by hand.
@Suite("Orders of spares")
struct SpareOrderTests {
  /// Two machines whose component fails after 100 s of work and needs a piece of a store that keeps
  /// none; the supplier takes 50 s, the work 10 s.
  private func factory(_ trigger: MaintenanceRule.Trigger, horizon: Double) -> Factory {
    var factory = Factory(
      name: "spares", horizon: horizon,
      product: Product(
        name: "part", release: .saturated,
        route: [Operation(name: "work", station: 0, time: .constant(10), idealTime: 10)]),
      stations: [Station(name: "work", machines: ["a", "b"])])
    factory.stations[0].components = [
      Component(
        name: "belt", wear: .linear(meanLife: 100), clock: ComponentClock(.producing),
        replace: Restoration(
          planned: .constant(10), failed: .constant(10), spares: [SpareUse(store: 0)]))
    ]
    factory.items = [Item(name: "belt")]
    factory.stores = [
      Store(name: "shelf", item: 0, leadTime: .constant(50), replenishment: .baseStock(0))
    ]
    factory.rules = [
      MaintenanceRule(
        name: "belts",
        components: Set(
          (0..<2).map { ComponentPlace(station: 0, machine: $0, component: 0) }),
        trigger: trigger)
    ]
    return factory
  }

  @Test("A store that keeps nothing orders a piece for each job that asks", .tags(.exact))
  func atFailure() throws {
    // Both fail at 100, stand to 150 for the piece and to 160 for the work; then 260, 310 and 320.
    let sums = try account(of: factory(.onFailure, horizon: 400), seed: 1)
    #expect(sums.stations[0].waitingForRepair == 2 * 2 * 50)
    #expect(sums.stations[0].down == 2 * 2 * 10)
    #expect(sums.stores[0].orders == 4)
    #expect(sums.stores[0].delivered == 4)
    #expect(sums.stores[0].used == 4)
    #expect(sums.stores[0].onHand == 0)
  }

  @Test("Planned work orders its spare when it is asked for, and the failure has it", .tags(.exact))
  func ahead() throws {
    // Asked for at 80, failed at 100, delivered at 130, done at 140; then 220, 240, 270 and 280.
    let late = try account(of: factory(.age(80), horizon: 350), seed: 1)
    #expect(late.stations[0].waitingForRepair == 2 * 2 * 30)
    #expect(late.stations[0].down == 2 * 2 * 10)
    #expect(late.stores[0].orders == 4)
    #expect(late.components[0].failures == 4)
    // Asked for at 40, delivered at 90, done at 100: nothing fails.
    let early = try account(of: factory(.age(40), horizon: 350), seed: 1)
    #expect(early.stations[0].failed == 0)
    #expect(early.stations[0].plannedStop == 2 * 3 * 10)
    #expect(early.stores[0].used == 6)
  }
}
