#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import FactoryModel
import FactorySimulation
public import Scenarios

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The folder that a run leaves behind.
///
/// | File | What it holds |
/// |---|---|
/// | `scenario.resolved.yaml` | the scenario with every default written out |
/// | `replications.csv` | one row a replication, one column a metric |
/// | `columns.json` | unit, definition and standard of each column |
/// | `summary.json` | mean and interval of each metric |
/// | `manifest.json` | how, when and where the run was made |
/// | `DONE`, or `PARTIAL` | written last |
///
/// All but `manifest.json` are the same bytes for the same (scenario, seed, replications). The
/// folder is written under a temporary name beside its own and then renamed, so that a folder with
/// the right name is always whole.
public struct RunFolder: Sendable {
  /// What was simulated.
  public var scenario: Scenario
  /// What came out.
  public var outcome: RunOutcome
  /// How, when and where.
  public var manifest: RunManifest

  /// Gathers what a run folder holds.
  public init(scenario: Scenario, outcome: RunOutcome, manifest: RunManifest) {
    self.scenario = scenario
    self.outcome = outcome
    self.manifest = manifest
  }

  /// The name of the folder: the scenario's name and the beginning of the run's fingerprint.
  public var name: String {
    var slug = ""
    for character in scenario.factory.name.lowercased() {
      if character.isASCII, character.isLetter || character.isNumber {
        slug.append(character)
      } else if !slug.isEmpty, slug.last != "-" {
        slug.append("-")
      }
    }
    while slug.last == "-" { slug.removeLast() }
    if slug.isEmpty { slug = "run" }
    return "\(slug)-\(manifest.fingerprint.prefix(4))" + (outcome.isPartial ? "-partial" : "")
  }

  /// Writes the folder.
  ///
  /// - Parameter path: Where; a run that is there already is replaced, anything else is left alone.
  /// - Throws: ``RunFolderError``.
  public func write(to path: String) throws(RunFolderError) {
    let target = URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL
    let parent = target.deletingLastPathComponent()
    let own = ProcessInfo.processInfo.processIdentifier
    let temporary = parent.appending(path: ".\(target.lastPathComponent).writing-\(own)")
    let files = FileManager.default
    do {
      if files.fileExists(atPath: target.path), !isRun(target) {
        throw RunFolderError(
          path: path, reason: "it exists and is not the folder of a run; choose another name")
      }
      try files.createDirectory(at: temporary, withIntermediateDirectories: true)
      for (name, content) in try contents() {
        try content.write(to: temporary.appending(path: name))
      }
      if files.fileExists(atPath: target.path) {
        let old = parent.appending(path: ".\(target.lastPathComponent).replaced-\(own)")
        try files.moveItem(at: target, to: old)
        try files.moveItem(at: temporary, to: target)
        try files.removeItem(at: old)
      } else {
        try files.moveItem(at: temporary, to: target)
      }
    } catch {
      try? files.removeItem(at: temporary)
      throw (error as? RunFolderError) ?? RunFolderError(path: path, reason: reason(of: error))
    }
  }

  private func isRun(_ folder: URL) -> Bool {
    ["DONE", "PARTIAL"].contains {
      FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
    }
  }

  /// The files in the order in which they are written.
  private func contents() throws -> [(name: String, content: Data)] {
    let summary = RunSummary(
      of: outcome, scenario: scenario.factory.name, seed: manifest.seed)
    return [
      ("scenario.resolved.yaml", Data(scenario.resolvedText.utf8)),
      ("replications.csv", Data(replicationsText().utf8)),
      ("columns.json", try jsonText(columns())),
      ("summary.json", try jsonText(summary)),
      ("manifest.json", try jsonText(manifest)),
      (outcome.isPartial ? "PARTIAL" : "DONE", Data()),
    ]
  }

  private func replicationsText() -> String {
    let header = ["arm", "replication"] + outcome.table.definitions.map(\.name)
    var text = header.joined(separator: ",") + "\n"
    for replication in outcome.replications {
      let values = replication.values.map { value in value.map { "\($0)" } ?? "" }
      text += (["base", "\(replication.replication)"] + values).joined(separator: ",") + "\n"
    }
    return text
  }

  private struct Column: Encodable {
    var column: String
    var unit: String?
    var definition: String
    var standard: String?
    var better: String?
  }

  private func columns() -> [Column] {
    [
      Column(column: "arm", definition: "which variant of the scenario"),
      Column(column: "replication", definition: "number of the replication, counted from 0"),
    ]
      + outcome.table.definitions.map {
        Column(
          column: $0.name, unit: $0.unit, definition: $0.definition, standard: $0.standard,
          better: $0.better.rawValue)
      }
  }

  /// The system's own words for what went wrong.
  private func reason(of error: any Error) -> String {
    if let posix = (error as? CocoaError)?.underlying as? POSIXError {
      return posix.code.explanation
    }
    return "\(error)"
  }
}

/// A run folder that cannot be written.
public struct RunFolderError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The folder.
  public var path: String
  /// Why it cannot be written.
  public var reason: String

  /// What happened, in one sentence.
  public var description: String { "cannot write the run folder \(path): \(reason)" }
}

extension POSIXError.Code {
  /// The commonest failures of writing in words, and the number of any other.
  fileprivate var explanation: String {
    switch self {
    case .ENOSPC, .EDQUOT: "no space left on the disk"
    case .EACCES, .EPERM: "permission denied"
    case .EROFS: "the file system is read-only"
    case .ENOTDIR: "a part of the path is a file, not a folder"
    case .ENAMETOOLONG: "the name is too long"
    case .EFBIG: "a file would grow beyond the size allowed"
    case .EIO: "the disk reports an error"
    default: unsafe String(cString: strerror(rawValue))
    }
  }
}
