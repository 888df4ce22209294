import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// When a gamma process of scale 1 and one unit of shape a second first passes a level.
///
///     P(T > s) = P(s, c),   c the level
///
/// where P is the regularized lower incomplete gamma function, here a function of its shape.
enum GammaPassage {
  /// The probability of not having passed the level.
  static func survival(shape s: Double, levels c: Double) -> Double {
    s < leastShape ? 1 : RegularizedGamma.lower(shape: s, at: c)
  }

  /// The probability of having passed the level.
  static func cumulative(shape s: Double, levels c: Double) -> Double {
    s < leastShape ? 0 : RegularizedGamma.upper(shape: s, at: c)
  }

  /// Below this shape hardly anything has happened.
  private static let leastShape = 1e-300

  /// The shape at which the level is passed with the given probability.
  ///
  /// In terms of a standard normal number, Φ⁻¹(P(s, c)) is smooth and falls in ln s. Where c is
  /// large it is nearly 3 √s ((c/s)^(1/3) - 1 + 1/(9 s)), by Wilson and Hilferty, from which the
  /// first guess comes; else the guess is exponential, since P(s, c) ≈ c^s. Then a secant within a
  /// bracket.
  ///
  /// Sources: E. B. Wilson, M. M. Hilferty, "The Distribution of Chi-Square", *Proceedings of the
  /// National Academy of Sciences* 17 (12), 1931, 684–688; C. Park, W. J. Padgett, "Accelerated
  /// Degradation Models for Failure Based on Geometric Brownian Motion and Gamma Processes",
  /// *Lifetime Data Analysis* 11, 2005, 511–527, for the approximation of this life by the law of
  /// Birnbaum and Saunders, here the guess before the guess.
  ///
  /// - Parameters:
  ///   - survival: The probability of not having passed the level, above 0.
  ///   - failed: The probability of having passed it, above 0; the sum is 1.
  ///   - c: The level, > 0.
  /// - Returns: The shape.
  static func quantile(survival: Double, failed: Double, levels c: Double) -> Double {
    let target =
      survival <= failed ? StandardNormal.quantile(survival) : -StandardNormal.quantile(failed)
    var s = guess(survival: survival, target: target, levels: c)
    var (low, high) = (0.0, Double.infinity)
    var (previousStep, previousError) = (Double.infinity, 0.0)
    for _ in 0..<100 {
      let error = normalNumber(shape: s, levels: c) - target
      if error == 0 { return s }
      if error > 0 { low = s } else { high = s }
      var slope = -(s + c) / (2 * s.squareRoot())
      let secant = (error - previousError) / previousStep
      if secant < 0 { slope = secant }
      var step = -error / slope
      // What a secant leaves is of the order of the product of its last two steps.
      if abs(step) <= 4e-15 || abs(step * previousStep) <= 1e-16 { return s * exp(step) }
      // Not more than a factor of e⁴ at a time, and never out of the bracket.
      step = max(-4, min(4, step))
      var next = s * exp(step)
      if !(next > low && next < high) {
        next = low == 0 ? high / 64 : high == .infinity ? low * 4 : low * (high / low).squareRoot()
        step = log(next / s)
      }
      if next < leastShape { return next }
      (s, previousStep, previousError) = (next, step, error)
    }
    return s
  }

  /// Φ⁻¹(P(s, c)), from the smaller tail.
  private static func normalNumber(shape s: Double, levels c: Double) -> Double {
    let tail = max(1e-308, s > c ? survival(shape: s, levels: c) : cumulative(shape: s, levels: c))
    return s > c ? StandardNormal.quantile(tail) : -StandardNormal.quantile(tail)
  }

  private static func guess(survival: Double, target z: Double, levels c: Double) -> Double {
    if c < 1 {
      // ln P ≈ s (ln c + γ) for small s.
      return max(1e-30, -log(survival) / max(0.5, -log(c) - 0.577))
    }
    // (c - s)/√s = z, a quadratic equation in √s, whose root is written without a difference.
    let root = (z * z + 4 * c).squareRoot()
    var w = cbrt(z >= 0 ? 2 * c / (z + root) : (root - z) / 2)
    let level = cbrt(c)
    // By Newton's method in w = s^(1/6).
    for _ in 0..<2 {
      let (cube, square) = (w * w * w, w * w)
      let value = 3 * level * w - 3 * cube + 1 / (3 * cube) - z
      let slope = 3 * level - 9 * square - 1 / (square * square)
      guard slope < 0 else { break }
      w = max(w / 2, w - value / slope)
    }
    let cube = w * w * w
    return max(cube * cube, 1e-30)
  }

  // MARK: - Moments

  /// Mean and coefficient of variation of the shape at which the level is passed.
  ///
  ///     E T = ∫ P(s, c) ds,   E T² = 2 ∫ s P(s, c) ds
  ///
  /// For integers the sums are E N and E N(N + 1)/2 of a Poisson count of mean c, and the formula
  /// of Euler and Maclaurin joins sum and integral; since P is flat near s = 0 where c is large, it
  /// ends early: E T = c + 1/2 and Var T = c - 1/12, up to terms of e^-c.
  static func moments(levels c: Double) -> (mean: Double, secondMoment: Double, cv: Double) {
    guard c < leastClosed else {
      let mean = c + 0.5
      let variance = c - 1.0 / 12
      return (mean, mean * mean + variance, variance.squareRoot() / mean)
    }
    let width = min(1, 2 / max(1, -log(c)))
    var (mean, second) = (0.0, 0.0)
    var left = 0.0
    while true {
      let part = GaussLegendre.integrals(from: left, to: left + width) {
        survival(shape: $0, levels: c)
      }
      mean += part.plain
      second += 2 * part.moment
      left += width
      if left > c && part.moment < 1e-18 * second { break }
    }
    return (mean, second, (second / (mean * mean) - 1).squareRoot())
  }

  /// From here on the closed forms hold to all digits.
  private static let leastClosed = 50.0

  /// The level at which the passage has a given coefficient of variation.
  static func levels(cvOfLife cv: Double) -> Double {
    let square = cv * cv
    // cv² (c + 1/2)² = c - 1/12 for a large level.
    let large = (1 + max(0, 1 - 7.0 / 3 * square).squareRoot()) / (2 * square) - 0.5
    if large >= leastClosed { return large }
    // The coefficient falls with the level. False position on ln c, halving the weight of an end
    // that stays (the Illinois method).
    var (low, high) = (log(1e-12), log(60.0))
    var (atLow, atHigh) = (
      moments(levels: exp(low)).cv - cv, moments(levels: exp(high)).cv - cv
    )
    for _ in 0..<200 {
      let middle = (low * atHigh - high * atLow) / (atHigh - atLow)
      let value = moments(levels: exp(middle)).cv - cv
      if value == 0 || high - low < 1e-15 { return exp(middle) }
      if abs(value) < 1e-14 { return exp(middle) }
      if value > 0 {
        (low, atLow) = (middle, value)
        atHigh /= 2
      } else {
        (high, atHigh) = (middle, value)
        atLow /= 2
      }
    }
    return exp((low + high) / 2)
  }
}
