/// Elementary functions whose every bit is the same on every processor.
///
/// The C library picks other code for a processor that has fused multiplication, and the last digit
/// may differ with it. What is written to a data set must not depend on that, so these use nothing but
/// sums, products and powers of two, in an order that is written down here. They are within 2 units
/// in the last place of the exact value, which the tests compare with the C library's.
public enum Reproducible {
  /// Added and taken away again, it rounds a number below 2^51 to the nearest whole one.
  @usableFromInline static let rounder = 0x1.8p52

  /// e^x.
  ///
  /// 0 below x = -708, where a `Double` begins to lose digits; ∞ above 709.
  ///
  /// - Parameter x: The exponent.
  /// - Returns: The power.
  public static func exp(_ x: Double) -> Double {
    guard x >= -708 else { return x.isNaN ? x : 0 }
    guard x <= 709 else { return .infinity }
    let (scale, rest) = parts(x)
    return scale + scale * rest
  }

  /// e^x - 1, with all its digits near x = 0 too.
  ///
  /// - Parameter x: The exponent, up to 709.
  /// - Returns: The power less 1; -1 far below 0, ∞ above 709.
  public static func expMinusOne(_ x: Double) -> Double {
    guard x >= -40 else { return x.isNaN ? x : -1 }
    guard x <= 709 else { return .infinity }
    let (scale, rest) = parts(x)
    return (scale - 1) + scale * rest
  }

  /// 2^k and e^r - 1 with x = k ln 2 + r and |r| ≤ (ln 2)/2.
  @inline(__always)
  private static func parts(_ x: Double) -> (scale: Double, rest: Double) {
    let k = (x * 1.4426950408889634 + rounder) - rounder
    // ln 2 in two pieces; the first has so few digits that its product with k is exact.
    let r = (x - k * 6.93147180369123816490e-01) - k * 1.90821492927058770002e-10
    let scale = Double(bitPattern: UInt64(bitPattern: Int64(k) &+ 1_023) &<< 52)
    // Taylor's series to r^13/13!; what is left out is below 1e-17. Summed in pairs, which waits less.
    let r2 = r * r
    let r4 = r2 * r2
    let low = (1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120))
    let middle =
      (1.0 / 720 + r * (1.0 / 5_040)) + r2 * (1.0 / 40_320 + r * (1.0 / 362_880))
    let high =
      (1.0 / 3_628_800 + r * (1.0 / 39_916_800))
      + r2 * (1.0 / 479_001_600 + r * (1.0 / 6_227_020_800))
    return (scale, r + r2 * (low + r4 * (middle + r4 * high)))
  }

  /// The natural logarithm, within 2 units in the last place.
  ///
  ///     ln(2^k m) = k ln 2 + 2 artanh((m - 1)/(m + 1)),   √½ < m ≤ √2
  ///
  /// - Parameter x: Finite and above 0.
  /// - Returns: ln x.
  public static func log(_ x: Double) -> Double {
    precondition(x > 0 && x.isFinite, "a logarithm is of a finite number above 0")
    var (k, m) = (Double(x.exponent), x.significand)
    if m > 1.4142135623730951 { (k, m) = (k + 1, 0.5 * m) }
    // artanh s = s + s³/3 + s⁵/5 + …; what is left out is below 1e-18 of it.
    let s = (m - 1) / (m + 1)
    let z = s * s
    var series = 1.0 / 21
    for odd in stride(from: 19.0, through: 3, by: -2) { series = 1 / odd + z * series }
    let double = 2 * s
    // ln 2 in two pieces; the first has so few digits that its product with k is exact.
    return k * 6.93147180369123816490e-01
      + (double + (double * z * series + k * 1.90821492927058770002e-10))
  }

  /// Cosine and sine of an angle that is given in turns.
  ///
  ///     cos(2π t), sin(2π t)
  ///
  /// Multiples of a quarter turn give exactly 0, 1 and -1.
  ///
  /// - Parameter turns: The angle t, in turns, |t| < 2^48.
  /// - Returns: The point of the unit circle.
  public static func circle(turns: Double) -> (cosine: Double, sine: Double) {
    let quarters = (4 * turns + rounder) - rounder
    // Exact: the difference has no more digits than the angle.
    let a = (turns - quarters * 0.25) * (2 * Double.pi)
    let b = a * a
    // Taylor's series within an eighth of a turn: what is left out is below 1e-17.
    let sineTail =
      -1.0 / 6 + b
      * (1.0 / 120 + b
        * (-1.0 / 5_040 + b
          * (1.0 / 362_880 + b
            * (-1.0 / 39_916_800 + b
              * (1.0 / 6_227_020_800 + b
                * (-1.0 / 1_307_674_368_000 + b * (1.0 / 355_687_428_096_000)))))))
    let cosineTail =
      -1.0 / 2 + b
      * (1.0 / 24 + b
        * (-1.0 / 720 + b
          * (1.0 / 40_320 + b
            * (-1.0 / 3_628_800 + b
              * (1.0 / 479_001_600 + b
                * (-1.0 / 87_178_291_200 + b * (1.0 / 20_922_789_888_000)))))))
    let (cosine, sine) = (1 + b * cosineTail, a + a * b * sineTail)
    return switch Int64(quarters) & 3 {
    case 0: (cosine, sine)
    case 1: (-sine, cosine)
    case 2: (-cosine, -sine)
    default: (sine, -cosine)
    }
  }
}
