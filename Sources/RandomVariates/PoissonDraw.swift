import EventKernel
import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Poisson counts.
///
/// Means below 10 by a search from 0 upwards; from 10 by the transformed rejection method PTRS of
/// W. Hörmann, "The Transformed Rejection Method for Generating Poisson Random Variables",
/// *Insurance: Mathematics and Economics* 12 (1), 1993, 39–45, which takes 1.1 to 1.4 pairs of
/// uniform numbers whatever the mean.
struct PoissonDraw: Sendable, BitwiseCopyable {
  /// Finite and at least 0.
  let mean: Double

  func draw(using stream: inout RandomStream) -> Double {
    mean < 10 ? search(using: &stream) : rejection(using: &stream)
  }

  private func search(using stream: inout RandomStream) -> Double {
    var rest = stream.uniform()
    var term = exp(-mean)
    var count = 0.0
    while rest > term {
      rest -= term
      count += 1
      term *= mean / count
      // All terms after this one are lost in rounding.
      if term < 1e-18 && count > mean { break }
    }
    return count
  }

  private func rejection(using stream: inout RandomStream) -> Double {
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let sure = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = stream.uniform() - 0.5
      let v = stream.uniform()
      let edge = 0.5 - abs(u)
      let count = ((2 * a / edge + b) * u + mean + 0.43).rounded(.down)
      if edge >= 0.07 && v <= sure { return count }
      if count < 0 || (edge < 0.013 && v > edge) { continue }
      if log(v * inverseAlpha / (a / (edge * edge) + b))
        <= CountTerms.logPoisson(count, mean: mean)
      {
        return count
      }
    }
  }
}
