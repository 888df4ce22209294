import DataTables
import TestDraws

/// Writes and reads files so that other programs can be compared with Fettle.
///
///     ColumnarFiles write FOLDER           a few tables, each as NAME.parquet and NAME.csv, and arrays
///     ColumnarFiles read FILE CSV [COLUMN…]  a Parquet file's columns as CSV
@main
struct ColumnarFiles {
  static func main() throws {
    let arguments = CommandLine.arguments
    switch arguments.dropFirst().first {
    case "write" where arguments.count == 3:
      do throws(DataFileProblem) { try write(to: arguments[2]) } catch { print(error) }
    case "read" where arguments.count >= 4:
      try read(arguments[2], to: arguments[3], columns: Array(arguments[4...]))
    default: print("usage: ColumnarFiles write FOLDER | read FILE CSV [COLUMN…]")
    }
  }

  /// Reads a file row group by row group; says on standard output what is wrong with it.
  static func read(_ file: String, to csv: String, columns: [String]) throws {
    do throws(DataFileProblem) {
      let reader = try ParquetReader(file)
      let names = columns.isEmpty ? reader.schema.map(\.name) : columns
      for refused in reader.refusedColumns where columns.isEmpty { print(refused) }
      let schema = names.compactMap { name in reader.schema.first { $0.name == name } }
      if schema.count < names.count { _ = try reader.read(columns: names) }
      let writer = try DelimitedWriter(csv, schema: schema, replacesExisting: true)
      for group in 0..<reader.rowGroupCount {
        try writer.append(try reader.readRowGroup(group, columns: names))
      }
      try writer.finish()
    } catch {
      print(error)
    }
  }

  static func write(to folder: String) throws(DataFileProblem) {
    for (name, parts) in [("types", types()), ("readings", readings()), ("empty", empty())] {
      let path = "\(folder)/\(name)"
      let schema = parts[0].schema
      let parquet = try ParquetWriter(
        path + ".parquet", schema: schema, metadata: [ParquetMetadata("table", name)],
        replacesExisting: true)
      let csv = try DelimitedWriter(path + ".csv", schema: schema, replacesExisting: true)
      for part in parts {
        try parquet.append(part)
        try csv.append(part)
      }
      try parquet.finish()
      try csv.finish()
    }
    try writeArrays(to: folder)
  }

  static func writeArrays(to folder: String) throws(DataFileProblem) {
    let numbers = (0..<120).map { Float($0) / 4 }
    let single = try NumpyWriter(
      "\(folder)/single.npy", .float32, rowShape: [2, 3], replacesExisting: true)
    try single.append(numbers)
    try single.finish()
    let archive = try NumpyArchiveWriter("\(folder)/several.npz", replacesExisting: true)
    try archive.begin("x", .float32, rowShape: [2, 3])
    try archive.append(numbers)
    try archive.begin("größe", .float64)
    try archive.append([0.1, .infinity])
    try archive.begin("labels", .int32)
    try archive.append([Int32]())
    try archive.begin("counts", .int64, rowShape: [1])
    try archive.append([Int64.min, 7])
    try archive.finish()
  }

  /// One column of each type, with and without missing values, and what is hard to write.
  static func types() -> [ColumnarTable] {
    var random = SplitMix(seed: 1)
    let edges: [Double] = [.nan, .infinity, -.infinity, 0, -0.0, 0.1, 1e300, 1e-300, 1e-40]
    let texts = ["", "a", "ü", "e\u{301}", "two\nlines", "says \"hold\"", "a,b", " # ", "🙂"]
    return [70_000, 3, 1_000].map { rows in
      func column(_ name: String, _ values: ColumnValues, mayMiss: Bool) -> TableColumn {
        TableColumn(
          ColumnDescription(
            name: name + (mayMiss ? "_optional" : ""), type: values.type, unit: "mm",
            meaning: "made up", isOptional: mayMiss),
          values, isPresent: mayMiss ? (0..<rows).map { _ in random.chance(0.8) } : nil)
      }
      return ColumnarTable(
        [false, true].flatMap { mayMiss in
          let numbers = (0..<rows).map { _ in
            random.chance(0.1) ? random.pick(edges) : random.fraction() * 100
          }
          let whole = (0..<rows).map { _ in
            Int64(bitPattern: random.next()) >> Int64(random.below(60))
          }
          return [
            column("boolean", .boolean(whole.map { $0 & 1 == 0 }), mayMiss: mayMiss),
            column("int32", .int32(whole.map { Int32(truncatingIfNeeded: $0) }), mayMiss: mayMiss),
            column("int64", .int64(whole), mayMiss: mayMiss),
            column("float32", .float32(numbers.map { Float($0) }), mayMiss: mayMiss),
            column("float64", .float64(numbers), mayMiss: mayMiss),
            column("timestamp", .timestamp(whole.map { $0 >> 12 }), mayMiss: mayMiss),
            column(
              "category",
              .category(codes: whole.map { Int32($0 & 7) }, levels: (0..<9).map { "state \($0)" }),
              mayMiss: mayMiss),
            column(
              "text", .text(whole.map { $0 % 7 == 0 ? "part \($0)" : texts[Int($0 & 7)] }),
              mayMiss: mayMiss),
            column(
              "waveform",
              .float32List(
                (0..<rows * 5).map { Float(numbers[$0 / 5]) + Float($0 % 5) }, length: 5),
              mayMiss: mayMiss),
          ]
        })
    }
  }

  /// Readings in several row groups that lie one behind the other in time.
  static func readings() -> [ColumnarTable] {
    var random = SplitMix(seed: 2)
    return (0..<5).map { part in
      let rows = 20_000
      let first = Int64(part * rows)
      return ColumnarTable([
        TableColumn(
          ColumnDescription(name: "time", type: .timestamp),
          .timestamp((0..<rows).map { 1_767_592_800_000_000 + (first + Int64($0)) * 500_000 })),
        TableColumn(
          ColumnDescription(name: "number", type: .int64),
          .int64((0..<rows).map { first + Int64($0) })),
        TableColumn(
          ColumnDescription(name: "level", type: .float32, unit: "mm"),
          .float32((0..<rows).map { _ in Float(part) + Float(random.below(1_000)) / 1_000 })),
        TableColumn(
          ColumnDescription(name: "zero", type: .float64), .float64((0..<rows).map { _ in 0 })),
        TableColumn(
          ColumnDescription(name: "serial", type: .text),
          .text((0..<rows).map { "part-\(first + Int64($0))" })),
        TableColumn(
          ColumnDescription(name: "key", type: .text),
          .text((0..<rows).map { _ in String(random.next(), radix: 36) })),
      ])
    }
  }

  static func empty() -> [ColumnarTable] {
    [
      ColumnarTable(
        ColumnType.allCases.map {
          TableColumn(ColumnDescription(name: $0.rawValue, type: $0), ColumnValues($0))
        })
    ]
  }
}
