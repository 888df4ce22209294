import FactoryModel
import FactorySimulation
import RandomVariates
import SimulationStatistics
import TestSupport
import Testing

/// Factors that move in mid-run.
@Suite("Timeline")
struct TimelineTests {
  /// A line whose factory is changed at given times.
  private func line(
    _ line: Factory, steps: [(time: Double, change: (inout Factory) -> Void)]
  ) -> Factory {
    var changed = line
    var now = line
    for step in steps {
      step.change(&now)
      changed.timeline.append(TimelineStep(time: step.time, factory: now))
    }
    return changed
  }

  @Test("Work that has begun ends as it was drawn, later work takes the new time", .tags(.exact))
  func times() throws {
    // 4 s a part, from 10 s on 2 s. The part begun at 8 ends at 12; then 14, 16 … 40: 3 + 14 parts.
    let factory = line(
      serialLine(times: [.constant(4)], buffers: [nil], warmUp: 0, horizon: 40),
      steps: [(10, { $0.products[0].route[0].time = .constant(2) })])
    #expect(try account(of: factory, seed: 1).line.good == 17)
  }

  @Test("The number of parts that are kept rises at once and falls as parts leave", .tags(.exact))
  func kept() throws {
    // Two stations of 1 s each. One part makes 1 in 2 s, two make 1 in 1 s.
    let base = serialLine(
      times: [.constant(1), .constant(1)], buffers: [nil, nil], release: .keep(parts: 1), warmUp: 0,
      horizon: 300)
    let factory = line(
      base,
      steps: [
        (100, { $0.products[0].release = .keep(parts: 2) }),
        (200, { $0.products[0].release = .keep(parts: 1) }),
      ])
    let account = try account(of: factory, seed: 1)
    // Until 100: one at 2, 4 … 100. A second part enters at 100, and from 102 on one leaves each
    // second. From 200 on nothing follows what leaves until one part is left: it leaves at 201, and
    // the next at 203, 205 … 299.
    let early = 50
    let middle = 201 - 102 + 1
    let late = (299 - 203) / 2 + 1
    #expect(account.line.good == early + middle + late)
    #expect(account.line.inside == 1)
  }

  @Test("A life that has begun ends as it was drawn; the next is drawn as things are then")
  func lives() throws {
    // Fails after 10 s of work for 1 s; from 15 s on after 100 s for 5 s. Lives begin at 0, and at 11:
    // that one ends at 21; its repair is drawn then. The third life begins at 26.
    let base = serialLine(
      times: [.constant(1)], buffers: [nil], warmUp: 0, horizon: 126.5,
      failures: [
        FailureMode(
          name: "jam", timeToFailure: .constant(10), clock: .producing, timeToRepair: .constant(1))
      ])
    let factory = line(
      base,
      steps: [
        (
          15,
          {
            $0.stations[0].failures[0].timeToFailure = .constant(100)
            $0.stations[0].failures[0].timeToRepair = .constant(5)
          }
        )
      ])
    let account = try account(of: factory, seed: 1)
    #expect(account.stations[0].failures == 3)
    #expect(account.stations[0].down == 1 + 5 + 0.5)
  }

  @Test("Chances of defects, of finding them and of false alarms move", .tags(.exact))
  func chances() throws {
    var base = serialLine(times: [.constant(1)], buffers: [nil], warmUp: 0, horizon: 30)
    base.defects = ["burr"]
    base.products[0].route[0].makes = [DefectChance(defect: 0, probability: 0)]
    base.products[0].route[0].inspection = Inspection(finds: [
      DefectChance(defect: 0, probability: 0)
    ])
    // Half a second off, so that no completion falls on a step.
    let factory = line(
      base,
      steps: [
        (9.5, { $0.products[0].route[0].makes[0].probability = 1 }),
        (19.5, { $0.products[0].route[0].inspection?.finds[0].probability = 1 }),
        (
          24.5,
          {
            $0.products[0].route[0].makes[0].probability = 0
            $0.products[0].route[0].inspection?.falseAlarm = 1
          }
        ),
      ])
    let account = try account(of: factory, seed: 1)
    // Good 1–9; escaped 10–19; found 20–24; falsely rejected 25–30.
    #expect(account.line.good == 19)
    #expect(account.line.escaped == 10)
    #expect(account.line.scrapped == 11)
  }

  @Test("Lots come at the new pace once the one that was drawn has come", .tags(.exact))
  func arrivals() throws {
    let base = serialLine(
      times: [.constant(0.5)], buffers: [nil], release: .every(interval: .constant(10)), warmUp: 0,
      horizon: 100)
    let factory = line(
      base, steps: [(35, { $0.products[0].release = .every(interval: .constant(5)) })])
    // 10, 20, 30, 40, then 45 … 100.
    #expect(try account(of: factory, seed: 1).line.released == 4 + 12)
  }

  @Test("After a step a queue behaves as one that was always so", .tags(.statistical))
  func longRun() throws {
    // M/M/1 at load 0.5, from 2,000 s on at load 0.7; measured from 10,000 s on. The exact number in
    // system is ρ / (1 - ρ); 4 standard errors over 30 replications.
    let base = serialLine(
      times: [exponential(rate: 1)], buffers: [nil],
      release: .every(interval: exponential(rate: 0.5)), warmUp: 10_000, horizon: 200_000)
    let factory = line(
      base,
      steps: [(2_000, { $0.products[0].release = .every(interval: exponential(rate: 0.7)) })])
    let tally = try #require(
      try tallies(of: ["work_in_process"], in: factory, seed: 5, replications: 30)[
        "work_in_process"])
    let mean = try #require(tally.mean)
    let error = try #require(tally.standardError)
    #expect(abs(mean - 0.7 / 0.3) < 4 * error)
    #expect(4 * error < 0.05 * mean)
  }

  @Test("A fork goes on through the steps as the original does", .tags(.law))
  func forks() throws {
    let base = serialLine(
      times: [exponential(rate: 1), exponential(rate: 1.2)], buffers: [nil, 3], warmUp: 0,
      horizon: 2_000)
    let factory = line(
      base, steps: [(1_000, { $0.products[0].route[1].time = exponential(rate: 0.5) })])
    for events in [10, 1_500, 3_000] {
      var original = FactorySimulation(factory, seed: 3, replication: 0)
      _ = try original.advance(maximumEvents: events)
      var branch = original.fork()
      while try original.advance(maximumEvents: 100_000) {}
      while try branch.advance(maximumEvents: 100_000) {}
      #expect(original.account() == branch.account())
    }
  }

  @Test("What may not move is what two factories must have in common", .tags(.exact))
  func structure() {
    let base = serialLine(
      times: [.constant(1), .constant(1)], buffers: [nil, 2], release: .keep(parts: 3), horizon: 10)
    var live = base
    live.products[0].route[0].time = .constant(7)
    live.products[0].release = .keep(parts: 9)
    live.costs = CostRates(currency: "EUR", scrap: 2)
    #expect(live.structure == base.structure)
    var other = base
    other.stations[1].buffer = 3
    #expect(other.structure != base.structure)
  }
}
