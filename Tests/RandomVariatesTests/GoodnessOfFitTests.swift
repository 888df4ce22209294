import Distributions
import EventKernel
import RandomVariates
import SpecialFunctions
import TestSupport
import Testing

/// Draws against the distribution's cumulative function.
///
/// Each check fails a correct sampler with a probability of 1e-6, so that all of them together, some
/// 400, do so for one choice of the seed in 2,500.
@Suite("Goodness of fit")
struct GoodnessOfFitTests {
  /// The statistic of Kolmogorov and Smirnov: P(√n D > 2.69) = 2 exp(-2 · 2.69²) = 1e-6.
  @Test(
    "Draws follow the cumulative distribution function", .tags(.statistical),
    arguments: SamplerCases.continuous + SamplerCases.cut + SamplerCases.tables)
  func kolmogorovSmirnov(_ sample: SamplerCase) throws {
    try sample.distribution.validate()
    let count = 20_000
    let draws = sample.draws(count, seed: 1).sorted()
    let distribution = TruncatedDistribution(sample.distribution)
    var distance = 0.0
    var index = 0
    while index < count {
      // Equal draws: points that have a probability, or numbers rounded to the same one. The
      // neighbors on either side are allowed for rounding; about 0, where numbers are coarse, some.
      let draw = draws[index]
      var next = index
      while next < count, draws[next] == draw { next += 1 }
      distance = max(
        distance,
        Double(next) / Double(count)
          - distribution.cumulative(at: draw == 0 ? .leastNormalMagnitude : draw.nextUp),
        distribution.below(draw.nextDown) - Double(index) / Double(count))
      index = next
    }
    #expect(Double(count).squareRoot() * distance < 2.69)
    let (first, last) = (draws[0], draws[count - 1])
    #expect(first >= sample.distribution.atLeast && last <= sample.distribution.atMost)
  }

  /// Pearson's chi-squared over cells of about equal probability, none below 5 expected draws.
  private func chiSquared(_ sample: SamplerCase, count: Int) throws {
    try sample.distribution.validate()
    let distribution = TruncatedDistribution(sample.distribution)
    // The ends of the cells; the last cell has no end.
    var ends: [Double] = []
    for step in 1..<25 {
      let end = distribution.quantile(at: Double(step) / 25)
      if ends.last.map({ $0 < end }) ?? true { ends.append(end) }
    }
    var expected: [Double] = []
    var before = 0.0
    for end in ends {
      let upTo = distribution.cumulative(at: end)
      expected.append((upTo - before) * Double(count))
      before = upTo
    }
    expected.append(distribution.survival(at: ends[ends.count - 1]) * Double(count))
    var observed = Array(repeating: 0.0, count: expected.count)
    for draw in sample.draws(count, seed: 2) {
      observed[ends.firstIndex { draw <= $0 } ?? ends.count] += 1
    }
    // Pool from the right what is too small.
    while let last = expected.last, last < 5, expected.count > 1 {
      expected[expected.count - 2] += last
      observed[observed.count - 2] += observed[observed.count - 1]
      expected.removeLast()
      observed.removeLast()
    }
    guard expected.count > 1 else {
      let total = observed.reduce(0, +)
      #expect(total == Double(count))
      return
    }
    var statistic = 0.0
    for (seen, mean) in zip(observed, expected) {
      statistic += (seen - mean) * (seen - mean) / mean
    }
    let degrees = Double(expected.count - 1)
    let limit = 2 * RegularizedGamma.inverseUpper(shape: degrees / 2, probability: 1e-6)
    #expect(statistic < limit, "\(observed) \(expected)")
  }

  @Test(
    "Counts and given values come as often as they should", .tags(.statistical),
    arguments: SamplerCases.counts + SamplerCases.discreteTables)
  func pearson(_ sample: SamplerCase) throws {
    try chiSquared(sample, count: 20_000)
  }

  @Test(
    "Very large counts come as often as they should", .tags(.statistical),
    arguments: SamplerCases.largeCounts)
  func pearsonLarge(_ sample: SamplerCase) throws {
    try chiSquared(sample, count: sample.mode == .fast ? 20_000 : 500)
  }

  @Test("Discrete draws are among the values", .tags(.law), arguments: SamplerCases.discreteTables)
  func amongValues(_ sample: SamplerCase) throws {
    for draw in sample.draws(500, seed: 3) {
      let probability = try sample.distribution.probability(of: draw)
      #expect(probability > 0)
    }
  }
}
