import DataTables
import InventoryPlanning
import Scenarios

/// The stages of a network, read from a table.
struct StageTable {
  private(set) var stages: [GuaranteedService.Stage] = []
  private(set) var arcs: [GuaranteedService.Arc] = []
  private let path: String
  private let table: DelimitedTable
  private var columns: [String: Int] = [:]
  private var problems: [Diagnostic] = []
  /// The row in which each stage stands first, and that of each arc.
  private var stageRows: [Int] = []
  private var arcRows: [Int] = []

  private static let required = ["stage", "ships_to", "time", "cost", "mean", "sd"]
  private static let known = required + ["amount", "service_time", "least_service_time"]

  /// Reads a table.
  ///
  /// - Parameter path: The file.
  /// - Throws: The exit status, once what is wrong is printed.
  init(path: String) throws {
    let bytes = try TextFile.bytes(path)
    self.path = path
    do throws(TableProblem) {
      table = try DelimitedTable(bytes)
    } catch {
      Terminal.printMessage("\(path):\(error.line):\(error.column): error: \(error.message)")
      throw ExitStatus.badInput
    }
    readHeader()
    if problems.isEmpty { readRows() }
    for problem in problems.prefix(20) { Terminal.printMessage("\(problem)") }
    if !problems.isEmpty { throw ExitStatus.badInput }
  }

  /// Where in the table a network is wrong, and how.
  func diagnostic(of error: NetworkError) -> Diagnostic {
    switch error.place {
    case .network: diagnostic(table.place(ofColumn: 0), error.description)
    case .stage(let stage):
      diagnostic(table.place(row: stageRows[stage], column: columns["stage"] ?? 0), "\(error)")
    case .arc(let arc):
      diagnostic(table.place(row: arcRows[arc], column: columns["ships_to"] ?? 0), "\(error)")
    }
  }

  private func diagnostic(_ place: (line: Int, column: Int), _ message: String) -> Diagnostic {
    Diagnostic(file: path, line: place.line, column: place.column, message: message)
  }

  // MARK: - Rows

  private mutating func readHeader() {
    for (index, column) in table.columns.enumerated() {
      if StageTable.known.contains(column.name) {
        columns[column.name] = index
      } else {
        let meant = NearestName.of(column.name, among: StageTable.known)
        problems.append(
          diagnostic(
            table.place(ofColumn: index),
            "there is no column '\(column.name)'; "
              + (meant.map { "did you mean '\($0)'?" }
                ?? "columns are \(StageTable.known.joined(separator: ", "))")))
      }
    }
    for name in StageTable.required where columns[name] == nil {
      problems.append(
        diagnostic(
          table.place(ofColumn: 0),
          "the column '\(name)' is missing; give \(StageTable.required.joined(separator: ", "))"))
    }
  }

  private mutating func readRows() {
    var places: [String: Int] = [:]
    var customers: [(name: String, arc: GuaranteedService.Arc, row: Int)] = []
    for row in 0..<table.rowCount {
      let name = text(row, "stage")
      if name.isEmpty {
        note(row, "stage", "the stage has no name; give it one")
        continue
      }
      let place = places[name] ?? stages.count
      if place == stages.count {
        places[name] = place
        stageRows.append(row)
        stages.append(stage(name, in: row))
      } else {
        expectTheSame(in: row, as: stageRows[place])
      }
      let customer = text(row, "ships_to")
      if !customer.isEmpty {
        let amount = number(row, "amount") ?? 1
        if amount == 0 { note(row, "amount", "the amount is 0; give one above 0") }
        customers.append((customer, .init(from: place, to: place, amount: amount), row))
      } else if !text(row, "amount").isEmpty {
        note(
          row, "amount",
          "an amount without a stage in 'ships_to'; name the stage, or leave it empty"
        )
      }
    }
    for (name, arc, row) in customers {
      guard let customer = places[name] else {
        let meant = NearestName.of(name, among: stages.map(\.name))
        note(
          row, "ships_to",
          "there is no stage '\(name)'; "
            + (meant.map { "did you mean '\($0)'?" } ?? "give it a row of its own"))
        continue
      }
      if let first = arcs.firstIndex(where: {
        $0.supplier == arc.supplier && $0.customer == customer
      }) {
        let line = table.place(row: arcRows[first], column: 0).line
        note(
          row, "ships_to",
          "'\(stages[arc.supplier].name)' ships to '\(name)' on line \(line) already; give the amount "
            + "of both in one row")
        continue
      }
      arcs.append(.init(from: arc.supplier, to: customer, amount: arc.amount))
      arcRows.append(row)
    }
  }

  private mutating func stage(_ name: String, in row: Int) -> GuaranteedService.Stage {
    let time = whole(row, "time", isRequired: true)
    let cost = number(row, "cost", isRequired: true)
    let hasDemand = !text(row, "mean").isEmpty || !text(row, "sd").isEmpty
    let mean = number(row, "mean", isRequired: hasDemand)
    let deviation = number(row, "sd", isRequired: hasDemand)
    return GuaranteedService.Stage(
      name: name, processingTime: time ?? 0, addedCost: cost ?? 0,
      demand: hasDemand ? .init(mean: mean ?? 0, standardDeviation: deviation ?? 0) : nil,
      leastServiceTime: whole(row, "least_service_time") ?? 0,
      greatestServiceTime: whole(row, "service_time"))
  }

  /// What a further row says of its stage is empty, or what the first row says.
  private mutating func expectTheSame(in row: Int, as first: Int) {
    for column in ["time", "cost", "mean", "sd", "service_time", "least_service_time"] {
      let (here, there) = (text(row, column), text(first, column))
      guard !here.isEmpty, here != there else { continue }
      let line = table.place(row: first, column: 0).line
      note(
        row, column,
        "'\(here)', but line \(line) says "
          + (there.isEmpty ? "nothing" : "'\(there)'")
          + " of the same stage; leave it empty here")
    }
  }

  // MARK: - Cells

  private func text(_ row: Int, _ column: String) -> String {
    guard let column = columns[column] else { return "" }
    let text = table.text(row: row, column: column)
    return String(
      text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  private mutating func note(_ row: Int, _ column: String, _ message: String) {
    problems.append(diagnostic(table.place(row: row, column: columns[column] ?? 0), message))
  }

  private mutating func number(
    _ row: Int, _ column: String, isRequired: Bool = false
  ) -> Double? {
    let text = text(row, column)
    guard !text.isEmpty, let index = columns[column] else {
      if isRequired { note(row, column, "the cell is empty; give a number for '\(column)'") }
      return nil
    }
    guard let value = table.number(row: row, column: index), value >= 0 else {
      note(row, column, "'\(text)' is no number of at least 0; write one such as 2.5")
      return nil
    }
    return value
  }

  private mutating func whole(_ row: Int, _ column: String, isRequired: Bool = false) -> Int? {
    let text = text(row, column)
    guard !text.isEmpty, let index = columns[column] else {
      if isRequired { note(row, column, "the cell is empty; give whole periods for '\(column)'") }
      return nil
    }
    guard let value = table.number(row: row, column: index).flatMap({ Int(exactly: $0) }),
      (0...10_000).contains(value)
    else {
      note(
        row, column, "'\(text)' is no number of whole periods from 0 to 10000; write one such as 2")
      return nil
    }
    return value
  }
}
