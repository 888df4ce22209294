import RandomVariates

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension MaximumLikelihood {
  /// The shape by its equation, the scale given the shape.
  ///
  /// The shape solves Σ x^k ln x / Σ x^k - 1/k = mean of ln x over the d observed values, the sums
  /// over all; scale^k = Σ x^k / d. The left side rises with k.
  ///
  /// Source: A. C. Cohen, "Maximum Likelihood Estimation in the Weibull Distribution Based on Complete and
  /// on Censored Samples", *Technometrics* 7, 1965, 579–588.
  static func weibull(_ sample: FitSample) throws(FitRefusal) -> Distribution.Family {
    let all = sample.values + sample.censored.filter { $0 > 0 }
    guard let largest = all.max() else { throw .tooFewValues(least: 2) }
    // Over the largest, so that no power overflows.
    let logs = all.map { log($0 / largest) }
    let observed = Double(sample.values.count)
    let target = logs.prefix(sample.values.count).reduce(0, +) / observed
    func excess(_ shape: Double) -> (value: Double, slope: Double) {
      var (sum, first, second) = (0.0, 0.0, 0.0)
      for logarithm in logs {
        let power = exp(shape * logarithm)
        sum += power
        first += power * logarithm
        second += power * logarithm * logarithm
      }
      let ratio = first / sum
      return (ratio - 1 / shape - target, second / sum - ratio * ratio + 1 / (shape * shape))
    }
    var (low, high) = (0.0, 1.0)
    while excess(high).value < 0 {
      low = high
      high *= 2
      guard high < 1e6 else { throw .noMaximum }
    }
    var shape = (low + high) / 2
    for _ in 0..<200 {
      let (value, slope) = excess(shape)
      if value < 0 { low = shape } else { high = shape }
      var next = shape - value / slope
      if !(next > low && next < high) { next = (low + high) / 2 }
      if abs(next - shape) <= 1e-13 * shape { break }
      shape = next
    }
    let sum = logs.reduce(0) { $0 + exp(shape * $1) }
    let scale = largest * exp(log(sum / observed) / shape)
    guard shape > 1e-6, scale.isFinite, scale > 0 else { throw .noMaximum }
    return .weibull(shape: shape, scale: scale)
  }
}
