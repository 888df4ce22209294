import Foundation
import TestSupport
import Testing

/// `fettle plan`: published answers, and what is refused.
@Suite("fettle plan")
struct PlanCommandTests {
  private struct Figure: Decodable {
    var name: String
    var value: Double
  }

  private func plan(_ arguments: String) async throws -> ProcessOutcome {
    try await withTemporaryFolder { folder in
      try await runProcess(
        Repository.command.path, ["plan"] + arguments.split(separator: " ").map(String.init),
        in: folder)
    }
  }

  private func figures(_ arguments: String) async throws -> [String: Double] {
    let outcome = try await plan(arguments + " --format json")
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    let figures = try JSONDecoder().decode(
      [Figure].self, from: Data(outcome.standardOutput.utf8))
    return Dictionary(uniqueKeysWithValues: figures.map { ($0.name, $0.value) })
  }

  @Test("Answers of the literature", .tags(.exact))
  func literature() async throws {
    // Snyder, Shen, Fundamentals of Supply Chain Theory, examples 3.1 and 4.3.
    let lot = try await figures("lot --demand 1300 --order-cost 8 --holding 0.225")
    #expect(abs(try #require(lot["quantity"]) - 304.0467800264368) < 1e-9)
    let vendor = try await figures("newsvendor --mean 50 --sd 8 --underage 0.7 --overage 0.18")
    #expect(abs(try #require(vendor["quantity"]) - 56.60395592743389) < 1e-9)
    #expect(abs(try #require(vendor["cost"]) - 1.9976051931766445) < 1e-9)
    // Zheng, Federgruen 1991, table 1: mean 50.
    let levels = try await figures(
      "levels --demand-rate 50 --lead-time 0 --periodic --order-cost 64 --holding 1 --backorder 9")
    #expect(levels["s"] == 42 && levels["S"] == 108)
    #expect(abs(try #require(levels["cost"]) - 70.975) < 5e-4)
    let schedule = try await figures("schedule 90 120 80 70 --order-cost 150 --holding 0.8")
    #expect(schedule["order_1"] == 210 && schedule["cost"] == 452)
  }

  @Test("What is wrong is named, with status 64", .tags(.exact))
  func refusals() async throws {
    for (arguments, words) in [
      ("lot --demand 0 --order-cost 8 --holding 1", "demand rate is 0"),
      ("lot --demand 5 --order-cost 8 --holding 1 --production 4", "above the rate of demand"),
      ("schedule 3 -4 --order-cost 8 --holding 1", "-4"),
      ("newsvendor --mean 5 --underage 1 --overage 1", "--sd is missing"),
      ("newsvendor --mean 5 --sd 1 --underage 1 --price 3 --cost 1", "--underage and --overage"),
      (
        "levels --demand-rate 1 --lead-time 0.5 --periodic --holding 1 --backorder 9",
        "whole periods"
      ),
      (
        "levels --demand-rate 1 --lead-time 1 --holding 1 --backorder 9 --below 5 --up-to 5",
        "not above"
      ),
      (
        "chain --demand-rate 5 --lead-times 2 1 --holding 1 --backorder 20",
        "--holding has 1 number"
      ),
      ("chain --demand-rate 5 --lead-times 2 1 --holding 2 1 --backorder 20", "fall downstream"),
      ("spares --rates 0.1 --order-times 3 --repair=-10 --spares 8", "time of a repair is -10"),
    ] {
      let outcome = try await plan(arguments)
      #expect(outcome.exitCode == 64, "\(arguments)")
      #expect(outcome.standardError.contains(words), "\(arguments): \(outcome.standardError)")
    }
  }
}
