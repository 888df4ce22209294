import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A distribution of counts 0, 1, 2, … that is not a constant.
///
///     Poisson:            P(N ≤ k) = Q(k + 1, m)
///     binomial:           P(N ≤ k) = I_q(n - k, k + 1)
///     geometric:          P(N > k) = q^(k + 1)
///     negative binomial:  P(N ≤ k) = I_p(r, k + 1)
///
/// Source: N. L. Johnson, A. W. Kemp, S. Kotz, *Univariate Discrete Distributions*, 3rd ed., Wiley,
/// 2005, eqs. 3.37, 4.32 and 5.31.
enum CountFamily: Sendable, BitwiseCopyable {
  case poisson(mean: Double)
  case binomial(trials: Double, probability: Double)
  case geometric(probability: Double)
  case negativeBinomial(successes: Double, probability: Double)

  /// The largest count.
  var largest: Double {
    if case .binomial(let trials, _) = self { return trials }
    return .infinity
  }

  /// Probability of a count up to `x`, which need not be whole.
  func cumulative(at x: Double) -> Double {
    if x < 0 { return 0 }
    if x >= largest { return 1 }
    let k = x.rounded(.down)
    switch self {
    case .poisson(let mean):
      return RegularizedGamma.upper(shape: k + 1, at: mean)
    case .binomial(let trials, let p):
      return RegularizedBeta.lower(trials - k, k + 1, at: 1 - p, complement: p)
    case .geometric(let p):
      return -expm1((k + 1) * log1p(-p))
    case .negativeBinomial(let successes, let p):
      return RegularizedBeta.lower(successes, k + 1, at: p, complement: 1 - p)
    }
  }

  /// Probability of a count above `x`.
  func survival(at x: Double) -> Double {
    if x < 0 { return 1 }
    if x >= largest { return 0 }
    let k = x.rounded(.down)
    switch self {
    case .poisson(let mean):
      return RegularizedGamma.lower(shape: k + 1, at: mean)
    case .binomial(let trials, let p):
      return RegularizedBeta.lower(k + 1, trials - k, at: p, complement: 1 - p)
    case .geometric(let p):
      return exp((k + 1) * log1p(-p))
    case .negativeBinomial(let successes, let p):
      return RegularizedBeta.lower(k + 1, successes, at: 1 - p, complement: p)
    }
  }

  /// The first count up to which lies the probability `p`.
  func lowerQuantile(_ p: Double) -> Double {
    if p == 0 { return 0 }
    if p == 1 { return largest }
    let guess: Double
    if case .geometric(let probability) = self {
      guess = log1p(-p) / log1p(-probability)
    } else {
      guess = normalGuess(StandardNormal.quantile(p))
    }
    return first(near: guess) { cumulative(at: $0) >= p }
  }

  /// The first count above which lies no more than the probability `q`.
  func upperQuantile(_ q: Double) -> Double {
    if q == 0 { return largest }
    if q == 1 { return 0 }
    let guess: Double
    if case .geometric(let probability) = self {
      guess = log(q) / log1p(-probability)
    } else {
      guess = normalGuess(-StandardNormal.quantile(q))
    }
    return first(near: guess) { survival(at: $0) <= q }
  }

  /// The geometric distribution has no memory; the others have no closed form.
  func conditionalQuantile(_ u: Double, from lower: Double, to upper: Double) -> Double? {
    guard case .geometric(let p) = self else { return nil }
    let width = upper - lower + 1
    let rest = log1p(u * expm1(width * log1p(-p))) / log1p(-p)
    return lower + max(0, rest.rounded(.up) - 1)
  }

  /// A value near the quantile, from that of the normal distribution and the skewness.
  ///
  /// Source: E. A. Cornish, R. A. Fisher, "Moments and Cumulants in the Specification of
  /// Distributions", *Revue de l'Institut International de Statistique* 5, 1938, 307–320.
  private func normalGuess(_ z: Double) -> Double {
    let (mean, deviation, skewness): (Double, Double, Double) =
      switch self {
      case .poisson(let mean): (mean, mean.squareRoot(), 1 / mean.squareRoot())
      case .binomial(let trials, let p):
        (
          trials * p, (trials * p * (1 - p)).squareRoot(),
          (1 - 2 * p) / (trials * p * (1 - p)).squareRoot()
        )
      case .geometric(let p):
        ((1 - p) / p, (1 - p).squareRoot() / p, (2 - p) / (1 - p).squareRoot())
      case .negativeBinomial(let r, let p):
        (
          r * (1 - p) / p, (r * (1 - p)).squareRoot() / p,
          (2 - p) / (r * (1 - p)).squareRoot()
        )
      }
    return mean + deviation * (z + skewness * (z * z - 1) / 6)
  }

  /// The first count for which a condition holds that holds for all counts after it.
  ///
  /// Steps away from the guess, doubling, and halves the interval that it then has: few evaluations
  /// where the guess is good, logarithmically many where it is not.
  private func first(near guess: Double, where holds: (Double) -> Bool) -> Double {
    let start = max(0, min(largest, min(guess, .greatestFiniteMagnitude).rounded(.down)))
    var step = max(1, start.ulp)
    var low: Double
    var high: Double
    if holds(start) {
      high = start
      low = max(-1, high - step)
      while low >= 0, holds(low) {
        high = low
        step *= 2
        low = max(-1, high - step)
      }
    } else {
      low = start
      high = min(largest, low + step)
      while high < largest, !holds(high) {
        low = high
        step *= 2
        high = min(largest, low + step)
      }
    }
    while true {
      let middle = (low + (high - low) / 2).rounded(.down)
      guard middle > low && middle < high else { return high }
      if holds(middle) { high = middle } else { low = middle }
    }
  }
}
