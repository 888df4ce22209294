/// Products: how parts enter, and the operations that they pass.
extension KeyTable {
  static let product: [Key] = [
    .key(
      "item", .reference([.item]), .described("the item of the same name, if there is one"),
      "the item that a finished part is"),
    .key("release", release_, .required(example: "saturated"), "how parts enter"),
    .key(
      "priority", .count(0...1_000_000, example: "a whole number such as 2"), .nothing, .live,
      "parts with a higher number go first"),
    .key("route", .route, .required(example: "[blank, press]"), "the operations, in order"),
  ]

  private static let release_: Shape = .either(
    [.words(["saturated"], noun: "release"), .section(.release)],
    what: "'saturated', '{keep: 150}' or '{every: exponential 9 min}'")

  static let release: [Key] = [
    .key(
      "keep", .count(1...1_000_000, example: "a number of parts such as 150"), .nothing, .live,
      "parts kept in the factory: one enters when another leaves (CONWIP)"),
    .key(
      "every", .distribution(.duration), .nothing, .live, "time from one lot to the next"),
    .key(
      "lot", .count(1...1_000_000, example: "a number of parts such as 5"),
      .described("1 with 'every'"),
      "parts that enter together"),
    .key(
      "if_full", .words(["wait", "lost"], noun: "word"), .described("wait, with 'every'"),
      "what becomes of parts that find the first buffer full"),
    .later(
      "moves", .words(["one_by_one", "together"], noun: "word"), .value("one_by_one"),
      "lots that stay together",
      "whether the parts of a lot go on one by one, or together when all are done"),
    .key(
      "orders", .rows(.order), "parts enter as a table says"),
    .key("for", .reference([.store]), "the store that asks for parts"),
    .key(
      "at_most", .count(1...1_000_000_000, example: "a number of parts such as 4000"),
      "the most parts on order at a time"),
    .key(
      "cards", .count(1...1_000_000, example: "a number of cards such as 12"), .nothing, .live,
      "kanban cards in circulation, each for one lot"),
    .key(
      "due",
      .either(
        [.distribution(.duration), .section(.due)], what: "a time after release such as '5 d'"),
      "when a part should be finished, counted from its release"),
    .key(
      "calendar", calendarName, .value("always"),
      "calendar in whose open time the times between lots run"),
    .key(
      "starting", .moment, "when the first lot enters"),
  ]

  static let due: [Key] = [
    .key(
      "after_release", .formula(.duration), .required(example: "4 * work"),
      "time from release; 'work' is the sum of the route's mean times")
  ]

  static let order: [Key] = [
    .key("order", .label("the order's name"), "what the order is called"),
    .key(
      "release", .moment, .required(example: "3 d"), "when its parts enter"),
    .key("due", .moment, "when they should be finished"),
    .key(
      "quantity", .count(1...1_000_000, example: "a number of parts such as 40"), .value("1"),
      "how many parts"),
    .key(
      "priority", .count(0...1_000_000, example: "a whole number such as 2"),
      .described("the product's"), "parts with a higher number go first"),
    .key(
      "at", .label("an operation's name"), .described("the first"),
      "operation at which its parts begin, as work in process"),
  ]

  static let operation: [Key] = [
    .key(
      "at",
      .either(
        [.reference([.station]), .list(.reference([.station]), what: "stations")],
        what: "a station's name"),
      .described("the station of the same name"),
      "where the operation is done; of several stations the one with the least work takes it"),
    .key(
      "time", .distribution(.workTime), .described("the station's"), .live,
      "time of work: per part, or per batch where there is one, if nothing else is said"),
    .key(
      "times", .names(nil, .distribution(.workTime), what: "machines, each a name and its time"),
      "time of work by machine; only these machines do the operation"),
    .key(
      "ideal_time", .quantity(.workTime), .described("the station's, else the mean of the time"),
      "planned run time per item (ISO 22400-2), for OEE only"),
    .key(
      "makes", defectChances,
      .described("the station's"), .live, "chance to make each kind of defect"),
    .key(
      "finds", defectChances,
      .nothing, .live, "chance to find each kind of defect that is there"),
    .key(
      "false_alarm", .formula(.probability), .described("0 %"), .live,
      "chance to reject a part on which no defect was found"),
    .key(
      "model", .model("a model such as 'burr-model@champion'"),
      "model that judges the part by what is read of it and of the machine"),
    .key(
      "chance_over", .quantity(.probability), .described("50 %, with 'model'"), .live,
      "chance of a defect above which the model rejects the part"),
    .key(
      "then",
      .names(
        nil,
        .either(
          [
            .words(["scrap"], noun: "disposition"),
            .phrase("back to", .label("an operation's name")), .section(.back),
          ], what: "'scrap' or 'back to' an operation"),
        what: "what becomes of each defect, as in {burr: back to deburr, otherwise: scrap}"),
      .described("{otherwise: scrap}"), "what becomes of a rejected part"),
    .key(
      "next",
      .names(nil, share, what: "operations, each a name and the share of parts that go there"),
      .described("the operation that follows"), .live,
      "where parts go on, by chance; 'leave' ends the route"),
    .key(
      "share", .quantity(.probability), .value("100 %"),
      "share of the parts to which this is done; the others pass"),
    .key(
      "measures", characteristics, .described("the station's"),
      "characteristics of the part that get a value when the work is finished"),
    .key(
      "reads", .names(nil, .section(.gauge), what: "characteristics, each a name with its gauge"),
      "characteristics that are measured, and how exactly"),
    .key("consumes", amountsPerPart, .described("the station's"), "items that go into a part"),
    .key("from", storeOrStores, .described("the station's"), "store of the items, or of each"),
    .key(
      "gives", amountsPerPart,
      "items that come of a part beside it, into the store that their route fills"),
    .key("setup", .label("the name of a set-up"), "set-up that a machine needs for the operation"),
    .key(
      "setup_time", .distribution(.durationOrZero), .described("the station's"),
      "time of that set-up, whatever was before"),
    .key(
      "setup_when", .words(["another", "each_part"], noun: "word"), .value("another"),
      "whether a machine is set up when it has another set-up, or for each part anew"),
    .key(
      "machine_of", .label("an earlier operation's name"),
      "earlier operation at the same station whose machine does this one too"),
    .key("family", .label("the name of a family"), "parts of one family may share a batch"),
    .key("batch", batchShape, .described("the station's"), "parts worked on together"),
    .key(
      "operator",
      .either(
        [
          .reference([.operatorGroup]),
          .keyed(
            [.operatorGroup], .count(1...1_000, example: "a number such as 2"), or: [],
            what: "operators, each a name and how many"),
        ], what: "an operator group's name"),
      "who must stand by"),
    .key("skill", .label("a skill"), "skill that its operators need, which is that of some group"),
    .key(
      "tool",
      .either(
        [
          .reference([.tool]),
          .keyed(
            [.tool], .count(1...1_000, example: "a number such as 2"), or: [],
            what: "tools, each a name and how many"),
        ], what: "a tool's name"),
      "tool, or tools, that the operation needs"),
    .key(
      "initial", .count(0...1_000_000, example: "a number of parts such as 12"),
      "parts that wait for the operation at the start"),
    .key(
      "transport",
      .either([.distribution(.durationOrZero), .section(.move)], what: "a time such as '2 min'"),
      .described("the station's"), "how a part gets here from the operation before"),
    .key(
      "within", .section(.queueLimit),
      "the longest time since an earlier operation"),
    .key(
      "splits_into", .count(1...1_000_000, example: "a number of parts such as 4"),
      "parts that one part becomes here, when the work is finished"),
    .key(
      "joins", .count(1...1_000_000, example: "a number of parts such as 4"),
      "parts that are taken together here and become one"),
  ]

  static let storeOrStores: Shape = .either(
    [
      .reference([.store]),
      .keyed([.item], .reference([.store]), or: [], what: "items, each a name and its store"),
    ],
    what: "a store's name")

  /// A share, or the word for all that is left.
  static let share: Shape = .either(
    [.words(["rest"], noun: "share"), .quantity(.probability)],
    what: "a share such as '30 %', or 'rest'")

  static let batchShape: Shape = .either(
    [.count(1...1_000_000, example: "a number of parts such as 6"), .section(.batch)],
    what: "a number of parts such as 6")

  static let back: [Key] = [
    .key(
      "back_to", .label("an operation's name"), .required(example: "deburr"),
      "operation at which the part goes on"),
    .key(
      "at_most", .count(1...1_000_000, example: "a whole number such as 1"), .described("no limit"),
      "how often in a part's life; after that it is scrapped"),
  ]

  static let queueLimit: [Key] = [
    .key(
      "of", .label("an operation's name"), .required(example: "clean"),
      "operation from whose end the time counts"),
    .key(
      "limit", .quantity(.duration), .required(example: "4 h"),
      "longest time until work begins here"),
    .key(
      "then",
      .either(
        [
          .words(["scrap", "count"], noun: "disposition"),
          .phrase("back to", .label("an operation's name")),
        ], what: "'scrap', 'count' or 'back to' an operation"),
      .value("scrap"),
      "what becomes of a part that waited longer; 'count' does the work all the same"),
  ]

  static let batch: [Key] = [
    .key(
      "same", .words(["product", "family", "operation", "anything"], noun: "word"),
      .value("operation"), "what parts of a batch have in common, beside their set-up"),
    .key(
      "at_least", .count(1...1_000_000, example: "a number of parts such as 60"), .value("1"),
      "parts that a batch needs to begin"),
    .key(
      "at_most", .count(1...1_000_000, example: "a number of parts such as 120"), .value("1"),
      "parts that a batch can hold"),
    .key(
      "wait", .quantity(.durationOrZero),
      "longest wait for more parts; then the batch begins as it is"),
    .key(
      "look_ahead", .quantity(.duration),
      "time within which a part must come for which a batch that could begin waits"),
    .key(
      "interval", .distribution(.duration),
      "time until the machine takes the next while this one is inside (cascading)"),
  ]

  static let move: [Key] = [
    .key(
      "time", .distribution(.durationOrZero), .described("as 'transport_times' says, else 0 s"),
      "time on the way"),
    .key("by", .reference([.vehicle]), "what carries the part"),
  ]
}
