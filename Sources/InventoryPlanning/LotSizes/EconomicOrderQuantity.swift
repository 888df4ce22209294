/// The best lot of something that is taken at a constant rate.
///
/// With the demand rate D, a cost K of each lot, holding h and backorders b a unit and time, and lots that come
/// at the rate p while they are made (infinite: all at once), let w = 1 - D/p. With the best part of each cycle
/// in backorders,
///
///     cost(Q) = K D / Q + w (h b / (h + b)) Q / 2
///     Q* = √(2 K D (h + b) / (w h b)),   greatest backorder = w Q h / (h + b)
///
/// Infinite b allows none.
///
/// Sources: F. W. Harris, "How Many Parts to Make at Once", *Factory* 10 (2), 1913; P. H. Zipkin,
/// *Foundations of Inventory Management*, McGraw-Hill, 2000, ch. 3.
public struct EconomicOrderQuantity: Hashable, Sendable {
  /// Units per time.
  public let demandRate: Double
  /// Cost of a lot.
  public let orderCost: Double
  /// Cost of a unit on hand, per time.
  public let holdingCost: Double
  /// Cost of a unit that is owed, per time; infinite where none may be owed.
  public let backorderCost: Double
  /// Units per time while a lot is made; infinite where it comes at once.
  public let productionRate: Double

  /// Describes the item.
  ///
  /// - Parameters:
  ///   - demandRate: Finite and above 0.
  ///   - orderCost: Finite and above 0.
  ///   - holdingCost: Finite and above 0.
  ///   - backorderCost: Above 0; infinite where nothing may be owed.
  ///   - productionRate: Above the rate of demand; infinite where a lot comes at once.
  /// - Throws: ``InventoryError/outOfRange(name:value:requirement:)``.
  public init(
    demandRate: Double, orderCost: Double, holdingCost: Double, backorderCost: Double = .infinity,
    productionRate: Double = .infinity
  ) throws(InventoryError) {
    try Named("demand rate", demandRate).expectPositive()
    try Named("cost of an order", orderCost).expectPositive()
    try Named("holding cost", holdingCost).expectPositive()
    try Named("backorder cost", backorderCost).expect(backorderCost > 0, "above 0")
    try Named("production rate", productionRate).expect(
      productionRate > demandRate, "above the rate of demand")
    (self.demandRate, self.orderCost, self.holdingCost) = (demandRate, orderCost, holdingCost)
    (self.backorderCost, self.productionRate) = (backorderCost, productionRate)
  }

  /// What a unit in the amplitude of the cycle costs, per time.
  private var amplitudeCost: Double {
    let served = backorderCost == .infinity ? 1 : backorderCost / (holdingCost + backorderCost)
    return (1 - demandRate / productionRate) * holdingCost * served
  }

  /// The lot that costs least.
  public var quantity: Double { (2 * orderCost * demandRate / amplitudeCost).squareRoot() }

  /// The least cost per time.
  public var cost: Double { (2 * orderCost * demandRate * amplitudeCost).squareRoot() }

  /// The cost per time of a lot, with the best share of backorders.
  ///
  /// - Parameter quantity: Above 0.
  /// - Returns: Orders, holding and backorders together.
  public func cost(ofQuantity quantity: Double) -> Double {
    precondition(quantity > 0, "a lot is above 0")
    return orderCost * demandRate / quantity + amplitudeCost * quantity / 2
  }

  /// What is owed at most, with the lot that costs least.
  public var greatestBackorder: Double {
    guard backorderCost < .infinity else { return 0 }
    return (1 - demandRate / productionRate) * quantity * holdingCost
      / (holdingCost + backorderCost)
  }
}
