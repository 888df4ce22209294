#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The inverse Gaussian distribution: the first passage of a Brownian motion with drift.
///
///     F(x) = Φ(a) + exp(2λ/μ) Φ(-b),   a = √(λ/x) (x/μ - 1),   b = √(λ/x) (x/μ + 1)
///
/// Written with exp(-a²/2) before both terms and the scaled complementary error function within, so
/// that nothing overflows for a large λ/μ. Relative error in the tail that is asked for: 1e-14 times
/// max(1, a², x/μ) for λ/μ from 1e-4; below, the upper tail loses digits, to 1e-12 at 1e-8.
///
/// Sources: R. S. Chhikara, J. L. Folks, *The Inverse Gaussian Distribution*, Dekker, 1989, ch. 2;
/// G. Giner, G. K. Smyth, "statmod: Probability Calculations for the Inverse Gaussian Distribution",
/// *The R Journal* 8 (1), 2016, 339–351, for the search in both tails.
public enum InverseGaussian {
  /// The probability of a value up to `x`.
  ///
  /// - Parameters:
  ///   - x: Any value.
  ///   - mean: μ, finite and > 0.
  ///   - shape: λ, finite and > 0; the variance is μ³/λ.
  /// - Returns: A probability, with full relative accuracy in the lower tail.
  public static func cumulative(_ x: Double, mean: Double, shape: Double) -> Double {
    check(mean: mean, shape: shape)
    if x <= 0 { return 0 }
    if x == .infinity { return 1 }
    let point = Point(t: x / mean, ratio: shape / mean)
    return point.a <= 0 ? exp(point.logLower) : 1 - exp(point.logUpper)
  }

  /// The probability of a value above `x`: accurate in the upper tail.
  ///
  /// - Parameters:
  ///   - x: Any value.
  ///   - mean: μ, finite and > 0.
  ///   - shape: λ, finite and > 0.
  /// - Returns: A probability.
  public static func survival(_ x: Double, mean: Double, shape: Double) -> Double {
    check(mean: mean, shape: shape)
    if x <= 0 { return 1 }
    if x == .infinity { return 0 }
    let point = Point(t: x / mean, ratio: shape / mean)
    return point.a <= 0 ? 1 - exp(point.logLower) : exp(point.logUpper)
  }

  /// The value with the given probability up to it.
  ///
  /// 0 for 0 and +∞ for 1.
  ///
  /// - Parameters:
  ///   - probability: From 0 to 1.
  ///   - mean: μ, finite and > 0.
  ///   - shape: λ, finite and > 0.
  /// - Returns: The quantile.
  public static func inverseLower(
    probability: Double, mean: Double, shape: Double
  ) -> Double {
    check(mean: mean, shape: shape)
    precondition(probability >= 0 && probability <= 1, "a probability lies from 0 to 1")
    if probability == 0 { return 0 }
    if probability > 0.5 {
      return inverseUpper(probability: 1 - probability, mean: mean, shape: shape)
    }
    let ratio = shape / mean
    // The density of ln x is log-concave, and so are both tails.
    return mean
      * solveLogConcave(start: 1, target: log(probability)) { t in
        let point = Point(t: t, ratio: ratio)
        let value = point.logLower
        return (value, exp(point.logDensity - value))
      }
  }

  /// The value with the given probability above it: accurate in the upper tail.
  ///
  /// +∞ for 0 and 0 for 1.
  ///
  /// - Parameters:
  ///   - probability: From 0 to 1.
  ///   - mean: μ, finite and > 0.
  ///   - shape: λ, finite and > 0.
  /// - Returns: The quantile.
  public static func inverseUpper(
    probability: Double, mean: Double, shape: Double
  ) -> Double {
    check(mean: mean, shape: shape)
    precondition(probability >= 0 && probability <= 1, "a probability lies from 0 to 1")
    if probability == 0 { return .infinity }
    if probability > 0.5 {
      return inverseLower(probability: 1 - probability, mean: mean, shape: shape)
    }
    let ratio = shape / mean
    return mean
      * solveLogConcave(start: 1, target: log(probability)) { t in
        let point = Point(t: t, ratio: ratio)
        let value = point.logUpper
        return (value, -exp(point.logDensity - value))
      }
  }

  private static func check(mean: Double, shape: Double) {
    precondition(
      mean > 0 && shape > 0 && mean < .infinity && shape < .infinity,
      "mean and shape are finite and > 0")
    precondition(
      shape / mean >= 1e-25 && shape / mean < .infinity,
      "the shape is at least 1e-25 times the mean")
  }

  /// A value t = x/μ with its distances a and b.
  private struct Point {
    let t: Double
    let ratio: Double
    let a: Double
    let b: Double

    init(t: Double, ratio: Double) {
      self.t = t
      self.ratio = ratio
      let root = (ratio / t).squareRoot()
      a = root * (t - 1)
      b = root * (t + 1)
    }

    /// The logarithm of the density of ln t.
    var logDensity: Double { log(ratio / (2 * Double.pi * t)) / 2 - a * a / 2 }

    /// ln F.
    var logLower: Double {
      guard a <= 0 else { return log1p(-exp(logUpper)) }
      return log((scaledErfc(-a / 2.0.squareRoot()) + scaledErfc(b / 2.0.squareRoot())) / 2)
        - a * a / 2
    }

    /// ln(1 - F).
    var logUpper: Double {
      guard a > 0 else { return log1p(-exp(logLower)) }
      return log((scaledErfc(a / 2.0.squareRoot()) - scaledErfc(b / 2.0.squareRoot())) / 2)
        - a * a / 2
    }
  }
}

/// exp(x²) erfc(x) for x ≥ 0, which does not underflow.
///
/// The continued fraction is F. W. J. Olver et al., *NIST Digital Library of Mathematical
/// Functions*, eq. 7.9.1.
func scaledErfc(_ x: Double) -> Double {
  guard x > 2 else { return exp(x * x) * erfc(x) }
  return 1 / (Double.pi.squareRoot() * continuedFraction(first: x) { n in (n / 2, x) })
}
