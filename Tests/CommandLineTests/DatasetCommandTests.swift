import Foundation
import TestSupport
import Testing

@Suite("fettle dataset")
struct DatasetCommandTests {
  /// A press that tells of its die.
  private static let press = """
    fettle: 1
    name: Press
    horizon: 3 wk
    products: {bracket: {release: saturated, route: [press]}}
    stations:
      press:
        time: 60 s
        components:
          die: {wear: gamma mean_life 80 h cv_of_life 30 %, clock: producing, replace: {failed: 2 h}}
        sensors:
          vibration: {rms: 1 mm/s * (1 + 2 * die.wear), noise: 0.1 mm/s, every: 10 min, resolution: 0.01 mm/s}
    """

  @Test("Says what was made, and writes all of it", .tags(.golden))
  func goldenText() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(Self.press, to: "press.yaml")
      let outcome = try await fettle(
        "dataset", "press.yaml", "--units", "10", "--out", "press", "--license", "cc0-1.0",
        in: folder)
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
      #expect(outcome.standardError == "")
      try expectGolden(
        withoutElapsedTime(outcome.standardOutput), "Tests/CommandLineTests/Golden/dataset.txt")
      let names = try FileManager.default.subpathsOfDirectory(
        atPath: folder.appending(path: "press").path
      ).sorted()
      #expect(
        names == [
          "README.md", "croissant.json", "datapackage.json", "failures",
          "failures/test.parquet", "failures/train.parquet", "failures/validation.parquet",
          "lives", "lives/test.parquet", "lives/train.parquet", "lives/validation.parquet",
          "machines", "machines/test.parquet", "machines/train.parquet",
          "machines/validation.parquet", "maintenance", "maintenance/test.parquet",
          "maintenance/train.parquet", "maintenance/validation.parquet", "press",
          "press/test.parquet", "press/train.parquet", "press/validation.parquet",
          "scenario.resolved.yaml",
        ])
      try expectGolden(
        try folder.text("press/README.md"), "Tests/CommandLineTests/Golden/dataset-card.md")
    }
  }

  @Test("The command on the card makes the same dataset again", .tags(.law))
  func again() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(Self.press, to: "press.yaml")
      let first = try await fettle(
        "dataset", "press.yaml", "--units", "4", "--hours", "300", "--seed", "9", "--split",
        "train=75,test=25", "--tables", "csv", "--out", "made", in: folder)
      #expect(first.exitCode == 0, "\(first.standardError)")
      let card = try folder.text("made/README.md")
      let line = try #require(card.split(separator: "\n").first { $0.hasPrefix("fettle dataset ") })
      let words = line.replacing("FOLDER", with: "../again").split(separator: " ").dropFirst()
      let again = try await runProcess(
        Repository.command.path, words.map(String.init), in: folder.appending(path: "made"))
      #expect(again.exitCode == 0, "\(again.standardError)")
      for name in ["press/train.csv", "lives/test.csv", "README.md", "scenario.resolved.yaml"] {
        #expect(try folder.text("made/\(name)") == folder.text("again/\(name)"), "\(name)")
      }
    }
  }

  @Test("What cannot be made is said, and leaves nothing", .tags(.failure))
  func mistakes() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(Self.press, to: "press.yaml")
      try folder.write(SampleLine.small, to: "mute.yaml")
      try folder.write("mine", to: "taken")
      let calls: [(arguments: [String], exitCode: Int32, message: String)] = [
        (
          ["press.yaml", "--out", "taken"], 74,
          "error: 'taken' is there already; choose another place with --out, or remove it first\n"
        ),
        (
          ["press.yaml", "--out", "new", "--units", "2"], 64,
          "error: 2 units cannot be divided into 3 parts; ask for more units, or for fewer parts with --split\n"
        ),
        (
          ["press.yaml", "--out", "new", "--split", "train=80,test=30"], 64,
          "error: the parts of 'train=80,test=30' add up to 110.0 %; they must add up to 100 %\n"
        ),
        (
          ["press.yaml", "--out", "new", "--units", "4", "--hours", "2"], 65,
          "press.yaml: error: nothing failed in 4 units of 2 h; about 50 failures would take 2000 units of 2 h, or "
            + "4 units of 1000 h (--units, --hours); or take data without failures with --allow-no-failures\n"
        ),
        (
          ["mute.yaml", "--out", "new"], 65,
          "mute.yaml: error: no station has sensors, so there is nothing to read; give one some, such as "
            + "'sensors: {vibration: {rms: 1.2 mm/s * (1 + 3 * die.wear), noise: 0.1 mm/s, every: 1 min}}'\n"
        ),
      ]
      for call in calls {
        let outcome = try await runProcess(
          Repository.command.path, ["dataset"] + call.arguments, in: folder)
        #expect(outcome.exitCode == call.exitCode)
        #expect(outcome.standardError == call.message)
        #expect(outcome.standardOutput == "")
      }
      #expect(try folder.names().sorted() == ["mute.yaml", "press.yaml", "taken"])
    }
  }

  @Test(
    "A killed process leaves no folder of that name, Ctrl-C the units that are finished",
    .tags(.failure))
  func stopped() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(Self.press, to: "press.yaml")
      let killed = try await shell(
        "timeout --foreground -s KILL 2 \"$FETTLE\" dataset press.yaml --units 1000000 --out data",
        in: folder)
      #expect(killed.exitCode == 137)
      #expect(try !folder.names().contains("data"))
      // How long three units take hangs on what else the machine does.
      func run(for seconds: Int) async throws -> ProcessOutcome {
        let outcome = try await shell(
          "timeout --foreground --preserve-status -s INT \(seconds) \"$FETTLE\" dataset press.yaml --units 1000000 "
            + "--out data", in: folder, timeout: 300)
        let isSaved = outcome.standardOutput.contains("interrupted: ")
        return isSaved || seconds > 60 ? outcome : try await run(for: 3 * seconds)
      }
      let interrupted = try await run(for: 3)
      #expect(interrupted.exitCode == 130)
      #expect(interrupted.standardOutput.contains("interrupted: "))
      #expect(interrupted.standardOutput.hasSuffix("saved: data-partial\n"))
      let names = try folder.names()
      #expect(names.contains("data-partial") && !names.contains("data"))
      #expect(
        try folder.appending(path: "data-partial/press").names().sorted() == [
          "test.parquet", "train.parquet", "validation.parquet",
        ])
    }
  }

  @Test("A full disk leaves nothing, and says so", .tags(.failure))
  func fullDisk() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(Self.press, to: "press.yaml")
      let outcome = try await shell(
        "ulimit -f 64; trap '' XFSZ; \"$FETTLE\" dataset press.yaml --units 300 --out data",
        in: folder)
      #expect(outcome.exitCode == 74)
      #expect(outcome.standardError.hasPrefix("error: "))
      #expect(outcome.standardError.contains("File too large"))
      #expect(try folder.names() == ["press.yaml"])
    }
  }
}
