/// Student's t distribution.
///
///     P(|T| > t) = I_x(ν/2, 1/2),   x = ν/(ν + t²)
///
/// Relative error of probabilities and quantiles below 1e-11 for 1 to 10⁶ degrees of freedom and
/// tail probabilities down to 1e-10 and beyond. The time grows as the root of the degrees of
/// freedom.
///
/// Source: M. Abramowitz, I. A. Stegun, *Handbook of Mathematical Functions*, 1964, eq. 26.7.1.
public enum StudentT {
  /// The probability of a value up to `t`.
  ///
  /// - Parameters:
  ///   - t: Any value; ±∞ give 1 and 0.
  ///   - degreesOfFreedom: ν, finite and > 0, not only whole.
  /// - Returns: A probability, with full relative accuracy in the lower tail.
  public static func cumulative(_ t: Double, degreesOfFreedom: Double) -> Double {
    precondition(
      degreesOfFreedom > 0 && degreesOfFreedom < .infinity,
      "degrees of freedom are finite and > 0")
    precondition(!t.isNaN, "t is a number")
    if t == -.infinity { return 0 }
    if t == .infinity { return 1 }
    // t²/ν, then x and y from their odds: neither t² nor 1 - x is formed where it would overflow or
    // cancel.
    let root = t / degreesOfFreedom.squareRoot()
    let argument = BetaArgument(odds: 1 / (root * root))
    if t < 0 {
      return RegularizedBeta.lower(degreesOfFreedom / 2, 0.5, argument) / 2
    }
    return 0.5 + RegularizedBeta.lower(0.5, degreesOfFreedom / 2, argument.mirrored) / 2
  }

  /// The probability of a value above `t`: accurate in the upper tail.
  ///
  /// - Parameters:
  ///   - t: Any value; ±∞ give 0 and 1.
  ///   - degreesOfFreedom: ν, finite and > 0.
  /// - Returns: A probability.
  public static func survival(_ t: Double, degreesOfFreedom: Double) -> Double {
    cumulative(-t, degreesOfFreedom: degreesOfFreedom)
  }

  /// The value below which lies the probability `probability`.
  ///
  /// -∞ for 0 and +∞ for 1. For an upper-tail probability q, `-quantile(q, …)` keeps the digits that
  /// `quantile(1 - q, …)` loses.
  ///
  ///     StudentT.quantile(0.975, degreesOfFreedom: 10)   // 2.2281388519…
  ///
  /// - Parameters:
  ///   - probability: From 0 to 1.
  ///   - degreesOfFreedom: ν, finite and > 0.
  /// - Returns: The quantile.
  public static func quantile(_ probability: Double, degreesOfFreedom: Double) -> Double {
    precondition(probability >= 0 && probability <= 1, "a probability lies from 0 to 1")
    precondition(
      degreesOfFreedom > 0 && degreesOfFreedom < .infinity,
      "degrees of freedom are finite and > 0")
    let tail = min(probability, 1 - probability)
    let argument: BetaArgument
    if tail <= 0.25 {
      argument = RegularizedBeta.inverse(degreesOfFreedom / 2, 0.5, probability: 2 * tail)
    } else {
      // Near the median t is small: solve for the probability between -t and t.
      let center = 2 * abs(probability - 0.5)
      argument = RegularizedBeta.inverse(0.5, degreesOfFreedom / 2, probability: center).mirrored
    }
    let magnitude = (degreesOfFreedom * (argument.y / argument.x)).squareRoot()
    return probability < 0.5 ? -magnitude : magnitude
  }
}
