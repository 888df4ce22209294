public import RandomVariates

/// How much to buy once, before the demand is known.
///
/// What is missing costs u a unit, what is left costs o. The expected cost u E (D - q)⁺ + o E (q - D)⁺ is
/// least at the u/(u + o) quantile of the demand.
///
/// Source: K. J. Arrow, T. Harris, J. Marschak, "Optimal Inventory Policy", *Econometrica* 19 (3), 1951,
/// 250–272.
public struct Newsvendor: Sendable {
  /// What is missed and left of the demand.
  public let loss: FirstOrderLoss
  /// u: what a missing unit costs.
  public let underage: Double
  /// o: what a unit that is left costs.
  public let overage: Double

  /// Describes the decision by its costs.
  ///
  /// - Parameters:
  ///   - demand: See ``FirstOrderLoss``.
  ///   - underage: Finite and above 0.
  ///   - overage: Finite and above 0.
  /// - Throws: ``InventoryError``.
  public init(demand: Distribution, underage: Double, overage: Double) throws(InventoryError) {
    try Named("cost of a missing unit", underage).expectPositive()
    try Named("cost of a unit that is left", overage).expectPositive()
    loss = try FirstOrderLoss(demand)
    (self.underage, self.overage) = (underage, overage)
  }

  /// Describes the decision by its prices.
  ///
  /// - Parameters:
  ///   - demand: See ``FirstOrderLoss``.
  ///   - price: What a customer pays, above `cost`.
  ///   - cost: What a unit costs, above `salvage`.
  ///   - salvage: What a unit that is left brings.
  /// - Throws: ``InventoryError``.
  public init(
    demand: Distribution, price: Double, cost: Double, salvage: Double = 0
  ) throws(InventoryError) {
    try self.init(demand: demand, underage: price - cost, overage: cost - salvage)
  }

  /// u/(u + o).
  public var criticalRatio: Double { underage / (underage + overage) }

  /// The quantity with the least expected cost.
  public var quantity: Double { loss.quantile(criticalRatio) }

  /// What a quantity costs in the mean.
  public func cost(ofQuantity quantity: Double) -> Double {
    underage * loss.missed(by: quantity) + overage * loss.left(of: quantity)
  }

  /// What a quantity earns in the mean: u E D less its cost.
  public func profit(ofQuantity quantity: Double) -> Double {
    underage * loss.mean - cost(ofQuantity: quantity)
  }

  /// The part of the demand that a quantity serves, in the mean: 1 - E (D - q)⁺ / E D.
  public func fillRate(ofQuantity quantity: Double) -> Double {
    1 - loss.missed(by: quantity) / loss.mean
  }
}
