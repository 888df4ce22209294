import SpecialFunctions

/// What a method says of the steps to come, before it is asked for intervals.
struct FittedForecast: Sendable {
  var method: String
  var mean: [Double]
  var spread: Spread
  var parameters: [NamedParameter] = []
  var notes: [ForecastNote] = []

  /// How far values may lie from their means.
  enum Spread: Sendable {
    /// Normal errors with these standard deviations.
    case normal([Double])
    /// As these futures have it: for each step their values, sorted.
    case futures([[Double]])
    /// For each level its ends, worked out before.
    case given([PredictionInterval])
  }

  /// The forecast with intervals at levels.
  func forecast(levels: [Double]) -> Forecast {
    let intervals = levels.map { level in
      let (lower, upper) = ((1 - level) / 2, (1 + level) / 2)
      switch spread {
      case .normal(let deviations):
        let reach = FittedForecast.normalQuantile(upper)
        return PredictionInterval(
          level: level, lower: zip(mean, deviations).map { $0 - reach * $1 },
          upper: zip(mean, deviations).map { $0 + reach * $1 })
      case .futures(let steps):
        return PredictionInterval(
          level: level, lower: steps.map { FittedForecast.quantile(lower, ofSorted: $0) },
          upper: steps.map { FittedForecast.quantile(upper, ofSorted: $0) })
      case .given(let all):
        return all.first { $0.level == level }
          ?? PredictionInterval(level: level, lower: mean, upper: mean)
      }
    }
    return Forecast(
      method: method, mean: mean, intervals: intervals, parameters: parameters, notes: notes)
  }

  /// The standard normal quantile to 12 binary places fewer than it has, so that it does not depend on the
  /// processor's logarithm.
  static func normalQuantile(_ probability: Double) -> Double {
    (StandardNormal.quantile(probability) * 0x1p40).rounded() * 0x1p-40
  }

  /// A quantile of sorted values, with lines between them.
  static func quantile(_ probability: Double, ofSorted values: [Double]) -> Double {
    let place = probability * Double(values.count - 1)
    let below = min(max(Int(place), 0), values.count - 1)
    let above = min(below + 1, values.count - 1)
    return values[below] + (place - Double(below)) * (values[above] - values[below])
  }
}
