import Experiments
import JSONDocuments
import Optimization

/// What the model expects over two factors, all others held at one point.
struct ModelMap: Sendable {
  /// A field of the map.
  struct Cell: Sendable {
    var first: Double
    var second: Double
    /// What is expected, in the objective's direction.
    var expected: LearnedResponses.Expectation
    /// The probability that all conditions are kept.
    var chance: Double
  }

  /// The axes: across, and up.
  let axes: [FactorAxis]
  /// The places of the factors.
  let places: [Int]
  /// The fields; those that limits exclude are left out.
  let cells: [Cell]
  /// The coordinates of the fields, along each axis.
  let coordinates: [[Double]]
  private let points: [(trial: Int, at: [Double], isFeasible: Bool)]
  private let center: [Double]

  /// How many fields there are along a range.
  static let count = 24

  /// Looks over two factors.
  ///
  /// - Parameters:
  ///   - places: Which factors.
  ///   - center: The point at which the others are held.
  ///   - search: The search.
  ///   - learned: Its model.
  init(
    over places: [Int], through center: [Double], of search: StoredSearch,
    _ learned: LearnedResponses
  ) {
    self.places = places
    self.center = center
    axes = places.map { FactorAxis(search.factors[$0]) }
    coordinates = axes.map { axis in
      axis.levelWidth > 0
        ? axis.coordinates(ModelMap.count)
        : (0..<ModelMap.count).map { (Double($0) + 0.5) / Double(ModelMap.count) }
    }
    let sign = search.record.goals[0].sign
    var points: [[Double]] = []
    for second in coordinates[1] {
      for first in coordinates[0] {
        var point = center
        point[places[0]] = first
        point[places[1]] = second
        if search.space.isAllowed(point) { points.append(point) }
      }
    }
    let expected = points.isEmpty ? [] : learned.expectations(of: 0, at: points)
    let chances = points.isEmpty ? [] : learned.chancesOfKeeping(at: points)
    cells = points.indices.map {
      Cell(
        first: points[$0][places[0]], second: points[$0][places[1]],
        expected: SearchHistory.turned(expected[$0], sign: sign), chance: chances[$0])
    }
    self.points = zip(search.points, search.journal.entries).enumerated().compactMap {
      trial, pair in
      pair.1.trial.measurement.map { (trial, pair.0, $0.isFeasible) }
    }
  }

  /// The chart.
  ///
  /// - Parameters:
  ///   - goal: The objective.
  ///   - today: The point that holds today; `nil` where it is outside the ranges.
  ///   - shown: The range of the objective that charts show.
  /// - Returns: The specification.
  func specification(
    _ goal: SearchRecord.Goal, today: [Double]?, shown: ClosedRange<Double>?
  ) -> JSONValue {
    let scale = MetricScale(unit: goal.unit)
    let (across, up) = (axes[0], axes[1])
    let halves = coordinates.map { 0.5 / Double(max(1, $0.count)) }
    // What is worse than charts show is all the same color.
    let means = cells.map(\.expected.mean)
    let (least, most) = (means.min() ?? 0, means.max() ?? 0)
    let ends =
      shown.map { shown in
        [max(least, shown.lowerBound), min(most, shown.upperBound)].sorted()
      } ?? [least, most]
    let values = cells.map { cell -> JSONValue in
      [
        "x": VegaParts.short(cell.first - halves[0]), "x2": VegaParts.short(cell.first + halves[0]),
        "y": VegaParts.short(cell.second - halves[1]),
        "y2": VegaParts.short(cell.second + halves[1]),
        "m": VegaParts.short(scale.factor * cell.expected.mean),
        "k": cell.chance >= 0.5 ? 1 : 0.3,
        "a": .text(across.factor.text(at: cell.first)),
        "b": .text(up.factor.text(at: cell.second)),
        "t": .text(scale.text(cell.expected.mean, cell.expected.lower, cell.expected.upper)),
      ]
    }
    let (x, y) = (across.encoding("x"), up.encoding("y"))
    func mark(_ values: [JSONValue], _ mark: JSONValue, tip: Bool = false) -> JSONValue {
      var encoding: [JSONValue.Member] = [.init("x", x), .init("y", y)]
      if tip {
        encoding += [
          .init("shape", ["field": "shape", "type": "nominal", "scale": nil]),
          .init("tooltip", ["field": "point", "type": "nominal"]),
        ]
      }
      return .object([
        .init("data", ["values": .list(values)]), .init("mark", mark),
        .init("encoding", .object(encoding)),
      ])
    }
    func place(_ point: [Double], _ more: [JSONValue.Member] = []) -> JSONValue {
      .object(
        [
          .init("x", VegaParts.short(point[places[0]])),
          .init("y", VegaParts.short(point[places[1]])),
        ] + more)
    }
    let tried = points.map { trial, point, isFeasible in
      place(
        point,
        [
          .init("shape", isFeasible ? "circle" : "cross"),
          .init("point", .text("point \(trial + 1)")),
        ])
    }
    var layers: [JSONValue] = [
      [
        "data": ["values": .list(values)],
        "mark": ["type": "rect", "stroke": nil],
        "encoding": [
          "x": x, "x2": ["field": "x2"], "y": y, "y2": ["field": "y2"],
          "color": [
            "field": "m", "type": "quantitative",
            "title": .text(PathLabel.metric(goal.metric) + scale.suffix),
            "scale": [
              "scheme": "viridis", "reverse": .truth(!goal.maximized), "clamp": true,
              "domain": .list(ends.map { VegaParts.short(scale.factor * $0) }), "zero": false,
            ],
            "legend": ["orient": "top", "gradientLength": 180, "tickCount": 4, "titleLimit": 260],
          ],
          "opacity": ["field": "k", "type": "quantitative", "legend": nil, "scale": nil],
          "tooltip": [
            ["field": "a", "type": "nominal", "title": .text(across.label)],
            ["field": "b", "type": "nominal", "title": .text(up.label)],
            ["field": "t", "type": "nominal", "title": .text(PathLabel.metric(goal.metric))],
          ],
        ],
      ],
      mark(
        tried,
        [
          "type": "point", "size": 38, "filled": true, "color": "#FFFFFF", "stroke": "#17212B",
          "strokeWidth": 1, "opacity": 1,
        ], tip: true),
    ]
    if let today {
      layers.append(
        mark(
          [place(today)],
          [
            "type": "point", "shape": "square", "size": 150, "filled": false, "color": "#17212B",
            "strokeWidth": 2.5, "opacity": 1,
          ]))
    }
    layers.append(
      mark(
        [place(center)],
        [
          "type": "point", "shape": "diamond", "size": 220, "filled": true,
          "color": VegaParts.mark, "stroke": "#17212B", "strokeWidth": 1.5, "opacity": 1,
        ]))
    return VegaParts.chart(height: 380, [.init("layer", .list(layers))])
  }

  /// The map as a table of a few rows and columns, the second factor from its greatest value down.
  func table(_ goal: SearchRecord.Goal) -> Markup {
    let scale = MetricScale(unit: goal.unit)
    func few(_ all: [Double]) -> [Double] {
      let count = min(all.count, 7)
      guard count > 1 else { return all }
      return (0..<count).map { all[$0 * (all.count - 1) / (count - 1)] }
    }
    let (columns, rows) = (few(coordinates[0]), few(coordinates[1]))
    return .table(
      head: ["\(axes[1].title) ↓ \(axes[0].title) →"] + columns.map { axes[0].number(at: $0) },
      texts: 1,
      rows: rows.reversed().map { row in
        .row(
          axes[1].number(at: row),
          numbers: columns.map { column in
            cells.first { $0.first == column && $0.second == row }
              .map { scale.number($0.expected.mean) + ($0.chance < 0.5 ? " ✕" : "") } ?? "–"
          })
      })
  }
}
