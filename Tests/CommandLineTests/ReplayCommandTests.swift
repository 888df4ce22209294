import Foundation
import TestSupport
import Testing

@Suite("fettle replay")
struct ReplayCommandTests {
  private func keep(_ name: String, in folder: URL) async throws {
    try folder.write(SampleLine.small, to: "line.yaml")
    let outcome = try await fettle("run", "line.yaml", "-n", "2", "--out", name, in: folder)
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
  }

  @Test("It writes the page into the run's folder, the same each time", .tags(.law))
  func page() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try await keep("kept", in: folder)
      let text = try await fettle("replay", "kept/", in: folder)
      #expect(text.exitCode == 0, "\(text.standardError)")
      #expect(text.standardOutput == "kept/replay.html\n")
      let page = try folder.text("kept/replay.html")
      #expect(page.contains("<h1>Small line</h1>"))
      let json = try await fettle(
        "replay", "kept", "--out", "page.html", "--format", "json", in: folder)
      #expect(json.standardOutput == "{\n  \"replay\" : \"page.html\"\n}\n")
      #expect(try folder.text("page.html") == page)
      // A run with a replay is a run.
      let again = try await fettle("run", "line.yaml", "-n", "2", "--out", "kept", in: folder)
      #expect(again.standardError.hasPrefix("the same run is already in kept;"))
    }
  }

  @Test("It says what it cannot do", .tags(.exact))
  func refusals() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try await keep("kept", in: folder)
      for (arguments, code, words) in [
        (["nowhere"], 66, "cannot read the run 'nowhere'"),
        (["kept", "--arm", "x"], 64, "--arm is 'x'; the run has base"),
        (["kept", "--from", "blue"], 64, "--from is 'blue'; expected a time after the start"),
        (["kept", "--from", "100 yr"], 64, "and the run ends after"),
        (["kept", "--from", "2 h", "--to", "1 h"], 64, "--to is 1 h, not after 2 h"),
        (["kept", "--replication=-1"], 64, "they count from 0"),
      ] as [([String], Int32, String)] {
        let outcome = try await runProcess(
          Repository.command.path, ["replay"] + arguments, in: folder)
        #expect(outcome.exitCode == code, "\(arguments)")
        #expect(outcome.standardError.contains(words), "\(arguments): \(outcome.standardError)")
        #expect(outcome.standardOutput == "")
      }
    }
  }

  @Test("--live draws nothing in a pipe", .tags(.exact))
  func live() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "line.yaml")
      let outcome = try await fettle(
        "run", "line.yaml", "-n", "2", "--live", "--out", "kept", in: folder)
      #expect(outcome.exitCode == 0)
      #expect(!outcome.standardError.contains("\u{1B}"))
      #expect(!outcome.standardOutput.contains("\u{1B}"))
    }
  }
}
