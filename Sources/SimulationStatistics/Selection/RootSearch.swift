#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Solves f(x) = target for x ≥ 0, where f falls from f(0) > target toward 0.
///
/// The root is enclosed by doubling, then found by false position on ln f with Illinois weights.
///
/// Source: M. Dowell, P. Jarratt, "A modified regula falsi method for computing the root of an
/// equation", BIT 11 (1971) 168–174.
///
/// - Parameters:
///   - target: Above 0 and below f(0).
///   - function: The falling function.
/// - Returns: The solution, to about 1e-13 of itself.
func solveFalling(to target: Double, _ function: (Double) -> Double) -> Double {
  func excess(_ x: Double) -> Double { log(function(x)) - log(target) }
  var (low, high) = (0.0, 1.0)
  var (atLow, atHigh) = (excess(low), excess(high))
  while atHigh > 0 {
    (low, atLow) = (high, atHigh)
    high *= 2
    atHigh = excess(high)
  }
  var previous = 0
  for _ in 0..<200 {
    if high - low <= 1e-13 * high { break }
    let share = atHigh.isFinite ? atLow / (atLow - atHigh) : 0.5
    let middle = low + share * (high - low)
    guard middle > low, middle < high else { break }
    let value = excess(middle)
    if value == 0 { return middle }
    if value > 0 {
      (low, atLow) = (middle, value)
      if previous == 1 { atHigh /= 2 }
      previous = 1
    } else {
      (high, atHigh) = (middle, value)
      if previous == -1 { atLow /= 2 }
      previous = -1
    }
    if abs(value) < 1e-14 { return middle }
  }
  return (low + high) / 2
}
