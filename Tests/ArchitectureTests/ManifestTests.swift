import Foundation
import TestSupport
import Testing

@Suite("Manifest")
struct ManifestTests {
  /// Lets the package manager read the manifest, changed as asked, alone in a folder.
  func read(_ change: (String) throws -> String = { $0 }) async throws -> ProcessOutcome {
    let manifest = try change(Repository.text("Package.swift"))
    return try await withTemporaryFolder { (folder: URL) async throws -> ProcessOutcome in
      try manifest.write(
        to: folder.appending(path: "Package.swift"), atomically: true, encoding: .utf8)
      return try await runProcess(
        "swift",
        ["package", "--scratch-path", folder.appending(path: "build").path, "dump-package"],
        in: folder, environment: ["SWIFT_BACKTRACE": "enable=no"], timeout: 300)
    }
  }

  /// The manifest with one more import of a room.
  func manifest(_ text: String, letting room: String, importAlso other: String) throws -> String {
    let head = try #require(
      text.firstRange(of: try Regex(#"Room\(\s*name: "\#(room)", floor: [0-9]+"#)))
    var changed = text
    let rest = text[head.upperBound...]
    if let list = rest.prefixMatch(of: /,\s*imports: \[/) {
      changed.insert(contentsOf: "\"\(other)\", ", at: list.range.upperBound)
    } else {
      changed.insert(contentsOf: ", imports: [\"\(other)\"]", at: head.upperBound)
    }
    return changed
  }

  @Test("The manifest as it stands is accepted")
  func accepted() async throws {
    let outcome = try await read()
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    #expect(outcome.standardOutput.contains(#""name" : "fettle""#))
  }

  @Test(
    "The manifest refuses an import that climbs or stays on its floor, naming both rooms",
    .tags(.failure),
    arguments: [
      ("EventKernel", "FactoryModel"), ("SpecialFunctions", "EventKernel"),
      ("Scenarios", "Experiments"),
    ])
  func climbing(room: String, other: String) async throws {
    let outcome = try await read { try manifest($0, letting: room, importAlso: other) }
    #expect(outcome.exitCode != 0)
    #expect(
      outcome.standardError.contains(
        try Regex(#"\#(room) \(floor \d+\) must not import \#(other): imports go down"#)),
      "\(outcome.standardError)")
  }

  @Test("The manifest refuses GSL in a room that must do without it", .tags(.failure))
  func gsl() async throws {
    let outcome = try await read {
      try manifest($0, letting: "FactoryModel", importAlso: "Distributions")
    }
    #expect(outcome.exitCode != 0)
    #expect(
      outcome.standardError.contains("FactoryModel must build without GSL"),
      "\(outcome.standardError)")
  }
}
