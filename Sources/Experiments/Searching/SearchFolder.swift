#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import FactorySimulation
import Optimization

/// The folder of a search: its journal, its trials as a table, and what it recommends.
public enum SearchFolder {
  /// The journal's name.
  public static let journalName = "journal.jsonl"
  /// The table's name.
  public static let trialsName = "trials.csv"
  /// The name of what is recommended.
  public static let recommendationName = "recommendation.yaml"
  /// The name of the table of samples of a calibration.
  public static let posteriorName = "posterior.csv"
  /// The name of the log of decisions.
  public static let decisionsName = "decisions.jsonl"

  /// Where a search is kept if nothing else is said: the experiment's name, and the first digits of the
  /// search's fingerprint.
  public static func usualPath(
    of plan: OptimizationPlan, name: String, under parent: String
  ) -> String {
    usualPath("search", plan.fingerprint, name: name, under: parent)
  }

  /// Where a calibration is kept if nothing else is said.
  public static func usualPath(
    of plan: CalibrationPlan, name: String, under parent: String
  ) -> String {
    usualPath("calibration", plan.fingerprint, name: name, under: parent)
  }

  private static func usualPath(
    _ kind: String, _ fingerprint: String, name: String, under parent: String
  ) -> String {
    let slug = Fingerprint.slug(of: name, orElse: "factors")
    return "\(parent)/\(kind)-\(slug)-\(fingerprint.prefix(4))"
  }

  /// Makes a folder, and those in which it lies.
  public static func make(_ path: String) throws(RunFolderError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw RunFolderError(path: path, reason: RunFolder.reason(of: error))
    }
  }

  /// Reads the journal of a folder.
  ///
  /// - Returns: The journal, and how many bytes of the file are whole lines; `nil` where there is none.
  /// - Throws: ``JournalProblem`` where the file is no journal.
  public static func journal(
    in folder: String
  ) throws(JournalProblem) -> (SearchJournal, length: Int)? {
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(journalName)") else {
      return nil
    }
    return try SearchJournal.read(Array(data))
  }

  /// Removes what an earlier search left in a folder.
  public static func clear(_ folder: String) {
    let records = [SearchRecord.name, CalibrationRecord.name, RunFolder.reportName]
    for name in [journalName, trialsName, recommendationName, posteriorName] + records {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }

  /// Writes a file whole or not at all.
  public static func write(
    _ text: String, to name: String, in folder: String
  ) throws(RunFolderError) {
    do {
      try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"), options: .atomic)
    } catch {
      throw RunFolderError(path: "\(folder)/\(name)", reason: RunFolder.reason(of: error))
    }
  }

  /// The trials as a table: values, objectives and by how much conditions were missed.
  public static func trialsText(_ journal: SearchJournal, of plan: OptimizationPlan) -> String {
    var text = CommaSeparated.line(
      ["trial"] + plan.factors.map(\.path) + plan.objectives.map(\.definition.name)
        + plan.conditions.map { "excess of \($0)" } + ["feasible", "failure"])
    for (number, entry) in journal.entries.enumerated() {
      let measurement = entry.trial.measurement
      let objectives = plan.objectives.enumerated().map { place, objective in
        measurement.map { "\(objective.sign * $0.objectives[place])" } ?? ""
      }
      let excesses = plan.conditions.indices.map { place in
        measurement.map { "\($0.constraints[place])" } ?? ""
      }
      text += CommaSeparated.line(
        ["\(number)"] + entry.values + objectives + excesses
          + [measurement.map { $0.isFeasible ? "yes" : "no" } ?? "", entry.why])
    }
    return text
  }
}
