import TestDraws
import TestSupport
import Testing

@testable import DataTables

@Suite("Sizes of files")
struct FileSizeTests {
  static let rows = 100_000

  /// Columns as sensors, clocks and logs give them.
  static let kinds: [(name: String, values: ColumnValues)] = {
    var random = SplitMix(seed: 1)
    func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + random.fraction() } }
    let noise = (0..<rows).map { _ in 20 + normal() }
    var level = 0.0
    let drift = (0..<rows).map { _ in
      level = 0.999 * level + 0.05 * normal()
      return 20 + level
    }
    func steps(_ values: [Double], _ size: Double) -> [Float] {
      values.map { Float(($0 / size).rounded() * size) }
    }
    let start: Int64 = 1_767_592_800_000_000
    return [
      ("noise", .float32(noise.map { Float($0) })),
      ("noise in double precision", .float64(noise)),
      ("drift", .float32(drift.map { Float($0) })),
      ("drift in steps of 0.01", .float32(steps(drift, 0.01))),
      ("noise in steps of 0.1", .float32(steps(noise, 0.1))),
      ("noise in steps of 0.001", .float32(steps(noise, 0.001))),
      ("a constant", .float32([Float](repeating: 3.5, count: rows))),
      ("regular moments", .timestamp((0..<rows).map { start + Int64($0) * 500_000 })),
      (
        "moments of events",
        .timestamp(noise.enumerated().map { start + Int64($0) * 60_000_000 + Int64($1 * 1e6) })
      ),
      ("numbers of parts", .int64((0..<rows).map { Int64($0 / 3) })),
      ("counts", .int32(noise.map { Int32($0) })),
      (
        "states",
        .category(codes: noise.map { Int32($0 * 4) % 5 }, levels: ["a", "b", "down", "setup", "x"])
      ),
      ("yes and no", .boolean(noise.map { $0 > 21 })),
      ("serial numbers", .text((0..<rows).map { "part-\($0)" })),
      ("texts of few", .text(noise.map { "machine \(Int($0))" })),
    ]
  }()

  @Test(
    "Parquet is smaller than the same column as CSV compressed with zstd -3 and zstd -9",
    arguments: kinds.indices)
  func smaller(kind: Int) throws {
    let (name, values) = FileSizeTests.kinds[kind]
    let table = ColumnarTable([
      TableColumn(ColumnDescription(name: "x", type: values.type), values)
    ])
    let parquet = ParquetEncoder(schema: table.schema).encode(table).byteCount
    let text = DelimitedWriter.text(table, rows: 0..<table.rowCount)
    var sizes: [Int] = []
    for level in [3, 9] {
      var compressor = ZstdCompressor(level: level)
      var compressed: [UInt8] = []
      compressor.compress(text.span, into: &compressed)
      sizes.append(compressed.count)
    }
    // The heads of two pages and a dictionary apart, which are all there is to a constant.
    #expect(sizes.allSatisfy { parquet - 96 < $0 }, "\(name): \(parquet) bytes, CSV \(sizes)")
  }
}
