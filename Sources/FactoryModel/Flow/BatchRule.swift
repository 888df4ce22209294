/// How parts are worked on together.
public struct BatchRule: Hashable, Sendable {
  /// What parts of a batch have in common, beside their station and set-up.
  public enum Likeness: String, Hashable, Sendable, CaseIterable {
    /// The product and the operation.
    case operation
    /// The product.
    case product
    /// The family that their operations name.
    case family
    /// Nothing.
    case anything
  }

  /// What parts of a batch have in common.
  public var likeness: Likeness
  /// Parts that a batch needs to begin; at least 1.
  public var atLeast: Int
  /// Parts that a batch can hold; not less than ``atLeast``.
  public var atMost: Int
  /// The longest that a part waits for others, in seconds.
  ///
  /// Then a batch begins with those that are there. `nil` for as long as it takes.
  public var longestWait: Double?
  /// A batch that could begin and has room waits where work on a part for it is finished within so many
  /// seconds.
  public var lookAhead: Double?

  /// Creates a rule.
  public init(
    _ likeness: Likeness = .operation, atLeast: Int = 1, atMost: Int, longestWait: Double? = nil,
    lookAhead: Double? = nil
  ) {
    self.likeness = likeness
    self.atLeast = atLeast
    self.atMost = atMost
    self.longestWait = longestWait
    self.lookAhead = lookAhead
  }
}
