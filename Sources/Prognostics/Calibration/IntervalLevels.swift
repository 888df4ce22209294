/// How wide central intervals of a ``LifeCalibration`` must be, learnt from units that the table has not seen.
struct IntervalLevels: Codable, Hashable, Sendable {
  /// Levels of intervals that just hold a life, rising from 0 to below 1.
  let widths: [Double]
  /// The part of the weight up to each.
  let parts: [Double]
  /// How many units there are, weighed.
  let units: Double

  /// In how many parts units are dealt, and how many widths are kept.
  private static let (folds, kept) = (10, 400)

  init(_ rows: [ScoredLife], meaning: ScoreMeaning, options: LifeCalibration.Options) {
    var weights: [Int: Double] = [:]
    for row in rows { weights[row.unit, default: 0] += row.weight }
    let order = weights.keys.sorted()
    var (sum, square) = (0.0, 0.0)
    for unit in order {
      let weight = weights[unit] ?? 0
      sum += weight
      square += weight * weight
    }
    units = sum * sum / square
    let folds = min(IntervalLevels.folds, order.count)
    var fold: [Int: Int] = [:]
    for (place, unit) in order.enumerated() { fold[unit] = place % folds }
    var ends: [WeightedSurvival.Life] = []
    for part in 0..<folds {
      let known = rows.filter { fold[$0.unit] != part }
      guard known.contains(where: { !$0.isCensored }) else { continue }
      let table = LifeTable(known, meaning: meaning, options: options)
      for row in rows where fold[row.unit] == part {
        let quantile = 1 - table.survival(table.place(row.score), at: row.remaining)
        ends.append(.init(time: quantile, ended: !row.isCensored, weight: row.weight))
      }
    }
    ends.sort { ($0.time, $0.ended ? 0 : 1, $0.weight) < ($1.time, $1.ended ? 0 : 1, $1.weight) }
    let curve = WeightedSurvival(sorted: ends)
    var misses: [(width: Double, mass: Double)] = []
    var before = 1.0
    for (quantile, left) in zip(curve.times, curve.survival) {
      misses.append((abs(2 * quantile - 1), before - left))
      before = left
    }
    misses.sort { $0 < $1 }
    let step = max(1, misses.count / IntervalLevels.kept)
    var (widths, parts, part): ([Double], [Double], Double) = ([0], [0], 0)
    for (place, miss) in misses.enumerated() where miss.width < 1 {
      part += miss.mass
      if place % step == step - 1 || place == misses.count - 1 {
        widths.append(miss.width)
        parts.append(part)
      }
    }
    (self.widths, self.parts) = (widths, parts)
  }

  /// The level at which the table is read for a level that is asked for; 1 where that is all.
  func width(level: Double) -> Double {
    let goal = level * (units + 1) / units
    let place = parts.partitioningIndex { $0 * (1 + 1e-12) >= goal }
    return place < parts.count ? widths[place] : 1
  }

  func check() throws(PrognosticsError) {
    try checkPositive(units, "the units of interval levels")
    try checkCount(parts.count, widths.count, "the parts of interval levels")
    try checkNotNegative(widths, "a width of interval levels")
    try checkNotNegative(parts, "a part of interval levels")
  }
}
