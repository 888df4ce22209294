import EventKernel
import ProcessQuality
import RandomVariates

/// When a value of a characteristic is a defect, and of which kind.
struct CharacteristicRecord: BitwiseCopyable {
  var bit: UInt64
  var lower = -Double.infinity
  var upper = Double.infinity
}

/// The value that an operation gives a characteristic.
struct ValueRecord: BitwiseCopyable {
  var characteristic: Int32
  var sampler: Sampler
  var key: StreamKey
}

/// What a hidden fault adds to a characteristic.
struct ShiftRecord: BitwiseCopyable {
  var characteristic: Int32
  var amount: Double
}

/// A gauge of an operation.
struct GaugeRecord: BitwiseCopyable {
  var characteristic: Int32
  /// The gauge's chart; -1 for none.
  var chart: Int32 = -1
  var error: Double
  var lower = -Double.infinity
  var upper = Double.infinity
  var key: StreamKey
  /// What becomes of a part that is rejected.
  var disposition: DispositionRecord
  /// What it showed last, in SI units; NaN where the part had no value.
  var shown = Double.nan
}

/// The control chart of a gauge, and the point that is being gathered.
struct ChartRecord: BitwiseCopyable {
  var chart: ControlChart
  var sampleSize: Int32
  /// Whether an alarm makes people look for a fault.
  var stops: Bool
  var gathered: Int32 = 0
  var sum = 0.0
  /// How many faults had hidden anywhere when the chart last signalled.
  var faultsBefore: UInt64 = 0
}

/// What a part carries of a characteristic.
struct PartValue: BitwiseCopyable {
  /// The value in SI units; NaN while no operation gave one.
  var value = Double.nan
  /// The station that gave it.
  var station: Int32 = -1
}

/// A chart that has signalled, and the station that gave the last value.
struct AlarmRecord: BitwiseCopyable {
  var chart: Int32
  var station: Int32
}
