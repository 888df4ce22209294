import Foundation
import TestSupport
import Testing

@Suite("What fettle dataset chooses")
struct DatasetChoiceTests {
  /// A mill whose machines have two components.
  private static let mill = """
    fettle: 1
    name: Mill
    horizon: 2 wk
    products: {housing: {release: saturated, route: [mill]}}
    stations:
      mill:
        machines: 2
        time: 5 min
        failures: {jam: {after: exponential 30 h, repair: 20 min}}
        components:
          spindle: {life: weibull shape 2 mean 300 h, clock: producing, replace: {failed: 20 h}}
          cutter: {wear: gamma mean_life 40 h cv_of_life 30 %, clock: producing, replace: {planned: 20 min, failed: 2 h}}
        sensors:
          vibration: {rms: 1 mm/s * (1 + cutter.wear), noise: 0.1 mm/s, every: 10 min}
    maintenance:
      cutters: {of: mill.*.cutter, replace: on_failure}
    """
  private static let study = """
    fettle: 1
    scenario: mill.yaml
    arms:
      worn_out: {}
      by_the_book: {set: {maintenance.cutters.replace: {at_age: 30 h}}}
    """

  private static func write(into folder: URL) throws {
    try folder.write(mill, to: "mill.yaml")
    try folder.write(study, to: "study.yaml")
    try folder.write("a key that nobody knows", to: "key")
    try folder.write("too short", to: "short")
  }

  @Test(
    "The command on the card makes the same dataset again", .tags(.law),
    arguments: [
      ["mill.yaml", "--component", "mill.*.cutter", "--run-to-failure", "--censored", "keep"],
      ["mill.yaml", "--split-by", "time", "--gap", "12.5", "--split", "early=50,late=50"],
      ["mill.yaml", "--failure-share", "60 %", "--failure-within", "8", "--missing", "2.5"],
      ["study.yaml", "--seed", "7"],
      ["mill.yaml", "--windows", "24", "--hop", "7"],
    ])
  func again(options: [String]) async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try Self.write(into: folder)
      let first = try await runProcess(
        Repository.command.path,
        ["dataset"] + options + ["--units", "4", "--tables", "csv", "--out", "made"], in: folder)
      #expect(first.exitCode == 0, "\(first.standardError)")
      let card = try folder.text("made/README.md")
      let line = try #require(card.split(separator: "\n").first { $0.hasPrefix("fettle dataset ") })
      let again = try await shell(
        "\"$FETTLE\" "
          + line.dropFirst("fettle ".count).replacing("FOLDER", with: "../again"),
        in: folder.appending(path: "made"))
      #expect(again.exitCode == 0, "\(again.standardError)")
      let names = try FileManager.default.subpathsOfDirectory(
        atPath: folder.appending(path: "made").path
      ).filter { $0.contains(".") }
      #expect(names.count > 12)
      for name in names {
        let files = try ["made", "again"].map {
          try Data(contentsOf: folder.appending(path: "\($0)/\(name)"))
        }
        #expect(files[0] == files[1], "\(name)")
      }
    }
  }

  @Test("Says how many lives, which share and how many arms there are")
  func summaries() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try Self.write(into: folder)
      let lives = try await fettle(
        "dataset", "mill.yaml", "--units", "4", "--component", "cutter", "--run-to-failure",
        "--out", "lives", in: folder)
      #expect(
        lives.standardOutput.contains(
          /\ntrajectories: \d+ lives · left out: [78] went on at its end\n/))
      let balanced = try await fettle(
        "dataset", "mill.yaml", "--units", "4", "--failure-share", "80", "--failure-within", "8",
        "--out", "balanced", in: folder)
      #expect(
        balanced.standardOutput.contains(
          /\nwithin 8 h of a failure: mill (79|80)(\.\d+)? % \(was [2-6]\d(\.\d+)? %\)\n/))
      let arms = try await fettle(
        "dataset", "study.yaml", "--units", "3", "--out", "arms", in: folder)
      #expect(arms.standardOutput.hasPrefix("study · 2 arms · 6 units of 336 h · seed 1 · "))
      let one = try await fettle(
        "dataset", "mill.yaml", "--units", "1", "--split", "all=100", "--hours", "333.33333",
        "--out",
        "one", in: folder)
      #expect(one.standardOutput.hasPrefix("Mill · 1 unit of 333.3 h · seed 1 · "))
      let card = try folder.text("one/README.md")
      #expect(card.contains("in 1 unit of 333.3 h each"))
    }
  }

  @Test("--quiet prints nothing, and --format json what was made")
  func formats() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try Self.write(into: folder)
      let quiet = try await fettle(
        "dataset", "mill.yaml", "--units", "4", "--quiet", "--out", "quiet", in: folder)
      #expect(quiet.exitCode == 0 && quiet.standardOutput == "" && quiet.standardError == "")
      let json = try await fettle(
        "dataset", "study.yaml", "--units", "4", "--component", "mill.cutter", "--run-to-failure",
        "--quiet", "--format", "json", "--out", "json", in: folder)
      let made = try #require(
        try JSONSerialization.jsonObject(with: Data(json.standardOutput.utf8)) as? [String: Any])
      #expect(made["units"] as? Int == 8)
      #expect(made["arms"] as? [String] == ["worn_out", "by_the_book"])
      let lives = try #require(made["trajectories"] as? [String: Int])
      #expect(lives["lives", default: 0] > 10 && lives["ended_by_maintenance", default: 0] > 10)
      #expect(made["tensors"] == nil)
      // 2016 rows of each of two mills in each of four units.
      let windows = try await fettle(
        "dataset", "mill.yaml", "--units", "4", "--windows", "1000", "--format", "json", "--quiet",
        "--out", "windows", in: folder)
      #expect(windows.standardOutput.contains(/"table" ?: "mill",\s+"windows" ?: 16\s/))
    }
  }

  @Test(
    "The map of pseudonyms lies where it is asked for, and leads back to every name", .tags(.law))
  func pseudonyms() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try Self.write(into: folder)
      let outcome = try await fettle(
        "dataset", "mill.yaml", "--units", "4", "--tables", "csv", "--pseudonyms", "key",
        "--pseudonym-map", "names.csv", "--out", "made", in: folder)
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
      let map = try folder.text("names.csv")
      for name in [
        "factory,Mill", "station,mill", "machine,mill_1", "machine,mill_2", "product,housing",
        "component,spindle", "component,cutter", "failure mode,jam", "unit,4",
        "time,days shifted back",
      ] {
        #expect(map.contains("\n\(name),"), "\(name)")
      }
      #expect(try folder.appending(path: "made").names().allSatisfy { !$0.contains("key") })
      #expect(!(try folder.text("made/README.md").contains("key that nobody")))
    }
  }

  @Test("What cannot be made is said, and leaves nothing", .tags(.failure))
  func mistakes() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try Self.write(into: folder)
      let sweep = "fettle: 1\nscenario: mill.yaml\nvary: {stations.mill.machines: [1, 2]}\n"
      try folder.write(sweep, to: "sweep.yaml")
      try folder.write(
        Self.study + "\n  more: {set: {stations.mill.machines: 3}}\n", to: "more.yaml")
      let before = try folder.names()
      let calls: [(arguments: [String], exitCode: Int32, message: String)] = [
        (
          ["mill.yaml", "--component", "mill.cuter"], 64,
          "error: there is no component 'mill.cuter'; did you mean 'mill.cutter'? known are mill.spindle, mill.cutter\n"
        ),
        (
          ["mill.yaml", "--run-to-failure"], 64,
          "error: a trajectory is a life of one component, and the machines of 'mill' have mill.spindle, mill.cutter; choose "
            + "one of them with --component\n"
        ),
        (
          ["mill.yaml", "--split-by", "time", "--gap", "60"], 64,
          "error: a gap of 60 h leaves nothing of the part 'validation', which takes 50.4 h; make --gap shorter, or record "
            + "more with --hours\n"
        ),
        (
          ["mill.yaml", "--pseudonyms", "short"], 64,
          "error: the key in 'short' has 9 bytes; at least 16 are needed: make one by head -c 32 /dev/urandom > key\n"
        ),
        (
          ["mill.yaml", "--pseudonyms", "absent"], 66, "absent: error: there is no such file\n"
        ),
        (
          ["mill.yaml", "--pseudonyms", "key", "--pseudonym-map", "new/names.csv"], 64,
          "error: 'new/names.csv' lies in the dataset, and tells what its pseudonyms stand for; choose another place with "
            + "--pseudonym-map\n"
        ),
        (
          ["mill.yaml", "--pseudonyms", "key", "--pseudonym-map", "key"], 74,
          "error: 'key' is there already; choose another place with --pseudonym-map, or remove it first\n"
        ),
        (
          ["mill.yaml", "--shape", "ai4i", "--missing", "5"], 64,
          "error: --shape ai4i gives a table whose rows and columns are laid down, so it does not go with --missing\n"
        ),
        (
          ["mill.yaml", "--windows", "9", "--failure-share", "60", "--failure-within", "8"], 64,
          "error: --windows cuts rows that follow each other, and --failure-share leaves hours out between them; choose one\n"
        ),
        (
          ["mill.yaml", "--windows", "5000"], 65,
          "mill.yaml: error: there is no window of 5000 rows: the most that follow each other are 2016 of 'mill'; take "
            + "shorter ones by --windows, or record more with --hours\n"
        ),
        (
          ["mill.yaml", "--hdf5"], 64,
          "error: this fettle was built without HDF5; FETTLE_TRAITS=HDF5 ./fettle builds one with it, or swift build --traits "
            + "HDF5, where the HDF5 library is there with its headers (on Debian: apt-get install libhdf5-dev)\n"
        ),
        (
          ["sweep.yaml"], 65,
          "error: sweep.yaml varies factors and has no arms; a dataset is made of a scenario, or of an experiment with 'arms'\n"
        ),
        (
          ["more.yaml"], 65,
          "more.yaml: error: the arm 'more' has other machines than 'worn_out' (mill.mill_1, mill.mill_2, mill.mill_3; there "
            + "mill.mill_1, mill.mill_2); all arms of a dataset need the same, so that their rows can stand in one table\n"
        ),
      ]
      for call in calls {
        let outcome = try await runProcess(
          Repository.command.path, ["dataset"] + call.arguments + ["--out", "new", "--units", "4"],
          in: folder)
        #expect(outcome.exitCode == call.exitCode, "\(call.arguments)")
        #expect(outcome.standardError == call.message)
        #expect(outcome.standardOutput == "")
      }
      #expect(try folder.names() == before)
      let low = try await fettle(
        "dataset", "mill.yaml", "--failure-share", "1", "--failure-within", "8", "--units", "4",
        "--out",
        "new", in: folder)
      #expect(low.exitCode == 64)
      #expect(
        low.standardError.contains(
          /^error: [2-6]\d(\.\d+)? % of the rows of the table 'mill' lie within 8 h/))
      #expect(try folder.names() == before)
    }
  }

  @Test(
    "Options that make no sense together are refused", .tags(.failure),
    arguments: [
      (["--gap", "5"], "--gap lies between parts in time; add --split-by time"),
      (["--censored", "keep"], "--censored is about trajectories; add --run-to-failure"),
      (
        ["--failure-share", "20"],
        "--failure-share and --failure-within go together, such as --failure-share 20 --failure-within 24"
      ),
      (
        ["--failure-share", "120", "--failure-within", "24"],
        "--failure-share is '120'; give a percentage above 0 and at most 100, such as 20"
      ),
      (["--missing", "much"], "--missing is 'much'; give a percentage of 0 or more and below 100"),
      (
        ["--run-to-failure", "--failure-share", "20", "--failure-within", "24"],
        "--run-to-failure writes whole lives, and --failure-share leaves hours out of them; choose one"
      ),
      (["--pseudonym-map", "names.csv"], "add --pseudonyms"),
      (["--windows", "0"], "--windows is 0; a window has at least 1 row, such as 128"),
      (["--hop", "5"], "--hop lies between the beginnings of windows; add --windows"),
      (
        ["--windows", "5", "--hop", "0"], "--hop is 0; the next window begins at least 1 row later"
      ),
    ])
  func wrongUsage(options: [String], message: String) async throws {
    try await expectWrongUsage(
      ["dataset", "mill.yaml", "--out", "new"] + options, message: message)
  }
}
