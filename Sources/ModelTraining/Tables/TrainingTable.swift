public import DataTables

/// What a training learns from: numbers by row, what each row belongs to, and what is to be foretold.
public struct TrainingTable: Sendable {
  /// The columns that are looked at.
  public var inputs: [InputColumn]
  /// Their numbers, column by column; NaN for what is missing.
  public var columns: [[Double]]
  /// Which unit each row is of, from 0; rows of one unit are never divided.
  public var units: [Int]
  /// The names of the units.
  public var unitNames: [String]
  /// Which life each row is of; the row's unit where there are no lives.
  public var lives: [Int]
  /// When each row was, in seconds or cycles; `nil` where the table has no time.
  public var times: [Double]?
  /// What is to be foretold: a time, 0 or 1, or a value.
  public var targets: [Double]
  /// Whether the remaining life is longer than the target says.
  public var isCensored: [Bool]
  /// What is asked.
  public var question: ModelQuestion
  /// The target's name and unit: `cycle`, `s`, `MPa`.
  public var target: InputColumn
  /// What was left out, and why.
  public var notes: [String]
  /// The units that the model which reads the table has learned from, by name.
  public var seenUnits: [String] = []

  /// How many rows there are.
  public var rowCount: Int { targets.count }

  /// Takes what a request asks for from a table.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - request: What is asked.
  ///   - known: The columns that a model reads, as they were when it was trained; `nil` for those of the table.
  ///   - knownTarget: What it foretells, as it was then; where the table does not have it, the truth is not known.
  /// - Throws: ``TrainingProblem`` where the table cannot answer it.
  public init(
    _ table: ColumnarTable, _ request: TableRequest, reading known: [InputColumn]? = nil,
    answering knownTarget: InputColumn? = nil
  ) throws(TrainingProblem) {
    let columns = TableColumns(table: table)
    let rows = table.rowCount
    guard rows > 0 else { throw TrainingProblem("the table has no rows") }
    let asksForLife =
      request.question == .remainingLife
      || request.question == nil && request.target.hasSuffix("remaining_useful_life")
    let unitNames = request.unit ?? columns.usualUnit()
    var unitColumns: [TableColumn] = []
    for name in unitNames { unitColumns.append(try columns.required(name, as: "--unit")) }
    let timeName = request.time ?? columns.usualTime()
    var times: [Double]?
    if let timeName { times = try columns.required(timeName, as: "--time").numbers() }
    if asksForLife, unitNames.isEmpty {
      throw TrainingProblem(
        "a remaining life is that of a unit, and no column names it; say which with --unit")
    }
    let (codes, names) =
      unitNames.isEmpty
      ? (Array(0..<rows), []) : TableColumns.codes(of: unitColumns, rows: rows)
    (units, self.unitNames, self.times) = (codes, names, times)
    notes = []

    var used = unitNames + [timeName].compactMap { $0 } + request.leftOut
    // Running numbers of a dataset of lives: what they tell is the order in which it was written.
    if columns["trajectory"] != nil { used += ["trajectory", "cycle"] }
    if asksForLife {
      let labels = try LifeLabels(columns, request, units: codes, times: times, timeName: timeName)
      (lives, targets, isCensored) = (labels.lives, labels.remaining, labels.isCensored)
      used += labels.columns
      question = .remainingLife
      target = InputColumn(name: request.target, words: nil, unit: labels.timeUnit)
    } else {
      if let knownTarget {
        (target, question) = (knownTarget, request.question ?? .value)
        targets =
          columns[request.target].map { knownTarget.numbers(of: $0, rows: rows) }
          ?? Array(repeating: .nan, count: rows)
      } else {
        let column = try columns.required(request.target, as: "the target")
        (target, targets, question) = try TrainingTable.answers(column, rows, request)
      }
      lives = codes
      isCensored = Array(repeating: false, count: rows)
      used += [request.target] + columns.names.filter { LifeLabels.isLabel($0) }
    }
    (inputs, self.columns) = ([], [])
    if let known {
      try take(known, from: columns)
    } else {
      try takeInputs(columns, request, used: used)
    }
    if asksForLife { dropRowsOfTheFailed(columns) }
    if known == nil { try leaveWhatCanBeLearnedFrom() }
  }

  private static func answers(
    _ column: TableColumn, _ rows: Int, _ request: TableRequest
  ) throws(TrainingProblem) -> (InputColumn, [Double], ModelQuestion) {
    var note: String?
    let name = request.target
    guard let described = InputColumn(column, rows: rows, note: &note) else {
      throw TrainingProblem("\(note ?? "") : nothing can be learned of it")
    }
    let numbers = described.numbers(of: column, rows: rows)
    let isTwo = Set(numbers.filter { !$0.isNaN }) == [0, 1]
    let question = request.question ?? (isTwo ? .chance : .value)
    if question == .chance, !isTwo {
      throw TrainingProblem(
        "column '\(name)' has other values than two; a chance is that of one of two, such as 0 and 1"
      )
    }
    if question == .value, described.words != nil {
      throw TrainingProblem("column '\(name)' has words; a value is a number")
    }
    return (described, numbers, question)
  }

  private mutating func takeInputs(
    _ columns: TableColumns, _ request: TableRequest, used: [String]
  ) throws(TrainingProblem) {
    let isNamed = !request.features.isEmpty
    let names = isNamed ? request.features : columns.names.filter { !used.contains($0) }
    for name in names {
      let column = try columns.required(name, as: "--feature")
      if isNamed, used.contains(name) {
        throw TrainingProblem(
          "column '\(name)' says which unit or time a row is of, or what is to be foretold; it cannot be looked at"
        )
      }
      if !isNamed, ["state", "product", "part", "received"].contains(name) { continue }
      var note: String?
      if case .timestamp = column.values { note = "column '\(name)' is a moment" }
      if note == nil, let input = InputColumn(column, rows: units.count, note: &note) {
        inputs.append(input)
        self.columns.append(input.numbers(of: column, rows: units.count))
      }
      if let note { notes.append(note + "; it is left out") }
    }
    if inputs.isEmpty { throw TrainingProblem("there is no column that may be looked at") }
  }

  /// Takes the columns that a model reads.
  private mutating func take(
    _ known: [InputColumn], from columns: TableColumns
  ) throws(TrainingProblem) {
    let missing = known.filter { columns[$0.name] == nil }
    guard missing.isEmpty else {
      let unread = columns.names.filter { name in !known.contains { $0.name == name } }
      throw TrainingProblem(
        "the model reads "
          + missing.prefix(20).map { "'\($0.name)'" }.joined(separator: ", ")
          + (missing.count > 20 ? " and \(missing.count - 20) more" : "")
          + ", which the table does not have; it has "
          + unread.prefix(20).map { "'\($0)'" }.joined(separator: ", ")
          + " beside what the model reads")
    }
    inputs = known
    for input in known {
      let column = try columns.required(input.name, as: "")
      if input.words == nil, !column.isNumeric {
        throw TrainingProblem(
          "column '\(input.name)' has words, and the model was trained on numbers")
      }
      self.columns.append(input.numbers(of: column, rows: units.count))
    }
  }

  /// Lets a reading stand until the next one of the life comes, as the last reading of a sensor does while a factory runs.
  mutating func carryForward() {
    guard question == .remainingLife, let times else { return }
    let gaps = columns.indices.filter { columns[$0].contains(where: \.isNaN) }
    guard !gaps.isEmpty else { return }
    let order = lives.indices.sorted { (lives[$0], times[$0], $0) < (lives[$1], times[$1], $1) }
    for column in gaps {
      for (row, next) in zip(order, order.dropFirst())
      where lives[row] == lives[next] && columns[column][next].isNaN {
        columns[column][next] = columns[column][row]
      }
    }
  }

  /// Leaves out rows of what has failed already and is being replaced: that no life is left then is no prediction, and nobody asks.
  ///
  /// In datasets, which say the state of the machine, these are all rows without a remaining life; elsewhere the row of the failure
  /// itself counts, and those after it do not.
  private mutating func dropRowsOfTheFailed(_ columns: TableColumns) {
    let isDataset = columns["state"] != nil
    var ended: Set<Int> = []
    let kept = inTimeOrder(Array(targets.indices)).filter { row in
      guard targets[row] == 0 else { return true }
      return !isDataset && ended.insert(lives[row]).inserted
    }
    guard kept.count < rowCount else { return }
    notes.append("\(rowCount - kept.count) rows of what had failed already are left out")
    keep(kept.sorted())
  }

  /// Leaves out rows of which nobody knows what came, and sees whether enough are left.
  mutating func leaveWhatCanBeLearnedFrom() throws(TrainingProblem) {
    dropRowsWithoutTarget()
    try check()
  }

  private mutating func dropRowsWithoutTarget() {
    let kept = targets.indices.filter { !targets[$0].isNaN }
    if kept.count < targets.count {
      notes.append("\(targets.count - kept.count) rows without a target are left out")
      keep(kept)
    }
  }

  /// Leaves so many rows at most, evenly from all lives.
  ///
  /// Lives begin at different places of the step, so that rows of all times before the end are left.
  ///
  /// - Parameter most: How many.
  /// - Returns: The rows that are left, by their numbers before.
  @discardableResult
  public mutating func thin(to most: Int) -> [Int] {
    guard rowCount > most, most > 0 else { return Array(0..<rowCount) }
    let step = (rowCount + most - 1) / most
    var sizes: [Int: Int] = [:]
    for life in lives { sizes[life, default: 0] += 1 }
    var seen: [Int: Int] = [:]
    var kept: [Int] = []
    for (row, life) in lives.enumerated() {
      let place = seen[life, default: 0]
      seen[life] = place + 1
      // The golden ratio spreads any number of lives evenly over the step.
      let turn = Double(life) * 0.618_033_988_749_895
      let first = Int((turn - turn.rounded(.down)) * Double(step))
      if ((sizes[life] ?? 0) - 1 - place + first) % step == 0 { kept.append(row) }
    }
    notes.append("one row in \(step) is learned from: \(kept.count) of \(rowCount)")
    keep(kept)
    return kept
  }

  /// Leaves rows, in their order.
  mutating func keep(_ rows: [Int]) {
    for column in columns.indices { columns[column] = rows.map { columns[column][$0] } }
    units = rows.map { units[$0] }
    lives = rows.map { lives[$0] }
    if let all = times { times = rows.map { all[$0] } }
    targets = rows.map { targets[$0] }
    isCensored = rows.map { isCensored[$0] }
  }

  private func check() throws(TrainingProblem) {
    guard rowCount >= 20 else {
      throw TrainingProblem("\(rowCount) rows are too few to learn from; 20 are needed at least")
    }
    switch question {
    case .remainingLife:
      let failed = Set(lives.indices.filter { !isCensored[$0] }.map { lives[$0] })
      guard failed.count >= 5 else {
        throw TrainingProblem(
          "\(failed.count) lives ended by failure; 5 are needed at least. Simulate more units, or let them run to failure"
        )
      }
      if let row = targets.firstIndex(where: { $0 < 0 }) {
        throw TrainingProblem("a remaining life is \(targets[row]); none may be negative")
      }
    case .chance:
      for value in [0.0, 1.0] where targets.count(where: { $0 == value }) < 5 {
        let word = target.words?[Int(value)] ?? (value == 1 ? "1" : "0")
        throw TrainingProblem(
          "'\(target.name)' is \(word) in fewer than 5 rows; nothing can be learned from so few")
      }
    case .value: break
    }
  }
}
