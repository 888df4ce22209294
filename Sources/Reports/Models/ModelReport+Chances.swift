import JSONDocuments
import ModelTraining
import Prognostics

/// What is drawn of chances, of what answers mean, and of what counts.
extension ModelReport {
  private static let mostAlarms = 150

  func addChances(_ judged: JudgedModel, _ draft: inout PageDraft) {
    let steps = judged.reliability()
    if !steps.isEmpty {
      let values = steps.map { step -> JSONValue in
        ["foretold": Digits.number(step.foretold), "happened": Digits.number(step.happened)]
      }
      let top = max(0.05, steps.flatMap { [$0.foretold, $0.happened] }.max() ?? 1)
      let x = Plot.number("foretold", "chance that was foretold", isPercent: true, hasZero: true)
      let y = Plot.number("happened", "how often it happened", isPercent: true, hasZero: true)
      let chart = Plot.layers(
        height: 260,
        [
          Plot.diagonal(from: 0, to: top, x: x, y: y),
          Plot.layer(
            values, mark: ["type": "line", "point": true, "color": .text(Plot.colors[0])],
            [
              "x": x, "y": y,
              "tooltip": Plot.tips(["foretold": "foretold", "happened": "happened"]),
            ]),
        ])
      let table = FigureTable(
        head: ["foretold", "happened", "rows"], texts: 0,
        rows: steps.map {
          [Digits.text($0.foretold), Digits.text($0.happened), FigureText.grouped("\($0.rows)")]
        })
      draft.addSection(
        "Are its chances right?",
        note:
          "Rows in steps of equally many, by the chance that was foretold: on the broken line it happened as often.",
        [
          draft.picture(
            chart, label: "How often it happened by foretold chance", figures: table,
            beside: TableBeside(row: ["foretold"], columns: ["happened": "happened"]))
        ])
    }
    let alarms = judged.alarms(most: ModelReport.mostAlarms)
    guard alarms.count > 1 else { return }
    let values = alarms.map { alarm -> JSONValue in
      [
        "recall": Digits.number(alarm.recall), "precision": Digits.number(alarm.precision),
        "chance": .text(Digits.percent(alarm.chance)),
      ]
    }
    let chart = Plot.layers(
      height: 280,
      [
        Plot.layer(
          values, mark: ["type": "line", "point": ["size": 14], "color": .text(Plot.colors[0])],
          [
            "x": Plot.number(
              "recall", "share of all that happened", domain: 0...1, isPercent: true),
            "y": Plot.number(
              "precision", "share of alarms that are right", domain: 0...1, isPercent: true),
            "tooltip": Plot.tips(["chance": "alarm from", "precision": "right", "recall": "found"]),
          ])
      ])
    let table = FigureTable(
      head: ["alarm from a chance of", "right", "found"], texts: 0,
      rows: alarms.map {
        [Digits.percent($0.chance), Digits.text($0.precision), Digits.text($0.recall)]
      })
    draft.addSection(
      "What alarms are worth",
      note:
        "Each point is a chance from which an alarm is given: to the right more is found, and fewer alarms are right."
        + (alarms.count == ModelReport.mostAlarms
          ? " \(ModelReport.mostAlarms) points of many." : ""),
      [
        draft.picture(
          chart, label: "Precision by recall", figures: table,
          beside: TableBeside(
            row: ["chance"], columns: ["precision": "right", "recall": "found"]))
      ])
  }

  /// What a score means: the calibration itself, which the model carries.
  func addMeaning(_ draft: inout PageDraft) {
    guard let model, case .life(let lives) = model.calibration, model.cap.isFinite else { return }
    let (scale, unit) = shown(model.target.unit)
    let steps = (0...30).map { Double($0) / 30 * model.cap }
    let rows = steps.map { score -> [Double] in
      let (wide, half) = (
        lives.interval(level: 0.9, score: score), lives.interval(level: 0.5, score: score)
      )
      return [
        score, wide.lower, half.lower, lives.quantile(0.5, score: score), half.upper, wide.upper,
      ].map { $0 / scale }
    }
    let values = rows.map { row -> JSONValue in
      [
        "score": Digits.number(row[0]), "a": Digits.number(row[1]), "b": Digits.number(row[2]),
        "middle": Digits.number(row[3]), "c": Digits.number(row[4]), "d": Digits.number(row[5]),
      ]
    }
    let ends = unit.isEmpty ? "" : ", \(unit)"
    let x = Plot.number("score", "what the trees say" + ends)
    let y = "life that is left" + ends
    func band(_ low: String, _ high: String) -> JSONValue {
      Plot.layer(
        values, mark: ["type": "area", "opacity": 0.22, "color": .text(Plot.colors[0])],
        ["x": x, "y": Plot.number(low, y), "y2": Plot.end(high)])
    }
    let chart = Plot.layers(
      height: 240,
      [
        band("a", "d"), band("b", "c"),
        Plot.layer(
          values, mark: ["type": "line", "color": .text(Plot.colors[0])],
          ["x": x, "y": Plot.number("middle", y)]),
      ])
    let table = FigureTable(
      head: ["score" + ends, "90 % from", "50 % from", "middle", "50 % to", "90 % to"], texts: 0,
      rows: rows.map { $0.map { Digits.text($0) } })
    draft.addSection(
      "What its answers mean",
      note:
        "To each score the lives that followed it on units left out of the training: the middle, and the bands that hold 50 and "
        + "90 % of new units.",
      [
        draft.picture(
          chart, label: "Remaining life by score, with intervals", figures: table,
          beside: TableBeside(
            row: ["score"],
            columns: [
              "a": "90 % from", "b": "50 % from", "middle": "middle", "c": "50 % to",
              "d": "90 % to",
            ]))
      ])
  }

  func addImportances(_ draft: inout PageDraft) {
    guard let model else { return }
    let shares = model.function.importances(columns: model.inputs.count)
    let most = 15
    let all = shares.indices.filter { shares[$0] > 0 }.sorted {
      (shares[$1], $0) < (shares[$0], $1)
    }
    guard !all.isEmpty else { return }
    let order = all.prefix(most)
    let values = order.map { place -> JSONValue in
      ["name": .text(model.inputs[place].name), "share": Digits.number(shares[place])]
    }
    let chart = Plot.layers(
      height: 24 * Double(order.count),
      [
        Plot.layer(
          values, mark: ["type": "bar", "color": .text(Plot.colors[0])],
          [
            "y": Plot.names("name"),
            "x": Plot.number("share", "share of what trees gain", isPercent: true, hasZero: true),
            "tooltip": Plot.tips(["name": "input", "share": "share"]),
          ])
      ])
    let rest = all.dropFirst(most).reduce(0) { $0 + shares[$1] }
    var rows = order.map { [model.inputs[$0].name, Digits.percent(shares[$0])] }
    if all.count > most {
      rows.append(["\(all.count - most) others", Digits.percent(rest)])
    }
    draft.addSection(
      "What counts",
      note:
        "By how much each input has helped the trees to tell rows apart in the training: no cause, and of inputs that say the same "
        + "the share is divided." + (all.count > most ? " The first \(most) are drawn." : ""),
      [
        draft.picture(
          chart, label: "Share of each input",
          figures: FigureTable(head: ["input", "share"], texts: 1, rows: rows),
          beside: TableBeside(row: ["name"], columns: ["share": "share"])
            .with(more: all.count > most ? .table : nil))
      ])
  }
}
