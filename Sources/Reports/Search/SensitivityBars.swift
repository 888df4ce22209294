import Experiments
import JSONDocuments
import Optimization

/// On which factors an objective depends.
struct SensitivityBars: Sendable {
  /// What a factor does.
  struct Bar: Sendable {
    /// Its place among the factors.
    var place: Int
    /// What people call it.
    var label: String
    /// Its share of the variance alone, from 0 to 1.
    var alone: Double
    /// Its share with all interactions.
    var total: Double
    /// Within which part of its range the objective changes its course.
    var lengthScale: Double
  }

  /// The factors, the one that does most first.
  let bars: [Bar]

  /// Works out shares from the model; `nil` where it is the same everywhere.
  ///
  /// - Parameters:
  ///   - objective: The objective's place.
  ///   - search: The search.
  ///   - learned: Its model.
  init?(of objective: Int, in search: StoredSearch, _ learned: LearnedResponses) {
    guard let shares = learned.shares(of: objective, seed: search.record.seed) else { return nil }
    let scales = learned.lengthScales(of: objective)
    func part(_ value: Double) -> Double { min(1, max(0, value)) }
    bars = shares.indices.map { place in
      Bar(
        place: place, label: PathLabel.factor(search.factors[place].path),
        alone: min(part(shares[place].first.value), part(shares[place].total.value)),
        total: part(shares[place].total.value), lengthScale: scales[place])
    }.sorted { ($1.total, $0.place) < ($0.total, $1.place) }
  }

  /// The chart: a bar with all interactions, in it one of the factor alone.
  var specification: JSONValue {
    let values = bars.map { bar -> JSONValue in
      [
        "factor": .text(bar.label), "alone": VegaParts.short(bar.alone),
        "total": VegaParts.short(bar.total), "text": .text(FigureText.percent(bar.total)),
        "own": .text(FigureText.percent(bar.alone)),
      ]
    }
    let y: JSONValue = [
      "field": "factor", "type": "nominal", "sort": nil, "title": nil, "axis": ["labelLimit": 170],
    ]
    func x(_ field: String) -> JSONValue {
      [
        "field": .text(field), "type": "quantitative", "title": "share of the variance",
        "scale": ["domainMin": 0],
        "axis": ["labelExpr": "round(100 * datum.value) + ' %'", "tickCount": 5],
      ]
    }
    let tip: JSONValue = [
      ["field": "factor", "type": "nominal"],
      ["field": "own", "type": "nominal", "title": "alone"],
      ["field": "text", "type": "nominal", "title": "with interactions"],
    ]
    return VegaParts.chart(
      height: 30 * Double(bars.count),
      [
        .init("data", ["values": .list(values)]),
        .init(
          "layer",
          [
            [
              "mark": [
                "type": "bar", "color": VegaParts.accent, "opacity": 0.35, "height": ["band": 0.7],
              ],
              "encoding": ["y": y, "x": x("total"), "tooltip": tip],
            ],
            [
              "mark": ["type": "bar", "color": VegaParts.accent, "height": ["band": 0.4]],
              "encoding": ["y": y, "x": x("alone"), "tooltip": tip],
            ],
          ]),
      ])
  }

  /// The same figures.
  var table: Markup {
    .table(
      head: ["factor", "alone", "with interactions", "changes its course within"], texts: 1,
      rows: bars.map { bar in
        .row(
          bar.label,
          numbers: [
            FigureText.percent(bar.alone), FigureText.percent(bar.total),
            bar.lengthScale > 2 ? "more than its range" : FigureText.percent(bar.lengthScale),
          ])
      })
  }
}
