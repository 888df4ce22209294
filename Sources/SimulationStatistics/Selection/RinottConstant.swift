#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

import SpecialFunctions

/// The constant h of Rinott's two-stage procedure.
///
/// With X and Y independent chi-square variables of ν = n₀ - 1 degrees of freedom, h solves
///
///     E[ E[ Φ(h/√(ν(1/X + 1/Y))) | Y ]^(k-1) ] = P*
///
/// Both expectations are trapezoidal sums over the logarithms of X/ν and Y/ν, whose density
/// ∝ exp(ν/2 (s - eˢ)) is smooth and falls fast on both sides, so that the sums converge
/// exponentially. Relative error of h below 1e-9, for P* from 1/k + 0.01 to 1 - 1e-6.
///
/// Source: Y. Rinott, "On two-stage selection procedures and related probability-inequalities",
/// Communications in Statistics A7 (1978) 799–811; R. E. Bechhofer, T. J. Santner, D. M. Goldsman,
/// *Design and Analysis of Experiments for Statistical Selection, Screening, and Multiple
/// Comparisons*, Wiley, 1995, § 2.8 and table 2.13.
///
/// - Parameters:
///   - systems: The number of systems k, at least 2.
///   - firstStage: The observations n₀ of the first stage, at least 2.
///   - probability: The probability of correct selection P*, above 1/k and below 1.
/// - Returns: The constant h.
/// - Throws: ``StatisticsInputError`` where an argument lies outside its domain.
public func rinottConstant(
  systems: Int, firstStage: Int, probability: Double
) throws(StatisticsInputError) -> Double {
  try checkAtLeast(2, systems, "number of systems")
  try checkAtLeast(2, firstStage, "observations of the first stage")
  try checkCorrectSelection(probability, systems: systems)
  let nodes = logChiSquareNodes(degreesOfFreedom: Double(firstStage - 1))
  let rivals = Double(systems - 1)
  return solveFalling(to: 1 - probability) { h in
    // The chance of an error, not of success: it keeps its digits where P* is close to 1.
    nodes.reduce(0) { sum, best in
      let beaten = nodes.reduce(0) { inner, other in
        inner + other.weight
          * StandardNormal.survival(h / (best.inverse + other.inverse).squareRoot())
      }
      return sum + best.weight * -expm1(rivals * log1p(-beaten))
    }
  }
}

/// A place of a trapezoidal sum over the logarithm s of X/ν, X a chi-square variable.
private struct ChiSquareNode {
  /// ν/X = e⁻ˢ.
  var inverse: Double
  /// Its part of the probability.
  var weight: Double
}

private func logChiSquareNodes(degreesOfFreedom: Double) -> [ChiSquareNode] {
  // The standard deviation of s is about √(2/ν). Steps of a quarter of it leave an error below
  // 1e-12, as halving them shows; probabilities below e⁻⁶⁰ are left out.
  let step = min(0.2, (2 / degreesOfFreedom).squareRoot() / 4)
  func logDensity(_ s: Double) -> Double { degreesOfFreedom / 2 * (s - expm1(s)) }
  var first = 0
  while logDensity(Double(first) * step) > -60 { first -= 1 }
  var last = 0
  while logDensity(Double(last) * step) > -60 { last += 1 }
  let places = (first...last).map { Double($0) * step }
  let total = places.reduce(0) { $0 + exp(logDensity($1)) }
  return places.map { ChiSquareNode(inverse: exp(-$0), weight: exp(logDensity($0)) / total) }
}
