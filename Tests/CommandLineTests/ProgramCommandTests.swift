import Foundation
import TestSupport
import Testing

/// Programs of the user that are models: registered, judged, and asked by a scenario.
@Suite("fettle models add")
struct ProgramCommandTests {
  /// Answers what of a life of 100 h is left, of the hours that it reads.
  private static let program = """
    import json, sys
    for line in sys.stdin:
        request = json.loads(line)
        if request.get("ask") == "hello":
            answer = {"reads": ["hours"], "answers": "remaining_life"}
        else:
            answer = {"id": request["id"], "answers": [max(0, 100 - (row[0] or 0)) * 3600 for row in request["rows"]]}
        print(json.dumps(answer), flush=True)

    """

  /// Its die lasts 100 h of work, a few more or less.
  private static let press = """
    fettle: 1
    name: One press
    horizon: 8 wk
    products: {bracket: {release: saturated, route: [press]}}
    stations:
      press:
        time: exponential 60 s
        components:
          die:
            wear: gamma mean_life 100 h cv_of_life 5 %
            replace: {planned: 1 h, failed: 8 h}
        sensors: {hours: {mean: die.age / (1 h), every: 1 h}}
    maintenance:
      dies: {of: press.*.die, replace: RULE}
    costs: {downtime: {press: 400 EUR/h}}

    """

  /// A program, two plants, and lives that ended at 96 to 104 h, for the calibration.
  private func withProgram(_ body: (URL) async throws -> Void) async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(ProgramCommandTests.program, to: "wear.py")
      try folder.write(
        ProgramCommandTests.press.replacing("RULE", with: "on_failure"), to: "press.yaml")
      try folder.write(
        ProgramCommandTests.press.replacing(
          "RULE", with: "{model: wear, fails_within: 8 h, chance_over: 50 %, look: 2 h}"),
        to: "asked.yaml")
      var rows = ["unit,hours,left"]
      for unit in 0..<40 {
        let life = 96 + 8 * unit / 39
        for hours in stride(from: 0, to: life, by: 2) {
          rows.append("u\(unit),\(hours),\((life - hours) * 3_600)")
        }
      }
      try folder.write(rows.joined(separator: "\n") + "\n", to: "test.csv")
      try await body(folder)
    }
  }

  @Test("A program is calibrated, judged and asked by a rule, which saves failures", .tags(.law))
  func wholeWay() async throws {
    try await withProgram { folder in
      let added = try await fettle(
        "models", "add", "wear", "--command", "python3 wear.py", "--calibrate", "test.csv",
        "--target", "left", "--unit", "unit", "--allow-commands", in: folder)
      #expect(added.exitCode == 0, "\(added.standardError)")
      #expect(
        added.standardError.contains(
          "registered: wear@1      judge it: fettle score wear@1 TABLE --allow-commands"))
      let score = try await fettle(
        "score", "wear", "test.csv", "--unit", "unit", "--allow-commands", in: folder)
      #expect(score.exitCode == 0, "\(score.standardError)")
      #expect(score.standardOutput.contains("root mean square error"))

      // Dies last 100 ± 5 h: looked at every 2 h, hardly one fails before it is replaced.
      let compared = try await fettle(
        "compare", "press.yaml", "asked.yaml", "-n", "4", "--quiet", "--allow-commands",
        "--fail-if",
        "cost.total.diff < 0 EUR", "--out", "compared", in: folder)
      #expect(compared.exitCode == 1, "\(compared.standardOutput)\(compared.standardError)")
      let manifest = try String(
        contentsOf: folder.appending(path: "compared/manifest.json"), encoding: .utf8)
      #expect(manifest.contains(#""reproducible" : "no""#), "\(manifest)")
    }
  }

  @Test("No program is started without permission, and none that has changed", .tags(.failure))
  func refused() async throws {
    try await withProgram { folder in
      func add(_ more: String...) async throws -> ProcessOutcome {
        try await runProcess(
          Repository.command.path,
          [
            "models", "add", "wear", "--command", "python3 wear.py", "--calibrate", "test.csv",
            "--target", "left",
          ]
            + more, in: folder)
      }
      let without = try await add()
      #expect(without.exitCode == 64)
      #expect(without.standardError.contains("'python3 wear.py' is started to be calibrated"))
      let with = try await add("--unit", "unit", "--allow-commands")
      #expect(with.exitCode == 0, "\(with.standardError)")
      let run = try await fettle("run", "asked.yaml", "-n", "1", in: folder)
      #expect(run.exitCode == 65, "\(run.standardOutput)")
      #expect(run.standardError.contains("--allow-commands"), "\(run.standardError)")
      let silent = try await fettle(
        "models", "add", "silent", "--command", "python3 -c pass", "--calibrate", "test.csv",
        "--target", "left",
        "--allow-commands", in: folder)
      #expect(silent.exitCode == 65)
      #expect(silent.standardError.contains("it ended"), "\(silent.standardError)")
    }
  }
}
