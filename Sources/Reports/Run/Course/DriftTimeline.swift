import FactoryModel
import JSONDocuments

/// What the monitor of a rule's model saw in time, and what was done about it.
struct DriftTimeline: Sendable {
  /// The rule.
  let rule: String
  /// What its keeper did.
  let history: ModelHistory
  private let look: SecondLook

  /// Gathers what a keeper did.
  init(rule: String, history: ModelHistory, of look: SecondLook) {
    (self.rule, self.history, self.look) = (rule, history, look)
  }

  /// What was done, in the order of time.
  var moments: [ModelHistory.Moment] { history.moments }

  /// The rule, with what became of it.
  var title: String {
    "\(rule): \(Digits.count(history.alarms, "alarm", "alarms")), "
      + "\(Digits.count(history.trainings, "training", "trainings")), "
      + Digits.count(history.promotions, "new model", "new models")
  }

  /// The heads of the table's columns.
  var head: [String] { ["", "time, \(look.slices.unit.name)", "what", "evidence"] }

  /// The same figures as the chart has.
  var rows: [Markup] {
    moments.enumerated().map { number, moment in
      .row(
        "\(number + 1)", texts: [Digits.text(time(moment), digits: 5), word(moment.step)],
        numbers: [evidence(moment).map { Digits.text($0, digits: 3) } ?? ""])
    }
  }

  private func time(_ moment: ModelHistory.Moment) -> Double {
    moment.time / look.slices.unit.seconds
  }

  private func evidence(_ moment: ModelHistory.Moment) -> Double? {
    if case .evidence(let evidence) = moment.step { evidence } else { nil }
  }

  private func word(_ step: ModelHistory.Step) -> String {
    switch step {
    case .evidence(let evidence): evidence >= 1 ? "alarm" : "life"
    case .training: "training"
    case .promotion: "new model"
    }
  }

  /// The chart: evidence after each life, alarms, trainings, and new models.
  var specification: JSONValue {
    let x = Plot.number(
      "time", "time from the start, \(look.slices.unit.name)",
      domain: 0...(look.slices.end / look.slices.unit.seconds))
    // Evidence grows by factors; what is nearly nothing is nothing.
    let least = 0.001
    let y: JSONValue = [
      "field": "drawn", "type": "quantitative", "title": "evidence of a change",
      "scale": ["type": "log", "domainMin": .number(least), "nice": true],
      "axis": ["tickCount": 4, "format": "~g"],
    ]
    let all = moments.enumerated().map { number, moment -> JSONValue in
      [
        "row": .text("\(number + 1)"), "time": Digits.number(time(moment), digits: 5),
        "step": .text(word(moment.step)),
        "evidence": Digits.number(evidence(moment), digits: 3),
        "drawn": Digits.number(evidence(moment).map { max(least, $0) } ?? 1, digits: 3),
      ]
    }
    func only(_ steps: String...) -> [JSONValue] {
      all.filter { row in steps.contains { row["step"] == .text($0) } }
    }
    func mark(_ step: String, _ shape: String, _ color: String) -> JSONValue {
      Plot.layer(
        only(step),
        mark: [
          "type": "point", "shape": .text(shape), "filled": true, "size": 90, "opacity": 1,
          "color": .text(color),
        ],
        [
          "x": x, "y": y,
          "tooltip": Plot.tips(["step": "what", "time": "time", "evidence": "evidence"]),
        ])
    }
    return Plot.layers(
      height: 170,
      [
        Plot.layer(
          [["drawn": 1]], mark: ["type": "rule", "strokeDash": [5, 4], "color": "currentColor"],
          ["y": y]),
        Plot.layer(
          only("life", "alarm"),
          mark: [
            "type": "line", "interpolate": "step-after", "strokeWidth": 1.4,
            "color": .text(Plot.colors[0]),
          ], ["x": x, "y": y]),
        mark("alarm", "triangle-up", Plot.failure), mark("training", "square", Plot.colors[1]),
        mark("new model", "diamond", Plot.work),
        Plot.marks(
          look.factory.warmUp > 0
            ? [["time": .number(look.factory.warmUp / look.slices.unit.seconds)]] : [], x: x,
          color: Plot.failure, dash: [5, 4]),
      ])
  }
}
