import Foundation
import TestSupport
import Testing

/// Datasets of the scenarios that come with the project to be learned from.
@Suite("Datasets in the shape of known ones")
struct DatasetShapeTests {
  private static func make(
    _ arguments: String..., into folder: URL
  ) async throws -> ProcessOutcome {
    let outcome = try await runProcess(
      Repository.command.path,
      ["dataset"] + arguments + ["--out", "made", "--tables", "csv", "--quiet"], in: folder)
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    return outcome
  }

  @Test("The milling machine gives the columns of AI4I 2020, and the labels of its rules")
  func milling() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      _ = try await Self.make(
        Repository.url("scenarios/milling-ai4i.yaml").path, "--shape", "ai4i", "--units", "1",
        "--split", "all=100", into: folder)
      let lines = try folder.text("made/ai4i/all.csv").split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      #expect(
        lines[0] == [
          "UDI", "Product ID", "Type", "Air temperature [K]", "Process temperature [K]",
          "Rotational speed [rpm]", "Torque [Nm]", "Tool wear [min]", "Machine failure", "TWF",
          "HDF", "PWF", "OSF", "RNF",
        ])
      // Four standard deviations of a Poisson number of 10000 parts, which is larger than theirs.
      #expect(abs(lines.count - 10_001) < 400)
      var failures = 0
      for (place, line) in lines.dropFirst().enumerated() {
        let number = line.map { Double($0) ?? .nan }
        let power = number[6] * number[5] * 2 * Double.pi / 60
        let limit = ["L": 11_000.0, "M": 12_000, "H": 13_000][line[2]] ?? .nan
        #expect(number[0] == Double(place + 1))
        #expect(line[1].hasPrefix(line[2]))
        #expect(line[10] == (number[4] - number[3] < 8.6 && number[5] < 1_380 ? "1" : "0"))
        #expect(line[11] == (power < 3_500 || power > 9_000 ? "1" : "0"))
        #expect(line[12] == (number[7] * number[6] > limit ? "1" : "0"))
        #expect(line[8] == (line[9...].contains("1") ? "1" : "0"))
        // A tool fails at 200 to 240 min, in the part after, which takes 5 at most.
        if line[9] == "1" { #expect((195...240).contains(number[7])) }
        if line[8] == "1" { failures += 1 }
      }
      // Units of Fettle have 271 to 409 (experiments/dataset-realism/milling.txt).
      #expect((200...500).contains(failures))
    }
  }

  @Test("A factory without a mill has no such table, and is told what it lacks")
  func noMill() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let outcome = try await fettle(
        "dataset", Repository.url("experiments/dataset-realism/press.yml").path, "--shape", "ai4i",
        "--out", "made", in: folder)
      #expect(outcome.exitCode == 65)
      #expect(
        outcome.standardError.contains(
          "the table ai4i needs a station with the component 'tool'"))
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "made").path))
    }
  }

  @Test("Presses of the experiment on realism all run to failure")
  func presses() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      _ = try await Self.make(
        Repository.url("experiments/dataset-realism/press.yml").path, "--units", "6", "--split",
        "all=100", into: folder)
      let failures = try folder.text("made/failures/all.csv").split(separator: "\n").dropFirst()
      #expect(Set(failures.map { $0.prefix { $0 != "," } }).count == 6)
    }
  }
}
