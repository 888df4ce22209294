/// The parts of machines that wear, and what it takes to restore them.
extension KeyTable {
  static let component: [Key] = [
    .key("wear", .wear, "how wear goes on, from 0 % to 100 %, where it fails"),
    .key(
      "life", .distribution(.durationOrCount), .nothing, .live,
      "time to failure, on the clock; a number of parts where they are counted"),
    .key(
      "states",
      .either(
        [
          .names(nil, .section(.wearState), what: "states, each a name and how long it lasts"),
          .steps(.wearState),
        ], what: "states in their order, as in {new: {lasts: exponential 50 h}, failed: {}}"),
      "states that it goes through, the last of which is the failed one"),
    .key(
      "clock", .formula(.speedOfClock), .value("calendar"),
      "what makes it wear: 'calendar', 'running', 'producing', 'parts', or one of them times a formula "
        + "of set-points"),
    .key(
      "at_start",
      .either(
        [.words(["new", "steady"], noun: "state"), .quantity(.ratio)],
        what: "'new', 'steady' or a wear such as '40 %'"),
      .value("new"),
      "state at the start; 'steady': as in a plant that has long replaced it at failure"),
    .key(
      "unit_to_unit", .quantity(.ratio), .value("0 %"),
      "coefficient of variation of the mean life from unit to unit"),
    .key(
      "failure", .words(["stops", "hidden"], noun: "word"), .value("stops"),
      "whether a failure stops the machine, or shows only to those who look"),
    .key(
      "hidden_cost", .quantity(.costPerTime), .nothing, .live,
      "what a failure costs as long as nobody has seen it"),
    .key(
      "interrupted_work", .words(["resume", "restart", "scrap"], noun: "word"), .value("resume"),
      "what becomes of the work on the part when it fails"),
    .key("repair", .section(.replacement), "what it takes to repair it without replacing it"),
    .key(
      "replace", .section(.replacement), .required(example: "{planned: 45 min, failed: 3 h}"),
      "what it takes to replace it"),
  ]

  static let wearState: [Key] = [
    .key(
      "costs", .quantity(.costPerTime), .nothing,
      "what the state costs while it lasts, by the component's clock"),
    .key(
      "lasts", .distribution(.durationOrCount), "time in the state, on the component's clock"),
    .key(
      "next", .names(nil, share, what: "states, each a name and its share"),
      .described("the state that follows"),
      "where it goes from here: later states, or itself, which is to stay another time"),
  ]

  static let replacement: [Key] = [
    .key(
      "planned", .distribution(.durationOrZero), .nothing, .live,
      "time of work before it has failed"),
    .key(
      "failed", .distribution(.durationOrZero), .nothing, .live,
      "time of work after it has failed"),
    .key("by", .reference([.crew]), "crew that does it"),
    .key("skill", .label("a skill"), "skill that it needs, which is that of some crew"),
    .key(
      "priority", .count(0...1_000_000, example: "a whole number such as 2"), .value("0"),
      "which of the waiting work the crew does first: the highest"),
    .key("uses", amounts, "items that it takes, in whole pieces"),
    .key("from", storeOrStores, "store of the items, or of each"),
    .key(
      "restores", .formula(.probability), .value("100 %"), .live,
      "how much of the wear is gone afterwards; 0 % is a minimal repair"),
    .key(
      "restores_of", .words(["all", "since_last_repair"], noun: "word"), .value("all"),
      "of which wear that is the share: of all, or of what was gained since the last repair"),
    .later(
      "returns_to", .reference([.store]), "returns of used parts",
      "store to which the used part goes, as an item of its own if it must be repaired"),
    .key(
      "cost",
      .either(
        [.quantity(.money), .section(.restorationCost)],
        what: "money such as '180 EUR', or {planned: 5 EUR, failed: 60 EUR}"),
      .nothing, .live, "cost of each, beside wages and items"),
  ]

  static let restorationCost: [Key] = [
    .key("planned", .quantity(.money), .nothing, .live, "cost of each before it has failed"),
    .key("failed", .quantity(.money), .nothing, .live, "cost of each after it has failed"),
  ]
}
