/// The plan of one item in material requirements planning: what is wanted in each period, less what there is, in lots,
/// ordered a lead time before.
///
/// With what is on hand and on order less what is owed at the beginning (I), the safety stock s, the lead time L in
/// whole periods and the requirements g₀, g₁, … the order released in period k comes at the beginning of period k + L,
/// and
///
///     I - s - (g₀ + … + g_{k+L}) + (x₀ + … + x_k) ≥ 0
///
/// wherever orders are not firm. What is missing before period L can be had no sooner and is ordered at once.
///
/// Source: J. Orlicky, *Material Requirements Planning*, McGraw-Hill, 1975.
public struct MaterialRequirements: Hashable, Sendable {
  /// What is missing in each period in which an order of the plan can come, the first of them L.
  public let netRequirements: [Double]
  /// What is ordered in each period, from now on; as many as there are net requirements.
  public let orders: [Double]

  /// How much is ordered at a time.
  public enum Lots: Hashable, Sendable {
    /// What is missing in each period.
    case lotForLot
    /// So much, or what is missing where that is more.
    case fixed(Double)
    /// What costs least: see ``WagnerWhitin``.
    case wagnerWhitin(orderCost: Double, holdingCost: Double)
  }

  /// Works out the plan.
  ///
  /// - Parameters:
  ///   - requirements: What is wanted in each period, at least 0; more than `leadTime` periods.
  ///   - available: What is on hand and on order less what is owed.
  ///   - safetyStock: What is to be left at the end of each period, at least 0.
  ///   - leadTime: From an order to its delivery, in periods, at least 0.
  ///   - firm: The orders of the first periods that no longer move, at least 0.
  ///   - lots: How much is ordered at a time.
  /// - Throws: ``InventoryError/outOfRange(name:value:requirement:)``.
  public init(
    requirements: [Double], available: Double, safetyStock: Double = 0, leadTime: Int,
    firm: [Double] = [], lots: Lots
  ) throws(InventoryError) {
    try Named("lead time", Double(leadTime)).expect(leadTime >= 0, "at least 0")
    try Named("periods", Double(requirements.count)).expect(
      requirements.count > leadTime, "above the lead time")
    for (period, amount) in requirements.enumerated() {
      try Named("requirement of period \(period + 1)", amount).expectNotNegative()
    }
    for order in firm { try Named("firm order", order).expectNotNegative() }
    var left = available - safetyStock - requirements.prefix(leadTime).reduce(0, +)
    var (net, orders): ([Double], [Double]) = ([], [])
    for (period, amount) in requirements.dropFirst(leadTime).enumerated() {
      left -= amount
      if period < firm.count {
        net.append(0)
        orders.append(firm[period])
        left += firm[period]
        continue
      }
      let missing = max(0, -left)
      net.append(missing)
      if case .fixed(let size) = lots, missing > 0 {
        orders.append(max(missing, size))
      } else {
        orders.append(missing)
      }
      left += orders[period]
    }
    if case .wagnerWhitin(let orderCost, let holdingCost) = lots {
      let free = min(firm.count, net.count)
      let plan = try WagnerWhitin(
        demands: Array(net[free...]), orderCost: orderCost, holdingCost: holdingCost)
      orders.replaceSubrange(free..., with: plan.orders)
    }
    (netRequirements, self.orders) = (net, orders)
  }
}
