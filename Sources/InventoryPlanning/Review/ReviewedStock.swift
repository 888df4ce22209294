/// A stock whose inventory position decides when and how much is ordered; what is missing is owed.
///
/// The inventory position is what is on hand and on order less what is owed. After a lead time all that was on
/// order has come, so what is on hand or owed then is the position less the demand of that time, whatever was
/// ordered since. A rule of ordering therefore shows in the distribution of its positions only:
///
/// - **(r, nQ)**: orders multiples of Q when the position is at or below r. It is uniform on r + 1 … r + Q.
/// - **(s, S)**: orders up to S when it is at or below s. A position S - j has the weight m(j), the renewal
///   density of the demands, with m(0) = 1/(1 - p₀), m(j) = Σ p_i m(j - i).
///
/// Sources: G. Hadley, T. M. Whitin, *Analysis of Inventory Systems*, Prentice-Hall, 1963, ch. 4 and 5;
/// P. H. Zipkin, *Foundations of Inventory Management*, McGraw-Hill, 2000, ch. 6.
public struct ReviewedStock: Sendable {
  /// The demand between two looks at the stock: one order of a customer, or what is wanted in a period.
  public let step: CountDemand
  /// Looks per time.
  public let stepRate: Double
  /// The demand that has come when the next step finds its stock.
  let before: CountDemand
  /// The demand that has been taken when stock and shortage are charged.
  let covered: CountDemand

  /// Reviewed at each order, which come as a Poisson process.
  ///
  /// - Parameters:
  ///   - orderRate: Orders of customers per time, finite and above 0.
  ///   - size: What each of them is for.
  ///   - leadTime: The time from an order of the stock to its delivery, finite and at least 0.
  /// - Throws: ``InventoryError``.
  public init(
    orderRate: Double, size: CountDemand = .one, leadTime: Double
  ) throws(InventoryError) {
    try Named("rate of orders", orderRate).expectPositive()
    try Named("lead time", leadTime).expectNotNegative()
    try Named("mean size of an order", size.mean).expectPositive()
    (step, stepRate) = (size, orderRate)
    before = try .compoundPoisson(mean: orderRate * leadTime, size: size)
    covered = before
  }

  /// Reviewed at the beginning of each period.
  ///
  /// What was ordered `leadTime` periods ago comes after the look, then the demand; stock and shortage are
  /// charged at the end of the period.
  ///
  /// - Parameters:
  ///   - demand: What is wanted in a period.
  ///   - leadTime: Periods from an order to its delivery, from 0 to 1,000.
  /// - Throws: ``InventoryError``.
  public init(demandOfPeriod demand: CountDemand, leadTime: Int) throws(InventoryError) {
    try Named("lead time", Double(leadTime)).expect(
      (0...1000).contains(leadTime), "from 0 to 1,000 periods")
    try Named("mean demand", demand.mean).expectPositive()
    (step, stepRate) = (demand, 1)
    before = demand.sum(ofPeriods: leadTime)
    covered = before + demand
  }

  // MARK: - A rule

  /// What comes of ordering lots.
  ///
  /// - Parameters:
  ///   - below: r: orders at this position and below.
  ///   - lot: Q, at least 1: as many of it as bring the position above r.
  /// - Returns: The figures.
  public func figures(below: Int, lot: Int) -> InventoryFigures {
    precondition(lot >= 1, "a lot is at least 1")
    let weights = [Double](repeating: 1 / Double(lot), count: lot)
    // A demand X takes the position from r + u to r or below where X ≥ u.
    let ordering = (1...lot).reduce(0) { $0 + 1 - step.cumulative(at: $1 - 1) } / Double(lot)
    return figures(from: below + lot, weights: weights, orderRate: stepRate * ordering)
  }

  /// What comes of ordering up to a level.
  ///
  /// - Parameters:
  ///   - below: s: orders at this position and below.
  ///   - upTo: S, above s.
  /// - Returns: The figures.
  public func figures(below: Int, upTo: Int) -> InventoryFigures {
    precondition(upTo > below, "the level lies above the one at which it is ordered")
    var renewals = RenewalDensity(of: step)
    let weights = (0..<upTo - below).map { renewals[$0] }
    let steps = weights.reduce(0, +)
    return figures(
      from: upTo, weights: weights.map { $0 / steps }, orderRate: stepRate / steps)
  }

  private func figures(
    from top: Int, weights: [Double], orderRate: Double
  ) -> InventoryFigures {
    var figures = InventoryFigures(onHand: 0, backorders: 0, fillRate: 0, orderRate: orderRate)
    for (place, weight) in weights.enumerated() where weight > 0 {
      figures.onHand += weight * covered.onHand(from: top - place)
      figures.backorders += weight * covered.backorders(from: top - place)
      figures.fillRate += weight * served(from: top - place)
    }
    figures.fillRate /= step.mean
    return figures
  }

  /// What a step gets at once in the mean: Σ over k ≥ 0 of P(X > k) P(stock > k).
  private func served(from position: Int) -> Double {
    var sum = 0.0
    for count in 0..<max(0, min(position, step.probabilities.count)) {
      sum += (1 - step.cumulative(at: count)) * before.cumulative(at: position - count - 1)
    }
    return sum
  }

  // MARK: - The best rule

  /// The (r, Q) that costs least, for demands of one unit.
  ///
  /// With G(y) the cost per time of a position, the best Q positions are those with the least G, which lie side
  /// by side; one more is worth having as long as its G lies below the mean cost.
  ///
  /// - Parameter costs: What orders, stock and shortage cost.
  /// - Throws: ``InventoryError/notCovered(what:reason:)`` where demands are for more than one unit.
  /// - Returns: r and Q.
  ///
  /// Source: A. Federgruen, Y.-S. Zheng, "An Efficient Algorithm for Computing an Optimal (r, Q) Policy in
  /// Continuous Review Stochastic Inventory Systems", *Operations Research* 40 (4), 1992, 808–813.
  public func bestLot(_ costs: InventoryCosts) throws(InventoryError) -> (below: Int, lot: Int) {
    guard step == .one else {
      throw .notCovered(
        what: "the best lot of demands for several units",
        reason: "it is known for single units; take (s, S)")
    }
    var (low, high) = (cheapestPosition(costs), cheapestPosition(costs))
    var total = stepRate * costs.order + positionCost(low, costs)
    while true {
      let (below, above) = (positionCost(low - 1, costs), positionCost(high + 1, costs))
      guard min(below, above) < total / Double(high - low + 1) else { break }
      total += min(below, above)
      if below < above { low -= 1 } else { high += 1 }
    }
    return (low - 1, high - low + 1)
  }

  /// The (s, S) that costs least.
  ///
  /// - Parameter costs: What orders, stock and shortage cost.
  /// - Returns: s and S.
  ///
  /// Source: Y.-S. Zheng, A. Federgruen, "Finding Optimal (s, S) Policies Is About as Simple as Evaluating a
  /// Single Policy", *Operations Research* 39 (4), 1991, 654–665.
  public func bestLevels(_ costs: InventoryCosts) -> (below: Int, upTo: Int) {
    var renewals = RenewalDensity(of: step)
    let fixed = stepRate * costs.order
    func cost(_ below: Int, _ upTo: Int) -> Double {
      var (sum, steps) = (fixed, 0.0)
      for place in 0..<upTo - below {
        sum += renewals[place] * positionCost(upTo - place, costs)
        steps += renewals[place]
      }
      return sum / steps
    }
    let cheapest = cheapestPosition(costs)
    var (below, upTo) = (cheapest - 1, cheapest)
    while cost(below, upTo) > positionCost(below, costs) { below -= 1 }
    var least = cost(below, upTo)
    var level = upTo + 1
    while positionCost(level, costs) <= least {
      if cost(below, level) < least {
        upTo = level
        while cost(below, upTo) <= positionCost(below + 1, costs) { below += 1 }
        least = cost(below, upTo)
      }
      level += 1
    }
    return (below, upTo)
  }

  /// G(y): what stock and shortage cost per time a lead time after a position.
  private func positionCost(_ position: Int, _ costs: InventoryCosts) -> Double {
    costs.holding * covered.onHand(from: position)
      + costs.backorder * covered.backorders(from: position)
  }

  private func cheapestPosition(_ costs: InventoryCosts) -> Int {
    covered.quantile(costs.backorder / (costs.backorder + costs.holding))
  }
}

/// m(j): how many steps find j units taken, in the mean, from one order to the next.
private struct RenewalDensity {
  private let step: CountDemand
  private var values: [Double]

  init(of step: CountDemand) {
    self.step = step
    values = [1 / (1 - step.probabilities[0])]
  }

  subscript(_ taken: Int) -> Double {
    mutating get {
      while values.count <= taken {
        var sum = 0.0
        for size in stride(from: 1, through: min(values.count, step.probabilities.count - 1), by: 1)
        {
          sum += step.probabilities[size] * values[values.count - size]
        }
        values.append(sum * values[0])
      }
      return values[taken]
    }
  }
}
