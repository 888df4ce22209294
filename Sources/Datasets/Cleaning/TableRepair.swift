import DataTables
import Scenarios

/// A plan under way.
struct TableRepair {
  private(set) var columns: [TableColumn]
  let plan: CleaningPlan
  var log: CleaningLog
  private let file: String

  init(_ loaded: LoadedTable, _ plan: CleaningPlan) {
    columns = loaded.table.columns
    self.plan = plan
    file = loaded.parts[0].name
    log = CleaningLog(
      entries: [], rowsBefore: loaded.rowCount, rowsAfter: loaded.rowCount,
      columnsBefore: loaded.table.columns.count, columnsAfter: loaded.table.columns.count)
    readings = Dictionary(
      uniqueKeysWithValues: zip(loaded.table.columns.map(\.name), loaded.readings))
  }

  private var readings: [String: ColumnReading]

  var table: ColumnarTable { ColumnarTable(columns) }
  var rowCount: Int { columns.first?.values.count ?? 0 }

  /// Carries out all steps.
  mutating func carryOut() throws(CleaningFailure) {
    var problems: [Diagnostic] = []
    let done = doneNames()
    for (index, step) in plan.steps.enumerated() {
      do throws(StepProblem) {
        try carryOut(step, index, done)
      } catch {
        problems.append(
          Diagnostic(
            file: plan.file, line: step.line, column: step.column,
            message: "\(step.key): \(error.message)"))
      }
    }
    if columns.isEmpty {
      problems.append(Diagnostic(file: plan.file, message: "the plan leaves no column"))
    }
    if !problems.isEmpty { throw CleaningFailure(problems) }
    log.rowsAfter = rowCount
    log.columnsAfter = columns.count
  }

  /// Why a step cannot be carried out.
  struct StepProblem: Error {
    var message: String
  }

  // MARK: - What was done before

  /// The names, and for conversions the units, that only a table has on which this plan was carried out: for each
  /// column the index of the last step that was.
  private func doneNames() -> [String: Int] {
    var done: [String: Int] = [:]
    let names = Set(columns.map(\.name))
    for (index, step) in plan.steps.enumerated() {
      switch step.action {
      case .rename(let old, let new) where !names.contains(old) && names.contains(new):
        done[old] = index
      case .convert(let name, let conversion):
        if columns.first(where: { $0.name == name })?.description.unit == conversion.to {
          done[name] = index
        }
      default: break
      }
    }
    return done
  }

  private mutating func carryOut(
    _ step: CleaningStep, _ index: Int, _ done: [String: Int]
  ) throws(StepProblem) {
    let isDone = !step.columns.isEmpty && step.columns.allSatisfy { index <= done[$0] ?? -1 }
    var entry = CleaningLog.Entry(
      step: step.key, line: step.line, columns: step.columns, rows: 0, cells: 0, note: "")
    if isDone {
      entry.note = "was done before"
    } else {
      try change(step, &entry)
    }
    log.entries.append(entry)
  }

  private mutating func change(
    _ step: CleaningStep, _ entry: inout CleaningLog.Entry
  ) throws(StepProblem) {
    switch step.action {
    case .numbers(let names):
      for name in names {
        entry.cells += readings[columns[try index(name)].name]?.misfits?.count ?? 0
        try checkNumeric(name)
      }
    case .decimalCommas(let names):
      for name in names {
        entry.cells += readings[columns[try index(name)].name]?.decimalCommas ?? 0
      }
    case .rename(let old, let new): try rename(old, new, &entry)
    case .dropColumns(let names):
      let absent = names.filter { name in !columns.contains { $0.name == name } }
      columns.removeAll { names.contains($0.name) }
      if !absent.isEmpty {
        entry.note =
          (absent.count == 1 ? "is" : "are") + " not there: \(absent.joined(separator: ", "))"
      }
      entry.cells = (names.count - absent.count) * rowCount
    case .markMissing(let name, let values):
      try edit(name, &entry) { $0.markingMissing(Matching($0, values).matches) }
    case .replace(let name, let values): try replace(name, values, &entry)
    case .clip(let name, let least, let most):
      try checkNumeric(name)
      try edit(name, &entry) {
        $0.mappingNumbers { min(max($0, least ?? -.infinity), most ?? .infinity) }
      }
    case .convert(let name, let conversion): try convert(name, conversion, &entry)
    case .dropStuckRuns(let name, let length): try dropStuckRuns(name, length, &entry)
    case .dropRows(missing: let names):
      let chosen = try indices(names).map { columns[$0] }
      keep(&entry) { row in chosen.allSatisfy { $0.hasValue(row) } }
    case .dropDuplicates(by: let names):
      let chosen = try names.isEmpty ? Array(columns.indices) : indices(names)
      let rows = RowIndex(chosen.map { columns[$0] }, rowCount: rowCount)
      keep(&entry) { Int(rows.first[$0]) == $0 }
    case .sort(let names): try sort(names, &entry)
    case .fill(columns: let names, let filling):
      for name in names { try fill(name, filling, &entry) }
    }
  }

  // MARK: - Columns

  /// The place of a column.
  func index(_ name: String) throws(StepProblem) -> Int {
    if let index = columns.firstIndex(where: { $0.name == name }) { return index }
    let names = columns.map(\.name)
    let near = NearestName.of(name, among: names)
    throw StepProblem(
      message: "\(file) has no column '\(name)'; "
        + (near.map { "did you mean '\($0)'?" }
          ?? "there are \(AuditWords.list(names, most: 12))"))
  }

  func indices(_ names: [String]) throws(StepProblem) -> [Int] {
    var found: [Int] = []
    for name in names { found.append(try index(name)) }
    return found
  }

  func checkNumeric(_ name: String) throws(StepProblem) {
    let type = columns[try index(name)].values.type
    if type.isNumeric { return }
    throw StepProblem(
      message:
        "column '\(name)' is no column of numbers; say 'numbers: [\(name)]' to make cells missing "
        + "that are none")
  }

  /// Changes a column.
  mutating func edit(
    _ name: String, _ entry: inout CleaningLog.Entry,
    _ change: (TableColumn) -> (column: TableColumn, count: Int)
  ) throws(StepProblem) {
    let index = try index(name)
    let changed = change(columns[index])
    columns[index] = changed.column
    entry.cells += changed.count
  }

  /// Puts another column in the place of one.
  mutating func put(_ column: TableColumn, at index: Int) { columns[index] = column }

  /// Keeps the rows of which this holds.
  mutating func keep(_ entry: inout CleaningLog.Entry, _ isKept: (Int) -> Bool) {
    let rows = (0..<rowCount).filter(isKept).map { Int32($0) }
    entry.rows += rowCount - rows.count
    if rows.count < rowCount { select(rows) }
  }

  /// Takes rows in this order.
  mutating func select(_ rows: [Int32]) { columns = columns.map { $0.selecting(rows) } }
}
