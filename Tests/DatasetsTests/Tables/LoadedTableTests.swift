import DataTables
import TestDraws
import TestSupport
import Testing

@testable import Datasets

/// A table from text.
func load(_ text: String, _ name: String = "t.csv", _ reading: TableReading = TableReading())
  throws -> LoadedTable
{
  LoadedTable(try DelimitedTable(text), name: name, reading: reading)
}

@Suite("Loaded tables")
struct LoadedTableTests {
  @Test("Types are those that suit the cells", .tags(.exact))
  func types() throws {
    let table = try load(
      """
      whole,number [mm],flag,time,kind,code,nothing
      1,1.5,true,2020-01-03,a,007,
      -2,,False,2020-01-04 07:00,b,12,NA
      NA,3e2,TRUE,-,a,003,null
      """)
    #expect(
      table.table.schema.map(\.type) == [
        .int64, .float64, .boolean, .timestamp, .category, .category, .float64,
      ])
    #expect(table.table.columns[1].description.unit == "mm")
    #expect(table.table.columns[0].isPresent == [true, true, false])
    #expect(table.table.columns[0].values == .int64([1, -2, 0]))
    #expect(table.table.columns[5].text(0) == "007")
    #expect(table.readings[0].missingWords == ["NA": 1])
    #expect(table.readings[6].missingWords == ["": 1, "NA": 1, "null": 1])
    #expect(
      (0..<3).map { table.table.columns[3].text($0) }
        == ["2020-01-03 00:00:00", "2020-01-04 07:00:00", ""])
  }

  @Test("A few cells that do not suit are misfits, told with the first of them", .tags(.exact))
  func misfits() throws {
    let cells = (0..<40).map { $0 == 7 ? "off" : "\($0).5" }
    let table = try load("x\n" + cells.joined(separator: "\n"))
    #expect(table.table.columns[0].values.type == .float64)
    #expect(table.readings[0].misfits == .init(count: 1, firstRow: 7, example: "off"))
    #expect(table.place(ofRow: 7).line == 9)
    let strict = try load("x\n" + cells.joined(separator: "\n"), "t.csv", .strict)
    #expect(strict.table.columns[0].values.type.isText)
    #expect(strict.table.columns[0].text(7) == "off")
  }

  @Test("Decimal commas are numbers, thousands beside points are not", .tags(.exact))
  func commas() throws {
    let table = try load("a;b\n1,5;1.5\n-2,25;2.5\n3;1,000\n")
    #expect(table.table.columns[0].values == .float64([1.5, -2.25, 3]))
    #expect(table.readings[0].decimalCommas == 2)
    #expect(table.table.columns[1].values.type.isText)
  }

  @Test(
    "Day and month are told apart by the column, or it is said that they are not", .tags(.exact))
  func dates() throws {
    let sure = try load("d\n1/2/2020\n25/2/2020\n")
    #expect(sure.table.columns[0].text(0) == "2020-02-01 00:00:00")
    #expect(!sure.readings[0].isDateOrderUnsure)
    let unsure = try load("d\n1/2/2020\n3/4/2020\n")
    #expect(unsure.table.columns[0].text(0) == "2020-01-02 00:00:00")
    #expect(unsure.readings[0].isDateOrderUnsure)
  }

  @Test("Texts that recur are a category, others plain, in any number", .tags(.law))
  func texts() throws {
    for (levels, expected) in [(10, ColumnType.category), (45, .category), (70, .text)] {
      let cells = (0..<100).map { $0 % 9 == 4 ? "NA" : "t\($0 % levels)" }
      let column = try load("x\n" + cells.joined(separator: "\n")).table.columns[0]
      #expect(column.values.type == expected, "\(levels)")
      #expect((0..<100).map { column.text($0) } == cells.map { $0 == "NA" ? "" : $0 })
    }
  }

  @Test("Files are put one below the other, types brought together", .tags(.exact))
  func joining() throws {
    let one = try load("a,b,c,d\n1,x,1,5\n2,y,2,\n", "one.csv")
    let two = try load("b,a,d,e\nz,1.5,red,9\n", "two.csv")
    let joined = LoadedTable.joined([one, two])
    #expect(joined.table.schema.map(\.name) == ["a", "b", "c", "d", "e"])
    #expect(joined.table.schema.map(\.type) == [.float64, .category, .int64, .text, .int64])
    #expect(
      (0..<3).map { row in joined.table.columns.map { $0.text(row) } } == [
        ["1", "x", "1", "5", ""], ["2", "y", "2", "", ""], ["1.5", "z", "", "red", "9"],
      ])
    #expect(joined.readings[2].absentFrom == ["two.csv"])
    #expect(joined.readings[3].clashingTypes == ["int64 in one.csv", "category in two.csv"])
    #expect(joined.place(ofRow: 2) == RowPlace(file: "two.csv", row: 1, line: 2))
  }

  @Test("Lines are those of the text, comments and quoted line ends counted", .tags(.exact))
  func lines() throws {
    let table = try load("# note\na,b\n1,\"x\ny\"\n# more\n2,z\n")
    #expect((0..<2).map { table.place(ofRow: $0).line } == [3, 6])
  }

  @Test("What is written is read back as it was", .tags(.law))
  func roundTrip() throws {
    var draws = SplitMix(seed: 5)
    for _ in 0..<200 {
      let rows = 1 + draws.below(30)
      let cells = (0..<rows).map { _ in
        [
          "\(draws.below(100))", "\(draws.fraction() * 1e-3)",
          draws.pick(["", "a", " b", "#c", "d,e", "f\"g", "007"]),
          draws.pick(["2020-01-03", "2020-05-06 07:08:09.125", "NA"]),
        ]
      }
      let text =
        (["i,x,t,d"] + cells.map { DelimitedText.row($0) }).joined(separator: "\n") + "\n"
      let once = TableText.text(try load(text).table)
      #expect(TableText.text(try load(once).table) == once)
    }
  }
}

@Suite("Number sort")
struct NumberSortTests {
  @Test("Numbers and indices come in order, as the library sorts them", .tags(.law))
  func against() {
    var draws = SplitMix(seed: 3)
    for size in [0, 1, 2, 100, 1_023, 1_024, 5_000] {
      let numbers: [Double] = (0..<size).map { _ in
        switch draws.below(8) {
        case 0: .nan
        case 1: 0
        case 2: -Double(draws.below(5))
        case 3:
          draws.pick([.infinity, -.infinity, .leastNonzeroMagnitude, -.leastNonzeroMagnitude])
        default: (draws.fraction() - 0.5) * 1e6
        }
      }
      let present = numbers.filter { !$0.isNaN }
      #expect(NumberSort.sorted(numbers) == present.sorted())
      let order = NumberSort.order(of: numbers)
      #expect(Set(order).count == size)
      // Stable: the library's sort of pairs of number and index is the only right order.
      let expected = numbers.indices.sorted { one, other in
        let (a, b) = (numbers[one], numbers[other])
        if a.isNaN || b.isNaN { return a.isNaN == b.isNaN ? one < other : b.isNaN }
        return a == b ? one < other : a < b
      }
      #expect(order.map(Int.init) == expected)
    }
  }
}
