import JSONDocuments

/// An HTML page that needs nothing beside itself: no server, no network.
///
/// It holds what the browser needs to draw its charts, and works without: tables stand beside them.
public struct Page: Sendable {
  /// What the browser calls it.
  var title: String
  /// The version that wrote it.
  var version: String
  /// What it shows, from top to bottom.
  var sections: [Markup]
  /// The charts for which the sections have places.
  public internal(set) var charts: ChartList

  init(title: String, version: String, sections: [Markup], charts: ChartList) {
    self.title = title
    self.version = version
    self.sections = sections
    self.charts = charts
  }

  /// The page, in UTF-8.
  ///
  /// The same page gives the same bytes.
  public var html: String {
    Markup.page([.element("html", ["lang": "en"], [head, body])])
  }

  private var head: Markup {
    .element(
      "head",
      [
        .void("meta", ["charset": "utf-8"]),
        .void(
          "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        .void("meta", ["name": "color-scheme", "content": "light dark"]),
        .void("meta", ["name": "generator", "content": "Fettle \(version)"]),
        .element("title", title),
        .code("style", ReportFiles.style),
      ]
    ).line
  }

  private var body: Markup {
    .element(
      "body",
      [
        Markup.element("a", ["class": "skip", "href": "#\(Contents.name)"], "To the contents").line,
        .element("main", Contents.placed(among: sections).map(\.line)).line,
        .code("script", "/*\n\(ReportFiles.vegaLicense)*/\n"),
        .code("script", ReportFiles.vega), .code("script", ReportFiles.vegaLite),
        .code("script", ReportFiles.vegaEmbed),
        .code(
          "script", ["type": "application/json", "id": "chart-style"],
          ChartStyle.page.written(.inPage)),
      ] + charts.data + [.code("script", ReportFiles.script)])
  }
}
