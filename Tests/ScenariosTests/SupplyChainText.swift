import TestSupport

/// A small chain of stores in which everything is right.
enum SupplyChainText {
  static let text = """
    fettle: 1
    start: 2026-01-05 00:00
    horizon: 8 wk
    items:
      bolt: {value: 2 EUR/piece, price: 3 EUR/piece}
      oil: {unit: kg, value: 4 EUR/kg}
    suppliers:
      forge: {sells: bolt, lead_time: 5 d}
      refinery: {sells: oil, lead_time: gamma mean 6 d cv 30 %}
    stores:
      depot: {holds: bolt, from: forge, initial: 90, replenish: {below: 60, up_to: 90}}
      shop: {holds: bolt, from: depot, transport: 2 d, initial: 30, replenish: {base_stock: 30, review: 1 d}}
      tank: {holds: oil, from: refinery, initial: 2 t, replenish: {below: 1 t, order: 500 kg}}
    customers:
      smiths: {buys: bolt, from: shop, every: exponential 3 h, quantity: 2}
      mills: {buys: oil, from: tank, every: exponential 1 d, quantity: gamma mean 60 kg cv 50 %}
      record: {buys: bolt, from: depot, history: orders.csv}
    costs: {holding: 20 %/yr}
    markets: {trade: {level: gamma mean 100 % cv 30 %, lasts: 4 wk}}
    """

  static let orders = "at,quantity\n2026-01-06,4\n2026-01-13,5\n2026-01-20,6\n"

  /// The messages about the text with a piece replaced, and another record.
  static func messages(
    replacing piece: String = "", by other: String = "", orders: String = orders
  ) -> String {
    let changed = piece.isEmpty ? text : text.replacing(piece, with: other)
    return CheckedText.messages(changed, files: ["orders.csv": orders])
  }
}
