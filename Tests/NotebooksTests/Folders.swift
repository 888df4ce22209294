import Experiments
import Foundation
import Scenarios
import TestSupport

/// Folders of which notebooks are made.
enum Folders {
  static let line = """
    fettle: 1
    name: 'A "small" line'
    horizon: 4 h
    products: {cup: {release: saturated, route: [mould, pack]}}
    stations:
      mould: {time: exponential 30 s}
      pack: {buffer: 3, time: 40 s}
    costs: {downtime: {mould: 60 EUR/h}, scrap: 1 EUR/part}

    """

  /// Makes a run of some arms and keeps it.
  static func run(
    _ arms: [(name: String, changes: [String])], baseline: Int? = nil, factors: [String] = [],
    replications: Int = 4, in folder: URL
  ) async throws -> String {
    let made = try arms.map { arm in
      Arm(
        name: arm.name,
        scenario: try ScenarioReader.read(
          text: line, name: "line", overrides: try arm.changes.map { try Override(argument: $0) }),
        settings: factors.isEmpty
          ? [] : arm.changes.map { String($0.drop { $0 != "=" }.dropFirst()) })
    }
    let plan = ExperimentPlan(
      arms: made, baseline: baseline, factors: factors, seed: 3, replications: replications)
    let outcome = try await plan.run(jobs: 1)
    let manifest = RunManifest(
      version: "1.2.3", command: ["/somewhere/fettle", "run", "a line.yaml"],
      sources: arms.map {
        RunManifest.Source(arm: $0.name, scenario: "line.yaml", set: $0.changes)
      },
      set: [], plan: plan, jobs: 1, events: outcome.eventCount, began: 0, seconds: 1)
    let kept = RunFolder(
      plan: plan, outcome: outcome, summary: ExperimentSummary(of: outcome, plan: plan),
      manifest: manifest)
    return try kept.write(to: folder.appending(path: "kept").path)
  }

  static let journal = """
    {"journal":1,"facts":{"condition good_parts >= 3 parts":"must hold","factor a.time":"a.time=1 to 9 s","method":"bayesian","objective cost.total":"minimise","replications":"4","seed":"1"}}
    {"chosen":0,"values":["2 s"],"point":[0.125],"memory":[]}
    {"measured":0,"objectives":[5.5],"constraints":[-1],"objective_variances":[],"constraint_variances":[]}

    """
}

/// A notebook as it is read back.
struct ReadNotebook {
  var ids: [String] = []
  var texts: [String] = []
  var codes: [String] = []

  init(_ text: String) throws {
    let whole = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    for cell in whole?["cells"] as? [[String: Any]] ?? [] {
      ids.append(cell["id"] as? String ?? "")
      let source = (cell["source"] as? [String] ?? []).joined()
      if cell["cell_type"] as? String == "code" {
        codes.append(source)
      } else {
        texts.append(source)
      }
    }
  }
}

extension URL {
  /// Writes a file into a folder.
  func write(_ text: String, to name: String) throws {
    let file = appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
}
