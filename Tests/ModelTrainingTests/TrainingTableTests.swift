import DataTables
@testable import ModelTraining
import SignalFeatures
import TestSupport
import Testing

@Suite("Tables to learn from")
struct TrainingTableTests {
  private static func column(_ name: String, _ values: ColumnValues) -> TableColumn {
    WearingUnits.column(name, values)
  }

  private static func message(_ table: ColumnarTable, _ request: TableRequest) -> String {
    do {
      _ = try TrainingTable(table, request)
      return ""
    } catch {
      return error.message
    }
  }

  @Test("Each unit's last row is its failure where no column says otherwise")
  func ends() throws {
    let table = try TrainingTable(WearingUnits.table(6, seed: 1), WearingUnits.request)
    #expect(table.inputs.map(\.name) == ["heat", "noise"])
    #expect(table.notes == ["column 'fixed' is the same in every row; it is left out"])
    for unit in 0..<6 {
      let rows = table.units.indices.filter { table.units[$0] == unit }
      #expect(rows.map { table.targets[$0] } == (0..<rows.count).reversed().map(Double.init))
    }
    #expect(!table.isCensored.contains(true) && table.target.unit == "cycle")
  }

  @Test(
    "Labels of a dataset are taken, lives and censoring among them, and none of them is looked at")
  func labels() throws {
    let count = 60
    let half = { (row: Int) in row < 30 }
    let table = ColumnarTable([
      Self.column("unit", .int64((0..<count).map { Int64($0 / 10) })),
      Self.column("machine", .text(Array(repeating: "press_1", count: count))),
      Self.column("time", .timestamp((0..<count).map { Int64($0) * 1_000_000 })),
      Self.column("vibration", .float32((0..<count).map { Float($0 % 7) })),
      Self.column("state", .text((0..<count).map { half($0) ? "idle" : "producing" })),
      Self.column("die_wear", .float64((0..<count).map(Double.init))),
      Self.column("die_life", .int64((0..<count).map { Int64($0 % 10 / 5) })),
      Self.column("die_remaining_useful_life", .float64((0..<count).map { Double(5 - $0 % 5) })),
      Self.column("die_ends_by", .text((0..<count).map { half($0) ? "failure" : "maintenance" })),
      Self.column("time_to_failure", .float64((0..<count).map(Double.init))),
    ])
    let read = try TrainingTable(table, TableRequest(target: "remaining_useful_life"))
    #expect(read.inputs.map(\.name) == ["vibration"])
    #expect(read.lives == (0..<count).map { $0 / 5 } && read.units == (0..<count).map { $0 / 10 })
    #expect(read.isCensored == (0..<count).map { !half($0) })
    #expect(read.target.unit == "s" && read.times?.last == 59)
    #expect(
      Self.message(table, TableRequest(target: "remaining_useful_lif"))
        .hasPrefix(
          "there is no column 'remaining_useful_lif' for the target; the table has 'unit', 'machine'"
        ))
  }

  @Test("Words become their places, two words an answer of yes and no")
  func words() throws {
    let count = 40
    let table = ColumnarTable([
      Self.column("kind", .text((0..<count).map { ["L", "M", "H"][$0 % 3] })),
      Self.column("torque", .float64((0..<count).map { Double($0 * 37 % 11) })),
      Self.column("failed", .text((0..<count).map { $0 % 4 == 0 ? "yes" : "no" })),
    ])
    let read = try TrainingTable(table, TableRequest(target: "failed"))
    #expect(read.question == .chance && read.target.words == ["no", "yes"])
    #expect(read.inputs[0].words == ["H", "L", "M"])
    #expect(Array(read.columns[0].prefix(3)) == [1, 2, 0])
    #expect(Array(read.targets.prefix(5)) == [1, 0, 0, 0, 1])
  }

  @Test("What cannot be learned from is said in words", .tags(.failure))
  func refusals() throws {
    let units = WearingUnits.table(3, seed: 1)
    #expect(
      Self.message(units, WearingUnits.request)
        == "3 lives ended by failure; 5 are needed at least. Simulate more units, or let them run to failure"
    )
    var request = WearingUnits.request
    request.features = ["cycle"]
    #expect(
      Self.message(units, request)
        == "column 'cycle' says which unit or time a row is of, or what is to be foretold; it cannot be looked at"
    )
    request.features = ["fixed"]
    #expect(Self.message(units, request) == "there is no column that may be looked at")
    request = TableRequest(target: "remaining_useful_life")
    request.unit = []
    #expect(
      Self.message(units, request)
        == "a remaining life is that of a unit, and no column names it; say which with --unit")
    #expect(
      Self.message(units, TableRequest(target: "heat")) == "")
    request = TableRequest(target: "heat")
    request.question = .chance
    #expect(
      Self.message(units, request)
        == "column 'heat' has other values than two; a chance is that of one of two, such as 0 and 1"
    )
  }

  @Test("Features of a recipe are those of a pipeline that is fed the rows of a life")
  func recipe() throws {
    var table = try TrainingTable(WearingUnits.table(6, seed: 2), WearingUnits.request)
    let original = table
    try table.apply(.usual(window: 12))
    #expect(
      table.inputs.prefix(6).map(\.name) == [
        "heat", "heat_mean_12", "heat_deviation_12", "heat_slope_12", "heat_mean_2",
        "heat_above_baseline_12_of_4",
      ])
    let rows = original.units.indices.filter { original.units[$0] == 3 }
    var pipeline = try FeaturePipeline([
      FeatureChannel("heat", [.mean(readings: 12), .aboveBaseline(readings: 12, first: 4)])
    ])
    pipeline.beginLife(at: 0)
    for (place, row) in rows.enumerated() {
      pipeline.feed(channel: 0, time: Double(place), value: Float(original.columns[0][row]))
      #expect(table.columns[1][row] == pipeline.vector[0])
      let above = table.columns[5][row]
      #expect(above == pipeline.vector[1] || above.isNaN && pipeline.vector[1].isNaN)
    }
  }

  @Test("A reading stands until the next one of the life comes")
  func carried() throws {
    let count = 40
    let heat = TableColumn(
      ColumnDescription(name: "heat", type: .float64, isOptional: true),
      .float64((0..<count).map { $0 % 4 == 1 ? Double($0) : .nan }))
    let table = ColumnarTable([
      Self.column("unit", .int64((0..<count).map { Int64($0 / 8) })),
      Self.column("cycle", .int64((0..<count).map { Int64($0 % 8) })), heat,
    ])
    var read = try TrainingTable(table, WearingUnits.request)
    read.carryForward()
    for row in 0..<count {
      let last = row / 4 * 4 + 1 <= row ? row / 4 * 4 + 1 : row / 4 * 4 - 3
      if last < row / 8 * 8 {
        #expect(read.columns[0][row].isNaN)
      } else {
        #expect(read.columns[0][row] == Double(last))
      }
    }
  }

  @Test("Thinning leaves rows at all times before the end, and no more rows than it may")
  func thinned() throws {
    var table = try TrainingTable(WearingUnits.table(60, seed: 3), WearingUnits.request)
    let all = table.rowCount
    table.thin(to: all / 20)
    #expect(table.rowCount <= all / 20 + 60 && table.rowCount > all / 40)
    #expect(Set(table.units).count == 60)
    // Sixty lives begin at different places of a step of 20 rows: no remaining life of the first step is left out.
    #expect(Set(table.targets.filter { $0 < 20 }) == Set((0..<20).map { Double($0) }))
  }

  @Test("Rows of what has failed already are not learned from")
  func failed() throws {
    func table(_ more: [TableColumn]) -> ColumnarTable {
      // Ten units of eight rows, of which the last three show the machine that has failed.
      ColumnarTable(
        [
          Self.column("unit", .int64((0..<80).map { Int64($0 / 8) })),
          Self.column("cycle", .int64((0..<80).map { Int64($0 % 8) })),
          Self.column("heat", .float64((0..<80).map { Double($0 * 7 % 13) })),
          Self.column(
            "die_remaining_useful_life", .float64((0..<80).map { max(0, 5 - Double($0 % 8)) })),
        ] + more)
    }
    var request = TableRequest(target: "die_remaining_useful_life")
    (request.unit, request.time) = (["unit"], "cycle")
    let plain = try TrainingTable(table([]), request)
    #expect(plain.rowCount == 60)
    #expect(plain.targets.count { $0 == 0 } == 10)
    let states = (0..<80).map { $0 % 8 < 5 ? "producing" : "down" }
    let dataset = try TrainingTable(table([Self.column("state", .text(states))]), request)
    #expect(dataset.rowCount == 50)
    #expect(!dataset.targets.contains(0))
    #expect(dataset.notes.contains("30 rows of what had failed already are left out"))
  }

  @Test("Features that are columns already are taken as they are, and not made twice")
  func featureColumns() throws {
    let count = 40
    let table = ColumnarTable([
      Self.column("unit", .int64((0..<count).map { Int64($0 / 8) })),
      Self.column("cycle", .int64((0..<count).map { Int64($0 % 8) })),
      Self.column("heat", .float64((0..<count).map { Double($0 * 7 % 13) })),
      Self.column("heat_mean_12", .float64((0..<count).map { Double($0) })),
    ])
    var read = try TrainingTable(table, WearingUnits.request)
    try read.apply(.usual(window: 12))
    let names = read.inputs.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.count == 6)
    let place = try #require(names.firstIndex(of: "heat_mean_12"))
    #expect(read.columns[place] == (0..<count).map { Double($0) })
  }
}
