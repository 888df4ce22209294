import EventKernel
import RandomVariates

/// A store of one item.
struct StoreRecord: BitwiseCopyable {
  var onHand: Int
  /// On the way from the supplier.
  var onOrder = 0
  /// Owed to customers.
  var owed = 0
  /// Asked for by work that waits, for spares or for other things.
  var asked = 0
  /// Whether that counts only when it is taken.
  var countsWhenTaken = false
  /// Orders when the inventory position is at or below this level; never where it is `Int.min`.
  var below: Int
  /// To this position, or by so many pieces.
  var upTo: Int
  var lot: Int
  var leadTime: Sampler
  var leadKey: StreamKey
  var orders: UInt64 = 0
  var levelSince = 0.0
  /// The product that fills it; -1 for none.
  var product: Int32 = -1

  /// How many pieces to order now.
  var wanted: Int {
    let position = onHand + onOrder - owed - (countsWhenTaken ? 0 : asked)
    guard position <= below else { return 0 }
    guard lot > 0 else { return max(0, upTo - position) }
    return ((below - position) / lot + 1) * lot
  }
}

/// An order that is on the way.
struct OrderRecord: BitwiseCopyable {
  var store: Int32
  var count: Int
  /// The next record that is free.
  var next: Int32 = -1
}

/// Somebody who takes pieces from a store.
struct CustomerRecord: BitwiseCopyable {
  var store: Int32
  var interval: Sampler
  var quantity: Sampler
  var intervalKey: StreamKey
  var quantityKey: StreamKey
  var ordinal: UInt64 = 0
}
