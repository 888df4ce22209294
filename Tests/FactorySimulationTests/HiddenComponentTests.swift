import Degradation
import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

/// Failures that show only to those who look, and who finds them, worked by hand.
@Suite("Failures of components that nobody sees")
struct HiddenComponentTests {
  private static let hour = ComponentTests.hour

  /// Straight wear of ten hours whose failure nobody sees.
  private func hidden(_ change: (inout Component) -> Void = { _ in }) -> Component {
    ComponentTests.straight {
      $0.isHidden = true
      change(&$0)
    }
  }

  @Test("Whoever replaces by age, parts or calendar finds the failure then", arguments: 0..<3)
  func byTime(_ way: Int) throws {
    // 1,200 parts of 36 s are 12 h.
    let trigger: MaintenanceRule.Trigger =
      [.age(12 * Self.hour), .count(1_200), .every(12 * Self.hour, first: nil)][way]
    for clock in [FailureMode.Clock.calendar, .producing] {
      let factory = ComponentTests.factory(
        [hidden { $0.clock = ComponentClock(clock) }], horizon: 13
      ) { $0.rules = [ComponentTests.rule(trigger)] }
      let account = try ComponentTests.account(of: factory)
      let sums = account.components[0]
      // Failed from 10 h to 12 h; then the work after a failure begins.
      #expect(sums.failures == 1)
      #expect(abs(sums.unseen - 2 * Self.hour) < 1e-6)
      #expect(sums.failedReplacements == 1)
      #expect(sums.plannedReplacements == 0)
      #expect(abs(account.stations[0].down - Self.hour) < 1e-6)
    }
  }

  @Test("Planned work that waits until it has failed unseen finds that when it begins")
  func lateWork() throws {
    let factory = ComponentTests.factory(
      [hidden { $0.replace.spares = [SpareUse(store: 0)] }], horizon: 15.5
    ) {
      $0.items = [Item(name: "insert")]
      $0.stores = [
        Store(
          name: "crib", item: 0, leadTime: .constant(13 * Self.hour),
          replenishment: .baseStock(1))
      ]
      $0.rules = [ComponentTests.rule(.age(6 * Self.hour))]
    }
    let account = try ComponentTests.account(of: factory)
    let sums = account.components[0]
    // Asked for at 6 h, failed at 10 h, begun at 13 h as work after a failure, done at 15 h.
    #expect(abs(sums.unseen - 3 * Self.hour) < 1e-6)
    #expect(sums.failedReplacements == 1)
    #expect(sums.failedCost == 100)
    #expect(sums.plannedCost == 0)
    #expect(abs(account.stations[0].down - 2 * Self.hour) < 1e-6)
    // It is new then: the next failure is not before 25 h.
    #expect(sums.failures == 1)
  }
}
