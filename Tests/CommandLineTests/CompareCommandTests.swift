import Foundation
import TestSupport
import Testing

@Suite("fettle compare, and run --compare-to-base")
struct CompareCommandTests {
  private let slow = SampleLine.small.replacing("time: 25 s", with: "time: 40 s")

  @Test("Prints arms, differences and a verdict", .tags(.golden))
  func goldenText() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "before.yaml")
      try folder.write(slow, to: "after.yaml")
      let outcome = try await fettle(
        "compare", "before.yaml", "after.yaml", "-n", "8", "--out", "kept", in: folder)
      #expect(outcome.exitCode == 0)
      #expect(outcome.standardError == "")
      try expectGolden(
        withoutElapsedTime(outcome.standardOutput), "Tests/CommandLineTests/Golden/compare.txt")
      let kept = folder.appending(path: "kept")
      #expect(
        try kept.names() == [
          "DONE", "columns.json", "manifest.json", "replications.csv", "scenarios", "summary.json",
        ])
      #expect(
        try kept.appending(path: "scenarios").names() == [
          "after.resolved.yaml", "before.resolved.yaml",
        ])
      let rows = try kept.text("replications.csv").split(separator: "\n").dropFirst()
      #expect(
        rows.map { $0.split(separator: ",")[0] }
          == Array(repeating: "before", count: 8) + Array(repeating: "after", count: 8))
    }
  }

  @Test("An experiment's metrics are the rows of its table", .tags(.exact))
  func experimentMetrics() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "line.yaml")
      try folder.write(
        """
        fettle: 1
        scenario: line.yaml
        replications: 3
        arms: {as_it_is: {}, longer: {set: {stations.check.buffer: 9}}}
        metrics: [stations.check.oee, throughput]
        """, to: "plan.yaml")
      let outcome = try await fettle("compare", "plan.yaml", in: folder)
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
      let first = outcome.standardOutput.split(separator: "\n").compactMap { line in
        line.hasPrefix(" ") ? nil : line.split(separator: " ").first
      }
      #expect(first.dropFirst().prefix(2) == ["stations.check.oee", "throughput"])
      #expect(!outcome.standardOutput.contains("work in process  "))
    }
  }

  @Test("An arm of a comparison is the run of the same file, replication for replication")
  func armsAreRuns() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "before.yaml")
      try folder.write(slow, to: "after.yaml")
      for arguments in [
        ["compare", "before.yaml", "after.yaml", "-n", "3", "--out", "both"],
        ["run", "after.yaml", "-n", "3", "--out", "alone"],
      ] {
        let outcome = try await runProcess(Repository.command.path, arguments, in: folder)
        #expect(outcome.exitCode == 0)
      }
      let both = try folder.text("both/replications.csv").split(separator: "\n")
      let alone = try folder.text("alone/replications.csv").split(separator: "\n")
      #expect(
        both.suffix(3).map { String($0).replacing("after,", with: "base,", maxReplacements: 1) }
          == alone.suffix(3).map(String.init))
    }
  }

  @Test("The same bytes for one job and for five", .tags(.law))
  func jobs() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "line.yaml")
      for jobs in ["1", "5"] {
        let outcome = try await fettle(
          "compare", "line.yaml", "--set", "stations.check.buffer=1", "--set",
          "stations.check.buffer=9", "-n", "10", "--jobs", jobs, "--out", "jobs-\(jobs)",
          "--precision", "throughput.diff=1%", in: folder)
        #expect(outcome.exitCode == 0, "\(outcome.standardError)")
        #expect(outcome.standardOutput.contains("\nprecision throughput.diff=1%: reached, ± "))
      }
      for file in ["replications.csv", "summary.json", "columns.json"] {
        #expect(try folder.text("jobs-1/\(file)") == folder.text("jobs-5/\(file)"), "\(file)")
      }
      #expect(
        try folder.appending(path: "jobs-1/scenarios").names() == [
          "base.resolved.yaml", "stations.check.buffer-1.resolved.yaml",
          "stations.check.buffer-9.resolved.yaml",
        ])
    }
  }

  @Test("--compare-to-base sets the changed scenario against the file", .tags(.exact))
  func compareToBase() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "line.yaml")
      let outcome = try await fettle(
        "run", "line.yaml", "--set", "stations.check.time=40 s", "--compare-to-base", "-n", "8",
        "--format", "json", in: folder)
      #expect(outcome.exitCode == 0)
      let summary = try #require(
        JSONSerialization.jsonObject(with: Data(outcome.standardOutput.utf8)) as? [String: Any])
      #expect(summary["baseline"] as? String == "base")
      let arms = try #require(summary["arms"] as? [[String: Any]])
      #expect(arms.map { $0["arm"] as? String } == ["base", "changed"])
      let differences = try #require(summary["differences"] as? [[String: Any]])
      let throughput = try #require(
        differences.first { $0["metric"] as? String == "throughput" })
      #expect(throughput["significant"] as? Bool == true)
      #expect(try #require(throughput["upper"] as? Double) < 0)
      let means = arms.compactMap { arm in
        (arm["metrics"] as? [[String: Any]])?.first { $0["metric"] as? String == "throughput" }?[
          "mean"] as? Double
      }
      #expect(means.count == 2)
      // A difference of two numbers of about 100, rounded once.
      #expect(
        abs(try #require(throughput["mean"] as? Double) - (means[1] - means[0])) < 1e-11)
      let verdicts = try #require(summary["verdicts"] as? [[String: Any]])
      #expect(verdicts.map { $0["judgement"] as? String } == ["worse"])
    }
  }

  // MARK: - Conditions

  @Test("A condition that holds exits with 1, after the results are printed and kept")
  func failIf() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "line.yaml")
      let outcome = try await fettle(
        "run", "line.yaml", "--set", "stations.check.time=40 s", "--compare-to-base", "-n", "8",
        "--fail-if", "throughput.diff < -5 %", "--fail-if", "throughput > 1000 parts/h",
        "--fail-if", "stations.check.oee >= 50 %", "--out", "kept", in: folder)
      #expect(outcome.exitCode == 1)
      #expect(outcome.standardOutput.hasSuffix("saved: kept\n"))
      let lines = outcome.standardError.split(separator: "\n")
      #expect(lines.count == 2)
      #expect(lines[0].hasPrefix("failed: throughput.diff < -5 % holds in changed: -"))
      #expect(lines[1].hasPrefix("failed: stations.check.oee >= 50 % holds in changed: "))
      // The same conditions are checked against the stored run.
      let again = try await fettle(
        "run", "line.yaml", "--set", "stations.check.time=40 s", "--compare-to-base", "-n", "8",
        "--fail-if", "throughput.diff < -5 %", "--out", "kept", in: folder)
      #expect(again.exitCode == 1)
      #expect(again.standardError.hasPrefix("the same run is already in kept; "))
      let passed = try await fettle(
        "run", "line.yaml", "-n", "8", "--fail-if", "throughput < 10 parts/h", in: folder)
      #expect(passed.exitCode == 0)
    }
  }

  @Test(
    "A wish that cannot be met exits with 64 before anything is simulated", .tags(.failure),
    arguments: [
      (
        ["run", "line.yaml", "--fail-if", "thruput < 3"],
        "error: --fail-if 'thruput < 3': unknown metric 'thruput'; did you mean 'throughput'?\n"
      ),
      (
        ["run", "line.yaml", "--fail-if", "throughput.diff < 0"],
        "error: --fail-if 'throughput.diff < 0': there is no baseline to differ from; give run "
          + "--compare-to-base, or leave out '.diff'\n"
      ),
      (
        ["run", "line.yaml", "--fail-if", "throughput < 3 parts/h", "-n", "1"],
        "error: --fail-if judges by intervals, and 1 replication has none; give -n 2 or more\n"
      ),
      (
        ["run", "line.yaml", "--precision", "throughput=3 kg"],
        "error: --precision 'throughput=3 kg': '3 kg' is a mass; throughput is in parts/h\n"
      ),
      (
        ["sweep", "line.yaml", "--vary", "stations.check.buffer=1,2", "--metric", "oee"],
        "error: --metric 'oee': unknown metric 'oee'; did you mean 'stations.mould.oee'?\n"
      ),
      (
        ["sweep", "line.yaml", "--vary", "stations.check.buffer"],
        "error: --vary 'stations.check.buffer': write a path and its values, as in "
          + "stations.press.buffer=20,40,80\n"
      ),
    ])
  func badWishes(arguments: [String], message: String) async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "line.yaml")
      let outcome = try await runProcess(Repository.command.path, arguments, in: folder)
      #expect(outcome.exitCode == 64)
      #expect(outcome.standardError == message)
      #expect(outcome.standardOutput == "")
      #expect(try folder.names() == ["line.yaml"])
    }
  }

  @Test(
    "Wrong usage exits with 64 and says what is wrong", .tags(.failure),
    arguments: [
      (["run", "x.yaml", "--compare-to-base"], "--compare-to-base needs a change to compare"),
      (
        ["run", "x.yaml", "--precision", "throughput=1%", "-n", "5"],
        "--replications is 5; with --precision at least 10 are needed"
      ),
      (
        ["run", "x.yaml", "--precision", "throughput=1%", "-n", "20", "--max-replications", "12"],
        "--max-replications is 12, below the 20 to begin with"
      ),
      (["compare", "x.yaml"], "there is nothing to compare 'x.yaml' with"),
      (["compare", "x.yaml", "y.yaml", "--set", "a=1"], "use --set-all to change a value"),
      (["compare", "x.yaml", "--set", "a=1", "--set", "a=1"], "--set 'a=1' stands there twice"),
      (["sweep", "x.yaml"], "there is nothing to vary"),
      (
        ["sweep", "x.yaml", "--vary", "a=1,2", "--design", "sobol"],
        "--design sobol needs --points"
      ),
      (["sweep", "x.yaml", "--vary", "a=1,2", "--design", "cube"], "'cube' is invalid"),
    ])
  func usage(arguments: [String], message: String) async throws {
    try await expectWrongUsage(arguments, message: message)
  }

  // MARK: - What goes wrong

  @Test("An arm that cannot go on is named, and nothing is kept", .tags(.failure))
  func deadlock() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "fine.yaml")
      try folder.write(SampleLine.locking, to: "locks.yaml")
      let outcome = try await fettle("compare", "fine.yaml", "locks.yaml", "-n", "3", in: folder)
      #expect(outcome.exitCode == 65)
      #expect(
        outcome.standardError.hasPrefix(
          "locks.yaml: error: arm 'locks': replication 0 cannot go on at 2026-01-05 00:01: "
            + "deadlock: "))
      #expect(outcome.standardOutput == "")
      #expect(try folder.names() == ["fine.yaml", "locks.yaml"])
    }
  }

  @Test("Ctrl-C keeps the replications that all arms have finished", .tags(.failure))
  func interruption() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "line.yaml")
      let outcome = try await shell(
        "timeout --foreground --preserve-status -s INT 2 \"$FETTLE\" compare line.yaml "
          + "--set stations.check.buffer=9 -n 10000000 --out kept --fail-if 'throughput > 0'",
        in: folder)
      #expect(outcome.exitCode == 130)
      #expect(outcome.standardOutput.contains("interrupted: "))
      #expect(outcome.standardOutput.hasSuffix("saved: kept\n"))
      #expect(outcome.standardError == "")
      #expect(try folder.appending(path: "kept").names().contains("PARTIAL"))
      var numbers: [Substring: [Substring]] = [:]
      for row in try folder.text("kept/replications.csv").split(separator: "\n").dropFirst() {
        let cells = row.split(separator: ",")
        numbers[cells[0], default: []].append(cells[1])
      }
      #expect(numbers.count == 2)
      #expect(numbers["base"] == numbers["stations.check.buffer=9"])
    }
  }

  @Test("Arms in two currencies cannot be compared", .tags(.failure))
  func currencies() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "a.yaml")
      try folder.write(SampleLine.small.replacing("EUR", with: "USD"), to: "b.yaml")
      let outcome = try await fettle("compare", "a.yaml", "b.yaml", in: folder)
      #expect(outcome.exitCode == 65)
      #expect(
        outcome.standardError
          == "error: the arms measure cost.downtime in EUR and USD; give costs in one currency\n")
    }
  }
}
