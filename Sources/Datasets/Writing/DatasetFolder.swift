#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The folder of a dataset, which bears its name only once it is whole.
///
/// It grows beside its own place, under a hidden name with the number of the process. What a killed process has left
/// there is no dataset, and may be removed.
public struct DatasetFolder: Sendable {
  /// Where it will be.
  public let path: String
  /// Where it grows.
  public let growing: String

  /// Begins a folder.
  ///
  /// - Parameter path: Where it will be; nothing may be there but an empty folder.
  /// - Throws: ``DatasetProblem`` where something is there, or it cannot be created.
  public init(_ path: String) throws(DatasetProblem) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    try DatasetFolder.checkFree(path)
    let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    growing =
      "\(path[..<cut]).\(path[cut...]).writing-\(ProcessInfo.processInfo.processIdentifier)"
    do {
      try? FileManager.default.removeItem(atPath: growing)
      try FileManager.default.createDirectory(atPath: growing, withIntermediateDirectories: true)
    } catch {
      throw DatasetProblem(.output, "the folder '\(path)' cannot be written: \(error)")
    }
  }

  private static func checkFree(_ path: String) throws(DatasetProblem) {
    let files = FileManager.default
    guard let attributes = try? files.attributesOfItem(atPath: path) else { return }
    if attributes[.type] as? FileAttributeType == .typeDirectory,
      (try? files.contentsOfDirectory(atPath: path))?.isEmpty == true
    {
      return
    }
    throw DatasetProblem(
      .output,
      "'\(path)' is there already; choose another place with --out, or remove it first")
  }

  /// Gives the folder its name.
  ///
  /// - Parameter isWhole: Whether all units are in it; where they are not, `-partial` stands behind the name.
  /// - Returns: Where it is.
  /// - Throws: ``DatasetProblem`` where something has come there in the meantime.
  public func finish(isWhole: Bool) throws(DatasetProblem) -> String {
    let target = isWhole ? path : path + "-partial"
    try DatasetFolder.checkFree(target)
    do {
      // An empty folder gives way.
      try? FileManager.default.removeItem(atPath: target)
      try FileManager.default.moveItem(atPath: growing, toPath: target)
    } catch {
      throw DatasetProblem(.output, "the folder cannot be given its name '\(target)': \(error)")
    }
    return target
  }

  /// Removes what has been written.
  public func abandon() { try? FileManager.default.removeItem(atPath: growing) }
}
