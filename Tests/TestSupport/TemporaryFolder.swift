public import Foundation

/// Makes an empty folder, hands it to `body`, and removes it with all that is in it afterwards.
///
/// - Parameter body: What to do with the folder.
/// - Returns: What `body` returns.
/// - Throws: What `body` throws, or Foundation's error where no folder can be made.
public func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = try makeTemporaryFolder()
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}

/// Makes an empty folder, hands it to `body`, and removes it with all that is in it afterwards.
///
/// - Parameter body: What to do with the folder.
/// - Returns: What `body` returns.
/// - Throws: What `body` throws, or Foundation's error where no folder can be made.
public nonisolated(nonsending) func withTemporaryFolder<Result>(
  _ body: nonisolated(nonsending) (URL) async throws -> Result
) async throws -> Result {
  let folder = try makeTemporaryFolder()
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder)
}

private func makeTemporaryFolder() throws -> URL {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "fettle-test-" + UUID().uuidString, directoryHint: .isDirectory)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  // A process asked for its own folder answers with links resolved.
  return folder.resolvingSymlinksInPath()
}
