import Foundation
import TestSupport
import Testing

/// Models from a table to the loop: trained, judged, registered, promoted, asked by a scenario.
@Suite("fettle train, score and models")
struct ModelCommandTests {
  /// A press whose die wears, and what tells of it.
  private static let press = """
    fettle: 1
    name: One press
    warm_up: 1 wk
    horizon: 8 wk
    products: {bracket: {release: saturated, route: [press]}}
    stations:
      press:
        time: exponential 60 s
        components:
          die:
            wear: gamma mean_life 83 h cv_of_life 30 %
            clock: producing
            replace: {planned: 45 min, failed: 6 h}
        sensors:
          force: {mean: 900 kN * (1 + 12 % * die.wear), noise: 15 kN, every: 30 min, features: [mean 4 h]}
    maintenance:
      dies: {of: press.*.die, replace: RULE}
    costs: {downtime: {press: 400 EUR/h}}

    """

  private func withData(_ body: (URL) async throws -> Void) async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(
        ModelCommandTests.press.replacing("RULE", with: "on_failure"), to: "press.yaml")
      let data = try await fettle(
        "dataset", "press.yaml", "--units", "12", "--out", "data", "--quiet", in: folder)
      #expect(data.exitCode == 0, "\(data.standardError)")
      try await body(folder)
    }
  }

  @Test(
    "A model of a dataset is registered, judged on the test part, asked by a rule, and saves money there",
    .tags(.law))
  func wholeWay() async throws {
    try await withData { folder in
      let train = try await fettle(
        "train", "data/press", "--target", "remaining_useful_life", "--trees", "60", "--register",
        "press-rul", in: folder)
      #expect(train.exitCode == 0, "\(train.standardError)")
      #expect(train.standardOutput.contains("remaining life 'remaining_useful_life'"))
      #expect(train.standardOutput.contains("what counts most: force_mean_8"))
      #expect(
        train.standardError.hasSuffix(
          "registered: press-rul@1      judge it: fettle score press-rul@1 TABLE      use it: 'model: press-rul@1' in a "
            + "scenario\n"))
      let score = try await fettle(
        "score", "press-rul", "data/press", "--format", "json", in: folder)
      #expect(score.exitCode == 0, "\(score.standardError)")
      #expect(score.standardOutput.contains("\"root mean square error\""))

      let rule = "{model: press-rul, fails_within: 12 h, chance_over: 20 %, look: 4 h}"
      try folder.write(ModelCommandTests.press.replacing("RULE", with: rule), to: "asked.yaml")
      let compared = try await fettle(
        "compare", "press.yaml", "asked.yaml", "-n", "6", "--quiet", "--format", "json", in: folder)
      #expect(compared.exitCode == 0, "\(compared.standardError)")
      #expect(compared.standardOutput.contains("press-rul@sha256:") == false)
      let cheaper = try await fettle(
        "compare", "press.yaml", "asked.yaml", "-n", "6", "--quiet", "--fail-if",
        "cost.total.diff < 0 EUR", in: folder)
      // It holds beyond chance.
      #expect(cheaper.exitCode == 1, "\(cheaper.standardOutput)\(cheaper.standardError)")
      let resolved = try await fettle("validate", "asked.yaml", "--resolved", in: folder)
      #expect(resolved.standardOutput.contains("model: press-rul@sha256:"))
    }
  }

  @Test("Versions are promoted by gates or by force, and rolled back", .tags(.law))
  func promotion() async throws {
    try await withData { folder in
      for trees in ["40", "60"] {
        let train = try await fettle(
          "train", "data/press", "--target", "remaining_useful_life", "--trees", trees,
          "--register", "press-rul", in: folder)
        #expect(train.exitCode == 0, "\(train.standardError)")
      }
      func models(_ arguments: String...) async throws -> ProcessOutcome {
        try await runProcess(Repository.command.path, ["models"] + arguments, in: folder)
      }
      let refused = try await models("promote", "press-rul@1", "--reason", "the first")
      #expect(refused.exitCode == 1, "\(refused.standardError)")
      let forced = try await models("promote", "press-rul@1", "--reason", "the first", "--force")
      #expect(forced.exitCode == 0, "\(forced.standardError)")
      #expect(forced.standardOutput == "press-rul@champion is press-rul@1 now\n")
      let tested = try await models(
        "promote", "press-rul@2", "--reason", "more trees", "--test", "data/press/test.parquet")
      #expect(
        tested.standardError.hasPrefix("offline score: "),
        "\(tested.standardError)\(tested.standardOutput)")
      let list = try await models("ls")
      #expect(
        list.standardOutput.contains("press-rul@1") && list.standardOutput.contains("champion"))
      if tested.exitCode == 0 {
        let back = try await models("rollback", "press-rul", "--reason", "as a test")
        #expect(back.standardOutput == "press-rul@champion is press-rul@1 again\n")
      }
      let show = try await models("show", "press-rul@1")
      #expect(
        show.standardOutput.contains("promoted to champion, without a passed gate: the first"))
      #expect(try await models("verify").standardOutput == "all files are as they were stored\n")
      let compared = try await models("compare", "press-rul@1", "press-rul@2")
      #expect(compared.exitCode == 0 && compared.standardOutput.contains("root mean square error"))

      let file = folder.appending(path: "models/models/press-rul/1/model.json")
      try Data((try String(contentsOf: file, encoding: .utf8) + " ").utf8).write(to: file)
      let changed = try await models("verify")
      #expect(changed.exitCode == 1 && changed.standardError.contains("model.json"))
    }
  }

  @Test("A gate in the loop compares two versions on the same chance", .tags(.law))
  func loopGate() async throws {
    try await withData { folder in
      let rule = "{model: press-rul, fails_within: 12 h, chance_over: 20 %, look: 4 h}"
      try folder.write(ModelCommandTests.press.replacing("RULE", with: rule), to: "asked.yaml")
      for (trees, drop) in [("60", "force"), ("60", "force_mean_8")] {
        let train = try await fettle(
          "train", "data/press", "--target", "remaining_useful_life", "--trees", trees, "--drop",
          drop, "--register", "press-rul", in: folder)
        #expect(train.exitCode == 0, "\(train.standardError)")
      }
      let forced = try await fettle(
        "models", "promote", "press-rul@1", "--reason", "the first", "--force", in: folder)
      #expect(forced.exitCode == 0)
      let wrong = try await fettle(
        "models", "promote", "press-rul@2", "--reason", "one reading is enough", "--gate",
        "press.yaml", in: folder)
      #expect(wrong.exitCode == 65)
      #expect(wrong.standardError.contains("the scenario does not ask the model 'press-rul'"))
      let judged = try await fettle(
        "models", "promote", "press-rul@2", "--reason", "one reading is enough", "--gate",
        "asked.yaml", "-n", "12", in: folder)
      #expect(judged.standardError.contains("decision cost: "), "\(judged.standardError)")
      #expect(judged.standardError.contains(" in 12 pairs: "))
    }
  }

  @Test("What is missing is said", .tags(.failure))
  func missing() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write("unit,cycle,heat\n1,1,2\n1,2,3\n", to: "short.csv")
      let few = try await fettle(
        "train", "short.csv", "--target", "remaining_useful_life", "--unit", "unit", "--time",
        "cycle", in: folder)
      #expect(few.exitCode == 65)
      #expect(
        few.standardError
          == "short.csv: error: 2 rows are too few to learn from; 20 are needed at least\n")
      let none = try await fettle("models", "ls", in: folder)
      #expect(none.exitCode == 66)
      #expect(none.standardError.hasPrefix("error: models: no registry of models"))
      try folder.write(
        ModelCommandTests.press.replacing(
          "RULE", with: "{model: press-rul, fails_within: 12 h, chance_over: 20 %, look: 4 h}"),
        to: "asked.yaml")
      let run = try await fettle("run", "asked.yaml", in: folder)
      #expect(run.exitCode == 65)
      #expect(
        run.standardError.contains(
          "maintenance.dies.replace.model: 'press-rul' is a model, and there is no registry of models in 'models'"
        ),
        "\(run.standardError)")
    }
    try await expectWrongUsage(
      ["train", "x.csv", "--target", "y", "--window", "1"],
      message: "--window is 1; it must be 2 rows at least")
  }

  @Test("C-MAPSS-like tables: windows, truth of truncated units, last rows", .tags(.law))
  func truncated() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      var (train, test, truth) = ("unit,cycle,heat\n", "unit,cycle,heat\n", "rul\n")
      for unit in 1...30 {
        let life = 60 + unit * 37 % 80
        for cycle in 1...life {
          let used = Double(cycle) / Double(life)
          let heat = 10 * used * used * used + Double((unit * cycle * 7919) % 100) / 100
          train += "\(unit),\(cycle),\(heat)\n"
          if cycle <= life / 2 + unit { test += "\(unit),\(cycle),\(heat)\n" }
        }
        truth += "\(max(0, life - (life / 2 + unit)))\n"
      }
      try folder.write(train, to: "train.csv")
      try folder.write(test, to: "test.csv")
      try folder.write(truth, to: "truth.csv")
      let made = try await fettle(
        "train", "train.csv", "--target", "remaining_useful_life", "--unit", "unit", "--time",
        "cycle", "--window", "12", "--trees", "80", "--out", "engine", in: folder)
      #expect(made.exitCode == 0, "\(made.standardError)")
      #expect(try folder.names().contains("engine"))
      let registered = try await fettle(
        "train", "train.csv", "--target", "remaining_useful_life", "--unit", "unit", "--time",
        "cycle", "--trees", "20", "--register", "engine", in: folder)
      #expect(registered.exitCode == 0, "\(registered.standardError)")
      try folder.write(
        ModelCommandTests.press.replacing(
          "RULE", with: "{model: engine, fails_within: 12 h, chance_over: 20 %, look: 4 h}"),
        to: "cycles.yaml")
      let cycles = try await fettle("validate", "cycles.yaml", in: folder)
      #expect(cycles.exitCode == 65)
      #expect(
        cycles.standardError.contains("gives a remaining life in 'cycle' rather than seconds"),
        "\(cycles.standardError)")
      let score = try await fettle(
        "score", "engine", "test.csv", "--unit", "unit", "--time", "cycle", "--truth", "truth.csv",
        "--last", in: folder)
      #expect(score.exitCode == 0, "\(score.standardError)")
      #expect(score.standardOutput.contains("30 rows"))
      // These units were learned from, as far as the table goes.
      #expect(score.standardError.hasPrefix("warning: 30 of 30 units (such as '1') are among"))
      let asked = try await fettle(
        "score", "engine", "test.csv", "--unit", "unit", "--time", "cycle", "--last", in: folder)
      #expect(asked.standardOutput.hasPrefix("unit,time,median,lower_5,upper_95,mean\n1,"))
      #expect(asked.standardOutput.split(separator: "\n").count == 31)
    }
  }
}
