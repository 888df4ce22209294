import Experiments
import JSONDocuments
import Optimization

/// How a search came nearer to its goal, point by point.
enum ConvergenceChart {
  /// The chart: a mark a point, and lines of the best so far.
  ///
  /// - Parameters:
  ///   - history: What was known after each point.
  ///   - goal: The objective.
  ///   - initial: How many points were spread before anything was learned.
  ///   - recommended: The number of the trial that is recommended.
  /// - Returns: The specification.
  static func specification(
    _ history: SearchHistory, goal: SearchRecord.Goal, initial: Int?, recommended: Int?
  ) -> JSONValue {
    let scale = MetricScale(unit: goal.unit)
    func number(_ value: Double?) -> JSONValue {
      value.map { VegaParts.short(scale.factor * $0) } ?? .null
    }
    let shown = history.shown(sign: goal.sign)
    let y: [JSONValue.Member] = [
      .init("type", "quantitative"),
      .init("title", .text(PathLabel.metric(goal.metric) + scale.suffix)),
      .init(
        "scale",
        shown.map { shown in
          [
            "domain": [number(shown.range.lowerBound), number(shown.range.upperBound)],
            "zero": false, "nice": false, "clamp": true,
          ]
        } ?? ["zero": false]),
      .init("axis", ["tickCount": 6]),
    ]
    func along(_ field: String) -> JSONValue {
      .object([.init("field", .text(field))] + y)
    }
    let x: JSONValue = [
      "field": "n", "type": "quantitative", "title": "points tried",
      "scale": ["nice": false, "domain": [0.5, .number(Double(history.steps.count) + 0.5)]],
      "axis": ["tickMinStep": 1, "format": "d", "grid": false],
    ]
    let values = history.steps.map { step -> JSONValue in
      [
        "n": .number(Double(step.trial + 1)), "kind": .text(step.kind.rawValue),
        "seen": number(step.observed), "best": number(step.best),
        "model": number(step.expectedBest?.mean), "low": number(step.expectedBest?.lower),
        "high": number(step.expectedBest?.upper),
        "text": .text(step.observed.map { scale.text($0) } ?? "–"),
      ]
    }
    var layers: [JSONValue] = []
    if let initial, initial < history.steps.count {
      layers.append([
        "data": ["values": [["from": 0.5, "to": .number(Double(initial) + 0.5)]]],
        "mark": ["type": "rect", "color": "currentColor", "opacity": 0.06],
        "encoding": [
          "x": ["field": "from", "type": "quantitative"], "x2": ["field": "to"],
        ],
      ])
    }
    let known = "isValid(datum.model)"
    layers += [
      [
        "transform": [["filter": .text(known)]],
        "mark": [
          "type": "area", "interpolate": "step-after", "color": VegaParts.mark, "opacity": 0.18,
        ],
        "encoding": ["x": x, "y": along("low"), "y2": ["field": "high"]],
      ],
      [
        "transform": [["filter": .text(known)]],
        "mark": [
          "type": "line", "interpolate": "step-after", "color": VegaParts.mark, "strokeWidth": 2,
          "strokeDash": [6, 3],
        ],
        "encoding": ["x": x, "y": along("model")],
      ],
      [
        "transform": [["filter": "isValid(datum.best)"]],
        "mark": [
          "type": "line", "interpolate": "step-after", "color": VegaParts.accent,
          "strokeWidth": 2.5,
        ],
        "encoding": ["x": x, "y": along("best")],
      ],
      [
        "transform": [["filter": "isValid(datum.seen)"]],
        "mark": ["type": "point", "size": 46, "opacity": 0.9, "strokeWidth": 1.6, "clip": true],
        "encoding": [
          "x": x, "y": along("seen"),
          "shape": [
            "field": "kind", "type": "nominal", "legend": nil,
            "scale": [
              "domain": ["spread at the beginning", "chosen", "misses a condition"],
              "range": ["square", "circle", "cross"],
            ],
          ],
          "color": [
            "field": "kind", "type": "nominal", "legend": nil,
            "scale": [
              "domain": ["spread at the beginning", "chosen", "misses a condition"],
              "range": [VegaParts.accent, VegaParts.accent, VegaParts.bad],
            ],
          ],
          "tooltip": [
            ["field": "n", "type": "quantitative", "title": "point"],
            ["field": "kind", "type": "nominal", "title": "kind"],
            ["field": "text", "type": "nominal", "title": .text(PathLabel.metric(goal.metric))],
          ],
        ],
      ],
    ]
    if let recommended {
      layers.append([
        "transform": [["filter": .text("datum.n === \(recommended + 1)")]],
        "mark": [
          "type": "point", "shape": "diamond", "size": 170, "filled": true, "opacity": 1,
          "color": VegaParts.mark, "stroke": "currentColor", "strokeWidth": 1.2,
        ],
        "encoding": ["x": x, "y": along("seen")],
      ])
    }
    return VegaParts.chart(
      height: 260, [.init("data", ["values": .list(values)]), .init("layer", .list(layers))])
  }
}
