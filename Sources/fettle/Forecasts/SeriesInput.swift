import ArgumentParser
import DataTables
import Datasets
import Forecasting

/// The series of a table: one a column, or one a name in long tables.
struct SeriesInput {
  /// The series, in the order of the table.
  var series: [TimeSeries] = []
  /// What was left out, and why.
  var notes: [String] = []

  /// How a table holds series.
  struct Layout {
    /// The column that names the series of each row; `nil` where each column of numbers is a series.
    var id: String?
    /// The columns of values; empty for all columns of numbers.
    var values: [String]
    /// The column of time, by which rows are ordered; `nil` for the order of the file.
    var time: String?
    /// Steps in a season.
    var seasons: [Int]
    /// Whether gaps are filled by lines.
    var fillsGaps: Bool
  }

  /// Reads the series of a table.
  ///
  /// - Throws: The exit status, once what is wrong is printed.
  init(_ path: String, _ layout: Layout) throws {
    let table = try TableInput.loaded([path]).table
    let names = table.columns.map(\.description.name)
    func column(_ name: String, _ option: String) throws -> TableColumn {
      if let found = table.columns.first(where: { $0.description.name == name }) { return found }
      Terminal.printMessage(
        "\(path): error: there is no column '\(name)' for \(option); the table has "
          + names.map { "'\($0)'" }.joined(separator: ", "))
      throw ExitStatus.badInput
    }
    let time = try layout.time.map { try column($0, "--time") }
    let id = try layout.id.map { try column($0, "--series") }
    var chosen = try layout.values.map { try column($0, "--value") }
    if chosen.isEmpty {
      chosen = table.columns.filter { column in
        ![layout.time, layout.id].contains(column.description.name) && SeriesInput.isNumeric(column)
      }
    }
    guard !chosen.isEmpty else {
      Terminal.printMessage(
        "\(path): error: the table has no column of numbers; name one with --value")
      throw ExitStatus.badInput
    }
    if id != nil, chosen.count > 1 {
      Terminal.printMessage(
        "\(path): error: several columns have numbers, "
          + chosen.map { "'\($0.description.name)'" }.joined(separator: ", ")
          + "; say with --value which is forecast")
      throw ExitStatus.badInput
    }
    var order = Array(0..<table.rowCount)
    if let time {
      order.sort { (time.number($0), $0) < (time.number($1), $1) }
    }
    for values in chosen {
      var rows: [(name: String, rows: [Int])] = []
      if let id {
        var places: [String: Int] = [:]
        for row in 0..<table.rowCount {
          let name = id.text(row)
          if places[name] == nil {
            places[name] = rows.count
            rows.append((name, []))
          }
        }
        for row in order { rows[places[id.text(row)] ?? 0].rows.append(row) }
      } else {
        rows = [(values.description.name, order)]
      }
      for (name, rows) in rows { try add(name, rows.map { values.number($0) }, layout) }
    }
    guard !series.isEmpty else {
      for note in notes { Terminal.printMessage("\(path): error: \(note)") }
      throw ExitStatus.badInput
    }
  }

  private mutating func add(_ name: String, _ values: [Double], _ layout: Layout) throws {
    // Series that end before others have blanks below.
    let last = values.lastIndex { $0.isFinite } ?? -1
    let first = values.firstIndex { $0.isFinite } ?? 0
    do throws(ForecastingError) {
      series.append(
        try TimeSeries(
          name: name, values: last < first ? [] : Array(values[first...last]),
          periods: layout.seasons, missing: layout.fillsGaps ? .interpolate : .refuse))
    } catch {
      notes.append("\(error)")
    }
  }

  private static func isNumeric(_ column: TableColumn) -> Bool {
    switch column.values {
    case .int32, .int64, .float32, .float64: true
    default: false
    }
  }
}
