import Experiments
import JSONDocuments
import Optimization

/// What is possible of a factor now, beside what was possible before.
struct PosteriorChart: Sendable {
  /// The factor's axis.
  let axis: FactorAxis
  /// The shares of samples in parts of the axis, equally wide, from 0 to 1.
  let shares: [Double]
  /// The coordinates of the interval in which 90 % lie; `nil` for things without an order.
  let interval: (low: Double, high: Double)?
  /// The coordinate of the value that stands for all.
  let best: Double
  /// The coordinate of what holds today; `nil` where it is outside the range.
  let today: Double?

  /// Into how many parts a range is divided.
  static let parts = 40

  /// Counts samples.
  ///
  /// - Parameters:
  ///   - factor: The factor.
  ///   - samples: Its coordinates.
  ///   - finding: What became known of it.
  ///   - today: What holds today, as written.
  init(
    _ factor: TuningFactor, samples: [Double], finding: CalibrationRecord.Finding, today: String?
  ) {
    axis = FactorAxis(factor)
    let levels = factor.dimension.levelCount
    let count = min(levels ?? PosteriorChart.parts, 200)
    var counts = [Int](repeating: 0, count: count)
    for sample in samples {
      counts[min(count - 1, max(0, Int(sample * Double(count))))] += 1
    }
    shares = counts.map { Double($0) / Double(max(1, samples.count)) }
    let ends = finding.interval.compactMap { factor.coordinate(of: $0) }
    interval = ends.count == 2 ? (min(ends[0], ends[1]), max(ends[0], ends[1])) : nil
    best = factor.coordinate(of: finding.best) ?? 0.5
    self.today = today.flatMap { factor.coordinate(of: $0) }
  }

  /// The value that a bar stands for, or its ends.
  private func value(_ place: Int) -> String {
    let width = 1 / Double(shares.count)
    let (from, to) = (Double(place) * width, Double(place + 1) * width)
    return axis.levelWidth > 0
      ? axis.factor.text(at: (from + to) / 2)
      : "\(axis.number(at: from)) to \(axis.factor.text(at: to))"
  }

  /// The bars as a table.
  var table: Markup {
    .table(
      head: [axis.label, "chance"], texts: 1,
      rows: shares.indices.map { .row(value($0), numbers: [FigureText.percent(shares[$0])]) })
  }

  /// The chart: bars of shares, the level at which all was possible, the interval, and two lines.
  var specification: JSONValue {
    let width = 1 / Double(shares.count)
    let values = shares.enumerated().map { place, share -> JSONValue in
      let (from, to) = (Double(place) * width, Double(place + 1) * width)
      return [
        "x": VegaParts.short(from), "x2": VegaParts.short(to), "share": VegaParts.short(share),
        "value": .text(value(place)),
        "text": .text(FigureText.percent(share)),
      ]
    }
    let x = axis.encoding("x")
    func y(_ field: String) -> JSONValue {
      ["field": .text(field), "type": "quantitative", "axis": nil, "scale": ["domainMin": 0]]
    }
    func rule(_ coordinate: Double, _ color: JSONValue, _ dash: JSONValue) -> JSONValue {
      [
        "data": ["values": [["x": VegaParts.short(coordinate)]]],
        "mark": ["type": "rule", "color": color, "strokeWidth": 2, "strokeDash": dash],
        "encoding": ["x": x],
      ]
    }
    let level: JSONValue = ["level": VegaParts.short(width), "x": 0, "x2": 1]
    var layers: [JSONValue] = [
      [
        "data": ["values": .list(values)],
        "mark": ["type": "rect", "color": VegaParts.accent, "opacity": 0.75],
        "encoding": [
          "x": x, "x2": ["field": "x2"], "y": y("share"), "y2": ["datum": 0],
          "tooltip": [
            ["field": "value", "type": "nominal", "title": .text(axis.label)],
            ["field": "text", "type": "nominal", "title": "chance"],
          ],
        ],
      ],
      [
        "data": ["values": [level]],
        "mark": [
          "type": "rule", "color": "currentColor", "strokeDash": [4, 3], "strokeWidth": 1.5,
        ],
        "encoding": ["x": x, "x2": ["field": "x2"], "y": y("level")],
      ],
    ]
    if let interval {
      layers.append([
        "data": [
          "values": [
            ["x": VegaParts.short(interval.low), "x2": VegaParts.short(interval.high), "at": 0]
          ]
        ],
        "mark": ["type": "rule", "color": VegaParts.mark, "strokeWidth": 5],
        "encoding": ["x": x, "x2": ["field": "x2"], "y": y("at")],
      ])
    }
    if let today { layers.append(rule(today, "currentColor", [2, 3])) }
    layers.append(rule(best, VegaParts.mark, [1, 0]))
    return VegaParts.chart(height: 130, [.init("layer", .list(layers))])
  }
}
