import FactoryModel
import FactorySimulation
import InventoryPlanning
import RandomVariates
import SimulationStatistics
import SpecialFunctions
import TestSupport
import Testing

/// Stores that order by a forecast.
@Suite("Orders by forecast")
struct ForecastDeciderTests {
  private func levels(
    _ method: ForecastRule.Method, _ safety: ForecastRule.Safety = .stock(0), periods: Double,
    _ demands: [Int]
  ) -> [Int] {
    var decider = ForecastDecider(
      ForecastRule(method: method, safety: safety), periods: periods)
    return ([nil] + demands.map(Optional.some)).map { demand in
      decider.level(
        for: StoreObservation(
          time: 0, onHand: 0, onOrder: 0, owed: 0, position: 7, demand: demand))
    }
  }

  @Test("Levels of the three methods, by hand", .tags(.exact))
  func methods() {
    // Before anything is known the position is left as it is.
    #expect(levels(.movingAverage(periods: 2), periods: 3, [10, 20, 40]) == [7, 30, 45, 90])
    // 10; 0.25 · 20 + 0.75 · 10 = 12.5; 0.25 · 40 + 9.375 = 19.375.
    #expect(
      levels(.exponentialSmoothing(weight: 0.25), periods: 2, [10, 20, 40]) == [7, 20, 25, 39])
    // Two periods and a half ahead in a season of three: 5 + 10 + 20 / 2, then 10 + 20 + 6 / 2.
    #expect(
      levels(.seasonalNaive(season: 3), periods: 2.5, [5, 10, 20, 6]) == [7, 13, 19, 25, 33])
    #expect(levels(.movingAverage(periods: 2), .stock(4), periods: 1, [10, 20]) == [7, 14, 19])
  }

  @Test("Safety stocks have the factor of normal errors", .tags(.exact))
  func safety() {
    // Errors of the naive forecast: 6 and -8, so σ² = 50; n = 2; σ √n = 10.
    let service = levels(.movingAverage(periods: 1), .service(0.975), periods: 2, [10, 16, 8])
    #expect(service.last == Int((16 + 10 * StandardNormal.quantile(0.975)).rounded(.up)))
    let filled = levels(.movingAverage(periods: 1), .fillRate(0.9), periods: 2, [10, 16, 8])
    // The mean demand is 34 / 3: φ(k) - k (1 - Φ(k)) = 0.1 · (34 / 3) / 10.
    let k = Double((filled.last ?? 0) - 16) / 10
    func loss(_ k: Double) -> Double {
      StandardNormal.density(k) - k * StandardNormal.survival(k)
    }
    let wanted = 0.1 * (34.0 / 3) / 10
    #expect(loss(k) <= wanted && loss(k - 0.1) > wanted)
  }

  /// Independent demands, so large that no order is below 0; levels are rounded up.
  @Test("Orders vary as theory says", .tags(.statistical))
  func bullwhip() throws {
    let cases: [(ForecastRule.Method, SimpleForecast)] = [
      (.movingAverage(periods: 5), .movingAverage(5)),
      (.exponentialSmoothing(weight: 0.3), .exponentialSmoothing(0.3)),
    ]
    for (method, forecast) in cases {
      for lead in [1.0, 3] {
        var shelf = Store(
          name: "shelf", item: 0, leadTime: .constant(lead * 10), initial: 100_000,
          replenishment: .forecast(ForecastRule(method: method)))
        shelf.links[0].meanLeadTime = lead * 10
        shelf.review = 10
        let buyer = Customer(
          name: "b", store: 0, interval: .constant(10),
          quantity: Distribution(.normal(mean: 100_000, standardDeviation: 3_000)))
        let exact = try Bullwhip(forecast: forecast, coverage: lead + 1).ratio
        let tally = try #require(
          try tallies(
            of: ["stores.shelf.bullwhip"],
            in: stores([shelf], customers: [buyer], horizon: 20_000, warmUp: 2_000), seed: 2,
            replications: 40)["stores.shelf.bullwhip"])
        let error = try #require(tally.standardError)
        #expect(abs(try #require(tally.mean) - exact) <= 4 * error, "\(method) \(lead): \(exact)")
        #expect(error < 0.01 * exact)
      }
    }
  }

  /// Asks for the same position always.
  private struct Fixed: ReplenishmentDecider {
    var position: Int
    var asked = 0

    mutating func level(for store: StoreObservation) -> Int {
      asked += 1
      return position
    }
  }

  @Test("A decider from outside is asked at each look", .tags(.exact))
  func outside() throws {
    var shelf = Store(
      name: "shelf", item: 0, leadTime: .constant(25), initial: 9, replenishment: .decided(by: "me")
    )
    shelf.review = 10
    var plain = shelf
    plain.replenishment = .baseStock(9)
    let buyer = Customer(name: "b", store: 0, interval: Distribution(.exponential(mean: 6)))
    #expect(stores([shelf], customers: [buyer], horizon: 1).replenisherNames == ["me"])
    var simulation = FactorySimulation(
      stores([shelf], customers: [buyer], horizon: 3_000), seed: 1, replication: 0,
      replenishers: ["me": Fixed(position: 9)])
    while try simulation.advance(maximumEvents: 1_000) {}
    let other = try account(of: stores([plain], customers: [buyer], horizon: 3_000), seed: 1)
    #expect(simulation.account() == other)
  }
}
