@testable import Experiments
import FactoryModel
import FactorySimulation
import Foundation
import Scenarios
import SimulationStatistics
import TestSupport
import Testing

@Suite("Run folders")
struct RunFolderTests {
  private func experiment(_ replications: Int = 4) async throws -> RunFolder {
    let plan = ExperimentPlan(
      arms: [
        try Lines.arm("base"), try Lines.arm("a \"wide\", one", "stations.check.buffer=30"),
      ], baseline: 0, seed: 3, replications: replications)
    return try await folder(of: plan)
  }

  private func folder(of plan: ExperimentPlan) async throws -> RunFolder {
    let outcome = try await plan.run(jobs: 2)
    let manifest = RunManifest(
      version: "test", command: ["test"],
      sources: plan.arms.map { RunManifest.Source(arm: $0.name, scenario: "line", set: []) },
      set: [], plan: plan, jobs: 2, events: outcome.eventCount, began: 0, seconds: 1)
    return RunFolder(
      plan: plan, outcome: outcome, summary: ExperimentSummary(of: outcome, plan: plan),
      manifest: manifest)
  }

  @Test("A stored experiment reads back as it was", .tags(.law))
  func roundTrip() async throws {
    let folder = try await experiment()
    try await withTemporaryFolder { (place: URL) async throws -> Void in
      let path = try folder.write(to: place.appending(path: "kept").path)
      let stored = try StoredRun(path: path + "/")
      #expect(stored.path == path)
      #expect(stored.isWhole)
      #expect(stored.summary == folder.summary)
      #expect(stored.manifest == folder.manifest)
      #expect(try stored.resolvedTexts() == folder.plan.arms.map(\.scenario.resolvedText))
      let values = try stored.replications()
      #expect(values.numbers["a \"wide\", one"] == [0, 1, 2, 3])
      let throughput = values.values(of: "throughput", in: "base")
      let index = try #require(folder.outcome.arms[0].table.index(of: "throughput"))
      #expect(throughput == folder.outcome.arms[0].replications.map { $0.values[index].value })
    }
  }

  @Test("A single run keeps its layout and reads back as one arm", .tags(.law))
  func singleRun() async throws {
    let folder = try await folder(
      of: ExperimentPlan(arms: [try Lines.arm("base")], seed: 3, replications: 2))
    #expect(
      try folder.contents().map(\.name) == [
        "scenario.resolved.yaml", "replications.csv", "columns.json", "summary.json",
        "manifest.json", "DONE",
      ])
    let back = try ExperimentSummary(from: folder.summary.text())
    #expect(back == folder.summary)
    let text = String(decoding: try folder.summary.text(), as: UTF8.self)
    #expect(!text.contains("arms"))
    #expect(!text.contains("precision"))
  }

  @Test("A sweep's design has a row for each point", .tags(.exact))
  func design() async throws {
    let plan = ExperimentPlan(
      arms: [
        try Lines.arm("1", "stations.check.buffer=2", settings: ["2"]),
        try Lines.arm("2", "stations.check.buffer=9", settings: ["9"]),
      ], factors: ["stations.check.buffer"], seed: 3, replications: 3)
    let folder = try await folder(of: plan)
    let design = try #require(try folder.contents().first { $0.name == "design.csv" })
    let rows = CommaSeparated.rows(of: String(decoding: design.content, as: UTF8.self))
    #expect(
      rows[0].prefix(4) == [
        "arm", "stations.check.buffer", "throughput", "throughput.half_width",
      ])
    #expect(rows.dropFirst().map { Array($0.prefix(2)) } == [["1", "2"], ["2", "9"]])
    for (row, run) in zip(rows.dropFirst(), folder.outcome.arms) {
      let interval = try #require(run.interval(of: "throughput"))
      #expect(Double(row[2]) == interval.mean)
      let (shown, exact) = (try #require(Double(row[3])), try #require(interval.halfWidth))
      // Half the difference of the ends: a few units in the last place of the mean.
      #expect(abs(shown - exact) < 1e-12 * interval.mean)
      #expect(row.count == rows[0].count)
    }
  }

  @Test("An equal run is found where its folder goes, and no other", .tags(.law))
  func finding() async throws {
    let folder = try await experiment()
    try await withTemporaryFolder { (place: URL) async throws -> Void in
      let (home, named) = (place.appending(path: "runs").path, place.appending(path: "kept").path)
      func found(_ plan: ExperimentPlan, at path: String?, version: String = "test") -> String? {
        StoredRun.equal(to: plan, version: version, at: path, under: home)?.path
      }
      #expect(found(folder.plan, at: nil) == nil)
      let path = try folder.write(under: home)
      #expect(found(folder.plan, at: nil) == path)
      #expect(found(folder.plan, at: named) == nil)
      #expect(found(folder.plan, at: nil, version: "other") == nil)
      _ = try folder.write(to: named)
      #expect(found(folder.plan, at: named) == named)
      var swapped = folder.plan
      (swapped.arms[0].name, swapped.arms[1].name) = (swapped.arms[1].name, swapped.arms[0].name)
      #expect(found(swapped, at: named) == nil)
      #expect(found(swapped, at: nil) == nil)
      // A damaged run is not taken for whole.
      try Data("{".utf8).write(to: URL(filePath: named + "/summary.json"))
      #expect(found(folder.plan, at: named) == nil)
      #expect(try folder.write(to: named) == named)
      #expect(found(folder.plan, at: named) == named)
    }
  }

  @Test("A folder with more than a run's own files is left alone", .tags(.failure))
  func foreignFiles() async throws {
    let folder = try await experiment(2)
    try await withTemporaryFolder { (place: URL) async throws -> Void in
      let path = place.appending(path: "kept").path
      _ = try folder.write(to: path)
      try Data("mine".utf8).write(to: URL(filePath: path + "/scenarios/notes.txt"))
      #expect(
        throws: RunFolderError(
          path: path, reason: "something else than a run is there; choose another name")
      ) { try folder.write(to: path) }
    }
  }

  @Test("Cells with commas, quotes and line ends survive", .tags(.law))
  func cells() {
    let rows = [["a", "b, c", "d \"e\"", "f\ng", ""], ["", "", "x", "\"", ","]]
    let text = rows.map { CommaSeparated.line($0) }.joined()
    #expect(CommaSeparated.rows(of: text) == rows)
    #expect(CommaSeparated.rows(of: "a,b\r\n1,2") == [["a", "b"], ["1", "2"]])
  }

  // MARK: - Differences between runs

  @Test("Resolved scenarios are compared by path", .tags(.exact))
  func scenarios() throws {
    let base = try Lines.arm("a").scenario.resolvedText
    let changed = try Lines.arm(
      "b", "stations.check.buffer=9", "products.cup.route.check.time=20 s"
    ).scenario.resolvedText
    #expect(ScenarioDifference.between(base, base) == [])
    let found = ScenarioDifference.between(base, changed)
    #expect(
      found.first { $0.path == "stations.check.buffer" }
        == ScenarioDifference(path: "stations.check.buffer", first: "3", second: "9"))
    #expect(
      found.first { $0.path == "products.cup.route.check.time" }
        == ScenarioDifference(
          path: "products.cup.route.check.time", first: "25 s", second: "20 s"))
    let more =
      base.replacing("void: 2 %", with: "void: 2 %, burr: 1 %")
      + "notes: new\n"
    #expect(
      ScenarioDifference.between(base, more).contains(
        ScenarioDifference(path: "notes", first: nil, second: "new")))
  }

  @Test("Runs with the same seed are compared pair by pair, others after Welch", .tags(.law))
  func methods() async throws {
    try await withTemporaryFolder { (place: URL) async throws -> Void in
      func stored(_ name: String, _ change: String, seed: UInt64) async throws -> StoredRun {
        let plan = ExperimentPlan(
          arms: [try Lines.arm("base", change)], seed: seed, replications: 8)
        let path = try await folder(of: plan).write(to: place.appending(path: name).path)
        return try StoredRun(path: path)
      }
      let base = try await stored("a", "stations.check.buffer=3", seed: 1)
      let other = try await stored("b", "stations.check.buffer=1", seed: 1)
      let elsewhere = try await stored("c", "stations.check.buffer=1", seed: 2)
      let paired = try RunComparison(base, other)
      let independent = try RunComparison(base, elsewhere)
      #expect(paired.method == .paired)
      #expect(independent.method == .independent)
      let one = try #require(paired.metrics.first { $0.metric == "good_parts" })
      let two = try #require(independent.metrics.first { $0.metric == "good_parts" })
      #expect(one.method == .paired)
      #expect(two.method == .independent)
      #expect(try #require(one.upper) < 0)
      #expect(abs(one.difference - (one.second - one.first)) < 1e-9 * one.first)
      // The machine never fails: without a value there is nothing to compare.
      #expect(!paired.metrics.contains { $0.metric.hasSuffix("mean_time_to_repair") })
      let same = try RunComparison(base, base)
      #expect(same.scenarios[0].changes.isEmpty)
      #expect(same.metrics.allSatisfy { $0.difference == 0 && $0.lower == 0 && $0.upper == 0 })
    }
  }
}
