import Degradation
import EventKernel
import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

/// Components of a machine that works all the time: lives, rules and what they lead to, worked by hand.
@Suite("Components that wear")
struct ComponentTests {
  static let hour = 3_600.0

  /// A station of one machine that always has work.
  static func factory(
    _ components: [Component], horizon hours: Double, work: Double = 36,
    _ change: (inout Factory) -> Void = { _ in }
  ) -> Factory {
    var station = Station(name: "s")
    station.components = components
    var factory = Factory(
      name: "unit", horizon: hours * hour,
      product: Product(
        name: "part", release: .saturated,
        route: [
          Operation(name: "work", station: 0, time: .constant(work), idealTime: work)
        ]), stations: [station])
    change(&factory)
    return factory
  }

  static func account(
    of factory: Factory, seed: UInt64 = 1, replication: UInt64 = 0
  ) throws -> RunAccount {
    var simulation = FactorySimulation(factory, seed: seed, replication: replication)
    while try simulation.advance(maximumEvents: 100_000) {}
    return simulation.account()
  }

  static func rule(
    _ trigger: MaintenanceRule.Trigger, component: Int = 0,
    _ change: (inout MaintenanceRule) -> Void = { _ in }
  ) -> MaintenanceRule {
    var rule = MaintenanceRule(
      name: "rule", components: [ComponentPlace(station: 0, machine: 0, component: component)],
      trigger: trigger)
    change(&rule)
    return rule
  }

  /// Straight wear of ten hours, replaced in an hour before a failure and in two after one.
  static func straight(_ change: (inout Component) -> Void = { _ in }) -> Component {
    var component = Component(
      name: "die", wear: .linear(meanLife: 10 * hour),
      replace: Restoration(
        planned: .constant(hour), failed: .constant(2 * hour), plannedCost: 10, failedCost: 100))
    change(&component)
    return component
  }

  @Test("A component fails when its clock says so, whatever makes it run")
  func clocks() throws {
    // By wall time: fails at 10 h, runs again at 12 h, fails at 22 h.
    let wall = try Self.account(of: Self.factory([Self.straight()], horizon: 23))
    #expect(wall.components[0].failures == 2)
    #expect(abs(wall.stations[0].down - 3 * Self.hour) < 1e-6)
    // Parts of 36 s: ten hours of work are 1,000 parts.
    let parts = try Self.account(
      of: Self.factory(
        [
          Self.straight {
            $0.wear = .linear(meanLife: 500)
            $0.clock = ComponentClock(.parts, speed: 0.5)
          }
        ], horizon: 10.5))
    #expect(parts.components[0].failures == 1)
    #expect(parts.stations[0].produced == 1_000)
    // Twice the load halves the life.
    let load = try Self.account(
      of: Self.factory(
        [Self.straight { $0.clock = ComponentClock(.producing, speed: 2) }], horizon: 6))
    #expect(load.components[0].failures == 1)
    #expect(abs(load.stations[0].down - Self.hour) < 1e-6)
  }

  @Test("A load that changes in mid-run moves the failure and nothing else")
  func changingLoad() throws {
    for clock in [FailureMode.Clock.calendar, .running, .producing] {
      let factory = Self.factory(
        [Self.straight { $0.clock = ComponentClock(clock) }], horizon: 9
      ) { factory in
        var faster = factory
        faster.stations[0].components[0].clock.speed = 2
        factory.timeline = [TimelineStep(time: 5 * Self.hour, factory: faster)]
      }
      let account = try Self.account(of: factory)
      // Half the life by 5 h, the rest at twice the speed: 7.5 h.
      #expect(account.components[0].failures == 1)
      #expect(abs(account.stations[0].down - 1.5 * Self.hour) < 1e-6)
    }
  }

  @Test("Replacement at an age waits for the agreement, the window and the crew, not the machine")
  func waiting() throws {
    func stopped(_ change: (inout Factory) -> Void) throws -> (Double, RunAccount) {
      let factory = Self.factory([Self.straight()], horizon: 9.75) {
        $0.rules = [Self.rule(.age(6 * Self.hour))]
        change(&$0)
      }
      let account = try Self.account(of: factory)
      return (account.stations[0].plannedStop / Self.hour, account)
    }
    #expect(abs(try stopped { _ in }.0 - 1) < 1e-9)
    // Agreed at 9 h: the hour's work has begun three quarters of an hour before the end.
    let (agreed, account) = try stopped { $0.rules[0].approval = .constant(3 * Self.hour) }
    #expect(abs(agreed - 0.75) < 1e-9)
    #expect(account.components[0].plannedReplacements == 1)
    #expect(abs(account.components[0].wearAtPlanned - 0.9) < 1e-9)
    // The window opens at 8 h on Monday.
    let (window, _) = try stopped {
      $0.calendars = [
        WorkCalendar(name: "w", spans: [.init(start: 8 * Self.hour, end: 9 * Self.hour)])
      ]
      $0.rules[0].window = 0
    }
    #expect(abs(window - 1) < 1e-9)
    // The crew comes at 8.5 h and stays until the end of its shift; then the work rests.
    let (crew, _) = try stopped {
      $0.calendars = [
        WorkCalendar(name: "w", spans: [.init(start: 8.5 * Self.hour, end: 9 * Self.hour)])
      ]
      $0.crews = [Crew(name: "fitters", calendar: 0)]
      $0.stations[0].components[0].replace.crews = [0]
    }
    #expect(abs(crew - 1.25) < 1e-9)
  }

  @Test("Planned work that finds no spare waits while the machine works on, and fails in the end")
  func missingSpare() throws {
    var factory = Self.factory([Self.straight()], horizon: 15) {
      $0.items = [Item(name: "insert", value: 5)]
      $0.stores = [
        Store(
          name: "crib", item: 0, leadTime: .constant(13 * Self.hour), price: 7, initial: 0,
          replenishment: .baseStock(1))
      ]
      $0.stores[0].countsWhenTaken = true
      $0.rules = [Self.rule(.age(6 * Self.hour))]
      $0.stations[0].components[0].replace.spares = [SpareUse(store: 0)]
    }
    let late = try Self.account(of: factory)
    #expect(late.components[0].failures == 1)
    #expect(late.components[0].failedReplacements == 1)
    #expect(late.components[0].plannedReplacements == 0)
    // It stands from 10 h, waits until 13 h, and runs again at 15 h.
    #expect(abs(late.stations[0].waitingForRepair - 3 * Self.hour) < 1e-6)
    #expect(late.components[0].failedSpares == 7)
    factory.stores[0].leadTime = .constant(8 * Self.hour)
    let inTime = try Self.account(of: factory)
    #expect(inTime.components[0].failures == 0)
    #expect(inTime.components[0].plannedReplacements == 1)
    #expect(abs(inTime.components[0].wearAtPlanned - 0.8) < 1e-9)
  }

  @Test("A stop is shared: what is soon due is done in it, at the same time")
  func sharedStop() throws {
    func account(within hours: Double?) throws -> RunAccount {
      let second = Self.straight { $0.name = "bearing" }
      let factory = Self.factory([Self.straight(), second], horizon: 9) {
        $0.rules = [
          Self.rule(.age(5 * Self.hour)), Self.rule(.age(7 * Self.hour), component: 1),
        ]
        if let hours {
          $0.sharedStops = [
            SharedStop(
              name: "together", machines: [MachinePlace(station: 0, machine: 0)],
              within: hours * Self.hour)
          ]
        }
      }
      return try Self.account(of: factory)
    }
    // Apart they are two stops, of which the second begins when the bearing is due.
    #expect(abs(try account(within: nil).stations[0].plannedStop - 2 * Self.hour) < 1e-6)
    #expect(abs(try account(within: 1).stations[0].plannedStop - 2 * Self.hour) < 1e-6)
    let together = try account(within: 3)
    #expect(abs(together.stations[0].plannedStop - Self.hour) < 1e-6)
    #expect(together.components.allSatisfy { $0.plannedReplacements == 1 })
  }

  @Test("A failure that shows only to those who look is found at a look, and costs until then")
  func hiddenFailure() throws {
    let factory = Self.factory(
      [
        Self.straight {
          $0.isHidden = true
          $0.hiddenCost = 1 / Self.hour
        }
      ], horizon: 20
    ) {
      $0.rules = [
        Self.rule(.onFailure) {
          $0.inspection = ComponentInspection(cost: 3)
          $0.look = .every(4 * Self.hour)
        }
      ]
    }
    let account = try Self.account(of: factory)
    // Looks at 4, 8 and 12 h; failed from 10 h to 12 h; replaced until 14 h; the next look is at 18 h.
    #expect(account.components[0].failures == 1)
    #expect(abs(account.components[0].unseen - 2 * Self.hour) < 1e-6)
    #expect(abs(account.components[0].unseenCost - 2) < 1e-9)
    #expect(account.components[0].inspections == 4)
    #expect(account.components[0].inspectionCost == 12)
    #expect(abs(account.stations[0].down - 2 * Self.hour) < 1e-6)
  }

  @Test("Power that rises with wear is drawn as it rises")
  func powerByWear() throws {
    // 1 kW + 2 kW · wear.
    let power = WearFormula(
      program: try FormulaProgram(
        .operation(
          .sum, .constant(1_000), .operation(.product, .constant(2_000), .input(0)))),
      components: [0])
    let factory = Self.factory(
      [Self.straight { $0.clock = ComponentClock(.producing) }], horizon: 5
    ) {
      $0.stations[0].power = StatePower(producing: 1_000)
      $0.stations[0].power.producingByWear = power
    }
    let account = try Self.account(of: factory)
    // Half the life is used: 1 kW for 5 h, and half a kilowatt more on the average.
    #expect(abs(account.stations[0].energy - 5 * Self.hour * 1_500) < 1)
  }

  @Test(
    "Looks that miss, and see what is not there, do so as often as is said", .tags(.statistical))
  func errors() throws {
    var factory = Self.factory(
      [Self.straight { $0.replace.planned = .constant(0) }], horizon: 400_000)
    factory.rules = [
      Self.rule(.wear(0.5)) {
        $0.inspection = ComponentInspection(misses: 0.3, falseAlarm: 0.1)
        $0.look = .every(1 * Self.hour)
      }
    ]
    let sums = try Self.account(of: factory).components[0]
    // Looks at 1…4 h see what is not there; from 5 h on each look sees it, or it fails at 10 h (before the
    // look of that hour).
    var survival = 1.0
    var cycle = 0.0
    var failed = 0.0
    for look in 1...9 {
      let seen = look < 5 ? 0.1 : 0.7
      cycle += survival * seen * Double(look)
      survival *= 1 - seen
    }
    failed = survival
    cycle += survival * 12
    let cycles = Double(sums.replacements)
    // The number of cycles in a time has a variance of about n cv², with a cv below 1 here.
    #expect(abs(cycles - 400_000 / cycle) < 4 * cycles.squareRoot())
    #expect(
      abs(Double(sums.failedReplacements) / cycles - failed)
        < 4 * (failed * (1 - failed) / cycles).squareRoot())
  }

  @Test(
    "From a steady start failures come at the rate of the long run", .tags(.statistical),
    arguments: 0..<7)
  func steadyStart(_ process: Int) throws {
    let mean = 10 * Self.hour
    let processes: [WearProcess] = [
      .life(Distribution(.weibull(shape: 2, scale: mean))),
      .life(Distribution(.logNormal(mean: mean, standardDeviation: mean))),
      .gamma(GammaWear(shapeRate: 8 / mean, scale: 0.125)),
      .wiener(WienerWear(rate: 1 / mean, variance: 0.2 / mean)),
      .shocks(ShockWear(meanInterval: mean / 5, damage: Distribution(.exponential(mean: 0.25)))),
      .states(
        WearStates([
          .init(sojourn: Distribution(.exponential(mean: mean / 2))),
          .init(sojourn: .constant(mean)),
        ])), .linear(meanLife: mean),
    ]
    let wear = processes[process]
    let factory = Self.factory(
      [
        Component(
          name: "c", wear: wear, start: .steady,
          replace: Restoration(failed: .constant(0)))
      ], horizon: 7, work: 360_000)
    var tally = Summary()
    for replication in 0..<20_000 as Range<UInt64> {
      let account = try Self.account(of: factory, replication: replication)
      tally.add(Double(account.components[0].failures))
    }
    // A renewal process in equilibrium: T/μ failures in any time T.
    #expect(abs(tally.mean - 7 * Self.hour / wear.meanLife) < 4 * tally.standardError)
  }
}

/// A running mean with its standard error.
private struct Summary {
  private var count = 0.0
  private var sum = 0.0
  private var squares = 0.0

  mutating func add(_ value: Double) {
    count += 1
    sum += value
    squares += value * value
  }

  var mean: Double { sum / count }
  var standardError: Double { ((squares / count - mean * mean) / count).squareRoot() }
}
