import Experiments
import JSONDocuments

/// Pictures of a business case.
enum MoneyCurve {
  /// Money over the years: median and range, and the time until it is paid back.
  static func specification(
    _ arm: BusinessCaseSummary.ArmEntry, scale: MetricScale
  ) -> JSONValue {
    let values = (arm.balances ?? []).map { moment -> JSONValue in
      [
        "year": VegaParts.short(moment.year), "low": VegaParts.short(moment.balance.low),
        "median": VegaParts.short(moment.balance.median),
        "high": VegaParts.short(moment.balance.high),
        "text": .text(
          scale.text(
            moment.balance.median.rounded(), moment.balance.low, moment.balance.high)),
      ]
    }
    func x(_ field: String) -> JSONValue {
      [
        "field": .text(field), "type": "quantitative", "title": "years",
        "scale": ["domain": [0, .number(arm.years)], "nice": false], "axis": ["tickCount": 6],
      ]
    }
    func y(_ field: String) -> JSONValue {
      [
        "field": .text(field), "type": "quantitative", "title": nil,
        "axis": ["tickCount": 5],
      ]
    }
    var layers: [JSONValue] = [
      [
        "data": ["values": [["at": 0]]],
        "mark": ["type": "rule", "strokeDash": [4, 3], "color": "currentColor"],
        "encoding": ["y": ["field": "at", "type": "quantitative"]],
      ],
      [
        "mark": ["type": "area", "color": VegaParts.accent, "opacity": 0.2],
        "encoding": ["x": x("year"), "y": y("low"), "y2": ["field": "high"]],
      ],
      [
        "mark": ["type": "line", "color": VegaParts.accent, "strokeWidth": 2.5, "point": false],
        "encoding": [
          "x": x("year"), "y": y("median"),
          "tooltip": [
            ["field": "year", "type": "quantitative", "format": ".2~f"],
            ["field": "text", "type": "nominal", "title": "balance"],
          ],
        ],
      ],
    ]
    if let median = arm.paybackMedian {
      let marks: JSONValue = [
        [
          "paid": VegaParts.short(median), "at": 0,
          "soonest": VegaParts.short(arm.paybackLow ?? 0),
          "latest": VegaParts.short(arm.paybackHigh ?? arm.years),
        ]
      ]
      let at: JSONValue = ["field": "at", "type": "quantitative"]
      layers += [
        [
          "data": ["values": marks],
          "mark": ["type": "rule", "color": VegaParts.mark, "strokeWidth": 4],
          "encoding": [
            "x": x("soonest"), "x2": ["field": "latest"], "y": at,
          ],
        ],
        [
          "data": ["values": marks],
          "mark": [
            "type": "point", "shape": "diamond", "filled": true, "size": 120, "opacity": 1,
            "color": VegaParts.mark,
          ],
          "encoding": ["x": x("paid"), "y": at],
        ],
      ]
    }
    return VegaParts.chart(
      height: 200, [.init("data", ["values": .list(values)]), .init("layer", .list(layers))])
  }

  /// The same figures.
  static func table(_ balances: [BusinessCaseSummary.Moment], scale: MetricScale) -> Markup {
    .table(
      head: ["year", "10 %", "50 %\(scale.suffix)", "90 %"], texts: 1,
      rows: balances.map { moment in
        .row(
          NumberText.fixed(moment.year, decimals: 2),
          numbers: [moment.balance.low, moment.balance.median, moment.balance.high].map {
            scale.number($0.rounded())
          })
      })
  }

  /// A bar an uncertain input.
  static func swings(_ arm: BusinessCaseSummary.ArmEntry, scale: MetricScale) -> JSONValue {
    let values = arm.tornado.map { swing -> JSONValue in
      [
        "input": .text(swing.input.rawValue.replacing("_", with: " ")),
        "low": VegaParts.short(swing.atLow), "high": VegaParts.short(swing.atHigh),
        "text": .text(
          scale.number(swing.atLow.rounded()) + " … " + scale.number(swing.atHigh.rounded())),
      ]
    }
    return VegaParts.chart(
      height: 26 * Double(arm.tornado.count),
      [
        .init("data", ["values": .list(values)]),
        .init("mark", ["type": "bar", "color": VegaParts.accent, "height": ["band": 0.6]]),
        .init(
          "encoding",
          [
            "y": ["field": "input", "type": "nominal", "sort": nil, "title": nil],
            "x": [
              "field": "low", "type": "quantitative",
              "title": .text("net present value\(scale.suffix)"),
              "scale": ["zero": false, "nice": true],
              "axis": ["tickCount": 4, "labelOverlap": "greedy"],
            ],
            "x2": ["field": "high"],
            "tooltip": [
              ["field": "input", "type": "nominal"],
              ["field": "text", "type": "nominal", "title": "net present value"],
            ],
          ]),
      ])
  }
}
