import Degradation
import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

/// When deciders are asked, and what they are shown, worked by hand.
@Suite("What deciders are shown")
struct ComponentObservationTests {
  private static let hour = ComponentTests.hour

  /// What a decider that replaces from an age of so many hours on is shown; the rule is the first.
  private func observations(
    of factory: Factory, replacingFrom age: Double
  ) throws -> (shown: [ComponentObservation], account: RunAccount) {
    let record = RecordingDecider.Record()
    var simulation = FactorySimulation(
      factory, seed: 1, replication: 0,
      deciders: ["recorder": RecordingDecider(record: record, replaceFrom: age * Self.hour)])
    while try simulation.advance(maximumEvents: 100_000) {}
    return (record.observations, simulation.account())
  }

  /// A machine with one component that is looked at every four hours.
  private func machine(
    _ component: Component, horizon: Double, _ change: (inout MaintenanceRule) -> Void = { _ in }
  ) -> Factory {
    ComponentTests.factory([component], horizon: horizon) {
      $0.rules = [
        ComponentTests.rule(.decider("recorder")) {
          $0.look = .every(4 * Self.hour)
          change(&$0)
        }
      ]
    }
  }

  @Test(
    "It is shown time, place, age, parts and whether the machine stands, at looks and only then")
  func everything() throws {
    // A part takes 72 s on the second machine, whose die begins with an age of two of its ten hours; its
    // clock runs at half the speed of work. The bearings fail at 11 h for three hours.
    let bearing = Component(
      name: "bearing", wear: .linear(meanLife: 11 * Self.hour),
      replace: Restoration(failed: .constant(3 * Self.hour)))
    let die = ComponentTests.straight {
      $0.clock = ComponentClock(.producing, speed: 0.5)
      $0.machines = [1: MachineComponent(start: .level(0.2))]
    }
    let place = ComponentPlace(station: 0, machine: 1, component: 1)
    let factory = ComponentTests.factory([bearing, die], horizon: 13.5) {
      $0.stations[0].machines = ["fast", Machine(name: "slow", speed: 0.5)]
      $0.rules = [
        MaintenanceRule(
          name: "dies", components: [place], trigger: .decider("recorder"),
          look: .every(4 * Self.hour))
      ]
    }
    func observation(
      at time: Double, age: Double, parts: Int, since: Double, stands: Bool
    ) -> ComponentObservation {
      ComponentObservation(
        time: time * Self.hour, place: place, age: age * Self.hour, partsSinceReplacement: parts,
        timeSinceReplacement: since * Self.hour, knownFailures: 0, isMachineStanding: stands)
    }
    // Replaced from 8 h to 9 h; then it works until the bearing fails.
    #expect(
      try observations(of: factory, replacingFrom: 5).shown == [
        observation(at: 4, age: 4, parts: 200, since: 4, stands: false),
        observation(at: 8, age: 6, parts: 400, since: 8, stands: false),
        observation(at: 13, age: 1, parts: 100, since: 4, stands: true),
      ])
  }

  @Test("Repairs leave the age, and failures count until the replacement")
  func repairs() throws {
    let component = ComponentTests.straight {
      $0.repair = Restoration(failed: .constant(Self.hour), share: .constant(0.5))
    }
    let factory = machine(component, horizon: 18)
    let (shown, account) = try observations(of: factory, replacingFrom: 10.5)
    // Fails at 10 h, is repaired until 11 h, replaced from 12 h to 13 h.
    #expect(shown.map { $0.time / Self.hour } == [4, 8, 12, 17])
    #expect(shown.map { $0.age / Self.hour } == [4, 8, 11, 4])
    #expect(shown.map(\.knownFailures) == [0, 0, 1, 0])
    #expect(account.components[0].plannedReplacements == 1)
  }

  @Test("While work is asked for or under way it is not asked again")
  func waiting() throws {
    let factory = machine(ComponentTests.straight(), horizon: 15) {
      $0.approval = .constant(5 * Self.hour)
    }
    let (shown, account) = try observations(of: factory, replacingFrom: 4)
    // Asked for at 4 h, agreed at 9 h, done at 10 h; the look at 8 h asks nobody.
    #expect(shown.map { $0.time / Self.hour } == [4, 14])
    #expect(account.components[0].inspections == 2)
  }

  @Test("An inspection takes its time and costs what it costs, and changes nothing of the answer")
  func inspection() throws {
    let factory = machine(ComponentTests.straight(), horizon: 10) {
      $0.inspection = ComponentInspection(
        takes: .constant(0.5 * Self.hour), cost: 7, misses: 1, falseAlarm: 1)
    }
    let (shown, account) = try observations(of: factory, replacingFrom: 7)
    // It is asked when the inspection is done, for which the machine does not stand any more.
    #expect(shown.map { $0.time / Self.hour } == [4.5, 8.5])
    #expect(shown.map { $0.age / Self.hour } == [4.5, 8.5])
    #expect(shown.allSatisfy { !$0.isMachineStanding })
    #expect(account.components[0].inspectionCost == 14)
    #expect(account.components[0].plannedReplacements == 1)
    // Two inspections and a replacement.
    #expect(abs(account.stations[0].plannedStop - 2 * Self.hour) < 1e-6)
  }

  @Test("A failure that nobody saw is found at a look, and the decider is not asked")
  func unseenFailure() throws {
    let component = ComponentTests.straight { $0.isHidden = true }
    let (shown, account) = try observations(
      of: machine(component, horizon: 19), replacingFrom: 100)
    // Failed at 10 h, found at 12 h, replaced until 14 h.
    #expect(shown.map { $0.time / Self.hour } == [4, 8, 18])
    #expect(abs(account.components[0].unseen - 2 * Self.hour) < 1e-6)
    #expect(account.components[0].failedReplacements == 1)
  }

  @Test("Of a failure that a look overlooks it is told nothing, and finds it by replacing")
  func overlookedFailure() throws {
    let component = ComponentTests.straight { $0.isHidden = true }
    let factory = machine(component, horizon: 17) { $0.inspection = ComponentInspection(misses: 1) }
    let (shown, account) = try observations(of: factory, replacingFrom: 13)
    #expect(shown.map { $0.time / Self.hour } == [4, 8, 12, 16])
    #expect(shown.map { $0.age / Self.hour } == [4, 8, 12, 16])
    #expect(shown.allSatisfy { $0.knownFailures == 0 })
    // Failed at 10 h, found at 16 h.
    #expect(abs(account.components[0].unseen - 6 * Self.hour) < 1e-6)
    #expect(account.components[0].failedReplacements == 1)
    #expect(account.components[0].plannedReplacements == 0)
  }
}
