import Foundation
import TestSupport
import Testing

/// `fettle plan safety`: what one run tells of other safety stocks.
@Suite("fettle plan safety")
struct PlanSafetyCommandTests {
  private static let chain = """
    fettle: 1
    warm_up: 10 wk
    horizon: 100 wk
    items: {bolt: {}}
    suppliers: {forge: {sells: bolt, lead_time: gamma mean 5 d cv 40 %}}
    stores: {shelf: {holds: bolt, from: forge, initial: 30, replenish: {below: 25, up_to: 40}}}
    customers: {smiths: {buys: bolt, from: shelf, every: exponential 4 h}}
    """

  private func fettle(
    _ arguments: [String], text: String = chain
  ) async throws -> ProcessOutcome {
    try await withTemporaryFolder { folder in
      try folder.write(text, to: "chain.yaml")
      return try await runProcess(Repository.command.path, arguments, in: folder)
    }
  }

  private struct Answer: Decodable {
    struct Level: Decodable {
      var raised_by: Double
      var fill_rate: Double
      var on_hand: Double
      var backorders: Double
    }

    var unit: String
    var levels: [Level]
  }

  private struct Run: Decodable {
    struct Metric: Decodable {
      var metric: String
      var mean: Double
    }

    var metrics: [Metric]
  }

  private func answer(_ arguments: [String]) async throws -> Answer {
    let outcome = try await fettle(
      ["plan", "safety", "chain.yaml", "--store", "shelf", "-n", "5", "--format", "json"]
        + arguments)
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    return try JSONDecoder().decode(Answer.self, from: Data(outcome.standardOutput.utf8))
  }

  @Test("Runs with raised levels give what was told of them", .tags(.law))
  func told() async throws {
    let answer = try await answer(["--fill-rate", "97 %", "--fill-rate", "0.8"])
    #expect(answer.unit == "pieces" && answer.levels.count == 3)
    #expect(answer.levels.map(\.raised_by).sorted() == answer.levels.map(\.raised_by))
    for level in answer.levels where 25 + level.raised_by >= 0 {
      let raised = Int(level.raised_by)
      let outcome = try await fettle([
        "run", "chain.yaml", "-n", "5", "--format", "json", "--out", "kept",
        "--set", "stores.shelf.initial=\(30 + raised)",
        "--set", "stores.shelf.replenish.below=\(25 + raised)",
        "--set", "stores.shelf.replenish.up_to=\(40 + raised)",
      ])
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
      let run = try JSONDecoder().decode(Run.self, from: Data(outcome.standardOutput.utf8))
      func value(_ name: String) throws -> Double {
        try #require(run.metrics.first { $0.metric == "stores.shelf.\(name)" }).mean
      }
      #expect(abs(try value("fill_rate") - level.fill_rate) < 1e-9, "\(raised)")
      #expect(abs(try value("on_hand") - level.on_hand) < 1e-6, "\(raised)")
      #expect(abs(try value("backorders") - level.backorders) < 1e-6, "\(raised)")
    }
    // The levels as they are reach neither; the others are the least that do.
    #expect(answer.levels.first?.raised_by == 0)
    for (wanted, level) in zip([0.8, 0.97], answer.levels.dropFirst()) {
      #expect(level.fill_rate >= wanted && level.fill_rate < wanted + 0.03)
    }
  }

  @Test("What a run does not tell is refused, with what to do", .tags(.failure))
  func refused() async throws {
    let unknown = try await fettle(["plan", "safety", "chain.yaml", "--store", "shelve"])
    #expect(unknown.exitCode == 64 && unknown.standardError.contains("did you mean 'shelf'?"))
    let lost = try await fettle(
      ["plan", "safety", "chain.yaml", "--store", "shelf"],
      text: Self.chain.replacing("exponential 4 h", with: "exponential 4 h, if_short: lost"))
    #expect(lost.exitCode == 65 && lost.standardError.contains("does not wait"))
    #expect(lost.standardError.contains("fettle sweep"))
    let share = try await fettle([
      "plan", "safety", "chain.yaml", "--store", "shelf", "--fill-rate", "100 %",
    ])
    #expect(share.exitCode == 64 && share.standardError.contains("below 100 %"))
  }
}
