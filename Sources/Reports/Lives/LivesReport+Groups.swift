import JSONDocuments
import LifetimeAnalysis

/// What is drawn of groups, and of causes that compete.
extension LivesReport {
  func addGroups(_ draft: inout PageDraft) {
    guard groups.count > 1 else { return }
    let most = 6
    let shown = Array(groups.prefix(most))
    let values = shown.flatMap { group in
      [["t": 0, "s": 1, "group": .text(group.name)] as JSONValue]
        + LivesReport.steps(group.curve.times.count, most: 150).map { step -> JSONValue in
          [
            "t": Digits.number(group.curve.times[step]),
            "s": Digits.number(group.curve.survival[step]), "group": .text(group.name),
          ]
        }
    }
    let chart = Plot.layers(
      height: 260,
      [
        Plot.layer(
          values, mark: ["type": "line", "interpolate": "step-after"],
          [
            "x": Plot.number("t", title("age"), hasZero: true),
            "y": Plot.number("s", "share that lives longer", domain: 0...1, isPercent: true),
            "color": Plot.color("group", shown.map(\.name)),
          ])
      ])
    let rows = shown.flatMap { group in
      [[group.name, "0", "1"]]
        + LivesReport.steps(group.curve.times.count, most: 150).map {
          [group.name, Digits.text(group.curve.times[$0]), Digits.text(group.curve.survival[$0])]
        }
    }
    draft.addSection(
      "Groups",
      note: "The share that lives longer, of each group."
        + (groups.count > most ? " The first \(most) of \(groups.count)." : ""),
      [
        draft.picture(
          chart, label: "Share that lives longer, by group",
          figures: FigureTable(head: ["group", title("age"), "live longer"], texts: 1, rows: rows),
          beside: TableBeside(row: ["group", "t"], columns: ["s": "live longer"]))
      ])
  }

  func addCauses(_ draft: inout PageDraft) {
    guard let incidence else { return }
    let steps = LivesReport.steps(incidence.times.count, most: 120)
    let values = causes.indices.flatMap { cause in
      [["t": 0, "f": 0, "cause": .text(causes[cause])] as JSONValue]
        + steps.map { step -> JSONValue in
          [
            "t": Digits.number(incidence.times[step]),
            "f": Digits.number(incidence.incidence[cause][step]), "cause": .text(causes[cause]),
          ]
        }
    }
    let chart = Plot.layers(
      height: 260,
      [
        Plot.layer(
          values, mark: ["type": "line", "interpolate": "step-after"],
          [
            "x": Plot.number("t", title("age"), hasZero: true),
            "y": Plot.number("f", "share that has failed of it", isPercent: true, hasZero: true),
            "color": Plot.color("cause", causes),
          ])
      ])
    let intervals = causes.indices.map { incidence.intervals(of: $0) }
    let end = incidence.times.count - 1
    draft.addSection(
      "Causes that compete",
      note:
        "What has failed of one cause cannot fail of another: at each age the shares and what still lives add up to 100 %.",
      [
        draft.picture(
          chart, label: "Share that has failed of each cause, by age",
          figures: FigureTable(
            head: [title("age")] + causes, texts: 0,
            rows: [["0"] + causes.map { _ in "0" }]
              + steps.map { step in
                [Digits.text(incidence.times[step])]
                  + causes.indices.map { Digits.text(incidence.incidence[$0][step]) }
              }), beside: TableBeside(row: ["t"], column: "cause", value: "f")),
        FigureTable(
          head: ["cause", "failed of it in the end", "95 % interval", "failures"], texts: 1,
          rows: causes.indices.map { cause in
            let interval = intervals[cause][end]
            return [
              causes[cause], Digits.percent(incidence.incidence[cause][end]),
              "\(Digits.percent(interval.lower)) … \(Digits.percent(interval.upper))",
              Digits.text(incidence.failures[cause].reduce(0, +)),
            ]
          }
        ).table,
      ])
  }
}
