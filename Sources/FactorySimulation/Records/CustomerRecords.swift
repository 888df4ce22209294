import EventKernel
import RandomVariates

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

/// A level that lets the demand of several customers rise and fall together.
struct MarketRecord: BitwiseCopyable {
  var level: Sampler
  var lasts: Double
  var key: StreamKey
  /// The key from a number of a level on, where it was drawn anew.
  var laterKey: StreamKey
  var laterFrom = UInt64.max
}
