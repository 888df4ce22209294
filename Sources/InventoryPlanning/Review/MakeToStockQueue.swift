#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One exponential machine that makes to stock: each unit taken is made anew, and what is missing is owed.
///
/// The units to be made are an M/M/1 queue. With ρ = λ/μ and the base stock S, the fill rate is 1 - ρ^S, the
/// backorders ρ^(S + 1)/(1 - ρ), the stock on hand S - ρ (1 - ρ^S)/(1 - ρ).
///
/// Source: J. A. Buzacott, J. G. Shanthikumar, *Stochastic Models of Manufacturing Systems*, Prentice-Hall,
/// 1993, ch. 4.
public struct MakeToStockQueue: Hashable, Sendable {
  /// ρ: the part of the time in which the machine works.
  public let utilization: Double

  /// Describes the machine.
  ///
  /// - Parameters:
  ///   - demandRate: λ, above 0.
  ///   - productionRate: μ, above the rate of demand.
  /// - Throws: ``InventoryError/outOfRange(name:value:requirement:)``.
  public init(demandRate: Double, productionRate: Double) throws(InventoryError) {
    try Named("demand rate", demandRate).expectPositive()
    try Named("production rate", productionRate).expect(
      productionRate > demandRate && productionRate < .infinity, "above the rate of demand")
    utilization = demandRate / productionRate
  }

  /// The part of the demand that is served from stock at once.
  public func fillRate(baseStock: Int) -> Double {
    precondition(baseStock >= 0, "a base stock is at least 0")
    return 1 - pow(utilization, Double(baseStock))
  }

  /// Units owed, in the mean.
  public func backorders(baseStock: Int) -> Double {
    utilization * (1 - fillRate(baseStock: baseStock)) / (1 - utilization)
  }

  /// Units on hand, in the mean.
  public func onHand(baseStock: Int) -> Double {
    Double(baseStock) - utilization * fillRate(baseStock: baseStock) / (1 - utilization)
  }

  /// What stock and shortage cost per time.
  public func cost(baseStock: Int, _ costs: InventoryCosts) -> Double {
    costs.holding * onHand(baseStock: baseStock)
      + costs.backorder * backorders(baseStock: baseStock)
  }

  /// The base stock that costs least: the least S with P(N > S) = ρ^(S + 1) ≤ h/(h + b).
  public func cheapestBaseStock(_ costs: InventoryCosts) -> Int {
    let allowed = costs.holding / (costs.holding + costs.backorder)
    var stock = max(0, Int(log(allowed) / log(utilization)) - 2)
    while pow(utilization, Double(stock + 1)) > allowed { stock += 1 }
    return stock
  }
}
