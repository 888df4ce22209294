import EventKernel

/// What came into a store together, or perishes together.
struct BatchRecord: PooledRecord {
  var count: Int
  var expiry: Double
  var lot = LotName()
  /// The next in the store, or the next record that is free.
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
}
