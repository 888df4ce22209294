import EventKernel
import RandomVariates
import TestSupport
import Testing

@Suite("Sampling by inversion")
struct InversionTests {
  static let cases =
    (SamplerCases.continuous + SamplerCases.cut + SamplerCases.counts
    + SamplerCases.discreteTables + SamplerCases.tables).filter { $0.mode == .inversion }

  private let key = StreamKey(seed: 5, replication: 0, path: "inversion", purpose: "test")

  @Test("A draw takes exactly one uniform number", .tags(.law), arguments: cases)
  func oneNumber(_ sample: SamplerCase) {
    var tables = SamplerTables()
    let sampler = tables.sampler(for: sample.distribution, mode: .inversion)
    var stream = RandomStream(key)
    var same = RandomStream(key)
    for _ in 0..<50 {
      let draw = sampler.sample(using: &stream, from: tables)
      let value = sampler.value(at: same.uniform(), from: tables)
      #expect(draw == value)
    }
    // Both streams stand at the same place.
    let (next, other) = (stream.next(), same.next())
    #expect(next == other)
  }

  @Test("Draws do not decrease in the uniform number", .tags(.law), arguments: cases)
  func monotone(_ sample: SamplerCase) {
    var tables = SamplerTables()
    let sampler = tables.sampler(for: sample.distribution, mode: .inversion)
    var stream = RandomStream(key)
    // From 1e-15 to 1 - 1e-15: even, and toward either end.
    var numbers = (0..<600).map { _ in stream.uniform() }
    for step in 1..<60 {
      let tail = 0.5 * 1.75.power(-step)
      numbers += [tail, 1 - tail]
    }
    // A quantile that is found by search is good to 1e-11.
    let slack: Double
    switch sample.distribution.family {
    case .gamma, .erlang, .beta, .inverseGaussian: slack = 1e-11
    default: slack = 0
    }
    var last = -Double.greatestFiniteMagnitude
    for u in numbers.sorted() {
      let value = sampler.value(at: u, from: tables)
      #expect(value >= last - slack * abs(last))
      last = max(last, value)
    }
    #expect(last <= sample.distribution.atMost)
  }

  @Test("Mirrored uniform numbers give mirrored quantiles", .tags(.exact))
  func antithetic() {
    let normal = Sampler(Distribution(.normal(mean: 3, standardDeviation: 2)), mode: .inversion)
    let triangle = Sampler(
      Distribution(.triangular(lower: -1, mode: 0, upper: 1)), mode: .inversion)
    let (left, right) = (Distribution(.exponential(mean: 1)), Distribution(.exponential(mean: 1)))
    var tables = SamplerTables()
    let mixture = tables.sampler(
      for: Distribution(
        .mixture([
          Weighted(Distribution(.uniform(lower: -3, upper: -1)), weight: 1),
          Weighted(Distribution(.uniform(lower: 1, upper: 3)), weight: 1),
        ])), mode: .inversion)
    #expect(left == right)
    var stream = RandomStream(key)
    for _ in 0..<200 {
      let u = stream.uniform()
      let sum = normal.value(at: u) + normal.value(at: 1 - u)
      #expect(abs(sum - 6) < 1e-13)
      #expect(abs(triangle.value(at: u) + triangle.value(at: 1 - u)) < 1e-15)
      let pair = mixture.value(at: u, from: tables) + mixture.value(at: 1 - u, from: tables)
      #expect(abs(pair) < 1e-14)
    }
  }

  @Test("A constant takes no random numbers", .tags(.exact))
  func constant() {
    for mode in [SamplingMode.fast, .inversion] {
      let sampler = Sampler(.constant(7), mode: mode)
      var stream = RandomStream(key)
      var untouched = RandomStream(key)
      #expect(sampler.sample(using: &stream) == 7)
      let (next, other) = (stream.next(), untouched.next())
      #expect(next == other)
    }
  }
}

extension Double {
  /// The whole power of a number.
  fileprivate func power(_ exponent: Int) -> Double {
    (0..<abs(exponent)).reduce(1) { product, _ in exponent < 0 ? product / self : product * self }
  }
}
