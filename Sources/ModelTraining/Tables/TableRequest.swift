/// What is asked of a table: what is to be foretold, and what its columns mean.
///
/// What is left `nil` is looked for by the names that datasets of Fettle have.
public struct TableRequest: Hashable, Sendable {
  /// The column to be foretold; `remaining_useful_life` also where no such column is there but units run to failure.
  public var target: String
  /// What kind of answer is wanted.
  public var question: ModelQuestion?
  /// The columns that together name a unit: rows of one unit are never divided.
  public var unit: [String]?
  /// The column of time or cycles, by which a unit's rows are ordered.
  public var time: String?
  /// The columns that may be looked at; empty for all that may be such.
  public var features: [String] = []
  /// Columns that must not be looked at.
  public var leftOut: [String] = []

  /// What is known of the ends of units, where no column says how long they went on.
  public var ends = UnitEnds.failures

  /// What the last rows of units mean.
  public enum UnitEnds: Hashable, Sendable {
    /// Each unit's last row is its failure.
    case failures
    /// After its last row each unit went on for so long, in the order of their first rows.
    case remaining([Double])
    /// Nobody knows.
    case unknown
  }

  /// Creates a request.
  public init(target: String) { self.target = target }
}

/// What a model answers.
public enum ModelQuestion: String, Hashable, Sendable, Codable, CaseIterable {
  /// How long it goes until the failure.
  case remainingLife = "remaining life"
  /// How likely something is.
  case chance
  /// How large something is.
  case value
}
