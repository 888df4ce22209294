import Degradation
import RandomVariates
import SpecialFunctions
import TestSupport

/// Exact laws of the processes, written for the tests.
enum Laws {
  /// P(life ≤ t) of a gamma process that has h to rise.
  static func gammaFailed(_ gamma: GammaWear, _ t: Double, rest h: Double = 1) -> Double {
    t <= 0 ? 0 : RegularizedGamma.upper(shape: gamma.shapeRate * t, at: h / gamma.scale)
  }

  /// P(X(t) ≤ x) of a gamma process from 0.
  static func gammaLevel(_ gamma: GammaWear, _ x: Double, at t: Double) -> Double {
    x <= 0 ? 0 : RegularizedGamma.lower(shape: gamma.shapeRate * t, at: x / gamma.scale)
  }

  /// P(life ≤ t) of a Wiener process that has d to rise.
  static func wienerFailed(_ wiener: WienerWear, _ t: Double, rest d: Double = 1) -> Double {
    InverseGaussian.cumulative(t, mean: d / wiener.rate, shape: d * d / wiener.variance)
  }

  /// P(X(t) ≤ x, not failed) of a Wiener process from `start`, by the reflection principle.
  ///
  ///     Φ((x - x₀ - νt)/σ√t) - e^(2νd/σ²) Φ((x - x₀ - 2d - νt)/σ√t),  d = 1 - x₀
  static func wienerLevel(
    _ wiener: WienerWear, _ x: Double, at t: Double, from start: Double = 0
  ) -> Double {
    let d = 1 - start
    let root = (wiener.variance * t).squareRoot()
    let free = StandardNormal.cumulative((x - start - wiener.rate * t) / root)
    let reflected = StandardNormal.cumulative((x - start - 2 * d - wiener.rate * t) / root)
    // The product of a large and a small number, by logarithms.
    return free
      - (reflected > 0
        ? (2 * wiener.rate * d / wiener.variance + reflected.logarithm).exponential : 0)
  }

  /// P(life ≤ t) for shocks with exponential damages: N - 1 shocks are Poisson with the mean 1/d.
  ///
  ///     P(life > t) = Σ P(k shocks by t) P(k damages < 1)
  static func exponentialShocksFailed(interval: Double, damage: Double, _ t: Double) -> Double {
    if t <= 0 { return 0 }
    var (sum, k) = (0.0, 0.0)
    while true {
      let borne = k == 0 ? 1 : RegularizedGamma.lower(shape: k, at: 1 / damage)
      let term = CountTerms.logPoisson(k, mean: t / interval).exponential * borne
      sum += term
      k += 1
      if k > t / interval && (term < 1e-17 || borne < 1e-17) { return 1 - sum }
    }
  }

  /// P(life ≤ t) of exponential sojourns with unlike means, one after the other.
  static func hypoexponentialFailed(_ means: [Double], _ t: Double) -> Double {
    if t <= 0 { return 0 }
    return 1
      - means.indices.reduce(0) { sum, i in
        let factor = means.indices.filter { $0 != i }.reduce(1.0) {
          $0 * means[i] / (means[i] - means[$1])
        }
        return sum + factor * (-t / means[i]).exponential
      }
  }
}
