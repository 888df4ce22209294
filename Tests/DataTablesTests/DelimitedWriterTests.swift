import Foundation
import TestDraws
import TestSupport
import Testing

@testable import DataTables

@Suite("Writing CSV")
struct DelimitedWriterTests {
  static let example = ColumnarTable([
    TableColumn(
      ColumnDescription(name: "time", type: .timestamp),
      .timestamp([1_767_592_800_000_000, -1, 951_782_400_250_000, 0])),
    TableColumn(
      ColumnDescription(name: "speed, mean", type: .float32, unit: "mm/s"),
      .float32([0.1, 1e-5, -.infinity, .nan])),
    TableColumn(
      ColumnDescription(name: "load", type: .float64, isOptional: true),
      .float64([0.1, 1, 16_777_217, 5]), isPresent: [true, true, true, false]),
    TableColumn(
      ColumnDescription(name: "note", type: .text, isOptional: true),
      .text(["says \"hold\"", "", "two\nlines", "gone"]), isPresent: [true, true, true, false]),
    TableColumn(
      ColumnDescription(name: "ok", type: .boolean), .boolean([true, false, true, true])),
    TableColumn(
      ColumnDescription(name: "state", type: .category),
      .category(codes: [0, 1, 1, 0], levels: ["on, hot", "off"])),
    TableColumn(
      ColumnDescription(name: "wave", type: .float32List),
      .float32List([1, 2.5, 3, 4, 5, 6, 7, 8], length: 2)),
    TableColumn(ColumnDescription(name: "n", type: .int32), .int32([-1, 0, 7, .max])),
  ])

  static let text = #"""
    time,"speed, mean [mm/s]",load,note,ok,state,wave,n
    2026-01-05 06:00:00.000000,0.1,0.1,"says ""hold""",true,"on, hot","[1.0, 2.5]",-1
    1969-12-31 23:59:59.999999,1e-05,1.0,"",false,off,"[3.0, 4.0]",0
    2000-02-29 00:00:00.250000,-inf,16777217.0,"two
    lines",true,off,"[5.0, 6.0]",7
    1970-01-01 00:00:00.000000,NaN,,,true,"on, hot","[7.0, 8.0]",2147483647

    """#

  @Test(
    "A table is written as RFC 4180 says, plain and compressed", .tags(.exact),
    arguments: ["a.csv", "a.csv.gz", "a.csv.zst"])
  func example(name: String) throws {
    try withTemporaryFolder { folder in
      let table = DelimitedWriterTests.example
      let path = folder.appending(path: name).path
      let writer = try DelimitedWriter(path, schema: table.schema, namesUnits: true)
      try writer.append(table)
      #expect(writer.rowCount == 4)
      try writer.finish()
      let bytes = try DataFile.bytes(path)
      #expect(String(decoding: bytes, as: UTF8.self) == DelimitedWriterTests.text)
      let raw = try [UInt8](Data(contentsOf: URL(filePath: path)))
      #expect(FileCompression(magic: raw) == FileCompression(ofFileNamed: name))
      // No name, no time.
      if name.hasSuffix(".gz") { #expect(raw[3..<8] == [0, 0, 0, 0, 0]) }
      #expect(try DelimitedTable(contentsOfFile: path).rowCount == 4)
    }
  }

  @Test(
    "The bytes do not depend on how rows are divided among calls", .tags(.law),
    arguments: ["csv", "csv.gz", "csv.zst"])
  func divided(ending: String) throws {
    try withTemporaryFolder { folder in
      var random = SplitMix(seed: 4)
      let numbers = (0..<120_000).map { _ in random.fraction() }
      let schema = [ColumnDescription(name: "x", type: .float64)]
      var files: [Data] = []
      for part in [120_000, 977, 40_000] {
        let path = folder.appending(path: "\(part).\(ending)").path
        let writer = try DelimitedWriter(path, schema: schema)
        for begin in stride(from: 0, to: numbers.count, by: part) {
          let end = min(begin + part, numbers.count)
          try writer.append(
            ColumnarTable([TableColumn(schema[0], .float64(Array(numbers[begin..<end])))]))
        }
        try writer.finish()
        files.append(try Data(contentsOf: URL(filePath: path)))
        let table = try DelimitedTable(contentsOfFile: path)
        #expect(try table.numbers(0) == numbers)
      }
      #expect(Set(files).count == 1)
    }
  }

  @Test("A column of one value missing is no blank line", .tags(.exact))
  func singleMissing() {
    let table = ColumnarTable([
      TableColumn(
        ColumnDescription(name: "x", type: .int32, isOptional: true), .int32([1, 2]),
        isPresent: [true, false])
    ])
    #expect(DelimitedWriter.text(table, rows: 0..<2) == Array("1\n\"\"\n".utf8))
  }

  @Test("A compressed file that is damaged, cut or too large is refused", .tags(.failure))
  func damaged() throws {
    try withTemporaryFolder { folder in
      for ending in ["gz", "zst"] {
        let path = folder.appending(path: "a.csv.\(ending)").path
        let table = DelimitedWriterTests.example
        let writer = try DelimitedWriter(path, schema: table.schema)
        try writer.append(table)
        try writer.finish()
        let whole = try Data(contentsOf: URL(filePath: path))
        let text = DelimitedWriterTests.text.replacing(" [mm/s]", with: "")
        #expect(try DataFile.bytes(path, limit: text.utf8.count) == Array(text.utf8))
        func message(_ data: Data, limit: Int = 1_000) throws -> String? {
          try data.write(to: URL(filePath: path))
          let error = #expect(throws: DataFileProblem.self) {
            try DataFile.bytes(path, limit: limit)
          }
          return error?.description
        }
        let large = "\(path): the file has more than 300 bytes, all that can be read"
        #expect(try message(whole, limit: 300) == large)
        for end in 4..<whole.count {
          #expect(
            try message(whole.prefix(end)) == "\(path): the compressed bytes end too early")
        }
        var wrong = whole
        wrong[wrong.startIndex + 5] ^= 0xFF
        wrong[wrong.startIndex + 20] ^= 0xFF
        let damage = try message(wrong) ?? ""
        #expect(damage.hasPrefix("\(path): the compressed bytes "), "\(damage)")
        // Two members or frames behind one another are one text.
        try (whole + whole).write(to: URL(filePath: path))
        #expect(try DataFile.bytes(path) == Array((text + text).utf8))
      }
    }
  }
}
