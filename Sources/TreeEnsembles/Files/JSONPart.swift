import JSONDocuments

/// A value of a JSON text with the path that leads to it, for messages.
struct JSONPart {
  let value: JSONValue
  let path: String

  /// The part under a name.
  func part(_ name: String) throws(TreeEnsembleError) -> JSONPart {
    guard let part = optional(name) else {
      throw .malformed(
        place: path.isEmpty ? "model" : path, read: "no '\(name)'", expected: "one")
    }
    return part
  }

  /// The part under a name; `nil` where there is none.
  func optional(_ name: String) -> JSONPart? {
    value[name].map { JSONPart(value: $0, path: path.isEmpty ? name : "\(path).\(name)") }
  }

  /// The items of a list.
  func items() throws(TreeEnsembleError) -> [JSONPart] {
    guard let items = value.items else { throw wrong("a list") }
    return items.enumerated().map { JSONPart(value: $1, path: "\(path)[\($0)]") }
  }

  /// A text.
  func text() throws(TreeEnsembleError) -> String {
    guard let text = value.string else { throw wrong("a text") }
    return text
  }

  /// Texts of a list.
  func texts() throws(TreeEnsembleError) -> [String] {
    var texts: [String] = []
    for item in try items() { texts.append(try item.text()) }
    return texts
  }

  /// A number, perhaps in quotes.
  func number() throws(TreeEnsembleError) -> Double {
    if let number = value.number ?? value.string.flatMap({ Double($0) }) { return number }
    if case .truth(let truth) = value { return truth ? 1 : 0 }
    throw wrong("a number")
  }

  /// A whole number that is not too large for anything.
  func whole() throws(TreeEnsembleError) -> Int {
    guard let whole = Int(exactly: try number()), abs(whole) < 1 << 31 else {
      throw wrong("a whole number")
    }
    return whole
  }

  /// Numbers of a list, as many as are wanted.
  func numbers(_ count: Int? = nil) throws(TreeEnsembleError) -> [Double] {
    guard let items = value.items else { throw wrong("a list") }
    if let count, items.count != count {
      throw .malformed(
        place: path, read: "\(items.count) numbers", expected: "\(count), one a node")
    }
    var numbers: [Double] = []
    numbers.reserveCapacity(items.count)
    for item in items { numbers.append(try JSONPart(value: item, path: path).number()) }
    return numbers
  }

  /// Whole numbers of a list, as many as are wanted.
  func wholes(_ count: Int? = nil) throws(TreeEnsembleError) -> [Int] {
    var wholes: [Int] = []
    for number in try numbers(count) {
      guard let whole = Int(exactly: number), abs(whole) < 1 << 31 else {
        throw .malformed(place: path, read: "\(number)", expected: "whole numbers")
      }
      wholes.append(whole)
    }
    return wholes
  }

  /// Throws where there is a name that is not known.
  func expectOnly(_ names: Set<String>) throws(TreeEnsembleError) {
    for member in value.members ?? [] where !names.contains(member.name) {
      throw .unsupported(
        place: path.isEmpty ? "model" : path, value: member.name,
        remedy: "save the model with a version of its program that this reader knows")
    }
  }

  func wrong(_ expected: String) -> TreeEnsembleError {
    let text = value.written(.inPage)
    return .malformed(
      place: path, read: text.count > 40 ? "\(text.prefix(40))…" : text, expected: expected)
  }
}
