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
  private var forecast: DemandForecast
  private var (errors, squares) = (0, 0.0)
  /// The demand of all periods so far, and how many there were.
  private var (wanted, count) = (0.0, 0)

  /// Creates a decider that knows nothing yet.
  ///
  /// - Parameters:
  ///   - rule: How it orders.
  ///   - periods: How many times the time between looks the stock has to last, above 0.
  public init(_ rule: ForecastRule, periods: Double) {
    precondition(periods > 0, "stock lasts for some time")
    self.rule = rule
    self.periods = periods
    forecast = DemandForecast(rule.method, furthest: Int(min(periods, 1_000).rounded(.up)))
  }

  /// Says up to which inventory position a store orders.
  public mutating func level(for store: StoreObservation) -> Int {
    guard let demand = store.demand else { return store.position }
    if let foretold = forecast.coming {
      errors += 1
      squares += (Double(demand) - foretold) * (Double(demand) - foretold)
    }
    forecast.learn(Double(demand))
    (wanted, count) = (wanted + Double(demand), count + 1)
    let need = (0..<Int(periods.rounded(.up))).reduce(0) { sum, ahead in
      sum + min(1, periods - Double(ahead)) * forecast.forecast(ahead: ahead)
    }
    return Int((need + safety).rounded(.up))
  }

  // MARK: - Safety

  private var safety: Double {
    let deviation = errors > 0 ? (squares / Double(errors) * periods).squareRoot() : 0
    switch rule.safety {
    case .stock(let count): return Double(count)
    case .service(let chance): return deviation * StandardNormal.quantile(chance)
    case .fillRate(let share):
      guard deviation > 0, wanted > 0 else { return 0 }
      // Of what is wanted in the mean so much may be missing in each period, whatever is foretold for this one.
      let missing = (1 - share) * wanted / Double(count)
      return deviation * ForecastDecider.factor(missing: missing / deviation)
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
