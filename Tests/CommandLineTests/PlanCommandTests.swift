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

  private func tree(_ table: String, _ arguments: String...) async throws -> ProcessOutcome {
    try await withTemporaryFolder { folder in
      try folder.write(table, to: "stages.csv")
      return try await runProcess(
        Repository.command.path, ["plan", "tree", "stages.csv"] + arguments, in: folder)
    }
  }

  private struct Tree: Decodable {
    struct Stage: Decodable {
      var stage: String
      var service_time: Int
      var net_replenishment_time: Int
      var safety_stock: Double
    }

    var stages: [Stage]
    var cost: Double
  }

  @Test("A tree of stages is read from a table", .tags(.exact))
  func treeOfStages() async throws {
    // Snyder, Shen, Fundamentals of Supply Chain Theory, example 6.5; stages may stand in any order.
    let outcome = try await tree(
      """
      # the incoming time of 1 is part of the first time
      ships_to;stage;time [d];cost;mean;sd;service_time
      three;one;3;1;;;
      ;two;1;1;0;1;
      two; three ;1;1;;;
      four;three;1;;;;
      ;four;1;1;0;1;1
      """, "--holding", "1", "--service-factor", "1", "--format", "json")
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    let answer = try JSONDecoder().decode(Tree.self, from: Data(outcome.standardOutput.utf8))
    #expect(answer.stages.map(\.stage) == ["one", "two", "three", "four"])
    #expect(answer.stages.map(\.service_time) == [0, 0, 0, 1])
    #expect(answer.stages.map(\.net_replenishment_time) == [3, 1, 1, 0])
    #expect(abs(answer.stages[0].safety_stock - 6.0.squareRoot()) < 1e-12)
    #expect(abs(answer.cost - 8.277916867529369) < 1e-12)
  }

  @Test("A table says where it is wrong, with status 65", .tags(.failure))
  func wrongTables() async throws {
    let header = "stage,ships_to,time,cost,mean,sd,amount\n"
    for (table, message) in [
      (
        header + "a,b,1.5,2,,,\nb,,1,2,3,1,\n",
        "stages.csv:2:5: error: '1.5' is no number of whole "
          + "periods from 0 to 10000; write one such as 2\n"
      ),
      (
        header + "a,bb,1,2,,,\nb,,1,2,3,1,\n",
        "stages.csv:2:3: error: there is no stage 'bb'; did you "
          + "mean 'b'?\n"
      ),
      (
        header + "a,b,1,2,,,\nb,,1,2,3,,\n",
        "stages.csv:3:10: error: the cell is empty; give a number "
          + "for 'sd'\n"
      ),
      (
        header + "a,b,1,-2,,,\nb,,1,2,3,1,\n",
        "stages.csv:2:7: error: '-2' is no number of at least 0; "
          + "write one such as 2.5\n"
      ),
      (
        header + "a,b,1,2,,,\nb,,1,2,3,1,\na,c,2,,,,\nc,,1,1,1,1,\n",
        "stages.csv:4:5: error: '2', but "
          + "line 2 says '1' of the same stage; leave it empty here\n"
      ),
      (
        header + "a,b,1,2,,,\na,b,1,2,,,3\nb,,1,2,3,1,\n",
        "stages.csv:3:3: error: 'a' ships to 'b' on "
          + "line 2 already; give the amount of both in one row\n"
      ),
      (
        header + "a,b,1,2,,,\nb,,1,2,3,1,2\n",
        "stages.csv:3:12: error: an amount without a stage in "
          + "'ships_to'; name the stage, or leave it empty\n"
      ),
      (
        header + "a,b,1,2,,,0\nb,,1,2,3,1,\n",
        "stages.csv:2:11: error: the amount is 0; give one "
          + "above 0\n"
      ),
      (
        header + "a,b,1,2,,,\nb,a,1,2,3,1,\n",
        "stages.csv:3:3: error: a network that goes round in a "
          + "circle is not covered: 'b' → 'a' → 'b' need each other; leave one of the arcs out\n"
      ),
      (
        header + "a,b,1,2,,,\nb,c,1,2,,,\na,c,,,,,\nc,,1,1,1,1,\n",
        "stages.csv:4:3: error: a network "
          + "that is not a tree is not covered: 'a' and 'c' are joined in another way, too; leave one of "
          + "the arcs out, or put stages together\n"
      ),
      (
        header + "a,,1,2,,,\nb,,1,2,3,1,\n",
        "stages.csv:2:1: error: stage 'a' is not covered: it supplies "
          + "no stage and has no demand; give it one of them, or leave it out\n"
      ),
      (
        "stage,ships_to,tme,cost,mean,sd\na,,1,2,3,1\n",
        "stages.csv:1:16: error: there is no column "
          + "'tme'; did you mean 'time'?\nstages.csv:1:1: error: the column 'time' is missing; give stage, "
          + "ships_to, time, cost, mean, sd\n"
      ),
      (header, "stages.csv:1:1: error: number of stages is 0; it must be at least 1\n"),
    ] {
      let outcome = try await tree(table, "--holding", "0.1", "--service", "95 %")
      #expect(outcome.exitCode == 65 && outcome.standardOutput == "", "\(table)")
      #expect(outcome.standardError == message, "\(table)")
    }
  }

  @Test("Either a service or a factor says how much stock covers", .tags(.failure))
  func treeOptions() async throws {
    let table = "stage,ships_to,time,cost,mean,sd\na,,4,2,3,1\n"
    for (arguments, words) in [
      (["--holding", "0.1"], "give --service or --service-factor"),
      (["--holding", "0.1", "--service", "95 %", "--service-factor", "2"], "give --service or"),
      (["--holding", "0.1", "--service", "40 %"], "--service is '40 %'; give a share above 50 %"),
      (["--holding", "0", "--service", "95 %"], "--holding is 0.0; give a number above 0"),
      (["--holding", "1", "--service", "95 %", "--pooling", "0.5"], "--pooling is 0.5"),
    ] {
      let outcome = try await withTemporaryFolder { folder in
        try folder.write(table, to: "stages.csv")
        return try await runProcess(
          Repository.command.path, ["plan", "tree", "stages.csv"] + arguments, in: folder)
      }
      #expect(outcome.exitCode == 64, "\(arguments)")
      #expect(outcome.standardError.contains(words), "\(arguments): \(outcome.standardError)")
    }
    // The factors of 0.975 and 97.5 % are the same.
    let (share, percent) = (
      try await tree(table, "--holding", "1", "--service", "0.975").standardOutput,
      try await tree(table, "--holding", "1", "--service", "97.5 %").standardOutput
    )
    // 1.95996 · 1 · √4
    #expect(share == percent && share.contains(" 3.9199 "), "\(share)")
  }
}
