import Foundation
import LifetimeAnalysis
import TestSupport
import Testing

@Suite("Fits of families to lives")
struct LifeFitTests {
  static let lives: [Double] = [16, 34, 53, 75, 93, 120, 150, 171, 201, 240]

  @Test(
    "Exponential lives: total time over failures, error over the root of failures", .tags(.exact))
  func exponential() throws {
    let sample = try LifeSample(
      times: [10, 20, 30, 40], failed: [true, false, true, false], entries: [0, 5, 0, 10])
    let fit = try LifeFit(sample, .exponential)
    // (10 + 15 + 30 + 30)/2; σ = λ/√2; ln L = -2 ln λ - 2.
    #expect(relativeError(fit.parameters[0], 42.5) < 1e-12)
    #expect(relativeError(fit.standardErrors[0], 42.5 / 2.0.squareRoot()) < 1e-9)
    #expect(relativeError(fit.logLikelihood, -2 * log(42.5) - 2) < 1e-13)
    #expect(fit.failures == 2 && fit.lives == 4)
    #expect(relativeError(fit.aic, 2 + 4 * log(42.5) + 4) < 1e-13)
  }

  @Test("Lognormal lives: mean and deviation of logarithms with their errors", .tags(.exact))
  func lognormal() throws {
    let logarithms = LifeFitTests.lives.map { log($0) }
    let mean = logarithms.reduce(0, +) / 10
    let deviation = (logarithms.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 10).squareRoot()
    let fit = try LifeFit(LifeSample(times: LifeFitTests.lives), .lognormal)
    #expect(relativeError(fit.parameters[0], mean) < 1e-12)
    #expect(relativeError(fit.parameters[1], deviation) < 1e-11)
    #expect(relativeError(fit.standardErrors[0], deviation / 10.0.squareRoot()) < 1e-9)
    #expect(relativeError(fit.standardErrors[1], deviation / 20.0.squareRoot()) < 1e-9)
  }

  @Test(
    "The unit of time changes nothing but the unit", .tags(.law), arguments: LifeFamily.allCases)
  func units(family: LifeFamily) throws {
    let sample = try LifeSample(
      lower: [0, 20, 35, 50, 70, 80], upper: [15, 20, 60, .infinity, 70, 120],
      entries: [0, 0, 10, 30, 5, 0], weights: [1, 2, 1, 1.5, 1, 1])
    let far = try LifeSample(
      lower: sample.lower.map { $0 * 1e9 }, upper: sample.upper.map { $0 * 1e9 },
      entries: sample.entries.map { $0 * 1e9 }, weights: sample.weights)
    let (near, wide) = (try LifeFit(sample, family), try LifeFit(far, family))
    for probability in [0.1, 0.5] {
      #expect(
        relativeError(
          wide.distribution.quantile(probability), 1e9 * near.distribution.quantile(probability))
          < 1e-7)
      let (a, b) = (near.quantileInterval(probability), wide.quantileInterval(probability))
      #expect(relativeError(b.lower, 1e9 * a.lower) < 1e-6)
      #expect(relativeError(b.upper, 1e9 * a.upper) < 1e-6)
    }
  }

  @Test("Rows of a weight count as so many rows", .tags(.law), arguments: LifeFamily.allCases)
  func weights(family: LifeFamily) throws {
    let times: [Double] = [5, 9, 9, 14, 14, 14, 20]
    let failed = [true, true, true, false, false, false, true]
    let each = try LifeFit(LifeSample(times: times, failed: failed), family)
    let weighted = try LifeFit(
      LifeSample(
        times: [5, 9, 14, 20], failed: [true, true, false, true], weights: [1, 2, 3, 1]), family)
    #expect(relativeError(each.logLikelihood, weighted.logLikelihood) < 1e-13)
    for (a, b) in zip(each.parameters, weighted.parameters) { #expect(relativeError(a, b) < 1e-9) }
    for (a, b) in zip(each.standardErrors, weighted.standardErrors) {
      #expect(relativeError(a, b) < 1e-8)
    }
  }

  @Test("A narrow interval is nearly an exact life", .tags(.law), arguments: LifeFamily.allCases)
  func narrow(family: LifeFamily) throws {
    let times = LifeFitTests.lives
    let exact = try LifeFit(LifeSample(times: times), family)
    // Half-widths of 1e-4 of a life change estimates by about their square.
    let narrow = try LifeFit(
      LifeSample(lower: times.map { $0 * (1 - 1e-4) }, upper: times.map { $0 * (1 + 1e-4) }),
      family)
    for (a, b) in zip(exact.parameters, narrow.parameters) { #expect(relativeError(a, b) < 1e-6) }
    for (a, b) in zip(exact.standardErrors, narrow.standardErrors) {
      #expect(relativeError(a, b) < 1e-6)
    }
  }

  @Test("A life left-censored after its entry is one within an interval", .tags(.law))
  func entryBeforeLeft() throws {
    let left = try LifeSample([
      LifeObservation(.failedBefore(30), entry: 10), LifeObservation(.failed(at: 40)),
      LifeObservation(.survived(to: 55)), LifeObservation(.failedBetween(20, 25)),
    ])
    #expect(left.lower == [10, 40, 55, 20])
    #expect(left.upper == [30, 40, .infinity, 25])
  }

  /// What Meeker and Escobar print for shock absorbers (example 8.1 ff.) is not repeated; the intervals are
  /// those of the formulas, from the errors that the golden tests check.
  @Test("Intervals: of a parameter, a quantile, a share", .tags(.exact))
  func intervals() throws {
    let fit = try LifeFit(LifeSample(times: LifeFitTests.lives), .weibull)
    let (scale, error) = (fit.parameters[0], fit.standardErrors[0])
    let z = 1.959963984540054
    let plain = fit.interval(ofParameter: 0)
    #expect(relativeError(plain.lower, scale - z * error) < 1e-12)
    let logarithmic = fit.interval(ofParameter: 0, scale: .logarithmic)
    #expect(relativeError(logarithmic.upper, scale * exp(z * error / scale)) < 1e-12)
    // At the share 1 - 1/e the quantile is the scale itself.
    let quantile = fit.quantileInterval(1 - exp(-1))
    #expect(relativeError(quantile.lower, logarithmic.lower) < 1e-9)
    // And the share's interval at the quantile's ends has the share as its end, to first order only:
    // at the scale, SE(ln H) = shape · SE(ln scale).
    let share = fit.survivalInterval(at: scale)
    #expect(
      relativeError(share.lower, exp(-exp(z * error / scale * fit.parameters[1]))) < 1e-9)
    #expect(share.lower < exp(-1) && share.upper > exp(-1))
  }

  @Test("Derivatives of quantiles and shares are those of the formulas", .tags(.law))
  func slopes() throws {
    // The error of ln t_p from errors of numerical derivatives of the quantile.
    for family in LifeFamily.allCases {
      let fit = try LifeFit(LifeSample(times: LifeFitTests.lives), family)
      func life(_ parameters: [Double]) -> LifeDistribution {
        switch family {
        case .exponential: .exponential(scale: parameters[0])
        case .weibull: .weibull(scale: parameters[0], shape: parameters[1])
        case .lognormal: .lognormal(location: parameters[0], spread: parameters[1])
        case .loglogistic: .loglogistic(scale: parameters[0], shape: parameters[1])
        case .gompertz: .gompertz(rate: parameters[0], shape: parameters[1])
        }
      }
      func deviation(_ function: (LifeDistribution) -> Double) -> Double {
        let slopes = fit.parameters.indices.map { index in
          var (up, down) = (fit.parameters, fit.parameters)
          let step = 1e-5 * abs(fit.parameters[index])
          up[index] += step
          down[index] -= step
          return (function(life(up)) - function(life(down))) / (2 * step)
        }
        var sum = 0.0
        for i in slopes.indices {
          for j in slopes.indices { sum += slopes[i] * fit.covariance[i][j] * slopes[j] }
        }
        return sum.squareRoot()
      }
      let z = 1.959963984540054
      let time = fit.distribution.quantile(0.3)
      let quantile = fit.quantileInterval(0.3)
      #expect(
        relativeError(
          log(quantile.upper / quantile.lower) / (2 * z), deviation { log($0.quantile(0.3)) })
          < 1e-6)
      let share = fit.survivalInterval(at: time)
      #expect(
        relativeError(
          log(log(share.lower) / log(share.upper)) / (2 * z),
          deviation { log($0.cumulativeHazard(at: time)) }) < 1e-6)
    }
  }

  @Test("The search ends at the maximum from any data", .tags(.law))
  func maximum() throws {
    // The likelihood falls to all sides: steps of a hundredth of a standard error.
    for family in LifeFamily.allCases {
      let times: [Double] = [0.1, 0.2, 5, 1000, 1e6]
      let fit = try LifeFit(
        LifeSample(times: times, failed: [true, true, true, true, false]), family)
      #expect(fit.iterations < 60, "\(family) \(fit.iterations)")
      #expect(fit.standardErrors.allSatisfy { $0 > 0 && $0.isFinite })
    }
  }
}
