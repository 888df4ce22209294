import Experiments
import JSONDocuments

/// The forest of differences.
extension Charts {
  /// A point with its interval for each difference, in per cent of the baseline, around 0.
  static func forest(_ differences: [RelativeDifferences.Row]) -> JSONValue {
    let rows = differences.enumerated().map { place, row -> JSONValue in
      let difference = row.difference
      return [
        "row": .number(Double(place)), "arm": .text(row.arm), "metric": .text(row.title),
        "mean": number(difference.relativeMean, 100),
        "lower": number(difference.relativeLower, 100),
        "upper": number(difference.relativeUpper, 100), "color": .text(row.judgement.color),
        "judgement": .text(row.judgement.title),
      ]
    }
    let y: JSONValue = [
      "field": "metric", "type": "nominal", "sort": nil, "title": nil,
      "axis": ["labelLimit": 190],
    ]
    func x(_ field: String) -> JSONValue {
      [
        "field": .text(field), "type": "quantitative", "title": "difference, % of the baseline",
        "scale": ["zero": true, "nice": true], "axis": ["tickCount": 6, "labelOverlap": "greedy"],
      ]
    }
    let color: JSONValue = ["field": "color", "type": "nominal", "scale": nil]
    return chart(
      height: 26 * Double(rows.count), .init("data", data(rows)),
      .init(
        "layer",
        [
          [
            "data": data([["zero": 0]]),
            "mark": [
              "type": "rule", "color": "currentColor", "opacity": 0.6, "strokeDash": [4, 4],
            ],
            "encoding": ["x": ["field": "zero", "type": "quantitative"]],
          ],
          [
            "mark": ["type": "rule", "size": 2.5],
            "encoding": ["y": y, "x": x("lower"), "x2": ["field": "upper"], "color": color],
          ],
          [
            "mark": ["type": "point", "shape": "square", "filled": true, "size": 70, "opacity": 1],
            "encoding": [
              "y": y, "x": x("mean"), "color": color,
              "tooltip": [
                ["field": "metric", "type": "nominal"], ["field": "arm", "type": "nominal"],
                ["field": "mean", "type": "quantitative", "format": ".3~f"],
                ["field": "lower", "type": "quantitative", "format": ".3~f"],
                ["field": "upper", "type": "quantitative", "format": ".3~f"],
                ["field": "judgement", "type": "nominal", "title": "is"],
              ],
            ],
          ],
        ]))
  }
}
