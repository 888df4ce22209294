/// What is stocked and bought, and who keeps and sells it.
extension KeyTable {
  static let item: [Key] = [
    .key(
      "unit", .words(["piece", "part", "kg", "t", "m", "l"], noun: "unit"), .value("part"),
      "what it is counted in"),
    .key(
      "value", .quantity(.costPerItem), .nothing, .live, "what one unit of it is worth"),
    .key(
      "price", .quantity(.costPerItem), .nothing,
      "what a customer pays for one unit"),
    .key(
      "lots", lotProperties, .nothing, .live,
      "properties that each delivered lot has, for formulas: 'lot.moisture'"),
    .key(
      "shelf_life", .quantity(.duration),
      "time after which it is thrown away, from when it is made or comes from a supplier"),
    .key(
      "made_of",
      .keyed(
        [.item], .quantity(.itemPerItem), or: [], what: "items, each a name and an amount per unit"),
      "bill of materials, for planning; without it plans go by what the work consumes"),
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
    .key(
      "order_at_least", .quantity(.itemAmount), .nothing, "the least that may be ordered"),
    .key(
      "order_multiple", .quantity(.itemAmount),
      "orders are whole multiples of it, rounded up"),
    .key(
      "delivers_at_most", .quantity(.itemPerTime), .nothing,
      "the most that is delivered per time"),
    .key(
      "delivers", .section(.lossOfYield), "how much of an order comes, and how good it is"),
    .key(
      "deliveries", .words(["may_cross", "in_order"], noun: "word"), .value("may_cross"),
      "whether a delivery may come before one that was ordered earlier"),
    .key("outage", .section(.outage), "times in which nothing is sent"),
    .key(
      "discounts",
      .list(.section(.discount), what: "price breaks such as '{from: 3 t, price: 1.05 EUR/kg}'"),
      "price breaks"),
    .key(
      "lots", lotProperties, .nothing, .live,
      "properties of this supplier's lots, where they differ from the item's"
    ),
  ]

  static let discount: [Key] = [
    .key(
      "from", .quantity(.itemAmount), .required(example: "3 t"),
      "the least amount for the price"),
    .key(
      "price", .quantity(.costPerItem), .required(example: "1.05 EUR/kg"),
      "price of one unit of the whole order"),
  ]

  static let outage: [Key] = [
    .key(
      "every", .distribution(.duration), .required(example: "exponential 200 d"),
      "time from the end of one to the next"),
    .key(
      "lasts", .distribution(.duration), .required(example: "exponential 9 d"),
      "how long it lasts"),
    .key(
      "leaves", .quantity(.probability), .value("0 %"),
      "share of 'delivers_at_most' that is delivered meanwhile"),
  ]

  static let stockLosses: [Key] = [
    .key(
      "every", .distribution(.duration), .required(example: "exponential 1 yr"),
      "time from one to the next"),
    .key(
      "share", .distribution(.probability), .required(example: "uniform 5 % to 30 %"),
      "share of what is on hand"),
  ]

  static let rush: [Key] = [
    .key("from", .reference([.supplier]), .required(example: "trader"), "who delivers it"),
    .key(
      "below", .quantity(.itemAmount), .required(example: "10"),
      "one is placed when what is on hand and in such orders, less what is owed, is at or below this"
    ),
    .key("up_to", .quantity(.itemAmount), .required(example: "30"), "to this"),
  ]

  static let lossOfYield: [Key] = [
    .key(
      "share", .distribution(.probability), .value("100 %"),
      "share of the order that comes"),
    .key(
      "defective", .distribution(.probability), .value("0 %"),
      "share of it that is defective and thrown away"),
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
    .key(
      "on_the_way", .quantity(.itemAmount), .value("0"),
      "what has been ordered and is on the way at the start, spread evenly over the time from an order to its delivery"
    ),
    .key(
      "order_delay", .distribution(.durationOrZero), .value("0 s"), .live,
      "time that an order takes to reach its source"),
    .key(
      "capacity",
      .either(
        [.words(["unlimited"], noun: "capacity"), .quantity(.itemAmount)],
        what: "an amount such as '40 t'"),
      .value("unlimited"),
      "the most that it can hold; orders are cut to what fits beside what is there and on order"),
    .key("losses", .section(.stockLosses), "thefts, fires, floods: what is lost from stock"),
    .key("rush", .section(.rush), "orders in a hurry, where stock runs low"),
    .key(
      "transport", .distribution(.durationOrZero), .value("0 s"), .live,
      "time on the way to it from another store"),
    .key(
      "transport_cost", .quantity(.costPerItem), .nothing, .live,
      "what bringing one unit costs"),
    .key(
      "departures", .quantity(.duration), .described("at once"),
      "time from one departure to it to the next, from the start on"),
    .key(
      "load", .quantity(.itemAmount), .described("without limit"), "the most that one trip brings"),
    .key("trip_cost", .quantity(.money), .nothing, .live, "what a trip costs"),
    .key(
      "vehicles", .count(1...10_000, example: "a number of vehicles such as 2"),
      .described("as many as needed"),
      "how many vehicles bring things; each is back when it has been on the way twice"),
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
    .key(
      "echelon_base_stock", .quantity(.itemAmount), .nothing, .live,
      "the same, of all stock from here to the customers"),
    .key(
      "below", .quantity(.itemAmount), .nothing, .live,
      "orders when the inventory position is at or below this"),
    .key(
      "up_to", .quantity(.itemAmount), .nothing, .live,
      "orders as much as is missing to this"),
    .key("order", .quantity(.itemAmount), .nothing, .live, "orders so much"),
    .key(
      "lot", .quantity(.itemAmount), .nothing, "orders are whole multiples of it, rounded up"),
    .key(
      "review", .quantity(.duration), .described("at every demand; every day with 'forecast'"),
      "time from one look at the stock to the next, from the start on"),
    .key(
      "forecast",
      .either(
        [
          .words(
            ["moving_average", "exponential_smoothing", "seasonal_naive"]
              + Reading.fittedForecasts, noun: "way to forecast"),
          .model("a model such as 'bolt-demand@champion'"),
        ], what: "a way to forecast such as 'moving_average'"),
      "how the demand of the time that stock must last is foretold, at each look"),
    .key(
      "periods", .count(1...100_000, example: "a number of looks such as 8"),
      .described("8 with 'moving_average'"), "looks of which the demand is averaged"),
    .key(
      "weight", .quantity(.probability), .described("20 % with 'exponential_smoothing'"),
      "weight of the latest demand"),
    .key(
      "season", .count(1...100_000, example: "a number of looks such as 7"),
      .described("7 with 'seasonal_naive', else none"), "looks after which demand repeats itself"),
    .key(
      "cover", .quantity(.duration), .nothing,
      "time that stock should last, beside that from one look to the next and the lead time"),
    .key(
      "service", .quantity(.probability), .nothing,
      "wanted chance to get from one delivery to the next without a shortage"),
    .key(
      "fill_rate", .quantity(.probability), .nothing,
      "wanted share of the demand that is served from stock"),
    .key(
      "safety_stock", .quantity(.itemAmount), .nothing, "stock beside the forecast"),
    .key(
      "cards", .count(1...1_000_000, example: "a number of cards such as 12"), .nothing, .live,
      "kanban cards, each for one lot on hand or on order; what is owed does not count"),
    .key(
      "planned", .words(["lot_for_lot", "economic_order", "wagner_whitin"], noun: "rule"),
      "material requirements planning, and how much is ordered at a time"),
    .key(
      "planned_lead_time", .quantity(.duration),
      .described("the mean time from an order to its delivery"),
      "time from an order to its delivery that is planned with"),
    .key(
      "safety_time", .quantity(.duration), .nothing,
      "how much earlier than it is wanted something is to be there"),
    .key("frozen", .quantity(.duration), "time from now on in which the plan no longer moves"),
    .key(
      "demand_driven", .section(.buffer),
      "orders by a buffer of three zones that follow the demand (DDMRP)"),
  ]

  static let buffer: [Key] = [
    .key(
      "periods", .count(1...100_000, example: "a number of looks such as 30"), .value("30"),
      "looks of which the demand is averaged"),
    .key(
      "lead_time_factor", .quantity(.ratio), .value("50 %"),
      "share of the demand in a lead time that makes the green zone, and the base of the red one"),
    .key(
      "variability_factor", .quantity(.ratio), .value("50 %"),
      "what is added to the base of the red zone, as a share of it"),
    .key(
      "cycle", .quantity(.duration), .nothing,
      "wanted time from one order to the next, which the green zone covers"),
  ]
}
