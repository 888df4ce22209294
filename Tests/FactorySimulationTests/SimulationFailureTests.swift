import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

/// Factories that cannot go on.
@Suite("Simulations that cannot go on")
struct SimulationFailureTests {
  private func outcome(of factory: Factory) -> SimulationFailure? {
    do throws(SimulationFailure) {
      var simulation = FactorySimulation(factory, seed: 1, replication: 0)
      while try simulation.advance(maximumEvents: 100_000) {}
      return nil
    } catch {
      return error
    }
  }

  /// A saturated line whose last station sends every part back to the first of the others.
  private func reworkLine(stations: Int, buffer: Int) -> Factory {
    var line = serialLine(
      times: Array(repeating: Distribution.constant(1), count: stations),
      buffers: Array(repeating: buffer, count: stations), warmUp: 0, horizon: 1_000)
    line.defects = ["flaw"]
    line.products[0].route[0].makes = []
    line.products[0].route[1].makes = [DefectChance(defect: 0, probability: 1)]
    line.products[0].route[stations - 1].inspection = Inspection(
      finds: [DefectChance(defect: 0, probability: 1)], dispositions: [0: .back(operation: 1)])
    return line
  }

  @Test("Rework into a full line names the cycle", .tags(.failure))
  func reworkDeadlock() throws {
    let failure = try #require(outcome(of: reworkLine(stations: 3, buffer: 1)))
    guard case .deadlock(_, let cycle) = failure else {
      Issue.record("\(failure)")
      return
    }
    #expect(Set(cycle) == ["s2", "s3"])
    #expect(failure.explanation.hasPrefix("deadlock: s"))
    #expect(failure.explanation.contains("s2 waits for a place at s3"))
    #expect(failure.explanation.contains("s3 waits for a place at s2"))
  }

  @Test("A longer cycle is named from link to link", .tags(.failure))
  func longCycle() throws {
    let failure = try #require(outcome(of: reworkLine(stations: 5, buffer: 0)))
    guard case .deadlock(_, let cycle) = failure else {
      Issue.record("\(failure)")
      return
    }
    let start = try #require(cycle.firstIndex(of: "s2"))
    #expect(Array(cycle[start...] + cycle[..<start]) == ["s2", "s3", "s4", "s5"])
  }

  @Test("A full line without rework is no deadlock", .tags(.law))
  func fullLine() {
    let line = serialLine(
      times: [.constant(1), .constant(1), .constant(50)], buffers: [0, 0, 0], warmUp: 0,
      horizon: 10_000)
    #expect(outcome(of: line) == nil)
  }

  @Test("Events without end in one instant are stopped", .tags(.failure))
  func endlessInstant() {
    let line = serialLine(times: [.constant(0)], buffers: [nil], warmUp: 0, horizon: 10)
    #expect(outcome(of: line) == .endlessInstant(time: 0, loop: ["work ends at s1"]))
  }

  @Test("All that goes round in an endless instant is named", .tags(.failure))
  func endlessInstantAlongALine() throws {
    let line = serialLine(
      times: [.constant(5), .constant(0), .constant(0)], buffers: [nil, nil, nil],
      release: .keep(parts: 1), warmUp: 0, horizon: 10)
    #expect(outcome(of: line) == nil)
    let round = serialLine(
      times: [.constant(0), .constant(0)], buffers: [nil, nil], release: .keep(parts: 1), warmUp: 0,
      horizon: 10)
    guard case .endlessInstant(_, let loop) = outcome(of: round) else {
      Issue.record("not endless")
      return
    }
    #expect(loop.sorted() == ["work ends at s1", "work ends at s2"])
  }

  @Test("A queue that grows for ever is stopped", .tags(.failure))
  func unboundedGrowth() throws {
    let line = serialLine(
      times: [.constant(1)], buffers: [nil],
      release: .every(interval: .constant(1), lot: 1_000), warmUp: 0, horizon: 1e6)
    let failure = try #require(outcome(of: line))
    guard case .unboundedGrowth(_, let parts, let station) = failure else {
      Issue.record("\(failure)")
      return
    }
    #expect(parts > 5_000_000)
    #expect(station == "s1")
  }
}
