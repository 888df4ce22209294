public import Foundation

/// The checked-out repository that the tests belong to.
public enum Repository {
  /// The folder that holds `Package.swift`.
  public static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// What a user calls: the file named by the environment variable `FETTLE`, else the launcher in
  /// the root.
  public static var command: URL {
    if let path = ProcessInfo.processInfo.environment["FETTLE"], !path.isEmpty {
      return URL(filePath: path)
    }
    return url("fettle")
  }

  /// The place of a file or folder.
  ///
  /// - Parameter path: Its path from the root, such as `scenarios/stamping-line.yaml`.
  /// - Returns: Its absolute place; whether it exists is not looked at.
  public static func url(_ path: String) -> URL { root.appending(path: path) }

  /// The text of a file.
  ///
  /// - Parameter path: Its path from the root.
  /// - Returns: The whole text.
  /// - Throws: Foundation's error where the file is missing or is not UTF-8.
  public static func text(_ path: String) throws -> String {
    try String(contentsOf: url(path), encoding: .utf8)
  }

  /// The files below a folder, as paths from the root, sorted; hidden files and folders left out.
  ///
  /// - Parameters:
  ///   - folder: The folder's path from the root.
  ///   - suffix: How the names end, such as `.swift`.
  /// - Returns: The paths, `folder` included.
  /// - Throws: Foundation's error where the folder cannot be read.
  public static func files(under folder: String, suffix: String) throws -> [String] {
    var found: [String] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: url(folder).path).sorted() {
      guard !name.hasPrefix(".") else { continue }
      let path = folder + "/" + name
      var isFolder = false
      if let type = try FileManager.default.attributesOfItem(atPath: url(path).path)[.type]
        as? FileAttributeType
      {
        isFolder = type == .typeDirectory
      }
      if isFolder {
        found += try files(under: path, suffix: suffix)
      } else if name.hasSuffix(suffix) {
        found.append(path)
      }
    }
    return found
  }
}
