import DataTables
import FactoryModel
import FactorySimulation

/// A few units in a row, simulated and encoded by one job.
struct UnitPiece: Sendable {
  /// Rows of a table, of one part of the split.
  struct Rows: Sendable {
    var table: Int
    var part: Int
    /// The rows without their bytes.
    var rows: EncodedRows
    var bytes: SpilledBytes.Place
  }

  /// Rows of a table that are so few that they are written together with those of other units.
  struct FewRows: Sendable {
    var table: Int
    var part: Int
    var rows: ColumnarTable
  }

  /// Windows of a table.
  struct Windows: Sendable {
    /// The arrays, by their place among those that are made of rows.
    var cut: Int
    /// Which of their files they go to.
    var file: Int
    /// The windows without their bytes.
    var chunk: TensorChunk
    var bytes: SpilledBytes.Place
  }

  /// The units that were simulated.
  let units: Range<Int>
  private(set) var rows: [Rows] = []
  private(set) var few: [FewRows] = []
  /// Windows, in the order of each file.
  private(set) var windows: [Windows] = []
  /// The most rows without a gap that there were, by their arrays.
  private(set) var longestStretches: [Int]
  /// What was counted, by part.
  private(set) var counts: [DatasetCounts]
  /// How many trajectories there are, by table; rows count them from 1 within the piece.
  private(set) var trajectories: [Int32]
  /// How many failures were to be expected.
  private(set) var outlook = FailureOutlook()
  private var store: SpilledBytes

  private static let memory = 12 << 20

  /// Simulates units; `nil` where it was interrupted.
  init?(
    _ units: Range<Int>, of layout: DatasetLayout, limits: [Int?], scratch: String,
    isInterrupted: () -> Bool
  ) throws {
    self.units = units
    let (plan, tables) = (layout.plan, layout.tables)
    trajectories = tables.map { _ in 0 }
    counts = plan.split.parts.map { _ in DatasetCounts() }
    store = SpilledBytes(
      spill: "\(scratch)/piece-\(units.lowerBound)", memory: UnitPiece.memory)
    let cuts = layout.cuts
    longestStretches = cuts.map { _ in 0 }
    let encoder = TableEncoder(plan.format)
    var cutters = cuts.map { cut in Set(cut.files).map { _ in WindowCutter(cut) } }
    var pending: [[ColumnarTable?]] = tables.map { _ in plan.split.parts.map { _ in nil } }
    for unit in units {
      guard
        let record = try UnitRecord(
          layout.factory(of: unit), seed: plan.seed, unit: unit,
          replication: plan.replication(of: unit), spill: "\(scratch)/unit-\(unit)",
          keepsParts: plan.keepsParts, isInterrupted: isInterrupted)
      else { return nil }
      outlook.add(record.history, layout.factory(of: unit))
      for (part, history) in layout.histories(of: record) {
        counts[part].add(history, layout, unit: unit)
        for (index, table) in tables.enumerated() {
          let ownCuts = cuts.indices.filter { cuts[$0].table == index }
          var latest = trajectories[index]
          try UnitPiece.forEachTable(
            of: table, in: record, history, layout, limit: limits[index], after: &latest
          ) {
            rows throws(DataFileProblem) in
            counts[part].add(rows, of: table.table)
            for cut in ownCuts {
              let file = cuts[cut].files[part]
              cutters[cut][file].add(rows, unit: unit)
              try keep(cutters[cut][file].full(), cut: cut, file: file)
            }
            var waiting = pending[index][part]
            pending[index][part] = nil
            if waiting == nil { waiting = rows } else { waiting?.append(rows) }
            // Trajectories get their numbers when those of the units before are known.
            if let full = waiting, full.rowCount >= table.table.groupRows, table.component == nil {
              try keep(encoder.encoded(full), table: index, part: part)
              waiting = nil
            }
            pending[index][part] = waiting
          }
          trajectories[index] = latest
        }
      }
    }
    for index in tables.indices {
      for part in plan.split.parts.indices {
        guard let rest = pending[index][part], rest.rowCount > 0 else { continue }
        if rest.rowCount < tables[index].table.groupRows / 8 || tables[index].component != nil {
          few.append(FewRows(table: index, part: part, rows: rest))
          continue
        }
        try keep(encoder.encoded(rest), table: index, part: part)
      }
    }
    for cut in cutters.indices {
      for file in cutters[cut].indices {
        try keep(cutters[cut][file].rest(), cut: cut, file: file)
        longestStretches[cut] = max(longestStretches[cut], cutters[cut][file].longest)
      }
    }
  }

  /// The rows of a table that a unit gives to a part, some thousand at a time.
  private static func forEachTable(
    of table: LaidOutTable, in record: UnitRecord, _ history: UnitHistory,
    _ layout: DatasetLayout, limit: Int?, after latest: inout Int32,
    _ body: (ColumnarTable) throws(DataFileProblem) -> Void
  ) throws(DataFileProblem) {
    let factory = layout.shownFactory(of: record.unit)
    if case .milling(let station) = table.base.rows, let mill = MillingTable(station, factory) {
      try body(mill.table(record, history, seed: layout.plan.seed))
    } else if let readings = ReadingRows(table, layout, record, history) {
      try readings.forEachTable(limit: limit, after: &latest, body)
    } else {
      let rows =
        FlowColumns.table(table.base, unit: record.unit, history, factory)
        ?? EventColumns.table(table.base, unit: record.unit, history, factory, layout.selection)
      try body(
        table.finished(rows, unit: record.unit, arm: layout.plan.arm(of: record.unit)))
    }
  }

  private mutating func keep(
    _ encoded: EncodedRows, table: Int, part: Int
  ) throws(DataFileProblem) {
    rows.append(
      Rows(
        table: table, part: part, rows: encoded.with(bytes: []),
        bytes: try store.keep(encoded.bytes)))
  }

  private mutating func keep(
    _ chunk: TensorChunk?, cut: Int, file: Int
  ) throws(DataFileProblem) {
    guard let chunk else { return }
    windows.append(
      Windows(
        cut: cut, file: file, chunk: chunk.with(bytes: []),
        bytes: try store.keep(chunk.bytes)))
  }

  /// Rows with their bytes, wherever those are.
  func whole(_ rows: Rows) throws(DataFileProblem) -> EncodedRows {
    rows.rows.with(bytes: try store.bytes(rows.bytes))
  }

  /// Windows with their bytes, wherever those are.
  func whole(_ windows: Windows) throws(DataFileProblem) -> TensorChunk {
    windows.chunk.with(bytes: try store.bytes(windows.bytes))
  }
}
