import DataTables
import Datasets
import JSONDocuments

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A dataset as `fettle dataset` leaves it in a folder: what its data package says, and its tables.
public struct StoredDataset: Sendable {
  /// A column as the data package describes it.
  struct Column: Sendable {
    var name: String
    var type: String
    var unit: String?
    var meaning: String

    /// Whether it tells what nobody sees in a real factory, or what has still to come.
    var isLabel: Bool { meaning.hasPrefix("Label: ") }
    /// Whether a sensor shows it.
    var isSensor: Bool { meaning.hasPrefix("What the sensor ") }
    /// `vibration, mm/s`.
    var title: String { unit.map { $0.isEmpty ? name : "\(name), \($0)" } ?? name }
  }

  /// A file of a table.
  struct File: Sendable {
    var table: String
    /// The part of the split.
    var part: String
    var path: String
    /// What a row is.
    var meaning: String
    var columns: [Column]
  }

  /// The folder, without a slash at its end.
  public let path: String
  let title: String
  /// What it is, in a few sentences.
  let summary: String
  let files: [File]
  /// The text of its card.
  let card: String

  /// The file that says what a folder holds.
  private static let package = "datapackage.json"

  /// Whether a folder holds a dataset.
  public static func isThere(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/" + package)
      && FileManager.default.fileExists(atPath: path + "/croissant.json")
  }

  /// Reads what a dataset says of itself.
  ///
  /// - Parameter path: Its folder.
  /// - Throws: ``ReportProblem`` where it cannot be read, or has no tables.
  public init(path: String) throws(ReportProblem) {
    var folder = path
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    self.path = folder
    let name = folder + "/" + StoredDataset.package
    let package: Package
    do {
      package = try jsonValue(Package.self, from: Data(try DataFile.bytes(name)))
    } catch {
      throw ReportProblem(path: name, message: "cannot be read: \(error)")
    }
    title = package.title ?? "Dataset"
    summary = package.description ?? ""
    files = package.resources.compactMap { StoredDataset.file($0) }
    card =
      (try? DataFile.bytes(folder + "/README.md")).map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard !files.isEmpty else {
      throw ReportProblem(path: name, message: "names no tables; make the dataset again")
    }
  }

  /// What is read of a data package.
  private struct Package: Decodable {
    struct Resource: Decodable {
      struct Schema: Decodable {
        var fields: [Field]
      }
      struct Field: Decodable {
        var name: String
        var type: String
        var unit: String?
        var description: String?
      }
      var type: String
      var path: String
      var description: String?
      var schema: Schema?
    }
    var title: String?
    var description: String?
    var resources: [Resource]
  }

  private static func file(_ resource: Package.Resource) -> File? {
    guard resource.type == "table", let slash = resource.path.firstIndex(of: "/"),
      let fields = resource.schema?.fields
    else { return nil }
    let name = resource.path[resource.path.index(after: slash)...]
    let part = String(name.prefix { $0 != "." })
    var meaning = resource.description ?? ""
    if meaning.hasSuffix(": " + part) { meaning.removeLast(part.count + 2) }
    return File(
      table: String(resource.path[..<slash]), part: part, path: resource.path, meaning: meaning,
      columns: fields.map {
        Column(name: $0.name, type: $0.type, unit: $0.unit, meaning: $0.description ?? "")
      })
  }

  /// The names of the tables, in order.
  var tables: [String] {
    var names: [String] = []
    for file in files where !names.contains(file.table) { names.append(file.table) }
    return names
  }

  /// The parts of the split, in order.
  var parts: [String] {
    var names: [String] = []
    for file in files where !names.contains(file.part) { names.append(file.part) }
    return names
  }

  /// The file of a table and part; `nil` where there is none.
  func file(_ table: String, _ part: String) -> File? {
    files.first { $0.table == table && $0.part == part }
  }

  /// The last part of the first table that has all of some columns, such as what a model reads; `nil` where none has.
  public func lastFile(with names: [String]) -> String? {
    files.last { file in
      names.allSatisfy { name in file.columns.contains { $0.name == name } }
        && file.table
          == files.first { first in
            names.allSatisfy { name in first.columns.contains { $0.name == name } }
          }?.table
    }.map { path + "/" + $0.path }
  }

  /// Reads some columns of a file, those of them that it has.
  func read(_ file: File, _ names: [String]) throws(ReportProblem) -> ColumnarTable {
    let place = path + "/" + file.path
    let wanted = names.filter { name in file.columns.contains { $0.name == name } }
    do {
      if place.hasSuffix(".parquet") { return try ParquetReader(place).read(columns: wanted) }
      let limits = TableLimits(bytes: 1 << 30, rows: 1 << 30)
      let text = try DelimitedTable(contentsOfFile: place, limits: limits)
      let table = LoadedTable(text, name: place).table
      return ColumnarTable(wanted.compactMap { table.column(named: $0) })
    } catch {
      throw ReportProblem(path: place, message: "cannot be read: \(error)")
    }
  }

  /// How many rows a file has.
  func rowCount(_ file: File) throws(ReportProblem) -> Int {
    let place = path + "/" + file.path
    if place.hasSuffix(".parquet") {
      do {
        return try ParquetReader(place).rowCount
      } catch {
        throw ReportProblem(path: place, message: "cannot be read: \(error)")
      }
    }
    return try read(file, [file.columns[0].name]).rowCount
  }

  /// The command that makes it again; `nil` where the card has none.
  var command: String? {
    card.split(separator: "\n").first { $0.hasPrefix("fettle dataset ") }.map(String.init)
  }

  /// How it was made, a sentence of the card; empty where the card has none.
  var making: String {
    card.split(separator: "\n").first { $0.hasPrefix("By simulation with Fettle") }
      .map { String($0.replacing("`", with: "").prefix { $0 != ":" }) + "." } ?? ""
  }
}
