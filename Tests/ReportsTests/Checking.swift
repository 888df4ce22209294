import Testing

@testable import Reports

/// What every page must be, whatever it is about.
enum PageCheck {
  /// Reads a page strictly, and sees that its charts have labels, places and data, and that nothing is asked of a network.
  ///
  /// - Returns: The page, read.
  @discardableResult
  static func check(_ page: Page) throws -> PageReader {
    let html = page.html
    let read = try PageReader(html)
    let places = read.all("div", class: "chart")
    #expect(places.count == page.charts.charts.count && !places.isEmpty)
    for place in places { #expect(place.attributes["aria-label"]?.isEmpty == false) }
    for chart in try read.charts {
      let layers = try #require(chart["layer"] as? [[String: Any]])
      let values = layers.compactMap { ($0["data"] as? [String: Any])?["values"] as? [Any] }
      #expect(values.contains { !$0.isEmpty }, "an empty chart")
      #expect(values.reduce(0) { $0 + $1.count } <= 6_000)
    }
    #expect(read.all("table").count >= places.count / 2)
    let visible = html.prefix { _ in true }
    #expect(!visible.contains("src=\"http") && !visible.contains("href=\"http"))
    #expect(!html.contains("NaN,") && !html.contains(": nan"))
    return read
  }
}
