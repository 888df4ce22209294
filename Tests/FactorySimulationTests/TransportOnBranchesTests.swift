import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

@Suite("Ways to operations that branches lead to")
struct TransportOnBranchesTests {
  /// Every operation has branches, and nothing else asks for plans of parts.
  @Test("A part takes the way to the operation that chance chooses", .tags(.exact))
  func way() throws {
    var first = Operation(name: "first", station: 0, time: .constant(5), idealTime: 5)
    first.next = [Branch(operation: 1, probability: 1)]
    var second = Operation(name: "second", station: 1, time: .constant(3), idealTime: 3)
    second.next = [Branch(operation: nil, probability: 1)]
    second.transport = .constant(20)
    let factory = Factory(
      name: "shop", horizon: 1_000,
      products: [
        Product(
          name: "part", release: .orders((0..<20).map { ReleaseOrder(time: Double($0) * 40) }),
          route: [first, second])
      ], stations: [Station(name: "one"), Station(name: "two")])
    let sums = try account(of: factory, seed: 1)
    #expect(sums.line.good == 20)
    #expect(sums.products[0].cycleTime.sum == 20 * 28)
  }
}
