/// The detector to begin with: how features go together, and each for itself.
///
///     score = ½ (-ln p₁ - ln p₂)
///
/// p₁ and p₂ are the parts of healthy rows with as high a score in a ``PrincipalComponentMonitor`` and in a
/// ``HistogramDetector``. The first finds relations that are broken, the second features that have drifted all together,
/// each where the other is weak; alone either is clearly worse on one of two public sets of data (see
/// `docs/prognostics.md`). A healthy row has about 1, one in a thousand some 7.
public struct HealthDetector: AnomalyDetector, Hashable {
  /// What it is called in its file.
  public static let kind = "health detector"
  /// The version of its form.
  public static let version = 1

  /// How features go together.
  public let relations: PrincipalComponentMonitor
  /// Each feature for itself.
  public let values: HistogramDetector
  /// How seldom a score of the first is.
  let relationScale: TailScale
  /// The same of the second.
  let valueScale: TailScale

  /// The features, those that never change left out.
  public var scaling: FeatureScaling { relations.scaling }

  /// Learns from healthy rows.
  ///
  /// - Parameters:
  ///   - rows: Healthy rows.
  ///   - names: One a feature.
  /// - Throws: ``PrognosticsError`` for rows that cannot be learnt from.
  public init(_ rows: [[Double]], names: [String]) throws(PrognosticsError) {
    relations = try PrincipalComponentMonitor(rows, names: names)
    values = try HistogramDetector(rows, names: names)
    relationScale = TailScale(rows.map(relations.score))
    valueScale = TailScale(rows.map(values.score))
  }

  /// Half the sum of both surprises, in units of ln.
  public func score(_ row: [Double]) -> Double {
    (relationScale.surprise(relations.score(row)) + valueScale.surprise(values.score(row))) / 2
  }

  /// What each feature adds; the sum is the score.
  ///
  /// Each detector's half is dealt out as its own contributions are, those below 0 left out.
  public func contributions(_ row: [Double]) -> [FeatureContribution] {
    var amounts: [String: Double] = [:]
    func deal(_ contributions: [FeatureContribution], _ surprise: Double) {
      let all = contributions.reduce(0) { $0 + max(0, $1.amount) }
      for one in contributions {
        let part = all > 0 ? max(0, one.amount) / all : 1 / Double(contributions.count)
        amounts[one.name, default: 0] += part * surprise / 2
      }
    }
    deal(relations.contributions(row), relationScale.surprise(relations.score(row)))
    deal(values.contributions(row), valueScale.surprise(values.score(row)))
    return scaling.ranked(scaling.kept.map { amounts[scaling.names[$0]] ?? 0 })
  }

  /// Sees whether the numbers can be those of a detector.
  ///
  /// - Throws: ``PrognosticsError`` that says what is wrong.
  public func check() throws(PrognosticsError) {
    try relations.check()
    try values.check()
    try relationScale.check()
    try valueScale.check()
    try checkCount(values.scaling.names.count, scaling.names.count, "features of both detectors")
  }
}
