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
  public var tables: [DatasetTable] { layout.tables.map(\.table) }
  private let layout: DatasetLayout
  /// How many jobs there may be at a time.
  private let jobs: Int

  /// Whether it can write files of HDF5: whether the package was built with the trait of that name.
  public static var canWriteHDF5: Bool {
    #if HDF5
      true
    #else
      false
    #endif
  }

  /// Lays out a dataset.
  ///
  /// - Throws: ``DatasetProblem`` where nothing would be read, names clash, or the units are too few.
  public init(
    _ plan: DatasetPlan, from origin: DatasetOrigin, jobs: Int
  ) throws(DatasetProblem) {
    self.plan = plan
    self.origin = origin
    self.jobs = jobs
    layout = try DatasetLayout(plan)
    guard
      plan.arms.allSatisfy({ arm in arm.factory.stations.contains(where: \.tells) })
        || layout.tables.contains(where: \.table.isFlow)
    else {
      throw DatasetProblem(
        .input,
        "no station has sensors, so there is nothing to read; give one some, such as "
          + "'sensors: {vibration: {rms: 1.2 mm/s * (1 + 3 * die.wear), noise: 0.1 mm/s, every: 1 min}}'"
      )
    }
    guard layout.tables.contains(where: { $0.table.isReadings || $0.table.isFlow }) else {
      throw DatasetProblem(.usage, DatasetMaker.nothingChosen(plan))
    }
    guard plan.split.way != .units || plan.units >= plan.split.parts.count else {
      throw DatasetProblem(
        .usage,
        "\(plan.units) units cannot be divided into \(plan.split.parts.count) parts; ask for more units, or "
          + "for fewer parts with --split")
    }
  }

  private static func nothingChosen(_ plan: DatasetPlan) -> String {
    let withSensors = plan.factory.stations.filter(\.tells).map(\.name)
    let list = withSensors.joined(separator: ", ")
    return plan.components.isEmpty
      ? "a trajectory is a life of a component, and no station that has sensors (\(list)) has one"
      : "none of the stations of \(plan.components.joined(separator: ", ")) has sensors; those that have are \(list)"
  }

  /// What is called what in the dataset, where pseudonyms stand for names.
  public var pseudonymMap: PseudonymMap { layout.pseudonymMap }

  /// What the dataset is called.
  public var title: String { layout.title }

  /// How many units are simulated in all; each twice where rows are counted before they are written.
  public var unitsToSimulate: Int { plan.unitCount * (plan.balance == nil ? 1 : 2) }

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
    let (limits, balance, counted) = try await balance(
      scratch: folder, isInterrupted: isInterrupted, progress: progress)
    var files = try TableFiles(layout, in: folder)
    var counts = plan.split.parts.map { _ in DatasetCounts() }
    var units = 0
    var outlook = FailureOutlook()
    let size = pieceSize
    let layout = layout
    let count = plan.unitCount
    // What could not be counted to the end is not written.
    try await SideBySide(jobs: jobs).handOver(
      counted < count && plan.balance != nil ? 0 : (count + size - 1) / size,
      isInterrupted: isInterrupted
    ) { number in
      try UnitPiece(
        number * size..<min(count, (number + 1) * size), of: layout, limits: limits,
        scratch: folder, isInterrupted: isInterrupted)
    } receive: { _, piece in
      try files.append(piece)
      for part in counts.indices { counts[part].add(piece.counts[part]) }
      outlook.add(piece.outlook)
      units = piece.units.upperBound
      progress(counted + units)
    }
    // Who asks for demand or parts only need not have failures.
    let hasReadings = layout.tables.contains(where: \.table.isReadings)
    if units > 0, hasReadings, !plan.allowsNoFailures, counts.allSatisfy({ $0.allFailures == 0 }) {
      throw DatasetProblem(
        .input,
        "nothing failed in \(DatasetDescription.counted(units, "unit")) of \(DatasetDescription.short(plan.factory.horizon / 3_600)) h; "
          + outlook.advice(units: units, hours: plan.factory.horizon / 3_600)
          + "; or take data without failures with --allow-no-failures")
    }
    if units > 0, let choice = plan.trajectories {
      try checkTrajectories(
        counts.reduce(into: TrajectoryCounts()) { $0.add($1.trajectories) }, choice)
    }
    if units > 0 { try checkWindows(files.tensors) }
    try files.finish()
    return try describe(files, counts, units: units, balance, in: folder)
  }

  /// Counts the rows shortly before failures and the others, where their share is asked for.
  ///
  /// - Returns: The limit of each table's draws, what that comes to, and how many units were counted.
  private func balance(
    scratch folder: String, isInterrupted: @escaping @Sendable () -> Bool, progress: (Int) -> Void
  ) async throws -> (limits: [Int?], results: [ClassBalanceResult], units: Int) {
    var limits = [Int?](repeating: nil, count: layout.tables.count)
    guard let balance = plan.balance else { return (limits, [], 0) }
    var counts = layout.tables.map { _ in BalanceCount() }
    var units = 0
    let (layout, size, count) = (layout, pieceSize, plan.unitCount)
    try await SideBySide(jobs: jobs).handOver(
      (count + size - 1) / size, isInterrupted: isInterrupted
    ) { number in
      try BalancePiece(
        number * size..<min(count, (number + 1) * size), of: layout, scratch: folder,
        isInterrupted: isInterrupted)
    } receive: { _, piece in
      for table in counts.indices { counts[table].add(piece.counts[table]) }
      units = piece.units.upperBound
      progress(units)
    }
    guard units == count else { return (limits, [], units) }
    var results: [ClassBalanceResult] = []
    for (index, table) in layout.tables.enumerated() {
      guard case .readings(let station, _) = table.base.rows,
        plan.factory.stations[station].canFail
      else { continue }
      let (limit, result) = try counts[index].limit(for: balance, table: table.table.name)
      limits[index] = limit
      results.append(result)
    }
    return (limits, results, units)
  }

  private func checkTrajectories(
    _ counts: TrajectoryCounts, _ choice: TrajectoryChoice
  ) throws(DatasetProblem) {
    guard counts.lives == 0 else { return }
    throw DatasetProblem(
      .input,
      "no life of a component began in the record and ended\(choice.keepsCensored ? "" : " by failure") in it: "
        + "\(counts.hadBegunBefore) had begun before, \(counts.endedByMaintenance) were ended by maintenance, \(counts.wentOn) "
        + "went on at the end; record more with --hours, or let components run to failure, such as by "
        + "--set maintenance.RULE.replace=on_failure")
  }

  private func checkWindows(_ files: TensorFiles) throws(DatasetProblem) {
    guard let windows = plan.windows, files.places.allSatisfy({ $0.count == 0 }) else { return }
    let longest = zip(layout.tensors, files.longestStretches).map { tensors, rows in
      "\(rows) of '\(layout.tables[tensors.table].table.name)'"
    }
    throw DatasetProblem(
      .input,
      "there is no window of \(windows.length) rows: the most that follow each other are "
        + "\(longest.joined(separator: ", ")); take shorter ones by --windows, or record more with --hours"
    )
  }

  /// Writes what is said of the dataset.
  private func describe(
    _ files: TableFiles, _ counts: [DatasetCounts], units: Int, _ balance: [ClassBalanceResult],
    in folder: String
  ) throws -> DatasetSummary {
    var described: [DatasetDescription.File] = []
    for place in files.places {
      let (checksum, bytes) = try FileChecksum.sha256(of: "\(folder)/\(place.path)")
      described.append(
        DatasetDescription.File(
          table: place.table.table, part: place.part, path: place.path, rows: place.writer.rowCount,
          bytes: bytes, checksum: checksum))
    }
    let tensors = try files.tensors.places.map { place in
      let table = layout.tables[place.layout.table].table
      return DatasetDescription.TensorFile(
        layout: place.layout, windows: place.count,
        file: try DatasetDescription.ArrayFile(
          windows: place.layout, of: table, part: place.part, path: place.path, in: folder))
    }
    let rowArrays =
      layout.rowArrays.isEmpty
      ? nil : try DatasetDescription.ArrayFile(rowsIn: layout.hdf5Name, in: folder)
    let description = DatasetDescription(
      layout: layout, origin: origin, files: described, tensors: tensors, rowArrays: rowArrays,
      units: units, counts: counts, balance: balance)
    var texts: [(name: String, text: String)] = [
      ("README.md", HuggingFaceCard.text(description)),
      ("croissant.json", CroissantMetadata.document(description).written() + "\n"),
      ("datapackage.json", FrictionlessPackage.document(description).written() + "\n"),
    ]
    // Names that pseudonyms stand for are not told.
    if plan.pseudonyms == nil { texts += origin.files.map { ($0.name, $0.text) } }
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
      units: units,
      parts: zip(plan.split.parts, counts).map { DatasetSummary.Part(name: $0.name, counts: $1) },
      tables: tables.map { table in
        let files = described.filter { $0.table == table }
        return DatasetSummary.Table(
          name: table.name, rows: files.reduce(0) { $0 + $1.rows },
          columns: table.schema.count, bytes: files.reduce(0) { $0 + $1.bytes })
      },
      tensors: layout.tensors.map { layout in
        let files = tensors.filter { $0.layout.table == layout.table }
        return DatasetSummary.Tensors(
          table: tables[layout.table].name, length: layout.isOfSnapshots ? nil : layout.length,
          windows: files.reduce(0) { $0 + $1.windows },
          bytes: files.reduce(0) { $0 + $1.file.bytes })
      }, hdf5: rowArrays.map { DatasetSummary.HDF5(path: $0.path, bytes: $0.bytes) },
      balance: balance)
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
      for waveform in station.waveforms {
        // Some sixteen samples take what a row does.
        let period = waveform.rhythm.period ?? 60
        rows +=
          Double(station.machines.count) * factory.horizon / period * Double(waveform.length) / 16
      }
    }
    return max(1, min(64, Int(65_536 / max(1, rows))))
  }
}

extension Station {
  /// Whether anything tells of its machines.
  fileprivate var tells: Bool { !sensors.isEmpty || !waveforms.isEmpty }
}
