#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Solves ln F(x) = target for x > 0, where ln F is concave in ln x.
///
/// The distribution functions of the gamma distribution and of the odds of a beta variable are so,
/// in both tails, since the densities of ln x are log-concave. Newton's method on a concave function
/// reaches the side where F is below the target in one step, and from there approaches the solution
/// without crossing it. Steps toward the other side are limited to a factor of e, so that a flat
/// start cannot throw it far away. `x` itself is carried, not its logarithm, which keeps the
/// relative accuracy of very small and very large solutions.
///
/// - Parameters:
///   - start: Where to begin, above 0.
///   - target: The logarithm of the probability.
///   - evaluate: ln F(x) and its derivative by ln x, not 0.
/// - Returns: The solution, to a few units of the accuracy of `evaluate`.
func solveLogConcave(
  start: Double, target: Double, evaluate: (_ x: Double) -> (value: Double, slope: Double)
) -> Double {
  var x = start
  var previousStep = Double.infinity
  // Quadratic convergence, after a halving of the distance while far away: some 20 steps suffice.
  for _ in 0..<200 {
    let (value, slope) = evaluate(x)
    let step = (target - value) / slope
    let isFromAbove = value > target
    let limited = isFromAbove ? max(-1, min(1, step)) : step
    x *= exp(limited)
    // Rounding of `value` makes the last steps dither: what no longer shrinks is noise.
    if abs(limited) <= Double.ulpOfOne { break }
    if abs(limited) < 1e-7 && abs(limited) >= previousStep { break }
    if x == 0 || x == .infinity { break }
    previousStep = abs(limited)
  }
  return x
}
