import SimulationStatistics
import TestDraws
import TestSupport
import Testing

@Suite("Collectors")
struct CollectorTests {
  /// 1.5-th powers of a full cycle of residues: skewed, and with no pattern in their order.
  static let skewed = (0..<1_000).map { Double(($0 * 7_919) % 1_009).raised(to: 1.5) }

  // MARK: - Moments

  /// 1, 2, 3, 10: mean 4, sums of squares 50, of cubes 180, of fourth powers 1394.
  ///
  /// Skewness √4 · 180/50^1.5, kurtosis 4 · 1394/2500 - 3.
  @Test("Four moments worked by hand", .tags(.exact))
  func moments() throws {
    let tally = MomentTally([1, 2, 3, 10])
    #expect(tally.mean == 4)
    #expect(relativeError(try #require(tally.variance), 50.0 / 3) < 1e-15)
    #expect(relativeError(try #require(tally.skewness), 360 / 50.0.raised(to: 1.5)) < 1e-14)
    #expect(relativeError(try #require(tally.excessKurtosis), -0.7696) < 1e-14)
    #expect(tally.minimum == 1)
    #expect(tally.maximum == 10)
  }

  /// Values of SciPy's `skew` and `kurtosis`, which use the same definitions.
  @Test("Skewness and kurtosis of a thousand observations", .tags(.exact))
  func manyMoments() throws {
    let tally = MomentTally(CollectorTests.skewed)
    // A thousand updates of sums with rounding 1e-16 each.
    #expect(relativeError(try #require(tally.mean), 12_827.726043094211) < 1e-12)
    #expect(relativeError(try #require(tally.variance), 92_511_330.99832083) < 1e-12)
    #expect(relativeError(try #require(tally.skewness), 0.36044250588599913) < 1e-12)
    #expect(relativeError(try #require(tally.excessKurtosis), -1.1316105010355606) < 1e-12)
  }

  @Test("Moments of nothing, and of observations that do not vary", .tags(.exact))
  func noMoments() {
    #expect(MomentTally().mean == nil)
    #expect(MomentTally([5]).variance == nil)
    #expect(MomentTally([5, 5, 5]).skewness == nil)
    #expect(MomentTally([5, 5, 5]).excessKurtosis == nil)
  }

  @Test("Moments merged in any order are those of all observations", .tags(.law))
  func mergedMoments() throws {
    let whole = MomentTally(CollectorTests.skewed)
    var draws = Draws("merged moments")
    let cuts = [0, 1, 3, 3, 200, 999, 1_000]
    for _ in 0..<20 {
      let parts = draws.permuted(
        zip(cuts, cuts.dropFirst()).map { MomentTally(CollectorTests.skewed[$0..<$1]) })
      var merged = MomentTally()
      for part in parts { merged.merge(part) }
      #expect(merged.count == whole.count)
      #expect(merged.minimum == whole.minimum)
      #expect(merged.maximum == whole.maximum)
      for moment in [\MomentTally.mean, \.variance, \.skewness, \.excessKurtosis] {
        let value = try #require(merged[keyPath: moment])
        #expect(relativeError(value, try #require(whole[keyPath: moment])) < 1e-11)
      }
    }
  }

  // MARK: - Levels

  /// 1 for 4, 3 for 2, 0 for 4: mean 1, Σ w (x - 1)² = 0 + 8 + 4.
  @Test("A level's variance and range weigh and note each value", .tags(.exact))
  func levelRecord() throws {
    var level = LevelRecord(level: 1, at: 0)
    level.add(2, at: 4)
    level.set(0, at: 6)
    #expect(relativeError(try #require(level.average(until: 10)), 1) < 1e-15)
    #expect(relativeError(try #require(level.variance(until: 10)), 1.2) < 1e-15)
    #expect(level.minimum == 0)
    #expect(level.maximum == 3)
    level.restart(at: 10)
    #expect(level.average(until: 10) == nil)
    #expect(level.variance(until: 10) == nil)
    #expect(level.maximum == 0)
    level.add(5, at: 12)
    level.add(-5, at: 12)
    #expect(level.average(until: 20) == 0)
    #expect(level.maximum == 5)
  }

  @Test("A record and a plain level agree on the average", .tags(.law))
  func levelsAgree() throws {
    var draws = Draws("levels")
    var (plain, record) = (TimeWeightedLevel(level: 3), LevelRecord(level: 3))
    var time = 0.0
    for step in 0..<10_000 {
      time += draws.exponential()
      let change = Double(draws.index(below: 5) - 2)
      plain.add(change, at: time)
      record.add(change, at: time)
      #expect(plain.level == record.level)
      guard step % 1_000 == 999 else { continue }
      let average = try #require(plain.average(until: time + 1))
      #expect(abs(average - (try #require(record.average(until: time + 1)))) < 1e-9)
    }
  }

  // MARK: - Rates

  /// Quantiles of chi-square variables from SciPy: χ²(0.025; 2n)/2 and χ²(0.975; 2n + 2)/2.
  ///
  /// Those of
  /// n = 10 are in every table: 4.795 and 18.39.
  @Test(
    "Garwood's interval of a Poisson count", .tags(.exact),
    arguments: [
      (0, 0, 3.6888794541139363), (1, 0.025317807984289876, 5.571643390938898),
      (2, 0.24220927854396496, 7.224687667723961), (10, 4.7953886961324335, 18.390356042017775),
      (100, 81.36399125092314, 121.62679379242638),
      (1_000, 938.9730184076952, 1_063.952136016302),
    ])
  func garwood(count: Int, lower: Double, upper: Double) throws {
    let rate = EventRate(count: count, over: 4)
    let interval = try #require(try rate.interval())
    #expect(rate.rate == Double(count) / 4)
    #expect(relativeError(interval.lowerBound, lower / 4) < 1e-11)
    #expect(relativeError(interval.upperBound, upper / 4) < 1e-11)
  }

  @Test("Rates add up events and time", .tags(.exact))
  func rates() throws {
    var rate = EventRate()
    #expect(rate.rate == nil)
    #expect(try rate.interval() == nil)
    rate.add()
    rate.observe(2)
    rate.merge(EventRate(count: 2, over: 4))
    #expect(rate == EventRate(count: 3, over: 6))
    #expect(rate.rate == 0.5)
    #expect(throws: StatisticsInputError.self) { try rate.interval(confidenceLevel: 95) }
  }

  // MARK: - States

  @Test("Times and entries of states, and what a restart forgets", .tags(.exact))
  func states() {
    var states = StateDurations(stateCount: 3, at: 1)
    states.enter(2, at: 4)
    states.enter(0, at: 5)
    states.enter(0, at: 7)
    let times = states.times(until: 11)
    #expect(times.durations == [9, 0, 1])
    #expect(times.entries == [2, 0, 1])
    #expect(times.fractions == [0.9, 0, 0.1])
    #expect(times.fraction(of: 2) == 0.1)
    states.restart(at: 11)
    #expect(states.times(until: 11).fractions == nil)
    #expect(states.times(until: 15).durations == [4, 0, 0])
    #expect(states.times(until: 15).entries == [0, 0, 0])
    var merged = times
    merged.merge(states.times(until: 15))
    #expect(merged.durations == [13, 0, 1])
    #expect(merged.entries == [2, 0, 1])
    #expect(merged.total == 14)
  }

  // MARK: - Histograms

  @Test("A histogram's bins hold their lower end and not their upper", .tags(.exact))
  func histogram() throws {
    var histogram = try Histogram(over: 0...1, binCount: 10)
    for observation in [-0.1, 0, 0.05, 0.1, 0.3, 0.7, 0.99, 1, 2, -.infinity, .infinity] {
      histogram.add(observation)
    }
    #expect(histogram.underflow == 2)
    #expect(histogram.overflow == 3)
    #expect(histogram.counts == [2, 1, 0, 1, 0, 0, 0, 1, 0, 1])
    #expect(histogram.count == 11)
    #expect(histogram.edge(10) == 1)
  }

  @Test("Every edge of a histogram belongs to the bin above it", .tags(.law))
  func edges() throws {
    for count in [1, 3, 7, 10, 49, 1_000] {
      var histogram = try Histogram(over: -0.3...1.1, binCount: count)
      for bin in 0..<count { histogram.add(histogram.edge(bin)) }
      #expect(histogram.counts == Array(repeating: 1, count: count))
      #expect(histogram.count == count)
    }
  }

  @Test("Histograms merge in any order to the same one", .tags(.law))
  func mergedHistograms() throws {
    var draws = Draws("merged histograms")
    var whole = try Histogram(over: -1...2, binCount: 12)
    var parts = Array(repeating: whole, count: 5)
    for _ in 0..<1_000 {
      let observation = draws.normal()
      whole.add(observation)
      parts[draws.index(below: 5)].add(observation)
    }
    for _ in 0..<10 {
      var merged = try Histogram(over: -1...2, binCount: 12)
      for part in draws.permuted(parts) { merged.merge(part) }
      #expect(merged == whole)
    }
  }

  @Test("A histogram without bins or width is refused", .tags(.failure))
  func noBins() {
    #expect(throws: StatisticsInputError.self) { try Histogram(over: 0...1, binCount: 0) }
    #expect(
      throws: StatisticsInputError.outOfRange(
        name: "width of the range", value: 0, requirement: "finite and above 0")
    ) { try Histogram(over: 1...1, binCount: 4) }
  }
}
