import Foundation
import TestDraws
import TestSupport
import Testing

@testable import DataTables

/// The fixtures were written by pyarrow 26; `Scripts/check-parquet.py PROGRAM FOLDER` writes them anew.
@Suite("Reading Parquet")
struct ParquetReaderTests {
  static let fixtures = ["dictionary", "plain", "encodings", "gzip"]

  func fixture(_ name: String) -> String {
    Repository.url("Tests/Fixtures/parquet/\(name).parquet").path
  }

  @Test(
    "The same rows are read whatever the encoding, compression and page version", .tags(.golden),
    arguments: ["dictionary", "encodings", "gzip"])
  func encodings(name: String) throws {
    let plain = try ParquetReader(fixture("plain")).read()
    let reader = try ParquetReader(fixture(name))
    let other = try reader.read()
    #expect(reader.refusedColumns == [])
    #expect(other.schema == plain.schema)
    for (one, other) in zip(plain.columns, other.columns) {
      let isEqual = one.exact == other.exact
      #expect(isEqual, "\(one.description.name)")
    }
  }

  @Test("Types without a counterpart become the nearest", .tags(.exact))
  func types() throws {
    let reader = try ParquetReader(fixture("gzip"))
    #expect(reader.rowGroupCount == 3)
    #expect(reader.rowCount(ofRowGroup: 2) == 10)
    let types = Dictionary(
      uniqueKeysWithValues: reader.schema.map { ($0.name, $0.type) })
    let expected: [ColumnType: [String]] = [
      .int32: ["int8", "int16", "int32", "uint8", "uint16", "nothing"],
      .int64: ["int64", "uint32", "uint64", "steps"], .boolean: ["boolean"],
      .float32: ["float32"], .float32List: ["waves"], .text: ["text", "long"],
      .float64: ["float64", "few", "daytime", "decimal5", "decimal15", "decimal30"],
      .timestamp: ["time_s", "time_ms", "time_us", "time_ns", "time_utc", "date"],
    ]
    #expect(types.count == expected.values.reduce(0) { $0 + $1.count })
    for (type, names) in expected {
      for name in names { #expect(types[name] == type, "\(name)") }
    }
    #expect(reader.schema.first { $0.name == "daytime" }?.unit == "s")
    let table = try reader.read()
    let steps = try #require(table.column(named: "steps"))
    #expect(steps.values == .int64((0..<60).map { $0 * 1_000 }))
    #expect(steps.isPresent == nil)
    #expect(table.column(named: "nothing")?.isPresent == [Bool](repeating: false, count: 60))
  }

  @Test("No bytes whatever stop the program, and every problem names the file", .tags(.law))
  func hostile() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "a.parquet").path
      var random = RandomTable(random: SplitMix(seed: 11))
      var originals = try ParquetReaderTests.fixtures.map {
        try [UInt8](Data(contentsOf: URL(filePath: fixture($0))))
      }
      for _ in 0..<4 {
        let table = random.table(rows: 100)
        let writer = try ParquetWriter(path, schema: table.schema, replacesExisting: true)
        try writer.append(table)
        try writer.finish()
        originals.append(try [UInt8](Data(contentsOf: URL(filePath: path))))
      }
      let limits = ParquetLimits(rows: 10_000, columns: 100, bytes: 1 << 22)
      var outcomes = (read: 0, refused: 0)
      for round in 0..<6_000 {
        let bytes = mutated(originals[round % originals.count], &random.random)
        try Data(bytes).write(to: URL(filePath: path))
        do throws(DataFileProblem) {
          let table = try ParquetReader(path, limits: limits).read()
          outcomes.read += 1
          #expect(table.rowCount <= 10_000)
        } catch {
          outcomes.refused += 1
          #expect(error.file == path && !error.message.isEmpty)
        }
      }
      #expect(outcomes.read > 500 && outcomes.refused > 500, "\(outcomes)")
    }
  }

  /// A few bytes changed, a piece cut out, or a piece repeated.
  func mutated(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<1 + random.below(3) {
      // As often in the footer as in all that stands before it.
      let place =
        random.chance(0.5)
        ? random.below(bytes.count) : bytes.count - 1 - random.below(min(bytes.count, 3_000))
      switch random.below(8) {
      case 0: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(20)))
      case 1: bytes.insert(contentsOf: bytes[place...].prefix(1 + random.below(20)), at: place)
      case 2: bytes[place] = random.pick([0, 1, 0x7F, 0x80, 0xFF])
      default: bytes[place] ^= 1 << UInt8(random.below(8))
      }
      if bytes.isEmpty { return [0] }
    }
    return bytes
  }

  @Test("No bytes whatever stop the decoders", .tags(.law))
  func hostileDecoders() {
    var random = SplitMix(seed: 12)
    var sound = 0
    for _ in 0..<40_000 {
      let bytes = (0..<random.below(40)).map { _ in
        random.chance(0.5) ? UInt8(random.below(16)) : UInt8(truncatingIfNeeded: random.next())
      }
      let width = random.below(36)
      let count = random.below(100)
      if let numbers = try? RunLengthDecoder.decode(bytes.span, width: width, count: count) {
        #expect(numbers.count == count)
        sound += 1
      }
      var position = 0
      if let numbers = try? DeltaBinaryDecoder.decode(bytes.span, at: &position, count: count) {
        #expect(numbers.count == count && position <= bytes.count)
        sound += 1
      }
      if let output = try? SnappyDecoder.decode(bytes.span, limit: 1_000) {
        #expect(output.count <= 1_000)
        sound += 1
      }
      var reader = ThriftCompactReader()
      if (try? reader.structure(bytes.span)) != nil { sound += 1 }
      _ = try? Decompression.zstd(bytes.span, limit: 1_000)
      _ = try? Decompression.gzip(bytes.span, limit: 1_000)
    }
    #expect(sound > 4_000)
  }

  @Test(
    "What Snappy writes is taken apart: literals, copies, and copies of themselves", .tags(.exact))
  func snappy() throws {
    // 13 bytes: "abc" as they are, then 4 and 6 bytes from 3 before.
    let bytes: [UInt8] = [13, 2 << 2, 97, 98, 99, 0 << 2 | 1, 3, 5 << 2 | 2, 3, 0]
    let text = try SnappyDecoder.decode(bytes.span, limit: 13)
    #expect(String(decoding: text, as: UTF8.self) == "abcabcabcabca")
    #expect(throws: DecompressionProblem.tooLarge(limit: 12)) {
      try SnappyDecoder.decode(bytes.span, limit: 12)
    }
    #expect(throws: DecompressionProblem.cut) {
      try SnappyDecoder.decode(bytes.span.extracting(0..<7), limit: 13)
    }
  }

  static let strangers: [(content: String, message: String)] = [
    ("", "this is no Parquet file: it is too short"),
    ("time,level\n1,2\n", "this is no Parquet file: it does not begin with PAR1"),
    ("PAR1 and no more", "the file is cut off or encrypted: it does not end with PAR1"),
    ("PAR1    zzzzPAR1", "the file is damaged: its footer has 2054847098 bytes"),
    ("PAR1\u{1}\u{0}\u{0}\u{0}PAR1", "the file is damaged: its footer has 1 bytes"),
  ]

  @Test("What is no Parquet file is refused by name", .tags(.failure), arguments: strangers)
  func stranger(content: String, message: String) throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "a.parquet").path
      try Data(content.utf8).write(to: URL(filePath: path))
      let error = #expect(throws: DataFileProblem.self) { try ParquetReader(path) }
      #expect(error?.description == "\(path): \(message)")
    }
  }

  @Test("A missing file and a folder are refused by name", .tags(.failure))
  func missing() throws {
    try withTemporaryFolder { folder in
      let none = folder.appending(path: "a.parquet").path
      let error = #expect(throws: DataFileProblem.self) { try ParquetReader(none) }
      #expect(error?.description == "\(none): the file cannot be opened: No such file or directory")
      let other = #expect(throws: DataFileProblem.self) { try ParquetReader(folder.path) }
      #expect(other?.description == "\(folder.path): this is no regular file")
    }
  }

  @Test("More rows than allowed are refused; fewer at a time are not", .tags(.failure))
  func limits() throws {
    let path = fixture("gzip")
    let reader = try ParquetReader(path, limits: ParquetLimits(rows: 25))
    let error = #expect(throws: DataFileProblem.self) { try reader.read() }
    #expect(error?.description == "\(path): 60 rows are to be read; at most 25 can be at once")
    #expect(try reader.readRowGroup(1, columns: ["steps"]).rowCount == 25)
  }
}
