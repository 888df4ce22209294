import DataTables
import Testing

@Suite("Tables in memory")
struct ColumnarTableTests {
  @Test("The rows that are chosen stay in their order, missing values included")
  func chosenRows() {
    let table = ColumnarTable([
      TableColumn(
        ColumnDescription(name: "load", type: .float32, isOptional: true), .float32([1, 2, 3, 4]),
        isPresent: [true, false, true, true]),
      TableColumn(
        ColumnDescription(name: "machine", type: .category),
        .category(codes: [0, 1, 1, 0], levels: ["left", "right"])),
      TableColumn(ColumnDescription(name: "part", type: .text), .text(["a", "b", "c", "d"])),
    ])
    let chosen = table.rows(where: [false, true, false, true])
    #expect(chosen.rowCount == 2)
    #expect(chosen.columns[0].values == .float32([2, 4]))
    #expect(chosen.columns[0].isPresent == [false, true])
    #expect(chosen.columns[1].values == .category(codes: [1, 0], levels: ["left", "right"]))
    #expect(chosen.columns[2].values == .text(["b", "d"]))
    #expect(table.rows(where: [true, true, true, true]) == table)
    #expect(table.rows(where: [false, false, false, false]).rowCount == 0)
  }
}
