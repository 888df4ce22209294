/// How good alarms are: what a threshold on a score finds, misses and raises for nothing.
public struct AlarmScores: Hashable, Sendable {
  /// The weight of rows with an alarm in which it happened.
  public let hits: Double
  /// The weight of rows with an alarm in which it did not.
  public let falseAlarms: Double
  /// The weight of rows without an alarm in which it happened.
  public let misses: Double
  /// The weight of rows without an alarm in which it did not.
  public let rejections: Double

  /// The part of the alarms that are right; 1 where there are none.
  public var precision: Double {
    hits + falseAlarms > 0 ? hits / (hits + falseAlarms) : 1
  }

  /// The part of what happened that has an alarm; 1 where nothing happened.
  public var recall: Double { hits + misses > 0 ? hits / (hits + misses) : 1 }

  /// The part of what did not happen that has one.
  public var falseAlarmRate: Double {
    falseAlarms + rejections > 0 ? falseAlarms / (falseAlarms + rejections) : 0
  }

  /// 2 hits / (2 hits + false alarms + misses), the harmonic mean of precision and recall.
  public var f1: Double {
    let all = 2 * hits + falseAlarms + misses
    return all > 0 ? 2 * hits / all : 0
  }

  /// Counts.
  ///
  /// - Parameters:
  ///   - scores: Higher where it is more likely.
  ///   - happened: What came.
  ///   - threshold: From which score on there is an alarm.
  ///   - weights: How much each row counts; empty where all count alike.
  /// - Throws: ``PrognosticsError`` for lists that do not belong together.
  public init(
    scores: [Double], happened: [Bool], threshold: Double, weights: [Double] = []
  ) throws(PrognosticsError) {
    try checkCount(happened.count, scores.count, "what happened")
    let weights = try RegressionScores.checked(scores, scores, weights)
    var counts = [0.0, 0, 0, 0]
    for place in scores.indices {
      counts[(scores[place] >= threshold ? 0 : 2) + (happened[place] ? 0 : 1)] += weights[place]
    }
    (hits, falseAlarms, misses, rejections) = (counts[0], counts[1], counts[2], counts[3])
  }

  /// The threshold of greatest F1, half way to the score below it.
  ///
  /// On the rows themselves F1 is then too good: choose on rows that the model has not seen, such as its
  /// out-of-fold scores, and judge on others.
  ///
  /// - Parameters:
  ///   - scores: Higher where it is more likely.
  ///   - happened: What came.
  /// - Returns: The threshold; of several as good the highest.
  /// - Throws: ``PrognosticsError`` for lists that do not belong together, or where it never happened.
  public static func bestThreshold(
    scores: [Double], happened: [Bool]
  ) throws(PrognosticsError) -> Double {
    try checkCount(happened.count, scores.count, "what happened")
    _ = try RegressionScores.checked(scores, scores, [])
    let yes = happened.count { $0 }
    guard yes > 0 else { throw .noEstimate(of: "a threshold", because: "it never happened") }
    let order = scores.indices.sorted { (scores[$0], $0) > (scores[$1], $1) }
    var (best, threshold, hits, place) = (-1.0, 0.0, 0, 0)
    while place < order.count {
      let score = scores[order[place]]
      while place < order.count, scores[order[place]] == score {
        if happened[order[place]] { hits += 1 }
        place += 1
      }
      // 2 hits / (alarms + all that happened).
      let value = Double(2 * hits) / Double(place + yes)
      if value > best {
        best = value
        threshold = place < order.count ? (score + scores[order[place]]) / 2 : score
      }
    }
    return threshold
  }
}
