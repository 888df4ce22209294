import Scenarios

public import DataTables

extension EventLog {
  /// How many problems are reported.
  private static let mostProblems = 20

  /// Reads a log.
  ///
  /// A row without an order, an activity, a start or an end is left out and counted, as is one that ends
  /// before it begins. A date that cannot be read is an error.
  ///
  /// - Parameters:
  ///   - table: One row a report.
  ///   - map: Which column is what.
  ///   - file: What the file is called in messages.
  ///   - mapFile: What the map is called in messages.
  /// - Throws: ``ImportFailure``.
  public init(
    _ table: DelimitedTable, map: EventLogMap, file: String, mapFile: String
  ) throws(ImportFailure) {
    self.init()
    var problems: [Diagnostic] = []
    var places: [String: Int] = [:]
    for (name, use) in map.columns {
      if let column = table.column(named: name) {
        places[use] = column
      } else {
        let names = table.columns.map { quoted($0.name) }.joined(separator: ", ")
        let header = table.place(ofColumn: 0)
        problems.append(
          Diagnostic(
            file: file, line: header.line, column: header.column,
            message: "there is no column \(quoted(name)), which '\(use)' in \(mapFile) names; "
              + "there are \(names)"))
      }
    }
    if !problems.isEmpty { throw ImportFailure(problems) }
    ignoredColumns = table.columns.indices.filter { !places.values.contains($0) }
      .map { table.columns[$0].name }
    var rows = RowReader(table: table, map: map, places: places, file: file)
    rows.readAll(into: &self, mostProblems: EventLog.mostProblems)
    if !rows.problems.isEmpty { throw ImportFailure(rows.problems) }
    guard !reports.isEmpty else {
      throw ImportFailure([
        Diagnostic(
          file: file,
          message: "the log has no report of work with an order, an activity, a start and an end"
            + (notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"))
      ])
    }
  }
}
