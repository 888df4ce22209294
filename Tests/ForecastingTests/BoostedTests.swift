import JSONDocuments
import ParallelWork
import TestDraws
import Testing

@testable import Forecasting

@Suite("Boosting on lags of many series")
struct BoostedTests {
  /// Demand of twelve months: a level of its own, a season that all share, and noise.
  static func shop(
    _ purpose: String, _ number: Int, count: Int = 60, noise: Double = 0.05
  ) throws -> TimeSeries {
    var draws = Draws(purpose, ordinal: number)
    let level = 20 * (1 + 50 * draws.uniform())
    return try TimeSeries(
      name: "shop \(number)",
      values: (0..<count).map { month in
        level * ((month % 12 == 11 ? 2 : 1) + noise * draws.normal())
      }, periods: [12])
  }

  static func shops(_ count: Int, _ purpose: String = "shops") throws -> [KnownSeries] {
    try (0..<count).map { KnownSeries(try shop(purpose, $0)) }
  }

  @Test("The scale by hand")
  func scale() {
    // Changes 2, -1, 3; mean size 11/4, of which twice is usual: (14 + 4 · 5.5²) / 7.
    let measure = OriginScale([1.0, 3, 2, 5].span, period: nil, usualRatio: 2)
    #expect(measure.level == 2.75)
    #expect(abs(measure.scale * measure.scale - 135.0 / 7) < 1e-12)
    // Over a season of 2 changes are 1 and 2, on average 5/2, less than 14/3.
    let seasonal = OriginScale([1.0, 3, 2, 5].span, period: 2, usualRatio: 2)
    #expect(abs(seasonal.scale * seasonal.scale - (7.5 + 121) / 7) < 1e-12)
    #expect(OriginScale([10.0].span, period: nil, usualRatio: 0.5).scale == 5)
    #expect(OriginScale([0.0, 0, 0].span, period: nil, usualRatio: 0.5).scale == 0)
    #expect(OriginScale.usualRatio([[1, 1], [4, 4]], period: nil) == 1)
  }

  @Test("What trees are told, by hand")
  func features() throws {
    let layout = LagFeatures(periods: [2], known: ["price"])
    let values = [1.0, 5, 0, 6]

    let measure = OriginScale(values.span, period: 2, usualRatio: 1)
    let known = try KnownColumns(names: ["price"], columns: [[7, 9, 8, 8, 6, 4]])
    var rows = [Double](repeating: 0, count: 2 * layout.names.count)
    layout.fill(values.span, measure, base: [3, 4], known, into: &rows)
    func told(_ name: String, _ step: Int) throws -> Double {
      rows[step * layout.names.count + (try #require(layout.names.firstIndex(of: name)))]
    }
    // The level is 3: the mean of four values.
    func unscaled(_ name: String, _ step: Int) throws -> Double {
      try told(name, step) * measure.scale
    }
    #expect(try told("step", 0) == 1 && told("step", 1) == 2)
    #expect(try told("length", 1) == 4 && told("zeros", 1) == 0.25 && told("silence", 0) == 0)
    #expect(try abs(unscaled("lag 1", 0) - 3) < 1e-12 && abs(unscaled("lag 3", 1) - 2) < 1e-12)
    #expect(try told("lag 5", 0).isNaN && told("mean 6", 0).isNaN)
    #expect(try abs(unscaled("mean 3", 1) - (11.0 / 3 - 3)) < 1e-12)
    #expect(try abs(unscaled("base", 0)) < 1e-12 && abs(unscaled("base", 1) - 1) < 1e-12)
    #expect(
      try abs(unscaled("season 2", 0) + 3) < 1e-12 && abs(unscaled("season 2", 1) - 3) < 1e-12)
    #expect(try abs(unscaled("season 2 before", 0) + 2) < 1e-12)
    // First places 1 and 0, second ones 5 and 6, all 3 on average.
    #expect(try abs(unscaled("profile 2", 0) + 2.5) < 1e-12)
    #expect(try abs(unscaled("profile 2", 1) - 2.5) < 1e-12)
    #expect(try told("phase 2", 0) == 0 && told("phase 2", 1) == 1)
    #expect(try told("price then", 1) == 4 && told("price less usual", 1) == -4)
    #expect(try told("price now", 0) == 8)
  }

  @Test("Ranks of errors by hand, and the same ranks where they are thinned")
  func stepErrors() {
    let errors = StepErrors([(1...9).map(Double.init), [2, -1]])
    // Ranks 10 · 0.1 = 1 and 10 · 0.9 = 9.
    let interval = errors.interval(0.8, about: [0, 10, 10], scale: 2)
    #expect(interval.lower[0] == 2 && interval.upper[0] == 18)
    // Of two errors the outermost; a step beyond, √(3/2) times as wide.
    #expect(interval.lower[1] == 8 && interval.upper[1] == 14)
    #expect(abs(interval.upper[2] - (10 + 4 * 1.5.squareRoot())) < 1e-12)
    #expect(errors.deviation(1) == 2.5.squareRoot())
    // 799 errors have rank 20 of 800 at 0.025; so has the kept one of rank 10 of 400.
    let many = StepErrors([(1...799).map(Double.init)])
    #expect(many.sorted[0].count == 399)
    let ends = many.interval(0.95, about: [0], scale: 1)
    #expect(ends.lower[0] == 20 && ends.upper[0] == 780)
  }

  @Test("A season that all share is told to a series that is shorter than it")
  func coldStart() throws {
    let learned = try BoostedForecaster(
      learning: try BoostedTests.shops(30), BoostedSettings(horizon: 12))
    #expect(learned.seriesCount == 30 && learned.horizon == 12 && learned.periods == [12])
    let new = try TimeSeries(name: "new", values: [100, 103, 98, 101, 99, 102], periods: [12])
    let forecast = try learned.forecast(new, steps: 12)
    // December comes at the sixth step, at twice the level. Early rows are few: a quarter of the rise is enough to
    // tell it from the mean, and other months stay within 25 %.
    #expect(forecast.mean[5] > 125)
    for step in 0..<12 where step != 5 { #expect(abs(forecast.mean[step] - 100) < 25) }
    for count in 1...2 {
      let tiny = try TimeSeries(values: Array(new.values.prefix(count)), periods: [12])
      let mean = tiny.values.reduce(0, +) / Double(count)
      let forecast = try learned.forecast(tiny, steps: 14, levels: [0.8])
      #expect(forecast.mean == [Double](repeating: mean, count: 14))
      #expect(forecast.notes == [.fewValues(count)])
      #expect(forecast.intervals[0].upper[0] > mean && forecast.intervals[0].lower[0] < mean)
    }
    let silent = try learned.forecast(
      TimeSeries(values: [0, 0, 0, 0], periods: [12]), steps: 2, levels: [0.8])
    #expect(silent.mean == [0, 0] && silent.intervals[0].upper == [0, 0])
    #expect(silent.notes == [.constant])
  }

  @Test("Promotions known in advance are learned, and help a series that had none")
  func promotions() throws {
    func series(_ number: Int, isPromoted: Bool = true) throws -> (KnownSeries, [Double]) {
      var draws = Draws("promotions", ordinal: number)
      let level = 50 + 500 * draws.uniform()
      let promoted = (0..<62).map { week in
        draws.chance(0.2) && (isPromoted || week >= 60) ? 1.0 : 0
      }
      let values = promoted.map { level * (1 + 0.5 * $0 + 0.03 * draws.normal()) }
      return (
        KnownSeries(
          try TimeSeries(name: "\(number)", values: Array(values[..<60])),
          known: try KnownColumns(names: ["promotion"], columns: [promoted])),
        Array(values[60...])
      )
    }
    let learning = try (0..<40).map { try series($0).0 }
    let learned = try BoostedForecaster(learning: learning, BoostedSettings(horizon: 2))
    #expect(learned.knownNames == ["promotion"])
    let plain = try BoostedForecaster(
      learning: learning.map { KnownSeries($0.series) }, BoostedSettings(horizon: 2))
    var (with, without) = (0.0, 0.0)
    for number in 100..<160 {
      let (given, actual) = try series(number, isPromoted: number % 2 == 0)
      let size = given.series.values.reduce(0, +) / 60
      let told = try learned.forecast(given.series, known: given.known, steps: 2).mean
      let untold = try plain.forecast(given.series, steps: 2).mean
      for step in 0..<2 {
        with += abs(told[step] - actual[step]) / size
        without += abs(untold[step] - actual[step]) / size
      }
    }
    // A promotion moves a fifth of the values by half a level: without knowing, errors are 0.16 and more of the
    // level; knowing, the noise leaves 0.03 √(2/π) = 0.024. Less than half is asked for.
    #expect(with < 0.5 * without)
  }

  @Test("Intervals hold their share of values to come, of series that were not learned")
  func coverage() throws {
    func series(_ number: Int) throws -> TimeSeries {
      var draws = Draws("boosted coverage", ordinal: number)
      var state = 0.0
      let level = 100 * (1 + draws.uniform())
      return try TimeSeries(
        name: "\(number)",
        values: (0..<44).map { _ in
          state = 0.6 * state + draws.normal()
          return level + 10 * state
        })
    }
    let learned = try BoostedForecaster(
      learning: try (0..<200).map { KnownSeries(try series($0)) }, BoostedSettings(horizon: 4))
    let trials = 600
    for (level, step) in [(0.8, 0), (0.8, 3), (0.95, 0)] {
      var inside = 0
      for number in 1000..<1000 + trials {
        let all = try series(number)
        let interval = try learned.forecast(all.prefix(40), steps: 4, levels: [level]).intervals[0]
        if all.values[40 + step] >= interval.lower[step],
          all.values[40 + step] <= interval.upper[step]
        {
          inside += 1
        }
      }
      // 3 standard errors: of the share of 600, and of a quantile of the 200 errors that were held out.
      let variance = level * (1 - level) * (1 / Double(trials) + 1 / 200.0)
      #expect(abs(Double(inside) / Double(trials) - level) < 3 * variance.squareRoot())
    }
  }

  @Test("Any number of jobs gives the same bytes, and another seed others")
  func jobs() async throws {
    let series = try BoostedTests.shops(12)
    let settings = BoostedSettings(horizon: 6)
    let alone = try SavedForecaster(BoostedForecaster(learning: series, settings)).files()
    for jobs in [1, 4] {
      let learned = try await BoostedForecaster.learned(
        from: series, settings, on: SideBySide(jobs: jobs))
      #expect(try SavedForecaster(learned).files() == alone)
    }
    var other = settings
    other.seed = 2
    #expect(try SavedForecaster(BoostedForecaster(learning: series, other)).files() != alone)
  }

  @Test("In a batch it is learned from all, and a combination has it as a member")
  func batch() async throws {
    let series = try BoostedTests.shops(12).map(\.series)
    func outcomes(_ method: String, jobs: Int) async throws -> [Forecast] {
      let request = try ForecastRequest(
        method: ForecastMethod(name: method), horizon: 6, levels: [0.8])
      return try await ForecastBatch(request).outcomes(of: series, on: SideBySide(jobs: jobs)).map {
        try #require(try $0?.get())
      }
    }
    let one = try await outcomes("boosted", jobs: 1)
    #expect(try await outcomes("boosted", jobs: 4) == one)
    #expect(one[0].parameters[0] == NamedParameter("series", 12))
    let learned = try BoostedForecaster(
      learning: series.map { KnownSeries($0) }, BoostedSettings(horizon: 6))
    #expect(try learned.forecast(series[3], steps: 6, levels: [0.8]) == one[3])
    let naive = try await outcomes("naive", jobs: 1)
    let both = try await outcomes("mean(boosted, naive)", jobs: 2)
    #expect(both[5].mean == zip(one[5].mean, naive[5].mean).map { ($0 + $1) / 2 })
    // Alone a series is all there is to learn from.
    let single = try series[3].forecast(ForecastRequest(method: .boosted, horizon: 6))
    #expect(single.parameters[0] == NamedParameter("series", 1))
    #expect(single.mean.allSatisfy(\.isFinite) && single.mean != one[3].mean)
  }

  @Test("At an earlier origin nothing is learned of what came later, in any series")
  func noLeak() async throws {
    let series = try BoostedTests.shops(8).map(\.series)
    // The first series as it is, the others another world in their last horizon.
    let changed = try series.enumerated().map { place, each in
      place == 0
        ? each
        : try TimeSeries(
          name: each.name, values: Array(each.values[..<54]) + [9e5, 0, 9e5, 0, 9e5, 0],
          periods: [12])
    }
    let request = try ForecastRequest(method: .boosted, horizon: 6)
    func origins(_ series: [TimeSeries]) async throws -> [[Backtest.Origin]] {
      try await ForecastBatch(request).backtests(of: series, origins: 2, on: SideBySide(jobs: 2))
        .map { try #require(try $0?.get()).origins }
    }
    let (first, second) = (try await origins(series), try await origins(changed))
    #expect(first[0].map(\.known) == [48, 54])
    for place in series.indices {
      #expect(first[place][0].forecast == second[place][0].forecast)
      #expect(first[place][1].forecast == second[place][1].forecast)
    }
    // What came at the first origin is learned at the second.
    let early = try series.enumerated().map { place, each in
      place == 0
        ? each
        : try TimeSeries(
          name: each.name,
          values: Array(each.values[..<48]) + [9e5, 0, 9e5, 0, 9e5, 0] + each.values[54...],
          periods: [12])
    }
    let third = try await origins(early)
    #expect(first[0][0].forecast == third[0][0].forecast)
    #expect(first[0][1].forecast != third[0][1].forecast)
  }

  @Test("Steps beyond the horizon follow from the first as if they had come")
  func beyond() throws {
    let series = try BoostedTests.shops(10)
    let learned = try BoostedForecaster(learning: series, BoostedSettings(horizon: 4))
    let long = try learned.forecast(series[2].series, steps: 10).mean
    let first = try learned.forecast(series[2].series, steps: 4).mean
    #expect(Array(long[..<4]) == first)
    let longer = try TimeSeries(values: series[2].series.values + first, periods: [12])
    #expect(Array(long[4..<8]) == (try learned.forecast(longer, steps: 4).mean))
  }

  @Test("Demand that is mostly zero stays at zero or above, and comes to about what it was")
  func intermittent() throws {
    let series = try (0..<60).map { number in
      var draws = Draws("rare demand", ordinal: number)
      return KnownSeries(
        try TimeSeries(
          name: "\(number)",
          values: (0..<40).map { _ in draws.chance(0.3) ? Double(draws.whole(1...5)) : 0 }))
    }
    let learned = try BoostedForecaster(learning: series, BoostedSettings(horizon: 6))
    var sum = 0.0
    for each in series {
      let forecast = try learned.forecast(each.series, steps: 6, levels: [0.9])
      #expect(forecast.mean.allSatisfy { $0 >= 0 })
      #expect(forecast.intervals[0].lower.allSatisfy { $0 >= 0 })
      sum += forecast.mean.reduce(0, +)
    }
    // 0.3 · 3 a step. A value has variance 0.3 · 11 - 0.81 = 2.49, so the mean of the 2,400 learned has standard error
    // 0.032; DiscountedDemand, a candidate, draws 10 % towards zero.
    #expect(abs(sum / 360 - 0.9) < 3 * 0.032 + 0.09)
  }

  @Test("What does not go together is refused")
  func refusals() throws {
    func message(_ body: () throws -> Void) -> String {
      do {
        try body()
        return "nothing refused"
      } catch {
        return "\(error)"
      }
    }
    let series = try BoostedTests.shops(2)
    let settings = BoostedSettings(horizon: 6)
    let short = KnownSeries(try TimeSeries(name: "short", values: [1, 2, 3, 4, 5, 6, 7]))
    #expect(
      message { _ = try BoostedForecaster(learning: [short], settings) }
        == "boosted learns from series of at least 14 values, the horizon and 8 before; of 1 series the longest "
        + "has 7: give more history, or ask for fewer steps")
    let weekly = KnownSeries(
      try TimeSeries(name: "weekly", values: [Double](repeating: 1, count: 60), periods: [7]))
    #expect(
      message { _ = try BoostedForecaster(learning: series + [weekly], settings) }
        == "weekly has seasons of 7 steps, and the first series has seasons of 12 steps; learn them apart"
    )
    #expect(
      message {
        _ = try BoostedForecaster(
          learning: series, BoostedSettings(horizon: 6, base: ForecastMethod(name: "mstl(boosted)"))
        )
      }.hasPrefix("trees cannot correct 'mstl(boosted)'"))
    let silent = KnownSeries(
      try TimeSeries(name: "silent", values: [Double](repeating: 0, count: 40)))
    #expect(
      message { _ = try BoostedForecaster(learning: [silent], settings) }
        == "boosted cannot learn: there is nothing to learn: there are zeros only before the last 6 steps"
    )
    let column = try KnownColumns(names: ["price"], columns: [[1, 2, 3]])
    #expect(
      message {
        _ = try BoostedForecaster(
          learning: [KnownSeries(series[0].series, known: column)], settings)
      }
        == "columns known in advance: 'price' of shop 0 has 3 steps, and 60 are needed: those of the series and "
        + "those to come")
    let learned = try BoostedForecaster(learning: series, settings)
    #expect(
      message { _ = try learned.forecast(series[0].series, known: column, steps: 1) }
        == "columns known in advance: shop 0 has 'price', and what is learned has no columns")
    #expect(
      message { _ = try KnownColumns(names: ["a", "a"], columns: [[1], [1]]) }
        == "columns known in advance: the name 'a' stands twice")
    let constant = KnownSeries(
      try TimeSeries(name: "constant", values: [Double](repeating: 5, count: 40)))
    let flat = try BoostedForecaster(learning: [constant], settings)
    #expect(try flat.forecast(constant.series, steps: 3).mean == [5, 5, 5])
  }
}
