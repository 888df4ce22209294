/// The sums kept of a store while a replication runs.
public struct StoreAccount: Hashable, Sendable, BitwiseCopyable {
  /// Pieces on hand, added up over time, in piece seconds.
  public var onHand = 0.0
  /// Pieces on the way, added up over time, in piece seconds.
  public var onOrder = 0.0
  /// Pieces owed to customers, added up over time, in piece seconds.
  public var owed = 0.0
  /// Time without a piece on hand, in seconds.
  public var empty = 0.0
  /// Orders to the supplier, and their pieces.
  public var orders = 0
  /// Pieces ordered from the supplier.
  public var ordered = 0
  /// Pieces delivered by the supplier.
  public var delivered = 0
  /// Pieces used as spares.
  public var used = 0
  /// Pieces that customers wanted.
  public var demanded = 0
  /// Pieces that customers wanted and got at once.
  public var served = 0
  /// Pieces on hand when measuring began, less those owed.
  public var initial = 0
  /// Pieces on hand at the end, less those owed.
  public var final = 0

  init(initial: Int = 0) {
    self.initial = initial
    final = initial
  }
}
