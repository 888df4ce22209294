/// What is stocked, bought and sold, and who does it.
extension KeyTable {
  static let item: [Key] = [
    .key(
      "unit", .words(["piece", "part", "kg", "t", "m", "l"], noun: "unit"), .value("part"),
      "what it is counted in"),
    .key(
      "value", .quantity(.costPerItem), .nothing, .live, "what one unit of it is worth"),
    .later(
      "price", .quantity(.costPerItem), .nothing, .live, "sales prices",
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
    .key(
      "sells",
      .either(
        [.reference([.item]), .list(.reference([.item]), what: "items")], what: "an item's name"),
      .required(example: "coil"), "item, or items"),
    .key(
      "price", .quantity(.costPerItem), .described("the item's value"), .live,
      "what one unit costs"),
    .key(
      "lead_time", .distribution(.durationOrZero), .value("0 s"), .live,
      "time from order to delivery"),
    .later(
      "order_at_least", .quantity(.itemAmount), .nothing, .live, "order sizes of suppliers",
      "the least that may be ordered"),
    .later(
      "order_multiple", .quantity(.itemAmount), "order sizes of suppliers",
      "orders are whole multiples of it"),
    .later(
      "delivers_at_most", .quantity(.itemPerTime), .nothing, .live, "limits of suppliers",
      "the most that is delivered per time"),
    .later(
      "delivers", .section(.lossOfYield), "losses in delivery",
      "how much of an order comes, and how good it is"),
    .later("outage", .section(.outage), "outages", "times in which nothing is sent"),
    .later(
      "discounts",
      .list(.section(.discount), what: "price breaks such as '{from: 3 t, price: 1.05 EUR/kg}'"),
      "price breaks", "price breaks"),
    .later(
      "lots", lotProperties,
      .nothing, .live,
      "properties of lots", "properties of this supplier's lots, where they differ from the item's"),
  ]

  static let discount: [Key] = [
    .later(
      "from", .quantity(.itemAmount), .required(example: "3 t"), "price breaks",
      "the least amount for the price"),
    .later(
      "price", .quantity(.costPerItem), .required(example: "1.05 EUR/kg"), "price breaks",
      "price of one unit of the whole order"),
  ]

  static let outage: [Key] = [
    .later(
      "every", .distribution(.duration), .required(example: "exponential 200 d"), .live, "outages",
      "time from the end of one to the next"),
    .later(
      "lasts", .distribution(.duration), .required(example: "exponential 9 d"), .live, "outages",
      "how long it lasts"),
  ]

  static let lossOfYield: [Key] = [
    .later(
      "share", .distribution(.probability), .value("100 %"), .live, "losses in delivery",
      "share of the order that comes"),
    .later(
      "defective", .distribution(.probability), .value("0 %"), .live, "losses in delivery",
      "share of it that is defective"),
  ]

  static let store: [Key] = [
    .key("holds", .reference([.item]), .required(example: "coil"), "the item"),
    .key(
      "from",
      .either(
        [
          .words(["route"], noun: "source"), .reference([.supplier, .store]),
          .keyed(
            [.supplier, .store], share, or: ["route"], what: "suppliers, each a name and its share"),
        ], what: "a supplier, a store, or 'route'"),
      .required(example: "steel_mill"), .live,
      "who fills it: a supplier, several with their shares, another store, or the item's route"),
    .key("initial", .quantity(.itemAmount), .value("0"), "what is there at the start"),
    .later(
      "on_the_way", .quantity(.itemAmount), .value("0"), "orders that are under way at the start",
      "what has been ordered and is on the way at the start, spread evenly over the lead time"),
    .later(
      "order_delay", .distribution(.durationOrZero), .value("0 s"), .live, "order delays",
      "time that an order takes to reach its source"),
    .later(
      "capacity",
      .either(
        [.words(["unlimited"], noun: "capacity"), .quantity(.itemAmount)],
        what: "an amount such as '40 t'"),
      .value("unlimited"), "limits of stores", "the most that it can hold"),
    .later(
      "transport", .distribution(.durationOrZero), .value("0 s"), .live, "transport times",
      "time on the way to it"),
    .later(
      "transport_cost", .quantity(.costPerItem), .nothing, .live, "transport costs",
      "what bringing one unit costs"),
    .key(
      "orders", .words(["when_asked", "when_taken"], noun: "word"), .value("when_asked"),
      "whether work that waits for a spare counts as a demand at once, or when it takes it"),
    .key(
      "replenish",
      .either(
        [.words(["never", "one_for_one"], noun: "rule"), .section(.replenishment)],
        what: "a rule such as '{below: 16 t, up_to: 36 t}'"),
      .value("never"), .live, "when it orders, and how much"),
  ]

  static let replenishment: [Key] = [
    .key(
      "base_stock", .quantity(.itemAmount), .nothing, .live,
      "orders whatever is missing to this inventory position"),
    .later(
      "echelon_base_stock", .quantity(.itemAmount), .nothing, .live, "echelon stocks",
      "the same, of all stock from here to the customers"),
    .key(
      "below", .quantity(.itemAmount), .nothing, .live,
      "orders when the inventory position is at or below this"),
    .key(
      "up_to", .quantity(.itemAmount), .nothing, .live,
      "orders as much as is missing to this"),
    .key("order", .quantity(.itemAmount), .nothing, .live, "orders so much"),
    .later("lot", .quantity(.itemAmount), "order multiples", "orders are whole multiples of it"),
    .later(
      "review", .quantity(.duration), .described("at every demand"), .live, "reviews at intervals",
      "time from one look at the stock to the next"),
    .later(
      "forecast",
      .label("a model such as 'demand-model@champion', or a method such as 'moving_average'"),
      "orders by forecast",
      "forecast of the demand that is to be covered"),
    .later(
      "cover", .quantity(.duration), .nothing, .live, "orders by forecast",
      "time that stock should last, beside the lead time"),
    .later(
      "service", .quantity(.probability), .nothing, .live, "orders by forecast",
      "wanted chance to get from one delivery to the next without a shortage"),
    .later(
      "fill_rate", .quantity(.probability), .nothing, .live, "orders by forecast",
      "wanted share of the demand that is served from stock"),
    .later(
      "safety_stock", .quantity(.itemAmount), .nothing, .live, "orders by forecast",
      "stock beside the forecast"),
    .later(
      "cards", .count(1...1_000_000, example: "a number of cards such as 12"), .nothing, .live,
      "kanban cards", "kanban cards, each for one lot"),
    .later(
      "planned", .words(["lot_for_lot", "economic_order", "wagner_whitin"], noun: "rule"),
      "material requirements",
      "lot sizes of material requirements planning"),
    .later(
      "frozen", .quantity(.duration), "material requirements",
      "time in which the plan no longer moves"),
  ]

  static let customer: [Key] = [
    .key("buys", .reference([.item]), .required(example: "bracket"), "the item"),
    .key(
      "from", .reference([.store]), .required(example: "finished_goods"),
      "store that serves it"),
    .key(
      "every", .distribution(.duration), .nothing, .live, "time from one order to the next"),
    .key(
      "quantity", .distribution(.itemAmount), .described("1"), .live,
      "how much is ordered at a time"),
    .later(
      "history", .rows(.historyRow), "recorded orders",
      "recorded orders to be replayed, at their dates"),
    .later(
      "history_repeats", .truth, .value("false"), "recorded orders",
      "whether the record begins anew at its end, and at the start"),
    .later("season", .section(.season), "seasons", "how demand follows the week and the year"),
    .later(
      "trend", .quantity(.anyRatioPerTime), .nothing, .live, "trends",
      "growth of the demand, per time"),
    .later(
      "promotions", .list(.section(.promotion), what: "promotions"), "promotions",
      "times in which more is bought"),
    .later(
      "priority", .count(0...1_000_000, example: "a whole number such as 2"), .nothing, .live,
      "priorities of customers", "customers with a higher number are served first"),
    .later(
      "wants_within", .distribution(.durationOrZero), .value("0 s"), .live, "wanted delivery times",
      "time from the order to the wanted delivery"),
    .later(
      "in_parts", .truth, .value("false"), "deliveries in parts",
      "whether an order may be delivered in parts"),
    .key(
      "if_short",
      .either(
        [.words(["wait", "lost"], noun: "word"), .section(.shortage)],
        what: "'wait', 'lost' or '{wait: 5 d, then: lost}'"),
      .value("wait"), "what becomes of an order that finds too little"),
  ]

  static let season: [Key] = [
    .later(
      "daily", .list(.quantity(.ratio), what: "24 factors from midnight on"), "seasons",
      "a factor for each hour of the day"),
    .later(
      "weekly", .list(.quantity(.ratio), what: "7 factors from Monday on"), "seasons",
      "a factor for each day of the week"),
    .later(
      "yearly", .list(.quantity(.ratio), what: "12 factors from January on"), "seasons",
      "a factor for each month"),
  ]

  static let promotion: [Key] = [
    .later("at", .moment, .required(example: "2026-03-02"), "promotions", "when it begins"),
    .later(
      "lasts", .quantity(.duration), .required(example: "1 wk"), "promotions", "how long it lasts"),
    .later(
      "lift", .quantity(.ratio), .required(example: "180 %"), "promotions",
      "demand meanwhile, as a multiple of the usual"),
    .later(
      "pulls_forward", .quantity(.probability), .value("0 %"), "promotions",
      "share of the lift that is missing afterwards"),
  ]

  static let shortage: [Key] = [
    .later(
      "wait", .distribution(.duration), .required(example: "5 d"), "lost sales",
      "how long the customer waits"),
    .later(
      "then", .words(["lost"], noun: "word"), .value("lost"), "lost sales",
      "what becomes of the order then"),
  ]

  static let historyRow: [Key] = [
    .later(
      "at", .moment, .required(example: "2025-03-01"), "recorded orders", "when it was ordered"),
    .later(
      "quantity", .quantity(.itemAmount), .required(example: "60"), "recorded orders", "how much"),
  ]
}
