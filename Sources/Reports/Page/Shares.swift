import JSONDocuments

/// Bars of shares.
enum Shares {
  /// A bar a share, from 0 to 100 %.
  ///
  /// - Parameters:
  ///   - shares: What each is called, and the share from 0 to 1.
  ///   - title: What the axis says.
  /// - Returns: The specification.
  static func bars(_ shares: [(label: String, share: Double)], title: String) -> JSONValue {
    let values = shares.map { label, share -> JSONValue in
      [
        "label": .text(label), "share": VegaParts.short(share),
        "text": .text(FigureText.percent(share)),
      ]
    }
    return VegaParts.chart(
      height: 28 * Double(shares.count),
      [
        .init("data", ["values": .list(values)]),
        .init("mark", ["type": "bar", "color": VegaParts.accent, "height": ["band": 0.6]]),
        .init(
          "encoding",
          [
            "y": [
              "field": "label", "type": "nominal", "sort": nil, "title": nil,
              "axis": ["labelLimit": 170],
            ],
            "x": [
              "field": "share", "type": "quantitative", "title": .text(title),
              "scale": ["domain": [0, 1]],
              "axis": ["labelExpr": "round(100 * datum.value) + ' %'", "tickCount": 5],
            ],
            "tooltip": [
              ["field": "label", "type": "nominal", "title": "of"],
              ["field": "text", "type": "nominal", "title": .text(title)],
            ],
          ]),
      ])
  }
}
