/// A base stock whose customers do not wait: each unit taken is ordered anew, and who finds none goes away.
///
/// The orders under way are the busy servers of an M/G/S/S queue, so the part of lost demand is Erlang's loss
/// B(S, λL), whatever the distribution of the lead times and whether they cross or not. On hand are
/// S - λL (1 - B) in the mean.
///
/// Source: S. Karush, "A Queueing Model for an Inventory Problem", *Operations Research* 5 (5), 1957, 693–703.
public struct BaseStockLostSales: Hashable, Sendable {
  /// The part of the demand that is served.
  public let fillRate: Double
  /// Units on hand, in the mean.
  public let onHand: Double

  /// Works out what comes of a base stock.
  ///
  /// - Parameters:
  ///   - demandRate: Poisson demands per time, finite and above 0.
  ///   - meanLeadTime: Finite and at least 0.
  ///   - baseStock: S, at least 0.
  /// - Throws: ``InventoryError/outOfRange(name:value:requirement:)``.
  public init(demandRate: Double, meanLeadTime: Double, baseStock: Int) throws(InventoryError) {
    try Named("demand rate", demandRate).expectPositive()
    try Named("mean lead time", meanLeadTime).expectNotNegative()
    try Named("base stock", Double(baseStock)).expect(baseStock >= 0, "at least 0")
    let load = demandRate * meanLeadTime
    var lost = 1.0
    for servers in stride(from: 1, through: baseStock, by: 1) {
      lost = load * lost / (Double(servers) + load * lost)
    }
    fillRate = 1 - lost
    onHand = Double(baseStock) - load * (1 - lost)
  }
}
