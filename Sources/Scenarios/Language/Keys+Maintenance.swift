/// Rules for maintenance: what is looked at and replaced, and when.
extension KeyTable {
  static let rule: [Key] = [
    .key(
      "of",
      .either(
        [.selector, .list(.selector, what: "components")], what: "components such as 'press.*.die'"),
      "components, or machines, by station, machine and name, with '*' for all"),
    .later(
      "replace",
      .either(
        [.words(["on_failure", "oracle"], noun: "rule"), .section(.replace)],
        what: "a rule such as '{at_age: 70 h}'"),
      .described("on_failure"), .live, maintaining, "when the components are replaced"),
    .later(
      "inspect", .section(.inspection), .nothing, .live, maintaining,
      "looks that cost something and may be wrong"),
    .later(
      "open_window",
      .either(
        [.selector, .list(.selector, what: "stations or machines")],
        what: "machines such as 'press.*'"),
      .nothing, .structural, maintaining, "machines whose stops are used for other work as well"),
    .later(
      "take_along", .phrase("due within", .quantity(.duration)), .nothing, .live, maintaining,
      "work that is done in such a stop"),
    .key(
      "stop", .section(.stop),
      "planned stops of whole machines, for cleaning and the like"),
    .later(
      "calendar", .reference([.calendar]), maintaining, "calendar in which planned work may begin"),
  ]

  private static let maintaining = "maintenance rules"

  static let replace: [Key] = [
    .later(
      "at_age", .quantity(.duration), .nothing, .live, maintaining,
      "age on the component's own clock"),
    .later(
      "at_count", .count(1...1_000_000_000, example: "a number of parts such as 5000"), .nothing,
      .live, maintaining, "parts made since the last replacement"),
    .later(
      "every", .quantity(.duration), .nothing, .live, maintaining,
      "calendar time, whatever the age (block replacement)"),
    .later("first", .moment, maintaining, "when the first one is due, with 'every'"),
    .later(
      "wear_over", .quantity(.probability), .nothing, .live, maintaining,
      "wear from which it is replaced"),
    .later(
      "model", .label("a model such as 'press-rul@champion'"), maintaining,
      "model that predicts the failure"),
    .later(
      "fails_within", .quantity(.duration), .nothing, .live, maintaining,
      "time ahead that the model looks"),
    .later(
      "chance_over", .quantity(.probability), .nothing, .live, maintaining,
      "chance of a failure from which it is replaced"),
    .later(
      "warning", .section(.warning), .nothing, .live, maintaining,
      "a warning that is right with stated chances"),
    .later(
      "look",
      .either(
        [.words(["always"], noun: "rhythm"), .quantity(.durationOrCount)],
        what: "a time such as '8 h', or '1 part'"),
      .described("always"), .live, maintaining, "time from one look to the next"),
    .later(
      "approval", .distribution(.durationOrZero), .value("0 s"), .live, maintaining,
      "time until somebody has agreed"),
    .later(
      "by_state", .list(.section(.wearAction), what: "actions such as '{from: 80 %, do: replace}'"),
      .nothing, .live,
      maintaining, "what is done from which wear on"),
  ]

  static let inspection: [Key] = [
    .later(
      "every", .quantity(.duration), .nothing, .live, maintaining, "time from one to the next"),
    .later(
      "takes", .distribution(.durationOrZero), .value("0 s"), .live, maintaining,
      "time for which the machine stands"),
    .later("cost", .quantity(.money), .nothing, .live, maintaining, "cost of each"),
    .later("by", .reference([.crew]), maintaining, "crew that does it"),
    .later(
      "misses", .quantity(.probability), .value("0 %"), .live, maintaining,
      "chance to overlook what is there"),
    .later(
      "false_alarm", .quantity(.probability), .value("0 %"), .live, maintaining,
      "chance to see what is not there"),
  ]

  static let warning: [Key] = [
    .later(
      "ahead", .distribution(.duration), .required(example: "48 h"), .live, maintaining,
      "time from a warning to the failure"),
    .later(
      "misses", .quantity(.probability), .value("0 %"), .live, maintaining,
      "chance that a failure comes without one"),
    .later(
      "false_alarms", .formula(.frequency), .nothing, .live, maintaining,
      "warnings without a failure, per time"),
  ]

  static let wearAction: [Key] = [
    .later(
      "from", .quantity(.probability), .required(example: "80 %"), .live, maintaining,
      "the least wear for the action"),
    .later(
      "do", .words(["leave", "repair", "replace"], noun: "action"), .required(example: "replace"),
      maintaining, "what is done"),
  ]

  static let stop: [Key] = [
    .key(
      "every", .quantity(.duration), .nothing, .live,
      "time from the beginning of one to that of the next"),
    .key(
      "after_parts", .count(1...1_000_000_000, example: "a number of parts such as 5000"), .nothing,
      .live, "parts made from one to the next"),
    .key(
      "first", .moment, .described("after one interval"), "when the first one is due, with 'every'"),
    .key(
      "takes", .distribution(.duration), .required(example: "45 min"), .live,
      "how long the machine stands"),
    .later("by", .reference([.crew]), "crews for planned stops", "crew that does it"),
    .later("cost", .quantity(.money), .nothing, .live, "costs of planned stops", "cost of each"),
  ]
}
