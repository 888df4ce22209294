public import ParallelWork

/// Many series forecast side by side.
///
/// A method that learns from many series, ``ForecastMethod/boosted``, learns from all of the batch.
public struct ForecastBatch: Sendable {
  /// How each is forecast.
  public var request: ForecastRequest
  /// What is known in advance of each series, for its steps and those to come; empty for nothing.
  public var known: [KnownColumns]

  /// What became of a series: a forecast, or why there is none.
  public typealias Outcome = Result<Forecast, ForecastingError>

  /// Creates a batch.
  ///
  /// - Parameters:
  ///   - request: How each series is forecast.
  ///   - known: What is known in advance of each series; empty for nothing.
  public init(_ request: ForecastRequest, known: [KnownColumns] = []) {
    self.request = request
    self.known = known
  }

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
    let (request, known) = (request, known)
    let together: BoostedForecaster?
    do throws(ForecastingError) {
      together = try await learned(from: series, backBy: 0, on: work)
    } catch {
      return series.map { _ in .failure(error) }
    }
    return await work.results(
      series.count, isInterrupted: isInterrupted, progress: progress
    ) { (place: Int) throws(Never) -> Outcome? in
      do throws(ForecastingError) {
        return .success(
          try series[place].forecast(
            request, learned: together, known: known.isEmpty ? .none : known[place]))
      } catch {
        return .failure(error)
      }
    }
  }

  /// Backtests all series, as ``outcomes(of:on:isInterrupted:progress:)`` forecasts them.
  ///
  /// What learns from many series learns anew for each origin, from what all of them were by then: each without its last
  /// horizon, without its last two, and so on.
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
    let (request, known) = (request, known)
    var learnings: [BoostedForecaster?] = []
    do throws(ForecastingError) {
      for back in 0..<max(0, origins) where !isInterrupted() {
        // Origins that are earlier than the series allow are left out, as they are for one series.
        let backBy = (back + 1) * request.horizon
        guard series.contains(where: { $0.count - backBy >= 2 }) else { break }
        learnings.append(try await learned(from: series, backBy: backBy, on: work))
      }
    } catch {
      return series.map { _ in .failure(error) }
    }
    let byOrigin = learnings
    return await work.results(
      series.count, isInterrupted: isInterrupted, progress: progress
    ) { (place: Int) throws(Never) -> Result<Backtest, ForecastingError>? in
      do throws(ForecastingError) {
        return .success(
          try Backtest(
            series[place], request, origins: origins, step: nil, lag: nil, learned: byOrigin,
            known: known.isEmpty ? .none : known[place]))
      } catch {
        return .failure(error)
      }
    }
  }

  /// What is learned from all series without their last so many values; `nil` where the method does not learn so.
  private func learned(
    from series: [TimeSeries], backBy: Int, on work: SideBySide
  ) async throws(ForecastingError) -> BoostedForecaster? {
    guard known.isEmpty || known.count == series.count else {
      throw .lengths(
        first: "series", series.count, second: "sets of columns known in advance", known.count)
    }
    guard request.method.isLearnedTogether else { return nil }
    var settings = BoostedSettings(horizon: request.horizon)
    settings.seed = request.seed
    var parts: [KnownSeries] = []
    for (place, each) in series.enumerated() where each.count > backBy {
      parts.append(
        KnownSeries(
          each.prefix(each.count - backBy), known: known.isEmpty ? .none : known[place]))
    }
    return try await BoostedForecaster.learned(from: parts, settings, on: work)
  }
}
