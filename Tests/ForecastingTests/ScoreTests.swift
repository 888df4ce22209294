import ParallelWork
import TestDraws
import Testing

@testable import Forecasting

@Suite("Scores and intervals")
struct ScoreTests {
  @Test("Scores by hand")
  func scores() throws {
    // Steps 2, -1, 3; lag 2: 1, 2. Errors 1 and -2.
    let score = try ForecastScore(of: [5, 8], against: [6, 6], history: [1, 3, 2, 5], period: 2)
    #expect(score.meanAbsoluteScaled == 1.5 / 1.5)
    let root = try #require(score.rootMeanSquareScaled)
    #expect(abs(root - (2.5 / (14.0 / 3)).squareRoot()) < 1e-15)
    #expect(abs(score.symmetricPercentage - (200.0 / 11 + 400.0 / 14) / 2) < 1e-12)
    #expect(score.bias == -0.5 / 2.75)
    let flat = try ForecastScore(of: [0, 0], against: [0, 0], history: [0, 0, 0], period: 1)
    #expect(flat.meanAbsoluteScaled == nil && flat.rootMeanSquareScaled == nil)
    #expect(flat.symmetricPercentage == 0 && flat.bias == nil)
    #expect(ForecastScore.overallWeightedAverage([score], reference: [score]) == 1)
  }

  @Test("Interval scores by hand")
  func intervals() throws {
    let interval = PredictionInterval(level: 0.8, lower: [1, 1], upper: [3, 3])
    let score = try IntervalScore(of: interval, against: [2, 4])
    #expect(score.coverage == 0.5)
    // Widths 2 and 2, and 2/0.2 · 1 for the second; a step's pinball losses are a tenth of its score.
    #expect(abs(score.score - 7) < 1e-12)
    #expect(abs(score.pinball - 7 * 0.1 / 2) < 1e-12)
  }

  @Test("Conformal intervals hold their share")
  func conformal() throws {
    let trials = 200
    var inside = 0
    for trial in 0..<trials {
      var draws = Draws("conformal", ordinal: trial)
      let values = (0..<80).map { _ in 10 + draws.normal() }
      let request = try ForecastRequest(
        method: .mean, horizon: 1, levels: [0.8], intervals: .conformal(origins: 39))
      let interval = try TimeSeries(values: Array(values[..<79])).forecast(request).intervals[0]
      if values[79] >= interval.lower[0], values[79] <= interval.upper[0] { inside += 1 }
    }
    // The rank is 32 of 39 errors: 32/40 = 0.8 where origins are exchangeable, which means of 40 and more values
    // are but for 2 %; 3 standard errors, √(0.16 / 200) each.
    #expect(abs(Double(inside) / Double(trials) - 0.8) < 3 * (0.16 / 200).squareRoot() + 0.005)
  }

  @Test("A backtest knows nothing of what comes after an origin")
  func backtest() throws {
    let request = try ForecastRequest(
      method: ForecastMethod(name: "ets"), horizon: 4, levels: [0.9])
    let series = try TimeSeries(values: Goldens.smooth, periods: [4])
    let test = try Backtest(series, request, origins: 2)
    #expect(test.origins.map(\.known) == [28, 32])
    let other = try TimeSeries(
      values: Array(Goldens.smooth[..<28]) + [Double](repeating: 1e6, count: 8), periods: [4])
    #expect(
      try Backtest(other, request, origins: 2).origins[0].forecast == test.origins[0].forecast)
    #expect(test.origins[0].intervals.count == 1)
    let mean = try #require(test.mean(\.meanAbsoluteScaled))
    #expect(mean > 0 && mean < 1)
  }

  @Test("A batch gives the same for any number of jobs")
  func jobs() async throws {
    let series = try (0..<12).map { number in
      var draws = Draws("batch", ordinal: number)
      return try TimeSeries(
        name: "series \(number)",
        values: (0..<(number == 5 ? 3 : 40)).map { 50 + Double($0 % 4) + draws.normal() },
        periods: [4])
    }
    let batch = ForecastBatch(
      try ForecastRequest(method: .smoothingAverage, horizon: 4, levels: [0.8, 0.95]))
    var heard: [Int] = []
    let one = await batch.outcomes(
      of: series, on: SideBySide(jobs: 1), progress: { heard.append($0) })
    let four = await batch.outcomes(of: series, on: SideBySide(jobs: 4))
    #expect(one == four)
    #expect(heard == Array(1...12))
    #expect(throws: ForecastingError.self) { try one[5]?.get() }
    #expect(try one[4]?.get().intervals.count == 2)
  }
}
