#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The exponential integral E₁.
///
///     E₁(x) = ∫ₓ^∞ e⁻ᵗ/t dt
///
/// Times the scale a it is the rate of the jumps of a gamma process that are larger than x. By its
/// power series up to x = 1 and by a continued fraction beyond. Relative error below 1e-14.
///
/// Source: F. W. J. Olver et al., *NIST Digital Library of Mathematical Functions*, eq. 6.6.2 for
/// the series; W. Gautschi, W. F. Cahill in M. Abramowitz, I. A. Stegun, *Handbook of Mathematical
/// Functions*, 1964, eq. 5.1.22 for the continued fraction, here contracted to its even part.
public enum ExponentialIntegral {
  /// E₁(x).
  ///
  /// - Parameter x: At least 0; 0 gives +∞.
  /// - Returns: The integral.
  public static func first(_ x: Double) -> Double {
    x <= 1 ? bySeries(x) : exp(-x) * byFraction(x)
  }

  /// eˣ E₁(x), which neither under- nor overflows where x is large.
  ///
  /// - Parameter x: At least 0; 0 gives +∞.
  /// - Returns: The scaled integral, below ln(1 + 1/x).
  public static func scaledFirst(_ x: Double) -> Double {
    x <= 1 ? exp(x) * bySeries(x) : byFraction(x)
  }

  /// -γ - ln x - Σ (-x)ᵏ/(k k!).
  private static func bySeries(_ x: Double) -> Double {
    precondition(x >= 0, "the exponential integral is offered for x ≥ 0")
    if x == 0 { return .infinity }
    var power = -1.0
    var sum = 0.0
    var k = 0.0
    while true {
      k += 1
      power *= -x / k
      let next = sum + power / k
      if next == sum { break }
      sum = next
    }
    return sum - log(x) - 0.57721566490153286
  }

  /// 1/(x + 1 - 1²/(x + 3 - 2²/(x + 5 - …))).
  private static func byFraction(_ x: Double) -> Double {
    if x == .infinity { return 0 }
    return 1 / continuedFraction(first: x + 1) { n in (-n * n, x + 2 * n + 1) }
  }
}
