/// Gradient, hessian and number of rows together, in whole units, so that their sums have no order.
///
/// The first lane is the gradient. The second has the hessian above its low 24 bits, and the rows in them.
/// Sums of whole numbers are exact: what a node has less one child is the other child to the bit.
typealias SlopePair = SIMD2<Int64>

extension SlopePair {
  /// More rows than the low bits can count.
  static let mostRows = 1 << 24

  var rows: Int { Int(self.y & 0xFF_FFFF) }
  var gradient: Double { Double(self.x) }
  var hessian: Double { Double(self.y >> 24) }
}

/// The units in which slopes are counted for one tree.
struct SlopeUnits {
  /// Units in 1, powers of two.
  let gradientScale: Double
  let hessianScale: Double

  /// Units so small that sums over all rows just fit.
  ///
  /// - Parameters:
  ///   - largestGradient: The largest absolute gradient of a row.
  ///   - largestHessian: The largest hessian of a row.
  ///   - rows: How many rows there are.
  init(largestGradient: Double, largestHessian: Double, rows: Int) {
    gradientScale = SlopeUnits.scale(largestGradient, rows: rows, bits: 52)
    hessianScale = SlopeUnits.scale(largestHessian, rows: rows, bits: 38)
  }

  /// The largest power of two with which `rows` times `largest` stays below 2^bits.
  private static func scale(_ largest: Double, rows: Int, bits: Int) -> Double {
    guard largest > 0 else { return 1 }
    let exponent = bits - Int((largest * Double(rows)).exponent) - 1
    return Double(sign: .plus, exponent: exponent, significand: 1)
  }

  @inline(__always)
  func pair(_ gradient: Double, _ hessian: Double) -> SlopePair {
    SlopePair(
      Int64((gradient * gradientScale).rounded(.toNearestOrEven)),
      Int64((hessian * hessianScale).rounded(.toNearestOrEven)) << 24 | 1)
  }
}
