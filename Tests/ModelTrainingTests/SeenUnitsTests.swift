import DataTables
import ModelTraining
import TestSupport
import Testing

@Suite("Units that a model has learned from")
struct SeenUnitsTests {
  /// The units of a table that a model knows, learned from the rows of another that pass.
  private static func seen(
    _ table: ColumnarTable, byModelOf learned: ColumnarTable
  ) throws -> TrainingTable {
    var request = WearingUnits.request
    request.ends = .failures
    var trainer = ModelTrainer()
    trainer.settings.method = .linear
    let model = try trainer.train(TrainingTable(learned, request)).model
    return try TrainedModel(files: model.files()).rows(of: table, request)
  }

  /// A table's rows that pass.
  private static func rows(
    of table: ColumnarTable, where isKept: (Int) -> Bool
  ) -> ColumnarTable {
    let kept = (0..<table.rowCount).filter(isKept)
    return ColumnarTable(
      table.columns.map { column in
        switch column.values {
        case .int64(let values):
          WearingUnits.column(column.description.name, .int64(kept.map { values[$0] }))
        default:
          WearingUnits.column(
            column.description.name, .float64(kept.map { column.numbers()[$0] }))
        }
      })
  }

  @Test("Other units with the same names are other units")
  func others() throws {
    let rows = try Self.seen(
      WearingUnits.table(40, seed: 9), byModelOf: WearingUnits.table(40, seed: 1))
    #expect(rows.seenUnits == [])
    #expect(rows.seenUnitsNote == nil)
  }

  @Test("Units of the training are known again, in a longer table, too")
  func same() throws {
    let table = WearingUnits.table(40, seed: 1)
    #expect(try Self.seen(table, byModelOf: table).seenUnits.count == 40)
    let units = table.columns[0].numbers()
    let some = Self.rows(of: table) { units[$0] <= 12 }
    let known = try Self.seen(table, byModelOf: some)
    #expect(known.seenUnits.count == 12)
    #expect(
      known.seenUnitsNote
        == "12 of 40 units (such as '1') are among those that the model has learned from: what it says of them is memory, "
        + "not foresight; judge it on other units, all rows of a unit on one side")
  }

  @Test("Rows of one unit that were divided between two tables are of that unit")
  func divided() throws {
    let table = WearingUnits.table(20, seed: 1)
    let odd = Self.rows(of: table) { $0 % 3 != 0 }
    let rest = Self.rows(of: table) { $0 % 3 == 0 }
    #expect(try Self.seen(rest, byModelOf: odd).seenUnits.count == 20)
    let cycles = table.columns[1].numbers()
    let early = Self.rows(of: table) { cycles[$0] <= 40 }
    let late = Self.rows(of: table) { cycles[$0] > 40 }
    #expect(try Self.seen(late, byModelOf: early).seenUnits.count == 20)
  }
}
