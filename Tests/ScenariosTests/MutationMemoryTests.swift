import Foundation
import TestSupport
import Testing

@Suite("Memory of mutated scenarios")
struct MutationMemoryTests {
  @Test("A process that reads thousands of mutations holds less than 500 MB")
  func memory() async throws {
    // Other tests share this process; so a process of its own is measured.
    let folder = Bundle.allBundles.map(\.bundleURL).map { $0.deletingLastPathComponent() }
    let programs = (folder + [URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()])
      .map { $0.appending(path: "ScenarioFuzzer") }
    let program = try #require(
      programs.first { FileManager.default.isExecutableFile(atPath: $0.path) },
      "ScenarioFuzzer was not built beside the tests")
    let outcome = try await runProcess(program.path, ["4000", "77"], timeout: 120)
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)\(outcome.standardError)")
    #if os(Linux)
      let line = try #require(
        outcome.standardOutput.split(separator: "\n").first { $0.hasPrefix("peak memory ") })
      let megabytes = try #require(Double(line.split(separator: " ")[2]))
      #expect(megabytes <= 500)
    #endif
  }
}
