/// What each step of a plan has changed.
public struct CleaningLog: Hashable, Sendable, Encodable {
  /// What one step has changed.
  public struct Entry: Hashable, Sendable, Encodable {
    /// The key of the step.
    public var step: String
    /// Its line in the plan.
    public var line: Int
    /// The columns that it is about.
    public var columns: [String]
    /// How many rows it has removed, or moved.
    public var rows: Int
    /// How many cells it has changed in rows that stay.
    public var cells: Int
    /// What is to be known beside that; empty for nothing.
    public var note: String
  }

  /// The steps, in their order.
  public var entries: [Entry]
  /// How many rows there were, and are.
  public var rowsBefore: Int
  /// How many rows there are.
  public var rowsAfter: Int
  /// How many columns there were.
  public var columnsBefore: Int
  /// How many columns there are.
  public var columnsAfter: Int

  /// How many steps have changed something.
  public var changes: Int { entries.count { $0.rows > 0 || $0.cells > 0 } }
}
