/// Where a search for the states of exponential smoothing begins: a line through the first values without
/// their season, and the classical indices.
struct SmoothingStart {
  private(set) var level: Double
  private(set) var slope: Double
  private(set) var seasons: [Double] = []

  init(_ values: [Double], _ form: SmoothingForm, period: Int) {
    var adjusted = values
    if form.season != .none {
      let indices = SeasonalIndices(
        values, period: period, isMultiplicative: form.season == .multiplicative)
      var found = indices.indices
      if form.season == .multiplicative {
        // Far from zero, where the search must stay.
        found = found.map { max($0, 0.05) }
        let middle = found.reduce(0, +) / Double(period)
        found = found.map { $0 / middle }
      }
      seasons = found
      adjusted = values.indices.map { place in
        let season = found[place % period]
        return form.season == .multiplicative ? values[place] / season : values[place] - season
      }
    }
    let count = min(values.count, max(10, 2 * period))
    let middle = Double(count - 1) / 2
    let mean = adjusted[..<count].reduce(0, +) / Double(count)
    var (spread, product) = (0.0, 0.0)
    for place in 0..<count {
      let away = Double(place) - middle
      spread += away * away
      product += away * (adjusted[place] - mean)
    }
    slope = spread > 0 ? product / spread : 0
    switch form.trend {
    case .none:
      level = adjusted[..<max(1, min(count, 4))].reduce(0, +) / Double(max(1, min(count, 4)))
    case .additive, .damped:
      level = mean - slope * (middle + 1)
    }
    if form.error == .multiplicative || form.season == .multiplicative {
      // Forecasts have to be above zero from the first step on.
      let least = adjusted[..<count].min() ?? 1
      if level + slope < 0.5 * least { (level, slope) = (mean, 0) }
      if level < 1e-3 { level = max(mean, 1e-3) }
    }
  }

  /// The states as the search has them, after the weights.
  func states(_ form: SmoothingForm) -> [Double] {
    [level] + (form.trend == .none ? [] : [slope]) + seasons.dropLast()
  }
}
