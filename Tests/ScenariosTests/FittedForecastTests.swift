import FactoryModel
import FactorySimulation
import Forecasting
import Scenarios
import TestSupport
import Testing

@Suite("Stores that order by a fitted forecast")
struct FittedForecastTests {
  private static let demand: [Int] = (0..<40).map { (day: Int) -> Int in
    let season = [0, 3, 9, 4][day % 4]
    return 20 + day / 2 + season + day * 7 % 5
  }

  @Test(
    "The level is the demand that the library foretells for the periods to come",
    arguments: ["ets", "theta", "dotm", "ses", "croston", "automatic"])
  func level(name: String) throws {
    let season = name == "croston" ? nil : 4
    var decider = ForecastDecider(
      ForecastRule(method: .fitted(name: name, season: season)), periods: 3)
    var level = 0
    for demand in Self.demand {
      level = decider.level(
        for: StoreObservation(
          time: 0, onHand: 0, onOrder: 0, owed: 0, position: 0, demand: demand))
    }
    let series = try TimeSeries(
      values: Self.demand.map(Double.init), periods: season.map { [$0] } ?? [])
    let forecast = try series.forecast(
      ForecastRequest(method: ForecastMethod(name: name), horizon: 3))
    let sum: Double = forecast.mean.reduce(0, +)
    #expect(level == Int(sum.rounded(.up)))
  }

  @Test("Until eight periods and two seasons have been seen it is their mean")
  func beginning() {
    var decider = ForecastDecider(
      ForecastRule(method: .fitted(name: "ets", season: 4)), periods: 2)
    for count in 1...7 {
      let level = decider.level(
        for: StoreObservation(
          time: 0, onHand: 0, onOrder: 0, owed: 0, position: 0, demand: count))
      #expect(level == count + 1)
    }
  }

  @Test("A scenario names the method; a season goes with those that have one", .tags(.failure))
  func read() throws {
    func text(_ rule: String) -> String {
      """
      fettle: 1
      horizon: 26 wk
      items: {bread: {unit: piece}}
      suppliers: {bakery: {sells: bread, lead_time: 2 d}}
      stores: {shelf: {holds: bread, from: bakery, initial: 300, replenish: \(rule)}}
      customers: {town: {buys: bread, from: shelf, every: 1 d, quantity: poisson mean 40}}
      """
    }
    let factory = try ScenarioReader.read(
      text: text("{forecast: theta, season: 7, service: 95 %, review: 1 d}"), name: "shop.yaml"
    ).factory
    var simulation = FactorySimulation(factory, seed: 1, replication: 0)
    while try simulation.advance(maximumEvents: 100_000) {}
    let store = try #require(simulation.account().stores.first)
    #expect(store.demanded > 6_000)
    do {
      _ = try ScenarioReader.read(
        text: text("{forecast: moving_average, season: 7, review: 1 d}"), name: "shop.yaml")
      Issue.record("a moving average has no season")
    } catch {
      #expect(
        error.diagnostics.map(\.message) == [
          "stores.shelf.replenish: 'season' belongs to 'forecast: seasonal_naive', or a method that is fitted such as "
            + "'forecast: ets'"
        ])
    }
  }
}
