import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An estimated coefficient of a regression.
public struct Coefficient: Hashable, Sendable {
  /// The parameter that it moves, as in ``LifeFamily/parameterNames``; `hazard` in Cox's model.
  public let parameter: String
  /// The covariate, or `intercept`.
  public let covariate: String
  /// The estimate, per unit of the covariate.
  public let estimate: Double
  /// Its standard error.
  public let standardError: Double

  /// Estimate divided by standard error.
  public var z: Double { estimate / standardError }

  /// The chance of an estimate as far from 0 if the coefficient were 0 (Wald's test, two-sided).
  public var pValue: Double { 2 * StandardNormal.survival(abs(z)) }

  /// Its interval, estimate ± z standard errors.
  ///
  /// - Parameter level: The confidence, between 0 and 1.
  /// - Returns: The interval.
  public func interval(level: Double = 0.95) -> ConfidenceInterval {
    .plain(estimate, standardError, level)
  }

  /// e to the estimate: by what the time scale (or, in Cox's model, the hazard) is multiplied per unit of
  /// the covariate.
  public var ratio: Double { exp(estimate) }
}

/// A statistic with a chi-squared distribution where nothing is to be found.
public struct ChiSquaredTest: Hashable, Sendable {
  /// The statistic.
  public let statistic: Double
  /// Its degrees of freedom.
  public let degreesOfFreedom: Int

  /// The chance of a statistic as large.
  public var pValue: Double {
    degreesOfFreedom > 0
      ? RegularizedGamma.upper(shape: Double(degreesOfFreedom) / 2, at: max(0, statistic) / 2) : 1
  }
}
