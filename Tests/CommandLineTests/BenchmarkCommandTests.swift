import Foundation
import TestSupport
import Testing

@Suite("fettle benchmark and roi")
struct BenchmarkCommandTests {
  private static let line = """
    fettle: 1
    name: Press
    horizon: 8 h
    products: {cup: {release: saturated, route: [press, check: {finds: {void: 10 %}}]}}
    stations:
      press:
        set_points: {gap: {value: 0.8 mm, range: 0 mm to 1 mm}}
        time: exponential 20 s
        makes: {void: 1 % + 20 % * (gap / (1 mm) - 0.3)^2}
        failures: {jam: {after: exponential 3 h, repair: exponential 10 min}}
      check: {buffer: 3, time: 2 s}
    costs: {escape: 5 EUR/part, downtime: {press: 60 EUR/h}}

    """

  private static let plan = """
    fettle: 1
    question: Another gap, or quick repairs?
    scenario: line.yaml
    replications: {tune: 4, judge: 8}
    arms:
      as_is: {}
      tuned: {tune: {stations.press.set_points.gap: 0 mm to 1 mm}}
      foresight: {set: {stations.press.failures.jam.repair: 1 min, stations.press.set_points.gap: 0.3 mm}}
    perfect: foresight
    minimise: cost.total
    subject_to: [throughput >= 100 parts/h]
    business_case: {invest: normal mean 200000 EUR sd 30000 EUR, discount: 8 %/yr}

    """

  private func inFolder(
    _ plan: String = BenchmarkCommandTests.plan, _ body: (URL) async throws -> Void
  ) async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(BenchmarkCommandTests.line, to: "line.yaml")
      try folder.write(plan, to: "plan.yaml")
      try await body(folder)
    }
  }

  @Test("Prints arms, differences and a verdict, and keeps the run", .tags(.golden))
  func goldenText() async throws {
    try await inFolder { folder in
      let outcome = try await fettle("benchmark", "plan.yaml", "--out", "kept", in: folder)
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
      #expect(outcome.standardError == "")
      try expectGolden(
        withoutElapsedTime(outcome.standardOutput), "Tests/CommandLineTests/Golden/benchmark.txt")
      #expect(
        try folder.appending(path: "kept").names() == [
          "DONE", "benchmark.json", "columns.json", "manifest.json", "replications.csv",
          "scenarios", "summary.json", "tuning.csv",
        ])
      let shown = try await fettle("show", "kept", in: folder)
      #expect(
        withoutElapsedTime(shown.standardOutput) + "\nsaved: kept\n"
          == withoutElapsedTime(outcome.standardOutput))
      let page = try await fettle("report", "kept", in: folder)
      #expect(page.exitCode == 0, "\(page.standardError)")
      let again = try await fettle("benchmark", "plan.yaml", "--out", "kept", in: folder)
      #expect(
        again.standardError
          == "the same run is already in kept; nothing was simulated (--force simulates anew)\n")
      #expect(
        withoutElapsedTime(again.standardOutput) == withoutElapsedTime(outcome.standardOutput))
    }
  }

  @Test("The judged arms are those of compare with the values that were found", .tags(.law))
  func sameAsCompare() async throws {
    try await inFolder { folder in
      let outcome = try await fettle("benchmark", "plan.yaml", "--out", "kept", in: folder)
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
      for arm in ["as_is", "tuned"] {
        let run = try await fettle(
          "run", "kept/scenarios/\(arm).resolved.yaml", "-n", "8", "--out", arm, in: folder)
        #expect(run.exitCode == 0, "\(run.standardError)")
        let alone = try folder.text("\(arm)/replications.csv").split(separator: "\n").dropFirst()
        let judged = try folder.text("kept/replications.csv").split(separator: "\n").filter {
          $0.hasPrefix(arm + ",")
        }
        #expect(
          alone.map { String($0).replacing("base,", with: arm + ",", maxReplacements: 1) }
            == judged.map(String.init))
      }
    }
  }

  @Test("The bytes do not depend on the number of jobs", .tags(.law))
  func jobs() async throws {
    try await inFolder { folder in
      for jobs in ["1", "3"] {
        let outcome = try await fettle(
          "benchmark", "plan.yaml", "--jobs", jobs, "--out", "jobs\(jobs)", "--quiet", in: folder)
        #expect(outcome.exitCode == 0, "\(outcome.standardError)")
      }
      for file in ["benchmark.json", "tuning.csv", "summary.json", "replications.csv"] {
        #expect(try folder.text("jobs1/\(file)") == folder.text("jobs3/\(file)"), "\(file)")
      }
    }
  }

  @Test("As JSON it has the comparison beside the benchmark", .tags(.exact))
  func json() async throws {
    try await inFolder { folder in
      let outcome = try await fettle(
        "benchmark", "plan.yaml", "--format", "json", "--tuning-replications", "2", "--points", "4",
        in: folder)
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
      let data = Data(outcome.standardOutput.utf8)
      let object = try #require(
        try JSONSerialization.jsonObject(with: data) as? [String: [String: Any]])
      #expect(Set(object.keys) == ["benchmark", "comparison"])
      #expect(object["benchmark"]?["objective"] as? String == "cost.total")
      #expect((object["benchmark"]?["arms"] as? [Any])?.count == 3)
      #expect(object["comparison"]?["baseline"] as? String == "as_is")
      let saved = try #require(outcome.standardError.split(separator: " ").last)
      let shown = try await fettle(
        "show", String(saved.dropLast()), "--format", "json", in: folder)
      #expect(shown.standardOutput == outcome.standardOutput)
    }
  }

  @Test("Conditions of --fail-if are judged", .tags(.exact))
  func gates() async throws {
    try await inFolder { folder in
      let outcome = try await fettle(
        "benchmark", "plan.yaml", "--fail-if", "cost.total.diff < 0 EUR", in: folder)
      #expect(outcome.exitCode == 1)
      #expect(outcome.standardError.contains("failed: cost.total.diff < 0 EUR holds in tuned"))
    }
  }

  @Test(
    "What is no benchmark is refused, with what to do", .tags(.failure),
    arguments: [
      (
        "arms: {a: {}, b: {}}",
        "plan.yaml: error: the experiment does not say what makes an arm good; add 'minimise' or "
          + "'maximise', such as 'minimise: cost.total'\n"
      ),
      (
        "arms: {a: {}}\nminimise: cost.total",
        "plan.yaml: error: the experiment has one arm; a benchmark compares two or more, so add "
          + "another\n"
      ),
      (
        "arms: {a: {}, b: {}}\nminimise: [cost.total, escaped_parts]",
        "plan.yaml: error: a benchmark judges by one metric, and the experiment names 2; keep one "
          + "under 'minimise' or 'maximise' and show the others by 'metrics'\n"
      ),
      (
        "vary: {stations.press.buffer: [1, 2]}",
        "plan.yaml: error: the experiment has no arms to compare; it varies factors: use 'fettle "
          + "sweep'\n"
      ),
      (
        "arms: {a: {}, b: {tune: {stations.pres.buffer: [1, 2]}}}\nminimise: cost.total",
        """
        plan.yaml:3:26: error: arms.b.tune.stations.pres.buffer: 'stations.pres.buffer' leads \
        nowhere: there is no 'pres'; did you mean 'press'?
          3 | arms: {a: {}, b: {tune: {stations.pres.buffer: [1, 2]}}}
            |                          ^~~~~~~~~~~~~~~~~~~~

        """
      ),
    ])
  func refusals(plan: String, message: String) async throws {
    try await inFolder("fettle: 1\nscenario: line.yaml\n" + plan + "\n") { folder in
      let outcome = try await fettle("benchmark", "plan.yaml", in: folder)
      #expect(outcome.exitCode == 65)
      #expect(outcome.standardError == message)
      #expect(outcome.standardOutput == "")
      #expect(try folder.names() == ["line.yaml", "plan.yaml"])
    }
  }

  @Test("A scenario is no benchmark, and a tuned experiment no comparison", .tags(.failure))
  func wrongCommand() async throws {
    try await inFolder { folder in
      let scenario = try await fettle("benchmark", "line.yaml", in: folder)
      #expect(scenario.exitCode == 65)
      #expect(scenario.standardError.contains("line.yaml is a scenario; a benchmark needs"))
      let compared = try await fettle("compare", "plan.yaml", in: folder)
      #expect(compared.exitCode == 65)
      #expect(
        compared.standardError
          == "error: the arm 'tuned' is tuned first; use 'fettle benchmark'\n")
      let missing = try await fettle("benchmark", "nowhere.yaml", in: folder)
      #expect(missing.exitCode == 66)
    }
  }

  @Test("Where no value can be simulated, the arm and its factor are named", .tags(.failure))
  func nothingPossible() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.locking, to: "line.yaml")
      try folder.write(
        """
        fettle: 1
        scenario: line.yaml
        arms: {a: {}, b: {tune: {stations.trim.time: 9 s to 10 s}}}
        minimise: cycle_time
        """, to: "plan.yaml")
      let outcome = try await fettle("benchmark", "plan.yaml", "--points", "2", in: folder)
      #expect(outcome.exitCode == 65)
      #expect(
        outcome.standardError.hasPrefix("error: the arm 'b' cannot be simulated with any of the "),
        "\(outcome.standardError)")
      #expect(
        outcome.standardError.hasSuffix("stations.trim.time; check the ranges under 'tune'\n"))
    }
  }

  @Test(
    "Ctrl-C while judging keeps finished replications, and while tuning nothing", .tags(.failure))
  func interruption() async throws {
    try await inFolder { folder in
      // How long tuning takes hangs on what else the machine does: where it went on too long, or had not begun, the signal
      // comes later.
      func interrupted(
        after seconds: Int, _ options: String, until isThere: (ProcessOutcome) -> Bool
      ) async throws -> ProcessOutcome {
        let outcome = try await shell(
          "timeout --foreground --preserve-status -s INT \(seconds) \"$FETTLE\" benchmark plan.yaml "
            + options, in: folder, timeout: 300)
        return isThere(outcome) || seconds > 100
          ? outcome : try await interrupted(after: 2 * seconds, options, until: isThere)
      }
      let judging = try await interrupted(
        after: 8, "--points 2 --tuning-replications 1 -n 10000000 --out kept"
      ) { $0.standardOutput.contains("interrupted: ") }
      #expect(judging.exitCode == 130)
      #expect(judging.standardOutput.contains("interrupted: "), "\(judging.standardError)")
      #expect(try folder.appending(path: "kept").names().contains("PARTIAL"))
      #expect(try folder.appending(path: "kept").names().contains("benchmark.json"))
      let tuning = try await interrupted(
        after: 2, "--tuning-replications 10000000 --out other"
      ) { !$0.standardError.isEmpty }
      #expect(tuning.exitCode == 130)
      #expect(tuning.standardOutput == "")
      #expect(
        tuning.standardError
          == "interrupted while arms were tuned; none is judged, and nothing is kept\n")
      #expect(try folder.names() == ["kept", "line.yaml", "plan.yaml"])
    }
  }

  @Test("Wrong numbers of points and replications are wrong usage", .tags(.failure))
  func usage() async throws {
    try await expectWrongUsage(
      ["benchmark", "plan.yaml", "--points", "0"],
      message: "--points is 0; from 1 to 4096 can be tried")
    try await expectWrongUsage(
      ["roi", "plan.yaml", "--tuning-replications", "0"],
      message: "--tuning-replications is 0; at least 1 is needed")
  }

  // MARK: - Business case

  @Test("Says what the arms are worth, from the benchmark that is there", .tags(.golden))
  func roi() async throws {
    try await inFolder { folder in
      let benchmark = try await fettle("benchmark", "plan.yaml", "--out", "kept", in: folder)
      #expect(benchmark.exitCode == 0)
      let outcome = try await fettle("roi", "plan.yaml", "--out", "kept", in: folder)
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
      #expect(outcome.standardError.hasPrefix("the same run is already in kept"))
      try expectGolden(outcome.standardOutput, "Tests/CommandLineTests/Golden/roi.txt")
      let json = try await fettle(
        "roi", "plan.yaml", "--out", "kept", "--format", "json", "--quiet", in: folder)
      #expect(try json.standardOutput == folder.text("kept/business-case.json") + "\n")
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(json.standardOutput.utf8)) as? [String: Any])
      #expect((object["arms"] as? [Any])?.count == 2)
      // The folder is still that of a run.
      #expect(try await fettle("show", "kept", in: folder).exitCode == 0)
      let forced = try await fettle(
        "benchmark", "plan.yaml", "--out", "kept", "--force", in: folder)
      #expect(forced.exitCode == 0, "\(forced.standardError)")
    }
  }

  @Test(
    "Without a business case, or money to judge by, there is nothing to say", .tags(.failure),
    arguments: [
      (
        "minimise: cost.total",
        "plan.yaml: error: the experiment has no 'business_case'; add one, such as "
          + "'business_case: {invest: 60000 EUR}'\n"
      ),
      (
        "maximise: throughput\nbusiness_case: {invest: 1 EUR}",
        "plan.yaml: error: 'throughput': is no sum of money, so nobody can say what is saved; judge "
          + "by one, such as 'minimise: cost.total'\n"
      ),
    ])
  func noCase(plan: String, message: String) async throws {
    try await inFolder("fettle: 1\nscenario: line.yaml\narms: {a: {}, b: {}}\n" + plan + "\n") {
      folder in
      let outcome = try await fettle("roi", "plan.yaml", in: folder)
      #expect(outcome.exitCode == 65)
      #expect(outcome.standardError == message)
      #expect(try folder.names() == ["line.yaml", "plan.yaml"])
    }
  }
}
