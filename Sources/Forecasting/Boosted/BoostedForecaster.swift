import TreeEnsembles

/// A model of many series together: trees that correct a simple method by lags, the season and what is known in advance.
///
///     f_h = b_h + s · tree(h, lags, means, season, known columns),   s the series' own scale
///
/// Trees do not extrapolate, so the simple method b carries level and trend, and trees learn what it leaves, for all steps
/// at once (direct). Which simple method, and how many trees, is chosen by errors in the last part of each series, which is
/// held out and learned in the end. The errors there, in units of the scale, become the intervals.
public struct BoostedForecaster: Sendable {
  /// For how many steps it is learned; later ones are forecast from the first as if they had come.
  public var horizon: Int { errors.sorted.count }
  /// The simple method whose errors the trees have learned.
  public let base: ForecastMethod
  /// Mean error in the held-out part with each simple method that was tried, in units of the scale.
  public let trials: [NamedParameter]
  /// How many series it is learned from.
  public let seriesCount: Int
  /// How many trees there are.
  public var treeCount: Int { trees.treeCount }
  /// The seasons, which are those of the learned series.
  public var periods: [Int] { features.periods }
  /// The names of columns known in advance.
  public var knownNames: [String] { features.known }

  let trees: TreeEnsemble
  let features: LagFeatures
  /// The usual ratio of roughness to mean size (``OriginScale``).
  let usualRatio: Double
  /// Whether no learned value was below zero, so that no forecast is.
  let isNeverNegative: Bool
  /// Errors in the held-out part.
  let errors: StepErrors

  /// What is expected of the steps to come of a series, learned or not.
  ///
  /// A history shorter than the lags is forecast by what there is: lags that are missing go the way that trees have learned
  /// for them, and the simple method gives way to the mean of the last values where it cannot be fitted. Of fewer than 3
  /// values the mean is all that is said, with a note.
  ///
  /// - Parameters:
  ///   - series: The history; its seasons are taken to be those learned.
  ///   - known: Columns known in advance, with the names that were learned, for the history and the steps.
  ///   - steps: How many steps.
  ///   - levels: The levels of intervals.
  /// - Returns: The forecast.
  /// - Throws: ``ForecastingError`` for known columns that do not fit, steps or levels out of range.
  public func forecast(
    _ series: TimeSeries, known: KnownColumns = .none, steps: Int, levels: [Double] = []
  ) throws(ForecastingError) -> Forecast {
    guard steps >= 1 else { throw .horizon(steps) }
    for level in levels where !(level > 0 && level < 1) { throw .level(level) }
    try known.check(series.name, names: features.known, steps: series.count + steps)
    let (mean, scale) = means(series, known, steps: steps)
    let intervals = levels.map { level in
      var interval = errors.interval(level, about: mean, scale: scale)
      if isNeverNegative { interval.lower = interval.lower.map { max(0, $0) } }
      return interval
    }
    var notes: [ForecastNote] = []
    if scale == 0 {
      notes = [.constant]
    } else if series.count < BoostedRows.leastOrigin {
      notes = [.fewValues(series.count)]
    }
    return Forecast(
      method: "boosted on \(base)", mean: mean, intervals: intervals,
      parameters: [
        NamedParameter("series", Double(seriesCount)),
        NamedParameter("trees", Double(trees.treeCount)),
      ], notes: notes)
  }

  /// Means, and the scale of errors.
  func means(
    _ series: TimeSeries, _ known: KnownColumns, steps: Int
  ) -> (mean: [Double], scale: Double) {
    var history = TimeSeries(checked: series.values, name: series.name, periods: features.periods)
    var mean: [Double] = []
    mean.reserveCapacity(steps)
    var scale = 0.0
    while mean.count < steps {
      let count = min(horizon, steps - mean.count)
      let measure = OriginScale(
        history.values.span, period: features.periods.first, usualRatio: usualRatio)
      if mean.isEmpty { scale = measure.scale }
      let isEnough = history.count >= BoostedRows.leastOrigin
      var block =
        isEnough
        ? BoostedForecaster.baseMean(base, history, steps: count)
        : [Double](repeating: measure.level, count: count)
      if isEnough, measure.scale > 0 {
        let width = trees.features.count
        var rows = [Double](repeating: 0, count: width * count)
        features.fill(history.values.span, measure, base: block, known, into: &rows)
        for step in block.indices {
          block[step] +=
            measure.scale * trees.sum(rows.span.extracting(step * width..<(step + 1) * width))
        }
      }
      if isNeverNegative { for step in block.indices { block[step] = max(0, block[step]) } }
      mean += block
      // Means of a history that is too short do not make it longer.
      if !isEnough { mean += [Double](repeating: measure.level, count: steps - mean.count) }
      guard mean.count < steps else { break }
      history = TimeSeries(
        checked: history.values + block, name: series.name, periods: features.periods)
    }
    return (mean, scale)
  }

  /// What the simple method expects; the mean of the last season where it does not suit the history.
  static func baseMean(_ base: ForecastMethod, _ history: TimeSeries, steps: Int) -> [Double] {
    let task = ForecastTask(horizon: steps, levels: [], seed: 1)
    if let fitted = try? base.fitted(history, task) { return fitted.mean }
    let last = history.values.suffix(max(4, history.periods.first ?? 1))
    return [Double](repeating: last.reduce(0, +) / Double(last.count), count: steps)
  }
}
