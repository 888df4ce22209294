public import FactoryModel
import SpecialFunctions

/// Orders by a simple forecast of the demand: see ``FactoryModel/ForecastRule``.
///
/// At the first look, before anything is known of the demand, nothing is ordered.
public struct ForecastDecider: ReplenishmentDecider {
  /// The rule.
  public let rule: ForecastRule
  /// n: how many periods the stock has to last.
  public let periods: Double
  /// The demand of past periods, as many as the forecast needs, the oldest at ``next``.
  private var demands: [Double] = []
  private var next = 0
  /// The smoothed demand, and the forecast for the period that comes.
  private var level = 0.0
  private var foretold: Double?
  private var (errors, squares) = (0, 0.0)

  /// Creates a decider that knows nothing yet.
  ///
  /// - Parameters:
  ///   - rule: How it orders.
  ///   - periods: How many times the time between looks the stock has to last, above 0.
  public init(_ rule: ForecastRule, periods: Double) {
    precondition(periods > 0, "stock lasts for some time")
    self.rule = rule
    self.periods = periods
  }

  /// How many past periods the forecast needs.
  private var memory: Int {
    switch rule.method {
    case .movingAverage(let count), .seasonalNaive(let count): max(1, count)
    case .exponentialSmoothing: 0
    }
  }

  /// Says up to which inventory position a store orders.
  public mutating func level(for store: StoreObservation) -> Int {
    guard let demand = store.demand else { return store.position }
    learn(Double(demand))
    let need = (0..<Int(periods.rounded(.up))).reduce(0) { sum, ahead in
      sum + min(1, periods - Double(ahead)) * forecast(ahead: ahead)
    }
    return Int((need + safety).rounded(.up))
  }

  // MARK: - Forecasts

  /// Takes the demand of the period that is over.
  private mutating func learn(_ demand: Double) {
    if let foretold {
      errors += 1
      squares += (demand - foretold) * (demand - foretold)
    }
    switch rule.method {
    case .exponentialSmoothing(let weight):
      level = foretold == nil ? demand : weight * demand + (1 - weight) * level
    case .movingAverage, .seasonalNaive:
      if demands.count < memory {
        demands.append(demand)
      } else {
        demands[next] = demand
        next = (next + 1) % memory
      }
    }
    foretold = forecast(ahead: 0)
  }

  /// What is foretold for a period, 0 for the one that comes.
  private func forecast(ahead: Int) -> Double {
    switch rule.method {
    case .exponentialSmoothing: level
    case .movingAverage: demands.reduce(0, +) / Double(demands.count)
    case .seasonalNaive:
      // Until a season is over, as far as it goes.
      demands.count < memory
        ? demands.reduce(0, +) / Double(demands.count) : demands[(next + ahead) % memory]
    }
  }

  // MARK: - Safety

  private var safety: Double {
    let deviation = errors > 0 ? (squares / Double(errors) * periods).squareRoot() : 0
    switch rule.safety {
    case .stock(let count): return Double(count)
    case .service(let chance): return deviation * StandardNormal.quantile(chance)
    case .fillRate(let share):
      guard deviation > 0, let foretold else { return 0 }
      return deviation * ForecastDecider.factor(missing: (1 - share) * foretold / deviation)
    }
  }

  /// The k at which a standard normal number exceeds k by `loss` in the mean: φ(k) - k (1 - Φ(k)) = loss.
  ///
  /// By Newton's method from above, where the function is convex; its slope is -(1 - Φ(k)).
  static func factor(missing loss: Double) -> Double {
    guard loss > 0 else { return 8 }
    // The loss at k is above -k, so k is above -loss - 1.
    var k = loss >= 1 ? -loss : min(-loss, 0)
    for _ in 0..<60 {
      let tail = StandardNormal.survival(k)
      let step = (StandardNormal.density(k) - k * tail - loss) / tail
      k += step
      if abs(step) <= 1e-12 * max(1, abs(k)) { break }
    }
    return min(k, 8)
  }
}
