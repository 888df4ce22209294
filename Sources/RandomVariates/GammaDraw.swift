import EventKernel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Gamma numbers of scale 1.
///
/// Source: G. Marsaglia, W. W. Tsang, "A Simple Method for Generating Gamma Variables", *ACM
/// Transactions on Mathematical Software* 26 (3), 2000, 363–372; shapes below 1 by its §6.
struct GammaDraw: Sendable, BitwiseCopyable {
  private let base: Double
  private let slope: Double
  /// 1/shape for a shape below 1; else 0.
  private let boost: Double

  init(shape: Double) {
    base = (shape < 1 ? shape + 1 : shape) - 1.0 / 3
    slope = 1 / (9 * base).squareRoot()
    boost = shape < 1 ? 1 / shape : 0
  }

  func draw(using stream: inout RandomStream) -> Double {
    while true {
      let x = Ziggurat.normal(using: &stream)
      let root = 1 + slope * x
      if root <= 0 { continue }
      let v = root * root * root
      let u = stream.uniform()
      let square = x * x
      if u < 1 - 0.0331 * square * square
        || log(u) < 0.5 * square + base * (1 - v + log(v))
      {
        // Γ(a) is Γ(a + 1) · U^(1/a), and -ln U is exponential.
        return boost == 0
          ? base * v : base * v * exp(-boost * Ziggurat.exponential(using: &stream))
      }
    }
  }
}

extension BetaInterval {
  /// One draw.
  func draw(using stream: inout RandomStream) -> Double {
    let (share, rest) = betaShares(first, second, using: &stream)
    return place(share, rest)
  }
}

/// One beta number and its complement.
///
/// Both shapes up to 1: M. D. Jöhnk, "Erzeugung von betaverteilten und gammaverteilten
/// Zufallszahlen", *Metrika* 8, 1964, 5–15, in logarithms, since powers 1/shape underflow; more
/// than half of the pairs are taken. Else a share of the sum of two gamma numbers, of which one at
/// least cannot underflow.
func betaShares(
  _ first: Double, _ second: Double, using stream: inout RandomStream
) -> (share: Double, rest: Double) {
  guard max(first, second) <= 1 else {
    let one = GammaDraw(shape: first).draw(using: &stream)
    let other = GammaDraw(shape: second).draw(using: &stream)
    return (one / (one + other), other / (one + other))
  }
  while true {
    let one = -Ziggurat.exponential(using: &stream) / first
    let other = -Ziggurat.exponential(using: &stream) / second
    if exp(one) + exp(other) <= 1 {
      return (1 / (1 + exp(other - one)), 1 / (1 + exp(one - other)))
    }
  }
}

/// One inverse Gaussian number.
///
/// The smaller root is written as a quotient of positive terms, which keeps its digits where the
/// original subtracts numbers that are nearly equal.
///
/// Source: J. R. Michael, W. R. Schucany, R. W. Haas, "Generating Random Variates Using
/// Transformations with Multiple Roots", *The American Statistician* 30 (2), 1976, 88–90.
func inverseGaussianDraw(
  mean: Double, shape: Double, using stream: inout RandomStream
) -> Double {
  let z = Ziggurat.normal(using: &stream)
  let r = mean / shape * (z * z / 2)
  let factor = 1 + r + (r * (2 + r)).squareRoot()
  // The roots are mean/factor and mean · factor, the smaller with probability factor/(1 + factor).
  return stream.uniform() * (1 + factor) <= factor ? mean / factor : mean * factor
}
