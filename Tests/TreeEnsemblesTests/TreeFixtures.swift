import Foundation
import TreeEnsembles

/// The models and predictions that `Scripts/tree-models.py` has recorded.
enum TreeFixtures {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/trees")

  /// A file that must be there.
  static func data(_ name: String) throws -> Data {
    try Data(contentsOf: folder.appending(path: name))
  }

  /// A table of numbers with a line of names; what is empty is missing.
  static func table(_ name: String) throws -> FeatureTable {
    let lines = try String(decoding: data(name), as: UTF8.self).split(separator: "\n")
    let rows = lines.dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) ?? .nan }
    }
    return try FeatureTable(names: lines[0].split(separator: ",").map(String.init), rows: rows)
  }
}
