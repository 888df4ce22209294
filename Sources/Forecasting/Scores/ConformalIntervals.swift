/// Intervals as wide as the errors that a method made at earlier origins.
///
/// Of k errors at a step the ⌈(k + 1) level⌉-th smallest is the half width; where there is none so large, the
/// largest. Errors of exchangeable origins would give at least the level; those of a series are not quite, so
/// coverage is near it and no promise.
///
/// Source: V. Vovk, A. Gammerman, G. Shafer, *Algorithmic Learning in a Random World*, Springer, 2005, ch. 2.
struct ConformalIntervals {
  /// |error| for each step, sorted.
  private let errors: [[Double]]
  let origins: Int

  /// The fewest origins that are worth a look.
  static let least = 5

  init(
    _ method: ForecastMethod, _ series: TimeSeries, horizon: Int, origins: Int, seed: UInt64
  ) throws(ForecastingError) {
    let longest = series.usablePeriods.last ?? 1
    let least = max(2 * longest, series.count / 3, 8)
    let room = series.count - horizon - least + 1
    guard room >= ConformalIntervals.least else {
      throw .tooShort(
        series: series.name, method: "conformal intervals", count: series.count,
        least: least + horizon + ConformalIntervals.least - 1,
        why: "\(ConformalIntervals.least) origins, a horizon, and \(least) values before")
    }
    let count = min(room, origins)
    let task = ForecastTask(horizon: horizon, levels: [], seed: seed)
    var errors = [[Double]](repeating: [], count: horizon)
    for back in 0..<count {
      let end = series.count - horizon - back
      let forecast = try method.fitted(series.prefix(end), task)
      for step in 0..<horizon {
        errors[step].append(abs(series.values[end + step] - forecast.mean[step]))
      }
    }
    self.errors = errors.map { $0.sorted() }
    self.origins = count
  }

  /// The interval of a level about means.
  func interval(_ level: Double, about mean: [Double]) -> PredictionInterval {
    let reach = errors.map { sorted in
      let rank = Int((Double(sorted.count + 1) * level).rounded(.up))
      return sorted[min(max(rank, 1), sorted.count) - 1]
    }
    return PredictionInterval(
      level: level, lower: zip(mean, reach).map { $0 - $1 }, upper: zip(mean, reach).map { $0 + $1 }
    )
  }
}
