import DataTables
import Foundation
import TestDraws
import TestSupport
import Testing

@Suite("Parquet, written and read")
struct ParquetRoundTripTests {
  @Test("Random tables read back as they were written", .tags(.law), arguments: 0..<60)
  func readBack(seed: Int) throws {
    try withTemporaryFolder { folder in
      var random = RandomTable(random: SplitMix(seed: UInt64(seed)))
      var parts = [random.table()]
      for _ in 0..<random.random.below(4) {
        parts.append(random.more(of: parts[0], rows: 1 + random.random.below(70_000)))
      }
      parts.removeAll { $0.rowCount == 0 }
      guard let schema = parts.first?.schema else { return }
      let path = folder.appending(path: "a.parquet").path
      let writer = try ParquetWriter(
        path, schema: schema, metadata: [ParquetMetadata("seed", "\(seed)")],
        compressionLevel: 1 + seed % 3)
      for part in parts { try writer.append(part) }
      try writer.finish()

      let reader = try ParquetReader(path)
      #expect(reader.schema == schema)
      #expect(reader.metadata == [ParquetMetadata("seed", "\(seed)")])
      #expect(reader.rowCount == parts.reduce(0) { $0 + $1.rowCount })
      #expect(reader.rowGroupCount == parts.count)
      let whole = try reader.read()
      #expect(whole.schema == schema)
      for (index, column) in whole.columns.enumerated() {
        let isEqual = column.exact == parts.flatMap { $0.columns[index].exact }
        #expect(isEqual, "column \(column.description)")
      }
      for (index, part) in parts.enumerated() {
        let name = schema[index % schema.count].name
        let read = try reader.readRowGroup(index, columns: [name])
        #expect(read.schema.map(\.name) == [name])
        let isEqual = read.columns[0].exact == part.column(named: name)?.exact
        #expect(isEqual, "row group \(index), column \(name)")
      }
    }
  }

  @Test("A file without rows has its columns", .tags(.exact))
  func empty() throws {
    try withTemporaryFolder { folder in
      let schema = ColumnType.allCases.map {
        ColumnDescription(name: $0.rawValue, type: $0, unit: "kg", isOptional: $0 == .text)
      }
      let path = folder.appending(path: "a.parquet").path
      try ParquetWriter(path, schema: schema).finish()
      let table = try ParquetReader(path).read()
      #expect(table.schema == schema)
      #expect(table.rowCount == 0)
    }
  }

  @Test("A category of more levels than 16 bits tell apart keeps them apart", .tags(.exact))
  func manyLevels() throws {
    try withTemporaryFolder { folder in
      let table = ColumnarTable([
        TableColumn(
          ColumnDescription(name: "c", type: .category),
          .category(codes: Array(0..<70_000), levels: (0..<70_000).map { "level \($0)" }))
      ])
      let path = folder.appending(path: "a.parquet").path
      let writer = try ParquetWriter(path, schema: table.schema)
      try writer.append(table)
      try writer.finish()
      let read = try ParquetReader(path).read()
      let isEqual = read.columns[0].exact == table.columns[0].exact
      #expect(isEqual)
    }
  }

  @Test("A column that is missing is named with those that are there", .tags(.failure))
  func noSuchColumn() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "a.parquet").path
      let schema = [
        ColumnDescription(name: "a", type: .int32), ColumnDescription(name: "b", type: .text),
      ]
      try ParquetWriter(path, schema: schema).finish()
      let reader = try ParquetReader(path)
      let error = #expect(throws: DataFileProblem.self) { try reader.read(columns: ["c"]) }
      #expect(
        error?.description == "\(path): column 'c': there is no such column; there are 'a', 'b'")
    }
  }
}
