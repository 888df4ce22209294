/// The reference page of the language, written from the table of keys.
public enum LanguageReference {
  /// The page, in Markdown.
  public static func text() -> String {
    var page = """
      # Reference of the language

      <!-- Written by `fettle schema --reference`; changes belong into the table of keys. -->

      Every key of scenarios and experiments, from the table that the reader itself goes by. [The
      scenario language](scenario.md) explains how they work together. A key marked *live* may move
      while the simulation runs (`timeline`, `fettle factors`). A key marked ○ is read and checked, but
      this version does not simulate it.

      Wherever a list or a mapping from names stands, a table may stand instead: `{table: routes.csv}`.

      """
    for kind in SectionKind.allCases { page += section(kind) }
    page += units() + distributions()
    return page
  }

  private static func section(_ kind: SectionKind) -> String {
    var text = "\n## \(title(kind))\n\n| Key | Value | Default | Meaning |\n|---|---|---|---|\n"
    for key in kind.keys {
      let name = "`\(key.name)`" + (key.missing == nil ? "" : " ○")
      let meaning = key.doc + (key.change == .live ? " (*live*)" : "")
      let cells = [name, value(key.shape), standard(key), sentence(meaning)]
      text += "| " + cells.map(escaped).joined(separator: " | ") + " |\n"
    }
    return text
  }

  private static func standard(_ key: Key) -> String {
    switch key.standard {
    case .nothing: "none"
    case .required(let example): "required, such as `\(example)`"
    case .value(let text): "`\(text)`"
    case .described(let text): text
    }
  }

  private static func value(_ shape: Shape) -> String {
    switch shape {
    case .words(let words, _): words.map { "`\($0)`" }.joined(separator: " · ")
    case .section(let kind): "[\(title(kind))](#\(anchor(kind)))"
    case .names(_, let inner, _), .labels(let inner, _), .factors(let inner, _):
      "names, each with " + value(inner)
    case .keyed(let kinds, let inner, let words, _):
      (kinds.isEmpty && words.isEmpty
        ? "paths of metrics"
        : (kinds.map { $0.rawValue + " names" } + words.map { "`\($0)`" })
          .joined(separator: " or "))
        + ", each with " + value(inner)
    case .list(let inner, _): "list of " + value(inner)
    case .steps(let kind): "list of [\(title(kind))](#\(anchor(kind)))s"
    case .rows(let kind): "table of [\(title(kind))](#\(anchor(kind))) rows"
    case .either(let shapes, _): alternatives(shapes)
    case .reference(let kinds): kinds.map(\.rawValue).joined(separator: " or ") + " name"
    case .formula(let expectation): expectation.example + ", or a formula"
    case .phrase(let beginning, let rest): "`\(beginning)` and " + value(rest)
    case .anything: "any value"
    default: shape.what
    }
  }

  private static func alternatives(_ shapes: [Shape]) -> String {
    var texts: [String] = []
    for shape in shapes {
      if case .list(let inner, _) = shape, texts.contains(value(inner)) {
        texts.append("a list of them")
      } else {
        texts.append(value(shape))
      }
    }
    return texts.joined(separator: ", or ")
  }

  private static func units() -> String {
    var text = "\n## Units\n\n| Kind | Units |\n|---|---|\n"
    var names: [(kind: String, symbols: [String])] = []
    for unit in UnitTable.all {
      let kind = unit.dimension.name
      if let index = names.firstIndex(where: { $0.kind == kind }) {
        names[index].symbols.append(unit.symbol)
      } else {
        names.append((kind, [unit.symbol]))
      }
    }
    for (kind, symbols) in names {
      text += "| \(kind) | " + symbols.map { "`\($0)`" }.joined(separator: " ") + " |\n"
    }
    text += "| an amount of money | ISO 4217 codes: `EUR` `USD` … |\n"
    text += "\nUnits are joined by `/` and `*` without blanks: `EUR/h`, `N*m`, `kg/m^3`.\n"
    return text
  }

  private static func distributions() -> String {
    var text = "\n## Distributions\n\n| Name | Parameters | Example |\n|---|---|---|\n"
    for family in DistributionFamily.all {
      let forms = family.forms.map { $0.map { "`\($0)`" }.joined(separator: " ") }
      text +=
        "| `\(family.name)` | " + forms.joined(separator: ", or ") + " | `\(family.example)` |\n"
    }
    let common = DistributionFamily.common.map { "`\($0)`" }.joined(separator: ", ")
    text += "\nEvery distribution also takes \(common).\n"
    return text
  }

  // MARK: - Words

  /// `queueLimit` as `Queue limit`.
  private static func title(_ kind: SectionKind) -> String {
    var words = ""
    for character in kind.rawValue {
      words += character.isUppercase ? " " + character.lowercased() : String(character)
    }
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private static func anchor(_ kind: SectionKind) -> String {
    title(kind).lowercased().split(separator: " ").joined(separator: "-")
  }

  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  private static func escaped(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
