import Foundation
import TestSupport
import Testing

/// What `fettle run` prints of stores and customers.
@Suite("Stores and customers as they are printed")
struct SupplyOutputTests {
  private static let scenario = """
    fettle: 1
    horizon: 20 wk
    items: {milk: {shelf_life: 6 d, value: 1 EUR/piece}, cream: {}}
    suppliers: {dairy: {sells: [milk, cream]}, trader: {sells: milk, lead_time: 1 d, price: 4 EUR/piece}}
    stores:
      shelf: {holds: milk, from: dairy, initial: 20, rush: {from: trader, below: 3, up_to: 20}}
      other: {holds: cream, from: dairy, initial: 5}
    customers: {guests: {buys: milk, from: shelf, every: 1 d, quantity: 5, if_short: lost, instead: other}}
    costs: {order: {trader: 50 EUR}}
    """

  @Test("What is there of it stands in the tables, and what is not does not")
  func columns() async throws {
    let outcome = try await withTemporaryFolder { folder in
      try folder.write(Self.scenario, to: "milk.yaml")
      return try await runProcess(
        Repository.command.path, ["run", "milk.yaml", "-n", "2", "--out", "kept"], in: folder)
    }
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    let lines = outcome.standardOutput.split(separator: "\n")
    func line(_ start: String) -> Substring { lines.first { $0.hasPrefix(start) } ?? "" }
    #expect(line("cost of expediting").contains("EUR"))
    #expect(line("store ").contains("wasted") && line("customer ").contains("substituted"))
    #expect(!line("cost of transport").contains("EUR"))
  }
}
