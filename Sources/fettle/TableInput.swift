import ArgumentParser
import DataTables
import Datasets

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Tables that a command reads: files, or the files of splits in a folder.
enum TableInput {
  /// The largest table in text that is read, in bytes.
  static let limits = TableLimits(bytes: 1 << 30, rows: 1 << 30)

  /// The files that paths stand for: themselves, and of a folder those named after splits.
  ///
  /// - Throws: The exit status, once what is wrong is printed.
  static func files(_ paths: [String]) throws -> [String] {
    try paths.flatMap { path -> [String] in
      var isFolder = false
      guard exists(path, isFolder: &isFolder), isFolder else { return [path] }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      let found = names.filter { isTable($0) }.compactMap { name in
        place(ofSplit: name).map { (name, $0) }
      }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
      if found.isEmpty {
        Terminal.printMessage(
          "\(path): error: the folder has no table named train, validation or test, such as train.csv; "
            + "name the files")
        throw ExitStatus.badInput
      }
      return found.map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
    }
  }

  private static func exists(_ path: String, isFolder: inout Bool) -> Bool {
    guard
      let type = try? FileManager.default.attributesOfItem(atPath: path)[.type]
        as? FileAttributeType
    else { return false }
    isFolder = type == .typeDirectory
    return true
  }

  private static func isTable(_ name: String) -> Bool {
    [".parquet", ".csv", ".csv.gz", ".csv.zst", ".tsv", ".txt"].contains {
      name.lowercased().hasSuffix($0)
    }
  }

  /// The place of a file among splits, by its name; `nil` where it has none of theirs.
  private static func place(ofSplit name: String) -> Int? {
    let stem = String(name.lowercased().split(separator: ".").first ?? "")
    return [["train", "training"], ["val", "valid", "validation", "dev"], ["test", "holdout"]]
      .firstIndex { $0.contains(stem) }
  }

  /// Reads a table of text.
  ///
  /// - Throws: The exit status, once what is wrong is printed.
  static func delimited(_ path: String) throws -> DelimitedTable {
    let bytes = try isCompressed(path) ? unpacked(path) : TextFile.bytes(path)
    do throws(TableProblem) {
      return try DelimitedTable(bytes, limits: limits)
    } catch {
      Terminal.printMessage("\(path):\(error.line):\(error.column): error: \(error.message)")
      throw ExitStatus.badInput
    }
  }

  private static func isCompressed(_ path: String) -> Bool {
    FileCompression(ofFileNamed: path.lowercased()) != .none
  }

  private static func unpacked(_ path: String) throws -> [UInt8] {
    try reading(path) { () throws(DataFileProblem) in
      try DataFile.bytes(path, limit: limits.bytes)
    }
  }

  /// Reads a file; where that fails, says so.
  private static func reading<Value>(
    _ path: String, _ read: () throws(DataFileProblem) -> Value
  ) throws -> Value {
    do throws(DataFileProblem) {
      return try read()
    } catch {
      Terminal.printMessage("error: \(error)")
      throw FileManager.default.fileExists(atPath: path)
        ? ExitStatus.badInput : ExitStatus.inputMissing
    }
  }

  /// Reads a columnar file, without columns that hold lists.
  private static func columnar(_ path: String) throws -> LoadedTable {
    let table = try reading(path) { () throws(DataFileProblem) in
      let reader = try ParquetReader(path)
      let lists = reader.schema.filter { $0.type == .float32List }.map(\.name)
      for problem in reader.refusedColumns { Terminal.printMessage("note: \(problem)") }
      for name in lists {
        Terminal.printMessage("note: \(path): column '\(name)' holds lists, and is left out")
      }
      return try reader.read(columns: reader.schema.map(\.name).filter { !lists.contains($0) })
    }
    return LoadedTable(columns: table, name: path)
  }

  /// Reads tables, one below the other.
  static func loaded(_ files: [String]) throws -> LoadedTable {
    .joined(
      try files.map { path in
        path.lowercased().hasSuffix(".parquet")
          ? try columnar(path) : LoadedTable(try delimited(path), name: path)
      })
  }
}
