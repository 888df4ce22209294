public import DataTables
import Scenarios

/// Carries out a plan on a table.
///
/// What comes out does not change when the plan is carried out on it again: this is tried, by reading the text that
/// would be written, before it is handed over.
public enum TableCleaning {
  /// A cleaned table.
  public struct Result: Sendable {
    /// The table as comma-separated text.
    public var text: [UInt8]
    /// What each step has changed.
    public var log: CleaningLog
  }

  /// Cleans a table of text.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - name: What its file is called in messages.
  ///   - plan: What to do.
  /// - Returns: The cleaned table.
  /// - Throws: ``CleaningFailure`` where the plan does not suit the table, or never comes to rest.
  public static func clean(
    _ table: DelimitedTable, name: String, by plan: CleaningPlan
  ) throws(CleaningFailure) -> Result {
    try settle(read(table, name, plan), plan)
  }

  /// Cleans a table in memory; see ``clean(_:name:by:)``.
  public static func clean(
    _ table: LoadedTable, by plan: CleaningPlan
  ) throws(CleaningFailure) -> Result {
    try settle(table, plan)
  }

  /// Reads a table as a plan wants it: nothing is guessed that the plan does not ask for.
  static func read(_ table: DelimitedTable, _ name: String, _ plan: CleaningPlan) -> LoadedTable {
    var reading = TableReading.strict
    var (numbers, commas) = (Set<String>(), Set<String>())
    for step in plan.steps {
      switch step.action {
      case .numbers(let names): numbers.formUnion(names)
      case .decimalCommas(let names): commas.formUnion(names)
      default: break
      }
    }
    reading.misfits = .only(numbers)
    reading.decimalCommas = .only(commas)
    // What is to be numbers is, however few cells suit.
    reading.suitingShare = 0
    return LoadedTable(table, name: name, reading: reading)
  }

  /// Most plans come to rest at once; one whose first result reads as other types may need another turn.
  private static let turns = 4

  private static func settle(
    _ loaded: LoadedTable, _ plan: CleaningPlan
  ) throws(CleaningFailure) -> Result {
    var repair = TableRepair(loaded, plan)
    try repair.carryOut()
    var text = Array(TableText.text(repair.table).utf8)
    let log = repair.log
    var last = repair
    for _ in 0..<turns {
      let again: DelimitedTable
      do throws(TableProblem) {
        again = try DelimitedTable(text, limits: TableLimits(bytes: 1 << 30))
      } catch {
        throw CleaningFailure([
          Diagnostic(
            file: loaded.parts[0].name,
            message: "the cleaned table cannot be read again: \(error.message)")
        ])
      }
      last = TableRepair(read(again, loaded.parts[0].name, plan), plan)
      do throws(CleaningFailure) {
        try last.carryOut()
      } catch {
        let first = error.diagnostics.first
        throw restless(plan, first?.line, "it fails (\(first?.message ?? ""))")
      }
      let next = Array(TableText.text(last.table).utf8)
      if next == text { return Result(text: text, log: log) }
      text = next
    }
    let changed = last.log.entries.first { $0.rows > 0 || $0.cells > 0 || !$0.note.isEmpty }
    throw restless(
      plan, changed?.line,
      changed.map { "'\($0.step)' would change the table anew" } ?? "it changes the table anew")
  }

  private static func restless(
    _ plan: CleaningPlan, _ line: Int?, _ what: String
  ) -> CleaningFailure {
    CleaningFailure([
      Diagnostic(
        file: plan.file, line: line, column: line == nil ? nil : 1,
        message:
          "the plan never comes to rest: carried out again, \(what); write it so that it leaves "
          + "alone what it has made")
    ])
  }
}
