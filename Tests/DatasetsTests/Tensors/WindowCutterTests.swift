import DataTables
import TestDraws
import TestSupport
import Testing

@testable import Datasets

@Suite("Cutting windows")
struct WindowCutterTests {
  /// Rows of two machines, so many of each, the second behind the first.
  private static func table(_ counts: [Int]) -> ColumnarTable {
    let machines = counts.enumerated().flatMap { [Int32](repeating: Int32($0), count: $1) }
    let numbers = machines.indices.map { Float($0) }
    return ColumnarTable([
      TableColumn(
        ColumnDescription(name: "unit", type: .int32),
        .int32([Int32](repeating: 1, count: machines.count))),
      TableColumn(
        ColumnDescription(name: "machine", type: .category),
        .category(codes: machines, levels: ["left", "right"])),
      TableColumn(
        ColumnDescription(name: "time", type: .timestamp),
        .timestamp(machines.indices.map { Int64($0) })),
      TableColumn(ColumnDescription(name: "force", type: .float32), .float32(numbers)),
      TableColumn(
        ColumnDescription(name: "power", type: .float32), .float32(numbers.map { -$0 })),
    ])
  }

  private static func layout(_ windows: WindowChoice) throws -> TensorLayout {
    let base = DatasetTable(
      name: "press", meaning: "A moment", schema: table([1]).schema,
      rows: .readings(station: 0, .moments), sensors: ["force", "power"])
    let table = try LaidOutTable(
      base, without: [], trajectoriesOf: nil, armNames: nil, unitNames: nil)
    return try #require(try TensorLayout(table, at: 0, windows, parts: 1))
  }

  /// The windows and the times of their last rows, however they come in chunks.
  private static func cut(
    _ table: ColumnarTable, _ layout: TensorLayout, pieces: [Int]
  ) -> (x: [Float], times: [Int64], chunks: Int) {
    var cutter = WindowCutter(layout)
    var chunks: [TensorChunk] = []
    var first = 0
    for piece in pieces {
      let rows = first..<first + piece
      let part = table.rows(where: (0..<table.rowCount).map(rows.contains))
      cutter.add(part, unit: 0)
      if let chunk = cutter.full() { chunks.append(chunk) }
      first += piece
    }
    if let chunk = cutter.rest() { chunks.append(chunk) }
    let time = layout.arrays.firstIndex { $0.name == "time" } ?? 0
    func numbers<Number: NumpyNumber>(_ array: Int) -> [Number] {
      chunks.flatMap { chunk in
        chunk.stretches(of: array, in: layout).flatMap {
          NumpyBytes.numbers(Array(chunk.bytes[$0]))
        }
      }
    }
    return (numbers(0), numbers(time), chunks.count)
  }

  @Test(
    "However rows come, and however many fill a chunk, windows are the same", .tags(.law),
    arguments: [(40, 40), (500, 90), (500, 1_700), (3, 60_000), (20_000, 20_000), (40, .max)])
  func chunks(length: Int, hop: Int) throws {
    let counts = [70_000, 50_001]
    let table = Self.table(counts)
    let layout = try Self.layout(WindowChoice(length: length, hop: hop))
    var x: [Float] = []
    var times: [Int64] = []
    var begin = 0
    for count in counts {
      for first in stride(from: begin, through: begin + count - length, by: min(hop, 1_000_000)) {
        for row in first..<first + length { x += [Float(row), -Float(row)] }
        times.append(Int64(first + length - 1))
      }
      begin += count
    }
    var draws = SplitMix(seed: 4)
    for most in [120_001, 30_000, 4_096] {
      var pieces: [Int] = []
      var left = 120_001
      while left > 0 {
        let piece = min(left, most == 120_001 ? most : 1 + draws.below(most))
        pieces.append(piece)
        left -= piece
      }
      let cut = Self.cut(table, layout, pieces: pieces)
      #expect(cut.x == x && cut.times == times, "at most \(most) rows at a time")
      #expect(most > 4_096 || cut.chunks > 1)
    }
  }
}
