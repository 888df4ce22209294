import FactoryModel

/// The top of a scenario, calendars, what moves in mid-run, and costs.
extension KeyTable {
  static let scenario: [Key] = [
    .key(
      "fettle", .words(["1"], noun: "version"), .required(example: "1"),
      "version of the language"),
    .key(
      "extends", .file, "scenario on which this one builds; what stands here is added or replaced"),
    .key("name", .text("a text"), .described("the file's name"), "what the scenario is called"),
    .key(
      "start", .date, .value("2026-01-05 00:00"),
      "plant time at which the simulation starts; calendars count from here"),
    .key(
      "warm_up", .quantity(.durationOrZero), .value("0 s"),
      "time simulated first and left out of every figure"),
    .key(
      "horizon", .quantity(.duration), .required(example: "26 wk"),
      "time that is measured, after the warm-up"),
    .key(
      "clock", .section(.clock),
      .described("from event to event"), "how time goes on, for lines that are thought of in slots"),
    .later(
      "sampling", .words(["fast", "inversion"], noun: "way of sampling"), .value("fast"),
      "sampling modes", "how random numbers become values"),
    .key(
      "calendars",
      .names(
        .calendar,
        .either(
          [.section(.calendar), .list(.section(.calendar), what: "shift patterns")],
          what: "days and shifts"), what: "calendars, each a name with its days and shifts"),
      "weekly working time"),
    .key(
      "calendar",
      calendarName,
      .value("always"), "calendar of every station and crew that names no other"),
    .key(
      "params", .names(nil, .anything, what: "parameters, each a name and a value"),
      "values to use elsewhere as '$name'"),
    .key(
      "ambient", .names(nil, .section(.ambient), what: "conditions, each a name with its mean"),
      "what surrounds the machines, for formulas of sensors: 'ambient.temperature'"),
    .key(
      "items", .names(.item, .section(.item), what: "items, each a name with its unit"),
      "whatever is stocked, bought, made or sold"),
    .key(
      "suppliers",
      .names(.supplier, .section(.supplier), what: "suppliers, each a name with what it sells"),
      "who sells items, and how fast"),
    .key(
      "stores", .names(.store, .section(.store), what: "stores, each a name with what it holds"),
      "where items are kept and how they are replenished"),
    .key(
      "customers",
      .names(.customer, .section(.customer), what: "customers, each a name with what it buys"),
      "who buys items, when and how many"),
    .key(
      "markets",
      .names(.market, .section(.market), what: "markets, each a name with its level"),
      "what lets the demand of several customers rise and fall together"),
    .key(
      "products",
      .names(
        .product, .section(.product), what: "products, each a name with its release and route"),
      "what the factory makes"),
    .key(
      "machine_types",
      .names(
        .machineType, .section(.machineType), what: "machine types, each a name with its keys"),
      "what machines of several stations have in common"),
    .key(
      "stations", .names(.station, .section(.station), what: "stations, each a name with its keys"),
      "where operations are done"),
    .key(
      "dispatch",
      .keyed(
        [.station], dispatchRule, or: ["default"],
        what: "stations, each a name with a rule or a list of rules"),
      "which part a machine takes next, by station"),
    .key(
      "crews", .names(.crew, .section(.crew), what: "crews, each a name with its size"),
      "people who repair and replace"),
    .key(
      "operators",
      .names(
        .operatorGroup, .section(.operatorGroup), what: "operators, each a name with their number"),
      "people who run machines"),
    .key(
      "tools", .names(.tool, .section(.tool), what: "tools, each a name with their number"),
      "tools and fixtures that operations need"),
    .key(
      "vehicles",
      .names(.vehicle, .section(.vehicle), what: "vehicles, each a name with their number"),
      "what carries parts between stations"),
    .key(
      "transport_times",
      .keyed(
        [.station],
        .keyed(
          [.station], .distribution(.durationOrZero), or: [], what: "stations, each with a time"),
        or: [], what: "stations, each with those to which it is so far"),
      "times on the way from station to station, and back where nothing else is said"),
    .key(
      "maintenance", .names(.rule, .section(.rule), what: "rules, each a name with its keys"),
      "planned stops of machines, and when components are looked at and replaced before they fail"),
    .key(
      "control", .names(.controlRule, .section(.control), what: "rules, each a name with its keys"),
      "set-points that are moved in mid-run by what inspections show"),
    .key(
      "timeline", .list(.section(.step), what: "steps such as '{at: 14 wk, set: {…}}'"),
      "live factors that move in mid-run"),
    .key("costs", .section(.costs), "what things cost"),
  ]

  /// Rules for the next part: one, or several of which the later break the ties of the earlier.
  static let dispatchRule: Shape = .either(
    [
      .words(dispatchWords, noun: "rule"),
      .list(.words(dispatchWords, noun: "rule"), what: "rules"),
    ],
    what: "a rule such as 'first come', or a list of rules")

  static let dispatchWords = [
    "first come", "last come", "first released", "priority", "earliest due", "shortest time",
    "longest time", "weighted shortest time", "fastest machine", "least setup", "least slack",
    "critical ratio", "most work left", "least work left", "least work in next queue",
    "least work here and next", "fullest batch", "atc", "atcs", "random",
  ]

  static let calendar: [Key] = [
    .key(
      "days",
      .either(
        [.days, .list(.days, what: "days such as mon-fri, sat or [mon, wed]")],
        what: "days such as mon-fri, sat or [mon, wed]"),
      .value("mon-sun"), "days on which the shifts begin"),
    .key(
      "shifts",
      .either(
        [.shift, .list(.shift, what: "shifts such as [06:00-14:00, 14:00-22:00]")],
        what: "shifts such as [06:00-14:00, 14:00-22:00]"),
      .value("[00:00-24:00]"), "times of day; a shift may run over midnight"),
    .later(
      "except", .list(.date, what: "dates such as [2026-05-01]"), "holidays",
      "dates on which no shift begins"),
  ]

  static let clock: [Key] = [
    .key(
      "slot", .quantity(.duration), .required(example: "1 min"),
      "length of a slot, in which every machine moves one part or none"),
    .key(
      "room", .words(SlotClock.Room.allCases.map(\.rawValue), noun: "word"),
      .value(SlotClock.Room.thisSlot.rawValue),
      "whether a place that the next machine frees may be taken in the same slot, or only in the next"
    ),
  ]

  static let step: [Key] = [
    .key("at", .moment, .required(example: "14 wk"), "when, counted from the start, or a date"),
    .key(
      "set", .factors(.anything, what: "factors, each a path and its new value"),
      .required(example: "{stations.press.time: 20 s}"), "live factors and their new values"),
    .later(
      "over", .quantity(.duration), "gradual changes",
      "time in which they move there, in a straight line"),
    .key("why", .text("a text"), "a note for the reader"),
  ]

  static let ambient: [Key] = [
    .key(
      "mean", .quantity(.anyQuantity), .required(example: "20 degC"), "mean over the year"),
    .key(
      "daily", .quantity(.anyQuantity),
      "how far it rises above its mean each day, at 15:00, and falls below it, at 03:00"),
    .key(
      "yearly", .quantity(.anyQuantity),
      "how far it rises above its mean each year, in mid-July, and falls below it, in mid-January"),
    .key("sd", .quantity(.anyQuantity), "standard deviation of what chance adds"),
    .key(
      "lasts", .quantity(.duration), .value("6 h"), "time constant of what chance adds"),
  ]

  static let costs: [Key] = [
    .key(
      "downtime",
      .keyed(
        [.station], .quantity(.costPerTime), or: [],
        what: "stations, each a name and money per time as in {press: 420 EUR/h}"),
      .nothing, .live, "an hour in which one machine of the station is down within its calendar"),
    .key(
      "planned_stop",
      .keyed(
        [.station], .quantity(.costPerTime), or: [],
        what: "stations, each a name and money per time as in {press: 420 EUR/h}"),
      .nothing, .live,
      "an hour in which one machine of the station stands for planned work within its calendar"),
    .key(
      "scrap",
      .either(
        [.words(["value"], noun: "cost"), .quantity(.costPerPart)],
        what: "money per part such as '1.35 EUR/part', or 'value' for that of its material"),
      .nothing, .live, "a scrapped part"),
    .key(
      "escape", .quantity(.costPerPart), .nothing, .live,
      "a part that leaves as good with a defect on it"),
    .key(
      "turned_away", .quantity(.costPerPart), .nothing, .live,
      "a part that finds no place at the first station and is lost"),
    .key(
      "holding",
      .either(
        [
          .quantity(.holdingCost),
          .keyed(
            [.item, .store], .quantity(.holdingCost), or: ["otherwise"],
            what: "items or stores, each with its rate"),
        ], what: Expectation.holdingCost.example),
      .nothing,
      "what it costs to hold stock: a share of its value per time, or money per unit and time"),
    .key(
      "energy",
      .either(
        [
          .quantity(.costPerEnergy),
          .keyed(
            [.calendar], .quantity(.costPerEnergy), or: ["otherwise"],
            what: "calendars, each a name and the price while it is open"),
        ], what: "money per energy such as '0.19 EUR/kWh'"),
      .nothing, .live, "energy, at one price or by calendar"),
    .key("lost_sale", .quantity(.costPerItem), .nothing, "a unit of a sale lost"),
    .key(
      "late", .quantity(.costPerItemAndTime), .nothing, .live,
      "a part late, or a unit given to a customer late, by the time it is late"),
    .key(
      "backorder",
      .either(
        [
          .quantity(.costPerItemAndTime),
          .keyed(
            [.store], .quantity(.costPerItemAndTime), or: ["otherwise"],
            what: "stores, each with its rate"),
        ], what: Expectation.costPerItemAndTime.example),
      .nothing,
      "a unit owed, to a customer or by one store to another, by the time it is owed"),
    .key(
      "order",
      .keyed(
        [.supplier, .store], .quantity(.money), or: [],
        what: "suppliers, each a name and money an order"),
      .nothing, "an order, whatever its size"),
  ]
}
