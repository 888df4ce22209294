import CGSL
import RandomVariates

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Moments of the families without shift and bounds, in closed form.
///
/// Sources: N. L. Johnson, S. Kotz, N. Balakrishnan, *Continuous Univariate Distributions*, vols. 1
/// and 2, 2nd ed., Wiley, 1994 and 1995; N. L. Johnson, A. W. Kemp, S. Kotz, *Univariate Discrete
/// Distributions*, 3rd ed., Wiley, 2005.
extension Distribution.Family {
  /// The moments; `nil` where there is no closed form, or none that keeps its digits.
  var closedMoments: Moments? {
    switch self {
    case .constant(let value): return Moments(constant: value)
    case .uniform(let lower, let upper): return Moments(uniformFrom: lower, to: upper)
    case .exponential(let mean):
      return Moments(mean: mean, standardDeviation: mean, skewness: 2, excessKurtosis: 6)
    case .normal(let mean, let standardDeviation):
      return Moments(mean: mean, standardDeviation: standardDeviation)
    case .logNormal(let mean, let standardDeviation):
      return .logNormal(mean: mean, standardDeviation: standardDeviation)
    case .gamma(let shape, let scale): return .gamma(shape: shape, mean: shape * scale)
    case .erlang(let stages, let mean): return .gamma(shape: Double(stages), mean: mean)
    case .weibull(let shape, let scale): return .weibull(shape: shape, scale: scale)
    case .triangular(let lower, let mode, let upper):
      return .triangular(lower: lower, mode: mode, upper: upper)
    case .beta(let first, let second, let lower, let upper):
      return .beta(first, second, from: lower, to: upper)
    case .inverseGaussian(let mean, let shape):
      let ratio = mean / shape
      return Moments(
        mean: mean, standardDeviation: mean * ratio.squareRoot(),
        skewness: 3 * ratio.squareRoot(), excessKurtosis: 15 * ratio)
    case .poisson(let mean):
      guard mean > 0 else { return Moments(constant: 0) }
      return Moments(
        mean: mean, standardDeviation: mean.squareRoot(), skewness: 1 / mean.squareRoot(),
        excessKurtosis: 1 / mean)
    case .binomial(let trials, let p): return .binomial(trials: Double(trials), p)
    case .geometric(let p): return .negativeBinomial(successes: 1, p)
    case .negativeBinomial(let successes, let p):
      return .negativeBinomial(successes: successes, p)
    case .discrete, .empirical, .mixture: return nil
    }
  }
}

extension Moments {
  init(uniformFrom lower: Double, to upper: Double) {
    self.init(
      mean: lower + (upper - lower) / 2, standardDeviation: (upper - lower) / 12.0.squareRoot(),
      skewness: 0, excessKurtosis: -1.2)
  }

  /// With t = cv²: skewness (t + 3) cv, excess kurtosis 16 t + 15 t² + 6 t³ + t⁴.
  fileprivate static func logNormal(mean: Double, standardDeviation: Double) -> Moments {
    let cv = standardDeviation / mean
    let t = cv * cv
    return Moments(
      mean: mean, standardDeviation: standardDeviation, skewness: (t + 3) * cv,
      excessKurtosis: t * (16 + t * (15 + t * (6 + t))))
  }

  fileprivate static func gamma(shape: Double, mean: Double) -> Moments {
    Moments(
      mean: mean, standardDeviation: mean / shape.squareRoot(),
      skewness: 2 / shape.squareRoot(), excessKurtosis: 6 / shape)
  }

  /// From E[Xʲ]/E[X]ʲ - 1 = exp(ln Γ(1 + j/β) - j ln Γ(1 + 1/β)) - 1.
  ///
  /// The third and fourth moments cancel as β and β²: beyond a shape of 500 they are integrated.
  fileprivate static func weibull(shape: Double, scale: Double) -> Moments? {
    guard shape <= 500 else { return nil }
    let mean = scale * tgamma(1 + 1 / shape)
    let second = expm1(logGammaRatio(2, 1 / shape))
    let third = expm1(logGammaRatio(3, 1 / shape))
    let fourth = expm1(logGammaRatio(4, 1 / shape))
    return Moments(
      mean: mean, standardDeviation: mean * second.squareRoot(),
      skewness: third < .infinity
        ? (third - 3 * second) / (second * second.squareRoot()) : .infinity,
      excessKurtosis: fourth < .infinity
        ? (fourth - 4 * third + 6 * second) / second / second - 3 : .infinity)
  }

  fileprivate static func triangular(lower: Double, mode: Double, upper: Double) -> Moments {
    // (a² + b² + c² - ab - ac - bc)/18 with differences, so that a far origin cancels nothing.
    let (width, rise, fall) = (upper - lower, mode - lower, upper - mode)
    let variance = (width * width - rise * fall) / 18
    let share = rise / width
    let spread = 1 - share * (1 - share)
    return Moments(
      mean: lower + (rise + width) / 3, standardDeviation: variance.squareRoot(),
      skewness: 2.0.squareRoot() * (1 - 2 * share) * (1 + share) * (2 - share)
        / (5 * spread * spread.squareRoot()),
      excessKurtosis: -0.6)
  }

  fileprivate static func beta(
    _ a: Double, _ b: Double, from lower: Double, to upper: Double
  ) -> Moments {
    let n = a + b
    let width = upper - lower
    let excess = (a - b) * ((a - b) * (n + 1)) - a * b * (n + 2)
    return Moments(
      mean: lower + width * (a / n),
      standardDeviation: width * ((a / n) * (b / n) / (n + 1)).squareRoot(),
      skewness: 2 * (b - a) / (n + 2) * ((n + 1) / (a * b)).squareRoot(),
      excessKurtosis: 6 * excess / (a * b * (n + 2) * (n + 3)))
  }

  fileprivate static func binomial(trials: Double, _ p: Double) -> Moments {
    let variance = trials * p * (1 - p)
    guard variance > 0 else { return Moments(constant: trials * p) }
    return Moments(
      mean: trials * p, standardDeviation: variance.squareRoot(),
      skewness: (1 - 2 * p) / variance.squareRoot(),
      excessKurtosis: (1 - 6 * p * (1 - p)) / variance)
  }

  fileprivate static func negativeBinomial(successes r: Double, _ p: Double) -> Moments {
    let q = 1 - p
    guard q > 0 else { return Moments(constant: 0) }
    return Moments(
      mean: r * q / p, standardDeviation: (r * q).squareRoot() / p,
      skewness: (2 - p) / (r * q).squareRoot(), excessKurtosis: 6 / r + p * p / (r * q))
  }
}

/// ln Γ(1 + jε) - j ln Γ(1 + ε), accurate for small ε too, where both terms nearly cancel.
///
/// Series: Σ (-1)ᵏ ζ(k) (jᵏ - j) εᵏ / k from k = 2, of which 30 terms reach 1e-16 for jε ≤ 0.2.
/// Source: F. W. J. Olver et al., *NIST Digital Library of Mathematical Functions*, eq. 5.7.3.
private func logGammaRatio(_ j: Double, _ epsilon: Double) -> Double {
  guard j * epsilon <= 0.2 else {
    return lgamma(1 + j * epsilon).0 - j * lgamma(1 + epsilon).0
  }
  var sum = 0.0
  var power = -epsilon
  var factor = j
  for k in 2...30 {
    power *= -epsilon
    factor *= j
    sum += gsl_sf_zeta_int(Int32(k)) * (factor - j) * power / Double(k)
  }
  return sum
}
