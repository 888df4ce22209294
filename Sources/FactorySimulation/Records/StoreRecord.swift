import EventKernel
import FactoryModel
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
  /// Who is asked at looks; -1 for nobody.
  var decider: Int32 = -1
  /// The ways on which it is filled.
  var links = Stretch()
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
  var position: Int { onHand + onOrder - owed - (countsWhenTaken ? 0 : asked) }

  /// How much to order at a position.
  func wanted(at position: Int) -> Int {
    guard position <= below else { return 0 }
    let count = lot > 0 ? ((below - position) / lot + 1) * lot : max(0, upTo - position)
    return count.roundedUp(toMultipleOf: multiple)
  }
}

extension Int {
  /// The least multiple that is not less.
  func roundedUp(toMultipleOf size: Int) -> Int {
    size <= 1 ? self : (self + size - 1) / size * size
  }
}

/// A way on which a store is filled.
struct LinkRecord: BitwiseCopyable {
  /// The supplier; -1 for one of whom nothing more is known, or a store.
  var supplier: Int32
  var share: Double
  var leadTime: Sampler
  var orderDelay: Sampler
  var leadKey: StreamKey
  var delayKey: StreamKey
  var yieldKey: StreamKey
  /// How many lead times have been drawn, and how many orders placed.
  var sent: UInt64 = 0
  var placed: UInt64 = 0
  /// All that was ordered on it.
  var ordered = 0.0
  var price: Double
  var discounts: Stretch
  var transportCost: Double
  var orderCost: Double
  var least: Int
  var multiple: Int
}

/// Somebody outside who sells items.
struct SupplierRecord: BitwiseCopyable {
  /// Until when nothing is sent, and until when what was sent keeps all of the rate.
  var opensAt = 0.0
  var freeAt = 0.0
  /// Units per second; infinite for no limit.
  var rate: Double
  var hasOutages: Bool
  var outageEvery: Sampler
  var outageLasts: Sampler
  var outageKey: StreamKey
  var outages: UInt64 = 0
  var delivered: Sampler
  var defective: Sampler
  /// Whether all of an order comes and is good.
  var isWhole: Bool
  var keepsOrder: Bool
  /// When the last delivery comes.
  var lastArrival = 0.0
}

/// An order or a delivery that is on its way.
struct OrderRecord: BitwiseCopyable {
  var store: Int32
  /// The link on which it goes to the source; -1 for a delivery.
  var link: Int32 = -1
  /// What was ordered, and what of it comes and is good.
  var count: Int
  var good: Int
  /// The next record that is free.
  var next: Int32 = -1
}

/// What a store owes to one order.
struct ClaimRecord: BitwiseCopyable {
  /// The store to which it is owed; -1 for a customer.
  var store: Int32
  var customer: Int32
  var count: Int
  var priority: Int32
  /// Whether it is given all at once or not at all.
  var isWhole: Bool
  /// When it was ordered, and by when it is wanted.
  var since: Double
  var due: Double
  /// When the customer goes away, where that may be.
  var expiry: EventHandle?
  /// The neighbors in the row, or the next record that is free.
  var previous: Int32 = -1
  var next: Int32 = -1
}

/// Somebody who takes pieces from a store.
struct CustomerRecord: BitwiseCopyable {
  enum Shortage: UInt8 { case waits, lost, waitsFor }

  var store: Int32
  var interval: Sampler
  var quantity: Sampler
  var scale: Double
  var intervalKey: StreamKey
  var quantityKey: StreamKey
  var patienceKey: StreamKey
  var dueKey: StreamKey
  var shortage: Shortage
  var patience: Sampler
  var wantsWithin: Sampler
  var isWhole: Bool
  var priority: Int32
  /// The factors of the demand, and the one that holds.
  var profile = Stretch()
  var factor: Int32 = 0
  var scalesQuantity = false
  /// The recorded orders, the one to come, and when the record began.
  var history = Stretch()
  var nextOrder: Int32 = 0
  var historyStart = 0.0
  var historyRepeats = 0.0
  var drawsHistory = false
  var ordinal: UInt64 = 0
}

/// A factor of the demand and when it begins to hold.
struct FactorRecord: BitwiseCopyable {
  var time: Double
  var factor: Double
}

/// An order that was recorded.
struct RecordedOrder: BitwiseCopyable {
  var time: Double
  var count: Int
}

/// Stores that are looked at at the same times.
struct ReviewRecord: BitwiseCopyable {
  var period: Double
  /// Which of the reviewed stores.
  var stores: Stretch
  /// How many looks there were.
  var count = 0.0
}
