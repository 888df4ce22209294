import TestDraws
import Testing

@testable import Forecasting

@Suite("Forecast methods")
struct MethodTests {
  func forecast(
    _ name: String, _ values: [Double], periods: [Int] = [], horizon: Int
  ) throws -> [Double] {
    let request = try ForecastRequest(method: ForecastMethod(name: name), horizon: horizon)
    return try TimeSeries(values: values, periods: periods).forecast(request).mean
  }

  @Test("Simple methods by hand")
  func simple() throws {
    let values = [1.0, 3, 2, 5, 4, 7]
    #expect(try forecast("naive", values, horizon: 2) == [7, 7])
    #expect(try forecast("seasonal-naive", values, periods: [2], horizon: 3) == [4, 7, 4])
    #expect(try forecast("drift", values, horizon: 2) == [7 + 1.2, 7 + 2.4])
    #expect(try forecast("mean", values, horizon: 1) == [22.0 / 6])
    #expect(try forecast("zero", values, horizon: 2) == [0, 0])
  }

  @Test("Theta is the mean of the line and of twice the local changes smoothed")
  func thetaIdentity() throws {
    let values = Goldens.smooth
    let horizon = 5
    let fitted = try ThetaMethod(TimeSeries(values: values), method: "theta").classical(horizon)
    let alpha = fitted.parameters[0].value
    let line = ThetaModel.Line(of: values)
    let curve = values.enumerated().map {
      2 * $0.element - (line.intercept + line.slope * Double($0.offset + 1))
    }
    let smoothed = SimpleSmoothing(curve, alpha: alpha).level
    for step in 1...horizon {
      // The line smoothed lags behind by what simple smoothing of a ramp does, which the identity carries in
      // its start: here both begin at the first value.
      let ahead = line.intercept + line.slope * Double(values.count + step)
      let expected = 0.5 * (ahead + smoothed)
      // Sums of 36 values of about 150 in another order: below 1e-9.
      #expect(abs(fitted.mean[step - 1] - expected) < 1e-9)
    }
  }

  @Test("Theta models with given parameters forecast as statsforecast", arguments: Goldens.thetas)
  func thetaModels(golden: (kind: String, forecast: [Double])) throws {
    let kind = try #require(ThetaModel.Kind(rawValue: golden.kind))
    let model = ThetaModel(
      kind, Goldens.smooth, initialLevel: 60, alpha: 0.4, theta: kind.estimatesTheta ? 3 : 2)
    for (own, other) in zip(model.forecast(4), golden.forecast) {
      // The same recursion in double precision: 40 steps of values of about 150.
      #expect(abs(own - other) < 1e-9)
    }
  }

  @Test("Croston by hand: sizes 4, 2, 6 at intervals 3, 2, 3")
  func croston() {
    let demand = IntermittentDemand([0, 0, 4, 0, 2, 0, 0, 6])
    #expect(demand.sizes == [4, 2, 6])
    #expect(demand.intervals == [3, 2, 3])
    // Sizes 4, 3, 4.5; intervals 3, 2.5, 2.75.
    #expect(demand.croston(alpha: 0.5) == 4.5 / 2.75)
    #expect(demand.syntetosBoylan(alpha: 0.5) == 0.75 * (4.5 / 2.75))
    // The probability: 0, 0, ½, ¼, ⅝, 5/16, 5/32, 37/64.
    #expect(
      demand.teunterSyntetosBabai(sizeWeight: 0.5, probabilityWeight: 0.5) == 4.5 * 37 / 64)
  }

  @Test("Intermittent methods agree with statsforecast", arguments: Goldens.intermittent)
  func intermittent(golden: (method: String, forecast: Double)) throws {
    let own = try forecast(golden.method, Goldens.sparse, horizon: 1)[0]
    // Fixed weights agree to rounding; fitted ones to the tolerance 0.001 of the weight, about 1 % of the range
    // of 0.2, which moves a smoothed value of about 2 by less than 0.004.
    let isFixed = ["croston", "sba", "tsb"].contains(golden.method)
    #expect(abs(own - golden.forecast) < (isFixed ? 1e-12 : 0.004))
  }

  @Test("STL agrees with statsmodels")
  func decomposition() {
    let parts = SeasonalTrendDecomposition(Goldens.smooth, period: 4, .init(seasonalWindow: 11))
    for place in Goldens.smooth.indices {
      // The same sums in another order.
      #expect(abs(parts.seasonal[place] - Goldens.seasonal[place]) < 1e-9)
      #expect(abs(parts.trend[place] - Goldens.trend[place]) < 1e-9)
    }
  }

  @Test("MSTL finds two seasons of a sum and forecasts it")
  func multipleSeasons() throws {
    func value(_ step: Int) -> Double {
      let (day, week) = (step % 6, step % 30)
      return 50 + [0.0, 3, 5, 3, -4, -7][day] + (week < 24 ? 2 : -8)
    }
    let known = (0..<300).map(value)
    let own = try forecast("steady(ar)", known, periods: [6, 30], horizon: 30)
    for step in 0..<30 {
      // Local means over 35 seasons leave a little of one season in the other: below 2 % of the range of 22.
      #expect(abs(own[step] - value(300 + step)) < 0.44)
    }
  }

  @Test("Autoregression finds the weight of an AR(1) process")
  func autoregression() {
    var draws = Draws("autoregression")
    var values = [draws.normal() / 0.64.squareRoot()]
    for _ in 1..<4_000 { values.append(0.6 * values[values.count - 1] + draws.normal()) }
    let fit = Autoregression(values, longest: 1)
    // 4 standard errors, √((1 - φ²)/n).
    #expect(abs(fit.weights[0] - 0.6) < 4 * (0.64 / 4_000).squareRoot())
    let ahead = fit.deviation(40)
    #expect(
      abs(ahead[39] / (fit.variance / (1 - fit.weights[0] * fit.weights[0])).squareRoot() - 1)
        < 1e-6)
  }

  @Test("Every name is read back, and combinations are read")
  func names() throws {
    for name in ForecastMethod.names { #expect(try ForecastMethod(name: name).description == name) }
    for name in [
      "mean(ets, dotm)", "median(naive, mean(drift, theta))", "steady(ar)", "mstl(dotm)",
    ] {
      #expect(try ForecastMethod(name: name).description == name)
    }
    #expect(throws: ForecastingError.unknownMethod("etz")) { try ForecastMethod(name: "etz") }
  }
}
