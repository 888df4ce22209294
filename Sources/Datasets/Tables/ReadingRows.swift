import DataTables
import FactoryModel
import FactorySimulation

/// The rows that a unit gives to a part of a table of readings: those of its time, of its trajectories, and of the hours
/// that stay.
struct ReadingRows {
  private let layout: DatasetLayout
  private let table: LaidOutTable
  private let station: Int
  private let panel: ReadingPanel
  private let columns: ReadingColumns
  private let record: UnitRecord
  private let history: UnitHistory

  /// Rows of a table; `nil` where its rows are no readings.
  init?(
    _ table: LaidOutTable, _ layout: DatasetLayout, _ record: UnitRecord, _ history: UnitHistory
  ) {
    guard case .readings(let station, let panel) = table.base.rows else { return nil }
    self.layout = layout
    self.table = table
    self.station = station
    self.panel = panel
    self.record = record
    self.history = history
    let factory = layout.shownFactory(of: record.unit)
    columns = ReadingColumns(factory.stations[station], factory, panel)
  }

  /// A block of readings of a machine, and which of its rows are in.
  private struct ChosenBlock {
    var block: ReadingBlock
    var isIn: [Bool]
    /// Where rows belong that are in; empty where rows are no trajectories.
    var places: [TrajectoryRows.Place?]
    /// How many rows the machine had before.
    var first: Int
  }

  /// Goes through the blocks of a machine.
  private func forEachBlock(
    of machine: Int, _ labels: MachineLabels, after latest: inout Int32,
    _ body: (ChosenBlock) throws(DataFileProblem) -> Void
  ) throws(DataFileProblem) {
    var trajectories: TrajectoryRows?
    if let choice = layout.plan.trajectories, let component = table.component {
      trajectories = TrajectoryRows(choice, of: component, labels, in: history.window)
    }
    var first = 0
    for place in record.readings.blocks(
      ofStation: station, machine: layout.machines.ownIndex(of: machine), panel: panel)
    {
      let block = try record.readings.block(place)
      defer { first += block.rowCount }
      var isIn = block.times.map(history.window.contains)
      var places: [TrajectoryRows.Place?] = []
      if trajectories != nil {
        places =
          trajectories?.places(at: block.times, where: isIn, after: &latest) ?? []
        for row in isIn.indices { isIn[row] = places[row] != nil }
      }
      guard isIn.contains(true) else { continue }
      try body(ChosenBlock(block: block, isIn: isIn, places: places, first: first))
    }
  }

  private func labels(of machine: Int) -> MachineLabels {
    MachineLabels(
      history, machine: machine, components: columns.station.components.count)
  }

  private func thinning(_ labels: MachineLabels, _ machine: Int) -> RowThinning? {
    guard let balance = layout.plan.balance, columns.station.canFail else { return nil }
    return RowThinning(
      balance, labels,
      components: layout.selection.isWhole ? nil : layout.selection.components[station],
      seed: layout.plan.seed, replication: record.replication, machine: machine)
  }

  // MARK: - Rows

  /// Hands out the rows, some thousand at a time.
  ///
  /// - Parameters:
  ///   - limit: Hours stay whose draw is below it; `nil` where all do.
  ///   - latest: The trajectory that was begun last in the table.
  ///   - body: Takes the rows.
  /// - Throws: `DataFileProblem` where readings that were put aside cannot be read, or what `body` throws.
  func forEachTable(
    limit: Int?, after latest: inout Int32,
    _ body: (ColumnarTable) throws(DataFileProblem) -> Void
  ) throws(DataFileProblem) {
    let plan = layout.plan
    for machine in layout.machines.machines(ofStation: station) {
      let labels = labels(of: machine)
      var thinning = limit == nil ? nil : thinning(labels, machine)
      let missing = MissingReadings(
        share: plan.missing, sensors: columns.readingNames, panel: panel, seed: plan.seed,
        replication: record.replication, machine: machine)
      try forEachBlock(of: machine, labels, after: &latest) {
        chosen throws(DataFileProblem) in
        var isIn = chosen.isIn
        if let limit, let isPositive = thinning?.isPositive(at: chosen.block.times) {
          for row in isIn.indices where isIn[row] && !isPositive[row] {
            isIn[row] = (thinning?.draw(at: chosen.block.times[row]) ?? 0) < limit
          }
        }
        var rows = columns.table(chosen.block, unit: record.unit, machine: machine, labels)
        if plan.missing > 0 { missing.apply(to: &rows, from: chosen.first) }
        try body(
          table.finished(
            rows.rows(where: isIn), unit: record.unit, arm: plan.arm(of: record.unit),
            places: zip(chosen.places, isIn).compactMap { $1 ? $0 : nil }))
      }
    }
  }

  /// Counts the rows shortly before failures, and the others by the draws of their hours.
  func count(into count: inout BalanceCount) throws(DataFileProblem) {
    var latest: Int32 = 0
    for machine in layout.machines.machines(ofStation: station) {
      let labels = labels(of: machine)
      guard var thinning = thinning(labels, machine) else { continue }
      try forEachBlock(of: machine, labels, after: &latest) {
        chosen throws(DataFileProblem) in
        let isPositive = thinning.isPositive(at: chosen.block.times)
        for row in chosen.isIn.indices where chosen.isIn[row] {
          if isPositive[row] {
            count.addPositive()
          } else {
            count.addOther(draw: thinning.draw(at: chosen.block.times[row]))
          }
        }
      }
    }
  }
}

extension Station {
  /// Whether its machines have anything that fails.
  var canFail: Bool { !components.isEmpty || failures.contains { $0.plan == nil } }
}
