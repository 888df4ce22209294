import Experiments
import FactorySimulation
import JSONDocuments

/// Charts of what is lost: of time, by cause, and of money.
extension Charts {
  private static let rowHeight = 26.0

  /// A bar a step, from all time to good parts.
  static func losses(_ losses: TimeLosses) -> JSONValue {
    let rows = losses.steps.map { step -> JSONValue in
      [
        "step": .text(step.name), "from": .number(step.start), "to": .number(step.end),
        "share": .number(step.length), "color": .text(step.kind.color),
        "text": .text(FigureText.percent(step.length)), "meaning": .text(step.meaning),
      ]
    }
    let y: JSONValue = [
      "field": "step", "type": "nominal", "sort": nil, "title": nil,
    ]
    return chart(
      height: rowHeight * Double(rows.count), .init("data", data(rows)),
      .init(
        "layer",
        [
          [
            "mark": ["type": "bar", "height": ["band": 0.72]],
            "encoding": [
              "y": y,
              "x": [
                "field": "from", "type": "quantitative", "title": "share of all machine time",
                "scale": ["domain": [0, 1.18], "nice": false],
                "axis": [
                  "labelExpr": "round(100 * datum.value) + ' %'",
                  "values": [0, 0.25, 0.5, 0.75, 1],
                ],
              ],
              "x2": ["field": "to"],
              "color": ["field": "color", "type": "nominal", "scale": nil],
              "tooltip": [
                ["field": "step", "type": "nominal"],
                ["field": "text", "type": "nominal", "title": "share of all time"],
                ["field": "meaning", "type": "nominal", "title": "is"],
              ],
            ],
          ],
          [
            "transform": [["calculate": "max(datum.from, datum.to)", "as": "end"]],
            "mark": [
              "type": "text", "align": "left", "dx": 5, "color": "currentColor", "aria": false,
            ],
            "encoding": [
              "y": y, "x": ["field": "end", "type": "quantitative"],
              "text": ["field": "text", "type": "nominal"],
            ],
          ],
        ]))
  }

  /// A bar a cause with its interval, and the share that it and those above it have of all.
  static func causes(_ causes: [DownCauses.Cause]) -> JSONValue {
    let rows = causes.map { cause -> JSONValue in
      [
        "cause": .text(cause.title), "station": .text(cause.station), "name": .text(cause.name),
        "hours": .number(cause.hours),
        "lower": number(cause.lower), "upper": number(cause.upper),
        "share": .number(cause.share), "cumulative": .number(cause.cumulative),
        "text": .text(FigureText.percent(cause.cumulative)),
      ]
    }
    let y: JSONValue = ["field": "cause", "type": "nominal", "sort": nil, "title": nil]
    let share: JSONValue = [
      "field": "cumulative", "type": "quantitative", "title": "share of all, added up",
      "scale": ["domain": [0, 1]],
      "axis": [
        "orient": "top", "grid": false, "labelExpr": "round(100 * datum.value) + ' %'",
        "tickCount": 5,
      ],
    ]
    return chart(
      height: rowHeight * Double(rows.count), .init("data", data(rows)),
      .init(
        "layer",
        [
          [
            "layer": [
              [
                "mark": ["type": "bar", "height": ["band": 0.72], "color": "#D55E00"],
                "encoding": [
                  "y": y,
                  "x": [
                    "field": "hours", "type": "quantitative", "title": "machine hours a week",
                    "scale": ["domainMin": 0],
                    "axis": ["tickCount": 5],
                  ],
                  "tooltip": [
                    ["field": "cause", "type": "nominal"],
                    ["field": "hours", "type": "quantitative", "format": ".3~f"],
                    ["field": "text", "type": "nominal", "title": "with those above"],
                  ],
                ],
              ],
              [
                "mark": ["type": "rule", "size": 2, "color": "currentColor", "clip": true],
                "encoding": [
                  "y": y, "x": ["field": "lower", "type": "quantitative"],
                  "x2": ["field": "upper"],
                ],
              ],
            ]
          ],
          [
            "mark": [
              "type": "line", "color": accent, "size": 2.5,
              "point": ["color": accent, "size": 45],
            ],
            "encoding": [
              "y": y, "x": share, "order": ["field": "cumulative", "type": "quantitative"],
            ],
          ],
        ]), .init("resolve", ["scale": ["x": "independent"]]))
  }

  /// A bar an arm, divided among the lines of its costs.
  static func costs(_ costs: CostShares, arms: [String]) -> JSONValue {
    var rows: [JSONValue] = []
    for (order, line) in costs.lines.enumerated() {
      for (arm, entry) in zip(arms, line.entries) {
        guard let entry, let mean = entry.mean else { continue }
        rows.append([
          "arm": .text(arm), "line": .text(line.title), "order": .number(Double(order)),
          "cost": .number(mean), "color": .text(line.color),
          "text": .text(FigureText(entry).valueAndHalfWidth),
        ])
      }
    }
    let isSingle = arms.count == 1
    let y: JSONValue =
      isSingle
      ? ["field": "arm", "type": "nominal", "axis": nil, "sort": nil]
      : ["field": "arm", "type": "nominal", "title": nil, "sort": nil]
    return chart(
      height: 34 * Double(arms.count), .init("data", data(rows)),
      .init("mark", ["type": "bar", "height": ["band": 0.72]]),
      .init(
        "encoding",
        [
          "y": y,
          "x": [
            "field": "cost", "type": "quantitative", "stack": "zero",
            "title": .text(costs.currency), "axis": ["tickCount": 5, "labelOverlap": "greedy"],
          ],
          "color": ["field": "color", "type": "nominal", "scale": nil],
          "order": ["field": "order", "type": "quantitative"],
          "tooltip": [
            ["field": "arm", "type": "nominal"], ["field": "line", "type": "nominal"],
            ["field": "text", "type": "nominal", "title": .text(costs.currency)],
          ],
        ]))
  }
}

extension TimeLosses.Step.Kind {
  /// The color of its bar.
  var color: String {
    switch self {
    case .rest: "#2E8FCC"
    case .state(let state): state.color
    case .speed: "#785EF0"
    case .quality: "#DC267F"
    }
  }
}
