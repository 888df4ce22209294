#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which files a scenario may name, and how they are read.
///
/// A file that a scenario names is looked for beside it and in the folders that were included; it is
/// read only if it lies, links followed, in one of these.
struct FileAccess: Sendable {
  /// Why a file that was named cannot be read.
  struct Problem: Error {
    var message: String
  }

  /// A file that was read.
  struct File {
    var bytes: [UInt8]
    /// The path, for messages.
    var path: String
    /// The folder in which it lies, with a slash at its end unless empty.
    var folder: String
  }

  /// Folders beside that of the file that names another.
  var included: [String] = []
  /// Files that are in memory, by the name by which they are called; then no others are read.
  var given: [String: [UInt8]]?
  /// Where models are found; `nil` where there are none.
  var shelf: (any ModelShelf)?

  /// The folder of a path: `scenarios/` for `scenarios/press.yaml`.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// Reads a file that another names.
  ///
  /// - Parameters:
  ///   - name: The path, relative to the folder.
  ///   - folder: The folder of the file that names it.
  ///   - limit: The most bytes.
  /// - Returns: The file.
  /// - Throws: ``Problem`` where there is no such file, or it may not be read.
  func read(_ name: String, from folder: String, limit: Int) throws(Problem) -> File {
    if let given {
      guard let bytes = given[name] else {
        throw Problem(message: "there is no file \(quoted(name))")
      }
      return File(bytes: bytes, path: name, folder: FileAccess.folder(of: name))
    }
    guard !name.isEmpty, name.utf8.count < 1_000, !name.utf8.contains(0) else {
      throw Problem(message: "\(quoted(name)) is not the name of a file")
    }
    let allowed = ([folder] + included.map { $0.hasSuffix("/") ? $0 : $0 + "/" })
    var outside: String?
    for start in allowed {
      let path = name.hasPrefix("/") ? name : start + name
      guard let real = FileAccess.real(path) else { continue }
      let isInside = allowed.contains { permitted in
        FileAccess.real(permitted.isEmpty ? "." : permitted).map {
          real.hasPrefix($0 == "/" ? "/" : $0 + "/")
        } ?? false
      }
      guard isInside else {
        outside = path
        continue
      }
      do {
        let bytes = try SourceFile.read(path: path, limit: limit)
        return File(bytes: bytes, path: path, folder: FileAccess.folder(of: path))
      } catch {
        throw Problem(message: "\(quoted(path)): \(error.diagnostics.first?.message ?? "")")
      }
    }
    if let outside {
      throw Problem(
        message: "\(quoted(outside)) lies outside the folder of this file; a scenario reads files "
          + "of its own folder, and of those given with --include")
    }
    let place = folder.isEmpty ? "beside this file" : "in \(quoted(folder))"
    let more = included.isEmpty ? "" : " or in the included folders"
    throw Problem(message: "there is no file \(quoted(name)) \(place)\(more)")
  }

  /// The absolute path without links; `nil` where there is nothing.
  static func real(_ path: String) -> String? {
    guard let pointer = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(pointer) }
    return unsafe String(cString: pointer)
  }
}
