import EventKernel
import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

/// Lines whose clock goes in slots: cases worked by hand, laws, and what is refused.
@Suite("Time in slots")
struct SlottedLineTests {
  /// A line with slots of 60 s.
  private func line(
    buffers: [Int?], failures: [FailureMode?], room: SlotClock.Room = .thisSlot, warmUp: Int = 0,
    slots: Int
  ) -> Factory {
    var factory = serialLine(
      times: buffers.map { _ in .constant(60) }, buffers: buffers, warmUp: 60 * Double(warmUp),
      horizon: 60 * Double(slots))
    for (station, failure) in failures.enumerated() {
      factory.stations[station].failures = failure.map { [$0] } ?? []
    }
    factory.clock = .slots(SlotClock(slot: 60, room: room))
    return factory
  }

  private func failing(
    after: Double, repair: Double, clock: FailureMode.Clock = .calendar
  ) -> FailureMode {
    FailureMode(
      name: "stop", timeToFailure: .constant(60 * after), clock: clock,
      timeToRepair: .constant(60 * repair))
  }

  private func account(of factory: Factory, seed: UInt64 = 1, replication: UInt64 = 0) -> RunAccount
  {
    var line = SlottedLine(factory, seed: seed, replication: replication)
    while line.advance(maximumSlots: 17) {}
    return line.account()
  }

  /// Machine 2 is up for two slots and down for two; one place in front of it.
  ///
  ///     slot               0  1  2  3  4  5  6  7  8  9
  ///     level when it begins   0  1  1  1  1  1  1  1  1  1
  ///     machine 2          starved, moves, down, down, moves, moves, down, down, moves, moves
  ///     machine 1          moves, moves, blocked, blocked, moves, moves, blocked, blocked, moves, moves
  @Test("A place that is freed may be taken in the same slot", .tags(.exact))
  func roomOfThisSlot() throws {
    let account = account(
      of: line(buffers: [nil, 1], failures: [nil, failing(after: 2, repair: 2)], slots: 10))
    #expect(account.line.good == 5)
    #expect(account.line.released == 6)
    #expect(account.stations[0].producing == 6 * 60)
    #expect(account.stations[0].blocked == 4 * 60)
    #expect(account.stations[1].starved == 60)
    #expect(account.stations[1].down == 4 * 60)
    #expect(account.stations[1].failures == 2)
    #expect(account.meanNumber == [0.6, 0.9])
    #expect(account.meanQueue[1] == 0.4)
    // Two parts wait for two slots while the machine stands.
    #expect(account.stations[1].waitingTime == 4 * 60)
    // Each takes a slot on each machine.
    #expect(account.line.cycleTime.sum == (5 * 2 + 4) * 60)
  }

  /// Nothing fails: with a single place a part can follow only every other slot.
  @Test("A place that is freed may be taken in the next slot only", .tags(.exact))
  func roomOfLastSlot() throws {
    let single = account(of: line(buffers: [nil, 1], failures: [], room: .lastSlot, slots: 100))
    #expect(single.line.good == 50)
    #expect(single.stations[0].blocked == 50 * 60)
    #expect(single.stations[1].starved == 50 * 60)
    let double = account(of: line(buffers: [nil, 2], failures: [], room: .lastSlot, slots: 100))
    #expect(double.line.good == 99)
  }

  /// The third machine stands from slot 1 on, the first one from slot 2: between them the second comes to
  /// have neither a part nor a place.
  @Test("A machine may lack a part and a place", .tags(.exact))
  func starvedAndBlocked() throws {
    let account = account(
      of: line(
        buffers: [nil, 1, 1],
        failures: [failing(after: 2, repair: 90), nil, failing(after: 1, repair: 90)], slots: 10))
    // Machine 2: starved in slot 0, moves in 1, blocked from 2 on with the part that came in slot 1.
    #expect(account.stations[1].producing == 60)
    #expect(account.stations[1].blocked == 8 * 60)
    #expect(account.stations[1].starvedAndBlocked == 0)
    let idle = self.account(
      of: line(
        buffers: [nil, 1, 1],
        failures: [failing(after: 1, repair: 90), nil, failing(after: 1, repair: 90)], slots: 10))
    #expect(idle.stations[1].starved == 9 * 60)
    #expect(idle.stations[1].starvedAndBlocked == 8 * 60)
  }

  @Test("A machine without work fails only by the clock of the calendar", .tags(.exact))
  func clocks() throws {
    func failures(_ clock: FailureMode.Clock) -> Int {
      account(
        of: line(
          buffers: [nil, 1],
          failures: [
            failing(after: 2, repair: 1000), failing(after: 3, repair: 2, clock: clock),
          ], slots: 20)
      ).stations[1].failures
    }
    // Two parts come, in slots 1 and 2; then nothing.
    #expect(failures(.producing) == 0)
    // Up in 0–2, down in 3–4, and so on: fails in 3, 8, 13, 18.
    #expect(failures(.calendar) == 4)
  }

  @Test("Begun slots count as whole ones", .tags(.exact))
  func rounding() {
    let clock = SlotClock(slot: 0.1)
    #expect([0, 0.01, 0.1, 0.3, 0.30001, 1].map { clock.slots(in: $0) } == [1, 1, 1, 3, 4, 10])
    #expect(clock.slots(in: .infinity) == 1 << 62)
    #expect(clock.divides(0.7))
    #expect(!clock.divides(0.75))
  }

  @Test(
    "Machine time adds up, parts are conserved, and Little's law holds", .tags(.law),
    arguments: 0..<40 as Range<UInt64>)
  func laws(number: UInt64) throws {
    var random = RandomStream(
      StreamKey(seed: 12, replication: number, path: "slots", purpose: "test"))
    func whole(_ range: ClosedRange<Int>) -> Int {
      range.lowerBound + Int(random.uniform() * Double(range.count))
    }
    let count = whole(1...6)
    var factory = line(
      buffers: (0..<count).map { $0 == 0 ? nil : whole(0...4) == 0 ? nil : whole(1...4) },
      failures: (0..<count).map { _ in
        whole(0...3) == 0
          ? nil
          : FailureMode(
            name: "stop", timeToFailure: exponential(rate: 1 / (60 * Double(whole(1...30)))),
            clock: whole(0...1) == 0 ? .calendar : .producing,
            timeToRepair: exponential(rate: 1 / (60 * Double(whole(1...5)))))
      }, room: whole(0...1) == 0 ? .thisSlot : .lastSlot, slots: 2_000)
    factory.defects = ["flaw"]
    for operation in factory.products[0].route.indices where whole(0...2) == 0 {
      factory.products[0].route[operation].makes = [DefectChance(defect: 0, probability: 0.1)]
      if whole(0...1) == 0 {
        factory.products[0].route[operation].inspection = Inspection(
          finds: [DefectChance(defect: 0, probability: 0.8)], falseAlarm: 0.02)
      }
    }
    let whole = account(of: factory, seed: number)
    #expect(whole.line.released == whole.line.good + whole.line.scrapped + whole.line.inside)
    for station in whole.stations {
      #expect(station.producing + station.starved + station.blocked + station.down == 120_000)
      #expect(station.queueTime >= 0)
    }
    // Little's law: all that waited and was worked on, and what those still inside have waited.
    let loaded = whole.line.waitingTime + whole.stations.reduce(0) { $0 + $1.producing }
    #expect(whole.line.presence >= loaded)
    if whole.line.inside == 0 { #expect(whole.line.presence == loaded) }
    // A warm-up of 500 slots and the 500 before it are the same slots.
    var (early, late) = (factory, factory)
    early.horizon = 60 * 500
    late.warmUp = 60 * 500
    late.horizon = 60 * 1_500
    let (first, rest) = (account(of: early, seed: number), account(of: late, seed: number))
    #expect(first.line.good + rest.line.good == whole.line.good)
    #expect(first.line.presence + rest.line.presence == whole.line.presence)
    for station in whole.stations.indices {
      #expect(
        first.stations[station].starved + rest.stations[station].starved
          == whole.stations[station].starved)
    }
  }

  @Test("What cannot go in slots is refused by name", .tags(.failure))
  func refusals() throws {
    let good = line(buffers: [nil, 1], failures: [], slots: 10)
    func refusal(_ change: (inout Factory) -> Void) -> String? {
      var factory = good
      change(&factory)
      return SlottedLine.refusal(of: factory)
    }
    #expect(refusal { _ in } == nil)
    #expect(refusal { $0.clock = .events } == "its clock does not go in slots")
    #expect(refusal { $0.horizon = 90 }?.contains("whole numbers of slots") == true)
    #expect(
      refusal { $0.products[0].release = .keep(parts: 3) }?.contains("release is to be 'saturated'")
        == true)
    #expect(
      refusal { $0.products[0].route[1].time = .constant(50) }
        == "'s2' is to take one slot, no more and no less")
    #expect(refusal { $0.stations[1].buffer = 0 }?.contains("'buffer' is to be 1 at least") == true)
    #expect(refusal { $0.stations[0].machines.append("other") }?.contains("2 machines") == true)
    #expect(refusal { $0.stations[0].machines[0].speed = 2 }?.contains("has a speed") == true)
    #expect(refusal { $0.stations[1].calendar = 0 }?.contains("works by a calendar") == true)
    let stop = failing(after: 1, repair: 1)
    #expect(refusal { $0.stations[1].failures = [stop, stop] }?.contains("in 2 ways") == true)
    var fault = stop
    fault.interruptedWork = .scrap
    #expect(refusal { $0.stations[1].failures = [fault] }?.contains("undoes work") == true)
    fault = stop
    fault.timeUntilNoticed = .constant(1)
    #expect(refusal { $0.stations[1].failures = [fault] }?.contains("unnoticed") == true)
    #expect(
      refusal { $0.stations.append(Station(name: "spare")) }
        == "no operation is done at station 'spare'")
    #expect(SimulationEngine.recursion.refusal(of: good) == "its clock goes in slots")
  }
}
