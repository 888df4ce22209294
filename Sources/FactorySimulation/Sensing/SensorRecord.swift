import EventKernel
import RandomVariates
import SensorSignals

/// A sensor of one machine.
struct SensorRecord: BitwiseCopyable {
  /// What is true, and what chance adds: their places among the instructions.
  var value: Stretch
  var noise: Stretch
  /// Whether they change from one moment to the next while nothing happens: with wear, age or the ambience.
  var valueVaries: Bool
  var noiseVaries: Bool
  /// What readings gain per second, in the unit shown.
  var drift: Double
  /// What readings are off by, in the unit shown.
  var offset = 0.0
  /// How many ticks of the machine's rhythm there are from one of its readings to the next.
  let everyTicks: Int64
  /// The unit in which it shows.
  let unitSize: Double
  let unitZero: Double
  /// What it does to what is true, and what it remembers, in the unit shown.
  var chain: SensorChain
  var state = SensorState(truth: 0, at: 0)
  var hasRead = false
  var chance: RandomStream
  /// Its faults, and where what they draw comes from.
  let faults: Stretch
  var faultChance: RandomStream
  /// What makes features of its readings (-1 for none), and where they stand among those of the machine.
  var pipeline: Int32 = -1
  var firstFeature: Int32 = 0
  /// The components with whose replacement the features begin anew, one bit each.
  var restartsWith: UInt64 = 0
  /// The present value, in the unit shown, while it does not vary.
  var steadyValue = 0.0

  /// Tells the sensor that what is true has jumped; before that it was what it was last.
  mutating func jump(to value: Double, at time: Double) {
    chain.truthJumps(from: state.truth, to: value, at: time, state: &state)
  }

  /// What it shows where nothing is wrong with it.
  @inline(__always)
  mutating func reading(of truth: Double, at time: Double) -> Double {
    chain.reading(of: truth, at: time, state: &state, using: &chance)
  }

  /// What is recorded of it with the faults that it has.
  mutating func reading(
    of truth: Double, at time: Double, faults: Span<SensorFault>
  ) -> SensorReading {
    chain.reading(
      of: truth, at: time, faults: faults, state: &state, using: &chance,
      faultStream: &faultChance)
  }

  /// A figure in SI units, in the unit shown.
  @inline(__always)
  func shown(_ value: Double) -> Double { (value - unitZero) / unitSize }
}

/// A fault of a sensor: the present or next time that it comes.
struct SensorFaultRecord: BitwiseCopyable {
  let after: Sampler
  let lasts: Sampler
  let lastsForEver: Bool
  let key: StreamKey
  /// How often it has come.
  var ordinal: UInt64 = 0
}
