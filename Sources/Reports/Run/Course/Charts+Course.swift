import Experiments
import FactorySimulation
import JSONDocuments

/// Charts of what goes on from one stretch of time to the next.
extension Charts {
  /// A line of a metric with its intervals, and where the warm-up ends.
  static func course(_ course: TimeCourse, slices: TimeSlices, warmUp: Double) -> JSONValue {
    let scale = FigureText.scale(of: course.definition.unit)
    let unit = slices.unit
    let rows = course.points.map { point -> JSONValue in
      [
        "from": short(point.start / unit.seconds), "to": short(point.end / unit.seconds),
        "time": short((point.start + point.end) / 2 / unit.seconds),
        "mean": short(point.mean, scale), "lower": short(point.lower, scale),
        "upper": short(point.upper, scale),
      ]
    }
    let x: JSONValue = [
      "field": "time", "type": "quantitative", "title": .text("time from the start, \(unit.name)"),
      "scale": ["domain": [0, .number(slices.end / unit.seconds)], "nice": false],
      "axis": ["grid": false, "tickCount": 8, "labelOverlap": "greedy"],
    ]
    func y(_ field: String) -> JSONValue {
      [
        "field": .text(field), "type": "quantitative", "title": nil,
        "scale": ["domainMin": 0, "nice": true], "axis": ["tickCount": 4],
      ]
    }
    var layers: [JSONValue] = [
      [
        "mark": [
          "type": "area", "color": accent, "opacity": 0.25, "interpolate": "step", "clip": true,
        ],
        "encoding": ["x": x, "y": y("lower"), "y2": ["field": "upper"]],
      ],
      [
        "mark": ["type": "line", "color": accent, "size": 2, "interpolate": "step"],
        "encoding": ["x": x, "y": y("mean")],
      ],
      [
        "mark": ["type": "point", "size": 60, "opacity": 0],
        "encoding": [
          "x": x, "y": y("mean"),
          "tooltip": [
            ["field": "from", "type": "quantitative", "format": ".4~f"],
            ["field": "to", "type": "quantitative", "format": ".4~f"],
            ["field": "mean", "type": "quantitative", "format": ".4~f"],
            ["field": "lower", "type": "quantitative", "format": ".4~f"],
            ["field": "upper", "type": "quantitative", "format": ".4~f"],
          ],
        ],
      ],
    ]
    if warmUp > 0 {
      layers.append([
        "data": data([["warmUp": .number(warmUp / unit.seconds)]]),
        "mark": ["type": "rule", "color": "#D55E00", "size": 1.5, "strokeDash": [5, 4]],
        "encoding": ["x": ["field": "warmUp", "type": "quantitative"]],
      ])
    }
    return chart(height: 110, .init("data", data(rows)), .init("layer", .list(layers)))
  }

  /// A number with seven digits that count: there are many, and no eye sees more.
  static func short(_ value: Double?, _ scale: Double = 1) -> JSONValue {
    guard let value, value.isFinite, value != 0 else { return number(value, scale) }
    var power = 1.0
    while abs(scale * value) * power < 1e6 { power *= 10 }
    return .number((scale * value * power).rounded() / power)
  }
}
