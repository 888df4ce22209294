import CGSL

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The quantile of a gamma variable of scale 1 from its lower tail.
///
/// GSL's search gives up with NaN at times (shape 0.05) or stops early without a word (GSL 2.7 at
/// shape 1e5 and an upper tail of 1e-6, where the tail at its result is 4 times as large). Its result
/// is checked, and a bisection takes over where the probability there is not the one asked for.
/// Relative error of that probability: 1e-9.
func gammaQuantile(shape: Double, below p: Double) -> Double {
  let value = gsl_cdf_gamma_Pinv(p, shape, 1)
  if abs(gsl_cdf_gamma_P(value, shape, 1) - p) <= 1e-9 * p { return value }
  return gammaQuantileByBisection(shape: shape, lowerTail: p) { gsl_cdf_gamma_P($0, shape, 1) < p }
}

/// The quantile of a gamma variable of scale 1 from its upper tail, found in the same way.
func gammaQuantile(shape: Double, above q: Double) -> Double {
  let value = gsl_cdf_gamma_Qinv(q, shape, 1)
  if abs(gsl_cdf_gamma_Q(value, shape, 1) - q) <= 1e-9 * q { return value }
  return gammaQuantileByBisection(shape: shape, lowerTail: 1 - q) {
    gsl_cdf_gamma_Q($0, shape, 1) > q
  }
}

/// Finds the end of the values that are too low.
///
/// P(a, x) ≤ xᵃ/Γ(a + 1) gives a start that is too low. From there the bracket grows by doubling
/// and is then halved, to the last digit.
private func gammaQuantileByBisection(
  shape: Double, lowerTail: Double, isTooLow: (Double) -> Bool
) -> Double {
  // A little less, since the exponent is rounded.
  var low = 0.999 * exp((log(lowerTail) + lgamma(shape + 1).0) / shape)
  guard low > 0 else { return 0 }
  var high = 2 * low
  while isTooLow(high) {
    low = high
    high *= 2
  }
  while true {
    let middle = low + (high - low) / 2
    guard middle > low && middle < high else { return high }
    if isTooLow(middle) { low = middle } else { high = middle }
  }
}
