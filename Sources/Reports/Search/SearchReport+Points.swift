import Experiments
import Optimization

/// The front, the table of all points, and where the page comes from.
extension SearchReport {
  // MARK: - The front

  func front(_ charts: inout ChartList) -> Markup {
    guard let front = result?.front, !front.isEmpty else { return .none }
    var content: [Markup] = []
    for other in record.goals.indices.dropFirst().prefix(3) {
      let label = PathLabel.metric(record.goals[other].metric)
      content.append(
        charts.add(
          FrontChart.specification(search, front: front, pair: (0, other), today: todayTrial),
          label:
            "\(goalLabel) and \(label) of all points; \(front.count) make the front; the table below "
            + "has its figures; the table of all points has all",
          caption: (todayTrial == nil ? "" : "The square is what holds today. ")
            + "What is far worse stands at the edge.",
          beside: TableBeside(
            .named(SearchReport.pointTable), row: ["point {point}"],
            columns: ["x": goalHeading(0), "y": goalHeading(other)])))
    }
    let head =
      ["point"] + record.goals.indices.map { goalHeading($0) }
      + record.factors.map { PathLabel.factor($0.path) }
    let shown = front + (todayTrial.map { front.contains($0) ? [] : [$0] } ?? [])
    content.append(
      .table(
        head: head, texts: 1,
        rows: shown.map { trial in
          .row(
            name(of: trial),
            numbers: numbers(of: trial) + search.journal.entries[trial].values)
        }))
    return PageParts.section(
      "The front",
      "Diamonds are points of which none is better than another in everything: to win in one, something "
        + "has to be given in another. As measured over \(record.replications) replications; whoever "
        + "chooses one should compare it with today's values on fresh ones.", content)
  }

  private func numbers(of trial: Int) -> [String] {
    let measured = search.journal.entries[trial].trial.measurement
    return record.goals.enumerated().map { place, goal in
      measured.map { MetricScale(unit: goal.unit).number(goal.sign * $0.objectives[place]) } ?? "–"
    }
  }

  // MARK: - All points

  var points: Markup {
    let excess = record.conditions.map { "missed by: \($0)" }
    let head =
      ["point", "kind"] + record.factors.map { PathLabel.factor($0.path) }
      + record.goals.indices.map { goalHeading($0) }
      + (record.goals.count == 1 ? ["best so far", "the model expects", "best by the model"] : [])
      + excess
    let rows = history.steps.map { step -> Markup in
      let entry = search.journal.entries[step.trial]
      let missed = record.conditions.indices.map { place in
        entry.trial.measurement.map { measured in
          measured.constraints[place] <= 0
            ? "kept" : FigureText.percent(measured.constraints[place])
        } ?? "–"
      }
      func expected(_ value: Double?) -> String { value.map { scale.number($0) } ?? "–" }
      let known =
        record.goals.count > 1
        ? []
        : [
          expected(step.best),
          step.expected.map { scale.text($0.mean, $0.lower, $0.upper) } ?? "–",
          expected(step.expectedBest?.mean),
        ]
      return .row(
        name(of: step.trial),
        texts: [step.kind.rawValue + (entry.why.isEmpty ? "" : ": \(entry.why)")],
        numbers: entry.values + numbers(of: step.trial) + known + missed)
    }
    return PageParts.section(
      "All points",
      "In the order in which they were tried; trials.csv and journal.jsonl have them with all digits.",
      [
        .element(
          "div", ["id": SearchReport.pointTable],
          [
            PageParts.details(
              "\(rows.count) points as a table", [.table(head: head, texts: 2, rows: rows)])
          ])
      ])
  }

  /// The name of the table of all points.
  static let pointTable = "points"

  /// What stands above the values of a goal.
  func goalHeading(_ place: Int) -> String {
    let goal = record.goals[place]
    return PathLabel.metric(goal.metric) + MetricScale(unit: goal.unit).suffix
  }

  // MARK: - Where it comes from

  var footer: Markup {
    var lines = [
      "Search \(record.fingerprint) of \(record.origin.scenarioPath), by the method \(record.method), "
        + "seed \(record.seed), budget \(record.budget), made by Fettle \(record.origin.fettle)."
    ]
    if !record.conditions.isEmpty {
      lines.append("What must hold: " + record.conditions.joined(separator: "; ") + ".")
    }
    if !record.limits.isEmpty {
      lines.append("Limits: " + record.limits.joined(separator: "; ") + ".")
    }
    lines.append(
      "Intervals of differences are of 95 % and cover chance, not wrong input; those of the model cover "
        + "what it does not know between the points, as far as it is right about how smoothly the "
        + "factory answers. Charts by Vega-Lite.")
    return PageParts.footer(lines, commands: [record.origin.commandText])
  }
}

extension SearchOrigin {
  /// The command as it was typed, whatever the program's own path.
  var commandText: String { PageParts.command(["fettle"] + command.dropFirst()) }
}
