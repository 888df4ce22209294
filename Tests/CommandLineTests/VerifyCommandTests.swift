import Foundation
import TestSupport
import Testing

@Suite("fettle verify")
struct VerifyCommandTests {
  private let cases = Repository.url("Tests/Fixtures/verification/cases.json").path

  private func verify(_ arguments: String..., in folder: URL) async throws -> ProcessOutcome {
    try await runProcess(Repository.command.path, ["verify"] + arguments, in: folder)
  }

  /// A case with a wrong answer, and one of a family without a model.
  private func write(_ name: String, answer: Double, to folder: URL) throws {
    try folder.write(
      """
      [{"id": "a", "family": "queue.mm1", "parameters": {"arrival_rate": 0.5, "service_rate": 1},
        "expected": {"W": \(answer)},
        "tolerance_hint": {"unit": "customers", "replications": 20,
          "length_per_replication": 20000, "warmup_per_replication": 200}},
       {"id": "b", "family": "output.ocba", "parameters": {}, "expected": {"EOQ": 1},
        "tolerance_hint": {"rel_tol": 1e-9}}]
      """, to: name)
  }

  @Test(
    "Agreement exits with 0, disagreement with 1, a case without a model with 65", .tags(.exact))
  func exitCodes() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try write("right.json", answer: 2, to: folder)
      try write("wrong.json", answer: 3, to: folder)
      let right = try await verify("right.json", in: folder)
      #expect(right.exitCode == 0)
      #expect(right.standardError == "")
      #expect(
        right.standardOutput.contains(
          "b  (output.ocba) unsupported: output analysis is not supported yet"))
      #expect(
        right.standardOutput.hasSuffix(
          "quick tier · seed 1 · 1 of 2 cases compared, 1 unsupported\n1 of 1 values agree\n"))
      let wrong = try await verify("wrong.json", in: folder)
      #expect(wrong.exitCode == 1)
      #expect(wrong.standardOutput.contains("FAILED (z was "))
      #expect(wrong.standardOutput.hasSuffix("0 of 1 values agree · 1 FAILED\n"))
      #expect(try await verify("right.json", "--only", "b", in: folder).exitCode == 65)
      let unknown = try await verify("right.json", "--only", "c", in: folder)
      #expect(unknown.exitCode == 64)
      #expect(
        unknown.standardError == "error: --only c: no case of right.json is called so\n")
      #expect(try await verify("none.json", in: folder).exitCode == 66)
      try folder.write("[", to: "broken.json")
      let broken = try await verify("broken.json", in: folder)
      #expect(broken.exitCode == 65)
      #expect(
        broken.standardError
          == "broken.json:1:2: error: the text ends where a value should be\n")
      #expect(try await verify("right.json", "--show", "b", in: folder).exitCode == 65)
      #expect(
        try await verify("right.json", "--show", "a", "--only", "a", in: folder).exitCode == 64)
    }
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("What --show prints gives the same numbers by 'fettle run'", .tags(.law))
  func show() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      for (id, metric, own, perHour) in [
        ("own-line", "throughput", "throughput", 60.0),
        ("own-mm1", "W", "cycle_time", 1.0 / 60),
        ("own-crew", "crew_utilisation", "crews.fitters.utilization", 1.0),
      ] {
        let shown = try await verify(cases, "--show", id, in: folder)
        #expect(shown.exitCode == 0)
        try folder.write(shown.standardOutput, to: "shown.yaml")
        let run = try await fettle(
          "run", "shown.yaml", "-n", "50", "--seed", "5", "--format", "json", "--quiet", in: folder)
        #expect(run.exitCode == 0, "\(run.standardError)")
        let report = try json(
          try await verify(
            cases, "--only", id, "--seed", "5", "--format", "json", in: folder
          ).standardOutput)
        let compared = try #require(
          (report["cases"] as? [[String: Any]])?.first?["metrics"] as? [[String: Any]])
        let entry = try #require(compared.first { $0["metric"] as? String == metric })
        let estimate = try #require(entry["estimate"] as? Double)
        let summary = try json(run.standardOutput)
        let metrics = try #require(summary["metrics"] as? [[String: Any]])
        let mean = try #require(
          metrics.first { $0["metric"] as? String == own }?["mean"] as? Double)
        // Both are worked out from the same sums; they differ by rounding.
        #expect(abs(mean / perHour - estimate) <= 1e-12 * abs(estimate), "\(id)")
      }
    }
  }

  @Test("The results file names case, metric, mean and standard error", .tags(.exact))
  func results() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let outcome = try await verify(
        cases, "--only", "own-variates", "--results", "out.json", in: folder)
      #expect(outcome.exitCode == 0)
      let results = try json(try folder.text("out.json"))
      let values = try #require(results["own-variates"] as? [String: Any])
      let mean = try #require(values["mean"] as? [String: Double])
      #expect(Set(mean.keys) == ["mean", "se"])
      #expect(values["skewness"] is Double)
      #expect(
        try await verify(
          cases, "--only", "own-variates", "--results", "no/folder.json", in: folder
        ).exitCode == 74)
    }
  }
}
