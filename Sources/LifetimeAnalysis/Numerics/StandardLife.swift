import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The distribution of z = (ln t - η) eᵏ in a family of locations and scales of ln t.
enum StandardLife {
  /// Weibull and exponential lives: S(z) = exp(-eᶻ).
  case smallestExtreme
  /// Lognormal lives: S(z) = Φ(-z).
  case normal
  /// Loglogistic lives: S(z) = 1/(1 + eᶻ).
  case logistic

  /// A function of z with its first and second derivatives.
  struct Curve {
    var value: Double
    var first: Double
    var second: Double
  }

  /// ln S(z).
  func logSurvival(_ z: Double) -> Curve {
    switch self {
    case .smallestExtreme:
      let hazard = exp(z)
      return Curve(value: -hazard, first: -hazard, second: -hazard)
    case .logistic:
      let (value, share) = StandardLife.softened(z)
      return Curve(value: -value, first: -share, second: -share * (1 - share))
    case .normal:
      let (value, hazard) = StandardLife.normalTail(z)
      return Curve(value: value, first: -hazard, second: -hazard * (hazard - z))
    }
  }

  /// ln f(z), the logarithm of the density of z.
  func logDensity(_ z: Double) -> Curve {
    switch self {
    case .smallestExtreme:
      let hazard = exp(z)
      return Curve(value: z - hazard, first: 1 - hazard, second: -hazard)
    case .logistic:
      let (value, share) = StandardLife.softened(z)
      return Curve(value: z - 2 * value, first: 1 - 2 * share, second: -2 * share * (1 - share))
    case .normal:
      return Curve(value: -z * z / 2 - log(2 * Double.pi) / 2, first: -z, second: -1)
    }
  }

  /// The z up to which the cumulative hazard is `hazard` > 0: -ln S(z) = `hazard`.
  func z(ofCumulativeHazard hazard: Double) -> Double {
    switch self {
    case .smallestExtreme: return log(hazard)
    case .logistic: return hazard > 40 ? hazard : log(expm1(hazard))
    case .normal:
      if hazard < 600 {
        // Each tail from its own small side.
        return hazard < 0.6
          ? StandardNormal.quantile(-expm1(-hazard)) : -StandardNormal.quantile(exp(-hazard))
      }
      // ln Φ(-z) ≈ -z²/2: Newton's method from there.
      var z = (2 * hazard).squareRoot()
      for _ in 0..<8 {
        let (value, slope) = StandardLife.normalTail(z)
        z += (value + hazard) / slope
      }
      return z
    }
  }

  /// ln(1 + eᶻ), and eᶻ/(1 + eᶻ).
  private static func softened(_ z: Double) -> (value: Double, share: Double) {
    let small = exp(-abs(z))
    let rest = log1p(small)
    return z > 0 ? (z + rest, 1 / (1 + small)) : (rest, small / (1 + small))
  }

  /// ln Φ(-z), and the hazard φ(z)/Φ(-z).
  ///
  /// Beyond z = 30 by the asymptotic series of Mills' ratio, whose first term left out is below 1e-14
  /// there. Source: F. W. J. Olver et al., *NIST Digital Library of Mathematical Functions*, eq. 7.12.1.
  static func normalTail(_ z: Double) -> (logSurvival: Double, hazard: Double) {
    let halfLogTwoPi = 0.91893853320467274178
    if z > 30 {
      let w = 1 / (z * z)
      let series = 1 - w * (1 - 3 * w * (1 - 5 * w * (1 - 7 * w * (1 - 9 * w * (1 - 11 * w)))))
      return (-z * z / 2 - halfLogTwoPi - log(z) + log(series), z / series)
    }
    let density = exp(-z * z / 2 - halfLogTwoPi)
    if z < -1 {
      let below = StandardNormal.cumulative(z)
      return (log1p(-below), density / (1 - below))
    }
    let above = StandardNormal.survival(z)
    return (log(above), density / above)
  }
}
