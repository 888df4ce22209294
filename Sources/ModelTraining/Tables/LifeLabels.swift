import DataTables

/// Which life each row belongs to, and how long that went on.
struct LifeLabels {
  /// Which life, from 0 in the order of the first rows.
  var lives: [Int]
  /// How long it went on; NaN where that is not known.
  var remaining: [Double]
  /// Whether it went on longer than that.
  var isCensored: [Bool]
  /// The unit of time.
  var timeUnit: String
  /// The columns that are used up: none of them may be looked at.
  var columns: [String]

  private static let suffix = "remaining_useful_life"

  /// Finds the labels of a table.
  init(
    _ columns: TableColumns, _ request: TableRequest, units: [Int], times: [Double]?,
    timeName: String?
  ) throws(TrainingProblem) {
    let wanted = request.target
    if columns[wanted] != nil {
      try self.init(labels: wanted, columns, units)
      return
    }
    let found = columns.names.filter { $0.hasSuffix("_" + wanted) }
    if wanted.hasSuffix(LifeLabels.suffix), found.count == 1 {
      try self.init(labels: found[0], columns, units)
      return
    }
    guard found.isEmpty else {
      throw TrainingProblem(
        "the table has \(found.map { "'\($0)'" }.joined(separator: " and ")); say with --target which is meant"
      )
    }
    guard wanted == LifeLabels.suffix else {
      _ = try columns.required(wanted, as: "the target")
      preconditionFailure("a column that is not there was found")
    }
    guard let times, let timeName else {
      throw TrainingProblem(
        "there is no column '\(wanted)', and no time from which to work it out; name the column of time or cycles "
          + "with --time, if each unit's last row is its failure")
    }
    try self.init(endsOf: units, times, timeName, request.ends)
  }

  /// Takes labels from a column, and from those that datasets have beside it.
  private init(labels name: String, _ columns: TableColumns, _ units: [Int]) throws(TrainingProblem)
  {
    let column = try columns.required(name, as: "the target")
    guard column.isNumeric else {
      throw TrainingProblem("column '\(name)' has words; a remaining life is a number")
    }
    remaining = column.numbers()
    timeUnit = column.description.unit ?? "s"
    let prefix = String(name.dropLast(LifeLabels.suffix.count))
    let (life, end) = (prefix + "life", prefix + "ends_by")
    if let ends = columns[end] {
      isCensored = (0..<units.count).map { TableColumns.text(of: ends, $0) != "failure" }
    } else {
      isCensored = Array(repeating: false, count: units.count)
    }
    if let numbers = columns[life]?.numbers() {
      var known: [[Int]: Int] = [:]
      lives = zip(units, numbers).map { unit, number in
        let key = [unit, number.isFinite ? Int(number) : -1]
        let code = known[key] ?? known.count
        known[key] = code
        return code
      }
    } else {
      lives = units
    }
    self.columns = columns.names.filter { LifeLabels.isLabel($0) } + [name]
  }

  /// Counts from the last row of each unit.
  private init(
    endsOf units: [Int], _ times: [Double], _ timeName: String, _ ends: TableRequest.UnitEnds
  ) throws(TrainingProblem) {
    var last: [Double] = Array(repeating: -.infinity, count: (units.max() ?? -1) + 1)
    for (unit, time) in zip(units, times) { last[unit] = max(last[unit], time) }
    switch ends {
    case .failures: break
    case .remaining(let truths):
      guard truths.count == last.count else {
        throw TrainingProblem(
          "there are \(truths.count) remaining lives for the last rows of \(last.count) units")
      }
      for unit in last.indices { last[unit] += truths[unit] }
    case .unknown: for unit in last.indices { last[unit] = .nan }
    }
    remaining = zip(units, times).map { last[$0] - $1 }
    isCensored = Array(repeating: false, count: units.count)
    lives = units
    timeUnit = timeName == "time" ? "s" : timeName
    columns = []
  }

  /// Whether a column of a dataset tells what nobody knows in time.
  static func isLabel(_ name: String) -> Bool {
    ["_wear", "_life", "_" + suffix, "_ends_by", "_fault"].contains { name.hasSuffix($0) }
      || [suffix, "time_to_failure", "next_failure"].contains(name)
  }
}
