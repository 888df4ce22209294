// The flat records of which the simulation's state consists. Indices stand for references; -1 means
// "none", so that a record stays small and trivially copyable.

/// A part in the factory.
struct PartRecord: BitwiseCopyable {
  /// The part is the n-th of its product, counted from 0; its draws are addressed by this number.
  var number: UInt64 = 0
  var enteredAt = 0.0
  /// When it came to the station where it is.
  var arrivedAt = 0.0
  /// When it last began to wait for a machine.
  var queuedAt = 0.0
  /// One bit for each defect that the part carries.
  var defects: UInt64 = 0
  /// Work left where the part was taken off a machine, in seconds at speed 1; negative elsewhere.
  var workLeft = -1.0
  /// The operation that is done or waited for, of all operations of all products.
  var operation: Int32 = 0
  /// The next part in the same queue, or the next free record.
  var next: Int32 = -1
  /// The machine that holds the part while it waits for a place elsewhere.
  var holder: Int32 = -1
  /// How often the part went back in its route; the suborder of its draws.
  var visit: UInt32 = 0
  /// Rank of the part's priority at every station: 0 goes first.
  var level: UInt16 = 0
  /// Whether an inspection ever sent the part back.
  var wasSentBack = false
}

/// First in, first out, threaded through the records of its members.
struct Chain: BitwiseCopyable {
  var first: Int32 = -1
  var last: Int32 = -1
  var isEmpty: Bool { first < 0 }
}
