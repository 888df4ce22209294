import InventoryPlanning
import RandomVariates
import TestDraws
import TestSupport
import Testing

/// Chains of stocks, spares and forecasts against sums over all that can happen.
@Suite("Supply chains")
struct NetworkTests {
  @Test("No base stocks of a chain cost less than the best", .tags(.exact))
  func serial() throws {
    var draws = Draws("chains of stocks")
    for _ in 0..<8 {
      let count = draws.whole(1...3)
      let times = (0..<count).map { _ in 0.3 + draws.uniform() }
      var holding: [Double] = []
      for _ in 0..<count { holding.append((holding.last ?? 0) + 0.2 + draws.uniform()) }
      let chain = try SerialSystem(
        demandRate: 0.5 + 2 * draws.uniform(), leadTimes: times, holdingCosts: holding,
        backorderCost: 4 + 16 * draws.uniform())
      let best = try chain.bestBaseStocks()
      let least = chain.figures(baseStocks: best).cost
      let side = 12
      for code in 0..<(0..<count).reduce(1, { product, _ in product * side }) {
        var (stocks, rest) = ([Int](), code)
        for _ in 0..<count {
          stocks.append(rest % side)
          rest /= side
        }
        let figures = chain.figures(baseStocks: stocks)
        #expect(figures.cost >= least - 1e-9, "\(stocks) cost \(figures.cost), \(best) \(least)")
      }
    }
  }

  @Test("A chain of one stock is a base stock", .tags(.exact))
  func single() throws {
    let chain = try SerialSystem(
      demandRate: 2, leadTimes: [1.7], holdingCosts: [1], backorderCost: 9)
    let stock = try ReviewedStock(orderRate: 2, leadTime: 1.7)
    for level in 0...12 {
      let (figures, other) = (
        chain.figures(baseStocks: [level]), stock.figures(below: level - 1, upTo: level)
      )
      #expect(abs(figures.onHand[0] - other.onHand) <= 1e-12)
      #expect(abs(figures.backorders[0] - other.backorders) <= 1e-12)
      #expect(abs(figures.fillRate - other.fillRate) <= 1e-12)
    }
    #expect(throws: InventoryError.self) {
      try SerialSystem(demandRate: 2, leadTimes: [1, 1], holdingCosts: [2, 1], backorderCost: 9)
        .bestBaseStocks()
    }
  }

  @Test("Bases share what the depot owes, and the best allocation is that", .tags(.exact))
  func spares() throws {
    let spares = try RepairableSpares(
      failureRates: [0.2, 0.35], orderTimes: [2, 1], repairTime: 6)
    for depot in 0...5 {
      // Two bases together lack what the depot owes and what is on the way.
      let lacking = try (0...1).map { try spares.outstanding(at: $0, depotStock: depot).mean }
      let total = spares.depotBackorders(stock: depot) + 0.2 * 2 + 0.35 * 1
      #expect(abs(lacking[0] + lacking[1] - total) <= 1e-12)
      // The mean is METRIC's; the spread is greater, and so are backorders.
      let exact = try spares.backorders(at: 0, stock: 2, depotStock: depot)
      #expect(try exact >= spares.metricBackorders(at: 0, stock: 2, depotStock: depot) - 1e-12)
    }
    let best = try spares.bestAllocation(of: 7)
    #expect(best.depot + best.bases.reduce(0, +) == 7)
    for depot in 0...7 {
      for first in 0...(7 - depot) {
        let owed =
          try spares.backorders(at: 0, stock: first, depotStock: depot)
          + spares.backorders(at: 1, stock: 7 - depot - first, depotStock: depot)
        #expect(owed >= best.backorders - 1e-12)
      }
    }
    // One base without a way: all that the depot lacks, it lacks.
    let alone = try RepairableSpares(failureRates: [0.5], orderTimes: [0], repairTime: 4)
    let whole = try CountDemand.poisson(mean: 2)
    #expect(
      try abs(alone.backorders(at: 0, stock: 1, depotStock: 2) - whole.backorders(from: 3)) <= 1e-12
    )
  }

  static let forecasts: [SimpleForecast] = [
    .movingAverage(1), .movingAverage(4), .exponentialSmoothing(0.15), .exponentialSmoothing(0.7),
  ]

  /// Everything is a weighted sum of the shocks e; the squares of the weights add up to its variance.
  @Test("Errors and orders, shock by shock", .tags(.exact), arguments: forecasts)
  func shocks(_ forecast: SimpleForecast) throws {
    let length = 3_000
    for (phi, theta) in [(0.0, 0.0), (0.6, 0), (-0.4, 0), (0, 0.3), (0, 0.8)] {
      // What a shock at time 0 does to the demand of each time after it.
      var demand = [Double](repeating: 0, count: length)
      for time in demand.indices {
        demand[time] =
          theta == 0 ? (time == 0 ? 1 : phi * demand[time - 1]) : (time == 0 ? 1 : 1 - theta)
      }
      var foretold = [Double](repeating: 0, count: length)
      for time in demand.indices {
        switch forecast {
        case .movingAverage(let count):
          foretold[time] =
            demand[max(0, time - count + 1)...time].reduce(0, +) / Double(count)
        case .exponentialSmoothing(let weight):
          foretold[time] =
            weight * demand[time] + (1 - weight) * (time > 0 ? foretold[time - 1] : 0)
        }
      }
      for horizon in [1, 3] {
        // Shocks after the forecast was made, and those before.
        var square = demand[..<horizon].reduce(0) { $0 + $1 * $1 }
        #expect(
          try abs(error(forecast, phi, theta, horizon).leastMeanSquare - 4 * square) <= 1e-9)
        for time in 0..<length - horizon {
          let missed = demand[time + horizon] - foretold[time]
          square += missed * missed
        }
        #expect(try abs(error(forecast, phi, theta, horizon).meanSquare - 4 * square) <= 1e-8)
      }
      guard theta == 0 else { continue }
      let variance = demand.reduce(0) { $0 + $1 * $1 }
      for coverage in [1.0, 2.5] {
        var square = 0.0
        for time in demand.indices {
          let before = time > 0 ? foretold[time - 1] : 0
          let order = coverage * (foretold[time] - before) + demand[time]
          square += order * order
        }
        let bullwhip = try Bullwhip(forecast: forecast, coverage: coverage, coefficient: phi)
        #expect(abs(bullwhip.ratio - square / variance) <= 1e-9)
      }
    }
  }

  private func error(
    _ forecast: SimpleForecast, _ phi: Double, _ theta: Double, _ horizon: Int
  ) throws -> ForecastError {
    try ForecastError(
      of: forecast,
      for: theta == 0
        ? .autoregressive(coefficient: phi, deviation: 2)
        : .integratedMovingAverage(coefficient: theta, deviation: 2), horizon: horizon)
  }
}
