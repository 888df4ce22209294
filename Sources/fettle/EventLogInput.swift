import DataTables
import Importers

/// A log and the map that says which column is what.
struct EventLogInput {
  /// The log's path.
  var log: String
  /// The map's path; `nil` for the columns of the standard.
  var map: String?

  /// Whether the log is one in XES, by its name.
  var isXes: Bool { log.lowercased().hasSuffix(".xes") }

  /// Reads both.
  ///
  /// - Returns: The log, and the machines that its map puts together.
  func read() throws -> (log: EventLog, groups: [String: [String]]) {
    let bytes = try TextFile.bytes(log)
    var map = EventLogMap.xes
    if let file = self.map {
      let text = String(decoding: try TextFile.bytes(file), as: UTF8.self)
      map = try ImportReading.importing { () throws(ImportFailure) -> EventLogMap in
        try EventLogMap(text: text, file: file)
      }
    }
    let table = try table(bytes)
    if self.map == nil, table.column(named: map.machine ?? "") == nil { map.machine = nil }
    let read = try ImportReading.importing { () throws(ImportFailure) -> EventLog in
      try EventLog(table, map: map, file: log, mapFile: self.map ?? "the standard")
    }
    return (read, map.groups)
  }

  private func table(_ bytes: [UInt8]) throws -> DelimitedTable {
    var text = bytes
    if isXes {
      let read = try ImportReading.importing {
        () throws(ImportFailure) -> (columns: [String], rows: [[String]]) in
        try XesReader.rows(bytes, file: log)
      }
      text = Array(
        ([read.columns] + read.rows).map { DelimitedText.row($0) }.joined(separator: "\n").utf8)
    }
    do throws(TableProblem) {
      return try DelimitedTable(text)
    } catch {
      Terminal.printMessage("\(log):\(error.line):\(error.column): error: \(error.message)")
      throw ExitStatus.badInput
    }
  }
}
