#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The logarithm of the expected improvement on the best value, for what is to be small.
///
///     EI = σ h(z),  h(z) = φ(z) + z Φ(z),  z = (best - μ) / σ
///
/// Where h itself would be nothing but rounding, its logarithm is still exact, so that the gradient leads
/// on from everywhere.
///
/// Source: S. Ament, S. Daulton, D. Eriksson, M. Balandat, E. Bakshy, "Unexpected improvements to
/// expected improvement for Bayesian optimization", Advances in Neural Information Processing Systems 36
/// (2023), eq. 9.
enum LogExpectedImprovement {
  /// ln h(z) and its derivative Φ(z) / h(z).
  static func logarithm(_ z: Double) -> (value: Double, slope: Double) {
    if z > -1 {
      let density = exp(-z * z / 2) * 0.3989422804014327
      let below = 0.5 * erfc(-z * 0.7071067811865476)
      let h = density + z * below
      return (log(h), below / h)
    }
    // h = φ(z) (1 + z m), m = Φ(z)/φ(z) = √(π/2) erfcx(-z/√2).
    let mills = MillsRatio.value(-z)
    let rest = MillsRatio.complement(-z)
    return (-z * z / 2 - 0.9189385332046727 + log(rest), mills / rest)
  }

  /// ln EI and its derivatives by mean and variance.
  static func value(
    mean: Double, variance: Double, best: Double
  ) -> (value: Double, byMean: Double, byVariance: Double) {
    let deviation = variance.squareRoot()
    let z = (best - mean) / deviation
    let (value, slope) = logarithm(z)
    return (
      value + log(deviation), -slope / deviation, (1 - slope * z) / (2 * variance)
    )
  }
}

/// Mills's ratio of the standard normal distribution, m(x) = (1 - Φ(x)) / φ(x), for x ≥ 1.
enum MillsRatio {
  /// m(x), by Laplace's continued fraction 1/(x + 1/(x + 2/(x + 3/…))).
  static func value(_ x: Double) -> Double {
    if x < 6 { return 0.5 * erfc(x * 0.7071067811865476) / (exp(-x * x / 2) * 0.3989422804014327) }
    var tail = x
    for k in stride(from: 60, through: 1, by: -1) { tail = x + Double(k) / tail }
    return 1 / tail
  }

  /// 1 - x m(x), without cancellation.
  static func complement(_ x: Double) -> Double {
    if x < 6 { return 1 - x * value(x) }
    // With m = 1/(x + c): 1 - x m = c / (x + c).
    var tail = x
    for k in stride(from: 60, through: 2, by: -1) { tail = x + Double(k) / tail }
    let c = 1 / tail
    return c / (x + c)
  }
}

/// ln Φ(z) and its derivative φ(z) / Φ(z).
enum LogNormalProbability {
  static func value(_ z: Double) -> (value: Double, slope: Double) {
    if z > -1 {
      let density = exp(-z * z / 2) * 0.3989422804014327
      let below = 0.5 * erfc(-z * 0.7071067811865476)
      return (log(below), density / below)
    }
    let mills = MillsRatio.value(-z)
    return (-z * z / 2 - 0.9189385332046727 + log(mills), 1 / mills)
  }
}
