/// Who buys, when and how much.
extension KeyTable {
  static let market: [Key] = [
    .key(
      "level", .distribution(.ratio), .required(example: "lognormal mean 100 % cv 25 %"),
      "by how much demand is multiplied, drawn anew each time; its mean should be 100 %"),
    .key(
      "lasts", .quantity(.duration), .required(example: "4 wk"), "how long a level lasts"),
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
    .key(
      "history", .rows(.historyRow), "recorded orders to be replayed, at their dates"),
    .key(
      "history_as", .words(["given", "drawn"], noun: "word"), .value("given"),
      "whether each order is for what it was, or for what one that is drawn was for"),
    .key(
      "history_repeats", .truth, .value("false"),
      "whether the record begins anew at its end, and at the start"),
    .key("season", .section(.season), "how demand follows the day, the week and the year"),
    .key(
      "trend", .quantity(.anyRatioPerTime), .nothing,
      "growth of the demand, as a share of that at the start, per time"),
    .key(
      "promotions", .list(.section(.promotion), what: "promotions"),
      "times in which more is bought, or less"),
    .key(
      "follows",
      .either(
        [
          .reference([.market]),
          .keyed(
            [.market], .quantity(.anyRatio), or: [],
            what: "a market and how much the demand moves with it"),
        ], what: "a market, or a market and how much the demand moves with it"),
      "the market with which the demand rises and falls"),
    .key(
      "instead", .reference([.store]),
      "store from which it takes something else, as far as there is too little"),
    .key(
      "accepts", .quantity(.probability), .described("100 % with 'instead'"),
      "chance that it takes something else"),
    .key(
      "priority", .count(0...1_000_000, example: "a whole number such as 2"), .nothing,
      "customers with a higher number are served first"),
    .key(
      "wants_within", .distribution(.durationOrZero), .value("0 s"),
      "time from the order to the wanted delivery"),
    .key(
      "in_parts", .truth, .value("true"),
      "whether an order may be delivered in parts"),
    .key(
      "if_short",
      .either(
        [.words(["wait", "lost"], noun: "word"), .section(.shortage)],
        what: "'wait', 'lost' or '{wait: 5 d, then: lost}'"),
      .value("wait"), "what becomes of an order that finds too little"),
  ]

  static let season: [Key] = [
    .key(
      "daily", .list(.quantity(.ratio), what: "24 factors from midnight on"),
      "a factor for each hour of the day"),
    .key(
      "weekly", .list(.quantity(.ratio), what: "7 factors from Monday on"),
      "a factor for each day of the week"),
    .key(
      "yearly", .list(.quantity(.ratio), what: "12 factors from January on"),
      "a factor for each month"),
  ]

  static let promotion: [Key] = [
    .key("at", .moment, .required(example: "2026-03-02"), "when it begins"),
    .key(
      "lasts", .quantity(.duration), .required(example: "1 wk"), "how long it lasts"),
    .key(
      "lift", .quantity(.ratio), .required(example: "180 %"),
      "demand meanwhile, as a multiple of the usual"),
    .key(
      "pulls_forward", .quantity(.probability), .value("0 %"),
      "share of the lift that is missing afterwards, in as long a time"),
  ]

  static let shortage: [Key] = [
    .key(
      "wait", .distribution(.duration), .required(example: "5 d"),
      "how long the customer waits"),
    .key(
      "then", .words(["lost"], noun: "word"), .value("lost"),
      "what becomes of the order then"),
  ]

  static let historyRow: [Key] = [
    .key("at", .moment, .required(example: "2025-03-01"), "when it was ordered"),
    .key("quantity", .quantity(.itemAmount), .required(example: "60"), "how much"),
  ]
}
