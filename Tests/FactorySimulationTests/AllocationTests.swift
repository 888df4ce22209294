import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

/// What a simulation asks of the memory, counted at malloc.
@Suite("Allocations of a simulation", .enabled(if: allocations {} != nil))
struct AllocationTests {
  @Test("A line with finite buffers allocates nothing in 500,000 events", .tags(.law))
  func line() throws {
    let exponential = Distribution(.exponential(mean: 1))
    let factory = serialLine(
      times: Array(repeating: exponential, count: 10),
      buffers: [nil] + Array(repeating: 10, count: 9), warmUp: 0, horizon: 1e6)
    var simulation = FactorySimulation(factory, seed: 1, replication: 0)
    var goesOn = try simulation.advance(maximumEvents: 500_000)
    let count = try allocations {
      goesOn = try simulation.advance(maximumEvents: 500_000) && goesOn
    }
    let events = simulation.eventCount
    #expect(count == 0)
    #expect(goesOn)
    #expect(events == 1_000_000)
  }

  @Test("A recursion allocates nothing in 50,000 parts", .tags(.law))
  func recursion() throws {
    let exponential = Distribution(.exponential(mean: 1))
    let jam = FailureMode(
      name: "jam", timeToFailure: Distribution(.exponential(mean: 100)),
      timeToRepair: Distribution(.exponential(mean: 10)))
    let factory = serialLine(
      times: Array(repeating: exponential, count: 10),
      buffers: [nil] + Array(repeating: 10, count: 9), warmUp: 0, horizon: 1e6, failures: [jam])
    var line = RecursionLine(factory, seed: 1, replication: 0)
    var goesOn = try line.advance(maximumParts: 10_000)
    let count = try allocations {
      goesOn = try line.advance(maximumParts: 50_000) && goesOn
    }
    let parts = line.partCount
    #expect(count == 0)
    #expect(goesOn)
    #expect(parts == 60_000)
  }
}
