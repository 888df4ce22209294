import DataTables
import FactoryModel
import FactorySimulation
import JSONDocuments
import ParallelWork
import Scenarios

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Makes a dataset: simulates its units and writes their tables, a card and metadata.
///
/// The files are a function of the plan and its origin: the number of jobs changes how long it takes and nothing else.
public struct DatasetMaker: Sendable {
  /// What is made.
  public let plan: DatasetPlan
  /// Where it comes from.
  public let origin: DatasetOrigin
  /// The tables, in order.
  public let tables: [DatasetTable]
  /// How many jobs there may be at a time.
  private let jobs: Int

  /// Lays out a dataset.
  ///
  /// - Throws: ``DatasetProblem`` where nothing would be read, names clash, or the units are too few.
  public init(
    _ plan: DatasetPlan, from origin: DatasetOrigin, jobs: Int
  ) throws(DatasetProblem) {
    self.plan = plan
    self.origin = origin
    self.jobs = jobs
    tables = try DatasetTable.tables(of: plan.factory, shape: plan.shape)
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
        "\(plan.units) units cannot be divided into \(plan.split.parts.count) parts; ask for more units, or "
          + "for fewer parts with --split")
    }
  }

  /// Simulates the units and writes the dataset into a folder.
  ///
  /// - Parameters:
  ///   - folder: The folder, which is there and empty.
  ///   - isInterrupted: Asked now and then; when it says yes, the dataset ends with the units before the first that is
  ///     not finished.
  ///   - progress: Told how many units are finished, each time some more are.
  /// - Returns: What there is.
  /// - Throws: `DataFileProblem`, ``DatasetProblem``, or what a simulation throws.
  public func write(
    into folder: String, isInterrupted: @escaping @Sendable () -> Bool,
    progress: (Int) -> Void
  ) async throws -> DatasetSummary {
    for table in tables {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(table.name)", withIntermediateDirectories: true)
    }
    var files = try TableFiles(plan, tables, in: folder)
    var counts = plan.split.parts.map { _ in DatasetCounts() }
    let parts = plan.split.parts(ofUnits: plan.units, seed: plan.seed)
    var outlook = FailureOutlook()
    let size = pieceSize
    let (plan, tables) = (plan, tables)
    try await SideBySide(jobs: jobs).handOver(
      (plan.units + size - 1) / size, isInterrupted: isInterrupted
    ) { number in
      try UnitPiece(
        number * size..<min(plan.units, (number + 1) * size), of: plan, tables, parts: parts,
        scratch: folder, isInterrupted: isInterrupted)
    } receive: { _, piece in
      try files.append(piece)
      for part in counts.indices { counts[part].add(piece.counts[part]) }
      outlook.add(piece.outlook)
      progress(piece.units.upperBound)
    }
    let units = counts.reduce(0) { $0 + $1.units }
    if units > 0, !plan.allowsNoFailures, counts.allSatisfy({ $0.allFailures == 0 }) {
      throw DatasetProblem(
        .input,
        "nothing failed in \(DatasetDescription.counted(units, "unit")) of \(DatasetDescription.short(plan.factory.horizon / 3_600)) h; "
          + outlook.advice(units: units, hours: plan.factory.horizon / 3_600)
          + "; or take data without failures with --allow-no-failures")
    }
    try files.finish()
    return try describe(files, counts, in: folder)
  }

  /// Writes what is said of the dataset.
  private func describe(
    _ files: TableFiles, _ counts: [DatasetCounts], in folder: String
  ) throws -> DatasetSummary {
    var described: [DatasetDescription.File] = []
    for place in files.places {
      let (checksum, bytes) = try FileChecksum.sha256(of: "\(folder)/\(place.path)")
      described.append(
        DatasetDescription.File(
          table: place.table, part: place.part, path: place.path, rows: place.writer.rowCount,
          bytes: bytes, checksum: checksum))
    }
    let description = DatasetDescription(
      plan: plan, origin: origin, tables: tables, files: described, counts: counts)
    var texts: [(name: String, text: String)] = [
      ("README.md", HuggingFaceCard.text(description)),
      ("croissant.json", CroissantMetadata.document(description).written() + "\n"),
      ("datapackage.json", FrictionlessPackage.document(description).written() + "\n"),
      ("scenario.resolved.yaml", origin.resolvedScenario),
    ]
    texts += origin.resolvedTables.map { ($0.name, $0.text) }
    for (name, text) in texts {
      if let slash = name.lastIndex(of: "/") {
        try FileManager.default.createDirectory(
          atPath: "\(folder)/\(name[..<slash])", withIntermediateDirectories: true)
      }
      let writer = try WholeFileWriter("\(folder)/\(name)")
      try writer.write(Array(text.utf8))
      try writer.finish()
    }
    return DatasetSummary(
      parts: zip(plan.split.parts, counts).map { DatasetSummary.Part(name: $0.name, counts: $1) },
      tables: tables.map { table in
        let files = described.filter { $0.table == table }
        return DatasetSummary.Table(
          name: table.name, rows: files.reduce(0) { $0 + $1.rows },
          columns: table.schema.count, bytes: files.reduce(0) { $0 + $1.bytes })
      })
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
}
