import Experiments
import FactoryModel
import FactorySimulation
import Scenarios
import TestSupport
import Testing

@testable import Reports

@Suite("What a replay records")
struct ReplayRecordingTests {
  private static let plant = """
    fettle: 1
    name: Plant
    warm_up: 1 d
    horizon: 6 d
    calendars: {day: {days: mon-sun, shifts: [06:00-22:00]}}
    products:
      cup:
        release: {every: exponential 2 min}
        route: [mould, {check: {finds: {burr: 90 %}, then: {burr: scrap}}}]
    stations:
      mould:
        calendar: day
        machines: 2
        time: exponential 3 min
        makes: {burr: 40 % * screw.wear^2}
        failures: {jam: {after: exponential 5 h, clock: producing, repair: exponential 20 min, by: fitters}}
        components:
          screw:
            wear: gamma mean_life 60 h cv_of_life 30 %
            clock: producing
            replace: {planned: 30 min, failed: 2 h, by: fitters}
        sensors: {heat: {mean: 200 + 20 * screw.wear, noise: 1, every: 1 min}}
      check: {buffer: 5, time: 80 s}
    crews: {fitters: {size: 1}}

    """

  private func factory(_ text: String = plant) throws -> Factory {
    try ScenarioReader.read(text: text, name: "plant").factory
  }

  private func recording(
    _ factory: Factory, from: Double? = nil, until: Double? = nil
  ) throws -> ReplayRecording {
    try ReplayRecorder.recording(
      of: ReplayStretch(of: factory, from: from, until: until), factory, seed: 5, replication: 0)
  }

  @Test("Machines are in the states of the simulation's own log at all times", .tags(.law))
  func states() throws {
    for factory in [try factory(), try factory(Runs.line)] {
      let recording = try recording(factory)
      var simulation = FactorySimulation(factory, seed: 5, replication: 0)
      simulation.recordStates(
        from: factory.warmUp, until: factory.warmUp + factory.horizon, capacity: 1_000_000)
      while try simulation.advance(maximumEvents: 10_000) {}
      let found = simulation.stateLog
      let log = try #require(found)
      var tracks = log.initialStates.map { state in
        var track = StateTrack()
        track.note(state, at: 0)
        return track
      }
      for change in log.changes {
        tracks[Int(change.machine)].note(change.state, at: recording.tenths(change.time))
      }
      #expect(recording.tracks == tracks)
      #expect(recording.end == log.end)
      #expect(recording.changeCount > 100)
    }
  }

  @Test("Watching changes nothing: what has left at the end is what the run found", .tags(.law))
  func unchanged() throws {
    let factory = try factory()
    let recording = try recording(factory)
    var simulation = FactorySimulation(factory, seed: 5, replication: 0)
    while try simulation.advance(maximumEvents: 10_000) {}
    let account = simulation.account()
    #expect(recording.good.last == account.line.good)
    #expect(recording.inside.last == account.line.inside)
    // What is scrapped goes by the wear that is watched.
    #expect(recording.scrapped.last == account.line.scrapped)
    #expect(account.line.scrapped > 50)
    #expect(recording.failures.count == account.stations.reduce(0) { $0 + $1.failures })
    #expect(recording.failures.count > 5)
  }

  @Test("Levels are those of the moment: their mean is the metric", .tags(.statistical))
  func levels() throws {
    let factory = try factory()
    let recording = try recording(factory)
    var simulation = FactorySimulation(factory, seed: 5, replication: 0)
    while try simulation.advance(maximumEvents: 10_000) {}
    let account = simulation.account()
    #expect(recording.stretch.step == 30)
    for station in factory.stations.indices {
      let levels = recording.queues[station].dropLast()
      let mean = Double(levels.reduce(0, +)) / Double(levels.count)
      // A level read every 30 s of one that changes about once a minute: the error of the sum is some
      // √(17,280) · 0.3 steps, that is, 0.003 of a part on the mean; five times that.
      #expect(abs(mean - account.meanQueue[station]) < 0.015 * max(1, account.meanQueue[station]))
    }
    #expect(recording.queues[1].allSatisfy { 0...5 ~= $0 })
    #expect(recording.crews[0].contains(1))
    #expect(recording.crews[0].allSatisfy { 0...1 ~= $0 })
  }

  @Test("Wear goes up from one replacement to the next", .tags(.law))
  func wear() throws {
    let recording = try recording(try factory())
    #expect(recording.wear.count == 2)
    for wear in recording.wear {
      #expect(wear.allSatisfy { 0...100 ~= $0 })
      let falls = zip(wear, wear.dropFirst()).map { $0 - $1 }.filter { $0 > 0 }
      // Where the factory looks, at each part, it may find a little less than the straight line said.
      let drops = falls.count { $0 > 20 }
      #expect(falls.allSatisfy { $0 > 20 || $0 <= 5 })
      // Some 96 h of work, and a life of 60 h.
      #expect((1...4).contains(drops))
    }
  }

  @Test("A stretch in the middle is the same as that part of the whole", .tags(.law))
  func middle() throws {
    let factory = try factory()
    let whole = try recording(factory)
    let (from, until) = (200_000.0, 300_000.0)
    let part = try recording(factory, from: from, until: until)
    #expect((part.stretch.start, part.end) == (from, until))
    for tenth in stride(from: 0, to: Int(10 * (until - from)), by: 997) {
      for machine in part.tracks.indices {
        #expect(
          part.tracks[machine].state(at: tenth)
            == whole.tracks[machine].state(at: tenth + Int(10 * (from - factory.warmUp))))
      }
    }
  }

  @Test("Steps are as fine as there is room for", .tags(.exact))
  func steps() throws {
    let factory = try factory()
    // 6 d in 45,000 moments at most: 11.52 s, so 30 s.
    #expect(ReplayStretch(of: factory).step == 30)
    #expect(ReplayStretch(of: factory, until: 86_400 + 3_600).step == 1)
    #expect(ReplayStretch(of: factory, from: 0).start == 0)
    #expect(ReplayStretch(of: factory, until: 1e9).end == 7 * 86_400)
  }
}
