/// A key of the scenario language.
///
/// The reader, the errors, the overrides and the resolved writer all go by these.
struct Key: Sendable {
  /// What stands behind a key.
  indirect enum Takes: Sendable {
    /// A single value; the text says which, with its article.
    case value(String)
    /// A mapping with keys of its own.
    case section(SectionKind)
    /// A mapping from names that the author chooses.
    case named(Takes)
    /// A list whose entries are names, or names with a section each.
    case route(SectionKind)
    /// A list or mapping that only its own reader knows.
    case other(String)
  }

  /// Whether a value may move while the simulation runs.
  enum Change: Sendable {
    case structural, live
  }

  var name: String
  /// What the key means, one line.
  var doc: String
  var takes: Takes
  /// What holds where the key is not written, as it would be written; `nil` where there is nothing.
  var standard: String?
  var change = Change.structural
  /// What this version does not simulate, in the plural: `components that wear`.
  ///
  /// `nil` where the key is simulated.
  var missing: String?

  /// A key that is simulated.
  static func key(
    _ name: String, _ takes: Takes, standard: String? = nil,
    change: Change = .structural, _ doc: String
  ) -> Key {
    Key(name: name, doc: doc, takes: takes, standard: standard, change: change)
  }

  /// A key of the language that this version does not simulate.
  static func later(_ name: String, _ missing: String, _ doc: String) -> Key {
    Key(name: name, doc: doc, takes: .other("a value"), missing: missing)
  }
}

/// The kinds of section, each with a list of keys.
enum SectionKind: String, CaseIterable, Sendable {
  case scenario, calendar, product, release, operation, back, station, failure, costs

  /// The keys of the section, in the order in which they are written.
  var keys: [Key] {
    switch self {
    case .scenario: KeyTable.scenario
    case .calendar: KeyTable.calendar
    case .product: KeyTable.product
    case .release: KeyTable.release
    case .operation: KeyTable.operation
    case .back: KeyTable.back
    case .station: KeyTable.station
    case .failure: KeyTable.failure
    case .costs: KeyTable.costs
    }
  }

  /// The key of that name.
  func key(_ name: String) -> Key? {
    keys.first { $0.name == name }
  }
}

/// The keys of every kind of section.
enum KeyTable {
  static let scenario: [Key] = [
    .key("fettle", .value("the version of the language"), "the language's version: 1"),
    .later("extends", "scenarios that extend another", "the scenario on which this one builds"),
    .key("name", .value("a text"), standard: "the file's name", "what the scenario is called"),
    .key(
      "start", .value("a date"), standard: "2026-01-05 00:00",
      "plant time at which the simulation starts; calendars count from here"),
    .key("warm_up", .value("a time"), standard: "0 s", "time simulated and discarded, before"),
    .key("horizon", .value("a time"), "time that is measured"),
    .key("calendars", .named(.section(.calendar)), "weekly patterns of working time"),
    .key(
      "calendar", .value("a calendar's name"), standard: "always",
      "the calendar of every station that names no other"),
    .key("params", .named(.value("a value")), "values with a name, written '$name' elsewhere"),
    .later("items", "items", "whatever is stocked, bought, made or sold"),
    .later("suppliers", "suppliers", "who sells items, and how fast"),
    .later("stores", "stores", "where items are kept and how they are replenished"),
    .later("customers", "customers", "who buys items, when and how many"),
    .key("products", .named(.section(.product)), "what the factory makes"),
    .later("machine_types", "machine types", "machines that several stations have in common"),
    .key("stations", .named(.section(.station)), "where operations are done"),
    .later("crews", "crews", "people who repair"),
    .later("operators", "operators", "people who run machines"),
    .later("dispatch", "dispatch rules", "which part a machine takes next"),
    .later("maintenance", "maintenance rules", "when components are replaced before they fail"),
    .later("timeline", "changes in mid-run", "factors that move at given times"),
    .later("sampling", "sampling modes", "how random numbers become values"),
    .key("costs", .section(.costs), "what things cost"),
  ]

  static let calendar: [Key] = [
    .key("days", .other("days such as mon-fri"), standard: "mon-sun", "days on which shifts begin"),
    .key(
      "shifts", .other("a list of shifts such as 06:00-14:00"), standard: "[00:00-24:00]",
      "times of day; a shift may run over midnight"),
  ]

  static let product: [Key] = [
    .later("item", "items", "the item that the product is"),
    .key("release", .section(.release), "how parts enter: saturated, or a mapping"),
    .key("route", .route(.operation), "the operations, in order"),
  ]

  static let release: [Key] = [
    .key("keep", .value("a number of parts"), change: .live, "parts kept in the factory (CONWIP)"),
    .key("every", .value("a time or a distribution"), "the time from one lot to the next"),
    .key("lot", .value("a number of parts"), standard: "1", "parts that enter together"),
    .key(
      "if_full", .value("wait or lost"), standard: "wait",
      "what becomes of parts that find the first buffer full"),
    .later("orders", "orders from a table", "parts enter as a table says"),
    .later("for", "releases for a store", "parts enter as a store asks for them"),
    .later("due", "due dates", "when a part should be finished"),
    .later("at_most", "releases for a store", "the most parts on order at a time"),
    .later("calendar", "releases by a calendar", "the calendar on which releases count"),
    .later("priority", "priorities", "which parts go first"),
  ]

  static let operation: [Key] = [
    .key(
      "at", .value("a station's name"), standard: "the station of the same name",
      "where the operation is done"),
    .key(
      "time", .value("a time or a distribution"), change: .live,
      "time of work on one part; else the station's"),
    .key(
      "ideal_time", .value("a time"), standard: "the mean of the time",
      "planned run time per item (ISO 22400-2)"),
    .key(
      "makes", .named(.value("a probability")), change: .live,
      "chances to make a defect; where it stands it replaces the station's"),
    .key(
      "finds", .named(.value("a probability")), change: .live,
      "chances to find a defect that is there"),
    .key(
      "false_alarm", .value("a probability"), standard: "0 %", change: .live,
      "chance to reject a part on which nothing was found"),
    .key(
      "then", .named(.other("scrap, or back to an operation")), standard: "{otherwise: scrap}",
      "what becomes of a rejected part"),
    .later("consumes", "operations that consume items", "items that go into a part"),
    .later("from", "operations that consume items", "the store of the items"),
    .later("setup", "set-ups", "the set-up that the operation needs"),
    .later("family", "batches", "parts that may share a batch"),
    .later("batch", "batches", "parts worked on together"),
    .later("operator", "operators", "who must stand by"),
    .later("tool", "tools", "the tool that the operation needs"),
    .later("transport", "transport times", "how a part gets there"),
    .later("share", "inspections of a share of the parts", "the share of parts that pass here"),
    .later("measures", "measured characteristics", "characteristics that get a value"),
    .later("reads", "measured characteristics", "characteristics that are measured"),
    .later("model", "inspections by a model", "the model that judges the part"),
  ]

  static let back: [Key] = [
    .key("back_to", .value("an operation's name"), "the operation at which the part goes on"),
    .key(
      "at_most", .value("a whole number"), standard: "no limit",
      "how often in a part's life; after that it is scrapped"),
  ]

  static let station: [Key] = [
    .later("type", "machine types", "the machine type of the station's machines"),
    .key(
      "machines", .other("a number, or a list of names"), standard: "1",
      "like machines behind one buffer"),
    .key(
      "buffer", .value("a number of parts"), standard: "unlimited",
      "places in front, the machines' own not counted"),
    .key(
      "calendar", .value("a calendar's name"), standard: "the scenario's calendar",
      "when the station works"),
    .later("set_points", "set-points", "settings of the process"),
    .key(
      "time", .value("a time or a distribution"), change: .live,
      "time of work on one part, for operations that give none"),
    .key(
      "ideal_time", .value("a time"), standard: "the mean of the time",
      "planned run time per item, for operations that give none"),
    .key(
      "makes", .named(.value("a probability")), change: .live,
      "chances to make a defect, for operations that give none"),
    .key("failures", .named(.section(.failure)), "the ways in which each machine fails"),
    .later("power", "power and energy", "power drawn in each state"),
    .later("components", "components that wear", "parts of the machine that wear and fail"),
    .later("sensors", "sensors", "readings that the machine gives"),
    .later("measures", "measured characteristics", "characteristics that get a value"),
    .later("batch", "batches", "parts worked on together"),
    .later("load", "loading times", "time to load"),
    .later("unload", "unloading times", "time to unload"),
    .later("setup_time", "set-ups", "time of any set-up"),
    .later("setup_times", "set-ups", "times of set-ups by what was and what comes"),
    .later("dispatch", "dispatch rules", "which part a machine takes next"),
    .later("operator", "operators", "who must stand by"),
    .later("initial", "parts that stand in a buffer at the start", "parts there at the start"),
    .later("consumes", "operations that consume items", "items that go into a part"),
    .later("from", "operations that consume items", "the store of the items"),
  ]

  static let failure: [Key] = [
    .key(
      "after", .value("a time or a distribution"), change: .live, "time to failure on the clock"),
    .key(
      "clock", .value("calendar, running or producing"), standard: "calendar",
      "the time that counts"),
    .key("repair", .value("a time or a distribution"), change: .live, "time of repair work"),
    .later("by", "crews", "the crew that repairs"),
    .later("uses", "spare parts", "items that the repair takes"),
    .later("from", "spare parts", "the store of the spare parts"),
    .later("restores", "repairs that restore in part", "how good the machine is afterwards"),
  ]

  static let costs: [Key] = [
    .key(
      "downtime", .named(.value("money per time")), change: .live,
      "an hour in which one machine of the station is down within its calendar"),
    .key("scrap", .value("money per part"), standard: "0", change: .live, "a scrapped part"),
    .key(
      "escape", .value("money per part"), standard: "0", change: .live,
      "a part that leaves as good with a defect on it"),
    .later("holding", "holding costs", "capital tied up in stock, per year"),
    .later("energy", "power and energy", "a kilowatt hour"),
    .later("lost_sale", "customers", "a sale lost"),
    .later("late", "due dates", "a part late, per day"),
    .later("order", "suppliers", "an order to a supplier"),
    .later("wage", "crews", "an hour of work"),
  ]
}
