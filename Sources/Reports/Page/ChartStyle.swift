public import JSONDocuments

/// How all charts look: fonts, the colors of axes, how numbers are written.
enum ChartStyle {
  /// In a page, where text has the page's own color, light or dark.
  static let page = style(ink: "currentColor", background: "transparent")

  /// The color of texts and axes on white.
  static let ink: JSONValue = "#1B2430"

  /// On white, where nothing lends its color.
  static let onWhite = style(ink: ink, background: "#FFFFFF")

  private static func style(ink: JSONValue, background: JSONValue) -> JSONValue {
    [
      "background": background, "font": "system-ui, sans-serif",
      "axis": [
        "labelColor": ink, "titleColor": ink, "domainColor": ink, "tickColor": ink,
        "gridColor": ink, "gridOpacity": 0.14, "domainOpacity": 0.4, "tickOpacity": 0.4,
        "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelLimit": 150,
        "labelPadding": 5,
      ],
      "axisY": ["domain": false, "ticks": false], "view": ["stroke": nil],
      "legend": [
        "labelColor": ink, "titleColor": ink, "labelFontSize": 12, "labelLimit": 170,
      ],
      "locale": [
        "number": [
          "decimal": ".", "thousands": "\u{202F}", "grouping": [3], "currency": ["", ""],
        ]
      ],
    ]
  }
}

extension ChartList.Chart {
  /// The width of a chart that has no page to be as wide as, in pixels.
  static let widthWithoutPage = 720

  /// The specification by itself, for other programs than a page: on white, with a width, in its own colors.
  public var standingAlone: JSONValue {
    var members = ChartList.Chart.withoutPage(specification).members ?? []
    members.removeAll { $0.name == "config" }
    let config = specification["config"]?.members ?? []
    let style = (ChartStyle.onWhite.members ?? []).filter { one in
      !config.contains { $0.name == one.name }
    }
    let own = config.map { JSONValue.Member($0.name, ChartList.Chart.withoutPage($0.value)) }
    members.append(.init("config", .object(style + own)))
    return .object(members)
  }

  /// A part of a specification in which nothing is taken from a page.
  private static func withoutPage(_ value: JSONValue) -> JSONValue {
    switch value {
    case .text("currentColor"): ChartStyle.ink
    case .list(let items): .list(items.map(withoutPage))
    case .object(let members):
      .object(
        members.map { member in
          member.name == "width" && member.value == "container"
            ? .init("width", .number(Double(widthWithoutPage)))
            : .init(member.name, withoutPage(member.value))
        })
    default: value
    }
  }
}
