import FactoryModel
import RandomVariates
import Scenarios
import TestSupport
import Testing

/// Customers, suppliers and stores as they are read.
@Suite("Reading demand and supply")
struct DemandReadingTests {
  private let day = 86_400.0

  private func factory(_ piece: String, _ other: String) throws -> Factory {
    try ScenarioReader.read(
      text: SupplyChainText.text.replacing(piece, with: other), name: "plan.yaml",
      files: ["orders.csv": SupplyChainText.orders]
    ).factory
  }

  private func profile(_ keys: String, every: String = "exponential 3 h") throws -> DemandProfile {
    let factory = try factory(
      "every: exponential 3 h, quantity: 2", "every: \(every), quantity: 2, \(keys)")
    guard case .every(_, let profile?) = factory.customers[0].arrivals else {
      throw Missing.profile
    }
    return profile
  }

  private enum Missing: Error { case profile }

  @Test("Amounts are millionths of what is weighed, and pieces")
  func amounts() throws {
    let factory = try factory("horizon", "horizon")
    #expect(factory.items[0].grain == 1 && factory.items[1].grain == 1e6)
    #expect(factory.items[1].value == 4e-6)
    let tank = factory.stores[2]
    #expect(tank.initial == 2_000_000_000)
    #expect(tank.replenishment == .lots(500_000_000, below: 1_000_000_000))
    #expect(factory.customers[1].quantityScale == 1e6)
    // 20 % of 2 EUR a year.
    #expect(abs(factory.stores[0].holdingCost * 365 * day - 0.4) < 1e-12)
    #expect(factory.stores[1].source == .store(0) && factory.stores[1].review == day)
  }

  @Test("A week's factors hold from midnight to midnight")
  func week() throws {
    // 2026-01-05 is a Monday. What stays the same is one stretch.
    let profile = try profile("season: {weekly: [2, 1, 1, 1, 1, 0, 0]}")
    #expect(profile.times.prefix(4).map { $0 / day } == [0, 1, 5, 7])
    #expect(profile.factors.prefix(4) == [2, 1, 0, 2])
    #expect(!profile.scalesQuantity)
    #expect(
      try self.profile("season: {weekly: [2, 1, 1, 1, 1, 0, 0]}", every: "1 d").scalesQuantity)
  }

  @Test("Months, hours and promotions multiply, and a promotion takes from the time after it")
  func promotion() throws {
    let months = try profile("season: {yearly: [1, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}")
    #expect(months.times.map { $0 / day } == [0, 27, 55])
    #expect(months.factors == [1, 3, 1])
    let lifted = try profile(
      "promotions: [{at: 2026-01-12, lasts: 2 d, lift: 180 %, pulls_forward: 50 %}]")
    #expect(lifted.times.map { $0 / day } == [0, 7, 9, 11])
    #expect(lifted.factors == [1, 1.8, 0.6, 1])
    let rival = try profile("promotions: [{at: 3 d, lasts: 1 d, lift: 70 %}]")
    #expect(rival.factors == [1, 0.7, 1])
    let hours = try profile(
      "season: {daily: [0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0]}")
    #expect(hours.times.prefix(4).map { $0 / 3_600 } == [0, 8, 16, 32])
  }

  @Test("A trend adds to the first demand, day by day")
  func trend() throws {
    let profile = try profile("trend: 73 %/yr")
    #expect(profile.times.count == 56)
    for (number, factor) in profile.factors.enumerated() {
      #expect(abs(factor - (1 + 0.73 * (Double(number) + 0.5) / 365)) < 1e-12)
    }
  }

  @Test("A record is taken in the order of its times, and goes round where it repeats")
  func record() throws {
    func record(_ keys: String) throws -> DemandRecord {
      let factory = try factory("history: orders.csv", "history: orders.csv\(keys)")
      guard case .recorded(let record) = factory.customers[2].arrivals else {
        throw Missing.profile
      }
      return record
    }
    let plain = try record("")
    #expect(plain.times.map { $0 / day } == [1, 8, 15] && plain.quantities == [4, 5, 6])
    #expect(plain.repeats == nil && !plain.isDrawn)
    // The usual week is added to the last order.
    #expect(try record(", history_repeats: true").repeats == 21 * day)
    #expect(try record(", history_as: drawn").isDrawn)
  }

  @Test("What is on the way at the start comes as looks would have ordered it")
  func onTheWay() throws {
    let reviewed = try factory(
      "transport: 2 d, initial: 30", "transport: 2 d, order_delay: 1 d, on_the_way: 7, initial: 30")
    #expect(
      reviewed.stores[1].onTheWay
        == [
          Store.Coming(time: day, amount: 2), Store.Coming(time: 2 * day, amount: 2),
          Store.Coming(time: 3 * day, amount: 3),
        ])
    let watched = try factory(
      "from: forge, initial: 90", "from: forge, on_the_way: 20, initial: 90")
    #expect(watched.stores[0].onTheWay.count == 10)
    #expect(watched.stores[0].onTheWay.reduce(0) { $0 + $1.amount } == 20)
  }

  @Test("Limits, transport, losses and orders in a hurry")
  func limits() throws {
    let factory = try factory(
      "initial: 90, replenish: {below: 60, up_to: 90}",
      "initial: 90, capacity: 120, departures: 1 d, load: 24, trip_cost: 30 EUR, vehicles: 2, "
        + "losses: {every: exponential 1 yr, share: 10 %}, rush: {from: forge, below: 5, up_to: 20}, "
        + "replenish: {cards: 3, lot: 40}")
    let depot = factory.stores[0]
    #expect(depot.capacity == 120 && !depot.countsOwed && depot.multiple == 40)
    #expect(depot.replenishment == .lots(40, below: 80))
    #expect(depot.links[0].transport.departures == day && depot.links[0].transport.load == 24)
    #expect(depot.links[0].transport.tripCost == 30 && depot.links[0].transport.vehicles == 2)
    #expect(depot.losses?.share == .constant(0.1))
    #expect(depot.rush?.below == 5 && depot.rush?.upTo == 20)
    #expect(depot.rush?.link.leadTime == .constant(5 * day))
    #expect(factory.stores[1].capacity == nil && factory.stores[1].countsOwed)
  }

  @Test("Items perish, lots differ, and plans know what goes into what")
  func items() throws {
    let factory = try factory(
      "bolt: {value: 2 EUR/piece,",
      "bolt: {shelf_life: 30 d, made_of: {oil: 250 g}, lots: {grit: uniform 1 % to 3 %}, value: 2 EUR/piece,"
    )
    #expect(factory.items[0].shelfLife == 30 * day && factory.items[0].madeOf == [1: 250_000])
    let grit = try #require(factory.lotProperties.first)
    #expect(grit.name == "grit" && grit.item == 0 && factory.lotProperties.count == 1)
    #expect(grit.value == Distribution(.uniform(lower: 0.01, upper: 0.03)))
    #expect(abs(grit.mean - 0.02) < 1e-15)
    let buffered = try self.factory(
      "{below: 60, up_to: 90}",
      "{demand_driven: {periods: 9, lead_time_factor: 40 %, variability_factor: 60 %, cycle: 2 d}}")
    #expect(buffered.stores[0].review == day && buffered.stores[0].links[0].meanLeadTime == 5 * day)
    #expect(
      buffered.stores[0].replenishment
        == .demandDriven(
          BufferRule(
            periods: 9, leadTimeFactor: 0.4, variabilityFactor: 0.6, cycle: 2 * day)))
    let planned = try self.factory(
      "{below: 60, up_to: 90}",
      "{planned: wagner_whitin, forecast: moving_average, periods: 4, review: 2 d, frozen: 3 d, "
        + "safety_time: 1 d, safety_stock: 7}")
    #expect(
      planned.stores[0].replenishment
        == .planned(
          RequirementsRule(
            lots: .wagnerWhitin, leadTime: 6 * day, frozenPeriods: 2, safetyStock: 7,
            forecast: .movingAverage(periods: 4))))
  }

  @Test("Customers follow markets, and take something else")
  func markets() throws {
    let factory = try factory(
      "every: exponential 3 h, quantity: 2",
      "every: exponential 3 h, quantity: 2, follows: {trade: -40 %}, instead: depot, accepts: 70 %")
    #expect(factory.customers[0].market == MarketShare(market: 0, weight: -0.4))
    #expect(factory.customers[0].substitute == Customer.Substitute(store: 0, chance: 0.7))
    #expect(factory.markets.map(\.lasts) == [28 * day])
    let plain = try self.factory("quantity: 2}", "quantity: 2, follows: trade}")
    #expect(plain.customers[0].market == MarketShare(market: 0))
  }

  @Test("Suppliers share, round, break down and deliver less")
  func suppliers() throws {
    let factory = try factory(
      "lead_time: 5 d}",
      "lead_time: 5 d, price: 1.8 EUR/piece, order_at_least: 20, order_multiple: 10, deliveries: in_order, "
        + "discounts: [{from: 100, price: 1.5 EUR/piece}, {from: 50, price: 1.7 EUR/piece}], "
        + "outage: {every: exponential 90 d, lasts: 4 d}, delivers: {share: 90 %, defective: 5 %}, "
        + "delivers_at_most: 30 piece/d}"
    )
    let supplier = factory.suppliers[0]
    #expect(supplier.keepsOrder && abs(supplier.rate * day - 30) < 1e-9)
    #expect(supplier.delivered == .constant(0.9) && supplier.defective == .constant(0.05))
    #expect(supplier.outage?.lasts == .constant(4 * day))
    let link = factory.stores[0].links[0]
    #expect(link.supplier == 0 && link.least == 20 && link.multiple == 10 && link.price == 1.8)
    #expect(link.discounts.map(\.from) == [50, 100])
    // Of a supplier of whom nothing more is said only times and prices are kept.
    #expect(factory.stores[2].links[0].supplier == nil)
  }
}
