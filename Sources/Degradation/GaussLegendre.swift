#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Integrals of smooth functions by sixteen values.
///
/// Exact for polynomials up to the degree 31. The nodes are the zeros of the Legendre polynomial
/// P₁₆, found by Newton's method.
///
/// Source: M. Abramowitz, I. A. Stegun, *Handbook of Mathematical Functions*, 1964, eq. 25.4.29.
enum GaussLegendre {
  /// Nodes between -1 and 1, with their weights.
  static let nodes: [(place: Double, weight: Double)] = (0..<16).map { index in
    var x = cos(Double.pi * (Double(index) + 0.75) / 16.5)
    var slope = 1.0
    for _ in 0..<50 {
      var (previous, value) = (1.0, x)
      for degree in 2...16 {
        let n = Double(degree)
        (previous, value) = (value, ((2 * n - 1) * x * value - (n - 1) * previous) / n)
      }
      slope = 16 * (x * value - previous) / (x * x - 1)
      let step = value / slope
      x -= step
      if abs(step) < 1e-16 { break }
    }
    return (x, 2 / ((1 - x * x) * slope * slope))
  }

  /// The integrals of f and of x f from `lower` to `upper`.
  static func integrals(
    from lower: Double, to upper: Double, of function: (Double) -> Double
  ) -> (plain: Double, moment: Double) {
    let (middle, half) = (lower + (upper - lower) / 2, (upper - lower) / 2)
    var (plain, moment) = (0.0, 0.0)
    for (place, weight) in nodes {
      let x = middle + half * place
      let value = half * weight * function(x)
      plain += value
      moment += value * x
    }
    return (plain, moment)
  }
}
