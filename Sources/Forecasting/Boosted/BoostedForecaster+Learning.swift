public import ParallelWork

extension BoostedForecaster {
  /// Learns from series.
  ///
  /// - Parameters:
  ///   - series: The series, all with the same seasons and the same columns known in advance.
  ///   - settings: How.
  /// - Throws: ``ForecastingError`` where none is long enough, or they do not go together.
  public init(
    learning series: [KnownSeries], _ settings: BoostedSettings
  ) throws(ForecastingError) {
    let learning = try BoostedLearning(series, settings)
    var trials: [BoostedLearning.Trial] = []
    for base in learning.candidates { trials.append(try learning.trial(base)) }
    self = try learning.finished(trials)
  }

  /// Learns from series on several jobs; what comes out does not depend on how many.
  ///
  /// - Parameters:
  ///   - series: The series, all with the same seasons and the same columns known in advance.
  ///   - settings: How.
  ///   - work: How many simple methods are tried at the same time.
  /// - Returns: The forecaster.
  /// - Throws: ``ForecastingError`` where none is long enough, or they do not go together.
  public static func learned(
    from series: [KnownSeries], _ settings: BoostedSettings, on work: SideBySide
  ) async throws(ForecastingError) -> BoostedForecaster {
    let learning = try BoostedLearning(series, settings)
    let trials = try await work.results(
      learning.candidates.count, isInterrupted: { false }, progress: { _ in }
    ) { (place: Int) throws(ForecastingError) -> BoostedLearning.Trial? in
      try learning.trial(learning.candidates[place])
    }
    return try learning.finished(trials.compactMap { $0 })
  }
}
