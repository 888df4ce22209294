import FactoryModel

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

  init(_ method: ForecastRule.Method) { self.method = method }

  /// How many past periods the forecast needs.
  private var memory: Int {
    switch method {
    case .movingAverage(let count), .seasonalNaive(let count): max(1, count)
    case .exponentialSmoothing: 0
    }
  }

  /// Takes the demand of the period that is over.
  mutating func learn(_ demand: Double) {
    switch method {
    case .exponentialSmoothing(let weight):
      level = coming == nil ? demand : weight * demand + (1 - weight) * level
    case .movingAverage, .seasonalNaive:
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
  func forecast(ahead: Int) -> Double {
    switch method {
    case .exponentialSmoothing: level
    case .movingAverage: mean
    // Until a season is over, as far as it goes.
    case .seasonalNaive: demands.count < memory ? mean : demands[(next + ahead) % memory]
    }
  }

  private var mean: Double {
    demands.isEmpty ? 0 : demands.reduce(0, +) / Double(demands.count)
  }
}
