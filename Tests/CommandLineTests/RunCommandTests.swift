import Foundation
import TestSupport
import Testing

@Suite("fettle run")
struct RunCommandTests {
  @Test("Prints the results of the shipped scenario", .tags(.golden))
  func goldenText() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let outcome = try await fettle(
        "run", Repository.url("scenarios/stamping-line.yaml").path, "--replications", "3",
        "--seed", "7", in: folder)
      #expect(outcome.exitCode == 0)
      #expect(outcome.standardError == "")
      try expectGolden(
        withoutElapsedTime(outcome.standardOutput),
        "Tests/CommandLineTests/Golden/stamping-line.txt")
    }
  }

  @Test("Leaves a whole run folder behind", .tags(.exact))
  func runFolder() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "small.yaml")
      let outcome = try await fettle(
        "run", "small.yaml", "--replications", "4", "--out", "kept", in: folder)
      #expect(outcome.exitCode == 0)
      #expect(outcome.standardOutput.hasSuffix("saved: kept\n"))
      let kept = folder.appending(path: "kept")
      #expect(
        try kept.names() == [
          "DONE", "columns.json", "manifest.json", "replications.csv", "scenario.resolved.yaml",
          "summary.json",
        ])
      #expect(try folder.names() == ["kept", "small.yaml"])

      let rows = try kept.text("replications.csv").split(separator: "\n")
      #expect(rows.count == 5)
      let header = rows[0].split(separator: ",")
      #expect(header.prefix(3) == ["arm", "replication", "throughput"])
      for (number, row) in rows.dropFirst().enumerated() {
        let cells = row.split(separator: ",", omittingEmptySubsequences: false)
        #expect(cells.count == header.count)
        #expect(cells[0] == "base")
        #expect(cells[1] == "\(number)")
      }
      let columns = try #require(
        JSONSerialization.jsonObject(with: Data(try kept.text("columns.json").utf8))
          as? [[String: Any]])
      #expect(columns.compactMap { $0["column"] as? String } == header.map(String.init))
    }
  }

  @Test("A run by recursion is a run of its own", .tags(.exact))
  func recursion() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "small.yaml")
      let events = try await fettle("run", "small.yaml", "-n", "2", "--out", "events", in: folder)
      let recursion = try await fettle(
        "run", "small.yaml", "-n", "2", "--engine", "recursion", "--out", "recursion", in: folder)
      #expect(events.exitCode == 0)
      #expect(recursion.exitCode == 0)
      func manifest(_ run: String) throws -> [String: Any] {
        try #require(
          JSONSerialization.jsonObject(
            with: Data(try folder.text("\(run)/manifest.json").utf8)) as? [String: Any])
      }
      let (one, other) = (try manifest("events"), try manifest("recursion"))
      #expect(one["engine"] as? String == "events")
      #expect(other["engine"] as? String == "recursion")
      #expect(one["fingerprint"] as? String != other["fingerprint"] as? String)
    }
  }

  @Test("A line may go in slots; what is not kept then is refused", .tags(.failure))
  func slots() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(
        """
        fettle: 1
        horizon: 100 min
        clock: {slot: 1 min, room: last_slot}
        products: {part: {release: saturated, route: [cut, weld]}}
        stations: {cut: {time: 1 min}, weld: {time: 1 min, buffer: 1}}
        """, to: "slots.yaml")
      let outcome = try await fettle(
        "run", "slots.yaml", "-n", "2", "--format", "json", in: folder)
      #expect(outcome.exitCode == 0)
      // A part every other slot.
      #expect(outcome.standardOutput.contains("\"mean\" : 30"))
      for (arguments, end) in [
        (
          ["run", "slots.yaml", "--batches", "4"],
          "where time goes in slots, there are no batches\n"
        ),
        (
          ["run", "slots.yaml", "--metric", "work_in_process.at_end"],
          "where time goes in slots, 'work_in_process.at_end' is not kept\n"
        ),
        (
          ["run", "slots.yaml", "--engine", "recursion"],
          "no recursion for this line: its clock goes in slots; use --engine events\n"
        ),
        (
          ["explain", "slots.yaml", "weld"],
          "the metrics of stations say how long each is starved and blocked\n"
        ),
      ] {
        let refused = try await runProcess(
          Repository.command.path, arguments, in: folder, timeout: 120)
        #expect(refused.exitCode == 65, "\(arguments)")
        #expect(refused.standardError.hasSuffix(end), "\(refused.standardError)")
      }
    }
  }

  @Test("What a recursion cannot give is refused with the remedy", .tags(.failure))
  func refusedRecursion() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let line = Repository.url("scenarios/stamping-line.yaml").path
      let outcome = try await fettle("run", line, "--engine", "recursion", in: folder)
      #expect(outcome.exitCode == 65)
      #expect(
        outcome.standardError.hasSuffix(
          "error: no recursion for this line: machines may have to wait for the crew 'fitters'; use "
            + "--engine events\n"))
      try folder.write(SampleLine.small, to: "small.yaml")
      let batches = try await fettle(
        "run", "small.yaml", "--engine", "recursion", "--batches", "4", in: folder)
      #expect(batches.exitCode == 64)
      #expect(
        batches.standardError
          == "error: --engine recursion knows no batches; use --engine events\n")
      let detail = try await fettle(
        "run", "small.yaml", "--engine", "recursion", "--metric", "cycle_time.p95", in: folder)
      #expect(detail.exitCode == 64)
      #expect(
        detail.standardError
          == "error: --engine recursion does not keep 'cycle_time.p95'; use --engine events\n")
    }
  }

  @Test("The mean in the summary is the mean of the rows, and the states add up", .tags(.law))
  func summaryAgrees() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "small.yaml")
      let outcome = try await fettle(
        "run", "small.yaml", "--replications", "5", "--format", "json", "--out", "kept",
        in: folder)
      #expect(outcome.exitCode == 0)
      let kept = folder.appending(path: "kept")
      #expect(outcome.standardOutput == (try kept.text("summary.json")) + "\n")
      let summary = try #require(
        JSONSerialization.jsonObject(with: Data(outcome.standardOutput.utf8)) as? [String: Any])
      let metrics = try #require(summary["metrics"] as? [[String: Any]])
      #expect(summary["replications_finished"] as? Int == 5)

      let rows = try kept.text("replications.csv").split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
      var means: [String: Double] = [:]
      for metric in metrics {
        let name = try #require(metric["metric"] as? String)
        let column = try #require(rows[0].firstIndex { $0 == name })
        let values = rows.dropFirst().compactMap { Double($0[column]) }
        guard let mean = metric["mean"] as? Double else {
          #expect(values.isEmpty)
          continue
        }
        means[name] = mean
        #expect(metric["count"] as? Int == 5)
        if metric["estimate"] as? String == "mean" {
          let expected = values.reduce(0, +) / Double(values.count)
          // Two ways of summing five numbers: a few units in the last place.
          #expect(abs(mean - expected) <= 1e-12 * abs(expected))
        } else {
          // A ratio of sums is a weighted mean of the ratios.
          let (least, most) = (try #require(values.min()), try #require(values.max()))
          #expect(least * (1 - 1e-12) <= mean && mean <= most * (1 + 1e-12), "\(name)")
        }
      }
      let states = ["producing", "starved", "blocked", "down", "off_shift"]
      for station in ["mould", "check"] {
        let sum = states.reduce(0) { $0 + means["stations.\(station).\($1)", default: .nan] }
        #expect(abs(sum - 1) < 1e-12)
      }
      let escapes = try #require(means["escaped_parts"])
      #expect(abs(try #require(means["cost.escape"]) - 5 * escapes) < 1e-9)
    }
  }

  @Test("The same bytes for one job and for two", .tags(.law))
  func jobs() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let scenario = Repository.url("scenarios/stamping-line.yaml").path
      for jobs in ["1", "2", "5"] {
        let outcome = try await fettle(
          "run", scenario, "--replications", "5", "--jobs", jobs, "--out", "jobs-\(jobs)",
          "--set", "horizon=2 wk", in: folder)
        #expect(outcome.exitCode == 0)
      }
      for file in [
        "replications.csv", "summary.json", "scenario.resolved.yaml", "columns.json", "DONE",
      ] {
        let one = try folder.text("jobs-1/\(file)")
        #expect(one == (try folder.text("jobs-2/\(file)")), "\(file)")
        #expect(one == (try folder.text("jobs-5/\(file)")), "\(file)")
      }
    }
  }

  @Test("A seed gives the same results again, another seed others", .tags(.law))
  func seeds() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "small.yaml")
      var texts: [String] = []
      for (run, seed) in ["3", "3", "4"].enumerated() {
        let outcome = try await fettle(
          "run", "small.yaml", "--replications", "2", "--seed", seed, "--out", "run-\(run)",
          in: folder)
        #expect(outcome.exitCode == 0)
        texts.append(try folder.text("run-\(run)/replications.csv"))
      }
      #expect(texts[0] == texts[1])
      #expect(texts[0] != texts[2])
    }
  }

  @Test("The resolved scenario gives the run again", .tags(.law))
  func resolvedScenario() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let scenario = Repository.url("scenarios/stamping-line.yaml").path
      let first = try await fettle(
        "run", scenario, "-n", "2", "--set", "stations.press.buffer=10", "--set", "horizon=1 wk",
        "--out", "first", in: folder)
      let second = try await fettle(
        "run", "first/scenario.resolved.yaml", "-n", "2", "--out", "second", in: folder)
      #expect(first.exitCode == 0)
      #expect(second.exitCode == 0)
      for file in ["replications.csv", "summary.json", "scenario.resolved.yaml"] {
        #expect(try folder.text("first/\(file)") == folder.text("second/\(file)"), "\(file)")
      }
      #expect(try folder.text("first/scenario.resolved.yaml").contains("buffer: 10"))
    }
  }

  @Test("An equal run takes the place of the one before", .tags(.exact))
  func equalRuns() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "small.yaml")
      for _ in 0..<2 {
        let outcome = try await fettle("run", "small.yaml", "-n", "2", in: folder)
        #expect(outcome.exitCode == 0)
        // A shell completes a folder's name with a slash.
        let named = try await fettle("run", "small.yaml", "-n", "2", "--out", "kept/", in: folder)
        #expect(named.exitCode == 0)
        #expect(named.standardOutput.hasSuffix("saved: kept\n"))
        #expect(try folder.names() == ["kept", "runs", "small.yaml"])
        #expect(try folder.appending(path: "kept").names().contains("DONE"))
      }
      let runs = try folder.appending(path: "runs").names()
      #expect(runs.count == 1)
      #expect(runs[0].wholeMatch(of: /small-line-[0-9a-f]{4}/) != nil)
    }
  }

  @Test("--quiet prints the results only", .tags(.exact))
  func quiet() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "small.yaml")
      let outcome = try await fettle("run", "small.yaml", "-n", "2", "--quiet", in: folder)
      #expect(outcome.exitCode == 0)
      #expect(outcome.standardError == "")
      #expect(!outcome.standardOutput.contains("saved:"))
      #expect(try folder.appending(path: "runs").names().count == 1)
    }
  }

  @Test("A single replication has means and no intervals", .tags(.exact))
  func singleReplication() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "small.yaml")
      let outcome = try await fettle("run", "small.yaml", "-n", "1", in: folder)
      #expect(outcome.exitCode == 0)
      #expect(outcome.standardOutput.contains("1 replication ·"))
      #expect(!outcome.standardOutput.contains("…"))
      #expect(!outcome.standardOutput.contains("nan"))
    }
  }

  @Test("Ctrl-C keeps the finished replications and marks them partial", .tags(.failure))
  func interruption() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "small.yaml")
      let outcome = try await shell(
        "timeout --foreground --preserve-status -s INT 2 \"$FETTLE\" run small.yaml -n 10000000 --out kept",
        in: folder)
      #expect(outcome.exitCode == 130)
      #expect(outcome.standardOutput.contains("interrupted: "))
      #expect(outcome.standardOutput.hasSuffix("saved: kept\n"))
      let kept = folder.appending(path: "kept")
      let names = try kept.names()
      #expect(names.contains("PARTIAL"))
      #expect(!names.contains("DONE"))
      let rows = try kept.text("replications.csv").split(separator: "\n").dropFirst()
      #expect(rows.count > 1)
      // The finished ones are the first ones, without a gap, whatever the number of jobs.
      let finished = rows.map { $0.split(separator: ",")[1] }
      #expect(finished.first == "0")
      #expect(try kept.text("summary.json").contains("\"partial\" : true"))
    }
  }

  @Test("Every shipped scenario runs", .tags(.golden))
  func shippedScenarios() async throws {
    let scenarios = try Repository.files(under: "scenarios", suffix: ".yaml")
    #expect(scenarios.contains("scenarios/stamping-line.yaml"))
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      for scenario in scenarios {
        let outcome = try await fettle(
          "run", Repository.url(scenario).path, "--replications", "2", in: folder)
        #expect(outcome.exitCode == 0, "\(scenario): \(outcome.standardError)")
      }
    }
  }
}
