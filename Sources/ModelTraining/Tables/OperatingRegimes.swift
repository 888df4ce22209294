/// The ways in which units are run, where settings stand at few levels and everything else follows them.
///
/// A turbine at sea level and one at cruising height show other temperatures, new or worn; what tells of wear is how far a reading is from
/// what units show in the same regime. A column is a setting where its values fall into two to eight heaps far apart. Regimes are
/// believed where they explain nine tenths of the variance of the median column, and where rows of a life change from one to
/// another, as wear in steps would not. A sensor that follows the regime closely may count as a setting, too; it is still compared
/// with what is usual in the regime.
public struct OperatingRegimes: Hashable, Sendable, Codable {
  /// The settings.
  public let settings: [String]
  /// Values between the levels of each setting, rising.
  let cuts: [[Double]]
  /// The levels of the settings in each regime, in their order.
  let levels: [[Int]]

  /// How many regimes there are.
  public var count: Int { levels.count }

  private static let mostLevels = 8
  private static let explained = 0.9
  private static let changes = 0.05

  /// Finds regimes; `nil` where there are none.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - rows: The rows that are learned from, in the order of lives and times.
  init?(_ table: TrainingTable, rows: [Int]) {
    var (settings, cuts, places): ([String], [[Double]], [Int]) = ([], [], [])
    for (place, input) in table.inputs.enumerated() where input.words == nil {
      let column = table.columns[place]
      guard let found = OperatingRegimes.cuts(rows.map { column[$0] }) else { continue }
      settings.append(input.name)
      cuts.append(found)
      places.append(place)
    }
    guard !places.isEmpty else { return nil }
    let keys = rows.map { row in
      places.indices.map { place in
        OperatingRegimes.level(table.columns[places[place]][row], cuts[place])
      }
    }
    var counts: [[Int]: Int] = [:]
    for key in keys { counts[key, default: 0] += 1 }
    // A regime in which next to nothing was seen says nothing of what is usual there.
    levels = counts.filter { $0.value >= max(20, rows.count / 500) }.keys
      .sorted { $0.lexicographicallyPrecedes($1) }
    (self.settings, self.cuts) = (settings, cuts)
    guard levels.count > 1 else { return nil }
    let numbers = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
    let regimes = keys.map { numbers[$0] ?? -1 }
    let changes = (1..<rows.count).count {
      regimes[$0] != regimes[$0 - 1] && table.lives[rows[$0]] == table.lives[rows[$0 - 1]]
    }
    guard Double(changes) >= OperatingRegimes.changes * Double(rows.count) else { return nil }
    let others = table.inputs.indices.filter {
      table.inputs[$0].words == nil && !places.contains($0)
    }
    let shares = others.compactMap { place -> Double? in
      OperatingRegimes.explained(rows.map { table.columns[place][$0] }, regimes, levels.count)
    }.sorted()
    guard !shares.isEmpty, shares[shares.count / 2] >= OperatingRegimes.explained else {
      return nil
    }
  }

  /// The regime of a row's settings; `nil` where it was not seen.
  func regime(_ values: [Double]) -> Int? {
    let key = values.indices.map { OperatingRegimes.level(values[$0], cuts[$0]) }
    return levels.firstIndex(of: key)
  }

  private static func level(_ value: Double, _ cuts: [Double]) -> Int {
    value.isNaN ? -1 : cuts.count { $0 < value }
  }

  /// Where the heaps of a column are divided; `nil` where it has none.
  private static func cuts(_ values: [Double]) -> [Double]? {
    let sorted = values.filter { !$0.isNaN }.sorted()
    guard let first = sorted.first, let last = sorted.last, last > first else { return nil }
    var (cuts, width, start): ([Double], Double, Double) = ([], 0, first)
    let gap = (last - first) / 25
    for (before, after) in zip(sorted, sorted.dropFirst()) where after - before > gap {
      guard cuts.count < mostLevels - 1 else { return nil }
      cuts.append((before + after) / 2)
      width += before - start
      start = after
    }
    width += last - start
    return cuts.isEmpty || width > (last - first) / 20 ? nil : cuts
  }

  /// Which share of the variance lies between regimes; `nil` where nothing varies.
  private static func explained(_ values: [Double], _ regimes: [Int], _ count: Int) -> Double? {
    var (sums, counts) = (Array(repeating: 0.0, count: count), Array(repeating: 0.0, count: count))
    var total = 0.0
    for (value, regime) in zip(values, regimes) where regime >= 0 && !value.isNaN {
      sums[regime] += value
      counts[regime] += 1
      total += value
    }
    let mean = total / max(1, counts.reduce(0, +))
    var (within, all) = (0.0, 0.0)
    for (value, regime) in zip(values, regimes) where regime >= 0 && !value.isNaN {
      let away = value - sums[regime] / counts[regime]
      within += away * away
      all += (value - mean) * (value - mean)
    }
    return all > 0 ? 1 - within / all : nil
  }
}
