import DataTables
import TestDraws
import TestSupport
import Testing

@Suite("Delimited tables")
struct DelimitedTableTests {
  func rows(_ table: DelimitedTable) -> [[String]] {
    (0..<table.rowCount).map { row in
      table.columns.indices.map { table.text(row: row, column: $0) }
    }
  }

  @Test("Names, units, comments, blank lines and quotes are read", .tags(.exact))
  func example() throws {
    let table = try DelimitedTable(
      #"""
      \#u{FEFF}# jobs of a week

      job, time [min] ,"note, free"
      A,12.5,"says ""hold"""
      # B is missing
        
      C,1e2,"two
      lines"
      Ü,,x
      """#)
    #expect(
      table.columns == [
        .init(name: "job"), .init(name: "time", unit: "min"), .init(name: "note, free"),
      ])
    #expect(table.column(named: "time") == 1)
    #expect(table.column(named: "Time") == nil)
    #expect(
      rows(table) == [
        ["A", "12.5", "says \"hold\""], ["C", "1e2", "two\nlines"], ["Ü", "", "x"],
      ])
    #expect(table.number(row: 1, column: 1) == 100)
    #expect(table.number(row: 2, column: 1) == nil)
    #expect(table.withBytes(row: 0, column: 0) { $0.count } == 1)
    #expect(table.place(row: 0, column: 2) == (4, 8))
    #expect(table.place(row: 1, column: 2) == (7, 7))
    #expect(table.place(row: 2, column: 0) == (9, 1))
    #expect(table.place(row: 2, column: 2) == (9, 4))
  }

  @Test("A cell behind one of several lines is placed in the last of them", .tags(.exact))
  func placeBehindLines() throws {
    let table = try DelimitedTable("a,b\n\"1\n2€\",3\n4,5\n")
    #expect(table.place(row: 0, column: 0) == (2, 1))
    #expect(table.place(row: 0, column: 1) == (3, 5))
    #expect(table.place(row: 1, column: 1) == (4, 3))
  }

  @Test("The header shows what separates the cells, and lines end either way", .tags(.exact))
  func separators() throws {
    for (separator, other) in [(";", ","), ("\t", ";"), (",", ";")] {
      for end in ["\n", "\r\n"] {
        let text = ["a\(separator)b", "1\(separator)2\(other)5", "\(separator)"]
          .joined(separator: end)
        for table in [try DelimitedTable(text), try DelimitedTable(text + end)] {
          #expect(rows(table) == [["1", "2\(other)5"], ["", ""]], "\(text)")
          #expect(table.separator == separator.utf8.first)
        }
      }
    }
    let single = try DelimitedTable("name\nx\n\"\"\n\ny")
    #expect(rows(single) == [["x"], [""], ["y"]])
    #expect(try DelimitedTable("a,b\n").rowCount == 0)
    #expect(try DelimitedTable("a,b").rowCount == 0)
  }

  @Test("A column of numbers is read, blanks around them or not", .tags(.exact))
  func numbers() throws {
    let table = try DelimitedTable("a;b\n1;2.5\n -3 ;.5\n4e-3;\"7\"\n")
    #expect(try table.numbers(0) == [1, -3, 0.004])
    #expect(try table.numbers(1) == [2.5, 0.5, 7])
  }

  static let mistakes: [(text: String, problem: String)] = [
    ("", "1:1: the table has no header; its first line names the columns"),
    ("\n# x\n", "3:1: the table has no header; its first line names the columns"),
    ("a,b\n1,2\n3\n", "3:1: this row has 1 cells, the header 2; give every row as many"),
    ("a,b\n1,2,3\n", "2:1: this row has 3 cells, the header 2; give every row as many"),
    ("a,ä,a [s]\n", "1:5: two columns are called 'a'; rename one"),
    ("a,,b\n", "1:3: column 2 has no name; name every column"),
    ("a, [min]\n", "1:3: column 2 has no name; name every column"),
    ("a,b\nü,\"x\n\n", "2:3: this quote is not closed; end the cell with '\"'"),
    (
      "a,b\n\"x\"y,1\n",
      "2:4: something follows the closing quote; a quote inside a cell is written twice"
    ),
    (
      "a,b\n1,x\"y\n",
      """
      2:4: a quote stands inside a cell; enclose the cell in quotes and write the quote twice
      """
    ),
  ]

  @Test("A text that is no table is refused with its place", .tags(.failure), arguments: mistakes)
  func mistake(text: String, problem: String) {
    let error = #expect(throws: TableProblem.self) { try DelimitedTable(text) }
    #expect(error?.description == problem)
  }

  @Test("What is not UTF-8, or too large, is refused", .tags(.failure))
  func encodingAndLimits() {
    func message(_ bytes: [UInt8], _ limits: TableLimits = TableLimits()) -> String? {
      let error = #expect(throws: TableProblem.self) { try DelimitedTable(bytes, limits: limits) }
      return error?.description
    }
    let text = Array("a,b\n1,2\n3,4\n".utf8)
    #expect(
      message(Array("a,b\nü,".utf8) + [0xE4, 0x0A])
        == "2:3: the table is not in UTF-8; save it as UTF-8")
    #expect(
      message(text, TableLimits(bytes: 5))
        == "1:1: the table has 12 bytes; at most 5 can be read")
    #expect(message(text, TableLimits(rows: 1)) == "3:1: the table has more than 1 rows")
    #expect(
      message(text, TableLimits(columns: 1))
        == "1:1: the table has 2 columns; at most 1 can be read")
  }

  @Test(
    "A cell that holds no number is named with its row and column", .tags(.failure),
    arguments: [
      ("x", "3:3: row 2, column 'time': 'x' is not a number"),
      ("", "3:3: row 2, column 'time': the cell is empty; expected a number"),
      ("\"1,5\"", "3:3: row 2, column 'time': '1,5' has a decimal comma; write '1.5'"),
      ("1.5 min", "3:3: row 2, column 'time': '1.5 min' is not a number"),
      ("1e999", "3:3: row 2, column 'time': '1e999' is not a number"),
    ])
  func notNumber(cell: String, problem: String) throws {
    let table = try DelimitedTable("ä,time [s]\n1,2\n€,\(cell)\n")
    let error = #expect(throws: TableProblem.self) { try table.numbers(1) }
    #expect(error?.description == problem)
  }

  @Test("Random tables read back as they were written, with every separator", .tags(.law))
  func readBack() throws {
    let pieces = [
      "a", "1", "\"", ",", ";", "\t", "\n", "\r\n", "\r", " ", "#", "é", "🙂", "[x]", "",
    ]
    var random = SplitMix(seed: 3)
    for _ in 0..<3_000 {
      let separator = random.pick([",", ";", "\t"] as [Character])
      let width = 1 + random.below(5)
      let header = (0..<width).map { "c\($0) [s]" }
      let cells = (0..<random.below(8)).map { _ in
        (0..<width).map { _ in (0..<random.below(5)).map { _ in random.pick(pieces) }.joined() }
      }
      let end = random.pick(["\n", "\r\n"])
      let text = ([header] + cells).map { DelimitedText.row($0, separator: separator) + end }
        .joined()
      let table = try DelimitedTable(text)
      #expect(rows(table) == cells, "\(text)")
      if width > 1 { #expect(table.separator == separator.asciiValue) }
    }
  }

  @Test("No bytes whatever stop the program, and every problem has a place", .tags(.law))
  func garbage() {
    var random = SplitMix(seed: 5)
    let likely = Array("a,b;\t\"\"\n\r\n# 1.5[]é".utf8) + [0xFF, 0x00, 0xEF, 0xBB, 0xBF]
    var sound = 0
    for _ in 0..<30_000 {
      let bytes = (0..<random.below(24)).map { _ in random.pick(likely) }
      do {
        let table = try DelimitedTable(bytes)
        sound += 1
        for row in 0..<table.rowCount {
          let place = table.place(row: row, column: table.columns.count - 1)
          #expect(place.line >= 2 && place.column >= 1)
          _ = table.text(row: row, column: 0)
        }
      } catch {
        #expect(error.line >= 1 && error.column >= 1 && !error.message.isEmpty)
      }
    }
    #expect(sound > 1_000)
  }
}
