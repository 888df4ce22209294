#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Scenarios

/// Runs that are there already.
extension StoredRun {
  /// Looks for the whole run of a plan where its folder would go.
  ///
  /// - Parameters:
  ///   - plan: What is about to be run.
  ///   - version: The version of Fettle by which it must have been made.
  ///   - path: The folder's path; `nil` for one with a name of its own under `parent`.
  ///   - parent: The folder in which runs are kept.
  /// - Returns: `nil` where there is none: no run, another one, an interrupted or damaged one, or one
  ///   by another version.
  public static func equal(
    to plan: ExperimentPlan, version: String, at path: String?, under parent: String
  ) -> StoredRun? {
    let fingerprint = plan.fingerprint
    let places = path.map { [$0] } ?? RunFolder.places(under: parent, for: plan, isPartial: false)
    for place in places {
      let occupant = RunFolder.occupant(of: place)
      // A run takes the first free name, so it is not behind one.
      if case .nobody = occupant { return nil }
      guard case .run(fingerprint, true) = occupant else { continue }
      guard let run = try? StoredRun(path: place), run.manifest.fettle == version,
        let texts = try? run.resolvedTexts(),
        plan.request != nil || texts == plan.arms.map(\.scenario.resolvedText),
        run.summary.arms.map(\.arm) == plan.arms.map(\.name)
      else { return nil }
      return run
    }
    return nil
  }

  /// The runs in a folder.
  ///
  /// - Parameter folder: The folder; what is no run in it is passed over.
  /// - Returns: The runs in the order in which they began, equal times by name.
  /// - Throws: ``StoredRunError`` where there is no such folder.
  public static func all(in folder: String) throws(StoredRunError) -> [StoredRun] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      let isThere = FileManager.default.fileExists(atPath: folder)
      throw StoredRunError(
        folder, isThere ? .noRun : .missing,
        isThere ? "it is no folder" : "there is no such folder; fettle run makes it")
    }
    let runs = names.sorted().compactMap { try? StoredRun(path: folder + "/" + $0) }
    return runs.sorted { ($0.manifest.began, $0.path) < ($1.manifest.began, $1.path) }
  }
}
