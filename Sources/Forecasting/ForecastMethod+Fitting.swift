import EventKernel

/// What a method needs to know beside the series.
struct ForecastTask: Sendable {
  var horizon: Int
  var levels: [Double]
  /// The seed of the futures from which intervals are read where there is no formula.
  var seed: UInt64
  /// What is learned from all series of the batch, where the method has such a part.
  var learned: BoostedForecaster?
  /// What is known of the steps in advance.
  var known = KnownColumns.none

  /// Whose draws the futures of a series are.
  func key(_ series: TimeSeries) -> StreamKey {
    StreamKey(seed: seed, replication: 0, path: series.name, purpose: "futures")
  }

  /// The number of futures that are drawn.
  static let futures = 2000
}

extension ForecastMethod {
  /// Fits the method to a series; a season that it would have and the series is too short for is noted.
  func fitted(
    _ series: TimeSeries, _ task: ForecastTask
  ) throws(ForecastingError) -> FittedForecast {
    var fitted = try fit(series, task)
    guard choosesSeasons else { return fitted }
    for period in series.periods where 2 * period > series.count {
      let note = ForecastNote.seasonLeftOut(period: period, count: series.count)
      if !fitted.notes.contains(note) { fitted.notes.append(note) }
    }
    return fitted
  }

  /// Whether a season is taken where the series is long enough for it, and left out where not.
  private var choosesSeasons: Bool {
    switch self {
    case .exponentialSmoothing(nil), .smoothingAverage, .naive2, .theta, .thetaModel: true
    default: false
    }
  }

  private func fit(
    _ series: TimeSeries, _ task: ForecastTask
  ) throws(ForecastingError) -> FittedForecast {
    let horizon = task.horizon
    switch self {
    case .automatic: return try AutomaticChoice(series, task).fitted
    case .naive: return SimpleMethods.naive(series, horizon)
    case .seasonalNaive: return try SimpleMethods.seasonalNaive(series, horizon)
    case .naive2: return SimpleMethods.naive2(series, horizon)
    case .drift: return try SimpleMethods.drift(series, horizon)
    case .mean: return SimpleMethods.mean(series, horizon)
    case .simpleSmoothing: return SimpleMethods.smoothing(series, horizon)
    case .exponentialSmoothing(let form):
      if let form {
        return try ExponentialSmoothing(form, series).fitted(series, task)
      }
      return try SmoothingSelection(series).best.fitted(series, task)
    case .smoothingAverage: return try SmoothingAverage(series).fitted(series, task)
    case .autoregression:
      let fit = Autoregression(series.values)
      return FittedForecast(
        method: "AR(\(fit.weights.count))", mean: fit.forecast(horizon),
        spread: .normal(fit.deviation(horizon)),
        parameters: [NamedParameter("mean", fit.mean)]
          + fit.weights.enumerated().map { NamedParameter("phi \($0.offset + 1)", $0.element) })
    case .theta: return try ThetaMethod(series, method: "theta").classical(horizon)
    case .thetaModel(let kind):
      let method = try ThetaMethod(series, method: description)
      if let kind { return method.model(kind, horizon) }
      return method.automatic(horizon)
    case .withoutSeasons(let inner, let isSteady):
      return try SeasonsApart(series, method: description, isSteady: isSteady).fitted(inner, task)
    case .combination(let members, let rule):
      return try Combination(members, rule).fitted(series, task)
    case .boosted:
      return try boosted(series, task)
    case .croston, .crostonOptimized, .syntetosBoylan, .teunterSyntetosBabai, .aggregation,
      .multipleAggregation, .discountedDemand, .zero:
      return try intermittent(series, task)
    }
  }

  /// What is learned from all series, or else from this one.
  private func boosted(
    _ series: TimeSeries, _ task: ForecastTask
  ) throws(ForecastingError) -> FittedForecast {
    var settings = BoostedSettings(horizon: task.horizon)
    settings.seed = task.seed
    let learned =
      if let together = task.learned {
        together
      } else {
        try BoostedForecaster(learning: [KnownSeries(series, known: task.known)], settings)
      }
    let forecast = try learned.forecast(
      series, known: task.known, steps: task.horizon, levels: task.levels)
    return FittedForecast(
      method: forecast.method, mean: forecast.mean, spread: .given(forecast.intervals),
      parameters: forecast.parameters, notes: forecast.notes)
  }

  /// The methods for intermittent demand, which say the same for all steps.
  private func intermittent(
    _ series: TimeSeries, _ task: ForecastTask
  ) throws(ForecastingError) -> FittedForecast {
    let demand = try IntermittentDemand(series, method: description)
    var parameters: [NamedParameter] = []
    let value: Double
    switch self {
    case .croston: value = demand.croston()
    case .crostonOptimized:
      let fit = demand.crostonOptimized()
      parameters = [
        NamedParameter("size weight", fit.sizeWeight),
        NamedParameter("interval weight", fit.intervalWeight),
      ]
      value = fit.value
    case .syntetosBoylan: value = demand.syntetosBoylan()
    case .teunterSyntetosBabai(let size, let probability):
      value = demand.teunterSyntetosBabai(sizeWeight: size, probabilityWeight: probability)
    case .aggregation: value = demand.adida()
    case .multipleAggregation: value = demand.imapa()
    case .discountedDemand:
      let fit = DiscountedDemand(demand)
      parameters = fit.parameters
      value = fit.value
    default: value = 0
    }
    let intervals =
      task.levels.isEmpty ? [] : demand.intervals(about: value, task.horizon, task.levels)
    return FittedForecast(
      method: description, mean: [Double](repeating: value, count: task.horizon),
      spread: .given(intervals), parameters: parameters)
  }
}

extension ExponentialSmoothing {
  /// The forecast of the fitted form, with its formula's spread or with futures.
  func fitted(_ series: TimeSeries, _ task: ForecastTask) -> FittedForecast {
    let spread: FittedForecast.Spread
    if task.levels.isEmpty {
      spread = .given([])
    } else if let deviations = deviation(task.horizon) {
      spread = .normal(deviations)
    } else {
      let steps = futures(ForecastTask.futures, horizon: task.horizon, key: task.key(series))
      spread = .futures(steps.map { $0.sorted() })
    }
    return FittedForecast(
      method: form.description, mean: mean(task.horizon), spread: spread, parameters: parameters)
  }
}
