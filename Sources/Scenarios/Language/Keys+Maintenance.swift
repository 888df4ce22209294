/// Rules for maintenance: what is looked at and replaced, and when.
extension KeyTable {
  static let rule: [Key] = [
    .key(
      "of",
      .either(
        [.selector, .list(.selector, what: "components")], what: "components such as 'press.*.die'"),
      "components, or machines, by station, machine and name, with '*' for all"),
    .key(
      "replace",
      .either(
        [.words(["on_failure", "oracle"], noun: "rule"), .section(.replace)],
        what: "a rule such as '{at_age: 70 h}'"),
      .described("on_failure"), .live,
      "when the components are replaced; 'oracle': at the moment at which they would fail"),
    .key(
      "inspect", .section(.inspection), .nothing, .live,
      "looks that cost something and may be wrong"),
    .key(
      "open_window",
      .either(
        [.selector, .list(.selector, what: "stations or machines")],
        what: "machines such as 'press.*'"),
      "machines whose stops are used for other work as well"),
    .key(
      "take_along", .phrase("due within", .quantity(.duration)), .nothing, .live,
      "work that is done in such a stop"),
    .key(
      "stop", .section(.stop),
      "planned stops of whole machines, for cleaning and the like"),
    .key("calendar", .reference([.calendar]), "calendar in which planned work may begin"),
  ]

  static let replace: [Key] = [
    .key(
      "at_age", .quantity(.durationOrCount), .nothing, .live,
      "age on the component's own clock; a number of parts where they are counted"),
    .key(
      "at_count", .count(1...1_000_000_000, example: "a number of parts such as 5000"), .nothing,
      .live, "parts made since the last replacement"),
    .key(
      "every", .quantity(.duration), .nothing, .live,
      "calendar time, whatever the age (block replacement)"),
    .key(
      "first", .moment, .described("after one interval"), .live,
      "when the first one is due, with 'every'"),
    .key(
      "wear_over", .quantity(.probability), .nothing, .live, "wear from which it is replaced"),
    .key(
      "reading", .text("a sensor and its feature, such as 'vibration mean 60'"),
      "a feature of a sensor at the machine, by which it is replaced"),
    .key(
      "over", .quantity(.anyQuantity), .nothing, .live,
      "what the feature exceeds when it is replaced"),
    .key(
      "under", .quantity(.anyQuantity), .nothing, .live,
      "what the feature is below when it is replaced"),
    .key(
      "model", .model("a model such as 'press-rul@champion'"), .nothing, .live,
      "model that predicts the failure, asked at each look"),
    .key(
      "fails_within", .quantity(.duration), .nothing, .live,
      "time ahead that the model looks"),
    .key(
      "chance_over", .quantity(.probability), .nothing, .live,
      "chance of a failure above which it is replaced"),
    .key(
      "shadow", .model("a model such as 'press-rul@challenger'"), .nothing, .live,
      "model that is asked at the same looks and not followed"),
    .key(
      "retrain", .section(.retraining), .nothing,
      "when the model is learned anew from what the looks have shown"),
    .key(
      "warning", .section(.warning), .nothing, .live,
      "a warning that is right with stated chances"),
    .key(
      "look",
      .either(
        [.words(["always"], noun: "rhythm"), .quantity(.durationOrCount)],
        what: "a time such as '8 h', or '1 part'"),
      .described("that of 'inspect', else always"), .live, "time from one look to the next"),
    .key(
      "approval", .distribution(.durationOrZero), .value("0 s"), .live,
      "time until somebody has agreed"),
    .key(
      "by_state", .list(.section(.wearAction), what: "actions such as '{from: 80 %, do: replace}'"),
      .nothing, .live, "what is done from which wear on"),
  ]

  static let retraining: [Key] = [
    .key("every", .quantity(.duration), .nothing, "time from one training to the next"),
    .key(
      "on_drift", .words(["inputs", "errors"], noun: "thing to watch"),
      "what a monitor watches, which asks for a training when it changes"),
    .key(
      "window", .quantity(.duration), .described("all"), "how far back looks are learned from"),
    .key(
      "least_failures", .count(5...100_000, example: "a number of failures such as 10"),
      .value("10"), "failures that must have been seen"),
  ]

  static let inspection: [Key] = [
    .key("every", .quantity(.duration), .nothing, .live, "time from one to the next"),
    .key(
      "takes", .distribution(.durationOrZero), .value("0 s"), .live,
      "time for which the machine stands"),
    .key("cost", .quantity(.money), .nothing, .live, "cost of each"),
    .key("by", .reference([.crew]), "crew that does it"),
    .key(
      "misses", .quantity(.probability), .value("0 %"), .live,
      "chance to overlook what is there"),
    .key(
      "false_alarm", .quantity(.probability), .value("0 %"), .live,
      "chance to see what is not there"),
  ]

  static let warning: [Key] = [
    .key(
      "ahead", .distribution(.durationOrCount), .required(example: "48 h"), .live,
      "time from a warning to the failure, on the component's clock"),
    .key(
      "misses", .quantity(.probability), .value("0 %"), .live,
      "chance that a failure comes without one"),
    .key(
      "false_alarms", .formula(.frequencyOnClock), .nothing, .live,
      "warnings without a failure, per time on the component's clock"),
    .key(
      "precision", .quantity(.probability), .nothing, .live,
      "share of the warnings that are right, in the place of 'false_alarms'"),
  ]

  static let wearAction: [Key] = [
    .key(
      "from", .quantity(.probability), .required(example: "80 %"), .live,
      "the least wear for the action"),
    .key(
      "do", .words(["leave", "repair", "replace"], noun: "action"), .required(example: "replace"),
      .live, "what is done"),
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
      "first_after", .count(1...1_000_000_000, example: "a number of parts such as 1200"),
      .described("after_parts"), "parts made before the first one, with 'after_parts'"),
    .key(
      "staggered", .truth, .value("false"),
      "whether the machines take turns: their first stops lie evenly over one interval"),
    .key(
      "takes", .distribution(.duration), .required(example: "45 min"), .live,
      "how long the machine stands"),
    .key("by", .reference([.crew]), "crew that does it"),
    .key("cost", .quantity(.money), .nothing, .live, "cost of each, beside wages"),
  ]
}
