import Foundation
import TestSupport
import Testing

@Suite("fettle optimise, approve and reject")
struct OptimiseCommandTests {
  private static let line = """
    fettle: 1
    name: Press
    horizon: 8 h
    products: {cup: {release: saturated, route: [press, check: {finds: {void: 10 %}}]}}
    stations:
      press:
        set_points:
          gap: {value: 0.8 mm, range: 0 mm to 1 mm, live: true}
          speed: {value: 30 /min, range: 20 /min to 45 /min, live: true}
        time: exponential mean (10 / speed)
        makes: {void: 1 % + 20 % * (gap / (1 mm) - 0.3)^2 + 3 % * (speed / (45 /min))^4}
        failures: {jam: {after: exponential 3 h, repair: exponential 10 min}}
      check: {buffer: 3, time: 2 s}
    costs: {escape: 5 EUR/part, downtime: {press: 60 EUR/h}}

    """

  private static let plan = """
    fettle: 1
    question: Which gap and which speed?
    scenario: line.yaml
    vary:
      stations.press.set_points.gap: 0 mm to 1 mm
      stations.press.set_points.speed: 20 /min to 45 /min
    minimise: cost.per_good_part
    subject_to: [throughput >= 100 parts/h]
    budget: 16
    replications: {tune: 4, judge: 8}

    """

  private func inFolder(
    _ plan: String = OptimiseCommandTests.plan, _ body: (URL) async throws -> Void
  ) async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(OptimiseCommandTests.line, to: "line.yaml")
      try folder.write(plan, to: "plan.yaml")
      try await body(folder)
    }
  }

  private func edited(_ line: String, to other: String) -> String {
    OptimiseCommandTests.plan.replacingOccurrences(of: line, with: other)
  }

  @Test("Prints values, evidence and the comparison, and keeps the search", .tags(.golden))
  func goldenText() async throws {
    try await inFolder { folder in
      let outcome = try await fettle(
        "optimise", "plan.yaml", "--search-out", "search", "--out", "kept", in: folder)
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
      try expectGolden(
        withoutElapsedTime(outcome.standardOutput), "Tests/CommandLineTests/Golden/optimise.txt")
      #expect(
        try folder.appending(path: "search").names() == [
          "journal.jsonl", "recommendation.yaml", "search.json", "trials.csv",
        ])
      try expectGolden(
        try folder.text("search/recommendation.yaml"),
        "Tests/CommandLineTests/Golden/recommendation.yaml")
      let one = try await fettle(
        "optimise", "plan.yaml", "--search-out", "one", "--jobs", "1", in: folder)
      #expect(one.exitCode == 0)
      for name in ["journal.jsonl", "recommendation.yaml", "trials.csv"] {
        #expect(try folder.text("one/\(name)") == folder.text("search/\(name)"))
      }
    }
  }

  @Test("A search that is killed 50 times ends as one that was not", .tags(.law))
  func killed() async throws {
    try await inFolder(edited("budget: 16", to: "budget: 40")) { folder in
      let whole = try await fettle(
        "optimise", "plan.yaml", "--search-out", "whole", in: folder)
      #expect(whole.exitCode == 0, "\(whole.standardError)")
      // A part of the journal is taken away, mostly in the middle of a line, and the search is killed
      // some time after it has written its way to a place between there and the end.
      let outcome = try await shell(
        """
        size() { wc -c <torn/journal.jsonl; }
        cp -r whole torn
        length=$(size); kills=0; round=0
        while [ $kills -lt 50 ] && [ $round -lt 400 ]; do
          round=$((round + 1))
          kept=$(( length * (round * 37 % 90) / 100 ))
          truncate -s $kept torn/journal.jsonl
          aim=$(( kept + (length - kept) * (round * 61 % 80) / 100 ))
          "$FETTLE" optimise plan.yaml --search-out torn --resume >/dev/null 2>&1 &
          while kill -0 $! 2>/dev/null && [ $(size) -lt $aim ]; do sleep 0.002; done
          sleep 0.0$((round % 4))
          kill -KILL $! 2>/dev/null; wait $! 2>/dev/null
          [ $? -eq 137 ] && kills=$((kills + 1))
        done
        "$FETTLE" optimise plan.yaml --search-out torn --resume >/dev/null; echo $kills
        """, in: folder, timeout: 300)
      #expect(outcome.standardOutput == "50\n", "\(outcome.standardError)")
      #expect(try folder.text("torn/journal.jsonl") == folder.text("whole/journal.jsonl"))
      #expect(try folder.text("torn/trials.csv") == folder.text("whole/trials.csv"))
    }
  }

  @Test("A larger budget goes on, a smaller one needs nothing, and no search is begun twice")
  func resuming() async throws {
    try await inFolder { folder in
      func search(_ more: String) async throws -> ProcessOutcome {
        try await shell(
          "\"$FETTLE\" optimise plan.yaml --search-out search \(more)", in: folder)
      }
      #expect(try await search("").exitCode == 0)
      let begun = try await search("--budget 20")
      #expect(begun.exitCode == 64)
      #expect(
        begun.standardError
          == "error: the same search was begun in search: 16 of 20 points are known. Go on by "
          + "--resume, or begin anew by --force\n")
      let before = try folder.text("search/journal.jsonl")
      #expect(try await search("--budget 20 --resume").exitCode == 0)
      let after = try folder.text("search/journal.jsonl")
      #expect(after.hasPrefix(before) && after.count > before.count)
      let other = try await search("--seed 2")
      #expect(other.exitCode == 65)
      #expect(
        other.standardError
          == "error: search/journal.jsonl is the journal of another search: seed was '1' and is '2'. "
          + "Choose another folder by --search-out, or begin anew by --force\n")
      try folder.write("hello\n", to: "search/journal.jsonl")
      let damaged = try await search("")
      #expect(damaged.exitCode == 65)
      #expect(
        damaged.standardError
          == "error: search/journal.jsonl: line 1 is no record of a search; choose another folder by "
          + "--search-out, or begin anew by --force\n")
      #expect(try await search("--force").exitCode == 0)
    }
  }

  @Test("Set-points take effect only where somebody has approved them")
  func approval() async throws {
    try await inFolder { folder in
      let searched = try await fettle(
        "optimise", "plan.yaml", "--search-out", "search", in: folder)
      #expect(searched.exitCode == 0, "\(searched.standardError)")
      func run(_ more: String = "") async throws -> ProcessOutcome {
        try await shell(
          "\"$FETTLE\" run line.yaml -n 2 --set-points search \(more)", in: folder)
      }
      let early = try await run()
      #expect(early.exitCode == 65)
      #expect(
        early.standardError
          == "error: nobody has approved what search recommends; first: fettle approve search --by "
          + "NAME --reason TEXT\n")
      let rejected = try await fettle(
        "reject", "search", "--by", "B. Roth", "--reason", "dies are on order", in: folder)
      #expect(rejected.exitCode == 0)
      #expect(
        try await run().standardError
          == "error: what search recommends was rejected by B. Roth: dies are on order\n")
      let approved = try await fettle(
        "approve", "search", "--by", "A. Meyer", "--reason", "dies have come", in: folder)
      #expect(
        approved.standardOutput.hasPrefix("approved by A. Meyer: stations.press.set_points.gap="))
      #expect(try await run().exitCode == 0)
      let later = try await run("--from '4 h'")
      #expect(later.exitCode == 0, "\(later.standardError)")
      #expect(try await run().standardOutput != later.standardOutput)
      let text = try folder.text("search/recommendation.yaml")
      try folder.write(
        text.replacingOccurrences(of: "/min\"", with: "0 /min\""), to: "search/recommendation.yaml")
      #expect(
        try await run().standardError
          == "error: search/recommendation.yaml is not as the search wrote it; run the search again, "
          + "or give values by --set\n")
      #expect(try folder.text("search/decisions.jsonl").split(separator: "\n").count == 2)
    }
  }

  @Test(
    "What cannot be searched is refused with the reason",
    arguments: [
      (
        "throughput >= 100 parts/h", "throughput >= 900 parts/h", 65,
        "error: no point keeps 'throughput >= 900 parts/h' (missed by "
      ),
      (
        "minimise: cost.per_good_part", "minimise: cost.per_god_part", 65,
        "minimise: there is no metric 'cost.per_god_part'; did you mean 'cost.per_good_part'?"
      ),
      (
        "budget: 16", "budget: 4", 64,
        "error: plan.yaml 'budget 4': is too small: 5 points are spread over 2 factors before"
      ),
      (
        "budget: 16", "budget: 16\nlimits: [stations.press.set_points.gap <= -1 mm]", 64,
        "'stations.press.set_points.gap <= -1 mm': cannot be kept with the ranges under 'vary'"
      ),
      (
        "budget: 16", "budget: 16\nlimits: [stations.press.set_points.gat <= 1 mm]", 64,
        "'stations.press.set_points.gat' is none of the factors under 'vary'; did you mean "
          + "'stations.press.set_points.gap'?"
      ),
    ])
  func refused(line: String, other: String, code: Int32, message: String) async throws {
    try await inFolder(edited(line, to: other)) { folder in
      let outcome = try await fettle("optimise", "plan.yaml", in: folder)
      #expect(outcome.exitCode == code, "\(outcome.standardError)")
      #expect(outcome.standardError.contains(message), "\(outcome.standardError)")
    }
  }

  @Test("A factor that changes nothing, and points that cannot be simulated, stop no search")
  func oddFactors() async throws {
    let plan = edited(
      "  stations.press.set_points.speed: 20 /min to 45 /min",
      to: "  stations.check.buffer: [3, 4, 5]\n  stations.press.failures.jam.repair: [10 min, 0 s]")
    try await inFolder(plan) { folder in
      let outcome = try await fettle("optimise", "plan.yaml", in: folder)
      #expect(outcome.exitCode == 0 || outcome.exitCode == 65, "\(outcome.standardError)")
    }
  }

  @Test("Two objectives give a front of which no point is better than another in both")
  func front() async throws {
    let plan = edited(
      "minimise: cost.per_good_part", to: "minimise: cost.per_good_part\nmaximise: throughput"
    ).replacingOccurrences(of: "subject_to: [throughput >= 100 parts/h]\n", with: "")
    try await inFolder(plan) { folder in
      let outcome = try await fettle("optimise", "plan.yaml", "--format", "json", in: folder)
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
      let found = try #require(
        try JSONSerialization.jsonObject(with: Data(outcome.standardOutput.utf8))
          as? [String: [String: Any]])
      let front = try #require(found["optimisation"]?["front"] as? [[String: Any]])
      #expect(front.count > 1)
    }
  }

  @Test("Another program asks and tells line by line")
  func standardInput() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let outcome = try await shell(
        """
        printf '%s\\n' '{"begin":{"factors":[{"name":"x","low":0,"high":1}],"noise":"none"}}' \
        '{"ask":1}' '{"tell":{"trial":0,"objectives":[1.5]}}' \
        '{"tell":{"values":{"x":0.25},"objectives":[0.5]}}' '{"recommend":true}' '{"ask":0}' \
        | "$FETTLE" optimise --objective-stdio
        """, in: folder)
      #expect(outcome.exitCode == 0)
      let lines = outcome.standardOutput.split(separator: "\n")
      #expect(lines.count == 6)
      #expect(lines[0] == #"{"begun":{"factors":1,"trials":0}}"#)
      #expect(lines[1].hasPrefix(#"{"trials":[{"trial":0,"values":{"x":0."#))
      #expect(lines[2] == #"{"told":0}"# && lines[3] == #"{"told":1}"#)
      #expect(lines[4].hasPrefix(#"{"recommended":{"trial":1,"values":{"x":0.25}"#))
      #expect(lines[5] == #"{"error":"'ask' is a number from 1 to 1000"}"#)
    }
  }
}
