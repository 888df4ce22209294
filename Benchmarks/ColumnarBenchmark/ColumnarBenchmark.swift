import BenchmarkSupport
import DataTables
import TestDraws

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How fast columns of sensor values are encoded and read, and how many bytes they take.
///
///     swift run -c release ColumnarBenchmark [ROWS [LEVEL…]]
///
/// One line for each kind of values and each compression level: millions of values a second of one
/// processor, written and read; bytes a value. A file in `/tmp` is written and removed.
@main
struct ColumnarBenchmark {
  static func main() throws {
    var arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    let rows = arguments.isEmpty ? 1_000_000 : arguments.removeFirst()
    for level in arguments.isEmpty ? [1, 3] : arguments {
      for (name, values) in kinds(rows) {
        let column = TableColumn(ColumnDescription(name: "x", type: values.type), values)
        try measure(name, ColumnarTable([column]), level: level)
      }
    }
  }

  /// Encodes and reads a table five times and prints the fastest.
  static func measure(_ name: String, _ table: ColumnarTable, level: Int) throws {
    let encoder = ParquetEncoder(schema: table.schema, compressionLevel: level)
    var fastest = Double.infinity
    var size = 0
    for _ in 0..<5 {
      let begin = ProcessUse.time
      size = encoder.encode(table).byteCount
      fastest = min(fastest, ProcessUse.time - begin)
    }
    let path = "/tmp/columnar-benchmark-\(getpid()).parquet"
    let writer = try ParquetWriter(path, schema: table.schema, compressionLevel: level)
    try writer.append(table)
    try writer.finish()
    defer { _ = unsafe unlink(path) }
    var reading = Double.infinity
    for _ in 0..<5 {
      let begin = ProcessUse.time
      let count = try ParquetReader(path).read().rowCount
      precondition(count == table.rowCount)
      reading = min(reading, ProcessUse.time - begin)
    }
    let rows = Double(table.rowCount)
    print(
      "level \(level)  \(rounded(rows / fastest / 1e6)) million values/s written,",
      "\(rounded(rows / reading / 1e6)) read,",
      " \(rounded(Double(size) / rows)) bytes/value  \(name)")
  }

  static func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }

  /// Values as sensors and clocks give them.
  static func kinds(_ rows: Int) -> [(String, ColumnValues)] {
    var random = SplitMix(seed: 1)
    func normal() -> Double {
      (0..<12).reduce(-6) { sum, _ in sum + random.fraction() }
    }
    var level = 0.0
    let noise = (0..<rows).map { _ in Float(20 + normal()) }
    let drift = (0..<rows).map { _ in
      level = 0.999 * level + 0.05 * normal()
      return Float(20 + level)
    }
    let hundredths = drift.map { Float(($0 * 100).rounded() / 100) }
    let coarse = noise.map { Float(($0 * 10).rounded() / 10) }
    let fine = noise.map { Float(($0 * 1000).rounded() / 1000) }
    return [
      ("float32 noise, full precision", .float32(noise)),
      ("float32 slow drift, full precision", .float32(drift)),
      ("float32 slow drift, in steps of 0.01", .float32(hundredths)),
      ("float32 noise, in steps of 0.1", .float32(coarse)),
      ("float32 noise, in steps of 0.001", .float32(fine)),
      ("float32 constant", .float32([Float](repeating: 3.5, count: rows))),
      ("float64 noise, full precision", .float64(noise.map { Double($0) * 1.1 })),
      (
        "timestamps, regular",
        .timestamp((0..<rows).map { 1_700_000_000_000_000 + Int64($0) * 100_000 })
      ),
      (
        "timestamps, jittered",
        .timestamp(noise.indices.map { Int64($0) * 100_000 + Int64(noise[$0] * 100) })
      ),
      ("int32 counts", .int32(noise.map { Int32($0 * 3) })),
      (
        "categories of eight",
        .category(codes: noise.map { Int32(abs($0)) % 8 }, levels: (0..<8).map { "state \($0)" })
      ),
      ("waveforms of 1000", .float32List(Array(noise.prefix(rows / 1000 * 1000)), length: 1000)),
    ]
  }
}
