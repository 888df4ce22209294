import FactoryModel
import Forecasting

/// What is foretold of the demand, from that of past periods; knows nothing before ``learn(_:)``.
struct DemandForecast: Sendable {
  let method: ForecastRule.Method
  /// The demand of past periods, as many as the forecast needs, the oldest at ``next``.
  private var demands: [Double] = []
  private var next = 0
  /// The smoothed demand.
  private var level = 0.0
  /// The forecast for the period that comes; `nil` while nothing is known.
  private(set) var coming: Double?
  /// The fitted method, what it foretells of the periods that come, and how far it was asked.
  private var fitted: ForecastMethod?
  private var foretold: [Double] = []

  /// The most periods that a fitted method looks back.
  private static let longestMemory = 260

  /// How far ahead it is usually asked.
  private let furthest: Int

  init(_ method: ForecastRule.Method, furthest: Int = 16) {
    self.method = method
    self.furthest = furthest
    if case .fitted(let name, _) = method {
      guard let known = try? ForecastMethod(name: name) else {
        preconditionFailure("there is no way to forecast '\(name)'")
      }
      fitted = known
    }
  }

  /// How many past periods the forecast needs.
  private var memory: Int {
    switch method {
    case .movingAverage(let count), .seasonalNaive(let count): max(1, count)
    case .exponentialSmoothing: 0
    case .fitted, .model: DemandForecast.longestMemory
    }
  }

  /// Takes the demand of the period that is over.
  mutating func learn(_ demand: Double) {
    switch method {
    case .exponentialSmoothing(let weight):
      level = coming == nil ? demand : weight * demand + (1 - weight) * level
    case .movingAverage, .seasonalNaive, .fitted, .model:
      foretold = []
      if demands.count < memory {
        demands.append(demand)
      } else {
        demands[next] = demand
        next = (next + 1) % memory
      }
    }
    coming = forecast(ahead: 0)
  }

  /// What is foretold for a period, 0 for the one that comes; 0 while nothing is known.
  mutating func forecast(ahead: Int) -> Double {
    switch method {
    case .fitted(_, let season):
      let fitted = fitted
      return foretold(ahead) { values, horizon in
        DemandForecast.fitted(fitted, values, horizon, season)
      }
    case .model(let model):
      return foretold(ahead) { values, horizon in
        model.predictor.demand(after: values, periods: horizon)
      }
    case .exponentialSmoothing: return level
    case .movingAverage: return mean
    // Until a season is over, as far as it goes.
    case .seasonalNaive: return demands.count < memory ? mean : demands[(next + ahead) % memory]
    }
  }

  /// What a method or a model foretells; the mean while too little is known for it.
  private mutating func foretold(
    _ ahead: Int, by foretell: (_ values: [Double], _ horizon: Int) -> [Double]?
  ) -> Double {
    if ahead >= foretold.count {
      let horizon = max(ahead + 1, 2 * foretold.count, furthest)
      let values = Array(demands[next...]) + demands[..<next]
      // Nobody orders less than nothing.
      foretold =
        foretell(values, horizon)?.map { max(0, $0) } ?? Array(repeating: mean, count: horizon)
    }
    return foretold[ahead]
  }

  /// What the fitted method foretells; `nil` while too little is known for it.
  private static func fitted(
    _ method: ForecastMethod?, _ values: [Double], _ horizon: Int, _ season: Int?
  ) -> [Double]? {
    guard values.count >= max(8, 2 * (season ?? 0)), let method,
      let series = try? TimeSeries(values: values, periods: season.map { [$0] } ?? []),
      let request = try? ForecastRequest(method: method, horizon: horizon)
    else { return nil }
    return try? series.forecast(request).mean
  }

  private var mean: Double {
    demands.isEmpty ? 0 : demands.reduce(0, +) / Double(demands.count)
  }
}
