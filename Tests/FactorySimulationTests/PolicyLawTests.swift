import Degradation
import EventKernel
import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

/// Laws of maintenance policies, path by path.
@Suite("Laws of maintenance policies")
struct PolicyLawTests {
  private static let hour = 3_600.0

  private static let processes: [WearProcess] = {
    let mean = 40 * hour
    return [
      .life(Distribution(.weibull(shape: 2.5, scale: mean))),
      .gamma(GammaWear(shapeRate: 10 / mean, scale: 0.1)),
      .wiener(WienerWear(rate: 1 / mean, variance: 0.1 / mean)),
      .shocks(ShockWear(meanInterval: mean / 5, damage: Distribution(.exponential(mean: 0.2)))),
    ]
  }()

  private static let policies: [MaintenanceRule] = [
    ComponentTests.rule(.onFailure), ComponentTests.rule(.age(25 * hour)),
    ComponentTests.rule(.every(30 * hour, first: nil)), ComponentTests.rule(.count(2_000)),
    ComponentTests.rule(.wear(0.8)), ComponentTests.rule(.wear(0.7)) { $0.look = .every(8 * hour) },
    ComponentTests.rule(
      .warning(FailureWarning(ahead: .constant(2 * hour), misses: 0.2, falseAlarms: 0.01 / hour))),
  ]

  /// Without shared resources, and where work before a failure costs no more money than after it and takes
  /// no time, nobody who does not know the future spends less: every policy has had at least as many
  /// replacements at any moment as one that uses each life to its end.
  ///
  /// With work that takes time the law holds of the time in which the machine is up: a policy that has
  /// come to the same time of work has stood at least as often, and each time at least as long.
  /// It does not hold of money then: who stands longer fails less often.
  @Test("On the same lives no policy beats the oracle", .tags(.law))
  func oracle() throws {
    for wear in Self.processes {
      for replication in 0..<20 as Range<UInt64> {
        for time in [0, Self.hour] {
          func account(_ rule: MaintenanceRule) throws -> RunAccount {
            let component = Component(
              name: "c", wear: wear, clock: ComponentClock(.producing),
              replace: Restoration(
                planned: .constant(time), failed: .constant(3 * time), plannedCost: 10,
                failedCost: 40))
            let factory = ComponentTests.factory([component], horizon: 500) { $0.rules = [rule] }
            return try ComponentTests.account(of: factory, replication: replication)
          }
          let oracle = try account(ComponentTests.rule(.oracle))
          #expect(oracle.components[0].failures == 0)
          #expect(oracle.components[0].plannedReplacements > 3)
          for policy in Self.policies {
            let other = try account(policy)
            if time == 0 {
              let cost = other.components[0].plannedCost + other.components[0].failedCost
              #expect(cost >= oracle.components[0].plannedCost)
            }
            #expect(other.stations[0].producing <= oracle.stations[0].producing + 1e-6)
          }
        }
      }
    }
  }

  /// Without coupling by load, what is done to one component leaves the lives of another as they are, on
  /// its own clock: its n-th life is the n-th draw of its own stream.
  @Test("Restoring one component leaves another's lives in its own clock unchanged", .tags(.law))
  func independentLives() throws {
    for wear in Self.processes {
      var tables = WearTables()
      let sampler = tables.sampler(for: wear)
      let key = StreamKey(
        seed: 1, replication: 0, path: "stations.s.s_1.other", purpose: "life")
      var numbers: Set<Int> = []
      for policy in Self.policies {
        let first = Component(
          name: "c", wear: wear, clock: ComponentClock(.producing),
          replace: Restoration(planned: .constant(Self.hour), failed: .constant(5 * Self.hour)))
        var other = first
        other.name = "other"
        other.replace = Restoration(failed: .constant(0))
        let factory = ComponentTests.factory([first, other], horizon: 2_000) { $0.rules = [policy] }
        let account = try ComponentTests.account(of: factory)
        // The lives that end within the time of work.
        var (worked, ended) = (0.0, 0)
        while true {
          worked +=
            WearLife(
              sampler, start: .new, key: key, ordinal: UInt64(ended), from: tables
            ).passage
          guard worked <= account.stations[0].producing else { break }
          ended += 1
        }
        #expect(account.components[1].failures == ended)
        numbers.insert(ended)
      }
      #expect(numbers.count > 1, "the policies differ in the time of work that they leave")
    }
  }
}
