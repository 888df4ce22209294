import CGSL
public import EventKernel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Moments of the distributions without bounds, in closed form.
///
/// Parameters must lie in their domains; `validate` of `Distribution` says whether they do.
extension Distribution.Family {
  /// The mean, in the unit of the quantity that is drawn.
  public var mean: Double {
    switch self {
    case .constant(let value): value
    case .uniform(let lower, let upper): lower + (upper - lower) / 2
    case .exponential(let mean): mean
    case .normal(let mean, _): mean
    case .logNormal(let mean, _): mean
    case .gamma(let shape, let scale): shape * scale
    case .weibull(let shape, let scale): scale * tgamma(1 + 1 / shape)
    case .triangular(let lower, let mode, let upper):
      lower + ((mode - lower) + (upper - lower)) / 3
    }
  }

  /// The variance, in the square of the quantity's unit.
  public var variance: Double { standardDeviation * standardDeviation }

  /// The standard deviation, in the unit of the quantity that is drawn.
  public var standardDeviation: Double {
    switch self {
    case .constant: 0
    case .uniform(let lower, let upper): (upper - lower) / 12.0.squareRoot()
    case .exponential(let mean): mean
    case .normal(_, let standardDeviation): standardDeviation
    case .logNormal(_, let standardDeviation): standardDeviation
    case .gamma(let shape, let scale): shape.squareRoot() * scale
    case .weibull(let shape, _): mean * expm1(logGammaExcess(1 / shape)).squareRoot()
    case .triangular(let lower, let mode, let upper):
      // (a² + b² + c² - ab - ac - bc)/18 with differences, so that a far origin cancels nothing.
      (((upper - lower) * (upper - lower) - (mode - lower) * (upper - mode)) / 18).squareRoot()
    }
  }

  /// Standard deviation ÷ mean; infinite where the mean is 0 and something varies.
  public var coefficientOfVariation: Double {
    standardDeviation == 0 ? 0 : standardDeviation / abs(mean)
  }
}

/// ln Γ(1 + 2ε) - 2 ln Γ(1 + ε), accurate for small ε too, where both terms nearly cancel.
///
/// Series: Σ (-1)ᵏ ζ(k) (2ᵏ - 2) εᵏ / k from k = 2, of which 30 terms reach 1e-16 for ε ≤ 0.1.
/// Source: F. W. J. Olver et al., *NIST Digital Library of Mathematical Functions*, eq. 5.7.3.
private func logGammaExcess(_ epsilon: Double) -> Double {
  guard epsilon <= 0.1 else { return lgamma(1 + 2 * epsilon).0 - 2 * lgamma(1 + epsilon).0 }
  var sum = 0.0
  var power = -epsilon
  var double = 2.0
  for k in 2...30 {
    power *= -epsilon
    double *= 2
    sum += gsl_sf_zeta_int(Int32(k)) * (double - 2) * power / Double(k)
  }
  return sum
}
