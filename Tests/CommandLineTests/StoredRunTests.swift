import Foundation
import TestSupport
import Testing

@Suite("Runs that are kept: reuse, ls, show, diff")
struct StoredRunTests {
  /// Runs the small line and keeps it.
  private func keep(_ name: String, _ arguments: String..., in folder: URL) async throws {
    try folder.write(SampleLine.small, to: "line.yaml")
    let outcome = try await runProcess(
      Repository.command.path, ["run", "line.yaml", "-n", "6", "--out", name] + arguments,
      in: folder)
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
  }

  // MARK: - Batches

  @Test("A kept run in batches says so wherever it is shown", .tags(.exact))
  func batches() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "line.yaml")
      let run = ["run", "line.yaml", "--batches", "4", "--out", "kept"]
      let first = try await runProcess(Repository.command.path, run, in: folder)
      let heading = "Small line · 8 h · 4 batches of one run · seed 1 · … s\n"
      #expect(withoutElapsedTime(first.standardOutput).hasPrefix(heading))
      let again = try await runProcess(Repository.command.path, run, in: folder)
      #expect(again.standardError.hasPrefix("the same run is already in kept;"))
      #expect(withoutElapsedTime(again.standardOutput).hasPrefix(heading))
      let shown = try await fettle("show", "kept", in: folder)
      #expect(
        withoutElapsedTime(shown.standardOutput) + "\nsaved: kept\n"
          == withoutElapsedTime(first.standardOutput))
      let json = try await fettle("show", "kept", "--format", "json", in: folder)
      #expect(json.standardOutput.contains("\n  \"batches\" : 4,\n"))
      #expect(try folder.text("kept/columns.json").contains("number of the batch, counted from 0"))
      let list = try await fettle("ls", ".", in: folder)
      #expect(list.standardOutput.contains(#/ 4 batches +1 /#), "\(list.standardOutput)")
      _ = try await fettle("report", "kept", in: folder)
      #expect(try folder.text("kept/report.html").contains(" · 4 batches of one run · "))
    }
  }

  @Test("Batches are not paired with replications of the same numbers", .tags(.exact))
  func batchesAgainstReplications() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try await keep("replications", in: folder)
      for (name, buffer) in [("batches", "3"), ("others", "9")] {
        let outcome = try await fettle(
          "run", "line.yaml", "--batches", "6", "--set", "stations.check.buffer=\(buffer)",
          "--out", name, in: folder)
        #expect(outcome.exitCode == 0, "\(outcome.standardError)")
      }
      let mixed = try await fettle("diff", "replications", "batches", in: folder)
      #expect(mixed.standardOutput.contains("compared as independent (Welch)"))
      let alike = try await fettle("diff", "batches", "others", in: folder)
      #expect(alike.standardOutput.contains("compared pair by pair"))
    }
  }

  // MARK: - Reuse

  @Test("The same run is printed from its folder and not simulated again", .tags(.law))
  func reuse() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "line.yaml")
      for (arguments, home) in [
        (["run", "line.yaml", "-n", "3"], "runs"), (["run", "line.yaml", "-n", "3"], nil),
        (["run", "line.yaml", "-n", "10", "--precision", "throughput=2%"], nil),
        (["compare", "line.yaml", "--set", "stations.check.buffer=9", "-n", "3"], nil),
        (["sweep", "line.yaml", "--vary", "stations.check.buffer=1,9", "-n", "3"], nil),
      ] {
        for format in ["text", "json"] {
          let all =
            arguments + ["--format", format]
            + (home == nil ? ["--out", "kept-\(arguments[0])-\(arguments.count)-\(format)"] : [])
          let first = try await runProcess(Repository.command.path, all + ["--force"], in: folder)
          let again = try await runProcess(Repository.command.path, all, in: folder)
          #expect(first.exitCode == 0)
          #expect(again.exitCode == 0)
          #expect(
            withoutElapsedTime(first.standardOutput) == withoutElapsedTime(again.standardOutput))
          #expect(
            again.standardError.hasPrefix("the same run is already in "), "\(again.standardError)")
          #expect(
            again.standardError.contains(
              "; nothing was simulated (--force simulates anew)\n"))
          #expect(!first.standardError.contains("already"))
        }
      }
    }
  }

  @Test("Another seed, number, value or order of arms is simulated", .tags(.law))
  func otherRuns() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "a.yaml")
      try folder.write(SampleLine.small.replacing("buffer: 3", with: "buffer: 9"), to: "b.yaml")
      for arguments in [
        ["run", "a.yaml", "-n", "3"], ["run", "a.yaml", "-n", "4"],
        ["run", "a.yaml", "-n", "3", "--seed", "2"], ["run", "b.yaml", "-n", "3"],
        ["compare", "a.yaml", "b.yaml", "-n", "3"], ["compare", "b.yaml", "a.yaml", "-n", "3"],
      ] {
        let outcome = try await runProcess(
          Repository.command.path, arguments + ["--out", "kept"], in: folder)
        #expect(outcome.exitCode == 0)
        #expect(outcome.standardError == "", "\(arguments)")
      }
    }
  }

  @Test("An interrupted or damaged run, or one of another version, is made anew", .tags(.failure))
  func notReused() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try await keep("kept", in: folder)
      let kept = folder.appending(path: "kept")
      let manifest = try kept.text("manifest.json")
      let summary = try kept.text("summary.json")
      let version = try #require(manifest.firstMatch(of: /"fettle" : "[^"]*"/))
      for damage in ["version", "summary", "scenario", "partial"] {
        switch damage {
        case "version":
          try kept.write(
            manifest.replacing(version.output, with: "\"fettle\" : \"0.0.0\""),
            to: "manifest.json")
        case "summary": try kept.write("{}", to: "summary.json")
        case "scenario":
          try kept.write(
            kept.text("scenario.resolved.yaml") + "# changed\n", to: "scenario.resolved.yaml")
        default:
          try FileManager.default.moveItem(
            at: kept.appending(path: "DONE"), to: kept.appending(path: "PARTIAL"))
        }
        let outcome = try await fettle("run", "line.yaml", "-n", "6", "--out", "kept", in: folder)
        #expect(outcome.exitCode == 0)
        #expect(outcome.standardError == "", "\(damage)")
        #expect(try kept.text("summary.json") == summary)
        #expect(try kept.names().contains("DONE"))
      }
    }
  }

  // MARK: - ls

  @Test("ls lists runs in the order in which they began", .tags(.exact))
  func list() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try await keep("kept/b", in: folder)
      try await keep("kept/a", "--seed", "5", in: folder)
      try folder.write("mine", to: "kept/notes.txt")
      let text = try await fettle("ls", "kept", in: folder)
      #expect(text.exitCode == 0)
      let lines = text.standardOutput.split(separator: "\n")
      #expect(lines.count == 3)
      #expect(lines[0].hasPrefix("run  scenario"))
      let json = try await fettle("ls", "kept", "--format", "json", in: folder)
      let rows = try #require(
        JSONSerialization.jsonObject(with: Data(json.standardOutput.utf8)) as? [[String: Any]])
      #expect(Set(rows.compactMap { $0["run"] as? String }) == ["a", "b"])
      #expect(rows.allSatisfy { $0["scenario"] as? String == "Small line" })
      #expect(rows.allSatisfy { $0["replications"] as? Int == 6 })
      let times = rows.compactMap { $0["began"] as? String }
      #expect(times == times.sorted())
    }
  }

  // MARK: - show

  @Test("show prints what the run printed", .tags(.law))
  func show() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "line.yaml")
      for arguments in [
        ["run", "line.yaml"], ["compare", "line.yaml", "--set", "stations.check.buffer=9"],
        ["sweep", "line.yaml", "--vary", "stations.check.buffer=1,9"],
      ] {
        let name = arguments[0]
        let made = try await runProcess(
          Repository.command.path, arguments + ["-n", "3", "--out", name], in: folder)
        let shown = try await fettle("show", name + "/", in: folder)
        #expect(shown.exitCode == 0, "\(shown.standardError)")
        #expect(shown.standardOutput + "\nsaved: \(name)\n" == made.standardOutput)
        let json = try await fettle("show", name, "--format", "json", in: folder)
        #expect(json.standardOutput == (try folder.text("\(name)/summary.json")) + "\n")
      }
    }
  }

  @Test("show --metrics prints the metrics that match", .tags(.exact))
  func showMetrics() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try await keep("kept", in: folder)
      let outcome = try await fettle(
        "show", "kept", "--metrics", "stations.*.oee", "--metrics", "throughput", in: folder)
      #expect(outcome.exitCode == 0)
      let names = outcome.standardOutput.split(separator: "\n").map {
        $0.split(separator: " ")[0]
      }
      #expect(names == ["metric", "throughput", "stations.mould.oee", "stations.check.oee"])
      let none = try await fettle("show", "kept", "--metrics", "oee", in: folder)
      #expect(none.exitCode == 64)
      #expect(none.standardError == "error: no metric of 'kept' matches oee\n")
    }
  }

  // MARK: - diff

  @Test("diff names the paths and says how it compares", .tags(.exact))
  func diff() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try await keep("a", in: folder)
      try await keep("b", "--set", "stations.check.buffer=9", in: folder)
      try await keep("c", "--seed", "2", in: folder)
      let paired = try await fettle("diff", "a", "b", in: folder)
      #expect(paired.exitCode == 0)
      let head = paired.standardOutput.split(
        separator: "\n", maxSplits: 5, omittingEmptySubsequences: false)
      #expect(
        head.prefix(5) == [
          "a → b", "", "stations.check.buffer: 3 → 9", "",
          "compared pair by pair: the same seed and replications in both",
        ])
      let independent = try await fettle("diff", "a", "c", in: folder)
      #expect(independent.standardOutput.contains("the scenarios are the same"))
      #expect(independent.standardOutput.contains("compared as independent (Welch)"))
      let json = try await fettle(
        "diff", "a", "b", "--format", "json", "--metrics", "stations.check.*", in: folder)
      let object = try #require(
        JSONSerialization.jsonObject(with: Data(json.standardOutput.utf8)) as? [String: Any])
      #expect(object["method"] as? String == "paired")
      let metrics = try #require(object["metrics"] as? [[String: Any]])
      #expect(!metrics.isEmpty)
      #expect(
        metrics.allSatisfy { ($0["metric"] as? String)?.hasPrefix("stations.check.") == true })
    }
  }

  @Test("A run that is missing, none, or damaged is explained", .tags(.failure))
  func unreadable() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try await keep("kept", in: folder)
      try FileManager.default.createDirectory(
        at: folder.appending(path: "empty"), withIntermediateDirectories: true)
      try folder.write("", to: "kept/replications.csv")
      try await keep("broken", in: folder)
      try folder.write("{", to: "broken/manifest.json")
      for (arguments, exitCode, message) in [
        (
          ["show", "nowhere"], 66,
          "error: cannot read the run 'nowhere': there is no such run; see fettle ls\n"
        ),
        (
          ["show", "line.yaml"], 65,
          "error: cannot read the run 'line.yaml': it is no folder; give the folder of a run, such "
            + "as runs/stamping-line-492d\n"
        ),
        (
          ["show", "empty"], 65,
          "error: cannot read the run 'empty': it is not the folder of a run: it has no "
            + "manifest.json, DONE or PARTIAL\n"
        ),
        (
          ["diff", "kept", "kept"], 65,
          "error: cannot read the run 'kept': replications.csv is not what Fettle writes\n"
        ),
        (
          ["show", "broken"], 65,
          "error: cannot read the run 'broken': manifest.json is not what Fettle writes\n"
        ),
        (
          ["ls"], 66,
          "error: cannot read the run 'runs': there is no such folder; fettle run makes it\n"
        ),
      ] as [([String], Int32, String)] {
        let outcome = try await runProcess(Repository.command.path, arguments, in: folder)
        #expect(outcome.exitCode == exitCode)
        #expect(outcome.standardError == message)
        #expect(outcome.standardOutput == "")
      }
    }
  }
}
