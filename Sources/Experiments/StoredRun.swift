import JSONDocuments

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A run as it was found in its folder.
public struct StoredRun: Sendable {
  /// The folder.
  public let path: String
  /// How, when and where it was made.
  public let manifest: RunManifest
  /// What came out.
  public let summary: ExperimentSummary
  /// The text of `summary.json`.
  public let summaryText: Data
  /// Whether all replications were finished.
  public let isWhole: Bool
  /// What a benchmark amounts to; `nil` for other runs.
  public let benchmark: BenchmarkSummary?
  /// The files of the resolved scenarios, in the order of the arms.
  public let scenarioFiles: [String]

  /// Reads a run folder.
  ///
  /// - Parameter path: The folder.
  /// - Throws: ``StoredRunError`` where it is missing, no run, or damaged.
  public init(path: String) throws(StoredRunError) {
    let files = FileManager.default
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.path = folder
    guard let names = try? files.contentsOfDirectory(atPath: folder) else {
      guard files.fileExists(atPath: folder) else { throw StoredRunError(folder, .missing) }
      throw StoredRunError(
        folder, .noRun, "it is no folder; give the folder of a run, such as runs/stamping-line-492d"
      )
    }
    isWhole = names.contains("DONE")
    guard names.contains("manifest.json"), isWhole || names.contains("PARTIAL") else {
      throw StoredRunError(
        folder, .noRun, "it is not the folder of a run: it has no manifest.json, DONE or PARTIAL")
    }
    let text = try StoredRun.data("manifest.json", in: folder)
    guard let manifest = try? jsonValue(RunManifest.self, from: text) else {
      throw StoredRunError(folder, .damaged, "manifest.json is not what Fettle writes")
    }
    self.manifest = manifest
    summaryText = try StoredRun.data("summary.json", in: folder)
    guard let summary = try? ExperimentSummary(from: summaryText) else {
      throw StoredRunError(folder, .damaged, "summary.json is not what Fettle writes")
    }
    self.summary = summary
    if names.contains(RunFolder.benchmarkName) {
      let text = try StoredRun.data(RunFolder.benchmarkName, in: folder)
      guard let benchmark = try? jsonValue(BenchmarkSummary.self, from: text) else {
        throw StoredRunError(
          folder, .damaged, "\(RunFolder.benchmarkName) is not what Fettle writes")
      }
      self.benchmark = benchmark
    } else {
      benchmark = nil
    }
    scenarioFiles = manifest.arms?.map(\.file) ?? ["scenario.resolved.yaml"]
    guard scenarioFiles.count == summary.arms.count else {
      throw StoredRunError(folder, .damaged, "manifest.json and summary.json name different arms")
    }
  }

  /// The resolved scenario of each arm, as text.
  ///
  /// - Returns: The texts, in the order of the arms.
  /// - Throws: ``StoredRunError`` where one cannot be read.
  public func resolvedTexts() throws(StoredRunError) -> [String] {
    var texts: [String] = []
    for file in scenarioFiles {
      texts.append(String(decoding: try StoredRun.data(file, in: path), as: UTF8.self))
    }
    return texts
  }

  /// The values of each arm, replication and metric.
  ///
  /// - Returns: The rows of `replications.csv`.
  /// - Throws: ``StoredRunError`` where it cannot be read, or is no table.
  public func replications() throws(StoredRunError) -> StoredReplications {
    let data = try StoredRun.data("replications.csv", in: path)
    guard let table = StoredReplications(String(decoding: data, as: UTF8.self)) else {
      throw StoredRunError(path, .damaged, "replications.csv is not what Fettle writes")
    }
    return table
  }

  private static func data(
    _ file: String, in folder: String
  ) throws(StoredRunError) -> Data {
    guard let data = FileManager.default.contents(atPath: folder + "/" + file) else {
      throw StoredRunError(folder, .damaged, "\(file) is missing or cannot be read")
    }
    return data
  }
}

/// The values in `replications.csv`.
public struct StoredReplications: Sendable {
  /// For each arm the numbers of its replications.
  public private(set) var numbers: [String: [Int]] = [:]
  private var values: [String: [[Double?]]] = [:]
  private let columns: [String: Int]

  /// Reads the table; `nil` where the text is something else.
  init?(_ text: String) {
    let rows = CommaSeparated.rows(of: text)
    guard let header = rows.first, header.prefix(2) == ["arm", "replication"] else { return nil }
    columns = Dictionary(
      header.dropFirst(2).enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for row in rows.dropFirst() {
      guard row.count == header.count, let number = Int(row[1]) else { return nil }
      var cells: [Double?] = []
      for cell in row.dropFirst(2) {
        guard cell.isEmpty || Double(cell) != nil else { return nil }
        cells.append(Double(cell))
      }
      numbers[row[0], default: []].append(number)
      values[row[0], default: []].append(cells)
    }
  }

  /// A metric's values, one a replication of an arm; `nil` for one without a value.
  ///
  /// - Parameters:
  ///   - metric: The metric's name.
  ///   - arm: The arm's name.
  /// - Returns: None where there is no such metric or arm.
  public func values(of metric: String, in arm: String) -> [Double?] {
    guard let column = columns[metric] else { return [] }
    return values[arm, default: []].map { $0[column] }
  }
}

/// A run folder that cannot be read.
public struct StoredRunError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, as far as an exit code tells it.
  public enum Kind: Hashable, Sendable {
    /// There is nothing of that name.
    case missing
    /// Something else has the name.
    case noRun
    /// It is a run, and a file of it is missing or is not what it should be.
    case damaged
  }

  /// The folder.
  public var path: String
  /// What is wrong.
  public var kind: Kind
  /// The same in words.
  public var reason: String

  init(_ path: String, _ kind: Kind, _ reason: String = "there is no such run; see fettle ls") {
    self.path = path
    self.kind = kind
    self.reason = reason
  }

  /// One line: the folder, and what is wrong with it.
  public var description: String { "cannot read the run '\(path)': \(reason)" }
}
