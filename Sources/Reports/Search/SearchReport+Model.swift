import Experiments
import Optimization

/// The sections about the search and what it learned.
extension SearchReport {
  // MARK: - Convergence

  func convergence(_ charts: inout ChartList) -> Markup {
    guard !history.steps.isEmpty else { return .none }
    let shown = history.shown(sign: goal.sign)
    let initial = search.initial
    var note =
      (record.goals.count > 1 ? "The first objective: \(goalLabel). " : "")
      + "A mark is a point that was tried"
      + (initial.map { "; the first \($0), squares on gray, were spread over the ranges" } ?? "")
      + ". A cross misses a condition. The blue line is the best that was measured so far; the dashed "
      + "one is what the model, now that it has seen all points, expects of the best so far, with its "
      + "95 % interval. What looked best was lucky, too: the dashed line may lie on the wrong side."
    if let beyond = shown?.beyond, beyond > 0 {
      note +=
        " \(beyond) point\(beyond == 1 ? " lies" : "s lie") so far off that "
        + "\(beyond == 1 ? "it stands" : "they stand") at the edge."
    }
    let best = history.steps.last?.best.map { "; the best measured is \(scale.text($0))" } ?? ""
    return PageParts.section(
      "How the search went", note,
      [
        charts.add(
          ConvergenceChart.specification(
            history, goal: goal, initial: initial, recommended: result?.recommended),
          label: "\(goalLabel) of \(history.steps.count) points in the order in which they were "
            + "tried\(best); the table of all points has the same figures",
          caption: result?.recommended == nil ? "" : "The diamond is the recommended point.",
          beside: convergenceTable)
      ])
  }

  private var convergenceTable: TableBeside {
    let row = ["point {n}"]
    guard record.goals.count == 1 else {
      return TableBeside(
        .named(SearchReport.pointTable), row: row, columns: ["seen": goalHeading(0)])
    }
    return TableBeside(
      .named(SearchReport.pointTable), row: row,
      columns: ["seen": goalHeading(0), "best": "best so far", "model": "best by the model"])
  }

  // MARK: - Sensitivity

  func sensitivity(_ charts: inout ChartList) -> Markup {
    let known = sensitivities.enumerated().compactMap { place, bars in bars.map { (place, $0) } }
    guard !known.isEmpty else { return .none }
    var content: [Markup] = []
    for (place, bars) in known {
      let label = PathLabel.metric(record.goals[place].metric)
      if record.goals.count > 1 { content.append(.element("h3", label)) }
      content.append(
        charts.add(
          bars.specification,
          label:
            "Shares of the variance of \(label) that \(bars.bars.count) factors have; the most has "
            + "\(bars.bars[0].label); the table below has the same figures",
          beside: TableBeside(
            row: ["factor"], columns: ["alone": "alone", "total": "with interactions"])))
      content.append(bars.table)
    }
    return PageParts.section(
      "Which factors matter",
      "How much of what varies over the ranges is due to each factor: alone (dark), and with all in "
        + "which it acts together with others (light); Sobol's shares, of the model's expectation. A "
        + "factor without a share may stand anywhere in its range. The last column says within which "
        + "part of its range the model changes its course.", content)
  }

  // MARK: - Slices

  func slices(_ charts: inout ChartList) -> Markup {
    guard let learned, let trial = center, record.goals.count == 1 else { return .none }
    let point = search.points[trial]
    let today = todayPoint
    let shown = order.prefix(SearchReport.mostSlices)
    let shownRange = history.shown(sign: goal.sign)?.range
    var content: [Markup] = []
    for place in shown {
      let slice = ModelSlice(along: place, through: point, of: search, learned)
      guard !slice.places.isEmpty else { continue }
      let rows = slice.tabled.map { place in
        Markup.row(
          slice.axis.factor.text(at: place.coordinate),
          numbers: [
            scale.number(place.expected.mean),
            scale.interval(place.expected.lower, place.expected.upper),
          ] + (record.conditions.isEmpty ? [] : [FigureText.percent(place.chance)]))
      }
      let head =
        [slice.axis.label, goalLabel + scale.suffix, "95 % interval"]
        + (record.conditions.isEmpty ? [] : ["conditions kept"])
      content.append(
        PageParts.strip(
          slice.axis.label, unit: "",
          [
            charts.add(
              slice.specification(goal, today: today?[place], shown: shownRange),
              label: "\(goalLabel) as the model expects it along \(slice.axis.title), with "
                + "\(slice.neighbors.count) measured points near it; the table below has the same "
                + "figures",
              beside: TableBeside(
                row: ["value"],
                columns: [
                  "mean": goalLabel + scale.suffix, "low,high": "95 % interval",
                  "kept": "conditions kept",
                ]
              ).with(more: .chart)),
            PageParts.details(
              "\(slice.axis.label) as a table", [.table(head: head, texts: 1, rows: rows)]),
          ]))
    }
    guard !content.isEmpty else { return .none }
    let rest =
      search.factors.count > shown.count
      ? " The \(shown.count) factors that matter most are shown." : ""
    let limits =
      record.limits.isEmpty
      ? ""
      : " Where limits exclude values there is no line; where they let no factor move alone, the line is drawn "
        + "as if they were not there."
    return PageParts.section(
      "What happens beside the \(result?.recommended == nil ? "best" : "recommended") point",
      "\(PageParts.sentence(goalLabel))\(scale.suffix) while one factor moves and the others stay at point \(trial): what the "
        + "model expects, and where the true value lies with a probability of 95 %. Dots are "
        + "points that were measured and differ little in the other factors, the fainter the more. The "
        + "orange line is the point itself, the dotted one what holds today. In red stretches conditions are rather "
        + "missed than kept.\(limits)\(rest)",
      [.element("div", ["class": "strips"], content)])
  }

  // MARK: - Map

  func map(_ charts: inout ChartList) -> Markup {
    guard let learned, let trial = center, record.goals.count == 1, search.factors.count >= 2
    else { return .none }
    let places = Array(order.prefix(2))
    let map = ModelMap(over: places, through: search.points[trial], of: search, learned)
    guard !map.cells.isEmpty else { return .none }
    let others =
      search.factors.count > 2 ? "; the other factors stay at point \(trial)" : ""
    return PageParts.section(
      "The two factors that matter most",
      "\(PageParts.sentence(goalLabel))\(scale.suffix) as the model expects it\(others). Bright is good; pale fields rather miss "
        + "conditions than keep them (✕ in the table).",
      [
        charts.add(
          map.specification(
            goal, today: todayPoint, shown: history.shown(sign: goal.sign)?.range),
          label:
            "A map of \(goalLabel) over \(map.axes[0].title) and \(map.axes[1].title); the table "
            + "below has some of the same figures",
          caption:
            "Dots are the points that were tried, whatever their other factors; a cross misses a "
            + "condition. The diamond is point \(trial)"
            + (todayPoint == nil ? "." : ", the square what holds today."),
          beside: TableBeside(row: ["b"], column: "a", value: "m").with(more: .chart)),
        PageParts.details("The map as a table", [map.table(goal)]),
      ])
  }
}
