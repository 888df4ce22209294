/// An experiment: what is asked of a scenario.
extension KeyTable {
  static let experiment: [Key] = [
    .key(
      "fettle", .words(["1"], noun: "version"), .required(example: "1"), "version of the language"),
    .key("question", .text("a question"), "what is asked, in a sentence"),
    .key("name", .text("a text"), .described("the file's name"), "what the experiment is called"),
    .key(
      "scenario", .file, .required(example: "stamping-line.yaml"), "scenario of which it is asked"),
    .key(
      "set", .factors(.anything, what: "factors, each a path and its value"),
      "factors that differ from the scenario in every arm"),
    .key(
      "replications",
      .either(
        [.count(1...10_000_000, example: "a number such as 20"), .section(.replications)],
        what: "a number such as 20, or '{tune: 20, judge: 50}'"),
      .value("20"), "independent replications of each arm; with 'precision' the least number"),
    .key(
      "seed", .count(0...Int.max, example: "a whole number such as 1"), .value("1"),
      "seed of all random numbers"),
    .key(
      "precision",
      .keyed([], .quantity(.anyQuantity), or: [], what: "metrics, each a path and a half-width"),
      "half-widths at which replicating stops: '1 %' of the mean, or in the metric's unit"),
    .key(
      "arms", .names(.arm, .section(.arm), what: "arms, each a name with what it sets"),
      "alternatives that are compared"),
    .key(
      "baseline", .reference([.arm]), .described("the first arm"),
      "arm with which the others are compared"),
    .key(
      "perfect", .reference([.arm]), .nothing,
      "arm that knows the future: a bound for the others, and no choice itself"),
    .key(
      "vary", .factors(varied, what: "factors, each a path with values or a range"),
      "factors that are varied"),
    .key(
      "design", .words(["grid", "list", "latin_hypercube", "sobol"], noun: "design"),
      .described("grid, for a sweep"), "how points are laid out"),
    .key(
      "points", .count(1...1_000_000, example: "a number such as 64"),
      "points of a 'latin_hypercube' or 'sobol' design, or that are tried first for tuned arms"),
    .key(
      "budget", .count(1...1_000_000, example: "a number such as 60"),
      "points that an optimisation or a calibration may try"),
    .key(
      "observed",
      .keyed(
        [],
        .either(
          [
            .text("a figure such as '83 %', '83 % sd 1 %' or '82 % to 84 %'"),
            .section(.observation),
          ], what: "a figure such as '83 % sd 1 %', or '{value: 83 %, sd: 1 %}'"),
        or: [], what: "metrics, each a path and the plant's figure"),
      "figures of the plant, to which the factors under 'vary' are calibrated; an interval holds 95 %"
    ),
    .key(
      "limits",
      .list(.text("a bound"), what: "bounds such as [stations.a.buffer + stations.b.buffer <= 40]"),
      "bounds on sums of factors, for an optimisation"),
    .key(
      "batch", .count(1...1_000, example: "a number such as 4"),
      .described("1, for a calibration 4"), "points that a search chooses at a time"),
    .key(
      "minimise", metrics, spelling: "minimize", "metric, or metrics, that should be small"),
    .key(
      "maximise", metrics, spelling: "maximize", "metric, or metrics, that should be large"),
    .key(
      "subject_to", .list(.condition, what: "conditions such as [stations.press.oee >= 60 %]"),
      "conditions that must hold"),
    .key(
      "metrics", .list(.metric, what: "metrics such as [throughput, cost.total]"),
      "metrics that are shown"),
    .key(
      "fail_if", .list(.condition, what: "conditions such as [throughput.diff < -1 %]"),
      "conditions of which none may hold"),
    .key("business_case", .section(.businessCase), "whether it pays"),
  ]

  private static let metrics: Shape = .either(
    [.metric, .list(.metric, what: "metrics")], what: "a metric such as 'cost.total'")

  private static let varied: Shape = .either(
    [.range(.anyQuantity), .list(.anything, what: "values such as [20, 40, 80]")],
    what: "a range such as '20 /min to 45 /min', or values such as [20, 40, 80]")

  static let arm: [Key] = [
    .key("scenario", .file, .described("the experiment's scenario"), "scenario of this arm"),
    .key(
      "set", .factors(.anything, what: "factors, each a path and its value"),
      "factors that differ from the scenario"),
    .key(
      "tune", .factors(varied, what: "factors, each a path with values or a range"),
      "factors whose best values are looked for first"),
    .key(
      "business_case", .section(.businessCase), .described("that of the experiment"),
      "whether this arm pays"),
    .key("why", .text("a text"), "a note for the reader"),
  ]

  static let observation: [Key] = [
    .key(
      "value", .text("a figure such as '83 %'"), .required(example: "83 %"), "the plant's figure"),
    .key(
      "sd", .text("a standard deviation such as '1 %'"),
      .described("the spread of one replication"), "standard deviation of its error"),
  ]

  static let replications: [Key] = [
    .key(
      "tune", .count(1...10_000_000, example: "a number such as 20"), .value("20"),
      "replications for each value that is tried"),
    .key(
      "judge", .count(1...10_000_000, example: "a number such as 50"), .value("50"),
      "replications, on fresh seeds, for the comparison"),
    .key(
      "at_most", .count(1...10_000_000, example: "a number such as 500"), .described("1000"),
      "the most replications, with 'precision'"),
  ]

  static let businessCase: [Key] = [
    .key(
      "invest", .distribution(.money), .required(example: "60000 EUR"),
      "what it costs once, for all sites"),
    .key(
      "running_cost", .distribution(.costPerTime), .nothing, "what it costs per time, for all sites"
    ),
    .key(
      "ramp_up", .quantity(.durationOrZero), .value("0 s"),
      "time until the whole benefit is reached, in a straight line"),
    .key(
      "discount", .distribution(.ratioPerTime), .value("0 %/yr"),
      "rate at which later money counts less"),
    .key("over", .quantity(.duration), .value("5 yr"), "time over which it is judged"),
    .key(
      "sites", .count(1...1_000_000, example: "a number such as 1"), .value("1"),
      "how many such lines there are"),
    .key(
      "break_even",
      .factors(.range(.anyQuantity), what: "a factor with a range such as '0 % to 100 %'"),
      "factor whose value is looked for at which it just pays"),
  ]
}
