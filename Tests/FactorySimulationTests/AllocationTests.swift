import FactoryModel
import FactorySimulation
import ProcessQuality
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

  @Test("Values, readings, charts and their alarms allocate nothing in 500,000 events", .tags(.law))
  func characteristics() throws {
    let value = Distribution(.normal(mean: 60, standardDeviation: 0.6))
    let chart = GaugeChart(
      chart: .cusum(try CusumChart(center: 60, sigma: 0.4, decisionInterval: 3)), sampleSize: 4,
      response: .stop)
    let drift = FailureMode(
      name: "drift", timeToFailure: Distribution(.exponential(mean: 300)),
      timeToRepair: Distribution(.exponential(mean: 10)), timeUntilNoticed: .constant(1_000),
      shifts: [CharacteristicShift(characteristic: 0, amount: 0.8)])
    var factory = serialLine(
      times: Array(repeating: Distribution(.exponential(mean: 1)), count: 2), buffers: [nil, 10],
      warmUp: 0, horizon: 1e7, failures: [drift])
    let limits = try SpecificationLimits(lower: 58, upper: 62)
    factory.defects = ["hardness"]
    factory.characteristics = [Characteristic(name: "hardness", defect: 0, limits: limits)]
    factory.products[0].route[0].measures = [CharacteristicValue(characteristic: 0, value: value)]
    factory.products[0].route[1].inspection = Inspection(
      reads: [Gauge(characteristic: 0, error: 0.5, limits: limits, chart: chart)],
      otherwise: .back(operation: 0))
    var simulation = FactorySimulation(factory, seed: 1, replication: 0)
    var goesOn = try simulation.advance(maximumEvents: 100_000)
    let count = try allocations {
      goesOn = try simulation.advance(maximumEvents: 500_000) && goesOn
    }
    let alarms = simulation.account().charts[0]
    #expect(count == 0)
    #expect(goesOn)
    #expect(alarms.faultsFound > 100 && alarms.falseAlarms > 100)
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
