import Foundation
import TestSupport
import Testing

/// Experiments that come with the project are run, with few replications.
@Suite("Shipped experiments")
struct ShippedExperimentTests {
  static let arms = ["typical", "checked", "promised", "noisy_oracle", "oracle"]

  private func run(_ command: String, _ name: String) async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let outcome = try await fettle(
        command, "experiments/policy-value/\(name).yaml", "-n", "2", "--quiet", "--out",
        folder.appending(path: "run").path, in: Repository.url("."))
      #expect(outcome.exitCode == 0, "\(name): \(outcome.standardError)")
      for arm in Self.arms where name != "mill-5" || arm != "checked" && arm != "noisy_oracle" {
        #expect(outcome.standardOutput.contains(arm), "\(name): \(arm)")
      }
    }
  }

  @Test("What prediction is worth is asked of utilities, benchmark and all", .tags(.golden))
  func utilities() async throws {
    try await run("benchmark", "utilities-reactive")
    try await run("benchmark", "utilities-mixed")
  }

  @Test("What prediction is worth is asked of mill 5", .tags(.golden))
  func mill() async throws { try await run("compare", "mill-5") }
}
