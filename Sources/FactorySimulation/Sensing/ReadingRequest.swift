/// What is to be read of a factory's sensors while it is simulated.
public struct ReadingRequest: Hashable, Sendable {
  /// When reading begins, in seconds from the start.
  public var start: Double
  /// How many rows a block has at most; less where a factory has very many machines.
  public var rowsPerBlock: Int
  /// Whether the wear of all components is noted with each row, beside what sensors read of it.
  public var notesWear: Bool
  /// Whether the factory goes exactly as it does where nobody reads.
  ///
  /// Then wear that is only noted, in rows and in the history, is not looked at, which would draw a point of its path
  /// where it goes by chance: it is on the straight line from the last look to the next point that is known, at the
  /// latest the failure. At stations whose sensors rules read, those that no rule can read are left out.
  public var isBystander: Bool
  /// Whether a ``PlantHistory`` is kept.
  public var keepsHistory: Bool
  /// Whether a ``FlowHistory`` has the parts that leave and what gauges read of them; they may be many.
  public var keepsParts: Bool

  /// Creates a request.
  ///
  /// - Precondition: `rowsPerBlock` is 1 or more.
  public init(
    start: Double = 0, rowsPerBlock: Int = 4_096, notesWear: Bool = true, isBystander: Bool = false,
    keepsHistory: Bool = true, keepsParts: Bool = false
  ) {
    precondition(rowsPerBlock >= 1, "a block has one row at least")
    self.start = start
    self.rowsPerBlock = rowsPerBlock
    self.notesWear = notesWear
    self.isBystander = isBystander
    self.keepsHistory = keepsHistory
    self.keepsParts = keepsParts
  }
}
