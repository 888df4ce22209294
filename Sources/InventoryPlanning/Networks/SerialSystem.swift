/// A chain of stocks, each filled by the one before it, with one-for-one orders and backorders everywhere.
///
/// The first stock is filled by a source that never fails. Customers come to the last one as a Poisson process.
/// With B₀ = 0 and the Poisson demand D_j of the time into stock j,
///
///     outstanding X_j = B_(j-1) + D_j,   B_j = (X_j - s_j)⁺,   on hand = (s_j - X_j)⁺
///
/// and the part served at once is P(X_N < s_N). Units under way are not charged: there are as many of them
/// whatever the stocks.
///
/// Sources: A. J. Clark, H. Scarf, "Optimal Policies for a Multi-Echelon Inventory Problem", *Management
/// Science* 6 (4), 1960, 475–490; F. Chen, Y.-S. Zheng, "Lower Bounds for Multi-Echelon Stochastic Inventory
/// Systems", *Management Science* 40 (11), 1994, 1426–1443.
public struct SerialSystem: Sendable {
  /// Orders of customers per time.
  public let demandRate: Double
  /// The time into each stock, from the first on.
  public let leadTimes: [Double]
  /// What a unit on hand costs per time at each stock.
  public let holdingCosts: [Double]
  /// What a unit owed to customers costs per time.
  public let backorderCost: Double
  private let demands: [CountDemand]

  /// Describes the chain.
  ///
  /// - Parameters:
  ///   - demandRate: Finite and above 0.
  ///   - leadTimes: One for each stock, from the first, which the source fills, to that of the customers.
  ///   - holdingCosts: As many, at least 0.
  ///   - backorderCost: Finite and above 0.
  /// - Throws: ``InventoryError``.
  public init(
    demandRate: Double, leadTimes: [Double], holdingCosts: [Double], backorderCost: Double
  ) throws(InventoryError) {
    try Named("demand rate", demandRate).expectPositive()
    try Named("backorder cost", backorderCost).expectPositive()
    try Named("number of stocks", Double(leadTimes.count)).expect(
      !leadTimes.isEmpty && leadTimes.count == holdingCosts.count,
      "at least 1, with a lead time and a holding cost for each")
    for holding in holdingCosts { try Named("holding cost", holding).expectNotNegative() }
    var demands: [CountDemand] = []
    for time in leadTimes {
      try Named("lead time", time).expectNotNegative()
      demands.append(try .poisson(mean: demandRate * time))
    }
    (self.demandRate, self.leadTimes, self.holdingCosts) = (demandRate, leadTimes, holdingCosts)
    (self.backorderCost, self.demands) = (backorderCost, demands)
  }

  /// What comes of base stocks.
  public struct Figures: Hashable, Sendable {
    /// Units on hand at each stock, in the mean.
    public var onHand: [Double] = []
    /// Units that each stock owes to the next, the last to customers, in the mean.
    public var backorders: [Double] = []
    /// The part of customers that are served at once.
    public var fillRate = 0.0
    /// Cost per time.
    public var cost = 0.0
  }

  /// What comes of base stocks.
  ///
  /// - Parameter baseStocks: One for each stock, at least 0.
  /// - Returns: The figures.
  public func figures(baseStocks: [Int]) -> Figures {
    precondition(
      baseStocks.count == demands.count && baseStocks.allSatisfy { $0 >= 0 },
      "one base stock of at least 0 for each stock")
    var figures = Figures()
    var owed = CountDemand(probabilities: [1])
    for (stock, demand) in demands.enumerated() {
      let outstanding = owed + demand
      owed = outstanding.excess(over: baseStocks[stock])
      figures.onHand.append(outstanding.onHand(from: baseStocks[stock]))
      figures.backorders.append(outstanding.backorders(from: baseStocks[stock]))
      figures.fillRate = outstanding.cumulative(at: baseStocks[stock] - 1)
      figures.cost += holdingCosts[stock] * figures.onHand[stock]
    }
    figures.cost += backorderCost * (figures.backorders.last ?? 0)
    return figures
  }

  /// The base stocks that cost least.
  ///
  /// With the echelon cost e_j = h_j - h_(j-1) and echelon positions x, going upstream from the last stock,
  ///
  ///     Ĉ_j(x) = e_j x + C_(j+1)(min(x, S_(j+1))),   C_j(y) = E Ĉ_j(y - D_j),   S_j = argmin C_j
  ///
  /// where beyond the last stock stands the cost (b + h_N) x⁻. The local base stocks are the differences
  /// of the S_j, of which none may exceed one further upstream.
  ///
  /// - Throws: ``InventoryError/notCovered(what:reason:)`` where a unit is cheaper to hold downstream.
  /// - Returns: Local base stocks, in the order of the stocks.
  public func bestBaseStocks() throws(InventoryError) -> [Int] {
    for (upstream, downstream) in zip(holdingCosts, holdingCosts.dropFirst())
    where downstream < upstream {
      throw .notCovered(
        what: "the best stocks where holding costs fall downstream",
        reason: "echelon costs must not be below 0")
    }
    let reach = demands.map { $0.probabilities.count - 1 }
    let span = reach.reduce(0, +)
    // Costs of echelon positions from -span on; only as low as stocks further upstream will ask.
    let positions = Array(-span...span)
    var downstream = positions.map { position in
      (backorderCost + holdingCosts[demands.count - 1]) * Double(max(0, -position))
    }
    var levels = [Int](repeating: 0, count: demands.count)
    var first = 0
    for stock in demands.indices.reversed() {
      let echelonCost = holdingCosts[stock] - (stock > 0 ? holdingCosts[stock - 1] : 0)
      let charged = positions.indices.map {
        downstream[$0] + echelonCost * Double(positions[$0])
      }
      first += reach[stock]
      var costs = [Double](repeating: .infinity, count: positions.count)
      for place in first..<positions.count {
        var sum = 0.0
        for (demand, probability) in demands[stock].probabilities.enumerated() {
          sum += probability * charged[place - demand]
        }
        costs[place] = sum
      }
      let best = costs.indices.min { costs[$0] < costs[$1] } ?? first
      levels[stock] = positions[best]
      downstream = costs.indices.map { costs[min($0, best)] }
    }
    // What the stocks upstream do not give, those downstream cannot have.
    for stock in levels.indices.dropFirst() {
      levels[stock] = min(levels[stock], levels[stock - 1])
    }
    return levels.indices.map { stock in
      max(0, levels[stock] - (stock + 1 < levels.count ? levels[stock + 1] : 0))
    }
  }
}
