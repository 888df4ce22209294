import Experiments
import JSONDocuments

/// What an arm was worth at the values that were tried of one factor.
struct TuningCurve: Sendable {
  /// A point.
  struct Place: Sendable {
    /// The value as written.
    var text: String
    /// The value without its unit; `nil` for what is no number.
    var number: Double?
    var point: StoredTuning.Point
  }

  /// The places, by value.
  let places: [Place]
  /// The unit that all values share; `nil` where they are no numbers in one unit.
  let unit: String?
  /// The value that was found.
  let found: String?

  /// Gathers the points of a factor.
  ///
  /// - Parameters:
  ///   - column: The factor's place.
  ///   - points: The arm's points.
  ///   - found: The value that was found.
  init(_ column: Int, of points: [StoredTuning.Point], found: String?) {
    self.found = found
    let places = points.filter { $0.objective != nil }.map { point in
      let text = point.values[column]
      return Place(text: text, number: TuningCurve.number(text).map(\.value), point: point)
    }
    let units = Set(places.map { TuningCurve.number($0.text)?.unit })
    unit = units.count == 1 ? units.first ?? nil : nil
    self.places =
      unit == nil ? places : places.sorted { ($0.number ?? 0) < ($1.number ?? 0) }
  }

  /// The number that a text begins with, and the rest.
  static func number(_ text: String) -> (value: Double, unit: String)? {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard let first = parts.first, let value = Double(first), value.isFinite else { return nil }
    return (value, parts.count > 1 ? parts[1] : "")
  }

  /// The chart: a dot a point with its interval, the paler the fewer replications it had.
  ///
  /// - Parameters:
  ///   - label: What people call the factor.
  ///   - objective: What people call the objective.
  ///   - scale: The objective's scale.
  /// - Returns: The specification.
  func specification(_ label: String, objective: String, scale: MetricScale) -> JSONValue {
    let isWhole = places.allSatisfy { $0.number.map { $0 == $0.rounded() } ?? false }
    let most = places.map(\.point.replications).max() ?? 1
    let values = places.map { place -> JSONValue in
      let mean = place.point.objective ?? 0
      let half = place.point.halfWidth
      return [
        "x": unit == nil ? .text(place.text) : place.number.map { VegaParts.short($0) } ?? .null,
        "mean": VegaParts.short(scale.factor * mean),
        "low": half.map { VegaParts.short(scale.factor * (mean - $0)) } ?? .null,
        "high": half.map { VegaParts.short(scale.factor * (mean + $0)) } ?? .null,
        "value": .text(place.text),
        "text": .text(scale.text(mean, half.map { mean - $0 }, half.map { mean + $0 })),
        "count": .number(Double(place.point.replications)),
        "opacity": place.point.replications == most ? 1 : 0.4,
        "color": place.point.violation > 0 ? VegaParts.bad : VegaParts.accent,
        "shape": place.point.violation > 0 ? "cross" : "circle",
      ]
    }
    let x: JSONValue =
      unit == nil
      ? ["field": "x", "type": "nominal", "sort": nil, "title": .text(label)]
      : [
        "field": "x", "type": "quantitative",
        "title": .text(label + (unit?.isEmpty == false ? ", \(unit ?? "")" : "")),
        "scale": ["zero": false, "nice": true],
        "axis": isWhole ? ["tickMinStep": 1, "format": "d"] : ["tickCount": 6],
      ]
    func y(_ field: String) -> JSONValue {
      [
        "field": .text(field), "type": "quantitative", "title": nil,
        "scale": ["zero": false, "nice": true], "axis": ["tickCount": 5],
      ]
    }
    let color: JSONValue = ["field": "color", "type": "nominal", "scale": nil]
    let opacity: JSONValue = ["field": "opacity", "type": "quantitative", "scale": nil]
    var layers: [JSONValue] = []
    if let found {
      let at: JSONValue =
        unit == nil ? .text(found) : TuningCurve.number(found).map { .number($0.value) } ?? .null
      layers.append([
        "data": ["values": [["x": at]]],
        "mark": ["type": "rule", "color": VegaParts.mark, "strokeWidth": 1.8],
        "encoding": ["x": x],
      ])
    }
    layers += [
      [
        "mark": ["type": "rule", "strokeWidth": 1.8],
        "encoding": [
          "x": x, "y": y("low"), "y2": ["field": "high"], "color": color, "opacity": opacity,
        ],
      ],
      [
        "mark": ["type": "point", "filled": true, "size": 46],
        "encoding": [
          "x": x, "y": y("mean"), "color": color, "opacity": opacity,
          "shape": ["field": "shape", "type": "nominal", "scale": nil],
          "tooltip": [
            ["field": "value", "type": "nominal", "title": .text(label)],
            ["field": "text", "type": "nominal", "title": .text(objective)],
            ["field": "count", "type": "quantitative", "title": "replications"],
          ],
        ],
      ],
    ]
    return VegaParts.chart(
      height: 190, [.init("data", ["values": .list(values)]), .init("layer", .list(layers))])
  }

  /// The same figures.
  func table(_ label: String, objective: String, scale: MetricScale) -> Markup {
    .table(
      head: [label, objective + scale.suffix, "95 % interval", "replications", ""], texts: 1,
      rows: places.map { place in
        let mean = place.point.objective ?? 0
        return .row(
          place.text + (place.text == found ? " (found)" : ""),
          numbers: [
            scale.number(mean),
            place.point.halfWidth.map { scale.interval(mean - $0, mean + $0) } ?? "–",
            "\(place.point.replications)", place.point.violation > 0 ? "breaks a condition" : "",
          ])
      })
  }
}
