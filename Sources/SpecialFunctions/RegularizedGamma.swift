#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The regularized incomplete gamma functions P and Q, and their inverses.
///
///     P(a, x) = 1/Γ(a) ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt,   Q(a, x) = 1 - P(a, x)
///
/// P(a, x/θ) is the distribution function of a gamma variable of shape a and scale θ; Q(k, x) that
/// of a Poisson count below k with mean x.
///
/// The power series (DLMF 8.11.4) is used for x < a + 1, the continued fraction (DLMF 8.9.2) beyond,
/// each with the factor xᵃ e⁻ˣ / Γ(a + 1) in Loader's form, which does not cancel where x ≈ a. Their
/// time grows as √a; shapes from 1e7 take Temme's uniform expansion instead. Relative error, for shapes
/// from 1e-3 and probabilities above 1e-300: below 1e-12, up to 1e-11 in far tails of shapes above 1e6.
/// For smaller shapes that of Q grows as 1e-15 / a.
///
/// Sources: F. W. J. Olver et al., *NIST Digital Library of Mathematical Functions* (DLMF), ch. 8;
/// C. Loader, *Fast and Accurate Computation of Binomial Probabilities*, Bell Laboratories, 2000.
public enum RegularizedGamma {
  /// The lower function P(a, x).
  ///
  /// - Parameters:
  ///   - shape: The shape a, finite and > 0.
  ///   - x: At least 0; +∞ gives 1.
  /// - Returns: A probability.
  public static func lower(shape: Double, at x: Double) -> Double {
    check(shape: shape, x: x)
    if x == 0 { return 0 }
    if x == .infinity { return 1 }
    if shape >= leastLargeShape { return largeShape(shape, x).lower }
    return x < shape + 1
      ? exp(logLowerBySeries(shape, x)) : 1 - exp(logUpperByFraction(shape, x))
  }

  /// The upper function Q(a, x).
  ///
  /// - Parameters:
  ///   - shape: The shape a, finite and > 0.
  ///   - x: At least 0; +∞ gives 0.
  /// - Returns: A probability.
  public static func upper(shape: Double, at x: Double) -> Double {
    check(shape: shape, x: x)
    if x == 0 { return 1 }
    if x == .infinity { return 0 }
    if shape >= leastLargeShape { return largeShape(shape, x).upper }
    return x < shape + 1
      ? 1 - exp(logLowerBySeries(shape, x)) : exp(logUpperByFraction(shape, x))
  }

  /// The value x at which P(a, x) is the given probability.
  ///
  /// 0 for 0 and +∞ for 1. A solution below the smallest positive number is returned as 0.
  ///
  /// - Parameters:
  ///   - shape: The shape a, finite and > 0.
  ///   - probability: From 0 to 1.
  /// - Returns: The quantile.
  public static func inverseLower(shape: Double, probability: Double) -> Double {
    check(shape: shape, probability: probability)
    return probability <= 0.5
      ? solveLower(shape, probability) : solveUpper(shape, 1 - probability)
  }

  /// The value x at which Q(a, x) is the given probability: accurate in the upper tail.
  ///
  /// +∞ for 0 and 0 for 1. A solution below the smallest positive number is returned as 0.
  ///
  /// - Parameters:
  ///   - shape: The shape a, finite and > 0.
  ///   - probability: From 0 to 1.
  /// - Returns: The quantile.
  public static func inverseUpper(shape: Double, probability: Double) -> Double {
    check(shape: shape, probability: probability)
    return probability <= 0.5
      ? solveUpper(shape, probability) : solveLower(shape, 1 - probability)
  }

  private static func check(shape: Double, x: Double) {
    precondition(shape > 0 && shape < .infinity, "the shape is finite and > 0")
    precondition(x >= 0, "the incomplete gamma functions are defined for x ≥ 0")
  }

  private static func check(shape: Double, probability: Double) {
    precondition(shape > 0 && shape < .infinity, "the shape is finite and > 0")
    precondition(probability >= 0 && probability <= 1, "a probability lies from 0 to 1")
  }

  /// ln(xᵃ e⁻ˣ / Γ(a + 1)).
  private static func logFactor(_ a: Double, _ x: Double) -> Double {
    -stirlingError(a) - poissonDeviance(a, expected: x) - log(2 * Double.pi * a) / 2
  }

  /// ln P, fit for x < a + 1.
  private static func logLowerBySeries(_ a: Double, _ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    var n = a
    while term > sum * Double.ulpOfOne / 4 {
      n += 1
      term *= x / n
      sum += term
    }
    return logFactor(a, x) + log(sum)
  }

  /// ln Q, fit for x ≥ a + 1.
  private static func logUpperByFraction(_ a: Double, _ x: Double) -> Double {
    let denominator = continuedFraction(first: x + 1 - a) { n in
      (-n * (n - a), x + 2 * n + 1 - a)
    }
    return logFactor(a, x) + log(a / denominator)
  }

  private static func logLower(_ a: Double, _ x: Double) -> Double {
    if a >= leastLargeShape { return log(largeShape(a, x).lower) }
    return x < a + 1 ? logLowerBySeries(a, x) : log1p(-exp(logUpperByFraction(a, x)))
  }

  private static func logUpper(_ a: Double, _ x: Double) -> Double {
    if a >= leastLargeShape { return log(largeShape(a, x).upper) }
    return x < a + 1 ? log1p(-exp(logLowerBySeries(a, x))) : logUpperByFraction(a, x)
  }

  /// From here on the expansion for large shapes takes over.
  private static let leastLargeShape = 1e7

  /// P and Q by the first terms of Temme's expansion, whose next is 1/a times as large.
  ///
  ///     Q(a, x) ≈ erfc(η√(a/2))/2 + exp(-aη²/2)/√(2πa) · (1/(x/a - 1) - 1/η)
  ///
  /// where aη²/2 = a ln(a/x) + x - a. Source: DLMF eqs. 8.12.3–8.12.8 and, for the series in small η,
  /// N. M. Temme, "The Asymptotic Expansion of the Incomplete Gamma Functions", *SIAM Journal on
  /// Mathematical Analysis* 10 (4), 1979, 757–766.
  private static func largeShape(
    _ a: Double, _ x: Double
  ) -> (lower: Double, upper: Double) {
    let deviance = poissonDeviance(a, expected: x)
    let root = x < a ? -deviance.squareRoot() : deviance.squareRoot()
    let eta = root * (2 / a).squareRoot()
    let coefficient: Double
    if abs(eta) < 0.05 {
      let even = -1.0 / 3 + eta * eta * (-2.0 / 135 + eta * eta / 2_835)
      let odd = 1.0 / 12 + eta * eta * (1.0 / 864 - eta * eta * 139 / 777_600)
      coefficient = even + eta * odd
    } else {
      coefficient = a / (x - a) - 1 / eta
    }
    let correction = exp(-deviance) / (2 * Double.pi * a).squareRoot() * coefficient
    return (
      max(0, erfc(-root) / 2 - correction), max(0, erfc(root) / 2 + correction)
    )
  }

  /// Nearly the quantile for a large shape: the cube root of a gamma variable is nearly normal.
  ///
  /// Source: E. B. Wilson, M. M. Hilferty, "The Distribution of Chi-Square", *Proceedings of the
  /// National Academy of Sciences* 17 (12), 1931, 684–688.
  private static func cubeGuess(_ a: Double, _ z: Double) -> Double {
    let root = 1 - 1 / (9 * a) + z / (3 * a.squareRoot())
    return a * root * root * root
  }

  private static func solveLower(_ a: Double, _ p: Double) -> Double {
    if p == 0 { return 0 }
    // P(a, x) ≤ xᵃ/Γ(a + 1): this start is not above the solution.
    let start =
      a >= leastLargeShape
      ? cubeGuess(a, StandardNormal.quantile(p)) : exp((log(p) + logGamma(a + 1)) / a)
    if start == 0 { return 0 }
    return solveLogConcave(start: start, target: log(p)) { x in
      let value = logLower(a, x)
      return (value, a * exp(logFactor(a, x) - value))
    }
  }

  private static func solveUpper(_ a: Double, _ q: Double) -> Double {
    if q == 0 { return .infinity }
    let start = a >= leastLargeShape ? cubeGuess(a, -StandardNormal.quantile(q)) : a
    return solveLogConcave(start: start, target: log(q)) { x in
      let value = logUpper(a, x)
      return (value, -a * exp(logFactor(a, x) - value))
    }
  }
}
