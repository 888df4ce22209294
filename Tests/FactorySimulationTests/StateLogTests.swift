import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

@Suite("Log of machine states")
struct StateLogTests {
  /// Three stations that starve, block and fail.
  private let line = serialLine(
    times: [exponential(rate: 1), exponential(rate: 1.1), exponential(rate: 0.9)],
    buffers: [nil, 2, 2], warmUp: 500, horizon: 5_000,
    failures: [
      FailureMode(
        name: "jam", timeToFailure: exponential(rate: 0.01), clock: .producing,
        timeToRepair: exponential(rate: 0.1))
    ])

  /// The time of each machine in each state, by the log.
  private func times(_ log: StateLog) -> [[Double]] {
    var sums = log.initialStates.map { _ in MachineState.allCases.map { _ in 0.0 } }
    var states = log.initialStates
    var since = log.initialStates.map { _ in log.start }
    func close(_ machine: Int, _ time: Double) {
      sums[machine][Int(states[machine].rawValue)] += time - since[machine]
      since[machine] = time
    }
    for change in log.changes {
      close(Int(change.machine), change.time)
      states[Int(change.machine)] = change.state
    }
    for machine in states.indices { close(machine, log.end) }
    return sums
  }

  @Test("The log adds up to the account, and recording changes nothing", .tags(.law))
  func account() throws {
    var simulation = FactorySimulation(line, seed: 7, replication: 0)
    simulation.recordStates(from: 500, until: 5_500, capacity: 1_000_000)
    while try simulation.advance(maximumEvents: 1_000) {}
    let recorded = simulation.account()
    var silent = FactorySimulation(line, seed: 7, replication: 0)
    while try silent.advance(maximumEvents: 1_000) {}
    let (unrecorded, none) = (silent.account(), silent.stateLog)
    #expect(recorded == unrecorded)
    #expect(none == nil)

    let recordedLog = simulation.stateLog
    let log = try #require(recordedLog)
    #expect(log.end == 5_500)
    for (station, sums) in zip(recorded.stations, times(log)) {
      let account = MachineState.allCases.map { station.time(in: $0) }
      for (logged, booked) in zip(sums, account) {
        // Some 10,000 terms of at most 5,500, each off by half a unit in its last place.
        #expect(abs(logged - booked) < 1e-8)
      }
    }
  }

  @Test("A log that begins later is the end of one that began at once", .tags(.law))
  func laterStart() throws {
    func log(from start: Double) throws -> StateLog {
      var simulation = FactorySimulation(line, seed: 7, replication: 0)
      simulation.recordStates(from: start, until: 900, capacity: 1_000_000)
      while simulation.currentTime < 900 { _ = try simulation.advance(maximumEvents: 1) }
      let log = simulation.stateLog
      return try #require(log)
    }
    let (whole, part) = (try log(from: 0), try log(from: 600))
    #expect(part.changes == whole.changes.filter { $0.time > 600 })
    var states = whole.initialStates
    for change in whole.changes where change.time <= 600 {
      states[Int(change.machine)] = change.state
    }
    #expect(part.initialStates == states)
  }

  @Test("A log that is full ends at the first change that it has no room for", .tags(.exact))
  func full() throws {
    var simulation = FactorySimulation(
      serialLine(
        times: [.constant(10), .constant(4)], buffers: [nil, nil], warmUp: 0, horizon: 100),
      seed: 1, replication: 0)
    simulation.recordStates(from: 0, until: 100, capacity: 3)
    while try simulation.advance(maximumEvents: 1) {}
    let recorded = simulation.stateLog
    let log = try #require(recorded)
    #expect(log.initialStates == [.producing, .starved])
    #expect(log.changes.map(\.time) == [10, 10, 10])
    #expect(log.end == 14)
  }

  @Test("A fork notes nothing of its own", .tags(.exact))
  func forks() throws {
    var simulation = FactorySimulation(line, seed: 7, replication: 0)
    simulation.recordStates(from: 0, until: 900, capacity: 10)
    let fork = simulation.fork()
    let (own, forked) = (simulation.stateLog, fork.stateLog)
    #expect(own != nil)
    #expect(forked == nil)
  }
}
