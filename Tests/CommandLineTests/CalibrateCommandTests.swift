import Foundation
import TestSupport
import Testing

@Suite("fettle calibrate")
struct CalibrateCommandTests {
  private static let line = """
    fettle: 1
    name: Press
    warm_up: 1 d
    horizon: 1 wk
    params: {cycle: 30 s, mttr: 20 min}
    products: {cup: {release: saturated, route: [press]}}
    stations:
      press:
        time: normal mean $cycle sd 3 s at_least 5 s
        failures:
          jam: {after: exponential 4 h, clock: producing, repair: exponential mean $mttr}

    """

  private static let plan = """
    fettle: 1
    question: How long do cycles and repairs take?
    scenario: line.yaml
    vary:
      params.cycle: 20 s to 40 s
      params.mttr: 10 min to 60 min
    observed:
      throughput: 100 parts/h
      stations.press.availability: 88 % sd 1 %
    budget: 21
    replications: {tune: 6, judge: 8}

    """

  private func inFolder(
    _ plan: String = CalibrateCommandTests.plan, _ body: (URL) async throws -> Void
  ) async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(CalibrateCommandTests.line, to: "line.yaml")
      try folder.write(plan, to: "plan.yaml")
      try await body(folder)
    }
  }

  private func edited(_ line: String, to other: String) -> String {
    CalibrateCommandTests.plan.replacingOccurrences(of: line, with: other)
  }

  @Test(
    "Prints what is known and how the best values compare, with any number of jobs", .tags(.golden))
  func goldenText() async throws {
    try await inFolder { folder in
      let outcome = try await fettle(
        "calibrate", "plan.yaml", "--search-out", "kept", "--jobs", "2", in: folder)
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
      try expectGolden(
        withoutElapsedTime(outcome.standardOutput), "Tests/CommandLineTests/Golden/calibrate.txt")
      let names = ["journal.jsonl", "posterior.csv", "recommendation.yaml", "trials.csv"]
      // What was typed stands in calibration.json.
      #expect(try folder.appending(path: "kept").names() == ["calibration.json"] + names)
      let one = try await fettle(
        "calibrate", "plan.yaml", "--search-out", "one", "--jobs", "1", in: folder)
      #expect(one.exitCode == 0)
      for name in names {
        #expect(try folder.text("one/\(name)") == folder.text("kept/\(name)"), "\(name)")
      }
    }
  }

  @Test("JSON says the same, and approved values take effect")
  func json() async throws {
    try await inFolder { folder in
      let outcome = try await fettle(
        "calibrate", "plan.yaml", "--search-out", "kept", "--format", "json", in: folder)
      let whole = try #require(
        try JSONSerialization.jsonObject(with: Data(outcome.standardOutput.utf8))
          as? [String: [String: Any]])
      let calibration = try #require(whole["calibration"])
      #expect(calibration["points"] as? Int == 21 && calibration["reproducible"] as? Bool == true)
      let factors = try #require(calibration["factors"] as? [[String: Any]])
      #expect(factors.map { $0["factor"] as? String } == ["params.cycle", "params.mttr"])
      let best = try #require(factors[0]["best"] as? String)
      let figures = try #require(calibration["figures"] as? [[String: Any]])
      #expect(figures.map { $0["error_given"] as? Bool } == [false, true])
      #expect(figures[1]["recorded_error"] as? Double == 0.01)
      let refused = try await fettle(
        "run", "line.yaml", "-n", "1", "--set-points", "kept", in: folder)
      #expect(refused.exitCode == 65)
      let approved = try await fettle(
        "approve", "kept", "--by", "A. Meyer", "--reason", "agreed", in: folder)
      #expect(approved.standardOutput.contains("params.cycle=\(best)"))
      let run = try await fettle(
        "run", "line.yaml", "-n", "1", "--set-points", "kept", "--out", "run", in: folder)
      #expect(run.exitCode == 0, "\(run.standardError)")
      #expect(try folder.text("run/scenario.resolved.yaml").contains("normal mean \(best) sd 3 s"))
    }
  }

  @Test("A larger budget goes on, another calibration is refused")
  func resuming() async throws {
    try await inFolder { folder in
      func calibrate(_ more: String) async throws -> ProcessOutcome {
        try await shell(
          "\"$FETTLE\" calibrate plan.yaml --search-out kept \(more)", in: folder)
      }
      #expect(try await calibrate("").exitCode == 0)
      let before = try folder.text("kept/journal.jsonl")
      #expect(try await calibrate("--budget 24").exitCode == 64)
      #expect(try await calibrate("--budget 24 --resume").exitCode == 0)
      #expect(try folder.text("kept/journal.jsonl").hasPrefix(before))
      try folder.write(edited("100 parts/h", to: "99 parts/h"), to: "plan.yaml")
      let other = try await calibrate("--resume")
      #expect(other.exitCode == 65)
      #expect(
        other.standardError.contains(
          "observed throughput was '100 parts/h' and is '99 parts/h'"))
    }
  }

  @Test(
    "What is missing is said", .tags(.failure),
    arguments: [
      (
        "observed:\n  throughput: 100 parts/h\n  stations.press.availability: 88 % sd 1 %\nbudget: 21\n",
        "",
        "plan.yaml: error: the experiment does not say what the plant recorded", 65
      ),
      ("throughput: 100", "troughput: 100", "did you mean 'throughput'?", 65),
      ("params.mttr: 10", "params.mtr: 10", "there is no 'mtr'", 65),
      ("100 parts/h", "100 kg", "'100 kg' is a mass; throughput is in parts/h", 64),
      ("budget: 21", "budget: 13", "'budget 13': is too small: 13 points", 64),
    ])
  func missing(_ line: String, _ other: String, _ message: String, _ status: Int) async throws {
    try await inFolder(edited(line, to: other)) { folder in
      let outcome = try await fettle("calibrate", "plan.yaml", in: folder)
      #expect(outcome.standardError.contains(message), "\(outcome.standardError)")
      #expect(outcome.exitCode == Int32(status))
    }
  }

  @Test("More factors than figures, and a figure out of reach, are said", .tags(.failure))
  func doubtful() async throws {
    let single = edited("  throughput: 100 parts/h\n", to: "")
    try await inFolder(single) { folder in
      let outcome = try await fettle("calibrate", "plan.yaml", in: folder)
      #expect(outcome.exitCode == 0)
      #expect(outcome.standardOutput.contains("2 factors and 1 figure: so few figures cannot tell"))
      #expect(outcome.standardOutput.contains("The figures say nothing of params.cycle"))
    }
    try await inFolder(edited("100 parts/h", to: "300 parts/h")) { folder in
      let outcome = try await fettle("calibrate", "plan.yaml", in: folder)
      #expect(outcome.exitCode == 0)
      #expect(
        outcome.standardOutput.contains("throughput cannot be reproduced anywhere in the ranges"))
      #expect(outcome.standardOutput.contains("params.cycle lies at the low end of its range"))
    }
  }
}
