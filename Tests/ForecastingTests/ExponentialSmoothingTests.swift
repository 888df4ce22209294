import EventKernel
import TestDraws
import Testing

@testable import Forecasting

@Suite("Exponential smoothing")
struct ExponentialSmoothingTests {
  static func form(_ name: String) throws -> SmoothingForm {
    try #require(SmoothingForm.all.first { $0.description == name })
  }

  @Test("Simple smoothing by hand: errors -1, 1.5 and -0.25")
  func byHand() throws {
    let form = try ExponentialSmoothingTests.form("ETS(A,N,N)")
    var likelihood = SmoothingLikelihood([3, 5, 4], form, period: 1)
    let weights = SmoothingWeights(alpha: 0.5, beta: 0, gamma: 0, phi: 1)
    let value = likelihood.value(at: weights.point(form) + [4])
    // ℓ: 4, 3.5, 4.25, 4.125; Σ e² = 1 + 2.25 + 0.0625. The logistic weight is 0.5 to a few ulps.
    for (error, expected) in zip(likelihood.residuals, [-1, 1.5, -0.25]) {
      #expect(abs(error - expected) < 1e-12)
    }
    #expect(abs(likelihood.level - 4.125) < 1e-12)
    // ln 3.3125 = 1.19770319…, times 3.
    #expect(abs(value - 3 * 1.1977031913123) < 1e-10)
  }

  @Test("The slope is that of the function, for every form", arguments: SmoothingForm.all)
  func slope(form: SmoothingForm) {
    let values = Goldens.smooth.map { $0 / 100 }
    var likelihood = SmoothingLikelihood(values, form, period: 4, slopePrior: 3)
    let weights = SmoothingWeights(alpha: 0.4, beta: 0.1, gamma: 0.2, phi: 0.9)
    let point =
      weights.point(form) + SmoothingStart(values, form, period: 4).states(form)
    _ = likelihood.value(at: point)
    var slope = [Double](repeating: 0, count: point.count)
    likelihood.slope(into: &slope)
    for place in point.indices {
      let step = 1e-5
      var (up, down) = (point, point)
      up[place] += step
      down[place] -= step
      let difference = (likelihood.value(at: up) - likelihood.value(at: down)) / (2 * step)
      // Central differences err by step² times the third derivative, and by ulps over the step.
      #expect(abs(difference - slope[place]) < 1e-5 * max(1, abs(slope[place])))
    }
  }

  @Test("The likelihood is no worse than that of statsforecast", arguments: Goldens.deviances)
  func likelihood(golden: (form: String, deviance: Double)) throws {
    let series = try TimeSeries(values: Goldens.smooth, periods: [4])
    let fit = try ExponentialSmoothing(ExponentialSmoothingTests.form(golden.form), series)
    // Searches end within 1e-5 a step; a tenth is what nearby optima of one series differ by.
    #expect(fit.deviance < golden.deviance + 0.1)
  }

  @Test(
    "Formulas give the spread of drawn futures",
    arguments: [
      "ETS(A,N,N)", "ETS(A,Ad,A)", "ETS(M,N,N)", "ETS(M,A,N)", "ETS(M,Ad,A)",
    ])
  func spread(name: String) throws {
    let series = try TimeSeries(values: Goldens.smooth, periods: [4])
    let fit = try ExponentialSmoothing(ExponentialSmoothingTests.form(name), series)
    let deviation = try #require(fit.deviation(6))
    let mean = fit.mean(6)
    let key = StreamKey(seed: 7, replication: 0, path: "tests", purpose: "futures")
    let count = 20_000
    for (step, values) in fit.futures(count, horizon: 6, key: key).enumerated() {
      let average = values.reduce(0, +) / Double(count)
      let square = values.reduce(0) { $0 + ($1 - average) * ($1 - average) } / Double(count)
      // 4 standard errors: σ/√n of a mean, σ/√(2n) of a deviation.
      #expect(abs(average - mean[step]) < 4 * deviation[step] / Double(count).squareRoot())
      #expect(
        abs(square.squareRoot() / deviation[step] - 1) < 4 / (2 * Double(count)).squareRoot())
    }
  }

  @Test(
    "Intervals of 90 % hold 90 % of simulated values",
    arguments: [
      "ETS(A,N,N)", "ETS(M,A,N)", "ETS(A,N,A)", "ETS(M,N,M)",
    ])
  func coverage(name: String) throws {
    let form = try ExponentialSmoothingTests.form(name)
    let (trials, count) = (300, 240)
    var inside = 0
    for trial in 0..<trials {
      var draws = Draws("coverage \(name)", ordinal: trial)
      var (level, slope) = (100.0, form.trend == .none ? 0 : 0.2)
      var seasons = form.season == .multiplicative ? [1.1, 0.9, 1.2, 0.8] : [10, -10, 20, -20]
      var values: [Double] = []
      for step in 0...count {
        let base = level + slope
        let season = seasons[step % 4]
        let forecast =
          form.season == .none ? base : form.season == .additive ? base + season : base * season
        let error = draws.normal() * (form.error == .additive ? 3 : 0.02 * forecast)
        values.append(forecast + error)
        let drive = form.season == .multiplicative ? error / season : error
        level = base + 0.3 * drive
        if form.trend != .none { slope += 0.01 * drive }
        if form.season == .additive { seasons[step % 4] += 0.1 * error }
        if form.season == .multiplicative { seasons[step % 4] += 0.1 * error / base }
      }
      let known = try TimeSeries(
        name: "\(trial)", values: Array(values[..<count]), periods: [4])
      let forecast = try known.forecast(
        ForecastRequest(method: .exponentialSmoothing(form), horizon: 1, levels: [0.9]))
      let interval = forecast.intervals[0]
      if values[count] >= interval.lower[0], values[count] <= interval.upper[0] { inside += 1 }
    }
    // 3 standard errors, √(0.9 · 0.1 / 300) each; up to 7 estimates in 240 values cost about
    // half a point: z φ(z) 7/240 = 0.005.
    let share = Double(inside) / Double(trials)
    #expect(abs(share - 0.9) < 3 * (0.09 / Double(trials)).squareRoot() + 0.005)
  }

  @Test("The best form has the least criterion, and averages lie between their forms")
  func selection() throws {
    let series = try TimeSeries(values: Goldens.smooth, periods: [4])
    let ranked = try SmoothingSelection(series).ranked
    #expect(ranked.count == 15)
    #expect(
      zip(ranked, ranked.dropFirst()).allSatisfy { $0.correctedCriterion <= $1.correctedCriterion })
    let average = try SmoothingAverage(series)
    #expect(abs(average.shares.reduce(0) { $0 + $1.share } - 1) < 1e-12)
    let task = ForecastTask(horizon: 1, levels: [], seed: 1)
    let means = average.shares.map { $0.fit.mean(1)[0] }
    let mixed = average.fitted(series, task).mean[0]
    #expect(mixed >= means.min() ?? .infinity && mixed <= means.max() ?? -.infinity)
  }
}
