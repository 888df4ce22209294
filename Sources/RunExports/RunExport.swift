public import Experiments

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The files by which another program knows a run.
///
/// The same run folder, and the same place, give the same bytes.
public struct RunExport: Sendable {
  /// A program that reads runs.
  public enum Target: String, CaseIterable, Sendable {
    /// MLflow: a store of experiments as files.
    case mlflow
    /// DVC: parameters, metrics and plots.
    case dvc
    /// OpenLineage: events of what was made from what.
    case openlineage
  }

  /// A file of the export.
  struct File: Sendable {
    /// Its path within the export.
    var path: String
    /// What stands in it.
    var content: Content
  }

  /// What stands in a file.
  enum Content: Sendable {
    /// A text.
    case text(String)
    /// A copy of a file of the run, by its path in the run's folder.
    case copy(String)
  }

  /// The run's folder.
  let source: String
  /// The files, in the order in which they are written.
  let files: [File]

  /// Gathers what a program is told of a run.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - replications: The values of its replications.
  ///   - target: The program.
  ///   - folder: Where the export will lie, as a path from the root: MLflow's store names its own place.
  public init(
    of run: StoredRun, replications: StoredReplications, for target: Target, in folder: String
  ) {
    source = run.path
    files =
      switch target {
      case .mlflow: MLflowStore(of: run, replications, in: folder).files
      case .dvc: DVCFiles(of: run, replications).files
      case .openlineage: LineageEvents(of: run, replications).files
      }
  }

  /// Writes the files.
  ///
  /// - Parameter folder: Where. What is there of the same names is replaced.
  /// - Throws: ``RunExportError``.
  public func write(to folder: String) throws(RunExportError) {
    for file in files {
      let path = folder + "/" + file.path
      do {
        let url = URL(filePath: path)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        switch file.content {
        case .text(let text): try Data(text.utf8).write(to: url, options: .atomic)
        case .copy(let name):
          try Data(contentsOf: URL(filePath: source + "/" + name)).write(to: url, options: .atomic)
        }
      } catch {
        throw RunExportError(path: path)
      }
    }
  }
}

/// A file of an export that cannot be written, or the run's file that it copies not be read.
public struct RunExportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public var path: String

  /// One line: the file, and what to do.
  public var description: String {
    "cannot write '\(path)', or read what it copies; choose another place with --out"
  }
}
