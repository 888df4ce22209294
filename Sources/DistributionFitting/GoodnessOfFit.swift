import RandomVariates

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Distances between a sample and a distribution.
///
/// Source: R. B. D'Agostino, M. A. Stephens (eds.), *Goodness-of-Fit Techniques*, Marcel Dekker, 1986,
/// eqs. 4.1–4.6.
enum GoodnessOfFit {
  /// The greatest difference between the distribution function and the share of the sample.
  static func kolmogorovSmirnov(
    _ sample: FitSample, _ distribution: Distribution
  ) -> Double {
    let whole = TruncatedDistribution(distribution)
    if case .constant = distribution.family { return 0 }
    var largest = 0.0
    if sample.censored.isEmpty {
      let count = Double(sample.values.count)
      for (index, value) in sample.values.enumerated() {
        let probability = whole.cumulative(at: value)
        largest = max(
          largest, Double(index + 1) / count - probability, probability - Double(index) / count)
      }
      return largest
    }
    var before = 0.0
    for step in ProductLimit(sample).steps {
      let probability = whole.cumulative(at: step.value)
      largest = max(largest, abs(1 - step.survival - probability), abs(before - probability))
      before = 1 - step.survival
    }
    return largest
  }

  /// The squared differences, weighted so that the tails count as much as the middle.
  ///
  /// - Returns: `nil` for censored samples, and where a value has no chance below or above it.
  static func andersonDarling(
    _ sample: FitSample, _ distribution: Distribution
  ) -> Double? {
    guard sample.censored.isEmpty else { return nil }
    if case .constant = distribution.family { return nil }
    let whole = TruncatedDistribution(distribution)
    let count = sample.values.count
    var sum = 0.0
    for index in 0..<count {
      let below = whole.cumulative(at: sample.values[index])
      let above = whole.survival(at: sample.values[index])
      guard below > 0, above > 0 else { return nil }
      // Value i has weight 2i - 1 from below, and 2(n - i) + 1 from above.
      sum += Double(2 * index + 1) * log(below) + Double(2 * (count - index) - 1) * log(above)
    }
    return -Double(count) - sum / Double(count)
  }
}
