import LinearAlgebra
import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A family fitted to lives by maximum likelihood.
///
/// Exact, right-, left- and interval-censored lives with delayed entry and weights. The covariance is the
/// inverse of the observed information, at the parameters themselves (not at their logarithms).
///
/// ```swift
/// let fit = try LifeFit(lives, .weibull)
/// fit.distribution.quantile(0.1)          // B10
/// fit.quantileInterval(0.1, level: 0.95)
/// ```
///
/// Source: W. Q. Meeker, L. A. Escobar, *Statistical Methods for Reliability Data*, Wiley, 1998, ch. 8;
/// J. F. Lawless, *Statistical Models and Methods for Lifetime Data*, 2nd ed., Wiley, 2003, ch. 5.
public struct LifeFit: Hashable, Sendable {
  /// The likeliest distribution of the family.
  public let distribution: LifeDistribution
  /// The covariance of the parameters, in the order of ``LifeFamily/parameterNames``; both triangles.
  public let covariance: [[Double]]
  /// The logarithm of the likelihood.
  public let logLikelihood: Double
  /// How many lives there are: the sum of the weights.
  public let lives: Double
  /// How many of them failed.
  public let failures: Double
  /// How many steps the search took.
  public let iterations: Int

  /// Its family.
  public var family: LifeFamily { distribution.family }

  /// The parameters, in the order of ``LifeFamily/parameterNames``.
  public var parameters: [Double] { distribution.parameters }

  /// The standard error of each parameter.
  public var standardErrors: [Double] {
    covariance.indices.map { covariance[$0][$0].squareRoot() }
  }

  /// Akaike's criterion, 2 k - 2 ln L: the smaller, the better.
  public var aic: Double { 2 * Double(parameters.count) - 2 * logLikelihood }

  /// Fits a family.
  ///
  /// - Parameters:
  ///   - sample: The lives, at least one of which failed.
  ///   - family: The family.
  /// - Throws: ``LifetimeError`` where no life failed, where one failed at time 0, where the failures do not
  ///   vary, or where the likelihood has no maximum.
  public init(_ sample: LifeSample, _ family: LifeFamily) throws(LifetimeError) {
    try sample.requireFailures()
    if family.parameterCount > 1 { try LifeFit.requireSpread(sample) }
    let ones = Matrix(
      rows: sample.count, columns: 1, elements: Array(repeating: 1, count: sample.count))
    let none = Matrix(rows: sample.count, columns: 0)
    let likelihood = try LifeLikelihood(
      sample, family, location: ones, ancillary: family == .exponential ? none : ones)
    let maximum: NewtonAscent.Maximum
    do {
      maximum = try NewtonAscent.maximum(from: likelihood.start(), likelihood.evaluate)
    } catch {
      throw .noMaximum(family: family.rawValue)
    }
    let (eta, unit) = (maximum.point[0], likelihood.unit)
    let kappa = family == .exponential ? 0 : maximum.point[1]
    // The derivatives of the parameters by η and κ: each parameter depends on one of them.
    let slopes: [Double]
    switch family {
    case .exponential:
      distribution = .exponential(scale: unit * exp(eta))
      slopes = [unit * exp(eta)]
    case .weibull:
      distribution = .weibull(scale: unit * exp(eta), shape: exp(kappa))
      slopes = [unit * exp(eta), exp(kappa)]
    case .loglogistic:
      distribution = .loglogistic(scale: unit * exp(eta), shape: exp(kappa))
      slopes = [unit * exp(eta), exp(kappa)]
    case .lognormal:
      distribution = .lognormal(location: eta + log(unit), spread: exp(-kappa))
      slopes = [1, -exp(-kappa)]
    case .gompertz:
      distribution = .gompertz(rate: exp(-eta) / unit, shape: kappa / unit)
      slopes = [-exp(-eta) / unit, 1 / unit]
    }
    covariance = slopes.indices.map { row in
      slopes.indices.map { column in
        slopes[row] * slopes[column]
          * maximum.covariance[max(row, column), min(row, column)]
      }
    }
    logLikelihood = maximum.likelihood.value
    lives = sample.weights.reduce(0, +)
    failures = sample.failures
    iterations = maximum.iterations
  }

  /// Stops where all failures are at one time and no other life contradicts it.
  private static func requireSpread(_ sample: LifeSample) throws(LifetimeError) {
    guard let first = (0..<sample.count).first(where: sample.isExact) else { return }
    let time = sample.lower[first]
    for row in 0..<sample.count {
      let agrees =
        sample.isExact(row)
        ? sample.lower[row] == time : sample.lower[row] <= time && sample.upper[row] >= time
      if !agrees { return }
    }
    throw .noSpread(at: time)
  }
}
