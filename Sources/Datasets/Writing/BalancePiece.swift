import FactoryModel
import FactorySimulation

/// A few units in a row, simulated to count the rows that lie shortly before failures.
struct BalancePiece: Sendable {
  /// The units.
  let units: Range<Int>
  /// What was counted, by table.
  private(set) var counts: [BalanceCount]

  /// Simulates units; `nil` where it was interrupted.
  init?(
    _ units: Range<Int>, of layout: DatasetLayout, scratch: String, isInterrupted: () -> Bool
  ) throws {
    self.units = units
    counts = layout.tables.map { _ in BalanceCount() }
    for unit in units {
      guard
        let record = try UnitRecord(
          layout.factory(of: unit), seed: layout.plan.seed, unit: unit,
          replication: layout.plan.replication(of: unit), spill: "\(scratch)/unit-\(unit)",
          isInterrupted: isInterrupted)
      else { return nil }
      for (_, history) in layout.histories(of: record) {
        for (index, table) in layout.tables.enumerated() {
          try ReadingRows(table, layout, record, history)?.count(into: &counts[index])
        }
      }
    }
  }
}
