import SpecialFunctions

/// Turns residuals of any shape into about normal ones, by the quantiles of a sample.
///
/// The quantiles at 17 normal scores from -2.4 to 2.4 are estimated with a kernel over neighboring ranks, and joined by
/// straight lines; beyond, the last line goes on.
struct ScoreShape: Hashable, Sendable {
  private var residuals: [Double] = []
  private var scores: [Double] = []

  private static let farthest = 2.4
  private static let step = 0.3

  /// Learns the shape of a sample.
  init(of sample: [Double]) {
    let sorted = sample.sorted()
    let count = Double(sorted.count)
    let ranks = sorted.indices.map { StandardNormal.quantile((Double($0) + 0.5) / count) }
    // Half a step wide, and a little more, so that some ranks count at every place.
    let width = 0.5 * ScoreShape.step + 0.1
    for place in -8...8 {
      let center = Double(place) * ScoreShape.step
      var (weight, residual, score) = (0.0, 0.0, 0.0)
      for (rank, value) in zip(ranks, sorted) {
        let distance = (rank - center) / width
        let share = Reproducible.exp(-0.5 * distance * distance)
        weight += share
        residual += share * value
        score += share * rank
      }
      // The score is averaged as the residual is, so that a normal sample keeps its scale.
      let knot = residual / weight
      guard residuals.last.map({ knot > $0 }) ?? true else { continue }
      residuals.append(knot)
      scores.append(score / weight)
    }
  }

  /// The score of a residual.
  func score(_ residual: Double) -> Double {
    guard residuals.count > 1 else { return residual }
    var above = 1
    while above < residuals.count - 1, residual > residuals[above] { above += 1 }
    let slope =
      (scores[above] - scores[above - 1]) / (residuals[above] - residuals[above - 1])
    return scores[above] + slope * (residual - residuals[above])
  }

  /// Whether a sample is plainly not normal, by its skewness and kurtosis.
  ///
  /// Source: C. M. Jarque, A. K. Bera, "A test for normality of observations and regression residuals",
  /// *International Statistical Review* 55, 1987, 163–172.
  static func isPlainlyNotNormal(_ sample: [Double]) -> Bool {
    let count = Double(sample.count)
    let mean = sample.reduce(0, +) / count
    var (second, third, fourth) = (0.0, 0.0, 0.0)
    for value in sample {
      let d = value - mean
      second += d * d
      third += d * d * d
      fourth += d * d * d * d
    }
    second /= count
    guard second > 0 else { return false }
    let skewness = third / count / (second * second.squareRoot())
    let excess = fourth / count / (second * second) - 3
    // χ² with two degrees of freedom is beyond 13.8 in one of 1,000 cases.
    return count / 6 * (skewness * skewness + excess * excess / 4) > 13.8
  }
}
