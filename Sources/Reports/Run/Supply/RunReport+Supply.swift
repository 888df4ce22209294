import Experiments
import JSONDocuments

/// The section about stores: service against stock.
extension RunReport {
  /// Most points that are drawn in one chart.
  private static let mostPoints = 1_000

  func supply(_ charts: inout ChartList) -> Markup {
    let points = ServicePoints(of: arms)
    guard !points.groups.isEmpty else { return .none }
    let isSingle = arms.count == 1
    var content: [Markup] = []
    var rows: [Markup] = []
    for (unit, group) in points.groups {
      let shown = Array(group.prefix(RunReport.mostPoints))
      if points.groups.count > 1 { content.append(.element("h3", "Stock in \(unit)")) }
      content.append(
        charts.add(
          Charts.service(shown, unit: unit, namesArms: arms.count > 1),
          label: "Fill rate against stock on hand, \(unit), a point a store"
            + (arms.count > 1 ? " and arm" : "") + "; the table below has the same figures",
          beside: TableBeside(
            row: isSingle ? ["store"] : ["store", "arm"],
            columns: [
              "stock,stockLower±stockUpper": "on hand", "fill,fillLower±fillUpper": "fill rate",
            ]
          ).with(more: points.groups.count > 1 || shown.count < group.count ? .table : nil)))
      rows += group.map { point in
        .element(
          "tr",
          [
            .element("th", ["scope": "row"], point.store),
            isSingle ? .none : .element("td", point.arm),
            .element(
              "td", ["class": "number"],
              FigureText(point.stock).valueAndHalfWidth + " " + unit),
            .element(
              "td", ["class": "number"], FigureText(point.fillRate).valueAndHalfWidth + " %"),
          ]
        ).line
      }
    }
    let word = summary.factors.isEmpty ? "arm" : "point"
    return section(
      "Service against stock",
      "The share of what was wanted that each store gave at once, against what it had on hand on "
        + "average. Up and to the left is better.",
      content + [
        table(
          head: ["store"] + (isSingle ? [] : [word]) + ["on hand", "fill rate"],
          texts: isSingle ? 1 : 2, rows: rows)
      ])
  }
}

extension Charts {
  /// A point a store and arm, with both intervals.
  static func service(
    _ points: [ServicePoints.Point], unit: String, namesArms: Bool
  ) -> JSONValue {
    let rows = points.map { point -> JSONValue in
      [
        "store": .text(point.store), "arm": .text(point.arm),
        "name": .text(namesArms ? "\(point.store) · \(point.arm)" : point.store),
        "stock": number(point.stock.mean), "stockLower": number(point.stock.lower),
        "stockUpper": number(point.stock.upper), "fill": number(point.fillRate.mean, 100),
        "fillLower": number(point.fillRate.lower, 100),
        "fillUpper": number(point.fillRate.upper, 100),
      ]
    }
    func x(_ field: String) -> JSONValue {
      [
        "field": .text(field), "type": "quantitative", "title": .text("on hand, \(unit)"),
        "scale": ["zero": false, "nice": true, "padding": 20], "axis": ["tickCount": 6],
      ]
    }
    func y(_ field: String) -> JSONValue {
      [
        "field": .text(field), "type": "quantitative", "title": "fill rate, %",
        "scale": ["zero": false, "nice": true, "padding": 12], "axis": ["tickCount": 6],
      ]
    }
    let stores = Set(points.map(\.store)).count
    let color: JSONValue =
      stores > 1 && stores <= 10
      ? [
        "field": "store", "type": "nominal", "sort": nil, "title": nil,
        "scale": ["scheme": "tableau10"],
        "legend": namesArms ? ["orient": "bottom", "columns": 3] : nil,
      ] : ["value": accent]
    var layers: [JSONValue] = [
      [
        "mark": ["type": "rule", "size": 1.5, "opacity": 0.7],
        "encoding": [
          "x": x("stock"), "y": y("fillLower"), "y2": ["field": "fillUpper"], "color": color,
        ],
      ],
      [
        "mark": ["type": "rule", "size": 1.5, "opacity": 0.7],
        "encoding": [
          "x": x("stockLower"), "x2": ["field": "stockUpper"], "y": y("fill"), "color": color,
        ],
      ],
      [
        "mark": ["type": "point", "filled": true, "size": 70, "opacity": 1],
        "encoding": [
          "x": x("stock"), "y": y("fill"), "color": color,
          "tooltip": [
            ["field": "store", "type": "nominal"], ["field": "arm", "type": "nominal"],
            ["field": "stock", "type": "quantitative", "format": ".4~f"],
            ["field": "fill", "type": "quantitative", "format": ".4~f", "title": "fill rate, %"],
          ],
        ],
      ],
    ]
    if points.count <= 12 {
      layers.append([
        "mark": [
          "type": "text", "dy": -12, "color": "currentColor", "limit": 130, "aria": false,
        ],
        "encoding": [
          "x": x("stock"), "y": y("fill"), "text": ["field": "name", "type": "nominal"],
        ],
      ])
    }
    return chart(height: 260, .init("data", data(rows)), .init("layer", .list(layers)))
  }
}
