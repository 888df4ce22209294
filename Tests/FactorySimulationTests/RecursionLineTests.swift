import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

/// Recursion on its own: cases worked by hand, laws, and what it refuses.
@Suite("Recursion")
struct RecursionLineTests {
  /// Times 3 and 5, one place between.
  ///
  /// Machine 1 finishes at 3, 6, 9, 12, 16 and then each 5; parts 3 and on wait for a place until machine
  /// 2 takes the part before, at 3 + 5k. They come when their predecessor goes on the machine, and wait 5.
  @Test("Blocking after service, by hand", .tags(.exact))
  func blocking() throws {
    let line = serialLine(
      times: [.constant(3), .constant(5)], buffers: [nil, 1], warmUp: 0, horizon: 53)
    let account = try recursionAccount(of: line, seed: 1)
    let (first, second) = (account.stations[0], account.stations[1])
    // At 53, what happens at that moment included: 10 parts have left, the 11th goes on machine 2, the
    // 12th comes into the buffer, and the 13th goes on machine 1.
    #expect(account.line.good == 10)
    #expect(account.line.released == 13)
    #expect(account.line.inside == 3)
    #expect(first.produced == 12)
    #expect(first.loaded == 13)
    #expect(first.producing == 36)
    #expect(first.blocked == 1 + 8 * 2)
    #expect(first.starved == 0)
    #expect(second.producing == 50)
    #expect(second.starved == 3)
    #expect(second.loaded == 11)
    #expect(second.waitingTime == 2 + 4 + 8 * 5)
    #expect(second.queueTime == 2 + 4 + 8 * 5)
    #expect(second.presence == 50 + 46)
    #expect(second.activePeriods == 1)
    // Machine 1 is active from 0 to 12, and then from each 13 + 5k for 3, the last time from 53 on.
    #expect(first.activePeriods == 10)
  }

  /// A machine that fails 10 after each repair, which takes 4, and works 6 on a part.
  @Test("Work is drawn out over repairs, by hand", .tags(.exact))
  func failures() throws {
    let mode = FailureMode(name: "jam", timeToFailure: .constant(10), timeToRepair: .constant(4))
    let line = serialLine(
      times: [.constant(6)], buffers: [nil], warmUp: 0, horizon: 32, failures: [mode])
    let account = try recursionAccount(of: line, seed: 1)
    // Done at 6, 16 (down from 10 to 14), 22, 32 (down from 24 to 28).
    #expect(account.line.good == 4)
    #expect(account.stations[0].producing == 24)
    #expect(account.stations[0].down == 8)
    #expect(account.stations[0].failures == 2)
    #expect(account.stations[0].activePeriods == 1)
    #expect(account.line.cycleTime.maximum == 10)
  }

  @Test("Parts beyond the places are lost, by hand", .tags(.exact))
  func lostParts() throws {
    let line = serialLine(
      times: [.constant(10)], buffers: [1],
      release: .every(interval: .constant(4), lot: 1, lostIfFull: true), warmUp: 0, horizon: 40)
    let account = try recursionAccount(of: line, seed: 1)
    // They come at 4, 8, 12 (lost), 16, 20 (lost), 24, 28 (lost), 32 (lost), 36, 40 (lost); the machine takes
    // those that find a place at 4, 14, 24 and 34.
    #expect(account.line.lost == 5)
    #expect(account.line.released == 5)
    #expect(account.line.good == 3)
    #expect(account.stations[0].waitingTime == 0 + 6 + 8 + 10)
  }

  @Test("A line that is kept at two parts, by hand", .tags(.exact))
  func constantWorkInProcess() throws {
    let line = serialLine(
      times: [.constant(2), .constant(3)], buffers: [nil, nil], release: .keep(parts: 2),
      warmUp: 0, horizon: 14)
    let account = try recursionAccount(of: line, seed: 1)
    // They leave at 5, 8, 11, 14; another enters each time.
    #expect(account.line.good == 4)
    #expect(account.line.released == 6)
    #expect(account.meanWorkInProcess == 2)
    #expect(account.line.cycleTime.sum == 5 + 8 + 6 + 6)
  }

  /// With the same draws every part leaves no later where a buffer is longer, failures or not, since they
  /// come when they come.
  @Test("A longer buffer never costs a part", .tags(.law), arguments: 0..<20 as Range<UInt64>)
  func monotonicity(seed: UInt64) throws {
    let mode = FailureMode(
      name: "jam", timeToFailure: exponential(rate: 0.02), timeToRepair: exponential(rate: 0.2))
    for place in 1..<4 {
      var made: [Int] = []
      for buffer in [0, 1, 2, 5, 20, nil] {
        var buffers: [Int?] = [nil, 2, 2, 2]
        buffers[place] = buffer
        let line = serialLine(
          times: Array(repeating: exponential(rate: 1), count: 4), buffers: buffers,
          warmUp: 0, horizon: 2_000, failures: [mode])
        made.append(try recursionAccount(of: line, seed: seed).line.good)
      }
      #expect(made == made.sorted())
    }
  }

  @Test("How many parts are sent at a time changes nothing", .tags(.law))
  func slices() throws {
    let line = serialLine(
      times: [exponential(rate: 1), exponential(rate: 1)], buffers: [nil, 2], horizon: 2_000)
    let whole = try recursionAccount(of: line, seed: 3)
    var sliced = RecursionLine(line, seed: 3, replication: 0)
    while try sliced.advance(maximumParts: 7) {}
    #expect(sliced.account() == whole)
  }

  // MARK: - What it refuses

  private func line() -> Factory {
    serialLine(
      times: [exponential(rate: 1), exponential(rate: 1)], buffers: [nil, 2], horizon: 100,
      failures: [
        FailureMode(
          name: "jam", timeToFailure: exponential(rate: 0.02),
          timeToRepair: exponential(rate: 0.2))
      ])
  }

  static let unsuited: [(String, @Sendable (inout Factory) -> Void)] = [
    (
      "it makes 2 products: part, other",
      { $0.products.append(Product(name: "other", release: .saturated, route: [])) }
    ),
    (
      "its timeline changes it in mid-run",
      { $0.timeline = [TimelineStep(time: 5, factory: $0)] }
    ),
    (
      "machines may have to wait for the crew 'fitters'",
      { $0.crews = [Crew(name: "fitters")] }
    ),
    (
      "the price of energy changes with the hour",
      {
        $0.stations[0].power.idle = 5
        $0.costs.tariffs = [Tariff(calendar: 0, price: 1)]
      }
    ),
    (
      "part comes to station 's1' more than once",
      { $0.products[0].route[1].station = 0 }
    ),
    (
      "parts branch after 's1'",
      { $0.products[0].route[0].next = [Branch(operation: nil, probability: 1)] }
    ),
    (
      "'s2' sends parts back to 's1'",
      {
        $0.products[0].route[1].inspection = Inspection(
          finds: [], falseAlarm: 0.1, otherwise: .back(operation: 0))
      }
    ),
    (
      "parts stand at station 's2' at the start",
      { $0.products[0].route[1].initialParts = 1 }
    ),
    (
      "machine 's2_1' may not do 's2'",
      { $0.stations[1].machines[0].products = [] }
    ),
    (
      "station 's2' has 2 machines, so that parts may overtake each other",
      { $0.stations[1].machines.append("extra") }
    ),
    (
      "station 's1' waits for a place before it works",
      { $0.stations[0].blocking = .beforeService }
    ),
    (
      "failure 'jam' of station 's2' depends on what the machine does (clock: producing)",
      { $0.stations[1].failures[0].clock = .producing }
    ),
    (
      "failure 'jam' of station 's2' undoes the work on the part",
      { $0.stations[1].failures[0].interruptedWork = .restart }
    ),
    (
      "failure 'jam' of station 's1' goes unnoticed for a time",
      { $0.stations[0].failures[0].timeUntilNoticed = .constant(1) }
    ),
  ]

  @Test("Names what it does not take, and where", .tags(.failure), arguments: unsuited.indices)
  func refusals(index: Int) {
    let (message, change) = RecursionLineTests.unsuited[index]
    var factory = line()
    #expect(RecursionLine.refusal(of: factory) == nil)
    change(&factory)
    #expect(RecursionLine.refusal(of: factory) == message)
    #expect(SimulationEngine.recursion.refusal(of: factory) == message)
    #expect(SimulationEngine.events.refusal(of: factory) == nil)
  }

  @Test("Parts that take no time end the run", .tags(.failure))
  func endlessInstant() throws {
    let line = serialLine(
      times: [.constant(0), .constant(0)], buffers: [nil, 0], warmUp: 0, horizon: 10)
    #expect(
      throws: SimulationFailure.endlessInstant(
        time: 0, loop: ["work ends at s1", "work ends at s2"])
    ) { try recursionAccount(of: line, seed: 1) }
  }

  @Test("Failures and repairs that take no time end the run", .tags(.failure))
  func endlessFailures() throws {
    let mode = FailureMode(name: "jam", timeToFailure: .constant(0), timeToRepair: .constant(0))
    let line = serialLine(
      times: [.constant(1)], buffers: [nil], warmUp: 0, horizon: 10, failures: [mode])
    #expect(
      throws: SimulationFailure.endlessInstant(
        time: 0, loop: ["failure at s1", "repair ends at s1"])
    ) { try recursionAccount(of: line, seed: 1) }
  }
}
