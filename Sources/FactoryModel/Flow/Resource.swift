/// People who run machines, or tools: so many of a kind, which operations need beside their machine.
public struct Resource: Hashable, Sendable {
  /// Whether it is people or things.
  public enum Kind: Hashable, Sendable {
    /// People: they leave a machine that stands, and at the end of their shift.
    case operators
    /// Tools and fixtures: they stay on the machine until the work is finished.
    case tools
  }

  /// The name.
  public var name: String
  /// Whether it is people or things.
  public var kind: Kind
  /// How many there are.
  public var size: Int
  /// Index in ``Factory/calendars`` of when they work; `nil` for always.
  public var calendar: Int?

  /// Creates a resource.
  public init(name: String, kind: Kind, size: Int = 1, calendar: Int? = nil) {
    self.name = name
    self.kind = kind
    self.size = size
    self.calendar = calendar
  }
}

/// What an operation needs of resources while it is done, set-ups included.
public struct ResourceNeed: Hashable, Sendable {
  /// Indices in ``Factory/resources``: the first of them with so many free takes part.
  public var resources: [Int]
  /// How many of it.
  public var count: Int

  /// Creates a need.
  public init(_ resources: [Int], count: Int = 1) {
    self.resources = resources
    self.count = count
  }
}
