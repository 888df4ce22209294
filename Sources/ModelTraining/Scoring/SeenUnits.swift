/// The units that a model has learned from, told by a few of their rows: what it says of them is memory, not foresight.
///
/// Units of other tables may have the same names: the first engine of a test is not the first of the training. So a unit is
/// the same where its name is, and either the rows of moments that both tables have are alike, or there are no such moments, as
/// where the rows of one unit were divided.
public struct SeenUnits: Hashable, Sendable, Codable {
  /// The units, by name.
  let units: [String: [Row]]

  /// A row of a unit.
  struct Row: Hashable, Sendable, Codable {
    /// When it was; 0 where the table has no time.
    var time: Double
    /// A hash of its numbers.
    var content: UInt64
  }

  /// How many rows of a unit are kept.
  private static let rowsKept = 8
  /// How many units are kept at most.
  private static let mostUnits = 5_000

  /// Notes the units of a table; `nil` where they have no names, or are too many.
  init?(_ table: TrainingTable) {
    guard !table.unitNames.isEmpty, table.unitNames.count <= SeenUnits.mostUnits else { return nil }
    var units: [String: [Row]] = [:]
    for (unit, rows) in SeenUnits.rows(of: table).enumerated() where !rows.isEmpty {
      let count = min(SeenUnits.rowsKept, rows.count)
      units[table.unitNames[unit]] = (0..<count).map { place in
        let row = rows[place * rows.count / count]
        return Row(time: table.times?[row] ?? 0, content: SeenUnits.content(of: row, in: table))
      }
    }
    self.units = units
  }

  /// The units of a table, with the same columns, that are among these.
  func shared(with table: TrainingTable) -> [String] {
    var shared: [String] = []
    for (unit, rows) in SeenUnits.rows(of: table).enumerated() {
      guard unit < table.unitNames.count, let known = units[table.unitNames[unit]] else { continue }
      var contents: [Double: UInt64] = [:]
      for row in rows {
        contents[table.times?[row] ?? 0] = SeenUnits.content(of: row, in: table)
      }
      let common = known.filter { contents[$0.time] != nil }
      if table.times == nil || common.allSatisfy({ contents[$0.time] == $0.content }) {
        shared.append(table.unitNames[unit])
      }
    }
    return shared
  }

  /// The rows of each unit.
  private static func rows(of table: TrainingTable) -> [[Int]] {
    var rows = [[Int]](repeating: [], count: table.unitNames.count)
    for (row, unit) in table.units.enumerated() where unit < rows.count { rows[unit].append(row) }
    return rows
  }

  /// FNV-1a over the bits of a row's numbers.
  private static func content(of row: Int, in table: TrainingTable) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for column in table.columns {
      let value = column[row]
      var bits = value.isNaN ? UInt64.max : value.bitPattern
      for _ in 0..<8 {
        hash = (hash ^ (bits & 0xff)) &* 0x100_0000_01b3
        bits >>= 8
      }
    }
    return hash
  }
}

extension TrainingTable {
  /// What is to be said of units that the model has learned from; `nil` where there are none.
  public var seenUnitsNote: String? {
    guard let first = seenUnits.first else { return nil }
    let count = seenUnits.count
    let names =
      "\(count) of \(unitNames.count) units "
      + (count == 1 ? "('\(first)') is" : "(such as '\(first)') are")
    return
      "\(names) among those that the model has learned from: what it says of them is memory, not "
      + "foresight; judge it on other units, all rows of a unit on one side"
  }
}
