/// The list of what is on a page: a link to every section that has a heading, after the first screen.
enum Contents {
  /// The name of the list in the page, to which who reads by keyboard may jump.
  static let name = "contents"

  /// The sections with names, and the list before the first of those with a heading.
  ///
  /// - Parameter sections: What a page shows, from top to bottom.
  /// - Returns: The same, with one more; nothing more where no section has a heading.
  static func placed(among sections: [Markup]) -> [Markup] {
    var links: [Markup] = []
    var named: [Markup] = []
    var place: Int?
    for section in sections {
      guard let heading = section.heading else {
        named.append(section)
        continue
      }
      if place == nil { place = named.count }
      let name = "part-\(links.count + 1)"
      links.append(.element("li", [.link(to: "#" + name, heading)]))
      named.append(section.sectionNamed(name))
    }
    let list = Markup.element(
      "nav", ["id": name, "class": "contents", "aria-label": "Contents", "tabindex": "-1"],
      [.element("ul", links)])
    named.insert(list, at: place ?? named.count)
    return named
  }
}

extension Markup {
  private static let sectionStart = "<section"

  /// The text of a section's visible heading, escaped; `nil` where this is no section, or has none.
  fileprivate var heading: Markup? {
    guard html.hasPrefix(Markup.sectionStart), let start = html.firstRange(of: "<h2>"),
      let end = html[start.upperBound...].firstRange(of: "</h2>")
    else { return nil }
    return Markup(escaped: html[start.upperBound..<end.lowerBound])
  }

  /// The same section with a name to which links may lead.
  fileprivate func sectionNamed(_ name: String) -> Markup {
    Markup(
      escaped: "<section id=\"\(name)\"" + html.dropFirst(Markup.sectionStart.count))
  }

  /// A link within the page.
  fileprivate static func link(to place: String, _ content: Markup) -> Markup {
    .element("a", ["href": place], [content])
  }
}
