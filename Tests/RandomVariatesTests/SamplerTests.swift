import Distributions
import EventKernel
import TestSupport
import Testing

/// Samplers against the distributions' own mean, variance and cumulative function.
@Suite("Samplers")
struct SamplerTests {
  static let distributions: [Distribution] = [
    Distribution(.uniform(lower: -2, upper: 5)),
    Distribution(.exponential(mean: 3)),
    Distribution(.normal(mean: 10, standardDeviation: 4)),
    Distribution(.logNormal(mean: 22, standardDeviation: 2.2)),
    Distribution(.logNormal(mean: 1, standardDeviation: 2)),
    Distribution(.gamma(shape: 0.4, scale: 2)),
    Distribution(.gamma(shape: 1, scale: 2)),
    Distribution(.gamma(shape: 11, scale: 0.5)),
    Distribution(.weibull(shape: 0.7, scale: 5)),
    Distribution(.weibull(shape: 3.7, scale: 92)),
    Distribution(.triangular(lower: 24, mode: 30, upper: 48)),
    Distribution(.triangular(lower: 0, mode: 0, upper: 1)),
    Distribution(.triangular(lower: 0, mode: 1, upper: 1)),
    Distribution(.normal(mean: 17, standardDeviation: 2), atLeast: 16),
    Distribution(.exponential(mean: 3), atLeast: 1, atMost: 4),
    Distribution(.logNormal(mean: 5, standardDeviation: 5), atMost: 6),
    Distribution(.gamma(shape: 2, scale: 3), atLeast: 5),
  ]

  private func sample(_ distribution: Distribution, count: Int, seed: UInt64) -> [Double] {
    let sampler = Sampler(distribution)
    let key = StreamKey(seed: seed, replication: 0, path: "sampler", purpose: "test")
    return (0..<count).map { number in
      var stream = RandomStream(key, ordinal: UInt64(number))
      return sampler.sample(using: &stream)
    }
  }

  /// The statistic of Kolmogorov and Smirnov.
  ///
  /// P(√n D > 2.23) = 2 exp(-2 · 2.23²) = 1e-4, so that a correct sampler
  /// fails one of these 34 checks once in 300 choices of seeds.
  @Test(
    "Draws follow the cumulative distribution function", .tags(.statistical),
    arguments: distributions, [1, 2] as [UInt64])
  func goodnessOfFit(distribution: Distribution, seed: UInt64) throws {
    let count = 20_000
    let draws = sample(distribution, count: count, seed: seed).sorted()
    var distance = 0.0
    for (index, draw) in draws.enumerated() {
      let cumulative = try distribution.cumulative(at: draw)
      distance = max(
        distance, cumulative - Double(index) / Double(count),
        Double(index + 1) / Double(count) - cumulative)
    }
    #expect(Double(count).squareRoot() * distance < 2.23)
  }

  /// Within 4 standard errors: fails for about one correct sampler in 16,000.
  @Test("The mean of draws is the mean", .tags(.statistical), arguments: distributions)
  func mean(distribution: Distribution) throws {
    let count = 200_000
    let draws = sample(distribution, count: count, seed: 3)
    let mean = draws.reduce(0, +) / Double(count)
    let standardError = try distribution.standardDeviation / Double(count).squareRoot()
    #expect(abs(mean - (try distribution.mean)) < 4 * standardError)
  }

  @Test("Bounded draws stay within their bounds", .tags(.law), arguments: distributions)
  func bounds(distribution: Distribution) {
    let draws = sample(distribution, count: 20_000, seed: 4)
    #expect(draws.allSatisfy { $0 >= distribution.atLeast && $0 <= distribution.atMost })
  }

  @Test("A constant takes no random numbers", .tags(.exact))
  func constant() {
    #expect(sample(.constant(7), count: 3, seed: 5) == [7, 7, 7])
  }
}
