import Experiments

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Makes notebooks of the folders that Fettle writes.
public enum NotebookMaker {
  /// Makes the notebook of a folder: of a run, a comparison, a sweep or a benchmark, of a search, or of
  /// a dataset.
  ///
  /// The same folder gives the same bytes.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - version: The version of Fettle.
  /// - Returns: The notebook, with the files that it reads.
  /// - Throws: ``NotebookError`` where the folder is missing, damaged, or nothing of these.
  public static func notebook(
    of path: String, version: String
  ) throws(NotebookError) -> NotebookFolder {
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      let isThere = FileManager.default.fileExists(atPath: folder)
      throw isThere
        ? NotebookError(folder, .unknown, "it is no folder")
        : NotebookError(folder, .missing, "there is no such folder")
    }
    if names.contains("manifest.json") {
      do throws(StoredRunError) {
        return RunNotebook(of: try StoredRun(path: folder)).folder
      } catch {
        throw NotebookError(folder, error.kind == .noRun ? .unknown : .damaged, error.reason)
      }
    }
    if names.contains(SearchFolder.journalName) {
      return try SearchNotebook(of: folder, names: names, version: version).folder
    }
    if names.contains(DatasetNotebook.packageName) {
      return try DatasetNotebook(of: folder, version: version).folder
    }
    throw NotebookError(
      folder, .unknown,
      "it is no run, search or dataset: it has no manifest.json, journal.jsonl or datapackage.json")
  }

  /// The files below a folder, by their paths in it, in order.
  static func files(below folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().flatMap { name -> [String] in
      let inner = folder + "/" + name
      let isFolder = (try? FileManager.default.contentsOfDirectory(atPath: inner)) != nil
      return isFolder ? files(below: inner).map { name + "/" + $0 } : [name]
    }
  }
}
