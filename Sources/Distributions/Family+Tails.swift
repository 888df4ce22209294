import CGSL
import EventKernel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Densities, tails and quantiles of the distributions without bounds.
///
/// The parameters must be valid and GSL's error handler off: ``TruncatedDistribution`` sees to both.
extension Distribution.Family {
  /// The smallest interval that holds all probability.
  var support: (lower: Double, upper: Double) {
    switch self {
    case .constant(let value): (value, value)
    case .uniform(let lower, let upper): (lower, upper)
    case .normal: (-.infinity, .infinity)
    case .triangular(let lower, _, let upper): (lower, upper)
    case .exponential, .logNormal, .gamma, .weibull: (0, .infinity)
    }
  }

  /// Mean and standard deviation of the logarithm of a log-normal variable.
  static func logParameters(
    mean: Double, standardDeviation: Double
  ) -> (mean: Double, standardDeviation: Double) {
    let ratio = standardDeviation / mean
    let variance = log1p(ratio * ratio)
    return (log(mean) - variance / 2, variance.squareRoot())
  }

  /// Density at `x`.
  func density(at x: Double) -> Double {
    switch self {
    case .constant(let value): x == value ? .infinity : 0
    case .uniform(let lower, let upper): gsl_ran_flat_pdf(x, lower, upper)
    case .exponential(let mean): gsl_ran_exponential_pdf(x, mean)
    case .normal(let mean, let standardDeviation):
      gsl_ran_gaussian_pdf(x - mean, standardDeviation)
    case .logNormal(let mean, let standardDeviation):
      logNormalDensity(at: x, mean: mean, standardDeviation: standardDeviation)
    case .gamma(let shape, let scale): gsl_ran_gamma_pdf(x, shape, scale)
    case .weibull(let shape, let scale): gsl_ran_weibull_pdf(x, scale, shape)
    case .triangular(let lower, let mode, let upper):
      triangularDensity(at: x, lower: lower, mode: mode, upper: upper)
    }
  }

  private func logNormalDensity(
    at x: Double, mean: Double, standardDeviation: Double
  ) -> Double {
    let logarithm = Self.logParameters(mean: mean, standardDeviation: standardDeviation)
    return gsl_ran_lognormal_pdf(x, logarithm.mean, logarithm.standardDeviation)
  }

  private func triangularDensity(
    at x: Double, lower: Double, mode: Double, upper: Double
  ) -> Double {
    guard x >= lower && x <= upper else { return 0 }
    let peak = 2 / (upper - lower)
    if x < mode { return peak * (x - lower) / (mode - lower) }
    return x == mode ? peak : peak * (upper - x) / (upper - mode)
  }

  /// Probability of a value up to `x`.
  func cumulative(at x: Double) -> Double {
    switch self {
    case .constant(let value): x >= value ? 1 : 0
    case .uniform(let lower, let upper): gsl_cdf_flat_P(x, lower, upper)
    case .exponential(let mean): gsl_cdf_exponential_P(x, mean)
    case .normal(let mean, let standardDeviation):
      gsl_cdf_gaussian_P(x - mean, standardDeviation)
    case .logNormal(let mean, let standardDeviation):
      x <= 0
        ? 0
        : gsl_cdf_ugaussian_P(
          Self.standardized(x, mean: mean, standardDeviation: standardDeviation))
    case .gamma(let shape, let scale):
      x <= 0 ? 0 : x == .infinity ? 1 : gsl_cdf_gamma_P(x, shape, scale)
    case .weibull(let shape, let scale): x <= 0 ? 0 : gsl_cdf_weibull_P(x, scale, shape)
    case .triangular(let lower, let mode, let upper):
      Self.triangularCorner(x, foot: lower, mode: mode, opposite: upper)
    }
  }

  /// Probability of a value above `x`.
  func survival(at x: Double) -> Double {
    switch self {
    case .constant(let value): x < value ? 1 : 0
    case .uniform(let lower, let upper): gsl_cdf_flat_Q(x, lower, upper)
    case .exponential(let mean): gsl_cdf_exponential_Q(x, mean)
    case .normal(let mean, let standardDeviation):
      gsl_cdf_gaussian_Q(x - mean, standardDeviation)
    case .logNormal(let mean, let standardDeviation):
      x <= 0
        ? 1
        : gsl_cdf_ugaussian_Q(
          Self.standardized(x, mean: mean, standardDeviation: standardDeviation))
    case .gamma(let shape, let scale):
      x <= 0 ? 1 : x == .infinity ? 0 : gsl_cdf_gamma_Q(x, shape, scale)
    case .weibull(let shape, let scale): x <= 0 ? 1 : gsl_cdf_weibull_Q(x, scale, shape)
    case .triangular(let lower, let mode, let upper):
      Self.triangularCorner(-x, foot: -upper, mode: -mode, opposite: -lower)
    }
  }

  /// How many standard deviations ln x lies above its mean.
  private static func standardized(
    _ x: Double, mean: Double, standardDeviation: Double
  ) -> Double {
    let logarithm = logParameters(mean: mean, standardDeviation: standardDeviation)
    return (log(x) - logarithm.mean) / logarithm.standardDeviation
  }

  /// Probability of a triangular variable up to `x`, the triangle standing from `foot` to `opposite`.
  private static func triangularCorner(
    _ x: Double, foot: Double, mode: Double, opposite: Double
  ) -> Double {
    if x <= foot { return 0 }
    if x >= opposite { return 1 }
    let width = opposite - foot
    return x < mode
      ? (x - foot) / width * ((x - foot) / (mode - foot))
      : 1 - (opposite - x) / width * ((opposite - x) / (opposite - mode))
  }

  /// The value with the probability `p` up to it; `p` ≤ 1/2 keeps all digits.
  func lowerQuantile(_ p: Double) -> Double {
    switch self {
    case .constant(let value): value
    case .uniform(let lower, let upper): gsl_cdf_flat_Pinv(p, lower, upper)
    case .exponential(let mean): gsl_cdf_exponential_Pinv(p, mean)
    case .normal(let mean, let standardDeviation):
      mean + gsl_cdf_gaussian_Pinv(p, standardDeviation)
    case .logNormal(let mean, let standardDeviation):
      Self.unstandardized(
        gsl_cdf_ugaussian_Pinv(p), mean: mean, standardDeviation: standardDeviation)
    case .gamma(let shape, let scale): scale * gammaQuantile(shape: shape, below: p)
    case .weibull(let shape, let scale): gsl_cdf_weibull_Pinv(p, scale, shape)
    case .triangular(let lower, let mode, let upper):
      Self.triangularQuantile(p, foot: lower, mode: mode, opposite: upper)
    }
  }

  /// The value with the probability `q` above it; `q` ≤ 1/2 keeps all digits.
  func upperQuantile(_ q: Double) -> Double {
    switch self {
    case .constant(let value): value
    case .uniform(let lower, let upper): gsl_cdf_flat_Qinv(q, lower, upper)
    case .exponential(let mean): gsl_cdf_exponential_Qinv(q, mean)
    case .normal(let mean, let standardDeviation):
      mean + gsl_cdf_gaussian_Qinv(q, standardDeviation)
    case .logNormal(let mean, let standardDeviation):
      Self.unstandardized(
        gsl_cdf_ugaussian_Qinv(q), mean: mean, standardDeviation: standardDeviation)
    case .gamma(let shape, let scale): scale * gammaQuantile(shape: shape, above: q)
    case .weibull(let shape, let scale): gsl_cdf_weibull_Qinv(q, scale, shape)
    case .triangular(let lower, let mode, let upper):
      -Self.triangularQuantile(q, foot: -upper, mode: -mode, opposite: -lower)
    }
  }

  private static func unstandardized(
    _ z: Double, mean: Double, standardDeviation: Double
  ) -> Double {
    let logarithm = logParameters(mean: mean, standardDeviation: standardDeviation)
    return exp(logarithm.mean + logarithm.standardDeviation * z)
  }

  private static func triangularQuantile(
    _ p: Double, foot: Double, mode: Double, opposite: Double
  ) -> Double {
    let width = opposite - foot
    return p * width <= mode - foot
      ? foot + (p * width * (mode - foot)).squareRoot()
      : opposite - ((1 - p) * width * (opposite - mode)).squareRoot()
  }
}
