import JSONDocuments
import ModelTraining
import Prognostics

/// What is drawn of a model.
extension ModelReport {
  private static let mostPoints = 500

  func title(_ what: String, _ judged: JudgedModel) -> String {
    judged.unit.isEmpty ? what : "\(what), \(judged.unit)"
  }

  /// What is not told apart.
  private func taught(_ judged: JudgedModel) -> String {
    guard judged.model.cap.isFinite else { return "" }
    return
      "Lives above \(Digits.text(judged.model.cap / judged.scale, digits: 3)) \(judged.unit) are not told apart: no longer one was taught. "
  }

  // MARK: - Numbers

  func addParity(_ judged: JudgedModel, _ draft: inout PageDraft) {
    guard judged.model.question != .chance, !judged.known.isEmpty else { return }
    let rows = JudgedModel.thinned(judged.known, to: ModelReport.mostPoints)
    let points = rows.map { row in
      (
        name: judged.name(row), came: judged.table.targets[row] / judged.scale,
        foretold: judged.expected(row) / judged.scale
      )
    }
    let ends = points.flatMap { [$0.came, $0.foretold] }
    let (low, high) = (min(0, ends.min() ?? 0), ends.max() ?? 1)
    let values = points.map { point -> JSONValue in
      [
        "u": .text(point.name), "came": Digits.number(point.came),
        "foretold": Digits.number(point.foretold),
      ]
    }
    let x = Plot.number("came", title("what came", judged))
    let y = Plot.number("foretold", title("what was foretold", judged))
    let chart = Plot.layers(
      height: 340,
      [
        Plot.diagonal(from: low, to: high, x: x, y: y),
        Plot.layer(
          values,
          mark: ["type": "circle", "size": 22, "opacity": 0.55, "color": .text(Plot.colors[0])],
          [
            "x": x, "y": y,
            "tooltip": Plot.tips(["u": "unit", "came": "came", "foretold": "foretold"]),
          ]),
      ])
    let table = FigureTable(
      head: ["unit", title("what came", judged), title("what was foretold", judged)], texts: 1,
      rows: points.map { [$0.name, Digits.text($0.came), Digits.text($0.foretold)] })
    let isLife = judged.model.question == .remainingLife
    draft.addSection(
      "What was foretold, and what came",
      note:
        "A perfect model lies on the broken line; above it a failure comes earlier than foretold. "
        + (isLife ? "Foretold is the middle of the distribution. " + taught(judged) : "")
        + (rows.count < judged.known.count
          ? "\(rows.count) of \(Digits.count(judged.known.count, "row", "rows")), evenly picked."
          : ""),
      [
        draft.picture(
          chart, label: "What was foretold against what came", figures: table,
          beside: TableBeside(
            row: ["u", "came"], columns: ["foretold": title("what was foretold", judged)]))
      ])
  }

  func addErrors(_ judged: JudgedModel, _ draft: inout PageDraft) {
    guard judged.model.question != .chance else { return }
    let steps = judged.errors()
    guard steps.count > 1 else { return }
    let values = steps.map { step -> JSONValue in
      [
        "x": Digits.number((step.from + step.to) / 2), "low": Digits.number(step.low),
        "middle": Digits.number(step.middle), "high": Digits.number(step.high),
        "absolute": Digits.number(step.absolute),
      ]
    }
    let isLife = judged.model.question == .remainingLife
    let x = Plot.number(
      "x", title(isLife ? "life that was left" : "what came", judged), isReversed: isLife)
    let label = title("foretold less came", judged)
    let chart = Plot.layers(
      height: 220,
      [
        Plot.layer(
          [["zero": 0]], mark: ["type": "rule", "opacity": 0.5, "color": "currentColor"],
          ["y": Plot.number("zero", label)]),
        Plot.layer(
          values, mark: ["type": "area", "opacity": 0.25, "color": .text(Plot.colors[0])],
          ["x": x, "y": Plot.number("low", label), "y2": Plot.end("high")]),
        Plot.layer(
          values, mark: ["type": "line", "color": .text(Plot.colors[0]), "point": true],
          [
            "x": x, "y": Plot.number("middle", label),
            "tooltip": Plot.tips([
              "x": "about", "low": "a tenth below", "middle": "half below", "high": "a tenth above",
              "absolute": "mean size",
            ]),
          ]),
      ])
    let table = FigureTable(
      head: [
        "drawn at", "from", "to", "rows", "mean size", "a tenth below", "half below",
        "a tenth above",
      ], texts: 0,
      rows: steps.map { step in
        [(step.from + step.to) / 2, step.from, step.to].map { Digits.text($0) }
          + [FigureText.grouped("\(step.rows)")]
          + [step.absolute, step.low, step.middle, step.high].map { Digits.text($0) }
      })
    draft.addSection(
      isLife ? "Errors by how much life was left" : "Errors by what came",
      note: "Steps of equally many rows; the band holds four of five errors. "
        + (isLife
          ? "What counts for maintenance is the right end, where little life is left. "
            + taught(judged) : ""),
      [
        draft.picture(
          chart, label: "Errors by what came", figures: table,
          beside: TableBeside(
            row: ["x"],
            columns: [
              "absolute": "mean size", "low": "a tenth below", "middle": "half below",
              "high": "a tenth above",
            ]))
      ])
  }

  func addCoverage(_ judged: JudgedModel, _ draft: inout PageDraft) {
    let held = judged.coverage()
    guard !held.isEmpty else { return }
    let values = held.map { step -> JSONValue in
      [
        "level": Digits.number(step.level), "share": Digits.number(step.share),
        "text": .text(Digits.percent(step.share)),
      ]
    }
    let x = Plot.number("level", "promised", domain: 0...1, isPercent: true)
    let y = Plot.number("share", "held", domain: 0...1, isPercent: true)
    let chart = Plot.layers(
      height: 240,
      [
        Plot.diagonal(from: 0, to: 1, x: x, y: y),
        Plot.layer(
          values, mark: ["type": "line", "point": true, "color": .text(Plot.colors[0])],
          ["x": x, "y": y, "tooltip": Plot.tips(["text": "held"])]),
      ])
    let table = FigureTable(
      head: ["interval that promises", "held"], texts: 0,
      rows: held.map { [Digits.percent($0.level), Digits.percent($0.share)] })
    var content = [
      draft.picture(
        chart, label: "Share within intervals by what they promise", figures: table,
        beside: TableBeside(row: ["level"], columns: ["share": "held"]))
    ]
    let tenths = judged.tenths()
    if !tenths.isEmpty {
      let bars = tenths.enumerated().map { place, share -> JSONValue in
        [
          "place": .text("\(10 * place) to \(10 * place + 10) %"), "share": Digits.number(share),
          "text": .text(Digits.percent(share)),
        ]
      }
      let bar = Plot.layers(
        height: 170,
        [
          Plot.layer(
            bars, mark: ["type": "bar", "color": .text(Plot.colors[0])],
            [
              "x": [
                "field": "place", "type": "nominal", "sort": nil,
                "title": "place of what came in the distribution that was foretold",
                "axis": ["labelAngle": 0, "labelOverlap": "greedy"],
              ],
              "y": Plot.number("share", "share of rows", isPercent: true, hasZero: true),
              "tooltip": Plot.tips(["place": "place", "text": "share"]),
            ]),
          Plot.layer(
            [["even": 0.1]],
            mark: ["type": "rule", "strokeDash": [5, 4], "color": "currentColor"],
            ["y": Plot.number("even", "share of rows", isPercent: true, hasZero: true)]),
        ])
      content += [
        .element("h3", "Where in the foretold distribution it came"),
        draft.picture(
          bar, label: "Place of what came in the foretold distribution",
          caption:
            "Even bars of 10 % are right. High bars at the left: failures come earlier than foretold; at both ends: "
            + "distributions are too narrow.",
          figures: FigureTable(
            head: ["place", "share of rows"], texts: 1,
            rows: tenths.enumerated().map {
              ["\(10 * $0) to \(10 * $0 + 10) %", Digits.percent($1)]
            }), beside: TableBeside(row: ["place"], columns: ["share": "#1"])),
      ]
    }
    draft.addSection(
      "Do its intervals hold what they promise?",
      note:
        "Below the broken line intervals are too narrow. Units count alike, however many rows they have; rows of lives that went "
        + "on are left out.", content)
  }
}
