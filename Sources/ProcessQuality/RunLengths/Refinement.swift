/// Raises the number of nodes until a result no longer changes.
///
/// The integrands are smooth, so that the error falls geometrically; two results that agree to
/// 1e-10 are right to about 1e-10, the second one to far more.
///
/// - Parameters:
///   - width: How wide the range of integration is, in standard deviations of the normal kernel.
///   - result: The result with a given number of nodes.
/// - Returns: The last result.
func refined(width: Double, _ result: (Int) -> Double) -> Double {
  var nodes = 24 + Int(1.5 * min(width, 1_000))
  var value = result(nodes)
  while nodes < 4_000 {
    nodes = nodes * 3 / 2
    let finer = result(nodes)
    let change = abs(finer - value)
    value = finer
    if change <= 1e-10 * value || !value.isFinite { break }
  }
  return value
}

/// Where a rising function reaches a value.
///
/// Doubles the upper end until the value lies between, then closes in by the Illinois method.
///
/// - Parameters:
///   - target: The value's logarithm, above that of the function at 0.
///   - start: A first upper end, > 0.
///   - logarithm: The logarithm of a positive rising function of a number, from 0 on.
/// - Returns: The argument, to about 12 digits.
func argument(
  reaching target: Double, from start: Double, _ logarithm: (Double) -> Double
) -> Double {
  var low = 0.0
  var high = start
  var below = logarithm(low) - target
  var above = logarithm(high) - target
  while above < 0 {
    (low, below) = (high, above)
    high *= 2
    above = logarithm(high) - target
  }
  // Illinois: an end that stays has its value halved, so that both ends move.
  var moved = 0
  for _ in 0..<100 where high - low > 1e-13 * high {
    let x = above.isFinite ? low - below * (high - low) / (above - below) : (low + high) / 2
    let value = logarithm(x) - target
    if abs(value) < 1e-13 { return x }
    if value < 0 {
      (low, below) = (x, value)
      if moved < 0 { above /= 2 }
      moved = -1
    } else {
      (high, above) = (x, value)
      if moved > 0 { below /= 2 }
      moved = 1
    }
  }
  return (low + high) / 2
}
