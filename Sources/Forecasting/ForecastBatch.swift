public import ParallelWork

/// Many series forecast side by side.
public struct ForecastBatch: Sendable {
  /// How each is forecast.
  public var request: ForecastRequest

  /// What became of a series: a forecast, or why there is none.
  public typealias Outcome = Result<Forecast, ForecastingError>

  /// Creates a batch.
  ///
  /// - Parameter request: How each series is forecast.
  public init(_ request: ForecastRequest) { self.request = request }

  /// Forecasts all series; what comes out does not depend on the number of jobs.
  ///
  /// - Parameters:
  ///   - series: The series.
  ///   - work: How many are forecast at the same time.
  ///   - isInterrupted: Asked before a series is begun; once it says yes, no other is.
  ///   - progress: Told how many series are done, each time one more is.
  /// - Returns: What became of each, in their order; `nil` for those not begun.
  public func outcomes(
    of series: [TimeSeries], on work: SideBySide, isInterrupted: () -> Bool = { false },
    progress: (Int) -> Void = { _ in }
  ) async -> [Outcome?] {
    let request = request
    return await work.results(
      series.count, isInterrupted: isInterrupted, progress: progress
    ) { (place: Int) throws(Never) -> Outcome? in
      do throws(ForecastingError) {
        return .success(try series[place].forecast(request))
      } catch {
        return .failure(error)
      }
    }
  }

  /// Backtests all series, as ``outcomes(of:on:isInterrupted:progress:)`` forecasts them.
  ///
  /// - Parameters:
  ///   - series: The series.
  ///   - origins: How many origins in each.
  ///   - work: How many are tried at the same time.
  ///   - isInterrupted: Asked before a series is begun; once it says yes, no other is.
  ///   - progress: Told how many series are done, each time one more is.
  /// - Returns: What became of each, in their order; `nil` for those not begun.
  public func backtests(
    of series: [TimeSeries], origins: Int, on work: SideBySide,
    isInterrupted: () -> Bool = { false }, progress: (Int) -> Void = { _ in }
  ) async -> [Result<Backtest, ForecastingError>?] {
    let request = request
    return await work.results(
      series.count, isInterrupted: isInterrupted, progress: progress
    ) { (place: Int) throws(Never) -> Result<Backtest, ForecastingError>? in
      do throws(ForecastingError) {
        return .success(try Backtest(series[place], request, origins: origins))
      } catch {
        return .failure(error)
      }
    }
  }
}
