/// Rules that move set-points while the factory runs.
extension KeyTable {
  static let control: [Key] = [
    .key(
      "of", .reference([.station]), .required(example: "temper"),
      "station whose set-points are moved"),
    .key(
      "moves",
      .names(
        nil, .section(.controlledSetPoint), what: "set-points, each with its largest step"),
      .required(example: "{temperature: {step: 5 K}}"), "set-points that are moved"),
    .key(
      "watch", .reference([.station]), .required(example: "test"),
      "station whose inspections are looked at"),
    .key(
      "every", .quantity(.duration), .required(example: "8 h"), "time from one look to the next"),
    .key("first", .moment, .described("after one 'every'"), "when the first look is"),
    .key(
      "at_least", .count(1...1_000_000_000, example: "a number of parts such as 50"), .value("1"),
      "parts made at the present set-points that must have been inspected since the last decision; with fewer, nothing is "
        + "decided until the next look"),
    .key(
      "run_to_run", .section(.runToRun),
      "keeps the mean of readings at a target by one set-point (an EWMA controller)"),
    .key(
      "evolutionary", .section(.evolutionary),
      "varies set-points a little by plan, and steps to where that is clearly better (EVOP)"),
    .key(
      "bayesian", .section(.safeSteps),
      "steps to where a model of what was seen expects better, or is curious"),
    .key(
      "approval", .distribution(.durationOrZero), .value("0 s"),
      "time until somebody has agreed to a change"),
    .key("agreed", .quantity(.probability), .value("100 %"), "chance that they agree"),
  ]

  static let controlledSetPoint: [Key] = [
    .key(
      "step", .quantity(.anyQuantity), .required(example: "5 K"), "largest change at one time"),
    .key(
      "within", .range(.anyQuantity), .described("the set-point's range"),
      "values that are never left"),
  ]

  static let runToRun: [Key] = [
    .key(
      "reading", .label("the name of a characteristic"), .required(example: "hardness"),
      "characteristic whose readings are looked at"),
    .key(
      "target", .quantity(.anyQuantity), .required(example: "46"),
      "what the mean of its readings is to be"),
    .key(
      "raised_by", .quantity(.anyQuantity), .required(example: "10 K"),
      "a change of the set-point of which it is known what it does"),
    .key(
      "changes_by", .quantity(.anyQuantity), .required(example: "-0.6"),
      "by how much the mean changes when the set-point is raised by that"),
    .key(
      "weight", .quantity(.share), .value("0.3"), "weight of the latest mean, above 0 and at most 1"
    ),
  ]

  static let evolutionary: [Key] = [
    aim,
    worthOfParts,
    .key(
      "confidence", .quantity(.probability), .value("95 %"),
      "how sure a difference has to be before a step is made"),
    .key(
      "cycles", .count(2...1_000, example: "a number of cycles such as 8"), .value("8"),
      "cycles without a step after which the averages begin anew"),
  ]

  static let safeSteps: [Key] = [
    aim,
    worthOfParts,
    .key(
      "least_yield", .quantity(.probability), .nothing,
      "least share of the inspected parts that may pass"),
    .key(
      "confidence", .quantity(.probability), .value("95 %"),
      "how sure it has to be that the yield at the next set-points is above that"),
  ]

  static let worth: [Key] = [
    .key(
      "passed", .quantity(.costPerPart), .required(example: "4.20 EUR/part"),
      "what a part is worth that passes"),
    .key(
      "rejected", .quantity(.costPerPart), .value("0 EUR/part"),
      "what a part costs that does not"),
  ]

  private static let aim = Key.key(
    "maximise", .words(["yield", "output", "worth"], noun: "aim"), .required(example: "yield"),
    "the share of inspected parts that pass, parts an hour that pass, or what parts are worth an hour"
  )

  private static let worthOfParts = Key.key(
    "worth", .section(.worth), "what parts are worth, with 'maximise: worth'")
}
