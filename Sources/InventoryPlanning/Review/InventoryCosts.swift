/// What orders, stock and shortage cost.
public struct InventoryCosts: Hashable, Sendable {
  /// Cost of an order.
  public var order: Double
  /// Cost of a unit on hand, per time.
  public var holding: Double
  /// Cost of a unit that is owed, per time.
  public var backorder: Double

  /// Puts the costs together.
  ///
  /// - Parameters:
  ///   - order: Finite and at least 0.
  ///   - holding: Finite and above 0.
  ///   - backorder: Finite and above 0.
  /// - Throws: ``InventoryError/outOfRange(name:value:requirement:)``.
  public init(order: Double = 0, holding: Double, backorder: Double) throws(InventoryError) {
    try Named("cost of an order", order).expectNotNegative()
    try Named("holding cost", holding).expectPositive()
    try Named("backorder cost", backorder).expectPositive()
    (self.order, self.holding, self.backorder) = (order, holding, backorder)
  }
}

/// What a rule of ordering gives in the long run.
public struct InventoryFigures: Hashable, Sendable {
  /// Units on hand, in the mean.
  public var onHand: Double
  /// Units owed, in the mean.
  public var backorders: Double
  /// The part of the demand that is served from stock at once.
  public var fillRate: Double
  /// Orders per time.
  public var orderRate: Double

  /// What this costs per time.
  public func cost(_ costs: InventoryCosts) -> Double {
    costs.order * orderRate + costs.holding * onHand + costs.backorder * backorders
  }
}
