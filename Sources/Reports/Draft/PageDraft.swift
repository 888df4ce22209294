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

  /// Adds the title, what the page answers, and a line of facts.
  mutating func addHeader(_ title: String, outline: [String], question: String) {
    sections.append(PageParts.header(title, question: question, outline: outline))
  }

  /// Adds what it all says.
  ///
  /// - Parameters:
  ///   - claim: The verdict, a sentence.
  ///   - reasons: Why, sentences.
  ///   - warnings: What to be careful with, sentences.
  mutating func addVerdict(_ claim: String, reasons: [String], warnings: [String]) {
    sections.append(PageParts.verdict([claim], reasons: reasons, warnings: warnings))
  }

  /// Adds the figures that matter.
  mutating func addFigures(_ figures: [FigureCard]) {
    sections.append(PageParts.figures([FigureCard.list(figures)]))
  }

  // MARK: - Details

  /// Adds a section.
  ///
  /// - Parameters:
  ///   - title: Its heading.
  ///   - note: What is to be known to read it.
  ///   - content: What stands in it.
  mutating func addSection(_ title: String, note: String = "", _ content: [Markup]) {
    sections.append(PageParts.section(title, note, content.map(\.line)))
  }

  /// A chart whose figures stand elsewhere on the page.
  mutating func place(
    _ specification: JSONValue, label: String, caption: String = "", beside table: TableBeside
  ) -> Markup {
    charts.add(specification, label: label, caption: caption, beside: table)
  }

  /// A chart and the table of what is drawn in it.
  ///
  /// - Parameters:
  ///   - specification: What to draw.
  ///   - label: What it shows, for who cannot see it.
  ///   - caption: What is said below it.
  ///   - figures: The same figures; short ones stand open.
  ///   - table: How they are the same.
  /// - Returns: Both.
  mutating func picture(
    _ specification: JSONValue, label: String, caption: String = "", figures: FigureTable,
    beside table: TableBeside
  ) -> Markup {
    let chart = charts.add(specification, label: label, caption: caption, beside: table)
    return .element("div", ["class": "picture"], [chart, figures.markup()])
  }

  /// Adds how it was made, and the command that makes it again.
  mutating func addFooter(_ sentences: [String], commands: [String]) {
    sections.append(PageParts.footer(sentences + ["Charts by Vega-Lite."], commands: commands))
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
