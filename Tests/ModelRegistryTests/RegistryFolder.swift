import Foundation
import ModelRegistry
import TestSupport
import Testing

/// What the tests of a registry share.
enum RegistryFolder {
  /// A description.
  static func content(
    rmse: Double = 12, unit: String? = "mm/s", parents: [String] = [], kind: String = "trees"
  ) -> ModelContent {
    ModelContent(
      kind: kind, dataFingerprint: "fd001:9f2c", codeVersion: "features 1",
      features: [FeatureColumn("vibration", unit: unit), FeatureColumn("cycles")],
      scores: [ScoreEstimate("rmse", rmse, lower: rmse - 1, upper: rmse + 1, unit: "cycles")],
      parents: parents, createdBy: "a test")
  }

  /// A passed gate.
  static let passed = GateResult(
    .offlineScore, candidate: ScoreEstimate("rmse", 11), incumbent: ScoreEstimate("rmse", 12),
    isPassed: true)
  /// One that is not.
  static let failed = GateResult(
    .decisionCost, candidate: ScoreEstimate("cost rate", 0.6, unit: "EUR/h"), isPassed: false,
    note: "runs/7")

  /// Hands a new registry to `body`.
  static func with(_ body: (ModelStore) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try body(try ModelStore.make(at: folder.appending(path: "models").path))
    }
  }

  /// The program beside the tests that writes until it is killed.
  static func writer() throws -> String {
    let folder = Bundle.allBundles.map(\.bundleURL).map { $0.deletingLastPathComponent() }
    let programs = (folder + [URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()])
      .map { $0.appending(path: "RegistryWriter") }
    return try #require(
      programs.first { FileManager.default.isExecutableFile(atPath: $0.path) },
      "RegistryWriter was not built beside the tests"
    ).path
  }

  /// Whether a body fails with just this sentence; `ROOT` stands for the registry's folder.
  static func expect(
    _ sentence: String, in store: ModelStore, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () throws -> Void
  ) {
    let error = #expect(throws: RegistryError.self, sourceLocation: sourceLocation) { try body() }
    let said = error.map { "\($0)".replacing(store.path, with: "ROOT") }
    #expect(said == sentence, sourceLocation: sourceLocation)
  }
}
