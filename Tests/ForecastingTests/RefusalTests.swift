import Testing

@testable import Forecasting

@Suite("What forecasting refuses, and says")
struct RefusalTests {
  func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "nothing"
    } catch {
      return "\(error)"
    }
  }

  @Test("Missing values are named by place, and filled when asked")
  func missing() throws {
    #expect(
      message { _ = try TimeSeries(name: "pumps", values: [1, .nan, 3, .infinity]) }
        == "pumps: 2 values at 2, 4 (counted from 1) are missing or not finite; fill them in, or "
        + "ask for interpolation")
    let filled = try TimeSeries(values: [.nan, 1, .nan, .nan, 4, .nan], missing: .interpolate)
    #expect(filled.values == [1, 1, 2, 3, 4, 4])
    #expect(
      message { _ = try TimeSeries(values: [.nan], missing: .interpolate) }.contains("is missing"))
  }

  @Test("A series of fewer than two seasons")
  func short() throws {
    let series = try TimeSeries(
      name: "pumps", values: (0..<20).map { 9 + Double($0 * 7 % 5) }, periods: [12])
    func forecast(_ name: String) throws -> Forecast {
      try series.forecast(ForecastRequest(method: ForecastMethod(name: name), horizon: 3))
    }
    #expect(
      message { _ = try forecast("ETS(A,N,A)") }
        == "pumps: ETS(A,N,A) needs at least 24 values (two seasons of 12), and there are 20; "
        + "give more history, or choose another method")
    #expect(message { _ = try forecast("mstl") }.hasPrefix("pumps: mstl needs at least 24 values"))
    let automatic = try forecast("automatic")
    // Whoever names a method that takes seasons where it can hears the same.
    for name in ["ets", "ets-average", "theta", "dotm", "auto-theta", "naive2"] {
      #expect(try forecast(name).notes == [.seasonLeftOut(period: 12, count: 20)], "\(name)")
    }
    // It has no seasons in any series.
    #expect(try forecast("ses").notes == [])
    #expect(automatic.notes == [.seasonLeftOut(period: 12, count: 20)])
    #expect(
      automatic.notes[0].description
        == "20 values are fewer than two seasons of 12, so this season is left out")
  }

  @Test("Constant, negative and tiny series")
  func odd() throws {
    let constant = try TimeSeries(name: "pumps", values: [Double](repeating: 4, count: 12))
    let ets = try ForecastRequest(method: .exponentialSmoothing(nil), horizon: 2)
    #expect(
      message { _ = try constant.forecast(ets) }
        == "pumps: every value is 4.0, which leaves ETS nothing to estimate; use naive, or "
        + "automatic")
    let automatic = try constant.forecast(ForecastRequest(horizon: 2, levels: [0.9]))
    #expect(automatic.mean == [4, 4] && automatic.notes == [.constant])
    #expect(automatic.intervals[0].lower == [4, 4])
    let negative = try TimeSeries(name: "pumps", values: [1, 0, -2])
    #expect(
      message { _ = try negative.forecast(ForecastRequest(method: .croston, horizon: 1)) }
        == "pumps: value 3 is -2.0, and croston is for demand, which is not negative")
    for count in 1...8 {
      let tiny = try TimeSeries(values: (0..<count).map { Double($0 * 3 % 5) + 1 }, periods: [4])
      let forecast = try tiny.forecast(ForecastRequest(horizon: 6))
      #expect(forecast.mean.count == 6 && forecast.mean.allSatisfy(\.isFinite))
    }
  }

  @Test("A week is added to days of 24 hours")
  func week() throws {
    let day = [3.0, 5, 8, 6]
    let values = (0..<504).map { (hour: Int) -> Double in
      let workday = hour % 168 < 120 ? 4.0 : 0
      return day[hour % 24 / 6] + workday + Double(hour * 37 % 11) / 20
    }
    let forecast = try TimeSeries(values: values, periods: [24]).forecast(
      ForecastRequest(horizon: 24))
    #expect(forecast.notes == [.weekAdded])
    // What comes is the start of a week; the added teeth of 0 to 0.5 have mean 0.25.
    for hour in 0..<24 {
      #expect(abs(forecast.mean[hour] - day[hour / 6] - 4.25) < 0.5)
    }
  }

  @Test("Requests out of range")
  func requests() throws {
    #expect(message { _ = try ForecastRequest(horizon: 0) } == "horizon 0 must be at least 1 step")
    #expect(
      message { _ = try ForecastRequest(horizon: 1, levels: [95]) }
        == "interval level 95.0 must lie between 0 and 1, as 0.95 does")
    #expect(
      message { _ = try TimeSeries(name: "pumps", values: [1], periods: [12, 4]) }.hasPrefix(
        "pumps: seasons of 12, 4 steps"))
    #expect(
      message { _ = try TimeSeries(values: []) }
        == "series: no values; a forecast needs at least one")
  }

  @Test("Demand that is mostly zero is forecast as such")
  func intermittent() throws {
    let series = try TimeSeries(values: Goldens.sparse)
    let forecast = try series.forecast(ForecastRequest(horizon: 2, levels: [0.9]))
    #expect(forecast.method == "discounted")
    #expect(forecast.notes == [.intermittent(zeros: 16.0 / 24)])
    let interval = try #require(forecast.intervals.first)
    #expect(interval.lower == [0, 0] && interval.upper[0] > forecast.mean[0])
  }
}
