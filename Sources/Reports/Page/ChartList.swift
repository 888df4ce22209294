public import JSONDocuments

/// The charts of a page, in the order in which they stand in it.
public struct ChartList: Sendable {
  /// A chart.
  public struct Chart: Sendable {
    /// Its name in the page, such as `chart-1`.
    public let name: String
    /// What it shows, for who cannot see it.
    public let label: String
    /// What is drawn: a specification of Vega-Lite with its data.
    public let specification: JSONValue
  }

  /// The charts.
  public private(set) var charts: [Chart] = []

  /// The specifications, each in an element of its own.
  var data: [Markup] {
    charts.map { chart in
      .code(
        "script", ["type": "application/json", "class": "chart-data", "data-chart": chart.name],
        chart.specification.written(.inPage))
    }
  }

  /// A place for a chart.
  ///
  /// - Parameters:
  ///   - specification: What to draw.
  ///   - label: What the chart shows, for who cannot see it.
  ///   - caption: What is said below it.
  ///   - table: Which table shows the same figures, and how.
  /// - Returns: The place.
  mutating func add(
    _ specification: JSONValue, label: String, caption: String = "", beside table: TableBeside
  ) -> Markup {
    let name = "chart-\(charts.count + 1)"
    charts.append(
      Chart(name: name, label: label, specification: specification.withoutEmptyIntervals))
    return .element(
      "figure", ["data-tables": table.attribute],
      [
        .element("div", ["class": "chart", "id": name, "role": "group", "aria-label": label], [])
      ] + (caption.isEmpty ? [] : [.element("figcaption", caption)])
    ).line
  }
}
