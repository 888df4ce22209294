/// Intervals about the predictions of a regression that hold whatever the model and the errors are.
///
///     quantile of the calibration rows' scores at level (1 - α)(K + 1) / K
///
/// A score says how far a prediction was off: |y - ŷ|, or that divided by a scale, or how far y lay outside
/// a predicted interval. If rows and those to come are exchangeable, a new one lies within the interval with
/// a probability from 1 - α to 1 - α + 1/(K + 1). Rows of one unit share its weight, and K counts the
/// units: then the same holds for a row of a new unit. No interval is finite with α (K + 1) < 1.
///
/// Sources: V. Vovk, A. Gammerman, G. Shafer, *Algorithmic Learning in a Random World*, Springer, 2005; J. Lei et al.,
/// "Distribution-free predictive inference for regression", *JASA* 113, 2018, 1094–1111 (scaled by a
/// prediction of the error); Y. Romano, E. Patterson, E. J. Candès, "Conformalized quantile regression", NeurIPS
/// 2019; Y. Lee, R. F. Barber, R. Willett, arXiv 2306.06342, 2023 (rows within units).
public struct ConformalIntervals: SavedModel, Hashable {
  /// What it is called in its file.
  public static let kind = "conformal intervals"
  /// The version of its form.
  public static let version = 1

  /// The rows' scores, rising.
  let scores: [Double]
  /// The weight up to each, of 1 in all.
  let weightBelow: [Double]
  /// How many units there are.
  public let units: Int

  /// Keeps how far predictions were off.
  ///
  /// - Parameters:
  ///   - scores: One a row: ``absolute(_:prediction:)``, ``normalized(_:prediction:scale:)`` or
  ///     ``outside(_:lower:upper:)``, all of one kind.
  ///   - unit: Which unit each row is of; empty where each row is its own.
  /// - Throws: ``PrognosticsError`` for scores that are not finite, or none.
  public init(scores: [Double], unit: [Int] = []) throws(PrognosticsError) {
    try checkAtLeast(scores.count, 1, "rows to calibrate with")
    try checkFinite(scores, "a score")
    if !unit.isEmpty { try checkCount(unit.count, scores.count, "the units of rows") }
    var counts: [Int: Int] = [:]
    for unit in unit { counts[unit, default: 0] += 1 }
    units = unit.isEmpty ? scores.count : counts.count
    let weights = scores.indices.map { unit.isEmpty ? 1 : 1 / Double(counts[unit[$0]] ?? 1) }
    let order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
    self.scores = order.map { scores[$0] }
    var sum = 0.0
    weightBelow = order.map { place in
      sum += weights[place]
      return sum
    }
  }

  /// How far a prediction was off.
  public static func absolute(_ value: Double, prediction: Double) -> Double {
    abs(value - prediction)
  }

  /// How many times its scale a prediction was off.
  public static func normalized(_ value: Double, prediction: Double, scale: Double) -> Double {
    abs(value - prediction) / scale
  }

  /// How far a value lay outside of a predicted interval; negative where it lay within.
  public static func outside(_ value: Double, lower: Double, upper: Double) -> Double {
    max(lower - value, value - upper)
  }

  /// The score that a new row stays below with a probability.
  ///
  /// - Parameter level: The probability 1 - α, above 0 and below 1.
  /// - Returns: The score; infinity where there are too few units.
  public func margin(level: Double) -> Double {
    // A hair below, so that (1 - α)(K + 1) that should be whole is not pushed over by rounding.
    let goal = level * Double(units + 1) * (1 - 1e-12)
    let place = weightBelow.partitioningIndex { $0 * (1 + 1e-12) >= goal }
    return place < scores.count ? scores[place] : .infinity
  }

  /// The interval about a prediction, from absolute scores.
  public func interval(level: Double, prediction: Double) -> LifeInterval {
    let margin = margin(level: level)
    return LifeInterval(lower: prediction - margin, upper: prediction + margin)
  }

  /// The interval about a prediction, from scores divided by a scale.
  public func interval(level: Double, prediction: Double, scale: Double) -> LifeInterval {
    let margin = margin(level: level) * scale
    return LifeInterval(lower: prediction - margin, upper: prediction + margin)
  }

  /// The interval from a predicted one; where that was too wide, it is drawn together.
  public func interval(level: Double, lower: Double, upper: Double) -> LifeInterval {
    let margin = margin(level: level)
    let (low, high) = (lower - margin, upper + margin)
    // Drawn together beyond its middle it is that point.
    return low <= high
      ? LifeInterval(lower: low, upper: high)
      : LifeInterval(lower: (lower + upper) / 2, upper: (lower + upper) / 2)
  }

  /// Sees whether the numbers can be those of intervals.
  ///
  /// - Throws: ``PrognosticsError`` that says what is wrong.
  public func check() throws(PrognosticsError) {
    try checkAtLeast(scores.count, 1, "scores of conformal intervals")
    try checkFinite(scores, "a score")
    try checkCount(weightBelow.count, scores.count, "weights of conformal intervals")
    try checkNotNegative(weightBelow, "a weight of conformal intervals")
    try checkAtLeast(units, 1, "units of conformal intervals")
    for (score, next) in zip(scores, scores.dropFirst()) where score > next {
      throw .outOfRange(name: "a score", value: next, requirement: "at least \(score)")
    }
  }
}
