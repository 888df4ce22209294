import EventKernel
import RandomVariates
import Testing

/// A distribution from which samplers are tested.
struct SamplerCase: CustomTestStringConvertible, Sendable {
  var distribution: Distribution
  /// Whether the eighth moment is near enough to be seen in 10⁵ draws.
  var hasLightTails: Bool
  var mode: SamplingMode = .fast

  var testDescription: String {
    let text = "\(mode) \(distribution)"
    return text.count > 200 ? String(text.prefix(200)) + "…" : text
  }

  /// `count` draws, each from a stream of its own.
  func draws(_ count: Int, seed: UInt64) -> [Double] {
    var tables = SamplerTables()
    let sampler = tables.sampler(for: distribution, mode: mode)
    let key = StreamKey(seed: seed, replication: 0, path: "sampler", purpose: "test")
    var draws: [Double] = []
    draws.reserveCapacity(count)
    for number in 0..<count {
      var stream = RandomStream(key, ordinal: UInt64(number))
      draws.append(sampler.sample(using: &stream, from: tables))
    }
    return draws
  }
}

/// The distributions of the sampler tests: every family, ordinary and extreme parameters, cut and
/// shifted.
enum SamplerCases {
  static func light(
    _ family: Distribution.Family, shift: Double = 0, atLeast: Double = -.infinity,
    atMost: Double = .infinity
  ) -> SamplerCase {
    SamplerCase(
      distribution: Distribution(family, shift: shift, atLeast: atLeast, atMost: atMost),
      hasLightTails: true)
  }

  static func heavy(
    _ family: Distribution.Family, shift: Double = 0, atLeast: Double = -.infinity,
    atMost: Double = .infinity
  ) -> SamplerCase {
    var heavy = light(family, shift: shift, atLeast: atLeast, atMost: atMost)
    heavy.hasLightTails = false
    return heavy
  }

  /// Both modes of each case.
  static func bothModes(_ cases: [SamplerCase]) -> [SamplerCase] {
    cases.flatMap { fast -> [SamplerCase] in
      var inversion = fast
      inversion.mode = .inversion
      return [fast, inversion]
    }
  }

  static let continuous: [SamplerCase] = bothModes([
    light(.uniform(lower: -2, upper: 5)),
    light(.exponential(mean: 3)),
    light(.exponential(mean: 1e-9)),
    light(.normal(mean: 10, standardDeviation: 4)),
    light(.logNormal(mean: 22, standardDeviation: 2.2)),
    light(.logNormal(mean: 5, standardDeviation: 0.05)),
    heavy(.logNormal(mean: 1, standardDeviation: 2)),
    heavy(.logNormal(mean: 1, standardDeviation: 10)),
    heavy(.gamma(shape: 1e-3, scale: 2)),
    heavy(.gamma(shape: 0.4, scale: 2)),
    light(.gamma(shape: 1, scale: 2)),
    light(.gamma(shape: 11, scale: 0.5)),
    light(.gamma(shape: 1e4, scale: 3)),
    heavy(.weibull(shape: 0.1, scale: 5)),
    heavy(.weibull(shape: 0.7, scale: 5)),
    light(.weibull(shape: 3.7, scale: 92)),
    light(.weibull(shape: 50, scale: 92)),
    light(.triangular(lower: 24, mode: 30, upper: 48)),
    light(.triangular(lower: 0, mode: 0, upper: 1)),
    light(.triangular(lower: 0, mode: 1, upper: 1)),
    light(.beta(first: 2, second: 5, lower: -1, upper: 3)),
    light(.beta(first: 0.5, second: 0.5, lower: 0, upper: 1)),
    light(.beta(first: 0.3, second: 4, lower: 0, upper: 1)),
    heavy(.beta(first: 0.02, second: 0.05, lower: 0, upper: 1)),
    light(.beta(first: 300, second: 2_000, lower: 5, upper: 6)),
    light(.erlang(stages: 1, mean: 4)),
    light(.erlang(stages: 5, mean: 4)),
    light(.inverseGaussian(mean: 3, shape: 20)),
    heavy(.inverseGaussian(mean: 3, shape: 0.03)),
    light(.inverseGaussian(mean: 3, shape: 3e6)),
  ])

  static let cut: [SamplerCase] = bothModes([
    light(.uniform(lower: -2, upper: 5), shift: 0.3, atLeast: 0, atMost: 0.01),
    light(.normal(mean: 17, standardDeviation: 2), atLeast: 16),
    light(.normal(mean: 17, standardDeviation: 2), shift: 3, atMost: 18),
    light(.normal(mean: 0, standardDeviation: 1), atLeast: 10),
    light(.normal(mean: 0, standardDeviation: 1), atMost: -10),
    light(.normal(mean: 0, standardDeviation: 1), atLeast: 2, atMost: 2.5),
    light(.exponential(mean: 3), atLeast: 1, atMost: 4),
    light(.exponential(mean: 3), shift: 2, atLeast: 2_000),
    light(.exponential(mean: 3), atMost: 0.01),
    light(.logNormal(mean: 5, standardDeviation: 5), atMost: 6),
    heavy(.logNormal(mean: 5, standardDeviation: 5), atLeast: 60),
    light(.gamma(shape: 2, scale: 3), atLeast: 5),
    light(.gamma(shape: 0.01, scale: 3), atLeast: 1),
    light(.gamma(shape: 40, scale: 3), atMost: 60),
    light(.gamma(shape: 1e18, scale: 1e-18), atLeast: 1),
    light(.weibull(shape: 2, scale: 400), shift: 10, atLeast: 100, atMost: 300),
    light(.weibull(shape: 50, scale: 92), atLeast: 98),
    light(.triangular(lower: 24, mode: 30, upper: 48), atLeast: 47),
    light(.triangular(lower: 24, mode: 30, upper: 48), atMost: 26),
    light(.beta(first: 2, second: 5, lower: -1, upper: 3), atLeast: 0, atMost: 1),
    light(.beta(first: 2, second: 5, lower: 0, upper: 1), atLeast: 0.9),
    light(.erlang(stages: 5, mean: 4), atMost: 1),
    heavy(.inverseGaussian(mean: 3, shape: 2), atLeast: 30),
    light(.inverseGaussian(mean: 3, shape: 2), atMost: 0.5),
  ])

  static let counts: [SamplerCase] = bothModes([
    heavy(.poisson(mean: 1e-3)),
    light(.poisson(mean: 0.7)),
    light(.poisson(mean: 9.9)),
    light(.poisson(mean: 10)),
    light(.poisson(mean: 12.5)),
    light(.poisson(mean: 800)),
    light(.poisson(mean: 3.5), shift: 0.5, atLeast: 2, atMost: 8),
    light(.poisson(mean: 10), atLeast: 30),
    light(.binomial(trials: 1, probability: 0.3)),
    light(.binomial(trials: 12, probability: 0.25)),
    light(.binomial(trials: 12, probability: 0.95)),
    light(.binomial(trials: 40, probability: 0.25)),
    light(.binomial(trials: 40, probability: 0.7)),
    light(.binomial(trials: 1_000, probability: 0.5)),
    heavy(.binomial(trials: 1_000_000_000, probability: 1e-10)),
    light(.binomial(trials: 1_000_000_000, probability: 5e-9)),
    light(.binomial(trials: 1_000_000_000, probability: 1 - 3e-8)),
    light(.binomial(trials: 12, probability: 0.25), atLeast: 5),
    light(.geometric(probability: 0.5)),
    light(.geometric(probability: 0.03)),
    light(.geometric(probability: 1e-12)),
    heavy(.geometric(probability: 0.9999)),
    light(.geometric(probability: 0.03), atLeast: 1_000, atMost: 1_050),
    light(.negativeBinomial(successes: 5, probability: 0.4)),
    light(.negativeBinomial(successes: 40, probability: 0.05)),
    heavy(.negativeBinomial(successes: 0.02, probability: 0.01)),
    light(.negativeBinomial(successes: 2.5, probability: 0.25), atMost: 10),
    light(.negativeBinomial(successes: 2.5, probability: 0.25), atLeast: 25),
  ])

  /// Counts whose quantiles take long: a search in functions of 10⁴ terms.
  static let largeCounts: [SamplerCase] = bothModes([
    light(.poisson(mean: 1e7)),
    light(.binomial(trials: 1_000_000_000, probability: 0.3)),
    light(.negativeBinomial(successes: 1_000, probability: 1e-4)),
  ])

  static let weights: [Weighted<Double>] = [
    Weighted(7, weight: 1), Weighted(-2, weight: 3), Weighted(5, weight: 0),
    Weighted(11, weight: 0.5), Weighted(3, weight: 2.25), Weighted(4, weight: 1e-9),
  ]

  static let discreteTables: [SamplerCase] = bothModes([
    light(.discrete(weights)),
    light(.discrete(weights), shift: 100, atLeast: 100, atMost: 110),
    light(.discrete([Weighted(3, weight: 0.1)])),
    light(.empirical(values: [4, 1, 1, 9, 2.5], interpolated: false)),
    light(.empirical(values: [4, 1, 1, 9, 2.5], interpolated: false), shift: 1, atLeast: 2.5),
    light(
      .mixture([
        Weighted(.constant(3), weight: 1),
        Weighted(Distribution(.poisson(mean: 4), shift: 1), weight: 2),
      ])),
    light(
      .mixture([
        Weighted(Distribution(.poisson(mean: 2)), weight: 1),
        Weighted(Distribution(.poisson(mean: 14)), weight: 2),
      ]), atLeast: 3, atMost: 9),
  ])

  static let setUp = Distribution(
    .mixture([
      Weighted(Distribution(.normal(mean: 10, standardDeviation: 1), atLeast: 9), weight: 2),
      Weighted(Distribution(.gamma(shape: 2, scale: 4), shift: 20), weight: 1),
    ]))

  static let tables: [SamplerCase] = bothModes([
    light(.empirical(values: [4, 1, 9, 2.5, 8, 8.5], interpolated: true)),
    light(.empirical(values: [4, 1, 1, 1, 9, 2.5], interpolated: true), shift: 2, atMost: 9),
    light(.empirical(values: [4, 1, 9, 2.5], interpolated: true), atLeast: 8.9),
    light(
      .mixture([
        Weighted(setUp, weight: 1), Weighted(Distribution(.exponential(mean: 5)), weight: 3),
        Weighted(Distribution(.uniform(lower: 0, upper: 1)), weight: 0),
      ])),
    light(setUp.family, shift: -5, atLeast: 6, atMost: 20),
    light(setUp.family, atLeast: 60),
    light(
      .mixture([
        Weighted(.constant(0), weight: 1), Weighted(Distribution(.exponential(mean: 2)), weight: 1),
      ])),
  ])
}
