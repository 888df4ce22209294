import Degradation
import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

/// What rules count from, and what they leave alone, worked by hand.
@Suite("What maintenance rules count from")
struct RuleTests {
  private static let hour = ComponentTests.hour

  /// A life of ten hours with minimal repairs: after the first failure it fails again at once, so the
  /// repair takes away half of the age.
  private func repaired() -> Component {
    ComponentTests.straight {
      $0.repair = Restoration(failed: .constant(0), share: .constant(0.5))
      $0.replace.planned = .constant(0)
    }
  }

  @Test("Parts and looks are counted from the last replacement, whatever has been repaired since")
  func repairs() throws {
    // Fails at 10 h, 15 h, …; 1,200 parts of 36 s are 12 h.
    let counted = ComponentTests.factory([repaired()], horizon: 12.5) {
      $0.rules = [ComponentTests.rule(.count(1_200))]
    }
    let count = try ComponentTests.account(of: counted).components[0]
    #expect(count.failedRepairs == 1)
    #expect(count.plannedReplacements == 1)
    // Looks at 4, 8, 12, 16 h; a rhythm from the repair at 10 h on would give 14 h.
    let looked = ComponentTests.factory([repaired()], horizon: 13) {
      $0.rules = [ComponentTests.rule(.wear(0.65)) { $0.look = .every(4 * Self.hour) }]
    }
    let look = try ComponentTests.account(of: looked).components[0]
    // At 8 h the wear is 80 %: replaced. The next life has looks 4 h and 8 h later.
    #expect(look.inspections == 3)
    let missed = ComponentTests.factory([repaired()], horizon: 13) {
      $0.rules = [ComponentTests.rule(.onFailure) { $0.look = .every(4 * Self.hour) }]
    }
    #expect(try ComponentTests.account(of: missed).components[0].inspections == 3)
  }

  @Test("A rule that changes in mid-run leaves the looks of other components as they are")
  func otherRules() throws {
    func inspections(changing: Bool) throws -> Int {
      let second = ComponentTests.straight { $0.name = "bearing" }
      let factory = ComponentTests.factory([ComponentTests.straight(), second], horizon: 9) {
        $0.rules = [
          ComponentTests.rule(.wear(0.95)) { $0.look = .every(4 * Self.hour) },
          ComponentTests.rule(.age(9.5 * Self.hour), component: 1),
        ]
        var later = $0
        if changing { later.rules[1].trigger = .age(9.6 * Self.hour) }
        $0.timeline = [TimelineStep(time: 3 * Self.hour, factory: later)]
      }
      return try ComponentTests.account(of: factory).components[0].inspections
    }
    // Looks at 4 h and 8 h; counted from the step they would be at 7 h only.
    #expect(try inspections(changing: false) == 2)
    #expect(try inspections(changing: true) == 2)
  }

  @Test("A shared stop waits for nobody's agreement and for no spare: such work is left alone")
  func sharedStopOfWhatMayNotBegin() throws {
    for way in 0..<3 {
      let second = ComponentTests.straight {
        $0.name = "bearing"
        if way == 2 { $0.replace.spares = [SpareUse(store: 0)] }
      }
      let factory = ComponentTests.factory([ComponentTests.straight(), second], horizon: 6.5) {
        $0.items = [Item(name: "bearing")]
        $0.stores = [Store(name: "shelf", item: 0, initial: way == 2 ? 0 : 1)]
        $0.rules = [
          ComponentTests.rule(.age(5 * Self.hour)),
          ComponentTests.rule(.age(7 * Self.hour), component: 1) {
            if way == 1 { $0.approval = .constant(Self.hour) }
          },
        ]
        $0.sharedStops = [
          SharedStop(
            name: "together", machines: [MachinePlace(station: 0, machine: 0)],
            within: 3 * Self.hour)
        ]
      }
      let account = try ComponentTests.account(of: factory)
      #expect(account.components[1].plannedReplacements == (way == 0 ? 1 : 0))
      #expect(account.components[0].plannedReplacements == 1)
      #expect(abs(account.stations[0].plannedStop - Self.hour) < 1e-6)
    }
  }

  /// While a fault hides, the machine's other clocks stand, to the moment at which it is noticed.
  @Test("Beside a hidden fault no other clock counts, not even the last stretch of work")
  func clocksBesideHiddenFault() throws {
    let drift = FailureMode(
      name: "drift", timeToFailure: .constant(2 * Self.hour), clock: .producing,
      timeToRepair: .constant(Self.hour), timeUntilNoticed: .constant(3 * Self.hour))
    let jam = FailureMode(
      name: "jam", timeToFailure: .constant(3.5 * Self.hour), clock: .producing,
      timeToRepair: .constant(Self.hour))
    // Parts of ten hours: all is one stretch of work.
    let factory = ComponentTests.factory([], horizon: 8.5, work: 10 * Self.hour) {
      $0.stations[0].failures = [drift, jam]
    }
    let account = try ComponentTests.account(of: factory)
    // Hidden from 2 h, noticed at 5 h, repaired at 6 h; the jam, which has 1.5 h left, strikes at 7.5 h, half
    // an hour before the next drift.
    #expect(abs(account.stations[0].down - 2 * Self.hour) < 1e-6)
    #expect(abs(account.stations[0].producing - 6.5 * Self.hour) < 1e-6)
  }
}
