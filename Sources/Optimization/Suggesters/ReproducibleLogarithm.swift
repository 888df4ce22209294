/// The natural logarithm of a finite number above 0, the same bits on every processor.
///
///     ln(2^k m) = k ln 2 + 2 artanh((m - 1)/(m + 1)),   √½ ≤ m < √2
///
/// Within some units in the last place; see `Reproducible` of SpecialFunctions for why.
func reproducibleLogarithm(_ x: Double) -> Double {
  precondition(x > 0 && x.isFinite, "a logarithm is of a number above 0")
  var (exponent, m) = (Double(x.exponent), x.significand)
  if m > 2.0.squareRoot() { (exponent, m) = (exponent + 1, m / 2) }
  let s = (m - 1) / (m + 1)
  let square = s * s
  // artanh s = s + s³/3 + s⁵/5 + …; |s| ≤ 0.172, so what is left out is below 1e-18.
  var sum = 0.0
  for k in stride(from: 21, through: 1, by: -2) { sum = sum * square + 1 / Double(k) }
  return exponent * 1.90821492927058770002e-10
    + (2 * s * sum + exponent * 6.93147180369123816490e-01)
}
