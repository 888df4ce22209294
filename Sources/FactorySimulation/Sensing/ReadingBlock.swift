/// Readings of one machine, row after row.
///
/// A row is a moment; its readings are those of the sensors of one rhythm, and beside them stands what is true and
/// nobody sees. Columns lie one behind the other, each ``rowCount`` long.
public struct ReadingBlock: Sendable, Hashable {
  /// The station, by index in the factory.
  public let station: Int
  /// The machine, by index in its station.
  public let machine: Int
  /// Whether rows are parts that were finished, or else moments at equal distances.
  public let isPerPart: Bool
  /// The sensor whose snapshots these are, by index in its station's `waveforms`; `nil` for sensors of one number.
  public let waveform: Int?
  /// When each row was read, in seconds from the start, by a clock that is right.
  public let times: [Double]
  /// What the machine did.
  public let states: [MachineState]
  /// The product on the machine; -1 for none.
  public let products: [Int16]
  /// The readings, sensor after sensor, each in the unit that it shows; not a number where there is none.
  ///
  /// Of snapshots, these are their features, one after the other.
  public internal(set) var values: [Float] = []
  /// The wear of the machine's components, component after component; empty where nobody asked for it.
  public internal(set) var wear: [Float] = []
  /// Which faults acted on each of ``values``, as `SensorFaultMask` has them; empty where no sensor fails.
  public internal(set) var masks: [UInt16] = []
  /// By how much the time stamp of each row is ahead, in seconds; empty where no sensor fails.
  public internal(set) var stampErrors: [Float] = []
  /// How late each row comes, in seconds; empty where no sensor fails.
  public internal(set) var delays: [Float] = []

  /// The features of the sensors, sensor after sensor; not a number where they are not known yet.
  ///
  /// Empty where nobody asked for features, and of snapshots.
  public internal(set) var features: [Double] = []
  /// The samples of the snapshots, one after the other, in the unit shown; empty but for snapshots.
  public internal(set) var samples: [Float] = []

  init(
    station: Int, machine: Int, isPerPart: Bool, waveform: Int?, times: [Double],
    states: [MachineState], products: [Int16]
  ) {
    self.station = station
    self.machine = machine
    self.isPerPart = isPerPart
    self.waveform = waveform
    self.times = times
    self.states = states
    self.products = products
  }

  /// How many rows there are.
  public var rowCount: Int { times.count }

  /// How many sensors there are.
  public var sensorCount: Int { rowCount == 0 ? 0 : values.count / rowCount }

  /// Whether some sensor fails.
  public var hasFaults: Bool { !masks.isEmpty }

  /// The readings of a sensor.
  public func readings(_ sensor: Int) -> ArraySlice<Float> {
    values[sensor * rowCount..<(sensor + 1) * rowCount]
  }

  /// The faults that acted on the readings of a sensor.
  public func masks(_ sensor: Int) -> ArraySlice<UInt16> {
    masks[sensor * rowCount..<(sensor + 1) * rowCount]
  }

  /// A feature of the sensors.
  public func feature(_ place: Int) -> ArraySlice<Double> {
    features[place * rowCount..<(place + 1) * rowCount]
  }

  /// The wear of a component.
  public func wear(of component: Int) -> ArraySlice<Float> {
    wear[component * rowCount..<(component + 1) * rowCount]
  }
}
