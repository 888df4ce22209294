import RandomVariates
import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Logarithms of densities, written so that what does not depend on the value is worked out once.
struct LogLikelihood {
  private enum Form {
    case uniform(lower: Double, upper: Double)
    case exponential(mean: Double)
    case normal(mean: Double, deviation: Double)
    case logNormal(location: Double, spread: Double)
    case gamma(shape: Double, scale: Double)
    case weibull(shape: Double, scale: Double)
    case triangular(lower: Double, mode: Double, upper: Double)
    case inverseGaussian(mean: Double, shape: Double)
    case other
  }

  private let form: Form
  private let constant: Double
  private let whole: TruncatedDistribution

  init(_ family: Distribution.Family) {
    whole = TruncatedDistribution(Distribution(family))
    let halfLogTwoPi = log(2 * Double.pi) / 2
    switch family {
    case .uniform(let lower, let upper):
      form = .uniform(lower: lower, upper: upper)
      constant = -log(upper - lower)
    case .exponential(let mean):
      form = .exponential(mean: mean)
      constant = -log(mean)
    case .normal(let mean, let deviation):
      form = .normal(mean: mean, deviation: deviation)
      constant = -log(deviation) - halfLogTwoPi
    case .logNormal(let mean, let deviation):
      let logarithm = Distribution.Family.logParameters(mean: mean, standardDeviation: deviation)
      form = .logNormal(location: logarithm.mean, spread: logarithm.standardDeviation)
      constant = -log(logarithm.standardDeviation) - halfLogTwoPi
    case .gamma(let shape, let scale):
      form = .gamma(shape: shape, scale: scale)
      constant = -logGamma(shape) - shape * log(scale)
    case .erlang(let stages, let mean):
      let shape = Double(stages)
      form = .gamma(shape: shape, scale: mean / shape)
      constant = -logGamma(shape) - shape * log(mean / shape)
    case .weibull(let shape, let scale):
      form = .weibull(shape: shape, scale: scale)
      constant = log(shape / scale)
    case .triangular(let lower, let mode, let upper):
      form = .triangular(lower: lower, mode: mode, upper: upper)
      constant = log(2 / (upper - lower))
    case .inverseGaussian(let mean, let shape):
      form = .inverseGaussian(mean: mean, shape: shape)
      constant = log(shape) / 2 - halfLogTwoPi
    default:
      form = .other
      constant = 0
    }
  }

  /// The logarithm of the density at a value.
  func logDensity(_ x: Double) -> Double {
    switch form {
    case .uniform(let lower, let upper): return x < lower || x > upper ? -.infinity : constant
    case .exponential(let mean): return x < 0 ? -.infinity : constant - x / mean
    case .normal(let mean, let deviation):
      let z = (x - mean) / deviation
      return constant - z * z / 2
    case .logNormal(let location, let spread):
      guard x > 0 else { return -.infinity }
      let logarithm = log(x)
      let z = (logarithm - location) / spread
      return constant - z * z / 2 - logarithm
    case .gamma(let shape, let scale):
      guard x > 0 else { return -.infinity }
      return constant + (shape - 1) * log(x) - x / scale
    case .weibull(let shape, let scale):
      guard x > 0 else { return -.infinity }
      let logarithm = log(x / scale)
      return constant + (shape - 1) * logarithm - exp(shape * logarithm)
    case .triangular(let lower, let mode, let upper):
      guard x >= lower && x <= upper else { return -.infinity }
      if x < mode { return constant + log((x - lower) / (mode - lower)) }
      return x == mode ? constant : constant + log((upper - x) / (upper - mode))
    case .inverseGaussian(let mean, let shape):
      guard x > 0 else { return -.infinity }
      let deviation = (x - mean) / mean
      return constant - 1.5 * log(x) - shape / x * (deviation * deviation) / 2
    case .other: return 0
    }
  }

  /// The logarithm of the chance of more than a value.
  func logSurvival(_ x: Double) -> Double { log(whole.survival(at: x)) }

  /// The logarithm of the likelihood of a sample.
  func value(of sample: FitSample) -> Double {
    var sum = 0.0
    for x in sample.values { sum += logDensity(x) }
    for x in sample.censored { sum += logSurvival(x) }
    return sum
  }
}

extension DistributionFit {
  /// The natural logarithm of a count.
  static func logarithm(_ count: Int) -> Double { log(Double(count)) }
}
