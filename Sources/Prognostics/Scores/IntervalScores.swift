/// How often intervals hold what comes, and how wide they must be for that.
public struct IntervalScores: Hashable, Sendable {
  /// The part of the rows that lie within (PICP), by weight.
  public let coverage: Double
  /// The mean width, in the unit of the data; infinite where one is.
  public let meanWidth: Double
  /// Mean of width + 2/α · what the truth lies outside; smaller is better, and widening for nothing or
  /// missing both cost.
  ///
  /// Source: T. Gneiting, A. E. Raftery, "Strictly proper scoring rules, prediction, and estimation", *JASA* 102, 2007,
  /// eq. 43.
  public let meanIntervalScore: Double

  /// Compares.
  ///
  /// - Parameters:
  ///   - intervals: What was said.
  ///   - truths: What came.
  ///   - level: Which part should lie within, 1 - α.
  ///   - weights: How much each row counts; empty where all count alike.
  /// - Throws: ``PrognosticsError`` for lists that do not belong together, or a level out of range.
  public init(
    intervals: [LifeInterval], truths: [Double], level: Double, weights: [Double] = []
  ) throws(PrognosticsError) {
    try checkLevel(level, "the level of intervals")
    try checkCount(intervals.count, truths.count, "intervals")
    let weights = try RegressionScores.checked(truths, truths, weights)
    var (inside, width, score, mass) = (0.0, 0.0, 0.0, 0.0)
    for (place, interval) in intervals.enumerated() {
      let (truth, weight) = (truths[place], weights[place])
      let outside = max(0, interval.lower - truth, truth - interval.upper)
      if interval.contains(truth) { inside += weight }
      width += weight * interval.width
      score += weight * (interval.width + 2 / (1 - level) * outside)
      mass += weight
    }
    (coverage, meanWidth, meanIntervalScore) = (inside / mass, width / mass, score / mass)
  }
}
