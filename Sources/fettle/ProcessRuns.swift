import ArgumentParser
import DataTables
import Optimization
import Scenarios

/// The runs of a process as a table has them: which columns are set-points, and what they gave.
struct ProcessRuns {
  /// The set-points and what was measured.
  var data: ResponseData
  /// The column that was measured.
  var target: String
  /// Its unit, where the header has one.
  var unit: String?
  /// What a reader should know of what was left out.
  var notes: [String] = []

  /// Takes runs as they are.
  init(data: ResponseData, target: String, unit: String?) {
    self.data = data
    self.target = target
    self.unit = unit
  }

  /// Reads runs.
  ///
  /// - Parameters:
  ///   - path: The table.
  ///   - target: The column that was measured.
  ///   - names: The columns of set-points; empty for all others that may be such.
  /// - Throws: The exit status, once what is wrong is printed.
  init(path: String, target: String, inputs names: [String]) throws {
    let reader = Reader(path: path, table: try TableInput.delimited(path))
    let measured = try reader.column(named: target)
    guard case .numbers(let responses) = try reader.read(measured).cells else {
      throw reader.refusal(
        measured, "the target '\(target)' has words; a response is a number")
    }
    let all = Array(responses.indices)
    var notes: [String] = []
    var columns: [ProcessColumn] = []
    func add(_ index: Int, isNamed: Bool, rows: [Int]) throws {
      let column = try reader.read(index)
      if let reason = column.unfitness(in: rows) {
        if isNamed { throw reader.refusal(index, reason + "; leave it out of --input") }
        notes.append(reason + "; it is left out")
      } else {
        columns.append(column)
      }
    }
    for name in names where !columns.contains(where: { $0.name == name }) {
      let index = try reader.column(named: name)
      if index == measured {
        throw reader.refusal(index, "'\(name)' is the target, and cannot be an input as well")
      }
      try add(index, isNamed: true, rows: all)
    }
    if names.isEmpty {
      for index in reader.table.columns.indices where index != measured {
        try add(index, isNamed: false, rows: all)
      }
    }
    let rows = all.filter { row in
      responses[row] != nil && !columns.contains { $0.isMissing(row) }
    }
    if rows.count < all.count {
      notes.append(
        ProcessRuns.gaps(all.count - rows.count, of: all.count, responses, target, columns))
    }
    // Without rows with gaps, some columns may be the same everywhere.
    for column in columns {
      guard !rows.isEmpty, let reason = column.unfitness(in: rows) else { continue }
      if !names.isEmpty { throw reader.refusal(column.index, reason + "; leave it out of --input") }
      notes.append(reason + "; it is left out")
      columns.removeAll { $0.index == column.index }
    }
    for (column, twin) in ProcessRuns.twins(columns, rows) {
      let message = "column '\(column.name)' says in every row what '\(twin.name)' says"
      if !names.isEmpty { throw reader.refusal(column.index, message + "; leave one of them out") }
      notes.append(message + "; it is left out")
      columns.removeAll { $0.index == column.index }
    }
    let values = rows.map { responses[$0] ?? 0 }
    try ProcessRuns.check(values, columns, reader, target, rowCount: all.count)
    data = ProcessRuns.data(columns, rows, values)
    self.target = target
    unit = reader.table.columns[measured].unit
    self.notes = notes
  }

  /// Says so where there is nothing to fit.
  private static func check(
    _ values: [Double], _ columns: [ProcessColumn], _ reader: Reader, _ target: String,
    rowCount: Int
  ) throws {
    if columns.isEmpty {
      throw reader.refusal("there is no column that may be a set-point of '\(target)'")
    }
    if values.count < 4 {
      throw reader.refusal(
        values.count == rowCount
          ? "there are \(values.count) rows; a model needs 4 at least"
          : "\(values.count) of \(rowCount) rows have no gap; a model needs 4 at least. Name fewer columns "
            + "with --input, or fill the gaps")
    }
    if let problem = ProcessColumn.size(of: values) {
      throw reader.refusal("the target '\(target)' \(problem)")
    }
    if ProcessColumn.isConstant(values) {
      throw reader.refusal(
        "the target '\(target)' is \(ProcessText.number(values[0])) in every row: nothing can be learned of it"
      )
    }
  }

  /// How many rows are left out, and the column that has most gaps.
  private static func gaps(
    _ count: Int, of total: Int, _ responses: [Double?], _ target: String,
    _ columns: [ProcessColumn]
  ) -> String {
    var worst = (name: target, gaps: responses.count { $0 == nil })
    for column in columns {
      let gaps = responses.indices.count { column.isMissing($0) }
      if gaps > worst.gaps { worst = (column.name, gaps) }
    }
    return
      "\(count) of \(total) rows have gaps and are left out; most gaps, \(worst.gaps), are in column "
      + "'\(worst.name)'"
  }

  /// Columns of numbers that are others, stretched and shifted; words that are others, renamed.
  private static func twins(
    _ columns: [ProcessColumn], _ rows: [Int]
  ) -> [(ProcessColumn, ProcessColumn)] {
    let places = columns.map { column -> [Double] in
      switch column.cells {
      case .numbers(let values):
        let found = rows.map { values[$0] ?? 0 }
        let (low, high) = (found.min() ?? 0, found.max() ?? 1)
        return found.map { ($0 - low) / (high - low) }
      case .words(let words):
        var numbers: [String: Double] = [:]
        return rows.map { row in
          let word = words[row] ?? ""
          let number = numbers[word] ?? Double(numbers.count)
          numbers[word] = number
          return number
        }
      }
    }
    func isSame(_ first: Int, _ second: Int) -> Bool {
      switch (columns[first].cells, columns[second].cells) {
      case (.words, .words): return places[first] == places[second]
      case (.numbers, .numbers):
        let pairs = zip(places[first], places[second])
        return pairs.allSatisfy { abs($0 - $1) < 1e-9 }
          || pairs.allSatisfy { abs($0 + $1 - 1) < 1e-9 }
      default: return false
      }
    }
    return columns.indices.compactMap { place in
      (0..<place).first { isSame($0, place) }.map { (columns[place], columns[$0]) }
    }
  }

  private static func data(
    _ columns: [ProcessColumn], _ rows: [Int], _ values: [Double]
  ) -> ResponseData {
    var inputs: [ResponseInput] = []
    var numbers: [[Double]] = []
    for column in columns {
      switch column.cells {
      case .numbers(let cells):
        let found = rows.map { cells[$0] ?? 0 }
        let kind = ResponseInput.Kind.number(low: found.min() ?? 0, high: found.max() ?? 1)
        inputs.append(ResponseInput(column.name, unit: column.unit, kind))
        numbers.append(found)
      case .words(let cells):
        let words = column.words(in: rows) ?? []
        inputs.append(ResponseInput(column.name, unit: column.unit, .choice(words)))
        numbers.append(rows.map { Double(words.firstIndex(of: cells[$0] ?? "") ?? 0) })
      }
    }
    return ResponseData(
      inputs: inputs, rows: rows.indices.map { row in numbers.map { $0[row] } }, values: values)
  }
}

extension ProcessRuns {
  /// A table that is being read, and what is said of it.
  private struct Reader {
    var path: String
    var table: DelimitedTable

    /// The column with a name.
    func column(named name: String) throws -> Int {
      if let column = table.column(named: name) { return column }
      let names = table.columns.map(\.name)
      let meant =
        NearestName.of(name, among: names).map { "did you mean '\($0)'?" }
        ?? "there are " + names.map { "'\($0)'" }.joined(separator: ", ")
      throw refusal(0, "there is no column '\(name)'; \(meant)")
    }

    func read(_ index: Int) throws -> ProcessColumn {
      do throws(TableProblem) {
        return try ProcessColumn(table, index)
      } catch {
        Terminal.printMessage("\(path):\(error.line):\(error.column): error: \(error.message)")
        throw ExitStatus.badInput
      }
    }

    /// Says what is wrong with a column.
    func refusal(_ column: Int, _ message: String) -> ExitCode {
      let place = table.place(ofColumn: column)
      Terminal.printMessage("\(path):\(place.line):\(place.column): error: \(message)")
      return ExitStatus.badInput
    }

    /// Says what is wrong with the table.
    func refusal(_ message: String) -> ExitCode {
      Terminal.printMessage("\(path): error: \(message)")
      return ExitStatus.badInput
    }
  }
}
