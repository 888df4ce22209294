import JSONDocuments

/// A page while it is put together: the parts that pages about data, models, forecasts and lives have alike.
struct PageDraft {
  /// The charts for which there are places.
  private(set) var charts = ChartList()
  /// What stands on the page, from top to bottom.
  private(set) var sections: [Markup] = []

  /// Ends the page.
  func page(title: String, version: String) -> Page {
    Page(title: "\(title) · Fettle report", version: version, sections: sections, charts: charts)
  }

  // MARK: - The first screen

  /// Adds the title, a line of facts, and what the page answers.
  mutating func addHeader(_ title: String, outline: [String], question: String) {
    sections.append(
      .element(
        "header",
        [
          .element("h1", title),
          .element("p", ["class": "outline"], outline.joined(separator: " · ")),
          .element("p", ["class": "question"], question),
        ]))
  }

  /// Adds what it all says.
  ///
  /// - Parameters:
  ///   - claim: The verdict, a sentence.
  ///   - reasons: Why, sentences.
  ///   - warnings: What to be careful with, sentences.
  mutating func addVerdict(_ claim: String, reasons: [String], warnings: [String]) {
    var content: [Markup] = [
      .element("h2", ["class": "unseen"], "Verdict"),
      .element("p", ["class": "claim"], claim),
    ]
    if !reasons.isEmpty { content.append(.element("p", reasons.joined(separator: " "))) }
    if !warnings.isEmpty {
      content.append(
        .element(
          "ul", ["class": "warnings", "aria-label": "Warnings"],
          warnings.map { .element("li", $0) }))
    }
    sections.append(.element("section", ["class": "verdict"], content))
  }

  /// Adds the figures that matter.
  mutating func addFigures(_ figures: [KeyFigure]) {
    sections.append(
      .element(
        "section",
        [
          .element("h2", ["class": "unseen"], "The figures that matter"),
          .element("dl", ["class": "cards"], figures.map(\.markup)),
        ]))
  }

  // MARK: - Details

  /// Adds a section.
  ///
  /// - Parameters:
  ///   - title: Its heading.
  ///   - note: What is to be known to read it.
  ///   - content: What stands in it.
  mutating func addSection(_ title: String, note: String = "", _ content: [Markup]) {
    var parts: [Markup] = [.element("h2", title).line]
    if !note.isEmpty { parts.append(.element("p", ["class": "note"], note).line) }
    sections.append(.element("section", parts + content.map(\.line)))
  }

  /// A chart whose figures stand elsewhere on the page.
  mutating func place(_ specification: JSONValue, label: String, caption: String = "") -> Markup {
    charts.add(specification, label: label, caption: caption)
  }

  /// A chart and the table of what is drawn in it.
  ///
  /// - Parameters:
  ///   - specification: What to draw.
  ///   - label: What it shows, for who cannot see it.
  ///   - caption: What is said below it.
  ///   - figures: The same figures; short ones stand open.
  /// - Returns: Both.
  mutating func picture(
    _ specification: JSONValue, label: String, caption: String = "", figures: FigureTable
  ) -> Markup {
    let chart = charts.add(specification, label: label, caption: caption)
    return .element("div", ["class": "picture"], [chart, figures.markup()])
  }

  /// Adds how it was made, and the command that makes it again.
  mutating func addFooter(_ sentences: [String], commands: [String]) {
    let noScript = "The charts need JavaScript, which is switched off here; the tables do not."
    sections.append(
      .element(
        "footer",
        sentences.map { .element("p", $0) }
          + commands.map { .element("p", [.element("code", $0)]) }
          + [
            .element("p", "Charts by Vega-Lite."),
            .element("noscript", [.element("p", noScript)]),
          ]))
  }
}

/// A figure of the first screen.
struct KeyFigure {
  /// What it is.
  var label: String
  /// Its value, as text.
  var value: String
  /// Its unit; empty for none.
  var unit = ""
  /// Its interval, or what is to be said of it.
  var note = ""

  fileprivate var markup: Markup {
    .element(
      "div",
      [
        .element("dt", label),
        .element(
          "dd",
          [.element("span", ["class": "value"], value), .text(unit.isEmpty ? "" : " " + unit)]),
        .element("dd", ["class": "interval"], note),
      ])
  }
}

/// The figures of a chart as a table.
struct FigureTable {
  /// The heads of the columns.
  var head: [String]
  /// How many columns, the first ones, hold texts.
  var texts: Int
  /// The cells, row by row.
  var rows: [[String]]

  /// With more rows than this it is closed at first.
  private static let mostOpen = 12

  /// The table, which can be opened where it is long.
  ///
  /// - Parameter title: What the figures are called where it can be opened.
  /// - Returns: The table.
  func markup(title: String = "The figures") -> Markup {
    guard rows.count > FigureTable.mostOpen else { return table }
    return .element(
      "details", [.element("summary", "\(title), \(rows.count) rows"), table])
  }

  /// The table itself.
  var table: Markup {
    .table(
      head: head, texts: texts,
      rows: rows.map { cells in
        .element(
          "tr",
          cells.enumerated().map { place, text -> Markup in
            if place == 0, texts > 0 { return .element("th", ["scope": "row"], text) }
            return .element("td", ["class": place < texts ? "" : "number"], text)
          }
        ).line
      })
  }
}
