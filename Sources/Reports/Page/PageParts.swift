/// Parts that pages of several kinds have.
enum PageParts {
  /// What a page is about, and how it was made.
  static func header(_ title: String, question: String?, outline: [String]) -> Markup {
    .element(
      "header",
      [.element("h1", title)]
        + (question.map { [Markup.element("p", ["class": "question"], $0)] } ?? [])
        + [.element("p", ["class": "outline"], outline.joined(separator: " · "))])
  }

  /// What it amounts to.
  ///
  /// - Parameters:
  ///   - claims: The verdict, a sentence each.
  ///   - reasons: Why.
  ///   - warnings: What to be careful with.
  /// - Returns: The section.
  static func verdict(
    _ claims: [String], reasons: [String] = [], warnings: [String] = []
  ) -> Markup {
    var content: [Markup] = [.element("h2", ["class": "unseen"], "Verdict")]
    content += claims.map { .element("p", ["class": "claim"], $0) }
    if !reasons.isEmpty { content.append(.element("p", reasons.joined(separator: " "))) }
    if !warnings.isEmpty {
      content.append(
        .element(
          "ul", ["class": "warnings", "aria-label": "Warnings"],
          warnings.map { .element("li", $0) }))
    }
    return .element("section", ["class": "verdict"], content)
  }

  /// A heading, what to know about it, and what is below it.
  static func section(_ title: String, _ note: String, _ content: [Markup]) -> Markup {
    .element(
      "section",
      [.element("h2", title)]
        + (note.isEmpty ? [] : [.element("p", ["class": "note"], note)]) + content)
  }

  /// A text with a capital at its beginning.
  static func sentence(_ text: String) -> String {
    text.first.map { $0.uppercased() + text.dropFirst() } ?? ""
  }

  /// The figures that matter.
  static func figures(_ content: [Markup]) -> Markup {
    .element("section", [.element("h2", ["class": "unseen"], "The figures that matter")] + content)
  }

  /// A small chart with its heading.
  static func strip(_ title: String, unit: String, _ content: [Markup]) -> Markup {
    .element(
      "div", ["class": "strip"],
      [
        .element(
          "h3",
          [.text(title)]
            + (unit.isEmpty ? [] : [.element("span", ["class": "unit"], " " + unit)]))
      ] + content
    ).line
  }

  /// Something that is shown where somebody asks for it.
  static func details(_ summary: String, _ content: [Markup]) -> Markup {
    .element("details", [.element("summary", summary)] + content).line
  }

  /// Colors and what they stand for.
  static func legend(_ items: [(title: String, color: String)]) -> Markup {
    .element(
      "ul", ["class": "legend", "aria-label": "Colors"],
      items.map { item in
        .element(
          "li",
          [
            .element("span", ["class": "chip", "style": "background:\(item.color)"], []),
            .text(item.title),
          ])
      })
  }

  /// Where the page comes from.
  ///
  /// - Parameters:
  ///   - lines: How it was made.
  ///   - commands: What makes it again.
  /// - Returns: The end of the page.
  static func footer(_ lines: [String], commands: [String]) -> Markup {
    .element(
      "footer",
      lines.map { .element("p", $0) } + commands.map { .element("p", [.element("code", $0)]) } + [
        .element(
          "noscript",
          [
            .element(
              "p", "The charts need JavaScript, which is switched off here; the tables do not.")
          ])
      ])
  }

  /// A command as it was typed, with what holds blanks in quotes.
  static func command(_ words: [String]) -> String {
    words.map { word in
      let isPlain = word.unicodeScalars.allSatisfy {
        ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
          || "-_./=:,@%+".unicodeScalars.contains($0)
      }
      return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }.joined(separator: " ")
  }
}

extension Markup {
  /// A row: what it is about, cells with texts, cells with numbers.
  static func row(
    _ title: String, texts: [String] = [], numbers: [String] = [], note: String = ""
  ) -> Markup {
    let more =
      note.isEmpty ? [] : [Markup.element("span", ["class": "meaning"], note)]
    return .element(
      "tr",
      [.element("th", ["scope": "row"], [.text(title)] + more)]
        + texts.map { .element("td", $0) }
        + numbers.map { .element("td", ["class": "number"], $0) }
    ).line
  }
}
