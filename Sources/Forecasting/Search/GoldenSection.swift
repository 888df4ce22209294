/// The least value of a function of one number, by cutting an interval in the golden ratio.
///
/// Source: J. Kiefer, "Sequential minimax search for a maximum", *Proceedings of the American Mathematical Society*
/// 4, 1953, 502–506.
enum GoldenSection {
  /// 1 / φ.
  private static let ratio = 0.6180339887498949

  /// Looks for the least value of a function that falls and then rises.
  ///
  /// - Parameters:
  ///   - range: Where to look.
  ///   - tolerance: Ends when the interval is no longer than this.
  ///   - function: The function.
  /// - Returns: The middle of the last interval.
  @inline(__always)
  static func minimum(
    in range: ClosedRange<Double>, tolerance: Double, _ function: (Double) -> Double
  ) -> Double {
    var (low, high) = (range.lowerBound, range.upperBound)
    var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
    var (atLeft, atRight) = (function(left), function(right))
    while high - low > tolerance {
      if atLeft < atRight {
        (high, right, atRight) = (right, left, atLeft)
        left = high - ratio * (high - low)
        atLeft = function(left)
      } else {
        (low, left, atLeft) = (left, right, atRight)
        right = low + ratio * (high - low)
        atRight = function(right)
      }
    }
    return (low + high) / 2
  }
}
