import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The levels at which a gamma process is found by periodic inspections, in units of its scale.
///
/// What is added from one inspection to the next is gamma distributed with the shape α and scale 1, so
/// that after k inspections the shape is k α. All levels together have the renewal measure
///
///     U(z) = Σ_k P(k α, z),   u(z) = Σ_k z^(kα-1) e^(-z) / Γ(kα),   k = 1, 2, …
///
/// Source: J. M. van Noortwijk, "A survey of the application of gamma processes in maintenance",
/// *Reliability Engineering & System Safety* 94 (1), 2009, 2–21.
struct GammaLevels {
  /// α: the shape added from one inspection to the next.
  let shape: Double
  /// ln Γ(kα), k = 1, 2, …, as far as levels up to the highest one are reached.
  private let logGammas: [Double]

  /// Prepares levels up to a highest one.
  init(shape: Double, highest: Double) {
    self.shape = shape
    // Beyond that shape a gamma number is below the highest level with a chance of some 1e-20.
    let greatest = highest + 10 * (highest + 30).squareRoot() + 20
    logGammas = (1...Int(greatest / shape) + 1).map { logGamma(Double($0) * shape) }
  }

  /// U(z): the mean number of inspections, the first moment not counted, that find less than a level.
  func inspections(below level: Double) -> Double {
    var sum = 0.0
    for index in logGammas.indices {
      let term = RegularizedGamma.lower(shape: Double(index + 1) * shape, at: level)
      sum += term
      if term < 1e-18 * sum { break }
    }
    return sum
  }

  /// z u(z): the density of levels in the logarithm of the level.
  func logarithmicDensity(at level: Double) -> Double {
    let logarithm = log(level)
    var (sum, previous) = (0.0, 0.0)
    for index in logGammas.indices {
      let term = exp(Double(index + 1) * shape * logarithm - level - logGammas[index])
      sum += term
      if term < previous && term < 1e-18 * sum { break }
      previous = term
    }
    return sum
  }
}
