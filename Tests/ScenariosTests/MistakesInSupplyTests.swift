import TestSupport
import Testing

@Suite("Mistakes in networks of stores, and in records of demand")
struct MistakesInSupplyTests {
  @Test("The chain is a good scenario")
  func good() { #expect(SupplyChainText.messages() == "") }

  @Test(
    "What a planner gets wrong of a network is named with its place and remedy",
    .tags(.golden, .failure))
  func networks() throws {
    var golden = GoldenMessages()
    for (piece, other) in Self.mistakes {
      golden.add(other, SupplyChainText.messages(replacing: piece, by: other))
    }
    try golden.expect("supply-mistakes.txt")
  }

  @Test(
    "Rows of a record that are wrong or doubtful are named, and none is left out in silence",
    .tags(.golden, .failure))
  func records() throws {
    var golden = GoldenMessages()
    for (title, rows) in Self.records {
      golden.add(title, SupplyChainText.messages(orders: "at,quantity\n" + rows))
    }
    try golden.expect("demand-records.txt")
  }

  private static let mistakes = [
    // What can never come.
    ("from: forge, initial: 90", "from: shop, initial: 90"),
    (
      "from: forge, initial: 90, replenish: {below: 60, up_to: 90}", "from: forge"
    ),
    ("from: forge, initial: 90, replenish: {below: 60, up_to: 90}", "from: route, initial: 90"),
    ("transport: 2 d, initial: 30, replenish: {base_stock: 30, review: 1 d}", "transport: 2 d"),
    ("from: forge, initial", "from: refinery, initial"),
    ("from: forge, initial", "from: forgery, initial"),
    ("holds: oil, from", "holds: oill, from"), ("from: depot, transport", "from: tank, transport"),
    // Levels, times and amounts.
    ("{below: 60, up_to: 90}", "{below: 60, up_to: 30}"),
    ("{below: 60, up_to: 90}", "{below: 60, up_to: 60}"),
    ("{below: 60, up_to: 90}", "{below: 60}"),
    ("{base_stock: 30, review: 1 d}", "{base_stock: 30, review: 0 d}"),
    ("{below: 60, up_to: 90}", "{below: 60 kg, up_to: 90 kg}"), ("order: 500 kg", "order: 500 m"),
    ("lead_time: 5 d", "lead_time: -5 d"), ("lead_time: 5 d", "lead_time: uniform -1 d to 3 d"),
    ("transport: 2 d", "transport: -2 d"), ("initial: 90", "initial: -90"),
    ("initial: 90", "initial: 9.5"),
    ("sells: bolt, lead_time", "sells: bolt, order_at_least: -5, lead_time"),
    ("from: forge, initial", "from: {forge: 60 %}, initial"),
    // Limits, transport, orders in a hurry.
    ("initial: 90", "initial: 90, capacity: 80"),
    ("initial: 90", "initial: 90, rush: {from: refinery, below: 10, up_to: 40}"),
    ("initial: 90", "initial: 90, rush: {from: forge, below: 40, up_to: 10}"),
    ("initial: 90", "initial: 90, losses: {every: exponential 60 d, share: 120 %}"),
    ("initial: 90", "initial: 90, vehicles: 0"),
    ("initial: 90", "initial: 90, departures: 0 d"), ("initial: 90", "initial: 90, load: 2.5"),
    ("lead_time: 5 d", "lead_time: 5 d, lots: {grit: 3 %}"),
    // Cards, buffers, plans.
    ("{below: 60, up_to: 90}", "{cards: 3, below: 60}"),
    ("{base_stock: 30, review: 1 d}", "{demand_driven: {periods: 0}, review: 1 d}"),
    ("{base_stock: 30, review: 1 d}", "{planned: lot_for_lot}"),
    ("{base_stock: 30, review: 1 d}", "{base_stock: 30, frozen: 2 wk, review: 1 d}"),
    ("{base_stock: 30, review: 1 d}", "{planned: lot_for_lot, service: 95 %, review: 1 d}"),
    ("{base_stock: 30, review: 1 d}", "{planned: lots, review: 1 d}"),
    ("{below: 1 t, order: 500 kg}", "{cards: 3}"),
    (
      "from: forge, initial: 90, replenish: {below: 60, up_to: 90}",
      "from: route, initial: 90, replenish: {planned: lot_for_lot, review: 1 wk}"
    ),
    ("unit: kg, value", "unit: kg, made_of: {oil: 2}, value"),
    // Markets and substitutes.
    ("quantity: 2}", "quantity: 2, follows: fashion}"),
    ("quantity: 2}", "quantity: 2, accepts: 50 %}"),
    ("quantity: 2}", "quantity: 2, instead: shop}"),
    ("quantity: 2}", "quantity: 2, instead: tank}"),
    ("history: orders.csv", "history: orders.csv, follows: trade"),
    // Forecasts.
    ("{base_stock: 30, review: 1 d}", "{forecast: moving_average, weight: 20 %, review: 1 d}"),
    ("{base_stock: 30, review: 1 d}", "{forecast: moving_averages, review: 1 d}"),
    (
      "{base_stock: 30, review: 1 d}",
      "{forecast: seasonal_naive, service: 95 %, fill_rate: 98 %, review: 1 d}"
    ),
    ("{base_stock: 30, review: 1 d}", "{forecast: seasonal_naive, service: 100 %, review: 1 d}"),
    ("{base_stock: 30, review: 1 d}", "{base_stock: 30, cover: 3 d, review: 1 d}"),
    // Customers.
    ("quantity: 2}", "quantity: 2.5}"), ("quantity: 2}", "quantity: 2 kg}"),
    ("quantity: 2}", "quantity: -2}"),
    ("quantity: 2}", "quantity: 2, season: {weekly: [1, 1, 1]}}"),
    ("quantity: 2}", "quantity: 2, season: {weekly: [0, 0, 0, 0, 0, 0, 0]}}"),
    ("quantity: 2}", "quantity: 2, promotions: [{at: 2026-01-20, lasts: 1 wk, lift: -20 %}]}"),
    ("quantity: 2}", "quantity: 2, if_short: {wait: 5 d, then: leaves}}"),
    ("quantity: 2}", "quantity: 2, history: orders.csv}"), ("buys: oil", "buys: bolt"),
    ("history: orders.csv", "history: orders.csv, history_as: guessed"),
    ("holding: 20 %/yr", "holding: {bolts: 20 %/yr}"),
  ]

  private static let records = [
    ("text among numbers", "2026-01-06,4\n2026-01-07,four\n2026-01-08,5\n"),
    ("text among dates", "2026-01-06,4\ntomorrow,4\n"),
    ("an empty quantity", "2026-01-06,4\n2026-01-07,\n"),
    ("an empty date", "2026-01-06,4\n,7\n"), ("less than nothing", "2026-01-06,4\n2026-01-07,-3\n"),
    ("not a number", "2026-01-06,nan\n"), ("no date", "2026-02-30,4\n"), ("no rows", ""),
    ("too many cells", "2026-01-06,4,5\n"),
    ("the same time", "2026-01-06,4\n2026-01-07,5\n2026-01-06,4\n"),
    ("back in time", "2026-01-07,4\n2026-01-06,5\n"),
    ("before the start", "2025-12-30,4\n2026-01-06,5\n"),
    (
      "gaps",
      (0..<30).filter { ![9, 10, 20].contains($0) }.map { "\(24 * $0) h,3\n" }.joined()
    ),
  ]
}
