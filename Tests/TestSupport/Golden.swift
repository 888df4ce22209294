public import Testing

import Foundation

/// Compares a text with the one recorded in a file.
///
/// With the environment variable `FETTLE_RECORD=1` the file is written instead, and the
/// commit that changes it says why.
///
/// - Parameters:
///   - text: What was printed just now.
///   - path: The file's path from the repository's root, such as
///     `Tests/CommandLineTests/Golden/run.txt`.
///   - sourceLocation: Where a difference is reported.
/// - Throws: Foundation's error where the file cannot be read or written.
public func expectGolden(
  _ text: String, _ path: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = Repository.url(path)
  if ProcessInfo.processInfo.environment["FETTLE_RECORD"] == "1" {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
    return
  }
  guard let recorded = try? String(contentsOf: file, encoding: .utf8) else {
    Issue.record(
      "\(path) is missing; record it with FETTLE_RECORD=1", sourceLocation: sourceLocation)
    return
  }
  #expect(text == recorded, "differs from \(path)", sourceLocation: sourceLocation)
}
