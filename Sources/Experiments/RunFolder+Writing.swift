#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import FactoryModel
import FactorySimulation
import JSONDocuments
import Scenarios

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where a run folder goes, and how it gets there whole.
///
/// The folder is written under a temporary name beside its own and then renamed, so that a folder
/// with the right name is always whole. An earlier run gives way to it; anything else stays.
extension RunFolder {
  /// Writes the folder under a name made from the scenario's name and the run's fingerprint.
  ///
  /// - Parameter parent: The folder in which it goes.
  /// - Returns: Its path.
  /// - Throws: ``RunFolderError``.
  public func write(under parent: String) throws(RunFolderError) -> String {
    for path in RunFolder.places(
      under: parent, for: plan, isPartial: outcome.isPartial
    ).dropLast() {
      switch RunFolder.occupant(of: path) {
      case .nobody, .run(manifest.fingerprint, _): return try write(to: path)
      case .run, .somebody: continue
      }
    }
    let last = RunFolder.places(under: parent, for: plan, isPartial: outcome.isPartial).last
    return try write(to: last ?? parent)
  }

  /// Writes the folder.
  ///
  /// - Parameter path: Where. An earlier run there is replaced; but an interrupted run does not
  ///   replace a whole one: it goes beside it, with `-partial` after the name.
  /// - Returns: The path at which it was written.
  /// - Throws: ``RunFolderError``, also where something that is not a run has the name.
  public func write(to path: String) throws(RunFolderError) -> String {
    if path.hasSuffix("/"), path.count > 1 { return try write(to: String(path.dropLast())) }
    switch RunFolder.occupant(of: path) {
    case .nobody:
      try place(at: path, replacing: false)
    case .run(_, let isWhole) where isWhole && outcome.isPartial:
      return try write(to: path + "-partial")
    case .run:
      try place(at: path, replacing: true)
    case .somebody:
      throw RunFolderError(
        path: path, reason: "something else than a run is there; choose another name")
    }
    return path
  }

  /// Where the folder of a plan may go, in the order in which the places are tried.
  ///
  /// The scenario's name, and the first digits of the fingerprint. Four digits are easy to say; where
  /// another run has them already, more tell the two apart.
  static func places(
    under parent: String, for plan: ExperimentPlan, isPartial: Bool
  ) -> [String] {
    let slug = Fingerprint.slug(
      of: plan.arms[plan.baseline ?? 0].scenario.factory.name, orElse: "run")
    let fingerprint = plan.fingerprint
    return (4...fingerprint.count).map { digits in
      "\(parent)/\(slug)-\(fingerprint.prefix(digits))" + (isPartial ? "-partial" : "")
    }
  }

  /// What is found where a run folder should go.
  enum Occupant {
    /// Nothing, or an empty folder.
    case nobody
    /// A run, and nothing but a run.
    case run(fingerprint: String, isWhole: Bool)
    /// Anything else.
    case somebody
  }

  static func occupant(of path: String) -> Occupant {
    let files = FileManager.default
    guard let attributes = try? files.attributesOfItem(atPath: path) else { return .nobody }
    guard attributes[.type] as? FileAttributeType == .typeDirectory,
      let names = try? files.contentsOfDirectory(atPath: path)
    else { return .somebody }
    if names.isEmpty { return .nobody }
    let scenarios = path + "/" + scenarioFolder
    if names.contains(scenarioFolder) {
      guard let inner = try? files.contentsOfDirectory(atPath: scenarios),
        inner.allSatisfy({ $0.hasSuffix(scenarioEnding) || $0 == ResolvedTable.folder })
      else { return .somebody }
    }
    guard Set(names).isSubset(of: fileNames),
      let data = files.contents(atPath: path + "/manifest.json"),
      let manifest = try? jsonValue(RunManifest.self, from: data)
    else { return .somebody }
    return .run(fingerprint: manifest.fingerprint, isWhole: names.contains("DONE"))
  }

  private func place(at path: String, replacing: Bool) throws(RunFolderError) {
    let files = FileManager.default
    let own = ProcessInfo.processInfo.processIdentifier
    let cut = path.lastIndex { $0 == "/" }.map { path.index(after: $0) } ?? path.startIndex
    let (parent, name) = (path[..<cut], path[cut...])
    let temporary = "\(parent).\(name).writing-\(own)"
    let old = "\(parent).\(name).replaced-\(own)"
    do {
      try files.createDirectory(atPath: temporary, withIntermediateDirectories: true)
      for (name, content) in try contents() {
        if let slash = name.lastIndex(of: "/") {
          try files.createDirectory(
            atPath: temporary + "/" + name[..<slash], withIntermediateDirectories: true)
        }
        try content.write(to: URL(filePath: temporary + "/" + name))
      }
      if replacing { try rename(path, to: old) }
      do {
        try rename(temporary, to: path)
      } catch {
        if replacing { try? rename(old, to: path) }
        throw error
      }
      if replacing { try files.removeItem(atPath: old) }
    } catch {
      try? files.removeItem(atPath: temporary)
      throw RunFolderError(path: path, reason: RunFolder.reason(of: error))
    }
  }

  /// Renames a folder; an empty one that has the new name gives way.
  private func rename(_ path: String, to newPath: String) throws(POSIXError) {
    guard unsafe systemRename(path, newPath) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
  }

  /// The system's own words for why a file could not be written.
  ///
  /// - Parameter error: What Foundation threw.
  /// - Returns: Such as `Permission denied`.
  public static func reason(of error: any Error) -> String {
    let cause = (error as? CocoaError)?.underlying ?? error
    guard let code = (cause as? POSIXError)?.code.rawValue else { return "\(error)" }
    return unsafe String(cString: strerror(code))
  }
}

private let systemRename = unsafe rename

/// A run folder that cannot be written.
public struct RunFolderError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The folder.
  public var path: String
  /// Why it cannot be written.
  public var reason: String

  /// What happened, in one sentence.
  public var description: String { "cannot write the run folder '\(path)': \(reason)" }
}
