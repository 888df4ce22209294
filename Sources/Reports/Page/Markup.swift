/// A piece of an HTML page: every text in it is escaped, every element closed.
struct Markup: Sendable {
  /// The piece as it stands in the page.
  private(set) var html: String

  private init(html: String) { self.html = html }

  /// A piece of what is markup already.
  init(escaped html: some StringProtocol) { self.html = String(html) }

  /// Whether it is nothing.
  var isNone: Bool { html.isEmpty }

  /// Nothing.
  static let none = Markup(html: "")

  /// A text, to be read as it is.
  static func text(_ text: String) -> Markup { Markup(html: escaped(text)) }

  /// An element.
  ///
  /// - Parameters:
  ///   - name: The element's name, such as `td`.
  ///   - attributes: Its attributes, in order; an empty value is left out.
  ///   - content: What stands in it.
  /// - Returns: The element.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String>, _ content: [Markup]
  ) -> Markup {
    Markup(html: start(name, attributes) + content.map(\.html).joined() + "</\(name)>")
  }

  /// An element without attributes.
  static func element(_ name: String, _ content: [Markup]) -> Markup {
    element(name, [:], content)
  }

  /// An element with a text in it.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String>, _ text: String
  ) -> Markup {
    element(name, attributes, [.text(text)])
  }

  /// An element with a text in it, without attributes.
  static func element(_ name: String, _ text: String) -> Markup {
    element(name, [:], [.text(text)])
  }

  /// An element without content that is never closed, such as `meta`.
  static func void(_ name: String, _ attributes: KeyValuePairs<String, String>) -> Markup {
    Markup(html: start(name, attributes))
  }

  /// A style sheet or a script, which stand in a page unescaped.
  ///
  /// - Parameters:
  ///   - name: `style` or `script`.
  ///   - attributes: The element's attributes.
  ///   - code: What stands in it: the program's own, or JSON whose `<` are escaped.
  /// - Returns: The element.
  static func code(
    _ name: String, _ attributes: KeyValuePairs<String, String>, _ code: String
  ) -> Markup {
    precondition(!code.contains("</" + name), "code must not end its own element")
    return Markup(html: start(name, attributes) + code + "</\(name)>\n")
  }

  /// A style sheet or a script without attributes.
  static func code(_ name: String, _ text: String) -> Markup { code(name, [:], text) }

  /// A whole page.
  static func page(_ content: [Markup]) -> String {
    "<!DOCTYPE html>\n" + content.map(\.html).joined() + "\n"
  }

  /// The piece, with a line's end behind it.
  var line: Markup { Markup(html: html + "\n") }

  private static func start(
    _ name: String, _ attributes: KeyValuePairs<String, String>
  ) -> String {
    var tag = "<" + name
    for (key, value) in attributes where !value.isEmpty { tag += " \(key)=\"\(escaped(value))\"" }
    return tag + ">"
  }

  /// A text in which no character can begin or end anything, in an element or in an attribute.
  ///
  /// It goes by Unicode scalars: a quote that carries a combining accent is one character of Swift,
  /// and ends an attribute all the same.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "'": result.append(contentsOf: "&#39;".unicodeScalars)
      // What HTML does not allow: it would be read as something else, or not at all.
      case "\0"..."\u{8}", "\u{B}", "\u{E}"..."\u{1F}", "\u{7F}"..."\u{9F}":
        result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
