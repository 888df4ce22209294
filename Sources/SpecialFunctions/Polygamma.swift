#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Derivatives of the logarithm of the gamma function.
///
/// Recurrence up to 10, then the asymptotic series, whose first term left out is below 1e-15 there.
/// Source: F. W. J. Olver et al., *NIST Digital Library of Mathematical Functions*, eqs. 5.5.2, 5.11.2
/// and 5.15.5, 5.15.8.
public enum Polygamma {
  /// ψ(x) = d ln Γ(x)/dx, for x > 0.
  public static func digamma(_ x: Double) -> Double {
    var (x, sum) = (x, 0.0)
    while x < 10 {
      sum -= 1 / x
      x += 1
    }
    let square = 1 / (x * x)
    var series = 691.0 / 32_760 - square / 12
    series = 1.0 / 132 - square * series
    series = 1.0 / 240 - square * series
    series = 1.0 / 252 - square * series
    series = 1.0 / 120 - square * series
    series = 1.0 / 12 - square * series
    return sum + log(x) - 0.5 / x - square * series
  }

  /// ψ′(x), for x > 0.
  public static func trigamma(_ x: Double) -> Double {
    var (x, sum) = (x, 0.0)
    while x < 10 {
      sum += 1 / (x * x)
      x += 1
    }
    let square = 1 / (x * x)
    var series = 691.0 / 2_730 - square * 7 / 6
    series = 5.0 / 66 - square * series
    series = 1.0 / 30 - square * series
    series = 1.0 / 42 - square * series
    series = 1.0 / 30 - square * series
    series = 1.0 / 6 - square * series
    return sum + 1 / x + square / 2 + square / x * series
  }
}
