import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension LifeDistribution {
  /// The mean of the time that is left to one that lives at `age`.
  ///
  ///     m(t) = ∫ₜ^∞ S(u) du / S(t)
  ///
  /// By incomplete gamma (Weibull), normal (lognormal) and incomplete beta functions (loglogistic) and by
  /// the exponential integral (Gompertz).
  ///
  /// - Parameter age: t, at least 0.
  /// - Returns: The mean; infinite for loglogistic lives with a shape up to 1 and for Gompertz lives with a
  ///   negative shape, some of which never fail.
  public func meanResidualLife(at age: Double) -> Double {
    switch self {
    case .exponential(let scale): return scale
    case .weibull(let scale, let shape):
      let hazard = cumulativeHazard(at: age)
      return scale / shape * LifeDistribution.scaledUpperGamma(1 / shape, hazard)
    case .lognormal(let location, let spread):
      let whole = exp(location + spread * spread / 2)
      guard age > 0 else { return whole }
      let z = (log(age) - location) / spread
      // Φ(σ - z)/Φ(-z) from logarithms, which do not underflow.
      let ratio = exp(
        StandardLife.normalTail(z - spread).logSurvival - StandardLife.normalTail(z).logSurvival)
      return whole * ratio - age
    case .loglogistic(let scale, let shape):
      guard shape > 1 else { return .infinity }
      let part = 1 / shape
      let whole = scale * Double.pi * part / sin(Double.pi * part)
      guard age > 0 else { return whole }
      let (above, below) = (survival(at: age), failureProbability(at: age))
      return whole * RegularizedBeta.lower(1 - part, 1 + part, at: above, complement: below) / above
        - age
    case .gompertz(let rate, let shape):
      if shape < 0 { return .infinity }
      let hazard = rate * exp(shape * age)
      let ratio = hazard / shape
      guard ratio.isFinite else { return 1 / hazard }
      return ExponentialIntegral.scaledFirst(ratio) / shape
    }
  }

  /// eˣ Γ(a, x).
  ///
  /// Beyond x = 600, where Γ(a, x) underflows, by x^(a-1) (1 + (a-1)/x + (a-1)(a-2)/x² + …), whose terms
  /// are summed while they fall. Source: *NIST Digital Library of Mathematical Functions*, eq. 8.11.2.
  static func scaledUpperGamma(_ a: Double, _ x: Double) -> Double {
    if x <= 600 {
      return exp(x + logGamma(a)) * RegularizedGamma.upper(shape: a, at: x)
    }
    var (sum, term, order) = (1.0, 1.0, a - 1)
    for _ in 0..<60 {
      let next = term * order / x
      if next == 0 || abs(next) >= abs(term) || sum + next == sum { break }
      sum += next
      term = next
      order -= 1
    }
    return exp((a - 1) * log(x)) * sum
  }
}
