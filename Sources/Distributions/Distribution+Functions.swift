public import RandomVariates

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Density, probabilities, quantiles and hazard of the distribution with its shift and bounds.
///
///     f(x | a ≤ X ≤ b) = f(x) / P(a ≤ X ≤ b)
///
/// A constant within its bounds is a point of probability 1; outside them nothing is left, as with
/// any distribution of which the bounds leave no probability, and everything but ``acceptance``
/// throws. The relative error of probabilities is that of ``TruncatedDistribution``.
extension Distribution {
  /// The probability that the distribution without its bounds lies within them.
  ///
  /// 1 where no bound cuts; 0 where nothing is left. Drawing by rejection takes 1 ÷ acceptance
  /// draws in the mean.
  public var acceptance: Double {
    get throws(NumericalError) { try unchecked(for: "acceptance").acceptance }
  }

  /// The density at `x`, in one over the quantity's unit.
  ///
  /// Infinite where a point has a probability of its own (constants, counts, given values), and at
  /// the end of the support for gamma, Weibull and beta shapes below 1; 0 between counts.
  public func density(at x: Double) throws(NumericalError) -> Double {
    precondition(!x.isNaN, "x is a number")
    let truncated = try prepared(for: "density")
    guard x >= truncated.lower && x <= truncated.upper else { return 0 }
    return try family.density(at: truncated.valueBeforeShift(x)) / truncated.acceptance
  }

  /// The natural logarithm of the density, also where the density itself is too small for a number.
  public func logDensity(at x: Double) throws(NumericalError) -> Double {
    precondition(!x.isNaN, "x is a number")
    let truncated = try prepared(for: "logarithm of the density")
    guard x >= truncated.lower && x <= truncated.upper else { return -.infinity }
    return try family.logDensity(at: truncated.valueBeforeShift(x)) - log(truncated.acceptance)
  }

  /// The probability of exactly `x`: 0 for a continuous distribution.
  public func probability(of x: Double) throws(NumericalError) -> Double {
    precondition(!x.isNaN, "x is a number")
    let truncated = try prepared(for: "probability")
    guard x >= truncated.lower && x <= truncated.upper else { return 0 }
    return min(1, try family.probability(of: truncated.valueBeforeShift(x)) / truncated.acceptance)
  }

  /// The probability of a value up to `x`.
  public func cumulative(at x: Double) throws(NumericalError) -> Double {
    precondition(!x.isNaN, "x is a number")
    return try prepared(for: "cumulative probability").cumulative(at: x)
  }

  /// The probability of a value above `x`, without the cancellation of 1 - `cumulative(at: x)`.
  public func survival(at x: Double) throws(NumericalError) -> Double {
    precondition(!x.isNaN, "x is a number")
    return try prepared(for: "survival").survival(at: x)
  }

  /// The first value with the given probability up to it.
  ///
  /// 0 and 1 give the ends of the support within the bounds, which may be infinite.
  ///
  /// - Parameter probability: From 0 to 1.
  /// - Returns: The quantile, in the unit of the quantity that is drawn.
  /// - Throws: ``NumericalError`` for anything but a probability, for a parameter outside its domain,
  ///   and where the bounds leave nothing.
  public func quantile(at probability: Double) throws(NumericalError) -> Double {
    guard probability >= 0 && probability <= 1 else {
      throw NumericalError(
        quantity: "quantile", of: self, reason: .notAProbability(probability))
    }
    return try prepared(for: "quantile").quantile(at: probability)
  }

  /// The value with the given probability above it: accurate in the upper tail.
  ///
  /// - Parameter probability: From 0 to 1.
  /// - Returns: The quantile, in the unit of the quantity that is drawn.
  /// - Throws: ``NumericalError`` as ``quantile(at:)`` does.
  public func upperQuantile(at probability: Double) throws(NumericalError) -> Double {
    guard probability >= 0 && probability <= 1 else {
      throw NumericalError(
        quantity: "quantile", of: self, reason: .notAProbability(probability))
    }
    return try prepared(for: "quantile").upperQuantile(at: probability)
  }

  /// The rate at which those end at `x` that have lasted until then, in one over the unit.
  ///
  /// f(x)/R(x) where the distribution is continuous; P(X = x)/P(X ≥ x) where it is discrete. Infinite
  /// at the upper end of a continuous distribution.
  ///
  /// - Parameter x: Any number.
  /// - Returns: The hazard.
  /// - Throws: ``NumericalError``, also where so little lies beyond `x` that it has no number.
  public func hazard(at x: Double) throws(NumericalError) -> Double {
    precondition(!x.isNaN, "x is a number")
    let truncated = try prepared(for: "hazard")
    if x < truncated.lower { return 0 }
    if isDiscrete {
      let left = truncated.notBelow(x)
      return left > 0 ? try probability(of: x) / left : .infinity
    }
    if x >= truncated.upper { return .infinity }
    // What lies above a lower bound alone has the hazard that it had.
    if atMost >= family.support.upper + shift,
      let closed = family.closedHazard(at: truncated.valueBeforeShift(x))
    {
      return closed.rate
    }
    let left = truncated.survival(at: x)
    guard left > 0 else { throw tooFarOut(x, "hazard") }
    return try density(at: x) / left
  }

  /// The hazard accumulated up to `x`: -ln R(x).
  ///
  /// - Parameter x: Any number.
  /// - Returns: The cumulative hazard; infinite from the upper end on.
  /// - Throws: ``NumericalError``, also where so little lies beyond `x` that it has no number.
  public func cumulativeHazard(at x: Double) throws(NumericalError) -> Double {
    precondition(!x.isNaN, "x is a number")
    let truncated = try prepared(for: "cumulative hazard")
    if x < truncated.lower { return 0 }
    if x >= truncated.upper { return .infinity }
    if !truncated.isCut, let closed = family.closedHazard(at: truncated.valueBeforeShift(x)) {
      return closed.accumulated
    }
    let left = truncated.survival(at: x)
    guard left > 0 else { throw tooFarOut(x, "cumulative hazard") }
    return left > 0.5 ? -log1p(-truncated.cumulative(at: x)) : -log(left)
  }

  private func tooFarOut(_ x: Double, _ quantity: String) -> NumericalError {
    NumericalError(quantity: quantity, of: self, reason: .tooFarOut(x))
  }
}
