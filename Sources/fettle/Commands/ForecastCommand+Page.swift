import Forecasting
import Reports

/// The page of forecasts, and of methods that were tried.
extension ForecastCommand {
  /// Tries the method at earlier origins, and writes the page.
  func writePage(
    _ methods: [ForecastMethod], _ series: [TimeSeries], forecasts: [Forecast?]
  ) async throws {
    var trials: [MethodTrial] = []
    for method in methods + [.naive2] {
      let found = try await results(method, series)
      trials.append(MethodTrial(method: "\(method)", backtests: found.map { try? $0?.get() }))
    }
    let reference = trials.removeLast()
    try writePage(trials, series, forecasts: forecasts, reference)
  }

  func writePage(
    _ trials: [MethodTrial], _ series: [TimeSeries], forecasts: [Forecast?],
    _ reference: MethodTrial
  ) throws {
    try pageOptions.write {
      ForecastReport(
        source: table, command: PageOptions.command, version: FettleCommand.version,
        series: series, forecasts: forecasts, trials: trials, reference: reference, levels: levels,
        horizon: horizon
      ).page
    }
  }
}
