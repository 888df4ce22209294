#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The logarithm of the gamma function, ln Γ(x).
///
/// Safe to call from several threads: the C library's reentrant `lgamma_r` returns the sign of Γ
/// instead of keeping it in a global. Relative error of a few units in the last place, except near
/// the zeros at 1 and 2, where it is the absolute error that is so small.
///
/// - Parameter x: Above 0.
/// - Returns: The logarithm.
public func logGamma(_ x: Double) -> Double {
  precondition(x > 0, "ln Γ(x) is offered for x > 0")
  return lgamma(x).0
}

/// What Stirling's formula leaves of the logarithm of the gamma function.
///
///     δ(x) = ln Γ(x + 1) - (x + 1/2) ln x + x - ln(2π)/2
///
/// Absolute error below 1e-14. Series: F. W. J. Olver et al., *NIST Digital Library of Mathematical
/// Functions*, eq. 5.11.1; for x ≥ 16 the first term left out is below 1e-16.
func stirlingError(_ x: Double) -> Double {
  guard x >= 16 else {
    return logGamma(x + 1) - (x + 0.5) * log(x) + x - log(2 * Double.pi) / 2
  }
  let inverse = 1 / x
  let square = inverse * inverse
  var sum = -691.0 / 360_360
  sum = 1.0 / 1_188 + sum * square
  sum = -1.0 / 1_680 + sum * square
  sum = 1.0 / 1_260 + sum * square
  sum = -1.0 / 360 + sum * square
  sum = 1.0 / 12 + sum * square
  return sum * inverse
}

/// How far `x` lies from `expected`, as half the deviance of a Poisson count.
///
///     D(x, m) = x ln(x/m) + m - x
///
/// Written so that nothing cancels where x ≈ m: with v = (x - m)/(x + m),
/// ln(x/m) = 2 (v + v³/3 + v⁵/5 + …).
///
/// Source: C. Loader, *Fast and Accurate Computation of Binomial Probabilities*, Bell Laboratories,
/// 2000.
func poissonDeviance(_ x: Double, expected: Double) -> Double {
  let difference = x - expected
  guard abs(difference) < 0.1 * (x + expected) else {
    // The quotient overflows where `expected` is near the smallest numbers.
    let ratio = x / expected
    return x * (ratio < .infinity ? log(ratio) : log(x) - log(expected)) - difference
  }
  let v = difference / (x + expected)
  var sum = difference * v
  var power = 2 * x * v
  var odd = 3.0
  while true {
    power *= v * v
    let next = sum + power / odd
    if next == sum { return sum }
    sum = next
    odd += 2
  }
}
