import Foundation
import TestSupport
import Testing

@Suite("Pages about what is no run")
struct DataReportCommandTests {
  private static let press = """
    fettle: 1
    name: One press
    horizon: 1 wk
    products: {bracket: {release: saturated, route: [press]}}
    stations:
      press:
        time: 30 s
        components: {die: {wear: gamma mean_life 30 h cv_of_life 30 %, clock: producing, replace: {failed: 3 h}}}
        sensors: {force: {mean: 900 kN * (1 + die.wear), noise: 15 kN, every: 30 min}}

    """

  /// Units that last 30 to 49 cycles and show how far they are, with a saw of errors.
  private static func units(_ numbers: Range<Int>) -> String {
    var text = "unit,cycle,heat\n"
    for unit in numbers {
      let life = 30 + unit * 7 % 20
      for cycle in 1...life {
        let error = Double((cycle * 7 + unit * 13) % 11) / 11
        text += "\(unit),\(cycle),\(10 * Double(cycle) / Double(life) + error)\n"
      }
    }
    return text
  }

  @Test("A dataset's page goes into its folder, the same each time", .tags(.exact))
  func dataset() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(Self.press, to: "press.yaml")
      let made = try await fettle(
        "dataset", "press.yaml", "--units", "3", "--split", "train=70,test=30", "--out", "data",
        in: folder)
      #expect(made.exitCode == 0, "\(made.standardError)")
      let outcome = try await fettle("report", "data/", in: folder)
      #expect(outcome.standardOutput == "data/report.html\n")
      #expect(outcome.standardError == "" && outcome.exitCode == 0)
      let page = try folder.text("data/report.html")
      #expect(page.contains("<h1>One press</h1>"))
      _ = try await fettle("report", "data", in: folder)
      #expect(try folder.text("data/report.html") == page)
    }
  }

  @Test("A model's page goes beside it, and never into it or a registry", .tags(.exact))
  func model() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(Self.units(0..<20), to: "train.csv")
      try folder.write(Self.units(20..<30), to: "test.csv")
      let trained = try await fettle(
        "train", "train.csv", "--target", "remaining_useful_life", "--unit", "unit", "--time",
        "cycle",
        "--trees", "20", "--register", "engine", "--out", "engine-1", "--quiet", in: folder)
      #expect(trained.exitCode == 0, "\(trained.standardError)")
      let before = try FileManager.default.subpathsOfDirectory(
        atPath: folder.appending(path: "models").path
      ).sorted()
      for (name, page) in [
        ("engine", "engine@1.html"), ("engine@1", "engine@1.html"), ("engine-1/", "engine-1.html"),
        ("models/models/engine/1", "engine@1.html"),
      ] {
        let outcome = try await fettle(
          "report", name, "--data", "test.csv", "--unit", "unit", "--time", "cycle",
          "--run-to-failure", in: folder)
        #expect(outcome.standardOutput == page + "\n", "\(name)")
        #expect(outcome.standardError == "" && outcome.exitCode == 0)
        #expect(try folder.text(page).contains("How early it warns"))
      }
      #expect(
        try FileManager.default.subpathsOfDirectory(
          atPath: folder.appending(path: "models").path
        ).sorted() == before)
      let verified = try await fettle("models", "verify", in: folder)
      #expect(verified.exitCode == 0)
      // What it has learned from is no judge of it.
      _ = try await fettle(
        "report", "engine", "--data", "train.csv", "--unit", "unit", "--time", "cycle",
        "--run-to-failure", "--out", "memory.html", in: folder)
      #expect(try folder.text("memory.html").contains("It has learned from train.csv"))
    }
  }

  @Test("Forecasts and lives are written as pages beside what is printed", .tags(.exact))
  func pages() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(
        "bolts\n" + (0..<48).map { "\(100 + $0 + [5, -3, 0, -2][$0 % 4])\n" }.joined(),
        to: "orders.csv")
      let forecast = [
        "forecast", "orders.csv", "--horizon", "4", "--season", "4", "--method", "ets", "--quiet",
      ]
      let plain = try await runProcess(Repository.command.path, forecast, in: folder)
      let page = try await runProcess(
        Repository.command.path, forecast + ["--report", "orders.html"], in: folder)
      #expect(page.standardOutput == plain.standardOutput && page.exitCode == 0)
      #expect(page.standardError == "report: orders.html\n")
      #expect(try folder.text("orders.html").contains("naive2 (baseline)"))

      try folder.write(
        "hours,failed,mode\n"
          + (1...40).map { "\($0 * 25),\($0 % 4 == 0 ? 0 : 1),\($0 % 3 == 0 ? "seal" : "motor")\n" }
          .joined(), to: "pumps.csv")
      let lives = try await fettle(
        "lives", "pumps.csv", "--time", "hours", "--event", "failed", "--cause", "mode", "--report",
        "pumps.html", in: folder)
      #expect(lives.exitCode == 0 && lives.standardError == "report: pumps.html\n")
      #expect(try folder.text("pumps.html").contains("Causes that compete"))
    }
  }

  @Test("What makes no sense is refused with the reason", .tags(.failure))
  func refused() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write("hours\n1\n2\n3\n", to: "lives.csv")
      for (arguments, message) in [
        (
          ["lives", "lives.csv", "--time", "hours", "--report", "lives.csv"],
          "error: --report 'lives.csv' is a page: give it a name that ends with .html\n"
        ),
        (
          ["report", "lives.csv", "--data", "lives.csv"],
          "error: --data is for models, and 'lives.csv' is none\n"
        ),
      ] {
        let outcome = try await runProcess(Repository.command.path, arguments, in: folder)
        #expect(outcome.exitCode == 64)
        #expect(outcome.standardError == message)
        #expect(outcome.standardOutput == "")
      }
      let outcome = try await fettle(
        "lives", "lives.csv", "--time", "hours", "--cause", "hours", in: folder)
      #expect(outcome.exitCode == 64)
      #expect(outcome.standardError.hasPrefix("Error: --cause is for the page; add --report\n"))
    }
  }
}
