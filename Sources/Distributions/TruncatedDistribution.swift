import CGSL
import EventKernel

/// A distribution whose parameters are valid, with what its bounds cut off.
///
/// The interval from `lower` to `upper` is the support within the bounds. Probabilities between two
/// points are differences taken in the tail in which both are small.
struct TruncatedDistribution {
  /// The distribution with its bounds.
  let distribution: Distribution
  /// The lower end of what the bounds leave of the support.
  let lower: Double
  /// The upper end of what the bounds leave of the support.
  let upper: Double
  /// Probability of the unbounded distribution from `lower` to `upper`.
  let acceptance: Double

  /// Prepares a distribution.
  ///
  /// - Throws: ``NumericalError`` where a parameter lies outside its domain.
  init(_ distribution: Distribution) throws(NumericalError) {
    precondition(ScientificLibrary.reportsErrors)
    try distribution.validate()
    self.distribution = distribution
    let family = distribution.family
    let support = family.support
    lower = max(distribution.atLeast, support.lower)
    upper = min(distribution.atMost, support.upper)
    if lower <= support.lower && upper >= support.upper {
      acceptance = 1
    } else if case .constant = family {
      // A point of probability 1, which at least one bound excludes.
      acceptance = 0
    } else {
      acceptance = lower < upper ? family.probability(from: lower, to: upper) : 0
    }
  }

  /// Prepares a distribution of which the bounds leave something.
  ///
  /// - Parameters:
  ///   - distribution: The distribution.
  ///   - quantity: What is to be computed, for the error.
  /// - Throws: ``NumericalError`` where a parameter lies outside its domain or nothing is left.
  init(_ distribution: Distribution, for quantity: String) throws(NumericalError) {
    do {
      try self.init(distribution)
    } catch {
      var named = error
      named.quantity = quantity
      throw named
    }
    guard acceptance > 0 else {
      throw NumericalError(quantity: quantity, of: distribution, reason: .nothingWithinBounds)
    }
  }

  /// Whether a bound lies inside the support.
  var isCut: Bool {
    lower > distribution.family.support.lower || upper < distribution.family.support.upper
  }

  func density(at x: Double) -> Double {
    x < lower || x > upper ? 0 : distribution.family.density(at: x) / acceptance
  }

  func cumulative(at x: Double) -> Double {
    if x < lower { return 0 }
    if x >= upper { return 1 }
    return isCut
      ? min(1, distribution.family.probability(from: lower, to: x) / acceptance)
      : distribution.family.cumulative(at: x)
  }

  func survival(at x: Double) -> Double {
    if x < lower { return 1 }
    if x >= upper { return 0 }
    return isCut
      ? min(1, distribution.family.probability(from: x, to: upper) / acceptance)
      : distribution.family.survival(at: x)
  }

  /// The value with the probability `p` up to it, `p` from 0 to 1.
  func quantile(_ p: Double) throws(NumericalError) -> Double {
    if p == 0 { return lower }
    if p == 1 { return upper }
    let family = distribution.family
    // Sums of positive terms: whichever tail is the smaller keeps all its digits.
    let below = isCut ? family.cumulative(at: lower) + p * acceptance : p
    let above = isCut ? family.survival(at: upper) + (1 - p) * acceptance : 1 - p
    let value = below <= above ? family.lowerQuantile(below) : family.upperQuantile(above)
    guard !value.isNaN else {
      throw NumericalError(
        quantity: "quantile", of: distribution,
        reason: ScientificLibrary.reason(status: Int32(GSL_EFAILED)))
    }
    return max(lower, min(upper, value))
  }
}

extension Distribution.Family {
  /// Probability of a value between two points, the first below the second.
  ///
  /// Its relative error is about 1e-15 times the smaller tail at these points over the result.
  fileprivate func probability(from lower: Double, to upper: Double) -> Double {
    let below = cumulative(at: lower)
    return below <= 0.5
      ? max(0, cumulative(at: upper) - below)
      : max(0, survival(at: lower) - survival(at: upper))
  }
}
