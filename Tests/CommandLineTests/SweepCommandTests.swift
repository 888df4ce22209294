import Foundation
import TestSupport
import Testing

@Suite("fettle sweep")
struct SweepCommandTests {
  @Test("Prints a row for each point and keeps the design", .tags(.golden))
  func goldenText() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "line.yaml")
      let outcome = try await fettle(
        "sweep", "line.yaml", "--vary", "stations.check.buffer=1 to 9", "--vary",
        "stations.check.time=20 s to 30 s", "--design", "sobol", "--points", "4", "-n", "4",
        "--metric", "throughput", "--metric", "stations.check.oee", "--out", "kept", in: folder)
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
      #expect(outcome.standardError == "")
      try expectGolden(
        withoutElapsedTime(outcome.standardOutput), "Tests/CommandLineTests/Golden/sweep.txt")
      let rows = try folder.text("kept/design.csv").split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
      #expect(rows[0].prefix(3) == ["arm", "stations.check.buffer", "stations.check.time"])
      #expect(
        rows.dropFirst().map { $0.prefix(3).joined(separator: " | ") } == [
          "1 | 1 | 20 s", "2 | 5 | 25 s", "3 | 7 | 22.5 s", "4 | 3 | 27.5 s",
        ])
    }
  }

  @Test("A point is the run with the same changes", .tags(.law))
  func pointsAreRuns() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "line.yaml")
      let sweep = try await fettle(
        "sweep", "line.yaml", "--vary", "stations.check.buffer=1,5", "--set", "horizon=4 h", "-n",
        "3", "--out", "swept", in: folder)
      let run = try await fettle(
        "run", "line.yaml", "--set", "horizon=4 h", "--set", "stations.check.buffer=5", "-n", "3",
        "--out", "alone", in: folder)
      #expect(sweep.exitCode == 0)
      #expect(run.exitCode == 0)
      let swept = try folder.text("swept/replications.csv").split(separator: "\n")
      let alone = try folder.text("alone/replications.csv").split(separator: "\n")
      #expect(
        swept.suffix(3).map { String($0).replacing("2,", with: "base,", maxReplacements: 1) }
          == alone.suffix(3).map(String.init))
    }
  }

  @Test("A value that the scenario refuses is named with --vary", .tags(.failure))
  func badValue() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "line.yaml")
      let outcome = try await fettle(
        "sweep", "line.yaml", "--vary", "stations.check.time=20 s,25 sec", in: folder)
      #expect(outcome.exitCode == 65)
      #expect(
        outcome.standardError.hasPrefix("--vary stations.check.time=25 sec: error: "),
        "\(outcome.standardError)")
      #expect(try folder.names() == ["line.yaml"])
    }
  }
}
