import EventKernel
import RandomVariates

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

/// When nothing is sent, or less.
struct OutageRecord: BitwiseCopyable {
  /// How many outages there were before.
  var number: UInt64 = 0
  var begins = Double.infinity
  var ends = Double.infinity
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
