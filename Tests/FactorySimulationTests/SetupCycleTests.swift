import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

/// Machines that go round their set-ups, worked by hand.
@Suite("Cycles of set-ups")
struct SetupCycleTests {
  /// Jobs of 1 s at one station, each with the time at which it comes and its set-up.
  private func factory(
    _ jobs: [(release: Double, setup: String)], _ cycle: SetupCycle, horizon: Double = 100
  ) -> Factory {
    let products = jobs.enumerated().map { index, job in
      var work = Operation(name: "work", station: 0, time: .constant(1), idealTime: 1)
      work.setup = job.setup
      return Product(
        name: "job\(index)", release: .orders([ReleaseOrder(time: job.release)]), route: [work])
    }
    var shop = Station(name: "shop")
    shop.setupCycle = cycle
    shop.setupTime = .constant(2)
    shop.setupAtStart = "red"
    return Factory(name: "shop", horizon: horizon, products: products, stations: [shop])
  }

  private func finishes(_ factory: Factory) throws -> [Double] {
    try account(of: factory, seed: 1).orders.map(\.finishedAt)
  }

  @Test("What waits for the present set-up goes first, then the next in the cycle", .tags(.exact))
  func skips() throws {
    let cycle = SetupCycle(["red", "green", "blue"])
    // Both reds, then green after a set-up of 2, then blue, though blue came before green.
    let jobs = [(0.0, "red"), (0.1, "blue"), (0.2, "green"), (0.5, "red")]
    #expect(try finishes(factory(jobs, cycle)) == [1, 8, 5, 2])
    // Nothing waits for green at 1: it is skipped, and what comes for it later has to wait for its turn.
    let others = [(0.0, "red"), (0.1, "blue"), (1.5, "green"), (2.0, "red")]
    // Blue 1-4; then red (5-7) stands nearer in the cycle than green (7-10).
    #expect(try finishes(factory(others, cycle)) == [1, 4, 10, 7])
  }

  @Test("A machine that goes on is set up again and again", .tags(.exact))
  func goesOn() throws {
    let cycle = SetupCycle(["red", "green", "blue"], whenEmpty: .goesOn)
    // Green at 2, blue at 4, red at 6: the red part until 7, then green at 9.
    let factory = factory([(2.5, "green"), (3.0, "red")], cycle, horizon: 20)
    #expect(try finishes(factory) == [10, 7])
    let account = try account(of: factory, seed: 1)
    // Two parts of 1 s; all other time is set-ups of 2 s.
    #expect(account.stations[0].settingUp == 18)
    #expect(account.stations[0].producing == 2)
    #expect(account.stations[0].setups == 9)
  }

  @Test(
    "A set-up without a part stands while its machine does, and goes on after it", .tags(.exact))
  func interrupted() throws {
    let cycle = SetupCycle(["red", "green"], whenEmpty: .goesOn)
    var factory = factory([(0.5, "green")], cycle, horizon: 30)
    factory.stations[0].failures = [
      FailureMode(name: "jam", timeToFailure: .constant(1.2), timeToRepair: .constant(10))
    ]
    // The set-up of 0 stands from 1.2 to 11.2 and is finished at 12; the work stands from 12.4 to 22.4 and
    // is finished at 23, when the set-up for red begins, which stands from 23.6 on.
    let resumed = try account(of: factory, seed: 1)
    #expect(abs(resumed.orders[0].finishedAt - 23) < 1e-9)
    #expect(abs(resumed.stations[0].settingUp - 2.6) < 1e-9)
    // Where work is scrapped by failures, a set-up without a part is not.
    factory.stations[0].failures[0].interruptedWork = .scrap
    let scrapped = try account(of: factory, seed: 1)
    #expect(scrapped.line.scrapped == 1)
    #expect(scrapped.stations[0].setups == 1)
  }
}
