import Foundation

/// Reads a page strictly: every element closed in its turn, every attribute quoted, no stray `<`.
struct PageReader {
  /// What is wrong with a page.
  struct Problem: Error, CustomStringConvertible {
    var description: String
  }

  /// An element as it begins.
  struct Element {
    var name: String
    var attributes: [String: String] = [:]
    /// The text in it, that of the elements in it included.
    var text = ""
  }

  /// The elements in the order in which they end.
  private(set) var elements: [Element] = []

  private static let void: Set<String> = ["meta", "input", "br", "img", "link"]
  private static let raw: Set<String> = ["script", "style"]

  /// What is below goes byte by byte, a character each, as HTML's own signs are all ASCII: an accent
  /// behind a quote does not hide the quote.
  init(_ page: String) throws {
    let bytes = String(String.UnicodeScalarView(page.utf8.map { Unicode.Scalar($0) }))
    guard bytes.hasPrefix("<!DOCTYPE html>\n") else { throw Problem(description: "no doctype") }
    var rest = bytes.dropFirst("<!DOCTYPE html>\n".count)
    var open: [Element] = []
    while let start = rest.firstIndex(of: "<") {
      try add(rest[..<start], to: &open)
      rest = rest[start...]
      if rest.hasPrefix("</") {
        let tag = rest.prefix(while: { $0 != ">" }).dropFirst(2)
        guard let last = open.popLast(), last.name == String(tag) else {
          throw Problem(description: "</\(tag)> ends nothing")
        }
        elements.append(last)
        if !open.isEmpty { open[open.count - 1].text += last.text }
        rest = rest.dropFirst(tag.count + 3)
        continue
      }
      guard
        let tag = rest.prefixMatch(of: /<([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>/)
      else { throw Problem(description: "not a tag: \(rest.prefix(60))") }
      rest = rest[tag.range.upperBound...]
      var element = Element(name: String(tag.output.1))
      for attribute in tag.output.2.matches(of: /[ ]([a-z-]+)="([^"]*)"/) {
        let name = String(attribute.output.1)
        guard element.attributes[name] == nil else { throw Problem(description: "twice: \(name)") }
        element.attributes[name] = try Self.unescaped(attribute.output.2)
      }
      if Self.void.contains(element.name) {
        elements.append(element)
      } else if Self.raw.contains(element.name) {
        guard let end = rest.firstRange(of: "</\(element.name)>") else {
          throw Problem(description: "<\(element.name)> does not end")
        }
        element.text = String(rest[..<end.lowerBound])
        elements.append(element)
        rest = rest[end.upperBound...]
      } else {
        open.append(element)
      }
    }
    try add(rest, to: &open)
    guard open.isEmpty else { throw Problem(description: "open at the end: \(open.map(\.name))") }
    elements = elements.map { element in
      Element(
        name: element.name, attributes: element.attributes.mapValues { Self.decoded($0) },
        text: Self.decoded(element.text))
    }
  }

  private static func decoded(_ bytes: String) -> String {
    String(decoding: bytes.unicodeScalars.map { UInt8($0.value) }, as: UTF8.self)
  }

  private func add(_ text: Substring, to open: inout [Element]) throws {
    let text = try Self.unescaped(text)
    if open.isEmpty {
      guard text.allSatisfy(\.isWhitespace) else {
        throw Problem(description: "text outside: \(text)")
      }
    } else {
      open[open.count - 1].text += text
    }
  }

  private static func unescaped(_ text: Substring) throws -> String {
    guard !text.contains(">") else { throw Problem(description: "a bare > in \(text)") }
    var result = ""
    var rest = text
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      guard let name = rest[start...].prefixMatch(of: /&(amp|lt|gt|quot|#39);/) else {
        throw Problem(description: "a bare & in \(rest[start...].prefix(20))")
      }
      let letters = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'"]
      result += letters[String(name.output.1)] ?? ""
      rest = rest[name.range.upperBound...]
    }
    return result + rest
  }

  // MARK: - What is looked for

  func all(_ name: String, class kind: String? = nil) -> [Element] {
    elements.filter { element in
      element.name == name && kind.map { element.attributes["class"] == $0 } ?? true
    }
  }

  /// The specifications of the charts.
  var charts: [[String: Any]] {
    get throws {
      try all("script", class: "chart-data").map { script in
        guard
          let object = try JSONSerialization.jsonObject(with: Data(script.text.utf8))
            as? [String: Any]
        else { throw Problem(description: "a chart is no object") }
        return object
      }
    }
  }
}
