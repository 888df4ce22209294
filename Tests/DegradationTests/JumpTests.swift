import Degradation
import SpecialFunctions
import TestSupport
import Testing

/// Where the jumps of a gamma process begin and end, against an integral over all of them.
@Suite("Jumps of gamma wear")
struct JumpTests {
  /// P(the jump over M goes over x too) = ∫₀ᴹ u(y) a E₁((x - y)/b) dy, where u is the density of
  /// the time spent near y, u(y) = ∫ f(y; t) dt, so that a u(y) = ∫ y^(s - 1) e^(-y/b) / (b^s Γ(s))
  /// ds.
  private func overshoot(_ gamma: GammaWear, threshold: Double, beyond x: Double) -> Double {
    let b = gamma.scale
    func density(_ y: Double) -> Double {
      // Simpson's rule in the shape; the integrand is analytic and falls beyond y/b, and as
      // (y/b)^s where that is small.
      let z = y / b
      let (upper, cells) = (z < 0.1 ? -45 / z.logarithm : z + 12 * z.squareRoot() + 40, 300)
      let width = upper / Double(cells)
      func value(_ s: Double) -> Double {
        s == 0 ? 0 : ((s - 1) * (y / b).logarithm - y / b - logGamma(s)).exponential / b
      }
      return (0..<cells).reduce(0) { sum, cell in
        let left = Double(cell) * width
        return sum + width / 6 * (value(left) + 4 * value(left + width / 2) + value(left + width))
      }
    }
    // y = M e^(-v): the density is nearly 1/(y ln² y) near 0, which ln y spreads out.
    let (last, cells) = (60.0, 600)
    let width = last / Double(cells)
    func integrand(_ v: Double) -> Double {
      let y = threshold * (-v).exponential
      return density(y) * y * ExponentialIntegral.first((x - y) / b)
    }
    let sum = (0..<cells).reduce(0.0) { sum, cell in
      let left = Double(cell) * width
      return sum
        + width / 6
        * (integrand(left) + 4 * integrand(left + width / 2) + integrand(left + width))
    }
    // What remains near 0: the time spent below y₀ is ∫ P(s, y₀/b) ds ≈ 1/(ln(b/y₀) - γ).
    let rest = 1 / (last + (b / threshold).logarithm - 0.5772)
    return sum + rest * ExponentialIntegral.first(x / b)
  }

  @Test(
    "The jump over a threshold ends where the jumps of the process say", .tags(.statistical),
    arguments: [(0.3, 0.5), (0.7, 0.6)])
  func overshoots(cv: Double, threshold: Double) throws {
    let gamma = try GammaWear(meanLife: 1, cvOfLife: cv)
    let bench = try WearBench(.gamma(gamma), purpose: "overshoots")
    var levels = [Double]()
    for ordinal in 0..<40_000 {
      var life = bench.life(ordinal)
      levels.append(bench.level(&life, at: bench.moment(&life, reaching: threshold)))
    }
    for x in [threshold + 0.02, threshold + 0.1, threshold + 0.25, 0.999_999_999] {
      let chance = overshoot(gamma, threshold: threshold, beyond: x)
      let seen = Double(levels.filter { $0 > x }.count)
      let expected = Double(levels.count) * chance
      // Four standard deviations, and 1e-3 of the chance for the integral.
      #expect(
        abs(seen - expected) < 4 * (expected * (1 - chance)).squareRoot() + 1e-3 * expected)
    }
  }

  @Test(
    "The level just before the failure has the density of its jumps", .tags(.statistical),
    arguments: [
      (cv: 0.3, thresholds: [0.3, 0.6, 0.8, 0.9, 0.95]), (0.7, [0.05, 0.3, 0.6, 0.9]),
      (0.95, [1e-6, 0.001, 0.1, 0.4, 0.9]),
    ])
  func beforeFailure(cv: Double, thresholds: [Double]) throws {
    let gamma = try GammaWear(meanLife: 1, cvOfLife: cv)
    let bench = try WearBench(.gamma(gamma), purpose: "before failure")
    var levels = [Double]()
    for ordinal in 0..<400_000 {
      var life = bench.life(ordinal)
      levels.append(bench.level(&life, at: life.passage.nextDown))
    }
    for x in thresholds {
      // Below x it is where the jump over x goes over 1 too.
      let chance = overshoot(gamma, threshold: x, beyond: 1)
      let seen = Double(levels.filter { $0 < x }.count)
      let expected = Double(levels.count) * chance
      // Four standard deviations, and 1e-4 of the chance for the integral.
      #expect(
        abs(seen - expected) < 4 * (expected * (1 - chance)).squareRoot() + 1e-4 * expected)
    }
  }
}
