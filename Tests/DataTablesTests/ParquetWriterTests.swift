import DataTables
import Foundation
import TestDraws
import TestSupport
import Testing

@Suite("Writing Parquet")
struct ParquetWriterTests {
  /// Readings of a machine.
  func readings(_ count: Int, seed: UInt64) -> ColumnarTable {
    var random = SplitMix(seed: seed)
    return ColumnarTable([
      TableColumn(
        ColumnDescription(name: "time", type: .timestamp),
        .timestamp((0..<count).map { 1_700_000_000_000_000 + Int64($0) * 1_000_000 })),
      TableColumn(
        ColumnDescription(name: "vibration", type: .float32, unit: "mm/s", isOptional: true),
        .float32((0..<count).map { _ in Float(random.fraction()) }),
        isPresent: (0..<count).map { _ in random.chance(0.9) }),
      TableColumn(
        ColumnDescription(name: "state", type: .category),
        .category(
          codes: (0..<count).map { _ in Int32(random.below(3)) },
          levels: ["working", "blocked", "down"])),
    ])
  }

  @Test("Equal tables give equal bytes, on any thread and whatever is encoded beside them")
  func sameBytes() async {
    let tables = (0..<6).map { readings(30_000 + $0, seed: UInt64($0)) }
    let encoder = ParquetEncoder(schema: tables[0].schema)
    let alone = tables.map { encoder.encode($0) }
    let together = await withTaskGroup(of: (Int, EncodedRowGroup).self) { group in
      for (index, table) in tables.enumerated() {
        group.addTask { (index, encoder.encode(table)) }
      }
      var found = alone
      for await (index, encoded) in group { found[index] = encoded }
      return found
    }
    #expect(alone == together)
  }

  @Test("A file begins and ends with its magic number and is named once it is whole", .tags(.exact))
  func frame() throws {
    try withTemporaryFolder { folder in
      let table = readings(1_000, seed: 1)
      var files: [Data] = []
      for name in ["a.parquet", "b.parquet"] {
        let path = folder.appending(path: name).path
        let writer = try ParquetWriter(
          path, schema: table.schema, metadata: [ParquetMetadata("run", "7")])
        try writer.append(table)
        try writer.append(readings(0, seed: 1))
        try writer.append(table)
        #expect(!FileManager.default.fileExists(atPath: path))
        try writer.finish()
        #expect(writer.rowCount == 2_000)
        files.append(try Data(contentsOf: URL(filePath: path)))
      }
      #expect(files[0] == files[1])
      #expect(files[0].starts(with: Data("PAR1".utf8)))
      #expect(files[0].suffix(4) == Data("PAR1".utf8))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
    }
  }
}
