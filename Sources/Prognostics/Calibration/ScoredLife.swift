/// What a model said of a unit at a moment, and how long the unit lasted from then on.
///
/// The score must come from a model that has not seen the unit, or the calibration believes too much.
public struct ScoredLife: Hashable, Sendable {
  /// What the model said: a risk, or a predicted life.
  public var score: Double
  /// How long the unit was seen to last from then on, ≥ 0.
  public var remaining: Double
  /// Whether it was still running then.
  public var isCensored: Bool
  /// Which unit it is; rows of one unit are not independent.
  public var unit: Int
  /// How much the row counts, > 0.
  public var weight: Double

  /// Creates a row.
  ///
  /// - Parameters:
  ///   - score: What the model said.
  ///   - remaining: How long the unit was seen to last from then on, ≥ 0.
  ///   - isCensored: Whether it was still running then.
  ///   - unit: Which unit it is.
  ///   - weight: How much the row counts, > 0.
  public init(
    score: Double, remaining: Double, isCensored: Bool = false, unit: Int, weight: Double = 1
  ) {
    self.score = score
    self.remaining = remaining
    self.isCensored = isCensored
    self.unit = unit
    self.weight = weight
  }

  /// Gives each unit the weight 1 in all, so that those that last long do not count for more.
  ///
  /// - Parameter rows: Rows of several units.
  /// - Returns: The rows in the same order, each weighing 1 / number of rows of its unit.
  public static func weighingUnitsAlike(_ rows: [ScoredLife]) -> [ScoredLife] {
    var counts: [Int: Int] = [:]
    for row in rows { counts[row.unit, default: 0] += 1 }
    return rows.map { row in
      var row = row
      row.weight = 1 / Double(counts[row.unit] ?? 1)
      return row
    }
  }

  /// Throws unless the row can be one.
  func check() throws(PrognosticsError) {
    try checkFinite(score, "a score")
    try checkNotNegative(remaining, "a remaining life")
    try checkPositive(weight, "the weight of a row")
  }
}

/// What a higher score means.
public enum ScoreMeaning: String, Hashable, Sendable, Codable {
  /// A sooner failure.
  case risk
  /// A longer life.
  case life

  /// 1 where a higher score means a sooner failure, else -1.
  var sign: Double { self == .risk ? 1 : -1 }
}
