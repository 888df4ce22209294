/// Errors at held-out origins, in units of each series' scale, for each step.
///
/// Of k errors at a step, the ⌊(k + 1) (1 - level) / 2⌋-th smallest is the lower end and the ⌈(k + 1) (1 + level) / 2⌉-th the
/// upper one; the outermost where there is none so far out.
///
/// Source: V. Vovk, A. Gammerman, G. Shafer, *Algorithmic Learning in a Random World*, Springer, 2005, ch. 2.
struct StepErrors: Hashable, Sendable {
  /// What came less what was expected, for each step sorted.
  let sorted: [[Double]]
  /// The root of their mean square, for each step.
  let deviations: [Double]

  /// How many errors of a step are kept; of more, as many at even ranks.
  static let most = 399

  /// Errors that were kept before.
  init(sorted: [[Double]], deviations: [Double]) {
    self.sorted = sorted
    self.deviations = deviations
  }

  init(_ errors: [[Double]]) {
    deviations = errors.map { errors in
      (errors.reduce(0) { $0 + $1 * $1 } / Double(max(1, errors.count))).squareRoot()
    }
    sorted = errors.map { errors in
      let sorted = errors.sorted()
      guard sorted.count > StepErrors.most else { return sorted }
      // Rank j of the kept is rank (k + 1) j / (most + 1) of all.
      return (1...StepErrors.most).map { rank in
        let place = Double((sorted.count + 1) * rank) / Double(StepErrors.most + 1)
        return sorted[min(sorted.count, max(1, Int(place.rounded()))) - 1]
      }
    }
  }

  /// The interval of a level about means of a series with a scale; beyond the last step as wide as a random walk would have it.
  func interval(_ level: Double, about mean: [Double], scale: Double) -> PredictionInterval {
    var (lower, upper) = (mean, mean)
    for step in mean.indices {
      let errors = sorted[min(step, sorted.count - 1)]
      let (low, high) = StepErrors.ends(errors, level)
      let wider = widening(step)
      lower[step] += low * scale * wider
      upper[step] += high * scale * wider
    }
    return PredictionInterval(level: level, lower: lower, upper: upper)
  }

  /// The standard deviation of a step in units of the scale.
  func deviation(_ step: Int) -> Double {
    deviations[min(step, deviations.count - 1)] * widening(step)
  }

  private func widening(_ step: Int) -> Double {
    step < sorted.count ? 1 : (Double(step + 1) / Double(sorted.count)).squareRoot()
  }

  private static func ends(_ errors: [Double], _ level: Double) -> (Double, Double) {
    guard !errors.isEmpty else { return (0, 0) }
    let count = Double(errors.count + 1)
    // Ranks are whole to within rounding: 400 · 0.025 is 10, and not the next one.
    let low = Int((count * (1 - level) / 2 + 1e-9).rounded(.down))
    let high = Int((count * (1 + level) / 2 - 1e-9).rounded(.up))
    return (errors[max(1, low) - 1], errors[min(errors.count, high) - 1])
  }
}
