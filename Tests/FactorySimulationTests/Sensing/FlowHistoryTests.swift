import FactoryModel
import FactorySimulation
import ProcessQuality
import RandomVariates
import TestSupport
import Testing

/// What is noted of orders, parts and measurements agrees with what is counted.
@Suite("Orders, parts and measurements that are noted")
struct FlowHistoryTests {
  private static func run(
    _ factory: Factory, seed: UInt64 = 5
  ) throws -> (flow: FlowHistory, account: RunAccount) {
    var simulation = FactorySimulation(
      factory, seed: seed, replication: 0,
      readings: ReadingRequest(start: factory.warmUp, keepsParts: true))
    while try simulation.advance(maximumEvents: 10_000) {}
    return (simulation.flow, simulation.account())
  }

  @Test("Every part that is counted is noted, and no other", .tags(.law), arguments: 1...30)
  func parts(number: Int) throws {
    var factory = RandomNetwork.factory(UInt64(number))
    // At a moment at which nothing else happens.
    factory.warmUp = 12_345.678
    let (flow, account) = try Self.run(factory)
    for (product, line) in account.products.enumerated() {
      let parts = flow.parts.filter { $0.product == product }
      let good = parts.filter { $0.scrappedAt < 0 }
      #expect(good.count == line.good)
      #expect(parts.count - good.count == line.scrapped)
      #expect(good.filter { $0.defects != 0 }.count == line.escaped)
      #expect(Set(parts.map(\.number)).count == parts.count)
    }
    #expect(flow.parts.allSatisfy { $0.entered <= $0.left && $0.left >= factory.warmUp })
    #expect(zip(flow.parts, flow.parts.dropFirst()).allSatisfy { $0.left <= $1.left })
    #expect(flow.partValues.count == flow.parts.count * factory.characteristics.count)
  }

  @Test("Every order that is counted is noted, and no other", .tags(.law), arguments: 1...30)
  func orders(number: Int) throws {
    var factory = RandomSupply.factory(number)
    factory.warmUp = 123.4567
    let (flow, account) = try Self.run(factory)
    for (customer, counted) in account.customers.enumerated() {
      let orders = flow.orders.filter { $0.customer == customer }
      #expect(orders.count == counted.orders)
      #expect(orders.reduce(0) { $0 + $1.wanted } == counted.demanded)
      #expect(orders.reduce(0) { $0 + $1.delivered } == counted.served)
      #expect(orders.reduce(0) { $0 + $1.substituted } == counted.substituted)
      if factory.customers[customer].shortage == .lost {
        #expect(orders.reduce(0) { $0 + $1.lost } == counted.lost)
        #expect(orders.allSatisfy { $0.wanted == $0.delivered + $0.substituted + $0.lost })
      }
    }
    #expect(!flow.orders.isEmpty)
  }

  @Test("Readings of a gauge lie around what is true by its error", .tags(.statistical))
  func measurements() throws {
    let limits = try SpecificationLimits(lower: 59, upper: 61)
    var operation = Operation(
      name: "harden", station: 0, time: .constant(1), idealTime: 1)
    operation.measures = [
      CharacteristicValue(
        characteristic: 0, value: Distribution(.normal(mean: 60, standardDeviation: 0.6)))
    ]
    operation.inspection = Inspection(
      reads: [Gauge(characteristic: 0, error: 0.3, limits: limits)])
    var factory = Factory(
      name: "hardening", horizon: 50_000,
      product: Product(name: "pin", release: .saturated, route: [operation]),
      stations: [Station(name: "furnace")])
    factory.defects = ["soft"]
    factory.characteristics = [Characteristic(name: "hardness", defect: 0, limits: limits)]
    let (flow, account) = try Self.run(factory)
    let count = Double(flow.measurements.count)
    #expect(flow.measurements.count == account.line.good + account.line.scrapped)
    #expect(flow.measurements.filter(\.isRejected).count == account.line.scrapped)
    let errors = flow.measurements.map { $0.reading - $0.value }
    let mean = errors.reduce(0, +) / count
    #expect(abs(mean) < 4 * 0.3 / count.squareRoot())
    let variance = errors.map { $0 * $0 }.reduce(0, +) / count
    #expect(abs(variance - 0.09) < 4 * 0.09 * (2 / count).squareRoot())
    // The part that leaves is the one that was read.
    for (part, reading) in zip(flow.parts, flow.measurements) {
      #expect(part.number == reading.number && part.left == reading.time)
    }
    for (value, reading) in zip(flow.partValues, flow.measurements) {
      #expect(value == reading.value)
    }
  }

  @Test("Nothing is noted where nobody asks")
  func nothing() throws {
    var simulation = FactorySimulation(RandomNetwork.factory(3), seed: 1, replication: 0)
    while try simulation.advance(maximumEvents: 10_000) {}
    #expect(simulation.flow == FlowHistory())
  }
}
