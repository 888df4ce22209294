#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A notebook with the data that it reads, as a folder that may be moved.
public struct NotebookFolder: Sendable {
  /// What the folder, and the notebook in it, are called if nothing else is said.
  public let name: String
  /// The notebook's content.
  public let notebook: String
  /// The folder from which data are copied.
  let source: String
  /// The files that are copied to `data/`, by their paths in the source.
  public let files: [String]

  /// How the notebook's file is named.
  public var fileName: String { name + ".ipynb" }

  init(_ source: String, _ notebook: Notebook, files: [String]) {
    self.source = source
    self.notebook = notebook.file
    self.files = files.sorted()
    let last = source.split(separator: "/").last.map(String.init) ?? ""
    name = last.isEmpty || last == "." || last == ".." ? "notebook" : last
  }

  /// Writes the notebook and its data.
  ///
  /// - Parameter folder: Where. What is there of the same names is replaced.
  /// - Returns: The notebook's path.
  /// - Throws: ``NotebookError`` where a file cannot be read or written.
  public func write(to folder: String) throws(NotebookError) -> String {
    let system = FileManager.default
    for file in files {
      let path = folder + "/data/" + file
      guard let content = system.contents(atPath: source + "/" + file) else {
        throw NotebookError(source, .damaged, "\(file) is missing or cannot be read")
      }
      try NotebookFolder.write(content, to: path)
    }
    let path = folder + "/" + fileName
    try NotebookFolder.write(Data(notebook.utf8), to: path)
    return path
  }

  private static func write(_ content: Data, to path: String) throws(NotebookError) {
    do {
      let url = URL(filePath: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try content.write(to: url, options: .atomic)
    } catch {
      throw NotebookError(path, .unwritable, "the file cannot be written")
    }
  }
}

/// A folder of which no notebook can be made.
public struct NotebookError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, as far as an exit code tells it.
  public enum Kind: Hashable, Sendable {
    /// There is nothing of that name.
    case missing
    /// It is nothing of which notebooks are made.
    case unknown
    /// A file of it is missing or is not what it should be.
    case damaged
    /// The notebook cannot be written.
    case unwritable
  }

  /// The folder or file.
  public var path: String
  /// What is wrong.
  public var kind: Kind
  /// The same in words.
  public var reason: String

  init(_ path: String, _ kind: Kind, _ reason: String) {
    self.path = path
    self.kind = kind
    self.reason = reason
  }

  /// One line: the folder, and what is wrong with it.
  public var description: String {
    kind == .unwritable
      ? "cannot write '\(path)': \(reason); choose another place with --out"
      : "cannot make a notebook of '\(path)': \(reason)"
  }
}
