import SpecialFunctions

/// Turns a classifier's score into the probability of what it stands for.
///
/// The rows must be ones that the classifier has not seen. Platt's curve needs few rows and any score; the
/// beta curve corrects probabilities in both tails; the isotonic one takes any rising shape and needs
/// about a thousand rows.
public struct ProbabilityCalibration: SavedModel, Hashable {
  /// What it is called in its file.
  public static let kind = "probability calibration"
  /// The version of its form.
  public static let version = 1

  /// The shape of the curve.
  public enum Shape: String, Hashable, Sendable, Codable, CaseIterable {
    /// Any that does not fall: means of runs of rows, straight between them.
    case isotonic
    /// 1 / (1 + e^-(a s + b)); J. C. Platt, "Probabilistic outputs for support vector machines", 1999, with the targets of
    /// his equation for few rows.
    case platt
    /// 1 / (1 + e^-(a ln s - b ln(1 - s) + c)), a, b ≥ 0, of a probability s; M. Kull, T. Silva Filho, P. Flach,
    /// "Beta calibration", AISTATS 2017.
    case beta
  }

  /// The shape of the curve.
  public let shape: Shape
  /// For a formula the constant and the coefficients.
  let coefficients: [Double]
  /// For the isotonic curve its corners.
  let scores: [Double]
  /// And its heights there.
  let heights: [Double]

  /// Fits a curve.
  ///
  /// - Parameters:
  ///   - scores: What the classifier says of rows that it has not seen.
  ///   - happened: What came.
  ///   - shape: The shape of the curve.
  ///   - weights: How much each row counts; empty where all count alike.
  /// - Throws: ``PrognosticsError`` where all or none happened, or a score lies outside its domain.
  public init(
    scores: [Double], happened: [Bool], shape: Shape, weights: [Double] = []
  ) throws(PrognosticsError) {
    try checkCount(happened.count, scores.count, "what happened")
    try checkFinite(scores, "a score")
    let weights = weights.isEmpty ? Array(repeating: 1, count: scores.count) : weights
    try checkCount(weights.count, scores.count, "the weights of rows")
    for weight in weights { try checkPositive(weight, "the weight of a row") }
    guard happened.contains(true), happened.contains(false) else {
      throw .noEstimate(of: "probabilities", because: "it happened in all rows, or in none")
    }
    self.shape = shape
    switch shape {
    case .isotonic:
      let corners = ProbabilityCalibration.corners(scores, happened, weights)
      (self.scores, heights, coefficients) = (corners.scores, corners.heights, [])
    case .platt:
      (self.scores, heights) = ([], [])
      coefficients = try ProbabilityCalibration.platt(scores, happened, weights)
    case .beta:
      (self.scores, heights) = ([], [])
      coefficients = try ProbabilityCalibration.beta(scores, happened, weights)
    }
  }

  /// The probability for a score.
  public func probability(_ score: Double) -> Double {
    switch shape {
    case .isotonic:
      let above = scores.partitioningIndex { $0 > score }
      guard above > 0 else { return heights[0] }
      guard above < scores.count else { return heights[above - 1] }
      let part = (score - scores[above - 1]) / (scores[above] - scores[above - 1])
      return heights[above - 1] + part * (heights[above] - heights[above - 1])
    case .platt:
      return LogisticFit.logistic(coefficients[0] + coefficients[1] * score)
    case .beta:
      let s = ProbabilityCalibration.clamped(score)
      return LogisticFit.logistic(
        coefficients[0] + coefficients[1] * Reproducible.log(s)
          - coefficients[2] * Reproducible.log(1 - s))
    }
  }

  /// Sees whether the numbers make a curve.
  ///
  /// - Throws: ``PrognosticsError`` that says what is wrong.
  public func check() throws(PrognosticsError) {
    try checkFinite(coefficients, "a coefficient of a calibration")
    try checkCount(heights.count, scores.count, "the heights of a calibration")
    switch shape {
    case .isotonic: try checkAtLeast(scores.count, 1, "corners of a calibration")
    case .platt: try checkCount(coefficients.count, 2, "coefficients of a calibration")
    case .beta: try checkCount(coefficients.count, 3, "coefficients of a calibration")
    }
    for (score, next) in zip(scores, scores.dropFirst()) where score >= next {
      throw .outOfRange(
        name: "a corner of a calibration", value: next, requirement: "above \(score)")
    }
    for height in heights where !(0...1).contains(height) {
      throw .outOfRange(
        name: "a height of a calibration", value: height, requirement: "from 0 to 1")
    }
  }
}

extension ProbabilityCalibration {
  /// Rows with equal scores are one row; the ends of each run of equal means are corners.
  private static func corners(
    _ scores: [Double], _ happened: [Bool], _ weights: [Double]
  ) -> (scores: [Double], heights: [Double]) {
    let order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
    var (distinct, means, masses): ([Double], [Double], [Double]) = ([], [], [])
    for place in order {
      if distinct.last != scores[place] {
        distinct.append(scores[place])
        means.append(0)
        masses.append(0)
      }
      let last = distinct.count - 1
      masses[last] += weights[place]
      means[last] += happened[place] ? weights[place] : 0
    }
    for place in means.indices { means[place] /= masses[place] }
    var (corners, heights, start): ([Double], [Double], Int) = ([], [], 0)
    for block in IsotonicRegression.blocks(means, weights: masses) {
      let height = min(1, max(0, block.mean))
      corners.append(distinct[start])
      heights.append(height)
      if block.count > 1 {
        corners.append(distinct[start + block.count - 1])
        heights.append(height)
      }
      start += block.count
    }
    return (corners, heights)
  }

  /// Targets a little within 0 and 1, as if one more row of each kind had been seen.
  private static func platt(
    _ scores: [Double], _ happened: [Bool], _ weights: [Double]
  ) throws(PrognosticsError) -> [Double] {
    var (yes, no) = (0.0, 0.0)
    for place in scores.indices {
      if happened[place] { yes += weights[place] } else { no += weights[place] }
    }
    let targets = happened.map { $0 ? (yes + 1) / (yes + 2) : 1 / (no + 2) }
    // Standardised, so that the steps are good whatever the scores' unit is.
    let count = Double(scores.count)
    let mean = scores.reduce(0, +) / count
    let spread = (scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    guard spread > 0 else { throw .noEstimate(of: "a curve", because: "all scores are equal") }
    guard
      let fit = LogisticFit.coefficients(
        scores.map { [($0 - mean) / spread] }, targets: targets, weights: weights)
    else { throw .noEstimate(of: "Platt's curve", because: "the likelihood has no maximum") }
    return [fit[0] - fit[1] * mean / spread, fit[1] / spread]
  }

  /// A coefficient that comes out negative is left out, as the source has it.
  private static func beta(
    _ scores: [Double], _ happened: [Bool], _ weights: [Double]
  ) throws(PrognosticsError) -> [Double] {
    for score in scores where !(0...1).contains(score) {
      throw .outOfRange(
        name: "a score for the beta curve", value: score, requirement: "from 0 to 1")
    }
    let targets = happened.map { $0 ? 1.0 : 0.0 }
    let columns = scores.map { score in
      let s = clamped(score)
      return [Reproducible.log(s), -Reproducible.log(1 - s)]
    }
    func fit(_ kept: [Int]) -> [Double]? {
      // The tiny ridge gives scores that tell both kinds apart without fail a curve, too.
      guard
        let found = LogisticFit.coefficients(
          columns.map { row in kept.map { row[$0] } }, targets: targets, weights: weights,
          ridge: 1e-6)
      else { return nil }
      var all = [found[0], 0.0, 0.0]
      for (place, column) in kept.enumerated() { all[column + 1] = found[place + 1] }
      return all
    }
    let attempts = [[0, 1], [0], [1], []]
    guard let both = fit([0, 1]) else {
      throw .noEstimate(of: "the beta curve", because: "the likelihood has no maximum")
    }
    let kept = both[1] < 0 ? attempts[2] : both[2] < 0 ? attempts[1] : attempts[0]
    let second = kept.count == 2 ? both : fit(kept) ?? both
    guard second[1] >= 0, second[2] >= 0 else { return fit([]) ?? [0, 0, 0] }
    return second
  }

  /// A probability that has a logarithm, and one minus it too.
  private static func clamped(_ score: Double) -> Double { min(1 - 1e-12, max(1e-12, score)) }
}
