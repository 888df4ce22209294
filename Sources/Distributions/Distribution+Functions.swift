public import EventKernel

/// Density, probabilities and quantiles of the distribution as its bounds truncate it.
///
///     f(x | a ≤ X ≤ b) = f(x) / (F(b) - F(a))
///
/// A constant within its bounds is a point of probability 1; outside them nothing is left, as with
/// any distribution of which the bounds leave no probability, and everything but ``acceptance``
/// throws. The relative error of probabilities is about 1e-14 (1e-10 for the gamma distribution),
/// divided by ``acceptance`` where a narrow interval is cut from the middle.
extension Distribution {
  /// The probability that the distribution without its bounds lies within them.
  ///
  /// 1 where no bound cuts; 0 where nothing is left. Drawing by rejection takes 1 ÷ acceptance
  /// draws in the mean.
  public var acceptance: Double {
    get throws(NumericalError) {
      do {
        return try TruncatedDistribution(self).acceptance
      } catch {
        var named = error
        named.quantity = "acceptance"
        throw named
      }
    }
  }

  /// The density at `x`, in one over the quantity's unit.
  ///
  /// Infinite at a constant's value, and at 0 for gamma and Weibull shapes below 1.
  public func density(at x: Double) throws(NumericalError) -> Double {
    precondition(!x.isNaN, "x is a number")
    return try TruncatedDistribution(self, for: "density").density(at: x)
  }

  /// The probability of a value up to `x`.
  public func cumulative(at x: Double) throws(NumericalError) -> Double {
    precondition(!x.isNaN, "x is a number")
    return try TruncatedDistribution(self, for: "cumulative probability").cumulative(at: x)
  }

  /// The probability of a value above `x`, without the cancellation of 1 - `cumulative(at: x)`.
  public func survival(at x: Double) throws(NumericalError) -> Double {
    precondition(!x.isNaN, "x is a number")
    return try TruncatedDistribution(self, for: "survival").survival(at: x)
  }

  /// The value with the given probability up to it.
  ///
  /// 0 and 1 give the ends of the support within the bounds, which may be infinite.
  ///
  /// - Parameter probability: From 0 to 1.
  /// - Returns: The quantile, in the unit of the quantity that is drawn.
  /// - Throws: ``NumericalError`` for anything but a probability, for a parameter outside its domain,
  ///   where the bounds leave nothing, and where GSL finds no number.
  public func quantile(at probability: Double) throws(NumericalError) -> Double {
    guard probability >= 0 && probability <= 1 else {
      throw NumericalError(
        quantity: "quantile", of: self, reason: .notAProbability(probability))
    }
    return try TruncatedDistribution(self, for: "quantile").quantile(probability)
  }
}
