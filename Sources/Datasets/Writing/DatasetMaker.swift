import DataTables
import FactoryModel
import FactorySimulation
import ParallelWork

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Makes a dataset: simulates its units and writes their tables.
///
/// The files are a function of the plan: the number of jobs changes how long it takes and nothing else.
public struct DatasetMaker: Sendable {
  /// What is made.
  public let plan: DatasetPlan
  /// The tables, in order.
  public let tables: [DatasetTable]
  /// How many jobs there may be at a time.
  private let jobs: Int

  /// Lays out a dataset.
  ///
  /// - Throws: ``DatasetProblem`` where nothing would be read, or names clash.
  public init(_ plan: DatasetPlan, jobs: Int) throws(DatasetProblem) {
    self.plan = plan
    self.jobs = jobs
    tables = try DatasetTable.tables(of: plan.factory)
    guard tables.contains(where: \.isReadings) else {
      throw DatasetProblem(
        .input,
        "no station has sensors, so there is nothing to read; give one some, such as "
          + "'sensors: {vibration: {rms: 1.2 mm/s * (1 + 3 * die.wear), noise: 0.1 mm/s, every: 1 min}}'"
      )
    }
    guard plan.units >= plan.split.parts.count else {
      throw DatasetProblem(
        .usage,
        "\(plan.units) units cannot be divided into \(plan.split.parts.count) parts; ask for more units, or for "
          + "fewer parts with --split")
    }
  }

  /// The file of a table's part, in the dataset's folder.
  public func fileName(_ table: DatasetTable, part: String) -> String {
    "\(table.name)/\(part).\(plan.format.fileExtension)"
  }

  /// Simulates the units and writes their tables into a folder.
  ///
  /// - Parameters:
  ///   - folder: The folder, which is there and empty.
  ///   - isInterrupted: Asked now and then; when it says yes, unfinished units are dropped.
  ///   - progress: Told how many units are finished, each time some more are.
  /// - Returns: What there is, by part of the split.
  /// - Throws: ``DataFileProblem``, or what a simulation throws.
  public func write(
    into folder: String, isInterrupted: @escaping @Sendable () -> Bool,
    progress: (Int) -> Void
  ) async throws -> [DatasetCounts] {
    let files = FileManager.default
    for table in tables {
      try files.createDirectory(
        atPath: "\(folder)/\(table.name)", withIntermediateDirectories: true)
    }
    var writers: [TableWriter] = []
    for table in tables {
      for part in plan.split.parts {
        writers.append(
          try TableWriter(
            "\(folder)/\(fileName(table, part: part.name))", format: plan.format,
            schema: table.schema, metadata: metadata(of: table)))
      }
    }
    var counts = plan.split.parts.map { _ in DatasetCounts() }
    let parts = plan.split.parts(ofUnits: plan.units, seed: plan.seed)
    let size = pieceSize
    let (plan, tables) = (plan, tables)
    try await SideBySide(jobs: jobs).handOver(
      (plan.units + size - 1) / size, isInterrupted: isInterrupted
    ) { number in
      try UnitPiece(
        number * size..<min(plan.units, (number + 1) * size), of: plan, tables, parts: parts,
        scratch: folder, isInterrupted: isInterrupted)
    } receive: { _, piece in
      for rows in piece.rows {
        let place = rows.table * plan.split.parts.count + rows.part
        try writers[place].append(try piece.whole(rows))
      }
      for part in counts.indices { counts[part].add(piece.counts[part]) }
      progress(piece.units.upperBound)
    }
    for writer in writers { try writer.finish() }
    return counts
  }

  /// How many units one job simulates at a time: so many that their rows fill a group.
  private var pieceSize: Int {
    let factory = plan.factory
    var rows = 0.0
    for station in factory.stations {
      let periods = station.sensors.compactMap { sensor in
        if case .every(let period) = sensor.rhythm { period } else { nil }
      }
      if let shortest = periods.min() {
        rows = max(rows, Double(station.machines.count) * factory.horizon / shortest)
      }
    }
    return max(1, min(64, Int(65_536 / max(1, rows))))
  }

  /// What a table's file says of itself, beside its columns.
  private func metadata(of table: DatasetTable) -> [ParquetMetadata] {
    [
      ParquetMetadata("fettle.table", table.name), ParquetMetadata("fettle.row", table.meaning),
    ]
  }
}
