/// What is stocked, bought and sold, and who does it.
extension KeyTable {
  static let item: [Key] = [
    .later(
      "unit", .words(["piece", "part", "kg", "t", "m", "l"], noun: "unit"), .value("part"), "items",
      "what it is counted in"),
    .later(
      "value", .quantity(.costPerItem), .nothing, .live, "items", "what one unit of it is worth"),
    .later(
      "price", .quantity(.costPerItem), .nothing, .live, "items",
      "what a customer pays for one unit"),
    .later(
      "lots", lotProperties,
      .nothing, .live,
      "properties of lots", "properties that each delivered lot has, for formulas: 'lot.moisture'"),
    .later(
      "shelf_life", .quantity(.duration), "items that perish", "time after which it is thrown away"),
    .later(
      "made_of",
      .keyed(
        [.item], .quantity(.itemPerItem), or: [], what: "items, each a name and an amount per unit"),
      "material requirements", "bill of materials, for planning"),
  ]

  static let supplier: [Key] = [
    .later(
      "sells",
      .either(
        [.reference([.item]), .list(.reference([.item]), what: "items")], what: "an item's name"),
      .required(example: "coil"), supplying, "item, or items"),
    .later(
      "price", .quantity(.costPerItem), .described("the item's value"), .live, supplying,
      "what one unit costs"),
    .later(
      "lead_time", .distribution(.durationOrZero), .value("0 s"), .live, supplying,
      "time from order to delivery"),
    .later(
      "order_at_least", .quantity(.itemAmount), .nothing, .live, supplying,
      "the least that may be ordered"),
    .later("order_multiple", .quantity(.itemAmount), supplying, "orders are whole multiples of it"),
    .later(
      "delivers_at_most", .quantity(.itemPerTime), .nothing, .live, supplying,
      "the most that is delivered per time"),
    .later(
      "delivers", .section(.lossOfYield), supplying,
      "how much of an order comes, and how good it is"),
    .later("outage", .section(.outage), supplying, "times in which nothing is sent"),
    .later(
      "discounts",
      .list(.section(.discount), what: "price breaks such as '{from: 3 t, price: 1.05 EUR/kg}'"),
      supplying, "price breaks"),
    .later(
      "lots", lotProperties,
      .nothing, .live,
      "properties of lots", "properties of this supplier's lots, where they differ from the item's"),
  ]

  private static let supplying = "suppliers"

  static let discount: [Key] = [
    .later(
      "from", .quantity(.itemAmount), .required(example: "3 t"), supplying,
      "the least amount for the price"),
    .later(
      "price", .quantity(.costPerItem), .required(example: "1.05 EUR/kg"), supplying,
      "price of one unit of the whole order"),
  ]

  static let outage: [Key] = [
    .later(
      "every", .distribution(.duration), .required(example: "exponential 200 d"), .live, supplying,
      "time from the end of one to the next"),
    .later(
      "lasts", .distribution(.duration), .required(example: "exponential 9 d"), .live, supplying,
      "how long it lasts"),
  ]

  static let lossOfYield: [Key] = [
    .later(
      "share", .distribution(.probability), .value("100 %"), .live, supplying,
      "share of the order that comes"),
    .later(
      "defective", .distribution(.probability), .value("0 %"), .live, supplying,
      "share of it that is defective"),
  ]

  static let store: [Key] = [
    .later("holds", .reference([.item]), .required(example: "coil"), storing, "the item"),
    .later(
      "from",
      .either(
        [
          .words(["route"], noun: "source"), .reference([.supplier, .store]),
          .keyed(
            [.supplier, .store], share, or: ["route"], what: "suppliers, each a name and its share"),
        ], what: "a supplier, a store, or 'route'"),
      .required(example: "steel_mill"), .live, storing,
      "who fills it: a supplier, several with their shares, another store, or the item's route"),
    .later("initial", .quantity(.itemAmount), .value("0"), storing, "what is there at the start"),
    .later(
      "on_the_way", .quantity(.itemAmount), .value("0"), storing,
      "what has been ordered and is on the way at the start, spread evenly over the lead time"),
    .later(
      "order_delay", .distribution(.durationOrZero), .value("0 s"), .live, storing,
      "time that an order takes to reach its source"),
    .later(
      "capacity",
      .either(
        [.words(["unlimited"], noun: "capacity"), .quantity(.itemAmount)],
        what: "an amount such as '40 t'"),
      .value("unlimited"), storing, "the most that it can hold"),
    .later(
      "transport", .distribution(.durationOrZero), .value("0 s"), .live, storing,
      "time on the way to it"),
    .later(
      "transport_cost", .quantity(.costPerItem), .nothing, .live, storing,
      "what bringing one unit costs"),
    .later(
      "replenish",
      .either(
        [.words(["never", "one_for_one"], noun: "rule"), .section(.replenishment)],
        what: "a rule such as '{below: 16 t, up_to: 36 t}'"),
      .value("never"), .live, storing, "when it orders, and how much"),
  ]

  private static let storing = "stores"

  static let replenishment: [Key] = [
    .later(
      "base_stock", .quantity(.itemAmount), .nothing, .live, storing,
      "orders whatever is missing to this inventory position"),
    .later(
      "echelon_base_stock", .quantity(.itemAmount), .nothing, .live, storing,
      "the same, of all stock from here to the customers"),
    .later(
      "below", .quantity(.itemAmount), .nothing, .live, storing,
      "orders when the inventory position is at or below this"),
    .later(
      "up_to", .quantity(.itemAmount), .nothing, .live, storing,
      "orders as much as is missing to this"),
    .later("order", .quantity(.itemAmount), .nothing, .live, storing, "orders so much"),
    .later("lot", .quantity(.itemAmount), storing, "orders are whole multiples of it"),
    .later(
      "review", .quantity(.duration), .described("at every demand"), .live, storing,
      "time from one look at the stock to the next"),
    .later(
      "forecast",
      .label("a model such as 'demand-model@champion', or a method such as 'moving_average'"),
      storing,
      "forecast of the demand that is to be covered"),
    .later(
      "cover", .quantity(.duration), .nothing, .live, storing,
      "time that stock should last, beside the lead time"),
    .later(
      "service", .quantity(.probability), .nothing, .live, storing,
      "wanted chance to get from one delivery to the next without a shortage"),
    .later(
      "fill_rate", .quantity(.probability), .nothing, .live, storing,
      "wanted share of the demand that is served from stock"),
    .later(
      "safety_stock", .quantity(.itemAmount), .nothing, .live, storing, "stock beside the forecast"),
    .later(
      "cards", .count(1...1_000_000, example: "a number of cards such as 12"), .nothing, .live,
      storing, "kanban cards, each for one lot"),
    .later(
      "planned", .words(["lot_for_lot", "economic_order", "wagner_whitin"], noun: "rule"),
      "material requirements",
      "lot sizes of material requirements planning"),
    .later(
      "frozen", .quantity(.duration), "material requirements",
      "time in which the plan no longer moves"),
  ]

  static let customer: [Key] = [
    .later("buys", .reference([.item]), .required(example: "bracket"), buying, "the item"),
    .later(
      "from", .reference([.store]), .required(example: "finished_goods"), buying,
      "store that serves it"),
    .later(
      "every", .distribution(.duration), .nothing, .live, buying, "time from one order to the next"),
    .later(
      "quantity", .distribution(.itemAmount), .described("1"), .live, buying,
      "how much is ordered at a time"),
    .later("history", .rows(.historyRow), buying, "recorded orders to be replayed, at their dates"),
    .later(
      "history_repeats", .truth, .value("false"), buying,
      "whether the record begins anew at its end, and at the start"),
    .later("season", .section(.season), buying, "how demand follows the week and the year"),
    .later(
      "trend", .quantity(.anyRatioPerTime), .nothing, .live, buying,
      "growth of the demand, per time"),
    .later(
      "promotions", .list(.section(.promotion), what: "promotions"), buying,
      "times in which more is bought"),
    .later(
      "priority", .count(0...1_000_000, example: "a whole number such as 2"), .nothing, .live,
      buying, "customers with a higher number are served first"),
    .later(
      "wants_within", .distribution(.durationOrZero), .value("0 s"), .live, buying,
      "time from the order to the wanted delivery"),
    .later(
      "in_parts", .truth, .value("false"), buying, "whether an order may be delivered in parts"),
    .later(
      "if_short",
      .either(
        [.words(["wait", "lost"], noun: "word"), .section(.shortage)],
        what: "'wait', 'lost' or '{wait: 5 d, then: lost}'"),
      .value("wait"), buying, "what becomes of an order that finds too little"),
  ]

  private static let buying = "customers"

  static let season: [Key] = [
    .later(
      "daily", .list(.quantity(.ratio), what: "24 factors from midnight on"), buying,
      "a factor for each hour of the day"),
    .later(
      "weekly", .list(.quantity(.ratio), what: "7 factors from Monday on"), buying,
      "a factor for each day of the week"),
    .later(
      "yearly", .list(.quantity(.ratio), what: "12 factors from January on"), buying,
      "a factor for each month"),
  ]

  static let promotion: [Key] = [
    .later("at", .moment, .required(example: "2026-03-02"), buying, "when it begins"),
    .later("lasts", .quantity(.duration), .required(example: "1 wk"), buying, "how long it lasts"),
    .later(
      "lift", .quantity(.ratio), .required(example: "180 %"), buying,
      "demand meanwhile, as a multiple of the usual"),
    .later(
      "pulls_forward", .quantity(.probability), .value("0 %"), buying,
      "share of the lift that is missing afterwards"),
  ]

  static let shortage: [Key] = [
    .later(
      "wait", .distribution(.duration), .required(example: "5 d"), buying,
      "how long the customer waits"),
    .later(
      "then", .words(["lost"], noun: "word"), .value("lost"), buying,
      "what becomes of the order then"),
  ]

  static let historyRow: [Key] = [
    .later("at", .moment, .required(example: "2025-03-01"), buying, "when it was ordered"),
    .later("quantity", .quantity(.itemAmount), .required(example: "60"), buying, "how much"),
  ]
}
