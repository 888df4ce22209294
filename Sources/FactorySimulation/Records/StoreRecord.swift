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

extension Int {
  /// The greatest multiple that is not more.
  func roundedDown(toMultipleOf size: Int) -> Int { self / size * size }

  /// The least number that both divide; the greatest there is where it would be more.
  func leastCommonMultiple(with other: Int) -> Int {
    var (greater, lesser) = (self, other)
    while lesser > 0 { (greater, lesser) = (lesser, greater % lesser) }
    let (multiple, isTooGreat) = (self / greater).multipliedReportingOverflow(by: other)
    return isTooGreat ? .max : multiple
  }

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
  /// Time between departures, what a trip brings and costs, and when each vehicle is back.
  var departures: Double
  var load: Int
  var tripCost: Double
  var vehicles: Stretch
  /// What lots are like; -1 where they do not differ.
  var origin: Int32 = -1
  /// The latest trip: when it was to leave, when it comes, and what more fits into it.
  var lastStart = -Double.infinity
  var lastArrival = 0.0
  var space = 0
}

/// When nothing is sent, or less.
struct OutageRecord: BitwiseCopyable {
  /// How many outages there were before.
  var number: UInt64 = 0
  var begins = Double.infinity
  var ends = Double.infinity
}

/// Somebody outside who sells items.
struct SupplierRecord: BitwiseCopyable {
  /// Until when what was sent keeps all of the rate.
  var freeAt = 0.0
  /// Units per second; infinite for no limit.
  var rate: Double
  var hasOutages: Bool
  var outageEvery: Sampler
  var outageLasts: Sampler
  var outageKey: StreamKey
  /// What is left of the rate in an outage.
  var leaves: Double
  /// The outage that is under way or comes next.
  var outage = OutageRecord()
  var delivered: Sampler
  var defective: Sampler
  /// Whether all of an order comes and is good.
  var isWhole: Bool
  var keepsOrder: Bool
  /// When the last delivery comes.
  var lastArrival = 0.0
}

/// An order or a delivery that is on its way.
struct OrderRecord: PooledRecord {
  var store: Int32
  /// The link on which it goes to the source; -1 for a delivery.
  var link: Int32 = -1
  /// What was ordered, and what of it comes and is good.
  var count: Int
  var good: Int
  /// When it perishes, where that is known.
  var expiry = Double.infinity
  var lot = LotName()
  /// Whether it was ordered in a hurry, and whether it comes with another delivery.
  var isRush = false
  var isFurther = false
  /// The next record that is free.
  var next: Int32 = -1
}

/// Which lot something is from.
struct LotName: BitwiseCopyable {
  /// Where it comes from; -1 where lots do not differ.
  var origin: Int32 = -1
  var number: UInt64 = 0
}

/// What the lots of a supplier, or of a store, are like.
struct LotOriginRecord: BitwiseCopyable {
  /// The first property, and how each is drawn.
  var firstProperty: Int32
  var samplers: Stretch
  var key: StreamKey
  /// The key from a number on, where lots were drawn anew.
  var laterKey: StreamKey
  var laterFrom = UInt64.max
}

/// What came into a store together, or perishes together.
struct BatchRecord: PooledRecord {
  var count: Int
  var expiry: Double
  var lot = LotName()
  /// The next in the store, or the next record that is free.
  var next: Int32 = -1
}

/// What goes into what another store orders.
struct BillRecord: BitwiseCopyable {
  /// The planner of the other store.
  var planner: Int32
  /// How much of it, in the smallest amounts of both.
  var amount: Double
}

/// A level that lets the demand of several customers rise and fall together.
struct MarketRecord: BitwiseCopyable {
  var level: Sampler
  var lasts: Double
  var key: StreamKey
  /// The key from a number of a level on, where it was drawn anew.
  var laterKey: StreamKey
  var laterFrom = UInt64.max
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

/// What a store owes to one order.
struct ClaimRecord: PooledRecord {
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
  /// The market that it follows and how much; -1 for none.
  var market: Int32 = -1
  var marketWeight = 1.0
  /// The store from which it takes something else, and with which chance; -1 for none.
  var substitute: Int32 = -1
  var acceptance = 1.0
  var acceptanceKey: StreamKey
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
