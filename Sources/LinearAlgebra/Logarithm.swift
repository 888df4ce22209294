/// The natural logarithm, with the same bits on every processor, to two units of its last digit.
///
/// The C library's takes other code where the processor has fused multiplication, and differs there in the
/// last digit.
///
/// - Parameter x: Finite and more than 0.
/// - Returns: ln x.
func logarithm(_ x: Double) -> Double {
  // x = 2^k m with √½ < m ≤ √2.
  var (k, m) = (Double(x.exponent), x.significand)
  if m > 1.4142135623730951 { (k, m) = (k + 1, 0.5 * m) }
  // ln m = 2 (s + s³/3 + s⁵/5 + …); what is left out is below 1e-18 of it.
  let s = (m - 1) / (m + 1)
  let z = s * s
  var series = 1.0 / 21
  for odd in stride(from: 19.0, through: 3, by: -2) { series = 1 / odd + z * series }
  let double = 2 * s
  // ln 2 in two pieces; the first has so few digits that its product with k is exact.
  return k * 6.93147180369123816490e-01
    + (double + (double * z * series + k * 1.90821492927058770002e-10))
}
