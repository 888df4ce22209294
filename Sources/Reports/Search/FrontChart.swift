import Experiments
import JSONDocuments
import Optimization

/// Points of two objectives, and those of which none is better than another in both.
enum FrontChart {
  /// The chart.
  ///
  /// - Parameters:
  ///   - search: The search.
  ///   - front: The numbers of the trials of the front.
  ///   - pair: The places of the objectives across and up.
  ///   - today: The number of the trial of what holds today.
  /// - Returns: The specification.
  static func specification(
    _ search: StoredSearch, front: [Int], pair: (Int, Int), today: Int?
  ) -> JSONValue {
    let goals = [search.record.goals[pair.0], search.record.goals[pair.1]]
    let scales = goals.map { MetricScale(unit: $0.unit) }
    let measured = search.journal.entries.enumerated().compactMap { trial, entry in
      entry.trial.measurement.map { (trial: trial, measurement: $0) }
    }
    let values = measured.map { trial, measurement -> JSONValue in
      let numbers = [pair.0, pair.1].enumerated().map { place, objective in
        goals[place].sign * measurement.objectives[objective]
      }
      let isInFront = front.contains(trial)
      return [
        "x": VegaParts.short(scales[0].factor * numbers[0]),
        "y": VegaParts.short(scales[1].factor * numbers[1]),
        "point": .number(Double(trial + 1)), "front": .truth(isInFront),
        "today": .truth(trial == today),
        "kind": .text(
          isInFront ? "front" : measurement.isFeasible ? "another is better" : "misses a condition"),
        "a": .text(scales[0].text(numbers[0])), "b": .text(scales[1].text(numbers[1])),
      ]
    }
    func along(_ field: String, _ place: Int) -> JSONValue {
      let way = goals[place].maximized ? "more is better" : "less is better"
      return [
        "field": .text(field), "type": "quantitative",
        "title": .text(
          "\(PathLabel.metric(goals[place].metric))\(scales[place].suffix) (\(way))"),
        "scale": domain(place), "axis": ["tickCount": 6],
      ]
    }
    /// The front and what holds today, with some room on the side that is not wanted.
    func domain(_ place: Int) -> JSONValue {
      let objective = place == 0 ? pair.0 : pair.1
      let shown = measured.filter { front.contains($0.trial) || $0.trial == today }
        .map { scales[place].factor * goals[place].sign * $0.measurement.objectives[objective] }
      guard let least = shown.min(), let most = shown.max(), most > least else {
        return ["zero": false]
      }
      let (near, far) = (0.08 * (most - least), 0.5 * (most - least))
      let ends =
        goals[place].maximized ? (least - far, most + near) : (least - near, most + far)
      return [
        "domain": [VegaParts.short(ends.0), VegaParts.short(ends.1)], "zero": false, "nice": true,
        "clamp": true,
      ]
    }
    let (x, y) = (along("x", 0), along("y", 1))
    let legend: JSONValue = ["orient": "top", "title": nil, "columns": 3]
    let kinds: JSONValue = ["front", "another is better", "misses a condition"]
    let tip: JSONValue = [
      ["field": "point", "type": "quantitative"], ["field": "kind", "type": "nominal"],
      ["field": "a", "type": "nominal", "title": .text(PathLabel.metric(goals[0].metric))],
      ["field": "b", "type": "nominal", "title": .text(PathLabel.metric(goals[1].metric))],
    ]
    var layers: [JSONValue] = []
    if search.record.goals.count == 2 {
      layers.append([
        "transform": [["filter": "datum.front"]],
        "mark": [
          "type": "line", "color": VegaParts.mark, "strokeWidth": 2, "strokeDash": [5, 3],
        ],
        "encoding": ["x": x, "y": y, "order": ["field": "x", "type": "quantitative"]],
      ])
    }
    layers += [
      [
        "mark": ["type": "point", "filled": true, "opacity": 0.9],
        "encoding": [
          "x": x, "y": y, "tooltip": tip,
          "size": [
            "field": "kind", "type": "nominal", "legend": legend, "sort": kinds,
            "scale": ["domain": kinds, "range": [110, 46, 46]],
          ],
          "shape": [
            "field": "kind", "type": "nominal", "legend": legend,
            "scale": ["domain": kinds, "range": ["diamond", "circle", "cross"]],
          ],
          "color": [
            "field": "kind", "type": "nominal", "legend": legend,
            "scale": [
              "domain": kinds, "range": [VegaParts.mark, VegaParts.accent, VegaParts.bad],
            ],
          ],
        ],
      ],
      [
        "transform": [["filter": "datum.today"]],
        "mark": [
          "type": "point", "shape": "square", "size": 220, "color": "currentColor",
          "strokeWidth": 2, "opacity": 1,
        ],
        "encoding": ["x": x, "y": y],
      ],
    ]
    return VegaParts.chart(
      height: 320, [.init("data", ["values": .list(values)]), .init("layer", .list(layers))])
  }
}
