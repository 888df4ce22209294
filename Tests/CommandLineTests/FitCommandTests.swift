import Foundation
import TestSupport
import Testing

@Suite("fettle fit")
struct FitCommandTests {
  @Test("The best fit is written in words that a scenario takes", .tags(.exact))
  func best() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let data = Repository.url("Tests/Fixtures/fitting/repairs.csv").path
      let outcome = try await fettle("fit", data, "--column", "repair", in: folder)
      #expect(outcome.exitCode == 0 && outcome.standardError == "")
      let line = try #require(
        outcome.standardOutput.split(separator: "\n").first { $0.hasPrefix("write: ") })
      try folder.write(
        """
        fettle: 1
        horizon: 1 wk
        products: {part: {release: saturated, route: [saw]}}
        stations: {saw: {time: \(line.dropFirst(7))}}
        """, to: "line.yaml")
      #expect(try await fettle("validate", "line.yaml", in: folder).exitCode == 0)
    }
  }

  @Test("JSON holds every fit", .tags(.exact))
  func json() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let data = Repository.url("Tests/Fixtures/fitting/lives.csv").path
      let outcome = try await fettle(
        "fit", data, "--column", "hours", "--unit", "h", "--censored", "still_running", "--format",
        "json", in: folder)
      let rows = try #require(
        try JSONSerialization.jsonObject(with: Data(outcome.standardOutput.utf8))
          as? [[String: Any]])
      // Uniform and triangular say nothing of censored lives.
      #expect(rows.count == 7)
      #expect(rows.allSatisfy { $0["andersonDarling"] == nil })
      #expect(
        rows.compactMap { $0["aic"] as? Double }
          == rows.compactMap { $0["aic"] as? Double }.sorted())
    }
  }

  @Test("What cannot be read is told with its place", .tags(.failure))
  func mistakes() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write("time,open\n3.5,0\n4,5,0\n", to: "ragged.csv")
      try folder.write("time,open\n3.5,0\n,0\nlong,maybe\n", to: "words.csv")
      try folder.write("time,open\n,0\n5,1\n", to: "none.csv")
      for (arguments, message, code) in [
        (
          ["ragged.csv", "--column", "time"], "ragged.csv:3:1: error: this row has 3 cells",
          Int32(65)
        ),
        (
          ["words.csv", "--column", "time"],
          "words.csv:4:1: error: 'long' is not a number; write one such as 12.5\n", 65
        ),
        (
          ["words.csv", "--column", "tme"],
          "words.csv:1:1: error: there is no column 'tme'; there are 'time', 'open'\n", 65
        ),
        (
          ["none.csv", "--column", "time", "--censored", "open"],
          "none.csv: error: column 'time' has no value that is not censored; there is nothing to fit a "
            + "distribution to\n", 65
        ),
        (["missing.csv", "--column", "time"], "missing.csv: error: there is no such file\n", 66),
      ] {
        let outcome = try await runProcess(
          Repository.command.path, ["fit"] + arguments, in: folder)
        #expect(outcome.exitCode == code, "\(arguments)")
        #expect(outcome.standardError.contains(message), "\(outcome.standardError)")
        #expect(outcome.standardOutput == "")
      }
      try await expectWrongUsage(
        ["fit", "words.csv", "--column", "time", "--shift", "a bit"],
        message: "--shift is 'a bit'; give a number such as 3, or 'fit'")
    }
  }

  @Test("The values themselves are written where they are asked for", .tags(.exact))
  func empirical() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write("time [min]\n1\n1\n1\n1\n500\n500\n500\n501\n", to: "two-kinds.csv")
      let plain = try await fettle("fit", "two-kinds.csv", "--column", "time", in: folder)
      #expect(plain.standardOutput.contains("none of these fits"))
      #expect(plain.standardOutput.hasSuffix("write: empirical 1 1 1 1 500 500 500 501 min\n"))
      let written = try await fettle(
        "fit", "two-kinds.csv", "--column", "time", "--empirical", "values.csv", in: folder)
      #expect(written.standardOutput.hasSuffix("write: {empirical: {table: values.csv}}\n"))
      #expect(try folder.text("values.csv").hasPrefix("value [min]\n1\n1\n"))
    }
  }
}
