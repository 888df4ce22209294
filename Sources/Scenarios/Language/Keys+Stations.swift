/// Stations, their machines, and the people and tools that they need.
extension KeyTable {
  static let station: [Key] =
    [
      .key(
        "type", .reference([.machineType]),
        "machine type whose keys hold where the station says nothing"),
      .key(
        "machines",
        .either(
          [
            .words(["unlimited"], noun: "number"),
            .count(1...100_000, example: "a number, or names such as [lathe_1, lathe_2]"),
            .list(.label("a machine's name"), what: "machines"),
            .names(nil, .section(.machine), what: "machines, each a name with its keys"),
          ], what: "a number, or names such as [lathe_1, lathe_2]"),
        .value("1"), "machines behind one buffer: a number, names, or names with what differs"),
      .key(
        "buffer",
        .either(
          [
            .words(["unlimited"], noun: "buffer"),
            .count(0...1_000_000_000, example: "a number of parts such as 40"),
          ], what: "a number of parts such as 40, or 'unlimited'"),
        .value("unlimited"), "places in front, the machines' own not counted"),
      .key(
        "blocking", .words(["after_service", "before_service"], noun: "word"),
        .value("after_service"),
        "whether a machine begins before there is a place for its part ahead"),
      .key(
        "calendar",
        .either(
          [.words(["always"], noun: "calendar"), .reference([.calendar])], what: "a calendar's name"
        ),
        .described("the scenario's calendar"), "when the station works"),
    ] + machineKeys + [
      .key("batch", batchShape, "parts worked on together, for operations that say nothing"),
      .key("load", .distribution(.durationOrZero), .value("0 s"), "time to load"),
      .key("unload", .distribution(.durationOrZero), .value("0 s"), "time to unload"),
      .key(
        "free_machine", .words(["first", "longest_free", "freed_last"], noun: "word"),
        .value("first"), "which of several free machines takes the part that goes next"),
      .key(
        "transport",
        .either([.distribution(.durationOrZero), .section(.move)], what: "a time such as '2 min'"),
        "how parts get here, for operations that say nothing"),
      .key(
        "preempts", .words(["never", "resume", "restart"], noun: "word"), .value("never"),
        "whether a part of higher priority interrupts the work, and how that goes on"),
      .key(
        "consumes", amountsPerPart,
        "items that go into a part, for operations that say nothing"),
      .key("from", storeOrStores, "store of the items, or of each"),
      .key(
        "initial",
        .either(
          [
            .count(0...1_000_000, example: "a number of parts such as 12"),
            .keyed(
              [.product], .count(0...1_000_000, example: "a number of parts such as 12"), or: [],
              what: "products, each a name and a number of parts"),
          ], what: "a number of parts such as 12"),
        "parts that stand in front at the start"),
    ]

  static let machineType: [Key] = machineKeys

  /// What stations and machine types have in common.
  private static let machineKeys: [Key] = [
    .key(
      "set_points",
      .names(
        nil,
        .either([.quantity(.anyQuantity), .section(.setPoint)], what: "a value such as '30 /min'"),
        what: "set-points, each a name and a value"),
      "settings of the process, for formulas"),
    .key(
      "time", .distribution(.workTime), .nothing, .live,
      "time of work, for operations that give none"),
    .key(
      "ideal_time", .quantity(.workTime), "planned run time per item, for operations that give none"
    ),
    .key(
      "makes", defectChances,
      .nothing, .live, "chances to make defects, for operations that give none"),
    .key(
      "measures", characteristics, "characteristics that parts get, for operations that give none"),
    .key(
      "power", .section(.power), .nothing, .live, "power drawn in each state"),
    .key(
      "failures",
      .names(nil, .section(.failure), what: "failures, each a name with 'after' and 'repair'"),
      "ways in which each machine fails"),
    .key(
      "components",
      .names(
        nil, .section(.component), what: "components, each a name with its 'wear' or 'life'"),
      "parts of the machine that wear and fail"),
    .key(
      "sensors", .names(nil, .section(.sensor), what: "sensors, each a name with what it reads"),
      "readings that the machine gives"),
    .key(
      "waveforms",
      .names(nil, .section(.waveform), what: "fast sensors, each a name with what it sees"),
      "snapshots of vibrations, currents and forces that the machine gives"),
    .key(
      "setup_time", .distribution(.durationOrZero), .nothing, .live,
      "time of any set-up, when a machine gets a part that needs another"),
    .key(
      "setup_times",
      .labels(
        .either(
          [
            .distribution(.durationOrZero),
            .labels(
              .distribution(.durationOrZero), what: "set-ups that come, each with a time"),
          ], what: "a time such as '20 min', or set-ups that come, each with a time"),
        what: "set-ups that were, each with those that come; 'otherwise' for all others"),
      "times of set-ups by what was and what comes"),
    .key(
      "setup_cycle",
      .either(
        [.list(.label("the name of a set-up"), what: "set-ups"), .section(.setupCycle)],
        what: "set-ups in their order, such as [red, green, blue]"),
      "set-ups in the order in which machines go round them, each as long as something waits for it"
    ),
    .key("setup_at_start", .label("the name of a set-up"), "set-up of the machines at the start"),
    .key(
      "minimum_run",
      .either(
        [.count(1...1_000_000, example: "a number of parts such as 50"), .section(.minimumRun)],
        what: "a number of parts such as 50"),
      .value("1"), "parts that a machine makes before its next set-up"),
  ]

  static let machine: [Key] = [
    .key(
      "speed", .quantity(.positiveRatio), .value("100 %"), .live,
      "how fast the machine works; times are divided by it"),
    .key(
      "wear", .names(nil, .quantity(.ratio), what: "components, each a name and its wear"),
      "wear at the start, where it is another than that of the other machines"),
    .key(
      "clock",
      .names(nil, .quantity(.positiveRatio), what: "components, each a name and a factor"),
      "how fast components wear, as a multiple of the other machines'"),
    .key(
      "calendar",
      calendarName,
      "when the machine works"),
    .key(
      "only", .list(.reference([.product]), what: "products"),
      "products that the machine may work on"),
  ]

  static let minimumRun: [Key] = [
    .key(
      "parts", .count(1...1_000_000, example: "a number of parts such as 50"),
      .required(example: "50"), "parts that a machine makes before its next set-up"),
    .key(
      "expires", .quantity(.durationOrZero),
      "longest time for which a free machine waits for them; then it may be set up for others"),
  ]

  static let setupCycle: [Key] = [
    .key(
      "order", .list(.label("the name of a set-up"), what: "set-ups"),
      .required(example: "[red, green, blue]"), "the set-ups; after the last comes the first"),
    .key(
      "when_empty", .words(["skips", "goes_on"], noun: "word"), .value("skips"),
      "what a machine does when nothing waits: it 'skips' set-ups for which nothing waits, or 'goes_on' to the next"
    ),
  ]

  static let setPoint: [Key] = [
    .key("value", .quantity(.anyQuantity), .required(example: "30 /min"), .live, "what is set"),
    .key("range", .range(.anyQuantity), "the least and the greatest value that may be set"),
    .key("live", .truth, .value("true"), "whether it may move while the simulation runs"),
  ]

  static let power: [Key] = [
    power("producing", "while working on a part"), power("setup", "while being set up"),
    power("idle", "while ready or blocked"), power("down", "while failed"),
    power("off_shift", "outside the calendar"),
  ]

  private static func power(_ state: String, _ when: String) -> Key {
    .key(state, .formula(.power), .value("0 kW"), .live, "power drawn \(when)")
  }

  static let failure: [Key] = [
    .key(
      "after", .distribution(.durationOrCount), .required(example: "exponential 5 h"), .live,
      "time to failure, on the clock; a number of parts where they are counted"),
    .key(
      "clock", .words(["calendar", "running", "producing", "parts"], noun: "word"),
      .value("calendar"),
      "time that counts"),
    .key(
      "repair", .distribution(.duration), .required(example: "lognormal mean 20 min cv 80 %"),
      .live,
      "time of repair work"),
    .key("by", .reference([.crew]), "crew that repairs"),
    .key(
      "priority", .count(0...1_000_000, example: "a whole number such as 2"), .value("0"),
      "which of the waiting repairs the crew does first: the highest"),
    .key(
      "unnoticed", .distribution(.durationOrCount), .nothing, .live,
      "time on the clock for which the machine works on until somebody notices and it stops"),
    .key(
      "makes", defectChances, .nothing, .live,
      "chances that parts get defects while the failure is not noticed"),
    .key(
      "shifts",
      .names(
        nil, .formula(.anyQuantity),
        what: "characteristics, each a name and what is added to its value"),
      .nothing, .live,
      "what is added to the values that the machine gives while the failure is not noticed"),
    .key("skill", .label("a skill"), "skill that the repair needs, which is that of some crew"),
    .key("uses", amounts, "items that the repair takes, in whole pieces"),
    .key("from", storeOrStores, "store of the items, or of each"),
    .key(
      "interrupted_work", .words(["resume", "restart", "scrap"], noun: "word"), .value("resume"),
      "what becomes of the work on the part"),
    .later(
      "returns_to", .reference([.store]), "returns of used parts",
      "store to which the used part goes, as an item of its own if it must be repaired"),
    .key(
      "cost", .quantity(.money), .nothing, .live, "cost of each failure, beside wages and items"),
  ]

  static let crew: [Key] =
    people + [
      .key(
        "preempts", .words(["never", "resume"], noun: "word"), .value("never"),
        "whether a more urgent call interrupts a repair, which goes on later")
    ]
  static let operatorGroup: [Key] =
    people + [
      .key(
        "runs", .list(.reference([.station]), what: "stations"),
        "stations at whose operations one of them stands by, where these say nothing else")
    ]

  private static let people: [Key] = [
    .key(
      "size", .count(0...100_000, example: "a number such as 2"), .value("1"), .live,
      "how many people"),
    .key("wage", .quantity(.costPerTime), .nothing, .live, "what an hour of one of them costs"),
    .key(
      "skills", .list(.label("a skill"), what: "skills such as [mechanical]"), "what they can do"),
    .key(
      "calendar",
      .either(
        [.words(["always"], noun: "calendar"), .reference([.calendar])], what: "a calendar's name"
      ),
      .described("the scenario's calendar"), "when they work"),
  ]

  static let tool: [Key] = [
    .key(
      "size", .count(0...100_000, example: "a number such as 3"), .value("1"), .live,
      "how many there are")
  ]

  static let vehicle: [Key] = [
    .key(
      "size", .count(1...100_000, example: "a number such as 3"), .value("1"), "how many there are"),
    .key(
      "carries", .count(1...100_000, example: "a number of parts such as 20"), .value("1"),
      "parts that one takes at a time, all of one way"),
    .key("calendar", calendarName, .described("the scenario's calendar"), "when they run"),
  ]
}
