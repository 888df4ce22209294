import JSONDocuments

/// Parts of Vega-Lite specifications that charts share.
enum Plot {
  /// Colors that people with any common kind of color vision tell apart; see ``MachineState``.
  static let colors = [
    "#2E8FCC", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#8C6D46", "#B8A800",
  ]
  /// What went wrong.
  static let failure = "#D55E00"
  /// What was done about it.
  static let work = "#009E73"

  /// A chart of layers, as wide as the page; layers without data are left out.
  static func layers(height: Double, _ layers: [JSONValue]) -> JSONValue {
    let layers = layers.filter { $0["data"]?["values"]?.items?.isEmpty != true }
    return VegaParts.chart(height: height, [.init("layer", .list(layers))])
  }

  /// A layer with its data.
  static func layer(
    _ values: [JSONValue], mark: JSONValue, _ encoding: JSONValue
  ) -> JSONValue {
    ["data": ["values": .list(values)], "mark": mark, "encoding": encoding]
  }

  /// A field of numbers on an axis.
  ///
  /// - Parameters:
  ///   - field: The field.
  ///   - title: What the axis says; `nil` for nothing.
  ///   - domain: From where to where; `nil` for what the data need.
  ///   - isLogarithmic: Whether equal steps are equal ratios.
  ///   - isPercent: Whether shares are shown in percent.
  ///   - hasZero: Whether 0 is on it.
  ///   - isReversed: Whether numbers fall to the right.
  /// - Returns: The encoding.
  static func number(
    _ field: String, _ title: String? = nil, domain: ClosedRange<Double>? = nil,
    isLogarithmic: Bool = false, isPercent: Bool = false, hasZero: Bool = false,
    isReversed: Bool = false
  ) -> JSONValue {
    var scale: [JSONValue.Member] = []
    if isLogarithmic {
      scale.append(.init("type", "log"))
    } else {
      scale.append(.init("zero", .truth(hasZero)))
    }
    if isReversed { scale.append(.init("reverse", true)) }
    if let domain {
      scale.append(
        .init("domain", .list([.number(domain.lowerBound), .number(domain.upperBound)])))
      scale.append(.init("nice", false))
    }
    var axis: [JSONValue.Member] = [
      .init("tickCount", 6), .init("labelOverlap", "greedy"), .init("labelSeparation", 8),
    ]
    if isPercent { axis.append(.init("labelExpr", "round(1000 * datum.value) / 10 + ' %'")) }
    return [
      "field": .text(field), "type": "quantitative", "title": title.map { .text($0) } ?? .null,
      "scale": .object(scale), "axis": .object(axis),
    ]
  }

  /// A moment of the plant's clock on an axis, in milliseconds.
  static func moment(_ field: String) -> JSONValue {
    [
      "field": .text(field), "type": "temporal", "title": nil,
      "scale": ["type": "utc", "nice": false],
      "axis": [
        "labelOverlap": "greedy", "labelSeparation": 10,
        // Midnight is its day; hours count to 24.
        "labelExpr":
          "utcFormat(datum.value, utchours(datum.value) || utcminutes(datum.value) ? '%H:%M' : '%b %d')",
      ],
    ]
  }

  /// Names on an axis, in the order of the data.
  static func names(_ field: String) -> JSONValue {
    ["field": .text(field), "type": "nominal", "title": nil, "sort": nil]
  }

  /// A second end, such as of a rule.
  static func end(_ field: String) -> JSONValue { ["field": .text(field)] }

  /// Colors by name, with a legend above the chart.
  ///
  /// - Parameters:
  ///   - field: The field with the names.
  ///   - names: All names, in order.
  ///   - colors: Their colors; those of ``colors`` in order where nothing is said.
  /// - Returns: The encoding.
  static func color(
    _ field: String, _ names: [String], _ colors: [String]? = nil
  ) -> JSONValue {
    let chosen = colors ?? names.indices.map { Plot.colors[$0 % Plot.colors.count] }
    return [
      "field": .text(field), "type": "nominal",
      "scale": [
        "domain": .list(names.map { .text($0) }), "range": .list(chosen.map { .text($0) }),
      ],
      "legend": [
        "title": nil, "orient": "top", "labelColor": "currentColor", "labelFontSize": 12,
        "labelLimit": 220, "columns": 3,
      ],
    ]
  }

  /// A broken line on which what is across is the same as what is up.
  static func diagonal(from: Double, to: Double, x: JSONValue, y: JSONValue) -> JSONValue {
    func along(_ axis: JSONValue, _ field: String) -> JSONValue {
      .object(
        (axis.members ?? []).map { $0.name == "field" ? .init("field", .text(field)) : $0 })
    }
    let ends = [from, to].map { end -> JSONValue in
      ["across": Digits.number(end), "up": Digits.number(end)]
    }
    return layer(
      ends, mark: ["type": "line", "strokeDash": [5, 4], "color": "currentColor", "opacity": 0.6],
      ["x": along(x, "across"), "y": along(y, "up")])
  }

  /// What is shown where the pointer rests.
  static func tips(_ fields: KeyValuePairs<String, String>) -> JSONValue {
    .list(
      fields.map { field, title in
        ["field": .text(field), "type": "nominal", "title": .text(title)]
      })
  }

  /// Rules across the chart at some values of x.
  static func marks(
    _ values: [JSONValue], x: JSONValue, color: String, dash: [Double] = [], tips: JSONValue = nil
  ) -> JSONValue {
    layer(
      values,
      mark: [
        "type": "rule", "color": .text(color), "opacity": 0.85, "size": 1.2,
        "strokeDash": .list(dash.map { .number($0) }),
      ], ["x": x, "tooltip": tips])
  }
}
