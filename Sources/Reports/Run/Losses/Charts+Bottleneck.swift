import JSONDocuments

/// The map of bottlenecks.
extension Charts {
  /// A bar a station, and arrows between the stations of a line.
  static func bottlenecks(_ shares: BottleneckShares) -> JSONValue {
    let count = Double(shares.rows.count)
    var bars: [JSONValue] = []
    var intervals: [JSONValue] = []
    for (place, row) in shares.rows.enumerated() {
      let shown: [(kind: String, from: Double, to: Double, color: String)] = [
        ("alone", 0, row.alone, "#D55E00"), ("shifting", row.alone, row.share, "#E69F00"),
      ]
      for part in shown {
        bars.append([
          "station": .text(row.station), "kind": .text(part.kind),
          "top": .number(Double(place) + 0.16), "end": .number(Double(place) + 0.84),
          "from": .number(part.from), "to": .number(max(part.from, part.to)),
          "color": .text(part.color),
          "text": .text(FigureText.percent(max(0, part.to - part.from))),
          "starved": .text(FigureText.percent(row.starved)),
          "blocked": .text(FigureText.percent(row.blocked)),
        ])
      }
      intervals.append([
        "middle": .number(Double(place) + 0.5), "lower": number(row.lower),
        "upper": number(row.upper),
      ])
    }
    let names = JSONValue.list(shares.rows.map { .text($0.station) }).written(.inPage)
    func y(_ field: String) -> JSONValue {
      [
        "field": .text(field), "type": "quantitative", "title": nil,
        "scale": ["domain": [0, .number(count)], "reverse": true, "nice": false, "zero": false],
        "axis": [
          "values": .list(shares.rows.indices.map { .number(Double($0) + 0.5) }), "grid": false,
          "ticks": false, "domain": false, "labelExpr": .text("\(names)[floor(datum.value)]"),
          "labelOverlap": false, "labelPadding": shares.pointsAhead == nil ? 5 : 22,
          "labelLimit": 130,
        ],
      ]
    }
    func x(_ field: String) -> JSONValue {
      [
        "field": .text(field), "type": "quantitative", "title": "share of time as the bottleneck",
        "scale": ["domainMin": 0, "nice": true],
        "axis": ["labelExpr": "round(100 * datum.value) + ' %'", "tickCount": 5],
      ]
    }
    var layers: [JSONValue] = [
      [
        "data": data(bars), "mark": ["type": "rect"],
        "encoding": [
          "y": y("top"), "y2": ["field": "end"], "x": x("from"), "x2": ["field": "to"],
          "color": ["field": "color", "type": "nominal", "scale": nil],
          "tooltip": [
            ["field": "station", "type": "nominal"], ["field": "kind", "type": "nominal"],
            ["field": "text", "type": "nominal", "title": "share of time"],
            ["field": "starved", "type": "nominal"], ["field": "blocked", "type": "nominal"],
          ],
        ],
      ],
      [
        "data": data(intervals),
        "mark": ["type": "rule", "size": 2, "color": "currentColor", "clip": true],
        "encoding": [
          "y": y("middle"), "x": x("lower"),
          "x2": ["field": "upper"],
        ],
      ],
    ]
    if let ahead = shares.pointsAhead {
      let arrows = ahead.enumerated().map { place, isAhead -> JSONValue in
        ["place": .number(Double(place) + 1), "arrow": isAhead ? "↓" : "↑"]
      }
      layers.append([
        "data": data(arrows),
        "mark": [
          "type": "text", "size": 17, "fontWeight": "bold", "color": "currentColor",
          "aria": false, "align": "center", "dx": -12,
        ],
        "encoding": [
          "y": y("place"), "x": ["value": 0],
          "text": ["field": "arrow", "type": "nominal"],
        ],
      ])
    }
    return chart(height: 32 * count, .init("layer", .list(layers)))
  }
}
