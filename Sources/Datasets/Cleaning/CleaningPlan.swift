/// Repairs of a table, written down so that they can be reviewed: which, and in which order.
///
/// Read from YAML by ``init(text:file:)``, proposed for an audited table by ``CleaningProposal``, and carried out by
/// ``TableCleaning``.
public struct CleaningPlan: Hashable, Sendable {
  /// The column of the units, within which gaps are filled and stuck runs are looked for; `nil` for one unit.
  public var unit: String?
  /// The column of the time; `nil` where the rows stand in its order.
  public var time: String?
  /// The repairs, in the order in which they are made.
  public var steps: [CleaningStep]
  /// What the plan is called in messages.
  public var file: String

  /// Creates a plan.
  public init(
    unit: String? = nil, time: String? = nil, steps: [CleaningStep], file: String = "the plan"
  ) {
    self.unit = unit
    self.time = time
    self.steps = steps
    self.file = file
  }
}

/// One repair of a plan, and where it is written.
public struct CleaningStep: Hashable, Sendable {
  /// What is done.
  public var action: Action
  /// The line in the plan, from 1.
  public var line: Int
  /// The column in the line, from 1.
  public var column: Int

  /// Creates a step.
  public init(_ action: Action, line: Int = 1, column: Int = 1) {
    self.action = action
    self.line = line
    self.column = column
  }

  /// What is done.
  public enum Action: Hashable, Sendable {
    /// Cells that are no number become missing.
    case numbers([String])
    /// Numbers with a decimal comma are numbers.
    case decimalCommas([String])
    /// These values become missing.
    case markMissing(column: String, values: [String])
    /// Values become others, by their text.
    case replace(column: String, values: [String: String])
    /// Numbers beyond a bound become the bound.
    case clip(column: String, least: Double?, most: Double?)
    /// All but the first of more than so many equal numbers of a unit, one after the other, become missing.
    case dropStuckRuns(column: String, longerThan: Int)
    /// Numbers in one unit become numbers in another.
    case convert(column: String, UnitConversion)
    /// A column gets another name.
    case rename(from: String, to: String)
    /// Columns are left out.
    case dropColumns([String])
    /// Rows are left out in which one of these is missing.
    case dropRows(missing: [String])
    /// Rows are left out that equal an earlier one in these columns, or in all where none are named.
    case dropDuplicates(by: [String])
    /// Rows are put in order by these columns, equal ones staying as they are.
    case sort([String])
    /// Missing values get one.
    case fill(columns: [String], Filling)
  }

  /// What stands for a missing value.
  public enum Filling: Hashable, Sendable {
    /// The value before it in the unit.
    case previous
    /// The value after it in the unit.
    case next
    /// The mean of the column.
    case mean
    /// The median of the column.
    case median
    /// The value that is met most often, of several the first.
    case commonest
    /// This one.
    case value(String)
  }

  /// The key in a plan.
  public var key: String { CleaningStep.key(of: action) }

  static func key(of action: Action) -> String {
    switch action {
    case .numbers: "numbers"
    case .decimalCommas: "decimal_commas"
    case .markMissing: "mark_missing"
    case .replace: "replace"
    case .clip: "clip"
    case .dropStuckRuns: "drop_stuck_runs"
    case .convert: "convert"
    case .rename: "rename"
    case .dropColumns: "drop_columns"
    case .dropRows: "drop_rows"
    case .dropDuplicates: "drop_duplicates"
    case .sort: "sort"
    case .fill: "fill"
    }
  }

  /// The columns that it is about.
  public var columns: [String] {
    switch action {
    case .numbers(let names), .decimalCommas(let names), .dropColumns(let names),
      .dropRows(missing: let names), .dropDuplicates(by: let names), .sort(let names),
      .fill(columns: let names, _):
      names
    case .markMissing(let name, _), .replace(let name, _), .clip(let name, _, _),
      .dropStuckRuns(let name, _), .convert(let name, _), .rename(from: let name, _):
      [name]
    }
  }
}
