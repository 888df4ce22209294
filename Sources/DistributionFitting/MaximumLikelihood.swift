import RandomVariates

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Parameters under which a sample is most likely, family by family.
///
/// Closed forms and their sources: N. L. Johnson, S. Kotz, N. Balakrishnan, *Continuous Univariate
/// Distributions*, 2nd ed., Wiley, vol. 1, 1994 (normal 13.7, lognormal 14.4, inverse Gaussian 15.4,
/// exponential 19.7), vol. 2, 1995 (uniform 26.7).
enum MaximumLikelihood {
  /// Estimates the parameters of a family.
  static func family(
    _ family: FittedFamily, of sample: FitSample
  ) throws(FitRefusal) -> Distribution.Family {
    try check(family, sample)
    let values = sample.values
    switch family {
    case .constant: return .constant(value: values[0])
    case .exponential:
      let sum = values.reduce(0, +) + sample.censored.reduce(0, +)
      return .exponential(mean: sum / Double(values.count))
    case .weibull: return try weibull(sample)
    case .uniform: return .uniform(lower: values[0], upper: values[values.count - 1])
    case .triangular: return triangular(values)
    default: break
    }
    if !sample.censored.isEmpty { return try censored(family, sample) }
    switch family {
    case .normal:
      let (mean, deviation) = moments(values)
      return .normal(mean: mean, standardDeviation: deviation)
    case .lognormal:
      let (location, spread) = moments(values.map { log($0) })
      return try logNormal(location: location, spread: spread)
    case .gamma: return try gamma(values)
    case .erlang: return try erlang(values)
    default: return try inverseGaussian(values)
    }
  }

  private static func check(_ family: FittedFamily, _ sample: FitSample) throws(FitRefusal) {
    let values = sample.values
    guard let first = values.first, let last = values.last else {
      throw .tooFewValues(least: family == .constant ? 1 : 2)
    }
    let isConstant = first == last && sample.censored.allSatisfy { $0 <= first }
    if family == .constant {
      if !isConstant { throw .notConstant }
      return
    }
    if first == last { throw isConstant ? .allEqual : .tooFewValues(least: 2) }
    if family == .uniform || family == .triangular {
      if !sample.censored.isEmpty { throw .censored }
      if family == .triangular, Set(values).count < 3 { throw .tooFewValues(least: 3) }
      return
    }
    guard family.beginsAtZero else { return }
    let outside = values.count { family == .exponential ? $0 < 0 : $0 <= 0 }
    if outside > 0 { throw .outsideSupport(count: outside) }
    let negative = sample.censored.count { $0 < 0 }
    if negative > 0 { throw .outsideSupport(count: negative) }
  }

  /// Mean and standard deviation, both with n.
  static func moments(_ values: [Double]) -> (mean: Double, deviation: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / Double(values.count)).squareRoot())
  }

  /// A lognormal distribution from mean and standard deviation of the logarithm.
  static func logNormal(
    location: Double, spread: Double
  ) throws(FitRefusal) -> Distribution.Family {
    let mean = exp(location + spread * spread / 2)
    let deviation = mean * expm1(spread * spread).squareRoot()
    guard mean.isFinite, deviation.isFinite, mean > 0, deviation > 0 else { throw .noMaximum }
    return .logNormal(mean: mean, standardDeviation: deviation)
  }

  private static func inverseGaussian(
    _ values: [Double]
  ) throws(FitRefusal) -> Distribution.Family {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let excess = values.reduce(0) { $0 + (1 / $1 - 1 / mean) }
    guard excess > 0, (count / excess).isFinite else { throw .noMaximum }
    return .inverseGaussian(mean: mean, shape: count / excess)
  }
}
