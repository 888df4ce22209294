import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

/// Bottlenecks by active periods.
@Suite("Bottlenecks")
struct BottleneckTests {
  private func times(
    of factory: Factory, seed: UInt64 = 1, from start: Double = 0
  ) throws -> BottleneckTimes {
    var simulation = FactorySimulation(factory, seed: seed, replication: 0)
    simulation.recordStates(
      from: start, until: factory.warmUp + factory.horizon, capacity: 1_000_000)
    while try simulation.advance(maximumEvents: 100_000) {}
    let recorded = simulation.stateLog
    let log = try #require(recorded)
    return BottleneckTimes(
      of: log,
      stations: factory.stations.enumerated().flatMap { station, element in
        element.machines.map { _ in station }
      }, stationCount: factory.stations.count)
  }

  /// Three orders at a time at 0 and 100 on two machines of 10 s and 20 s, one after the other.
  ///
  /// Machine 1 is active 0–30, machine 2 10–70: it is the longer one, and the bottleneck passes to it while
  /// both are active, from 10 to 30.
  @Test("The bottleneck shifts while two active periods overlap", .tags(.exact))
  func shifting() throws {
    let factory = serialLine(
      times: [.constant(10), .constant(20)], buffers: [nil, nil],
      release: .orders([ReleaseOrder(time: 0, parts: 3), ReleaseOrder(time: 100, parts: 3)]),
      warmUp: 0, horizon: 200)
    let bottlenecks = try times(of: factory)
    #expect(bottlenecks.duration == 200)
    #expect(bottlenecks.alone == [2 * 10, 2 * 40])
    #expect(bottlenecks.shifting == [2 * 20, 2 * 20])
  }

  @Test("A period within that of the bottleneck is none", .tags(.exact))
  func inside() throws {
    // Machine 1 works without end, machine 2 in each interval of 10 for 4.
    let factory = serialLine(
      times: [.constant(10), .constant(4)], buffers: [nil, nil], warmUp: 0, horizon: 100)
    let bottlenecks = try times(of: factory)
    #expect(bottlenecks.alone == [100, 0])
    #expect(bottlenecks.shifting == [0, 0])
    // A log that begins in mid-run sees the same.
    #expect(try times(of: factory, from: 35).alone == [65, 0])
  }

  @Test("Machines of one station are one bottleneck", .tags(.exact))
  func parallelMachines() throws {
    // Two machines begin 0 and 10, each for 30: active 0–30 and 10–40.
    var factory = serialLine(
      times: [.constant(30)], buffers: [nil],
      release: .orders([ReleaseOrder(time: 0), ReleaseOrder(time: 10)]), warmUp: 0, horizon: 60)
    factory.stations[0].machines.append("other")
    let bottlenecks = try times(of: factory)
    #expect(bottlenecks.alone == [40])
    #expect(bottlenecks.shifting == [0])
  }

  /// Where no machine is active there is no bottleneck; else one, or two that share a shift.
  @Test("Alone and half of the shifts add up to the time in which a machine is active", .tags(.law))
  func total() throws {
    for number in 0..<60 as Range<UInt64> {
      var factory = RandomNetwork.factory(number)
      factory.warmUp = 0
      var simulation = FactorySimulation(factory, seed: number, replication: 0)
      simulation.recordStates(from: 0, until: factory.horizon, capacity: 1_000_000)
      do throws(SimulationFailure) {
        while try simulation.advance(maximumEvents: 100_000) {}
      } catch { continue }
      let recorded = simulation.stateLog
      let log = try #require(recorded)
      let stations = factory.stations.enumerated().flatMap { station, element in
        element.machines.map { _ in station }
      }
      let bottlenecks = BottleneckTimes(
        of: log, stations: stations, stationCount: factory.stations.count)
      var active = Set(log.initialStates.indices.filter { log.initialStates[$0].isActive })
      var (busy, since) = (0.0, 0.0)
      for change in log.changes {
        if !active.isEmpty { busy += change.time - since }
        since = change.time
        if change.state.isActive {
          active.insert(Int(change.machine))
        } else {
          active.remove(Int(change.machine))
        }
      }
      if !active.isEmpty { busy += log.end - since }
      let found =
        bottlenecks.alone.reduce(0, +) + bottlenecks.shifting.reduce(0, +) / 2
      #expect(abs(found - busy) <= 1e-6 * max(1, busy), "\(number)")
    }
  }

  /// A line of equal machines but one: that one is the bottleneck for most of the time.
  @Test("The slowest of a line is found", .tags(.statistical), arguments: [0, 2, 4])
  func slowest(station: Int) throws {
    var factory = serialLine(
      times: Array(repeating: exponential(rate: 1), count: 5), buffers: [nil, 5, 5, 5, 5],
      warmUp: 0, horizon: 20_000)
    factory.products[0].route[station].time = exponential(rate: 0.7)
    let bottlenecks = try times(of: factory)
    let shares = bottlenecks.alone.indices.map {
      (bottlenecks.alone[$0] + bottlenecks.shifting[$0]) / bottlenecks.duration
    }
    #expect(shares[station] > 0.75, "\(shares)")
    for other in shares.indices where other != station { #expect(shares[other] < 0.5) }
  }
}
