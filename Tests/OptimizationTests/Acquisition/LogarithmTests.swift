import TestSupport
import Testing

@testable import Optimization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Logarithms of improvements and probabilities")
struct LogarithmTests {
  /// ∫ t^power e^(z t - t²/2) dt from 0 on by Simpson's rule: all is positive, nothing cancels.
  ///
  /// With Φ(z) = φ(z) ∫ e^(z t - t²/2) and h(z) = φ(z) ∫ t e^(z t - t²/2), u = z - t.
  private static func integral(_ z: Double, power: Int) -> Double {
    // Beyond it the integrand is below e^-45 of its greatest; so many steps that the error of the fourth
    // order is below 1e-13.
    let end = z > 0 ? z + 12 : min(12, 60 / max(1, -z))
    let count = 40_000
    let step = end / Double(count)
    var sum = 0.0
    for i in 0...count {
      let t = Double(i) * step
      let weight = i == 0 || i == count ? 1.0 : i % 2 == 1 ? 4 : 2
      sum += weight * (power == 1 ? t : 1) * exp(z * t - t * t / 2)
    }
    return sum * step / 3
  }

  private static let halfLogarithm = 0.9189385332046727

  static let places: [Double] =
    Array(stride(from: -30.0, through: 8, by: 0.5))
    + [-1.0000001, -0.9999999, -6.0000001, -5.9999999]

  @Test("ln h(z) is that of the integral", .tags(.law), arguments: places)
  func improvement(z: Double) {
    let improvement = LogarithmTests.integral(z, power: 1)
    let probability = LogarithmTests.integral(z, power: 0)
    let expected = log(improvement) - z * z / 2 - LogarithmTests.halfLogarithm
    let (value, slope) = LogExpectedImprovement.logarithm(z)
    // Rounding of z²/2 alone is 5e-14 at -30; 1 - x m(x) loses two digits where x nears 6.
    #expect(abs(value - expected) < 1e-12 * max(1, abs(expected)))
    #expect(abs(slope - probability / improvement) < 1e-11 * abs(slope))
  }

  @Test("ln Φ(z) is that of the integral", .tags(.law), arguments: places)
  func probability(z: Double) {
    let probability = LogarithmTests.integral(z, power: 0)
    let expected = log(probability) - z * z / 2 - LogarithmTests.halfLogarithm
    let (value, slope) = LogNormalProbability.value(z)
    #expect(abs(value - expected) < 1e-12 * max(1, abs(expected)))
    #expect(abs(slope - 1 / probability) < 1e-11 * abs(slope))
    if z <= -1 {
      #expect(relativeError(MillsRatio.value(-z), probability) < 1e-12)
      let complement = LogarithmTests.integral(z, power: 1)
      #expect(relativeError(MillsRatio.complement(-z), complement) < 1e-12)
    }
  }

  @Test("Derivatives are those of differences", .tags(.law), arguments: places)
  func derivatives(z: Double) {
    let step = 1e-4
    func difference(_ function: (Double) -> Double) -> Double {
      (8 * (function(z + step) - function(z - step))
        - (function(z + 2 * step) - function(z - 2 * step))) / (12 * step)
    }
    // Rounding of the value, at most 5e-14 · 10 / step; curvature step⁴.
    let tolerance = 1e-12 * max(1, z * z) / step
    #expect(
      abs(
        LogExpectedImprovement.logarithm(z).slope
          - difference { LogExpectedImprovement.logarithm($0).value }) < tolerance)
    #expect(
      abs(LogNormalProbability.value(z).slope - difference { LogNormalProbability.value($0).value })
        < tolerance)
  }

  @Test("By mean and variance", .tags(.law), arguments: [-20.0, -3, -0.5, 0, 2])
  func moments(z: Double) {
    let (variance, best) = (0.7, 0.3)
    let mean = best - z * variance.squareRoot()
    let answer = LogExpectedImprovement.value(mean: mean, variance: variance, best: best)
    func value(_ mean: Double, _ variance: Double) -> Double {
      LogExpectedImprovement.value(mean: mean, variance: variance, best: best).value
    }
    let step = 1e-5
    let byMean = (value(mean + step, variance) - value(mean - step, variance)) / (2 * step)
    let byVariance = (value(mean, variance + step) - value(mean, variance - step)) / (2 * step)
    // Rounding of up to 200 · 1e-16 / step; curvature step² · z².
    #expect(abs(answer.byMean - byMean) < 1e-7 * max(1, z * z))
    #expect(abs(answer.byVariance - byVariance) < 1e-6 * max(1, z * z))
  }

  @Test("Nothing jumps where the formula changes", .tags(.exact))
  func continuity() {
    let (below, above) = (-1.0, (-1.0).nextUp)
    #expect(
      abs(
        LogExpectedImprovement.logarithm(below).value
          - LogExpectedImprovement.logarithm(above).value)
        < 1e-14)
    #expect(
      abs(
        LogExpectedImprovement.logarithm(below).slope
          - LogExpectedImprovement.logarithm(above).slope)
        < 1e-13)
    #expect(
      abs(LogNormalProbability.value(below).value - LogNormalProbability.value(above).value) < 1e-14
    )
    #expect(relativeError(MillsRatio.value(6), MillsRatio.value(6.0.nextDown)) < 1e-13)
    #expect(relativeError(MillsRatio.complement(6), MillsRatio.complement(6.0.nextDown)) < 1e-12)
  }

  @Test("Far away, values are finite, rise and lead on", .tags(.law))
  func far() {
    var last = -Double.infinity
    for z in [-1e6, -1e4, -300, -40, -38, -8, 0, 8, 40, 1e4, 1e8] {
      let (value, slope) = LogExpectedImprovement.logarithm(z)
      #expect(value.isFinite && value > last && slope > 0)
      last = value
      let probability = LogNormalProbability.value(z)
      #expect(probability.value <= 0 && probability.value.isFinite && probability.slope >= 0)
    }
  }

  @Test("The mean of numbers given by logarithms", .tags(.exact))
  func means() {
    #expect(LogarithmOfMean.value([3.5]) == 3.5)
    #expect(abs(LogarithmOfMean.value([0, log(3.0)]) - log(2.0)) < 1e-15)
    #expect(abs(LogarithmOfMean.value([-2_000, -2_000 + log(3.0)]) + 2_000 - log(2.0)) < 1e-12)
    #expect(LogarithmOfMean.value([-.infinity, -.infinity]) == -.infinity)
    let shares = LogarithmOfMean.shares([0, log(3.0)], value: log(2.0))
    #expect(abs(shares[0] - 0.25) < 1e-15 && abs(shares[1] - 0.75) < 1e-15)
  }
}
