/// Lots for a demand that is known period by period: the cheapest plan.
///
/// A lot is ordered at the beginning of a period and covers whole periods; what is left at the end of a
/// period is held. Some best plan orders only when nothing is left, so that
///
///     F(t) = min over k ≤ t of F(k - 1) + K_k + Σ over j = k…t of (Σ over i = k…j-1 of h_i) d_j
///
/// Source: H. M. Wagner, T. M. Whitin, "Dynamic Version of the Economic Lot Size Model", *Management Science*
/// 5 (1), 1958, 89–96.
public struct WagnerWhitin: Hashable, Sendable {
  /// What is ordered at the beginning of each period.
  public let orders: [Double]
  /// Orders and holding together.
  public let cost: Double

  /// Works out the plan.
  ///
  /// - Parameters:
  ///   - demands: What is wanted in each period, at least 0.
  ///   - orderCost: Cost of an order, at least 0.
  ///   - holdingCost: Cost of a unit that is left at the end of a period, at least 0.
  /// - Throws: ``InventoryError/outOfRange(name:value:requirement:)``.
  public init(
    demands: [Double], orderCost: Double, holdingCost: Double
  ) throws(InventoryError) {
    try Named("cost of an order", orderCost).expectNotNegative()
    try Named("holding cost", holdingCost).expectNotNegative()
    for (period, demand) in demands.enumerated() {
      try Named("demand of period \(period + 1)", demand).expectNotNegative()
    }
    // least[t]: the cost of the first t periods; began[t]: the period in which their last lot comes.
    var least = [0.0]
    var began = [0]
    for end in demands.indices {
      var best = (cost: Double.infinity, start: end)
      var (held, total) = (0.0, 0.0)
      // What is held grows by the demand of all later periods with each period that the lot comes earlier.
      for start in (0...end).reversed() {
        held += holdingCost * total
        total += demands[start]
        let cost = least[start] + (total > 0 ? orderCost : 0) + held
        if cost < best.cost { best = (cost, start) }
        if held > best.cost { break }
      }
      least.append(best.cost)
      began.append(best.start)
    }
    var orders = [Double](repeating: 0, count: demands.count)
    var end = demands.count
    while end > 0 {
      let start = began[end]
      orders[start] = demands[start..<end].reduce(0, +)
      end = start
    }
    (self.orders, cost) = (orders, least[demands.count])
  }
}
