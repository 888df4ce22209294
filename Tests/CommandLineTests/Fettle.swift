import Foundation
import TestSupport
import Testing

/// Runs `fettle` as a user does, in a folder.
func fettle(
  _ arguments: String..., in folder: URL, timeout: Double = 120
) async throws -> ProcessOutcome {
  try await runProcess(Repository.command.path, arguments, in: folder, timeout: timeout)
}

/// Runs a line of shell in a folder, with the command at hand as `$FETTLE`.
func shell(_ line: String, in folder: URL, timeout: Double = 120) async throws -> ProcessOutcome {
  try await runProcess(
    "sh", ["-c", line], in: folder, environment: ["FETTLE": Repository.command.path],
    timeout: timeout)
}

/// Expects that a command refuses how it is called: with a message, exit code 64 and no results.
func expectWrongUsage(
  _ arguments: [String], message: String, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
  try await withTemporaryFolder { (folder: URL) async throws -> Void in
    let outcome = try await runProcess(Repository.command.path, arguments, in: folder)
    #expect(outcome.exitCode == 64, sourceLocation: sourceLocation)
    #expect(
      outcome.standardError.contains(message), "\(outcome.standardError)",
      sourceLocation: sourceLocation)
    #expect(outcome.standardOutput == "", sourceLocation: sourceLocation)
  }
}

/// Text with the time that a run took left out, which differs from run to run.
func withoutElapsedTime(_ text: String) -> String {
  text.replacing(/· [0-9.]+ s$/.anchorsMatchLineEndings(), with: "· … s")
}

extension URL {
  /// The names in this folder, sorted.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: appending(path: name), encoding: .utf8)
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: appending(path: name))
  }
}
