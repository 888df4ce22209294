import Forecasting
import TestSupport
import Testing

@testable import Reports

@Suite("Pages about forecasts")
struct ForecastReportTests {
  /// A line with a season of four, and the name of a series that would spoil a careless page.
  private func report(
    isTrial: Bool = false, name: String = "a</script><b>\"'&"
  ) throws -> ForecastReport {
    let season = [3.0, -1, 0, -2]
    let series = try TimeSeries(
      name: name, values: (0..<60).map { 20 + 0.5 * Double($0) + season[$0 % 4] }, periods: [4])
    func trial(_ method: ForecastMethod) throws -> MethodTrial {
      let request = try ForecastRequest(method: method, horizon: 4, levels: [0.8, 0.95])
      return MethodTrial(
        method: "\(method)", backtests: [try Backtest(series, request, origins: 3)])
    }
    let request = try ForecastRequest(
      method: ForecastMethod(name: "naive"), horizon: 4, levels: [0.8, 0.95])
    return ForecastReport(
      source: "orders.csv", command: "fettle forecast orders.csv", version: "1.2.3",
      series: [series], forecasts: isTrial ? [] : [try series.forecast(request)],
      trials: try ["naive", "seasonal-naive"].map { try trial(ForecastMethod(name: $0)) },
      reference: try trial(.naive2), levels: [0.8, 0.95], horizon: 4)
  }

  @Test("A page of forecasts reads strictly, whatever series are called, and is the same twice")
  func page() throws {
    let report = try report()
    try PageCheck.check(report.page)
    #expect(report.page.html == (try self.report()).page.html)
    try PageCheck.check(try self.report(isTrial: true).page)
  }

  @Test("The best method comes first, by its error over that of the naive forecast", .tags(.exact))
  func best() throws {
    let report = try report(isTrial: true)
    // The season comes again to the last bit, but for the slope: 4 · 0.5 is what the seasonal naive method misses.
    #expect(report.trials.map(\.method) == ["seasonal-naive", "naive"])
    let read = try PageCheck.check(report.page)
    #expect(read.all("th").contains { $0.text == "seasonal-naive (best)" })
  }

  @Test("A table beside the fan has what is drawn: history, expectation, intervals", .tags(.exact))
  func fan() throws {
    let fan = try #require(try report().fans.first)
    // The history that is drawn, and four steps.
    #expect(fan.figures.rows.count == fan.shown + 4)
    #expect(fan.figures.rows[fan.shown - 1][1] == Digits.text(20 + 0.5 * 59 - 2))
    #expect(fan.figures.rows[fan.shown][2] == Digits.text(fan.forecast.mean[0]))
  }

  @Test("Means have an interval from five series on", .tags(.exact))
  func intervals() throws {
    #expect(MethodTrial.Mean([1, 2, 3, 4])?.lower == nil)
    let mean = try #require(MethodTrial.Mean([1, 2, 3, 4, 5]))
    // Variance 2.5, of the mean 0.5.
    #expect(mean.value == 3)
    #expect(abs((mean.upper ?? 0) - (3 + 1.96 * 0.5.squareRoot())) < 1e-12)
  }
}
