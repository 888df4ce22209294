import EventKernel

/// How a machine is set up.
struct SetupRecord: BitwiseCopyable {
  /// The set-up that it has, or is getting; -1 for none.
  var present: Int32
  /// Time left of the set-up that is needed or under way, in seconds.
  var left = 0.0
  /// When it last began or went on; meaningful while it goes on.
  var began = 0.0
  /// The n-th set-up of the machine, counted from 0.
  var ordinal: UInt64 = 0
  var key: StreamKey
}
