import Distributions
import EventKernel
import RandomVariates
import TestSupport
import Testing

/// Shifts that are no whole number of the smallest unit: 8.2 - 0.2 is less than 8.
@Suite("Shifted distributions")
struct ShiftTests {
  static let families: [Distribution.Family] = [
    .poisson(mean: 5), .binomial(trials: 12, probability: 0.4), .geometric(probability: 0.3),
    .negativeBinomial(successes: 3, probability: 0.4),
    .discrete([Weighted(0.1, weight: 1), Weighted(-5, weight: 1), Weighted(2.5, weight: 3)]),
    .empirical(values: [0.1, 0.7, 0.7, 3.3], interpolated: false),
  ]

  @Test(
    "A quantile is a value that can be drawn, with its probability up to it", .tags(.law),
    arguments: families)
  func quantiles(family: Distribution.Family) throws {
    for tenths in 1...40 {
      let shifted = Distribution(family, shift: Double(tenths) / 10)
      for probability in [0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99] {
        let quantile = try shifted.quantile(at: probability)
        #expect(try shifted.probability(of: quantile) > 0)
        #expect(try shifted.cumulative(at: quantile) >= probability)
        #expect(try shifted.hazard(at: quantile) > 0)
      }
    }
  }

  @Test("A bound on a shifted value keeps what becomes the bound", .tags(.exact))
  func bounds() throws {
    for tenths in 1...19 {
      let shift = Double(tenths) / 10
      for last in 0...12 {
        let bound = Double(last) + shift
        let cut = Distribution(.poisson(mean: 5), shift: shift, atMost: bound)
        let whole = Distribution(.poisson(mean: 5), atMost: Double(last))
        #expect(try cut.acceptance == (try whole.acceptance))
        #expect(try cut.quantile(at: 1) == bound)
        let from = Distribution(.poisson(mean: 5), shift: shift, atLeast: bound)
        #expect(
          try from.acceptance
            == (try Distribution(.poisson(mean: 5), atLeast: Double(last)).acceptance))
        #expect(try abs(cut.mean - shift - (try whole.mean)) < 1e-13 * (1 + shift))
      }
    }
    #expect(try Distribution(.constant(value: 0.1), shift: 0.6, atMost: 0.7).acceptance == 1)
    let two = Distribution(
      .discrete([Weighted(0.1, weight: 1), Weighted(-5, weight: 1)]), shift: 0.6, atMost: 0.7)
    #expect(try two.acceptance == 1)
  }

  /// The chance that 2,000 draws miss a value of probability 0.008 is 1e-7.
  @Test(
    "Both modes draw the value at the bound", .tags(.law),
    arguments: [SamplingMode.fast, .inversion])
  func draws(mode: SamplingMode) {
    let cut = Distribution(.poisson(mean: 3), shift: 0.2, atMost: 8.2)
    let sampler = Sampler(cut, mode: mode)
    var stream = RandomStream(
      StreamKey(seed: 1, replication: 0, path: "shift", purpose: "test"))
    let draws = (0..<2000).map { _ in sampler.sample(using: &stream) }
    #expect(draws.max() == 8.2)
  }
}
