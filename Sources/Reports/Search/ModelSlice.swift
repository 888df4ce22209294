import Experiments
import JSONDocuments
import Optimization

/// What the model expects along one factor, all others held at one point.
struct ModelSlice: Sendable {
  /// A place on it.
  struct Place: Sendable {
    /// The coordinate of the factor.
    var coordinate: Double
    /// What is expected, in the objective's direction.
    var expected: LearnedResponses.Expectation
    /// The probability that all conditions are kept.
    var chance: Double
  }

  /// A point that was tried and differs little from the slice in the other factors.
  struct Neighbor: Sendable {
    var trial: Int
    var coordinate: Double
    var value: Double
    /// 1 for a point on the slice, towards 0 where it is as far off as the model looks.
    var nearness: Double
    var isFeasible: Bool
  }

  /// The factor's axis.
  let axis: FactorAxis
  /// The places, from one end to the other; none where limits leave none.
  let places: [Place]
  /// The points near it.
  let neighbors: [Neighbor]
  /// The coordinate of the point through which it goes.
  let center: Double

  /// How many places there are along a range.
  static let count = 41

  /// Looks along a factor.
  ///
  /// - Parameters:
  ///   - place: Which factor.
  ///   - center: The point through which the slice goes.
  ///   - search: The search.
  ///   - learned: Its model.
  init(
    along place: Int, through center: [Double], of search: StoredSearch, _ learned: LearnedResponses
  ) {
    axis = FactorAxis(search.factors[place])
    self.center = center[place]
    let sign = search.record.goals[0].sign
    var coordinates = axis.coordinates(ModelSlice.count)
    if !coordinates.contains(center[place]) {
      coordinates = (coordinates + [center[place]]).sorted()
    }
    let points = coordinates.map { coordinate in
      var point = center
      point[place] = coordinate
      return point
    }.filter { search.space.isAllowed($0) }
    let expected = points.isEmpty ? [] : learned.expectations(of: 0, at: points)
    let chances = points.isEmpty ? [] : learned.chancesOfKeeping(at: points)
    places = points.indices.map {
      Place(
        coordinate: points[$0][place],
        expected: SearchHistory.turned(expected[$0], sign: sign), chance: chances[$0])
    }
    let scales = learned.lengthScales(of: 0)
    let all = zip(search.points, search.journal.entries)
    neighbors = all.enumerated().compactMap { trial, pair in
      guard let measured = pair.1.trial.measurement else { return nil }
      var distance = 0.0
      for other in center.indices where other != place {
        let isChoice = search.factors[other].dimension.isChoice
        let step =
          isChoice ? (pair.0[other] == center[other] ? 0 : 1) : pair.0[other] - center[other]
        distance += step * step / (scales[other] * scales[other])
      }
      guard distance <= 1 else { return nil }
      return Neighbor(
        trial: trial, coordinate: pair.0[place], value: sign * measured.objectives[0],
        nearness: 1 - 0.8 * distance.squareRoot(), isFeasible: measured.isFeasible)
    }
  }

  /// The chart.
  ///
  /// - Parameters:
  ///   - goal: The objective.
  ///   - today: The coordinate of what holds today; `nil` where it is outside the range.
  ///   - shown: The range of the objective that charts show; what lies beyond is cut off.
  /// - Returns: The specification.
  func specification(
    _ goal: SearchRecord.Goal, today: Double?, shown: ClosedRange<Double>?
  ) -> JSONValue {
    let scale = MetricScale(unit: goal.unit)
    func number(_ value: Double) -> JSONValue { VegaParts.short(scale.factor * value) }
    let values = places.map { place -> JSONValue in
      [
        "x": VegaParts.short(place.coordinate), "mean": number(place.expected.mean),
        "low": number(place.expected.lower), "high": number(place.expected.upper),
        "value": .text(axis.factor.text(at: place.coordinate)),
        "text": .text(
          scale.text(place.expected.mean, place.expected.lower, place.expected.upper)),
        "kept": .text(FigureText.percent(place.chance)),
      ]
    }
    let points = neighbors.map { neighbor -> JSONValue in
      [
        "x": VegaParts.short(neighbor.coordinate), "seen": number(neighbor.value),
        "near": VegaParts.short(neighbor.nearness),
        "point": .number(Double(neighbor.trial + 1)),
        "value": .text(axis.factor.text(at: neighbor.coordinate)),
        "text": .text(scale.text(neighbor.value)),
        "color": neighbor.isFeasible ? VegaParts.accent : VegaParts.bad,
        "shape": neighbor.isFeasible ? "circle" : "cross",
      ]
    }
    let x = axis.encoding("x")
    let range = range(shown)
    let domain: JSONValue = [
      "domain": [number(range.lowerBound), number(range.upperBound)], "zero": false, "nice": false,
      "clamp": true,
    ]
    func y(_ field: String) -> JSONValue {
      [
        "field": .text(field), "type": "quantitative", "title": nil, "scale": domain,
        "axis": ["tickCount": 5],
      ]
    }
    let tip: JSONValue = [
      ["field": "value", "type": "nominal", "title": .text(axis.label)],
      ["field": "text", "type": "nominal", "title": .text(PathLabel.metric(goal.metric))],
      ["field": "kept", "type": "nominal", "title": "conditions kept"],
    ]
    var layers: [JSONValue] = []
    func rules(_ coordinate: Double, _ dash: JSONValue, _ color: JSONValue) -> JSONValue {
      [
        "data": ["values": [["x": VegaParts.short(coordinate)]]],
        "mark": ["type": "rule", "color": color, "strokeDash": dash, "strokeWidth": 1.6],
        "encoding": ["x": x],
      ]
    }
    if !broken.isEmpty {
      let rectangles = broken.map { stretch -> JSONValue in
        ["x": VegaParts.short(stretch.lowerBound), "x2": VegaParts.short(stretch.upperBound)]
      }
      layers.append([
        "data": ["values": .list(rectangles)],
        "mark": ["type": "rect", "color": VegaParts.bad, "opacity": 0.14],
        "encoding": ["x": x, "x2": ["field": "x2"]],
      ])
    }
    if let today { layers.append(rules(today, [2, 3], "currentColor")) }
    layers.append(rules(center, [1, 0], VegaParts.mark))
    if axis.levelWidth == 0 {
      layers += [
        [
          "mark": ["type": "area", "color": VegaParts.accent, "opacity": 0.2],
          "encoding": ["x": x, "y": y("low"), "y2": ["field": "high"]],
        ],
        [
          "mark": ["type": "line", "color": VegaParts.accent, "strokeWidth": 2.5],
          "encoding": ["x": x, "y": y("mean"), "tooltip": tip],
        ],
      ]
    } else {
      layers += [
        [
          "mark": ["type": "rule", "color": VegaParts.accent, "strokeWidth": 2, "opacity": 0.7],
          "encoding": ["x": x, "y": y("low"), "y2": ["field": "high"]],
        ],
        [
          "mark": ["type": "tick", "color": VegaParts.accent, "thickness": 3, "bandSize": 16],
          "encoding": ["x": x, "y": y("mean"), "tooltip": tip],
        ],
      ]
    }
    layers.append([
      "data": ["values": .list(points)],
      "mark": ["type": "point", "filled": true, "size": 44],
      "encoding": [
        "x": x, "y": y("seen"),
        "opacity": ["field": "near", "type": "quantitative", "scale": nil],
        "color": ["field": "color", "type": "nominal", "scale": nil],
        "shape": ["field": "shape", "type": "nominal", "scale": nil],
        "tooltip": [
          ["field": "point", "type": "quantitative"],
          ["field": "value", "type": "nominal", "title": .text(axis.label)],
          ["field": "text", "type": "nominal", "title": "measured"],
        ],
      ],
    ])
    return VegaParts.chart(
      height: 190, [.init("data", ["values": .list(values)]), .init("layer", .list(layers))])
  }

  /// The range of the objective that the chart shows: all that is expected, unless that goes far beyond what
  /// others show.
  private func range(_ shown: ClosedRange<Double>?) -> ClosedRange<Double> {
    let values = places.flatMap { [$0.expected.lower, $0.expected.upper] } + neighbors.map(\.value)
    let (least, most) = (values.min() ?? 0, values.max() ?? 0)
    guard let shown, most > least else { return least...max(most, least + 1e-9 + abs(least) / 100) }
    let low = max(least, shown.lowerBound - 0.15 * (shown.upperBound - shown.lowerBound))
    let high = min(most, shown.upperBound + 0.15 * (shown.upperBound - shown.lowerBound))
    guard high > low else { return least...most }
    return (low - 0.03 * (high - low))...(high + 0.03 * (high - low))
  }

  /// Where conditions are rather missed than kept: stretches of coordinates.
  private var broken: [ClosedRange<Double>] {
    var stretches: [ClosedRange<Double>] = []
    for (index, place) in places.enumerated() where place.chance < 0.5 {
      let half = axis.levelWidth / 2
      let before = index > 0 ? (places[index - 1].coordinate + place.coordinate) / 2 : 0
      let after =
        index + 1 < places.count ? (places[index + 1].coordinate + place.coordinate) / 2 : 1
      let (start, end) =
        half > 0 ? (place.coordinate - half, place.coordinate + half) : (before, after)
      if let last = stretches.last, last.upperBound >= start - 1e-9 {
        stretches[stretches.count - 1] = last.lowerBound...max(end, last.upperBound)
      } else {
        stretches.append(max(0, start)...min(1, max(start, end)))
      }
    }
    return stretches
  }

  /// A few of the places, evenly: what the table beside the chart shows.
  var tabled: [Place] {
    let count = min(places.count, 9)
    guard count > 1 else { return places }
    return (0..<count).map { places[$0 * (places.count - 1) / (count - 1)] }
  }
}
