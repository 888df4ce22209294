#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import JSONDocuments
public import Optimization

/// A search as it was found in its folder.
public struct StoredSearch: Sendable {
  /// The folder.
  public let path: String
  /// What was asked, and what came out.
  public let record: SearchRecord
  /// All that happened.
  public let journal: SearchJournal
  /// What is looked for.
  public let factors: [TuningFactor]
  /// The space of their values.
  public let space: SearchSpace
  /// What is recommended; `nil` where nothing is.
  public let proposal: SetPointProposal?
  /// What was decided, the earliest first.
  public let decisions: [SetPointDecision]

  /// Whether a folder is that of a search.
  public static func isThere(_ path: String) -> Bool {
    SearchFolder.holds(SearchRecord.name, path)
  }

  /// Reads the folder of a search.
  ///
  /// - Parameter path: The folder.
  /// - Throws: ``StoredRunError`` where it is missing, no search, or damaged.
  public init(path: String) throws(StoredRunError) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let record = try SearchFolder.record(SearchRecord.self, SearchRecord.name, in: self.path)
    let journal = try SearchFolder.readJournal(in: self.path)
    (self.record, self.journal) = (record, journal)
    var limits: [FactorLimit] = []
    do throws(RequestError) {
      var factors: [TuningFactor] = []
      for factor in record.factors { factors.append(try factor.tuningFactor()) }
      for text in record.limits { limits.append(try FactorLimit(text, among: factors)) }
      self.factors = factors
    } catch {
      throw StoredRunError(self.path, .damaged, "\(SearchRecord.name): \(error)")
    }
    space = SearchSpace(factors.map(\.dimension), constraints: limits.map(\.constraint))
    guard
      journal.entries.allSatisfy({ entry in
        let measured = entry.trial.measurement
        return entry.values.count == record.factors.count
          && measured.map {
            $0.objectives.count == record.goals.count
              && $0.constraints.count == record.conditions.count
          } ?? true
      }), !record.goals.isEmpty
    else {
      throw StoredRunError(
        self.path, .damaged,
        "\(SearchFolder.journalName) and \(SearchRecord.name) are of different searches")
    }
    let known = journal.entries.indices
    let named = (record.result?.front ?? []) + [record.result?.recommended].compactMap(\.self)
    guard named.allSatisfy({ known.contains($0) }) else {
      throw StoredRunError(
        self.path, .damaged, "\(SearchRecord.name) names a point that the journal does not have")
    }
    proposal = SearchFolder.text(SearchFolder.recommendationName, in: self.path)
      .flatMap { SetPointProposal(text: $0) }
    decisions = SetPointDecision.log(
      SearchFolder.text(SearchFolder.decisionsName, in: self.path) ?? "")
  }

  /// Where each trial's values stand in the space, whatever the method made of them.
  public var points: [[Double]] {
    journal.entries.map { entry in
      zip(factors, entry.values).map { $0.coordinate(of: $1) ?? 0.5 }
    }
  }

  /// How many points were spread before anything was learned; `nil` for methods that learn nothing.
  public var initial: Int? {
    record.method == SearchMethodName.bayesian.rawValue
      ? BayesianSettings.usualInitial(dimensions: factors.count) : nil
  }

  /// What the trials say everywhere: the model by which finalists were named; `nil` where they say nothing.
  public func learned() -> LearnedResponses? {
    var settings = BayesianSettings(
      objectives: record.goals.count, constraints: record.conditions.count, noise: .inferred)
    settings.triesAgain = false
    let model = BayesianSuggester(in: space, settings: settings, seed: record.seed)
    // What other methods remember is none of the model's business.
    let trials =
      initial != nil
      ? journal.trials
      : zip(points, journal.trials).map { Trial(point: $0, outcome: $1.outcome) }
    return LearnedResponses(of: model, after: trials)
  }
}

extension SearchFolder {
  /// Whether a folder has the journal of a search or calibration.
  public static func hasJournal(_ path: String) -> Bool { holds(journalName, path) }

  /// Whether a folder has a file.
  static func holds(_ name: String, _ path: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/\(name)")
  }

  /// The text of a file; `nil` where there is none.
  static func text(_ name: String, in folder: String) -> String? {
    FileManager.default.contents(atPath: "\(folder)/\(name)").map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// Reads what a search has written down.
  static func record<Record: Decodable>(
    _ type: Record.Type, _ name: String, in folder: String
  ) throws(StoredRunError) -> Record {
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
      throw StoredRunError(folder, .damaged, "\(name) is missing or cannot be read")
    }
    guard let record = try? jsonValue(type, from: data) else {
      throw StoredRunError(folder, .damaged, "\(name) is not what Fettle writes")
    }
    return record
  }

  /// Reads the journal of a search that is there.
  static func readJournal(in folder: String) throws(StoredRunError) -> SearchJournal {
    do throws(JournalProblem) {
      if let found = try journal(in: folder) { return found.0 }
    } catch {
      throw StoredRunError(folder, .damaged, "\(journalName): \(error)")
    }
    throw StoredRunError(folder, .damaged, "\(journalName) is missing or empty")
  }

  /// Writes down what a search was asked, and what came out.
  ///
  /// - Parameters:
  ///   - record: What to write.
  ///   - name: The file's name.
  ///   - folder: The search's folder.
  /// - Throws: ``RunFolderError``.
  public static func write(
    record: some Encodable, to name: String, in folder: String
  ) throws(RunFolderError) {
    guard let text = try? jsonText(record) else {
      throw RunFolderError(path: "\(folder)/\(name)", reason: "a number in it is not finite")
    }
    try write(String(decoding: text, as: UTF8.self), to: name, in: folder)
  }
}
