import Experiments
import Foundation
import Scenarios
import TestSupport
import Testing

@testable import RunExports

@Suite("Exports of runs")
struct RunExportTests {
  private static let line = """
    fettle: 1
    name: Small line
    horizon: 4 h
    products: {cup: {release: saturated, route: [mould, pack]}}
    stations:
      mould: {time: exponential 30 s}
      pack: {buffer: 3, time: 40 s}

    """

  /// A comparison that is kept, with what an export of it holds, by path.
  private func export(
    _ target: RunExport.Target, to place: String = "/a place"
  ) async throws -> (run: StoredRun, values: StoredReplications, texts: [String: String]) {
    let arms = try [("base", [String]()), ("pack=30", ["stations.pack.time=30 s"])].map {
      name, changes in
      Arm(
        name: name,
        scenario: try ScenarioReader.read(
          text: Self.line, name: "line", overrides: try changes.map { try Override(argument: $0) }))
    }
    let plan = ExperimentPlan(arms: arms, baseline: 0, seed: 3, replications: 3)
    let outcome = try await plan.run(jobs: 1)
    let manifest = RunManifest(
      version: "1.2.3", command: ["/somewhere/fettle", "compare", "line.yaml"],
      sources: [
        .init(arm: "base", scenario: "line.yaml", set: []),
        .init(arm: "pack=30", scenario: "line.yaml", set: ["stations.pack.time=30 s"]),
      ],
      set: [], plan: plan, jobs: 1, events: 1, began: 1_750_000_000, seconds: 1.5)
    let kept = RunFolder(
      plan: plan, outcome: outcome, summary: ExperimentSummary(of: outcome, plan: plan),
      manifest: manifest)
    return try withTemporaryFolder { folder in
      let run = try StoredRun(path: kept.write(to: folder.appending(path: "kept").path))
      let values = try run.replications()
      let made = RunExport(of: run, replications: values, for: target, in: place)
      var texts: [String: String] = [:]
      for file in made.files {
        switch file.content {
        case .text(let text): texts[file.path] = text
        case .copy(let name): texts[file.path] = "copy of \(name)"
        }
      }
      let again = RunExport(of: run, replications: values, for: target, in: place)
      #expect(made.files.map(\.path) == again.files.map(\.path))
      let out = folder.appending(path: "out").path
      try made.write(to: out)
      for (path, text) in texts where !text.hasPrefix("copy of ") {
        #expect(try String(contentsOfFile: out + "/" + path, encoding: .utf8) == text)
      }
      return (run, values, texts)
    }
  }

  @Test("MLflow's store has a run an arm, a step a replication, and the arm's changes", .tags(.law))
  func mlflow() async throws {
    let (run, values, texts) = try await export(.mlflow)
    let metas = texts.keys.filter { $0.hasSuffix("/meta.yaml") }.sorted()
    #expect(metas.count == 3)
    let experiment = try #require(metas.first { $0.split(separator: "/").count == 3 })
    let root = String(experiment.dropLast("/meta.yaml".count))
    #expect(
      texts[experiment]?.contains("artifact_location: \"file:///a%20place/\(root)\"\n") == true)
    #expect(texts[experiment]?.contains("creation_time: 1750000000000\n") == true)
    let id = Identity.digits(run.identity + ["pack=30"], count: 32)
    let folder = root + "/" + id
    #expect(texts[folder + "/params/stations.pack.time"] == "30 s")
    #expect(texts[folder + "/tags/mlflow.runName"] == "pack=30")
    #expect(texts[folder + "/meta.yaml"]?.contains("end_time: 1750000001500\n") == true)
    let expected = values.values(of: "throughput", in: "pack=30").enumerated().map {
      "1750000001500 \($1 ?? .nan) \($0)\n"
    }
    #expect(expected.count == 3)
    #expect(texts[folder + "/metrics/throughput"] == expected.joined())
    let entry = try #require(run.summary.arms[1].entry("throughput"))
    let mean = try #require(entry.mean)
    #expect(texts[folder + "/metrics/throughput.mean"] == "1750000001500 \(mean) 0\n")
    #expect(texts[folder + "/artifacts/summary.json"] == "copy of summary.json")
    let base = root + "/" + Identity.digits(run.identity + ["base"], count: 32)
    #expect(texts[base + "/params/seed"] == "3")
    #expect(texts[base + "/params/stations.pack.time"] == nil)
  }

  @Test("DVC's plots have a column an arm", .tags(.law))
  func dvc() async throws {
    let (_, values, texts) = try await export(.dvc)
    let rows = try #require(texts["plots/throughput.csv"]).split(separator: "\n")
    #expect(rows.first == "replication,base,pack_30")
    let base = values.values(of: "throughput", in: "base")
    let other = values.values(of: "throughput", in: "pack=30")
    #expect(rows.count == 4)
    for (place, row) in rows.dropFirst().enumerated() {
      let expected = [Double(place), base[place], other[place]]
      #expect(row.split(separator: ",").map { Double($0) } == expected)
    }
    let pipeline = try #require(texts["dvc.yaml"])
    #expect(pipeline.contains("y: {\"plots/throughput.csv\": [\"base\", \"pack_30\"]}\n"))
    #expect(texts["params.yaml"]?.contains("\"stations.pack.time\": \"30 s\"") == true)
  }

  @Test("OpenLineage is told of a beginning and an end of one run", .tags(.law))
  func openlineage() async throws {
    let (run, _, texts) = try await export(.openlineage)
    let lines = try #require(texts["events.jsonl"]).split(separator: "\n")
    let events = try lines.map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(events.map { $0["eventType"] as? String } == ["START", "COMPLETE"])
    #expect(events.first?["eventTime"] as? String == "2025-06-15T15:06:40.000Z")
    let runs = events.map { ($0["run"] as? [String: Any])?["runId"] as? String }
    #expect(runs == [Identity.uuid(run.identity), Identity.uuid(run.identity)])
    let outputs = try #require(events.last?["outputs"] as? [[String: Any]])
    #expect(
      outputs.compactMap { ($0["name"] as? String)?.split(separator: "/").last } == [
        "columns.json", "replications.csv", "summary.json",
      ])
  }

  @Test("Identifiers follow from facts alone, and tell them apart", .tags(.exact))
  func identity() throws {
    // FIPS 180-2, appendix B.1.
    #expect(Identity.digits(["abc"], count: 16) == "ba7816bf8f01cfea")
    #expect(Identity.digits(["a", "bc"], count: 16) != Identity.digits(["ab", "c"], count: 16))
    let uuid = Identity.uuid(["abc"])
    #expect(uuid == "ba7816bf-8f01-8fea-8141-40de5dae2223")
    #expect(UUID(uuidString: uuid) != nil)
    #expect(Identity.number(["abc"]).count == 18)
    #expect(MLflowStore.allowed("a=b/ü.c") == "a_b__.c")
  }
}
