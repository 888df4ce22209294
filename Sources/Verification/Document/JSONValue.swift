import Experiments

/// A value of a JSON text, with the names of an object in the order in which they stand.
public enum JSONValue: Hashable, Sendable {
  case null
  case truth(Bool)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([Member])

  /// A name of an object with its value.
  public struct Member: Hashable, Sendable {
    /// The name.
    public var name: String
    /// What stands under it.
    public var value: JSONValue

    /// Creates a member.
    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The value under a name; `nil` where there is none, or this is no object.
  public subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The number; `nil` for anything else.
  public var number: Double? {
    if case .number(let value) = self { value } else { nil }
  }

  /// The text; `nil` for anything else.
  public var string: String? {
    if case .text(let value) = self { value } else { nil }
  }

  /// The items of a list; `nil` for anything else.
  public var items: [JSONValue]? {
    if case .list(let items) = self { items } else { nil }
  }

  /// The members of an object; `nil` for anything else.
  public var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// What kind of value it is, for messages.
  var kind: String {
    switch self {
    case .null: "null"
    case .truth: "a truth value"
    case .number: "a number"
    case .text: "a text"
    case .list: "a list"
    case .object: "an object"
    }
  }

  // MARK: - Writing

  /// The value as JSON, indented by two blanks a level, numbers in their shortest form.
  ///
  /// What is no number in JSON (NaN, infinities) becomes `null`.
  public func written() -> String {
    var text = ""
    write(to: &text, indent: "")
    return text
  }

  private func write(to text: inout String, indent: String) {
    let inner = indent + "  "
    switch self {
    case .null: text += "null"
    case .truth(let value): text += value ? "true" : "false"
    case .number(let value): text += value.isFinite ? NumberText.shortest(value) : "null"
    case .text(let value): text += JSONValue.quoted(value)
    case .list(let items):
      guard !items.isEmpty else { return text += "[]" }
      // A list of numbers reads best in one line.
      let isFlat = items.allSatisfy { $0.items == nil && $0.members == nil }
      text += "["
      for (index, item) in items.enumerated() {
        text += (index == 0 ? "" : isFlat ? ", " : ",") + (isFlat ? "" : "\n" + inner)
        item.write(to: &text, indent: inner)
      }
      text += isFlat ? "]" : "\n" + indent + "]"
    case .object(let members):
      guard !members.isEmpty else { return text += "{}" }
      text += "{"
      for (index, member) in members.enumerated() {
        text += (index == 0 ? "\n" : ",\n") + inner + JSONValue.quoted(member.name) + ": "
        member.value.write(to: &text, indent: inner)
      }
      text += "\n" + indent + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
