import DataTables
import Datasets
import Foundation
import Testing

/// Datasets in folders that are removed when a test is over.
enum SampleDataset {
  static let origin = DatasetOrigin(
    command: "fettle dataset …", version: "0", resolvedScenario: "fettle: 1\n")
  /// A single part for everything.
  static let undivided = DatasetSplit(parts: [.init(name: "all", share: 1)])

  /// Makes a dataset and hands over its folder.
  static func with<Result>(
    _ plan: DatasetPlan, jobs: Int = 2, _ body: (String, DatasetSummary) async throws -> Result
  ) async throws -> Result {
    let url = FileManager.default.temporaryDirectory.appending(path: "dataset-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    let summary = try await DatasetMaker(plan, from: origin, jobs: jobs).write(
      into: url.path, isInterrupted: { false }, progress: { _ in })
    return try await body(url.path, summary)
  }

  /// Expects that a plan is refused, and with which words.
  static func expectRefused(
    _ plan: DatasetPlan, saying message: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    do {
      _ = try await with(plan) { _, _ in }
      Issue.record("it is made", sourceLocation: sourceLocation)
    } catch let problem as DatasetProblem {
      #expect(problem.description == message, sourceLocation: sourceLocation)
    }
  }

  /// The contents of all files, by path.
  static func contents(_ folder: String) throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      contents[name] = FileManager.default.contents(atPath: "\(folder)/\(name)")
    }
    return contents
  }
}

/// A table's file, row by row.
struct SampleRows {
  private let columns: [String: TableColumn]
  let names: [String]
  let count: Int

  init(_ path: String) throws {
    let table = try ParquetReader(path).read()
    names = table.columns.map(\.description.name)
    columns = Dictionary(uniqueKeysWithValues: table.columns.map { ($0.description.name, $0) })
    count = table.rowCount
  }

  var rows: Range<Int> { 0..<count }

  func text(_ name: String, _ row: Int) -> String { columns[name]?.text(row) ?? "no column" }

  /// The number in a row; not a number where it is missing.
  func number(_ name: String, _ row: Int) -> Double { columns[name]?.number(row) ?? .nan }

  /// The texts of some columns of a row, in one.
  func key(_ names: [String], _ row: Int) -> String {
    names.map { text($0, row) }.joined(separator: " ")
  }
}
