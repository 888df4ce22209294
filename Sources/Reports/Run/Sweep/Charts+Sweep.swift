import Experiments
import JSONDocuments

/// Charts of sweeps.
extension Charts {
  /// A value at a point of a sweep.
  struct Response {
    /// The point's name.
    var point: String
    var entry: RunSummary.Entry
    /// Its place among the points.
    var place: Int
  }

  private static func row(
    _ response: Response, _ members: JSONValue.Member...
  ) -> JSONValue {
    let scale = FigureText.scale(of: response.entry.unit)
    return .object(
      members + [
        .init("point", .text(response.point)),
        .init("mean", number(response.entry.mean, scale)),
        .init("lower", number(response.entry.lower, scale)),
        .init("upper", number(response.entry.upper, scale)),
        .init("text", .text(FigureText(response.entry).valueAndHalfWidth)),
      ])
  }

  /// A metric over one factor: points with intervals, joined where each value comes once.
  static func response(
    _ responses: [Response], over factor: VariedFactor, isOnly: Bool
  ) -> JSONValue {
    let rows = responses.map { response -> JSONValue in
      row(
        response,
        .init(
          "value",
          factor.numbers.map { .number($0[response.place]) }
            ?? .text(factor.texts[response.place])),
        .init("setting", .text(factor.texts[response.place])))
    }
    let x: JSONValue =
      factor.numbers == nil
      ? [
        "field": "value", "type": "ordinal", "sort": .list(factor.levels.map { .text($0) }),
        "title": .text(factor.title), "axis": ["labelAngle": -30],
      ]
      : [
        "field": "value", "type": "quantitative", "title": .text(factor.title),
        "scale": ["zero": false, "nice": true, "padding": 12],
        "axis": ["tickCount": 6, "labelOverlap": "greedy"],
      ]
    func y(_ field: String) -> JSONValue {
      [
        "field": .text(field), "type": "quantitative", "title": nil,
        "scale": ["zero": false, "nice": true], "axis": ["tickCount": 5],
      ]
    }
    var layers: [JSONValue] = [
      [
        "mark": ["type": "rule", "size": 2, "color": accent],
        "encoding": ["x": x, "y": y("lower"), "y2": ["field": "upper"]],
      ],
      [
        "mark": ["type": "circle", "size": 55, "color": accent, "opacity": 1],
        "encoding": [
          "x": x, "y": y("mean"),
          "tooltip": [
            ["field": "point", "type": "nominal"],
            ["field": "setting", "type": "nominal", "title": .text(factor.path)],
            ["field": "text", "type": "nominal", "title": "mean ± half-width"],
          ],
        ],
      ],
    ]
    if isOnly {
      layers.insert(
        [
          "mark": ["type": "line", "color": accent, "size": 1.5, "opacity": 0.6],
          "encoding": ["x": x, "y": y("mean")],
        ], at: 0)
    }
    return chart(height: 170, .init("data", data(rows)), .init("layer", .list(layers)))
  }

  /// A metric over two factors: a cell a point.
  static func heat(
    _ responses: [Response], _ first: VariedFactor, _ second: VariedFactor
  ) -> JSONValue {
    let rows = responses.map { response -> JSONValue in
      row(
        response, .init("a", .text(first.texts[response.place])),
        .init("b", .text(second.texts[response.place])),
        .init(
          "label",
          .text(
            response.entry.mean.map {
              NumberText.significant(FigureText.scale(of: response.entry.unit) * $0)
            } ?? "–")))
    }
    func axis(_ field: String, _ factor: VariedFactor, isReversed: Bool) -> JSONValue {
      let levels = factor.levels.map { JSONValue.text($0) }
      return [
        "field": .text(field), "type": "ordinal",
        "sort": .list(isReversed ? levels.reversed() : levels), "title": .text(factor.path),
        "axis": ["labelAngle": isReversed ? 0 : -30, "labelLimit": 110, "domain": false],
      ]
    }
    let x = axis("a", first, isReversed: false)
    let y = axis("b", second, isReversed: true)
    var layers: [JSONValue] = [
      [
        "mark": ["type": "rect"],
        "encoding": [
          "x": x, "y": y,
          "color": [
            "field": "mean", "type": "quantitative", "title": nil,
            "scale": ["scheme": "viridis", "zero": false],
            "legend": ["orient": "bottom", "gradientLength": 180, "tickCount": 4],
          ],
          "tooltip": [
            ["field": "point", "type": "nominal"],
            ["field": "a", "type": "nominal", "title": .text(first.path)],
            ["field": "b", "type": "nominal", "title": .text(second.path)],
            ["field": "text", "type": "nominal", "title": "mean ± half-width"],
          ],
        ],
      ]
    ]
    if first.levels.count <= 5 {
      let means = responses.compactMap { $0.entry.mean }
      let scale = FigureText.scale(of: responses.first?.entry.unit ?? "")
      let middle = scale * ((means.min() ?? 0) + (means.max() ?? 0)) / 2
      layers.append([
        "mark": ["type": "text", "aria": false],
        "encoding": [
          "x": x, "y": y, "text": ["field": "label", "type": "nominal"],
          "color": [
            "condition": ["test": .text("datum.mean > \(middle)"), "value": "#101418"],
            "value": "#ffffff",
          ],
        ],
      ])
    }
    return chart(
      height: max(90, 34 * Double(second.levels.count)), .init("data", data(rows)),
      .init("layer", .list(layers)))
  }

  /// A bar a factor from the least to the greatest that a metric becomes when it alone is moved.
  static func tornado(_ bars: [TornadoBar], center: RunSummary.Entry) -> JSONValue {
    let scale = FigureText.scale(of: center.unit)
    let rows = bars.map { bar -> JSONValue in
      [
        "factor": .text(bar.factor), "low": .number(scale * bar.low),
        "high": .number(scale * bar.high), "atLow": .text(bar.settingAtLow),
        "atHigh": .text(bar.settingAtHigh),
      ]
    }
    let y: JSONValue = [
      "field": "factor", "type": "nominal", "sort": nil, "title": nil,
      "axis": ["labelLimit": 190],
    ]
    func x(_ field: String) -> JSONValue {
      [
        "field": .text(field), "type": "quantitative", "title": nil,
        "scale": ["zero": false, "nice": true, "padding": 30],
        "axis": ["tickCount": 5, "labelOverlap": "greedy"],
      ]
    }
    func end(_ field: String, _ text: String, align: String, dx: Double) -> JSONValue {
      [
        "mark": [
          "type": "text", "align": .text(align), "dx": .number(dx), "color": "currentColor",
          "aria": false, "limit": 110,
        ],
        "encoding": [
          "y": y, "x": x(field), "text": ["field": .text(text), "type": "nominal"],
        ],
      ]
    }
    return chart(
      height: 30 * Double(rows.count), .init("data", data(rows)),
      .init(
        "layer",
        [
          [
            "mark": ["type": "bar", "height": ["band": 0.6], "color": accent],
            "encoding": [
              "y": y, "x": x("low"), "x2": ["field": "high"],
              "tooltip": [
                ["field": "factor", "type": "nominal"],
                ["field": "low", "type": "quantitative", "format": ".4~f"],
                ["field": "atLow", "type": "nominal", "title": "at"],
                ["field": "high", "type": "quantitative", "format": ".4~f"],
                ["field": "atHigh", "type": "nominal", "title": "at"],
              ],
            ],
          ],
          end("low", "atLow", align: "right", dx: -4),
          end("high", "atHigh", align: "left", dx: 4),
          [
            "data": data([["center": number(center.mean, scale)]]),
            "mark": ["type": "rule", "color": "currentColor", "size": 1.5],
            "encoding": ["x": ["field": "center", "type": "quantitative"]],
          ],
        ]))
  }

  /// What a metric becomes when one factor is moved.
  struct TornadoBar {
    var factor: String
    var low: Double
    var high: Double
    /// The factor's values there.
    var settingAtLow: String
    var settingAtHigh: String
  }
}
