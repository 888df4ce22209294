import EventKernel
import RandomVariates

/// A store of one item.
struct StoreRecord: BitwiseCopyable {
  var onHand: Int
  /// Ordered, and not come.
  var onOrder = 0
  /// Owed to customers and other stores.
  var owed = 0
  /// Asked for by work that waits, for spares or for other things.
  var asked = 0
  /// Whether that counts only when it is taken.
  var countsWhenTaken = false
  /// Orders when the inventory position is at or below this level; never where it is `Int.min`.
  var below: Int
  /// To this position, or by so much.
  var upTo: Int
  var lot: Int
  /// Orders are multiples of it.
  var multiple = 1
  /// Whether it is looked at from time to time only.
  var isReviewed = false
  /// Whether the position counts all stores behind it.
  var countsEchelon = false
  /// Who is asked at looks, and who plans its orders; -1 for nobody.
  var decider: Int32 = -1
  var planner: Int32 = -1
  /// What its plan says that is to be ordered now.
  var planned = 0
  /// For whose plans it is wanted.
  var bills = Stretch()
  /// The ways on which it is filled.
  var links = Stretch()
  /// The most that it can hold.
  var capacity = Int.max
  /// Whether what is owed counts in the inventory position.
  var countsOwed = true
  /// The rule for orders in a hurry, and what has been ordered by it and not come; -1 for none.
  var rush: Int32 = -1
  var rushOnOrder = 0
  /// Whether it is known when what is there came, how long it keeps, and the batches of it, the oldest first.
  var keepsBatches = false
  var shelfLife = Double.infinity
  /// What the lots that are there at the start or made here are like, and how many were made; -1 where lots do not differ.
  var origin: Int32 = -1
  var lotsMade: UInt64 = 0
  var firstBatch: Int32 = -1
  var lastBatch: Int32 = -1
  /// When it is next looked for what has perished.
  var spoilsAt = Double.infinity
  /// The store that fills it; -1 for a supplier or a route.
  var source: Int32 = -1
  /// The stores that it fills, in the list of all.
  var downstream = Stretch()
  /// The product that fills it; -1 for none.
  var product: Int32 = -1
  /// The first and the last of those to whom something is owed; -1 for none.
  var firstClaim: Int32 = -1
  var lastClaim: Int32 = -1
  var levelSince = 0.0
  /// What had been wanted when it was last looked at.
  var demandedBefore = 0

  /// What is there and has been ordered less what is owed and asked for.
  var position: Int {
    onHand + onOrder - (countsOwed ? owed : 0) - (countsWhenTaken ? 0 : asked)
  }

  /// What is there and in orders in a hurry less what is owed and asked for.
  var rushPosition: Int { onHand + rushOnOrder - owed - asked }

  /// What may be ordered beside what is there and has been ordered; what is owed goes on at once.
  var room: Int { capacity == .max ? .max : max(0, capacity - onHand - onOrder + owed) }

  /// What orders are whole multiples of.
  var orderUnit: Int { max(1, lot > 0 ? lot : multiple) }

  /// How much to order at a position.
  func wanted(at position: Int) -> Int {
    guard position <= below else { return 0 }
    let count = lot > 0 ? ((below - position) / lot + 1) * lot : max(0, upTo - position)
    return count.roundedUp(toMultipleOf: multiple)
  }
}

/// When a store orders in a hurry, and from whom.
struct RushRecord: BitwiseCopyable {
  var link: Int32
  var below: Int
  var upTo: Int
}

/// When a part of a stock is lost.
struct LossRecord: BitwiseCopyable {
  var store: Int32
  var every: Sampler
  var share: Sampler
  var key: StreamKey
  var ordinal: UInt64 = 0
}

/// Stores that are looked at at the same times.
struct ReviewRecord: BitwiseCopyable {
  var period: Double
  /// Which of the reviewed stores.
  var stores: Stretch
  /// How many looks there were.
  var count = 0.0
}

/// What goes into what another store orders.
struct BillRecord: BitwiseCopyable {
  /// The planner of the other store.
  var planner: Int32
  /// How much of it, in the smallest amounts of both.
  var amount: Double
}
