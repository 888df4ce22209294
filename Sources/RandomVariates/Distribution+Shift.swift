/// What lies behind a shifted value.
///
/// A draw is a value of the family plus the shift, rounded. To ask for the chance of `x` with `x - shift`
/// would round a second time and miss: 8.2 - 0.2 lies below 8, though 8 + 0.2 is 8.2. So what is asked
/// for is which numbers become at most, or at least, `x`.
extension Distribution {
  /// The largest number that is no more than `x` with the shift added.
  func unshifted(atMost x: Double) -> Double {
    guard shift != 0, x.isFinite else { return x }
    let (low, high) = neighborhood(of: x)
    return firstNumber(from: low, to: high) { $0 + shift > x }.nextDown
  }

  /// The smallest number that is no less than `x` with the shift added.
  func unshifted(atLeast x: Double) -> Double {
    guard shift != 0, x.isFinite else { return x }
    let (low, high) = neighborhood(of: x)
    return firstNumber(from: low, to: high) { $0 + shift >= x }
  }

  /// Two numbers that become less and more than `x`: rounding moves a sum and a difference by half a
  /// unit in the last place of the largest number in it.
  private func neighborhood(of x: Double) -> (low: Double, high: Double) {
    let guess = x - shift
    let unit = max(abs(x), abs(shift), abs(guess)).ulp
    return (guess - 2 * unit, guess + 2 * unit)
  }
}
