/// The first number in an interval for which a condition holds that holds for all numbers after it;
/// the upper end where it holds for none.
///
/// Halves the interval in the order of the numbers' bit patterns: 64 steps at most, from any number
/// to any other, and a point at which probability jumps is met to the last bit.
func firstNumber(
  from low: Double, to high: Double, where holds: (Double) -> Bool
) -> Double {
  if low == high || holds(low) { return low }
  var under = rank(low)
  var over = rank(high)
  while true {
    // The mean of two integers without overflow.
    let middle = (under & over) + ((under ^ over) >> 1)
    guard middle > under && middle < over else { return number(over) }
    if holds(number(middle)) { over = middle } else { under = middle }
  }
}

/// The place of a number in the order of all numbers, counted from 0.
private func rank(_ x: Double) -> Int64 {
  let bits = Int64(bitPattern: x.bitPattern)
  return bits >= 0 ? bits : Int64.min &- bits
}

private func number(_ rank: Int64) -> Double {
  Double(bitPattern: UInt64(bitPattern: rank >= 0 ? rank : Int64.min &- rank))
}
