/// A value of a JSON text, with the names of an object in the order in which they stand.
///
/// So the same value is the same text, and what is read comes out in its own order.
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
}
