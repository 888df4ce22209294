import EventKernel
import RandomVariates
import TestSupport
import Testing

@Suite("Sampler tables")
struct TableTests {
  private let key = StreamKey(seed: 6, replication: 0, path: "tables", purpose: "test")

  @Test("The cells of an alias table add up to the weights", .tags(.exact))
  func aliasProbabilities() {
    var stream = RandomStream(key)
    var tables: [[Double]] = [
      [1], [1, 1, 1], [3, 1], [0, 2, 0, 5, 1e-12], [1e300, 1e300, 2e300], [1e-300, 3e-300],
    ]
    for count in [2, 7, 64, 1_000] {
      tables.append((0..<count).map { _ in stream.uniform() })
      tables.append((0..<count).map { _ in 1e-3 / stream.uniform() })
    }
    for weights in tables {
      let table = AliasTable(weights: weights)
      let scale = weights.max() ?? 1
      let total = weights.reduce(0) { $0 + $1 / scale }
      for (weight, probability) in zip(weights, table.probabilities(count: weights.count)) {
        // Each thing gets parts of many cells: roundings of 1e-16 of a cell each.
        let expected = weight / scale / total
        #expect(abs(probability - expected) <= 1e-13)
        if weight == 0 { #expect(probability == 0) }
      }
    }
  }

  @Test("A fork draws as the tables do that it was made from", .tags(.exact))
  func fork() {
    for sample in SamplerCases.discreteTables + SamplerCases.tables {
      var tables = SamplerTables()
      _ = tables.sampler(for: SamplerCases.setUp)
      let sampler = tables.sampler(for: sample.distribution, mode: sample.mode)
      let fork = tables.fork()
      // The tables grow; the fork and the sampler do not notice.
      _ = tables.sampler(for: SamplerCases.setUp, mode: .inversion)
      var (stream, other) = (RandomStream(key), RandomStream(key))
      for _ in 0..<100 {
        let one = sampler.sample(using: &stream, from: tables)
        let same = sampler.sample(using: &other, from: fork)
        #expect(one == same)
      }
    }
  }

  @Test("A family without tables draws the same with tables and without", .tags(.exact))
  func plain() {
    for sample in SamplerCases.continuous + SamplerCases.cut + SamplerCases.counts {
      let sampler = Sampler(sample.distribution, mode: sample.mode)
      #expect(!sample.distribution.needsTables)
      let tables = SamplerTables()
      var (stream, other) = (RandomStream(key), RandomStream(key))
      for _ in 0..<20 {
        let one = sampler.sample(using: &stream)
        let same = sampler.sample(using: &other, from: tables)
        #expect(one == same)
      }
    }
  }

  @Test("A discrete value of weight 0 is never drawn, however rare the others", .tags(.law))
  func zeroWeight() {
    let distribution = Distribution(
      .discrete([Weighted(1, weight: 0), Weighted(2, weight: 1e-30), Weighted(3, weight: 1)]))
    for mode in [SamplingMode.fast, .inversion] {
      var tables = SamplerTables()
      let sampler = tables.sampler(for: distribution, mode: mode)
      var stream = RandomStream(key)
      for _ in 0..<10_000 {
        let draw = sampler.sample(using: &stream, from: tables)
        #expect(draw == 3)
      }
    }
  }
}

@Suite("Lives beyond an age")
struct LifeBeyondTests {
  private func stream(_ ordinal: UInt64) -> RandomStream {
    RandomStream(
      StreamKey(seed: 7, replication: 0, path: "life", purpose: "test"), ordinal: ordinal)
  }

  @Test("The rest of an exponential life is exponential at any age", .tags(.exact))
  func memoryless() throws {
    let life = Distribution(.exponential(mean: 2))
    // 2,000 means: no number holds what is left, and it is drawn all the same.
    for age in [0.0, 1, 50, 4_000] {
      for ordinal in 0..<100 as Range<UInt64> {
        var one = stream(ordinal)
        var other = stream(ordinal)
        let beyond = try #require(life.life(beyond: age, using: &one)) - age
        let fresh = try #require(life.life(beyond: 0, using: &other))
        // Digits of the age are lost in the sum: 4,000 · 2^-53 · a few.
        #expect(abs(beyond - fresh) <= 1e-15 * max(1, age) * max(1, fresh) * 8)
      }
    }
  }

  /// U = R(X)/R(age) is uniform: the mean of 20,000 is 1/2 within 4 · √(1/12/20,000) = 0.0082.
  @Test(
    "Lives beyond an age are spread as the survival function says", .tags(.statistical),
    arguments: [
      (Distribution(.weibull(shape: 3, scale: 100)), 180.0),
      (Distribution(.weibull(shape: 0.5, scale: 100)), 5_000),
      (Distribution(.gamma(shape: 4, scale: 10)), 250),
      (Distribution(.logNormal(mean: 10, standardDeviation: 4)), 60),
      (Distribution(.normal(mean: 50, standardDeviation: 5), atLeast: 0), 100),
      (Distribution(.inverseGaussian(mean: 30, shape: 60)), 200),
      (SamplerCases.setUp, 40),
    ] as [(Distribution, Double)])
  func spread(_ life: Distribution, age: Double) throws {
    let whole = TruncatedDistribution(life)
    let reached = whole.survival(at: age)
    var sum = 0.0
    var squares = 0.0
    let count = life.needsTables ? 4_000 : 20_000
    for ordinal in 0..<count {
      var stream = stream(UInt64(ordinal))
      let drawn = try #require(life.life(beyond: age, using: &stream))
      #expect(drawn > age)
      let u = whole.survival(at: drawn) / reached
      sum += u
      squares += u * u
    }
    let n = Double(count)
    #expect(abs(sum / n - 0.5) < 4 * (1 / 12 / n).squareRoot())
    // Var U² = 4/45.
    #expect(abs(squares / n - 1.0 / 3) < 4 * (4.0 / 45 / n).squareRoot())
  }

  @Test("No life lasts beyond the upper end", .tags(.exact))
  func none() {
    var stream = stream(0)
    #expect(Distribution(.uniform(lower: 0, upper: 4)).life(beyond: 4, using: &stream) == nil)
    #expect(Distribution.constant(4).life(beyond: 5, using: &stream) == nil)
    #expect(Distribution.constant(4).life(beyond: 3, using: &stream) == 4)
    let discrete = Distribution(.discrete([Weighted(1, weight: 1), Weighted(2, weight: 1)]))
    #expect(discrete.life(beyond: 1, using: &stream) == 2)
    #expect(discrete.life(beyond: 2, using: &stream) == nil)
  }

  @Test("Four draws of several samplers are those of as many streams", .tags(.law))
  func fourDraws() {
    var tables = SamplerTables()
    let samplers = [
      tables.sampler(for: Distribution(.exponential(mean: 3))),
      tables.sampler(for: Distribution(.logNormal(mean: 5, standardDeviation: 2))),
      tables.sampler(for: Distribution(.exponential(mean: 2), shift: 1)),
      tables.sampler(for: Distribution(.empirical(values: [1, 4, 9], interpolated: true))),
      tables.sampler(for: .constant(7)),
    ]
    let keys = samplers.indices.map {
      StreamKey(seed: 6, replication: 1, path: "\($0)", purpose: "test")
    }
    var words = [UInt64](repeating: 0, count: 4 * keys.count)
    var values = [Double](repeating: 0, count: 4 * keys.count)
    // Enough for the ziggurat to need more than one word now and then: in 1.1 % of the draws.
    for first in stride(from: 0, to: 4_000, by: 4) as StrideTo<UInt64> {
      var wordSpan = words.mutableSpan
      RandomStream.beginnings(of: keys.span, fourFrom: first, into: &wordSpan)
      var span = values.mutableSpan
      Sampler.sampleFour(
        of: samplers.span, keys.span, beginningWith: words.span, into: &span, from: tables)
      for (place, sampler) in samplers.enumerated() {
        for word in 0..<4 {
          var stream = RandomStream(keys[place], ordinal: first + UInt64(word))
          let expected = sampler.sample(using: &stream, from: tables)
          #expect(values[4 * place + word] == expected)
        }
      }
    }
  }
}
