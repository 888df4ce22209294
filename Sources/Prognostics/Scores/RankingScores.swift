/// How well a score tells rows in which something happened from the others, without any threshold.
///
/// Rows of equal scores are passed together, so their order does not matter.
public struct RankingScores: Hashable, Sendable {
  /// The area under the receiver operating characteristic: the chance that a row in which it happened has
  /// the higher score than one in which it did not, equal scores counting half.
  public let areaUnderCurve: Double
  /// Σ (recall - recall before) · precision, the area under the precision-recall curve without interpolation.
  ///
  /// A score without any meaning has the part of the rows in which it happened.
  public let averagePrecision: Double

  /// Ranks.
  ///
  /// - Parameters:
  ///   - scores: Higher where it is more likely.
  ///   - happened: What came.
  ///   - weights: How much each row counts; empty where all count alike.
  /// - Throws: ``PrognosticsError`` for lists that do not belong together, or where it happened in all rows or
  ///   in none.
  public init(
    scores: [Double], happened: [Bool], weights: [Double] = []
  ) throws(PrognosticsError) {
    try checkCount(happened.count, scores.count, "what happened")
    guard happened.contains(true), happened.contains(false) else {
      throw .noEstimate(of: "a ranking", because: "it happened in all rows, or in none")
    }
    let weights = try RegressionScores.checked(scores, scores, weights)
    let order = scores.indices.sorted { (scores[$0], $0) > (scores[$1], $1) }
    var (yes, no) = (0.0, 0.0)
    for place in order {
      if happened[place] { yes += weights[place] } else { no += weights[place] }
    }
    var (area, precision, hits, alarms, place) = (0.0, 0.0, 0.0, 0.0, 0)
    while place < order.count {
      let score = scores[order[place]]
      var (newHits, newAlarms) = (0.0, 0.0)
      while place < order.count, scores[order[place]] == score {
        let row = order[place]
        if happened[row] { newHits += weights[row] } else { newAlarms += weights[row] }
        place += 1
      }
      area += newAlarms * (hits + newHits / 2)
      (hits, alarms) = (hits + newHits, alarms + newAlarms)
      precision += newHits / yes * hits / (hits + alarms)
    }
    areaUnderCurve = area / (yes * no)
    averagePrecision = precision
  }
}
