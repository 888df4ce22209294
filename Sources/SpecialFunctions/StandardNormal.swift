#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The normal distribution with mean 0 and standard deviation 1.
public enum StandardNormal {
  /// The density.
  ///
  ///     φ(z) = exp(-z²/2) / √(2π)
  ///
  /// Relative error below 1e-15 · max(1, z²).
  public static func density(_ z: Double) -> Double {
    exp(-z * z / 2) / (2 * Double.pi).squareRoot()
  }

  /// The probability of a value up to `z`.
  ///
  ///     Φ(z) = erfc(-z/√2) / 2
  ///
  /// Relative error below 1e-15 · max(1, z²), in the lower tail too, down to z = -37.
  public static func cumulative(_ z: Double) -> Double {
    erfc(-z / 2.0.squareRoot()) / 2
  }

  /// The probability of a value above `z`: 1 - Φ(z) without cancellation.
  public static func survival(_ z: Double) -> Double {
    erfc(z / 2.0.squareRoot()) / 2
  }

  /// The value below which lies the probability `probability`.
  ///
  /// -∞ for 0 and +∞ for 1. For an upper-tail probability q, `-quantile(q)` keeps the digits that
  /// `quantile(1 - q)` loses. Relative error below 2e-15, down to a probability of 1e-300.
  ///
  /// Source: M. J. Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution",
  /// *Applied Statistics* 37 (3), 1988, 477–484, routine PPND16, whose constants these are.
  ///
  /// - Parameter probability: From 0 to 1.
  /// - Returns: The quantile.
  public static func quantile(_ probability: Double) -> Double {
    precondition(probability >= 0 && probability <= 1, "a probability lies from 0 to 1")
    if probability == 0 { return -.infinity }
    if probability == 1 { return .infinity }
    let distance = probability - 0.5
    if abs(distance) <= 0.425 {
      let r = 0.180625 - distance * distance
      return distance * ratio(r, center)
    }
    let tail = distance < 0 ? probability : 1 - probability
    let r = (-log(tail)).squareRoot()
    let magnitude = r <= 5 ? ratio(r - 1.6, flank) : ratio(r - 5, farTail)
    return distance < 0 ? -magnitude : magnitude
  }

  /// The coefficients of a quotient of two polynomials, from the power 0 to the power 7.
  private typealias Rational = (numerator: [Double], denominator: [Double])

  private static func ratio(_ r: Double, _ rational: Rational) -> Double {
    polynomial(r, rational.numerator) / polynomial(r, rational.denominator)
  }

  private static func polynomial(_ r: Double, _ coefficients: [Double]) -> Double {
    coefficients.reversed().reduce(0) { $0 * r + $1 }
  }

  /// For |p - 1/2| ≤ 0.425, in 0.425² - (p - 1/2)².
  private static let center: Rational = (
    [
      3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
      1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
      3.3430575583588128105e4, 2.5090809287301226727e3,
    ],
    [
      1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
      2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
      5.2264952788528545610e3,
    ]
  )

  /// For √(-ln tail) ≤ 5, in √(-ln tail) - 1.6.
  private static let flank: Rational = (
    [
      1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
      3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
      2.27238449892691845833e-2, 7.74545014278341407640e-4,
    ],
    [
      1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
      1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
      1.05075007164441684324e-9,
    ]
  )

  /// Beyond, in √(-ln tail) - 5.
  private static let farTail: Rational = (
    [
      6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
      2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
      2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ],
    [
      1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
      7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
      2.04426310338993978564e-15,
    ]
  )
}
