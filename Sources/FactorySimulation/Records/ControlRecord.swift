import EventKernel
import RandomVariates
import SimulationStatistics

/// A rule that moves set-points, as the simulation sees it.
struct ControlRecord: BitwiseCopyable {
  let station: Int32
  let inspection: Int32
  /// The characteristic that is read; -1 for none.
  let characteristic: Int32
  let every: Double
  let leastParts: Int
  /// The number of the present set-points: parts bear that of those at which they were made.
  var epoch: Int32 = 0
  /// Since when the counts go.
  var since = 0.0
  var made = 0
  var inspected = 0
  var passed = 0
  var readings = Tally()
  /// The time until somebody agrees.
  let approval: Sampler
  /// The draws of approvals.
  var key: StreamKey
  var asked: UInt64 = 0
  /// The change in the log to which somebody has still to agree; -1 for none.
  var waiting: Int32 = -1

  /// Begins to count anew.
  mutating func restart(at now: Double) {
    since = now
    (made, inspected, passed) = (0, 0, 0)
    readings = Tally()
  }
}
