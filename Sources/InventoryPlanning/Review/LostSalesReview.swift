/// A stock that is looked at period by period, with a lead time, and whose customers do not wait.
///
/// In each period an order q is placed knowing what is on hand and what comes in each of the next L - 1 periods;
/// the demand takes what it can, and the rest of it is lost. What is best depends on the whole pipeline; it is
/// found by relative value iteration over all of its states.
///
/// Sources: S. Karlin, H. Scarf, "Inventory Models of the Arrow-Harris-Marschak Type with Time Lag", in *Studies in
/// the Mathematical Theory of Inventory and Production*, Stanford, 1958; P. Zipkin, "Old and New Methods for
/// Lost-Sales Inventory Systems", *Operations Research* 56 (5), 2008, 1256–1263.
public struct LostSalesReview: Sendable {
  /// What is wanted in a period.
  public let demand: CountDemand
  /// L: an order of this period serves the demand so many periods later.
  public let leadTime: Int
  /// Cost of a unit that is left at the end of a period.
  public let holdingCost: Double
  /// Cost of a unit of demand that is lost.
  public let penalty: Double
  /// No position above this one is worth having.
  private let top: Int
  /// The cost of a period by what is on hand.
  private let charges: [Double]

  /// Describes the stock.
  ///
  /// - Parameters:
  ///   - demand: What is wanted in a period.
  ///   - leadTime: From 1; the states grow with its power, so there are bounds on both.
  ///   - holdingCost: Finite and above 0.
  ///   - penalty: Finite and above 0.
  /// - Throws: ``InventoryError``.
  public init(
    demand: CountDemand, leadTime: Int, holdingCost: Double, penalty: Double
  ) throws(InventoryError) {
    try Named("lead time", Double(leadTime)).expect(
      (1...4).contains(leadTime), "from 1 to 4 periods")
    try Named("holding cost", holdingCost).expectPositive()
    try Named("penalty", penalty).expectPositive()
    (self.demand, self.leadTime) = (demand, leadTime)
    (self.holdingCost, self.penalty) = (holdingCost, penalty)
    // Were the lost demand owed instead, more than this would be too much: Zipkin, "On the Structure of
    // Lost-Sales Inventory Models", Operations Research 56 (4), 2008, 937–943.
    let top = demand.sum(ofPeriods: leadTime + 1).quantile(penalty / (penalty + holdingCost)) + 1
    var states = 1.0
    for _ in 0..<leadTime { states *= Double(top + 1) }
    guard states * Double(top + demand.probabilities.count) < 5e8 else {
      throw .notCovered(
        what: "a pipeline with so many states", reason: "shorten the lead time or use larger units")
    }
    self.top = top
    charges = (0...top).map {
      holdingCost * demand.onHand(from: $0) + penalty * demand.backorders(from: $0)
    }
  }

  /// The least cost per period of all rules.
  public var leastCost: Double { averageCost { $0...$1 } }

  /// The cost per period of ordering up to a level of what is on hand and on order.
  ///
  /// - Parameter level: At least 0.
  /// - Returns: Holding and lost sales together.
  public func cost(baseStock level: Int) -> Double {
    precondition(level >= 0, "a base stock is at least 0")
    let level = min(level, top)
    return averageCost(upTo: level) { lowest, highest in highest...highest }
  }

  /// The base stock that costs least, with its cost.
  public var cheapestBaseStock: (level: Int, cost: Double) {
    var best = (level: 0, cost: cost(baseStock: 0))
    for level in stride(from: 1, through: top, by: 1) {
      let cost = cost(baseStock: level)
      if cost < best.cost { best = (level, cost) }
    }
    return best
  }

  /// The cost per period of the best orders among those that are allowed.
  ///
  /// - Parameters:
  ///   - limit: The highest position after an order; the highest worth having where it is `nil`.
  ///   - allowed: The orders among which to choose, from 0 and the largest that the limit allows.
  /// - Returns: The cost, to 1e-9.
  private func averageCost(
    upTo limit: Int? = nil, among allowed: (Int, Int) -> ClosedRange<Int>
  ) -> Double {
    let limit = limit ?? top
    let side = limit + 1
    // State: on hand + side × (what comes next + side × …); all L - 1 of the pipeline.
    let states = (0..<leadTime).reduce(1) { count, _ in count * side }
    let pipelines = states / side
    var values = [Double](repeating: 0, count: states)
    // Steps of less than 1 keep values from going round in circles where demands do.
    let pace = 0.95
    while true {
      let continued = expected(values, side: side, pipelines: pipelines)
      var (low, high) = (Double.infinity, -Double.infinity)
      var next = [Double](repeating: .infinity, count: states)
      for state in 0..<states {
        let onHand = state % side
        var (position, rest, pipeline) = (onHand, state / side, [Int]())
        for _ in 1..<leadTime {
          pipeline.append(rest % side)
          position += rest % side
          rest /= side
        }
        guard position <= limit else { continue }
        var least = Double.infinity
        for order in allowed(0, limit - position) {
          let coming = leadTime == 1 ? order : pipeline[0]
          var behind = 0
          var factor = 1
          for later in pipeline.dropFirst() {
            behind += factor * later
            factor *= side
          }
          if leadTime > 1 { behind += factor * order }
          least = min(least, continued[(behind * side + coming) * side + onHand])
        }
        let change = charges[onHand] + least - values[state]
        next[state] = values[state] + pace * change
        (low, high) = (min(low, change), max(high, change))
      }
      let base = next[0]
      for state in 0..<states { values[state] = next[state] - base }
      if high - low < 1e-9 { return (high + low) / 2 }
    }
  }

  /// E V((x - D)⁺ + c; pipeline) for each x, each c that comes, and each pipeline behind it.
  private func expected(_ values: [Double], side: Int, pipelines: Int) -> [Double] {
    var expected = [Double](repeating: .infinity, count: pipelines * side * side)
    for behind in 0..<pipelines {
      for coming in 0..<side {
        for onHand in 0..<side - coming {
          var sum = 0.0
          for taken in 0..<onHand {
            sum += demand.probability(of: taken) * values[behind * side + onHand - taken + coming]
          }
          sum += (1 - demand.cumulative(at: onHand - 1)) * values[behind * side + coming]
          expected[(behind * side + coming) * side + onHand] = sum
        }
      }
    }
    return expected
  }
}
