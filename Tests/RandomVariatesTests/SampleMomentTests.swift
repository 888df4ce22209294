import Distributions
import RandomVariates
import TestSupport
import Testing

/// Moments of draws against those of the distribution.
@Suite("Moments of draws")
struct SampleMomentTests {
  /// The mean of `values` less `expected`, in standard errors; 0 where nothing varies.
  private func deviation(_ values: [Double], from expected: Double) -> Double {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let difference = mean - expected
    return abs(difference) <= 1e-12 * max(1, abs(expected))
      ? 0 : difference / (square / count).squareRoot()
  }

  /// Standard errors from the sample's own higher moments.
  ///
  /// With z = (x - mean)/sd about the *exact* mean and deviation, the sample means of z, z², z³ and z⁴
  /// are unbiased, and their variances are those of the powers over n: for z⁴ that is
  /// (E[z⁸] - E[z⁴]²)/n, the eighth moment taken from the sample itself. Distributions with tails so
  /// heavy that 10⁵ draws do not show their eighth moment are left to the next test.
  @Test(
    "The first four moments of draws are those of the distribution within 4 standard errors",
    .tags(.statistical),
    arguments: (SamplerCases.continuous + SamplerCases.cut + SamplerCases.counts
      + SamplerCases.discreteTables + SamplerCases.tables).filter(\.hasLightTails))
  func fourMoments(_ sample: SamplerCase) throws {
    let distribution = sample.distribution
    let (mean, scale) = (try distribution.mean, try distribution.standardDeviation)
    let draws = sample.draws(sample.mode == .fast ? 100_000 : 20_000, seed: 11)
    guard scale > 0 else {
      #expect(draws.allSatisfy { $0 == mean })
      return
    }
    let z = draws.map { ($0 - mean) / scale }
    #expect(abs(deviation(z, from: 0)) < 4)
    #expect(abs(deviation(z.map { $0 * $0 }, from: 1)) < 4)
    let third = deviation(z.map { $0 * $0 * $0 }, from: try distribution.skewness)
    #expect(abs(third) < 4)
    let fourth = deviation(
      z.map { $0 * $0 * $0 * $0 }, from: try distribution.excessKurtosis + 3)
    #expect(abs(fourth) < 4)
  }

  /// F(X) is uniform, whatever the tails: with v = 2 F(X) - 1 the moments are 0, 1/3, 0 and 1/5, and
  /// the variances of the powers 1/3, 4/45, 1/7 and 16/225.
  @Test(
    "The probabilities of draws have the moments of the uniform within 4 standard errors",
    .tags(.statistical),
    arguments: SamplerCases.continuous + SamplerCases.cut)
  func uniformMoments(_ sample: SamplerCase) throws {
    let distribution = TruncatedDistribution(sample.distribution)
    let count = sample.mode == .fast ? 50_000 : 20_000
    let draws = sample.draws(count, seed: 12)
    // Very small shapes put probability below the smallest number, or nearer to 1 than the next one:
    // their draws are no longer continuous, and the test of Kolmogorov and Smirnov looks at them.
    guard draws.allSatisfy({ $0 != distribution.lower && $0 != distribution.upper }) else {
      return
    }
    let v = draws.map { 2 * distribution.cumulative(at: $0) - 1 }
    let root = Double(count).squareRoot()
    func mean(_ power: (Double) -> Double) -> Double {
      v.reduce(0) { $0 + power($1) } / Double(count)
    }
    #expect(abs(mean { $0 }) * root < 4 * (1.0 / 3).squareRoot())
    #expect(abs(mean { $0 * $0 } - 1.0 / 3) * root < 4 * (4.0 / 45).squareRoot())
    #expect(abs(mean { $0 * $0 * $0 }) * root < 4 * (1.0 / 7).squareRoot())
    let fourth = mean { $0 * $0 * $0 * $0 }
    #expect(abs(fourth - 0.2) * root < 4 * (16.0 / 225).squareRoot())
  }
}
