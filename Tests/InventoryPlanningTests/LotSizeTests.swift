import InventoryPlanning
import RandomVariates
import TestDraws
import TestSupport
import Testing

/// Lots against their own definitions, and against all other plans.
@Suite("Lots")
struct LotSizeTests {
  @Test("The best lot costs least, and its cycle has the cost", .tags(.exact))
  func economicOrder() throws {
    var draws = Draws("economic order quantities")
    for _ in 0..<200 {
      let demand = 0.1 + 100 * draws.uniform()
      let lot = try EconomicOrderQuantity(
        demandRate: demand, orderCost: 0.1 + 50 * draws.uniform(),
        holdingCost: 0.01 + draws.uniform(),
        backorderCost: draws.chance(0.5) ? .infinity : 0.1 + 9 * draws.uniform(),
        productionRate: draws.chance(0.5) ? .infinity : demand * (1.1 + 5 * draws.uniform()))
      let best = lot.quantity
      #expect(abs(lot.cost(ofQuantity: best) - lot.cost) <= 1e-12 * lot.cost)
      for factor in [0.5, 0.99, 1.01, 2] {
        #expect(lot.cost(ofQuantity: factor * best) > lot.cost)
      }
      // One cycle by its triangles: stock falls from Q w - B to -B.
      let width = 1 - demand / lot.productionRate
      let owed = lot.greatestBackorder
      let high = best * width - owed
      let period = best / demand
      let (up, down) = (high / (best * width) * period, owed / (best * width) * period)
      let shortage = lot.backorderCost == .infinity ? 0 : lot.backorderCost * owed / 2 * down
      let cost = (lot.orderCost + lot.holdingCost * high / 2 * up + shortage) / period
      #expect(abs(cost - lot.cost) <= 1e-12 * lot.cost)
    }
  }

  @Test("No plan of lots is cheaper than that of Wagner and Whitin", .tags(.exact))
  func wagnerWhitin() throws {
    var draws = Draws("plans of lots")
    for _ in 0..<60 {
      let demands = (0..<draws.whole(1...9)).map { _ in
        draws.chance(0.25) ? 0 : Double(draws.whole(1...40))
      }
      let (order, holding) = (Double(draws.whole(0...90)), draws.uniform())
      let plan = try WagnerWhitin(demands: demands, orderCost: order, holdingCost: holding)
      #expect(abs(cost(of: plan.orders, demands, order, holding) - plan.cost) <= 1e-9)
      for choice in 0..<(1 << demands.count) {
        var orders = [Double](repeating: 0, count: demands.count)
        var last: Int?
        for period in demands.indices {
          if choice >> period & 1 == 1 { last = period }
          if let last { orders[last] += demands[period] }
        }
        #expect(cost(of: orders, demands, order, holding) >= plan.cost - 1e-9)
      }
    }
  }

  /// Infinite where something is owed.
  private func cost(
    of orders: [Double], _ demands: [Double], _ order: Double, _ holding: Double
  ) -> Double {
    var (stock, cost) = (0.0, 0.0)
    for (bought, wanted) in zip(orders, demands) {
      stock += bought - wanted
      if stock < -1e-9 { return .infinity }
      cost += (bought > 0 ? order : 0) + holding * stock
    }
    return cost
  }

  static let demands: [Distribution] = [
    Distribution(.normal(mean: 80, standardDeviation: 25)),
    Distribution(.logNormal(mean: 30, standardDeviation: 20)),
    Distribution(.gamma(shape: 2.5, scale: 12)), Distribution(.exponential(mean: 17)),
    Distribution(.erlang(stages: 3, mean: 40)), Distribution(.weibull(shape: 1.7, scale: 50)),
    Distribution(.uniform(lower: 10, upper: 60)),
    Distribution(.gamma(shape: 4, scale: 3), shift: 7),
    Distribution(.empirical(values: [3, 8, 8, 20, 41], interpolated: false)),
    Distribution(.poisson(mean: 23)), Distribution(.geometric(probability: 0.08)),
    Distribution(.negativeBinomial(successes: 2.5, probability: 0.1)),
  ]

  @Test("What a stock misses is the area above the distribution", .tags(.exact), arguments: demands)
  func loss(_ demand: Distribution) throws {
    let loss = try FirstOrderLoss(demand)
    let law = TruncatedDistribution(demand)
    for quantity in [0, 12.5, 31, 90] {
      // The middle rule in steps that end at whole numbers.
      let (end, parts) = (law.upperQuantile(at: 1e-12), 100)
      var area = 0.0
      for step in 0..<max(0, Int((end - quantity) * Double(parts)) + 1) {
        area += law.survival(at: quantity + (Double(step) + 0.5) / Double(parts)) / Double(parts)
      }
      #expect(abs(loss.missed(by: quantity) - area) <= 2e-4, "\(quantity)")
      let left = loss.left(of: quantity)
      #expect(abs(left - loss.missed(by: quantity) - quantity + loss.mean) <= 1e-9)
    }
  }

  @Test("No quantity costs less than the newsvendor's", .tags(.exact), arguments: demands)
  func newsvendor(_ demand: Distribution) throws {
    let vendor = try Newsvendor(demand: demand, price: 12, cost: 5, salvage: 2)
    let best = vendor.cost(ofQuantity: vendor.quantity)
    for step in -40...40 {
      #expect(vendor.cost(ofQuantity: vendor.quantity + Double(step) / 2) >= best - 1e-9)
    }
    #expect(
      abs(vendor.profit(ofQuantity: 30) - 7 * vendor.loss.mean + vendor.cost(ofQuantity: 30)) < 1e-9
    )
  }

  @Test("Numbers outside of their domains are named", .tags(.exact))
  func refusals() {
    #expect(
      throws: InventoryError.outOfRange(
        name: "production rate", value: 9, requirement: "above the rate of demand")
    ) {
      try EconomicOrderQuantity(demandRate: 10, orderCost: 1, holdingCost: 1, productionRate: 9)
    }
    #expect(
      throws: InventoryError.outOfRange(
        name: "demand of period 2", value: -1, requirement: "finite and at least 0")
    ) { try WagnerWhitin(demands: [1, -1], orderCost: 1, holdingCost: 1) }
    #expect(throws: InventoryError.self) {
      try Newsvendor(
        demand: Distribution(.normal(mean: 5, standardDeviation: 1)), price: 3, cost: 4)
    }
    #expect(throws: InventoryError.self) { try CountDemand(Distribution(.exponential(mean: 3))) }
    #expect(throws: InventoryError.self) {
      try FirstOrderLoss(Distribution(.normal(mean: 5, standardDeviation: 1), atLeast: 0))
    }
  }
}
