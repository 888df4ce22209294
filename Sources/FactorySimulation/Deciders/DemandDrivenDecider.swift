public import FactoryModel

/// Orders by a buffer that follows the demand: see ``FactoryModel/BufferRule``.
///
/// At the first look, before anything is known of the demand, nothing is ordered.
public struct DemandDrivenDecider: ReplenishmentDecider {
  /// The rule.
  public let rule: BufferRule
  /// The lead time, in periods between looks.
  public let leadTime: Double
  /// The wanted time between orders, in periods between looks.
  public let cycle: Double
  /// The least that may be ordered.
  public let leastOrder: Int
  private var demand: DemandForecast

  /// Creates a decider that knows nothing yet.
  ///
  /// - Parameters:
  ///   - rule: How it orders.
  ///   - leadTime: From an order to its delivery, in periods between looks, at least 0.
  ///   - period: Time between looks, in seconds, above 0.
  ///   - leastOrder: The least that may be ordered.
  public init(_ rule: BufferRule, leadTime: Double, period: Double, leastOrder: Int) {
    precondition(leadTime >= 0 && period > 0, "lead times are not negative, and looks are apart")
    self.rule = rule
    self.leadTime = leadTime
    self.leastOrder = leastOrder
    cycle = rule.cycle / period
    demand = DemandForecast(.movingAverage(periods: rule.periods))
  }

  /// The zones as they are now, in the smallest amounts.
  public var zones: (red: Double, yellow: Double, green: Double) {
    let usage = demand.coming ?? 0
    let yellow = usage * leadTime
    let part = rule.leadTimeFactor * yellow
    return (
      red: part * (1 + rule.variabilityFactor), yellow: yellow,
      green: max(part, usage * cycle, Double(leastOrder))
    )
  }

  /// Says up to which inventory position a store orders.
  public mutating func level(for store: StoreObservation) -> Int {
    guard let wanted = store.demand else { return store.position }
    demand.learn(Double(wanted))
    let (red, yellow, green) = zones
    guard Double(store.position) <= red + yellow else { return store.position }
    return Int((red + yellow + green).rounded(.up))
  }
}
