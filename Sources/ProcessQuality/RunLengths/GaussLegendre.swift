#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Nodes and weights of Gauss–Legendre quadrature on -1…1.
///
/// The nodes are the roots of the Legendre polynomial, found by Newton's method from Tricomi's
/// estimate, with the recurrence for the polynomials and their derivative.
///
/// Source: P. J. Davis, P. Rabinowitz, *Methods of Numerical Integration*, Academic Press, 2nd ed.
/// 1984, sec. 2.7.
struct GaussLegendre {
  private(set) var nodes: [Double]
  private(set) var weights: [Double]

  init(count: Int) {
    precondition(count > 0, "a quadrature has at least one node")
    nodes = [Double](repeating: 0, count: count)
    weights = nodes
    for index in 0..<(count + 1) / 2 {
      var x = cos(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      var slope = 1.0
      // Newton's method doubles the digits of an estimate that already has three.
      for _ in 0..<6 {
        let (value, derivative) = GaussLegendre.polynomial(count, at: x)
        x -= value / derivative
        slope = derivative
      }
      let weight = 2 / ((1 - x * x) * slope * slope)
      (nodes[index], nodes[count - 1 - index]) = (-x, x)
      (weights[index], weights[count - 1 - index]) = (weight, weight)
    }
  }

  /// The Legendre polynomial of a degree, and its derivative.
  private static func polynomial(_ degree: Int, at x: Double) -> (Double, Double) {
    var (before, value) = (1.0, x)
    for n in 1..<max(degree, 1) {
      let n = Double(n)
      (before, value) = (value, ((2 * n + 1) * x * value - n * before) / (n + 1))
    }
    return (value, Double(degree) * (x * value - before) / (x * x - 1))
  }
}
