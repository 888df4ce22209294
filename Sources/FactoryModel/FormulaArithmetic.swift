#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The operations of formulas whose rounding or special cases need saying.
///
/// Constants and running programs share them, so that the same formula has the same bits either way.
public enum FormulaArithmetic {
  /// The largest whole exponent that is worked out by multiplication.
  public static let largestMultipliedPower = 64

  /// The smaller of two numbers; not a number if either is none, and −0 is below 0.
  ///
  /// `minimum` of IEEE 754-2019: the order of the arguments does not matter.
  @inlinable @inline(__always) public static func minimum(_ left: Double, _ right: Double) -> Double
  {
    if left < right { return left }
    if right < left { return right }
    if left == right { return left.sign == .minus ? left : right }
    return left + right
  }

  /// The larger of two numbers; not a number if either is none, and 0 is above −0.
  ///
  /// `maximum` of IEEE 754-2019: the order of the arguments does not matter.
  @inlinable @inline(__always) public static func maximum(_ left: Double, _ right: Double) -> Double
  {
    if left > right { return left }
    if right > left { return right }
    if left == right { return left.sign == .plus ? left : right }
    return left + right
  }

  /// A power.
  ///
  /// A whole exponent up to ``largestMultipliedPower`` is worked out by ``wholePower(_:_:)``, a
  /// negative one as the reciprocal; ½ is the square root; all others are left to the C library.
  public static func power(_ base: Double, _ exponent: Double) -> Double {
    if exponent == 0.5 { return base.squareRoot() }
    let size = abs(exponent)
    guard size <= Double(largestMultipliedPower), size == size.rounded() else {
      return anyPower(base, exponent)
    }
    if exponent == 0 { return 1 }
    let whole = wholePower(base, Int(size))
    return exponent < 0 ? 1 / whole : whole
  }

  /// A number to a whole power from 1 on, by multiplication.
  ///
  ///     x^(2k) = (x²)^k        x^(2k+1) = x · (x²)^k
  ///
  /// Squares and cubes are x·x and x·(x·x). Each multiplication rounds once, so that the result is
  /// within `exponent` − 1 times half a unit in the last place, to first order.
  @inlinable public static func wholePower(_ base: Double, _ exponent: Int) -> Double {
    var square = base
    var left = exponent
    while left & 1 == 0, left > 1 {
      square *= square
      left >>= 1
    }
    var factors = square
    left >>= 1
    while left > 0 {
      square *= square
      if left & 1 == 1 { factors *= square }
      left >>= 1
    }
    return factors
  }

  @usableFromInline static func anyPower(_ base: Double, _ exponent: Double) -> Double {
    pow(base, exponent)
  }

  @usableFromInline static func exponential(_ value: Double) -> Double { exp(value) }

  @usableFromInline static func logarithm(_ value: Double) -> Double { log(value) }
}
