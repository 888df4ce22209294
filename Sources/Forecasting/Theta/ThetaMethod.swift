/// The Theta method on a series with its season taken out and put back.
///
/// The classical one is the mean of the line and of simple exponential smoothing of the curve with twice the local
/// changes; this is the same as simple smoothing with half the line's slope as drift.
///
/// Source: V. Assimakopoulos, K. Nikolopoulos, "The theta model: a decomposition approach to forecasting",
/// *International Journal of Forecasting* 16, 2000, 521–530; R. J. Hyndman, B. Billah, "Unmasking the Theta method",
/// *International Journal of Forecasting* 19, 2003, 287–290.
struct ThetaMethod {
  let seasonal: SeasonalIndices?
  let adjusted: [Double]

  /// Takes the season out, where the test finds one.
  init(_ series: TimeSeries, method: String) throws(ForecastingError) {
    guard series.count >= 4 else {
      throw .tooShort(
        series: series.name, method: method, count: series.count, least: 4,
        why: "it draws a line and smooths")
    }
    seasonal = SeasonalIndices.found(in: series.values, period: series.usablePeriods.first)
    adjusted = seasonal?.removed(from: series.values) ?? series.values
  }

  /// Simple exponential smoothing with half the slope of the line.
  func classical(_ horizon: Int) -> FittedForecast {
    let slope = ThetaModel.Line(of: adjusted).slope
    let curve = adjusted.enumerated().map { $0.element - slope / 2 * Double($0.offset) }
    let smoothing = SimpleSmoothing(fitted: curve)
    let n = adjusted.count
    let mean = (0..<horizon).map { smoothing.level + slope / 2 * Double(n + $0) }
    return finished(
      "Theta", mean, smoothing.deviation(horizon),
      [NamedParameter("alpha", smoothing.alpha), NamedParameter("drift", slope / 2)])
  }

  /// The model of a kind.
  func model(_ kind: ThetaModel.Kind, _ horizon: Int) -> FittedForecast {
    described(ThetaModel(fitted: kind, adjusted), horizon)
  }

  /// The kind of model with the least one-step errors.
  func automatic(_ horizon: Int) -> FittedForecast {
    var best: ThetaModel?
    for kind in ThetaModel.Kind.allCases {
      let model = ThetaModel(fitted: kind, adjusted)
      if model.meanSquare < best?.meanSquare ?? .infinity { best = model }
    }
    return described(best ?? ThetaModel(fitted: .standard, adjusted), horizon)
  }

  private func described(_ model: ThetaModel, _ horizon: Int) -> FittedForecast {
    finished(
      "Theta(\(model.kind.rawValue))", model.forecast(horizon), model.deviation(horizon),
      [
        NamedParameter("alpha", model.alpha), NamedParameter("theta", model.theta),
        NamedParameter("initial level", model.initialLevel),
      ])
  }

  /// Puts the season back.
  private func finished(
    _ method: String, _ mean: [Double], _ deviation: [Double], _ parameters: [NamedParameter]
  ) -> FittedForecast {
    guard let seasonal else {
      return FittedForecast(
        method: method, mean: mean, spread: .normal(deviation), parameters: parameters)
    }
    let n = adjusted.count
    return FittedForecast(
      method: method + (seasonal.isMultiplicative ? " × season" : " + season"),
      mean: mean.indices.map { seasonal.applied(to: mean[$0], at: n + $0) },
      spread: .normal(
        deviation.indices.map { place in
          seasonal.isMultiplicative
            ? deviation[place] * seasonal.indices[(n + place) % seasonal.indices.count]
            : deviation[place]
        }),
      parameters: parameters)
  }
}
