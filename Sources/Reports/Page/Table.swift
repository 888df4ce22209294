extension Markup {
  /// A table that moves sideways by itself where it is too wide for the page.
  ///
  /// - Parameters:
  ///   - head: The heads of the columns.
  ///   - texts: How many columns, the first ones, hold texts; the others hold numbers.
  ///   - rows: The rows.
  ///   - name: The table's class.
  /// - Returns: The table.
  static func table(head: [String], texts: Int, rows: [Markup], name: String = "") -> Markup {
    let cells = head.enumerated().map { index, title -> Markup in
      title.isEmpty
        ? .element("td", [])
        : .element("th", ["scope": "col", "class": index < texts ? "" : "number"], title)
    }
    return .element(
      "div", ["class": "wide"],
      [
        .element(
          "table", ["class": name],
          [
            .element("thead", [.element("tr", cells)]).line,
            .element("tbody", rows),
          ])
      ])
  }
}
