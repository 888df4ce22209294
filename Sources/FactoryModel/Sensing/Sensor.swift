public import SignalFeatures

/// What a sensor of each machine of a station shows.
///
/// A reading is made in this order: the formula gives what is true, which the sensor follows with its lag; chance, a
/// constant of the sensor's own and its drift are added; faults change it; it is cut to the range, and rounded to the resolution.
public struct Sensor: Hashable, Sendable {
  /// When it is read.
  public enum Rhythm: Hashable, Sendable {
    /// Again and again, after a time in seconds, counted from the start of the simulation.
    case every(Double)
    /// Whenever the machine has finished its work on a part.
    case part

    /// The time from one reading to the next, in seconds; `nil` where rows are parts.
    public var period: Double? {
      if case .every(let period) = self { period } else { nil }
    }
  }

  /// The sensor's name.
  public var name: String
  /// The unit in which it shows its readings.
  public var unit: ShownScale
  /// What is true, in SI units; its inputs are those of ``SensingInputs``.
  public var value: FormulaProgram
  /// Standard deviation of what chance adds, in SI units, of the same inputs; `nil` where it adds nothing.
  public var noise: FormulaProgram?
  /// Time in which the correlation of what chance adds falls to 1/e, in seconds; 0 where it has no memory.
  public var noiseLasts: Double
  /// Standard deviation of a constant by which the readings of each machine's sensor are off, in SI units.
  public var offsetDeviation = 0.0
  /// What readings gain by the sensor's ageing, in SI units per second.
  public var drift: Double
  /// When it is read.
  public var rhythm: Rhythm
  /// The least and the greatest reading, in the unit shown.
  public var range: ClosedRange<Double>?
  /// What readings are whole multiples of, in the unit shown; 0 where they are not rounded.
  public var resolution: Double
  /// Time constant with which it follows what is true, in seconds; 0 where it does so at once.
  public var lag: Double
  /// How it fails.
  public var faults: [SensorFaultPlan] = []
  /// What is made of its readings, row by row.
  ///
  /// They begin anew whenever a component is replaced whose wear or age the sensor reads.
  public var features: [ReadingFeature] = []

  /// Creates a sensor; see the properties for units.
  public init(
    name: String, unit: ShownScale = ShownScale(), value: FormulaProgram,
    noise: FormulaProgram? = nil,
    noiseLasts: Double = 0, drift: Double = 0, rhythm: Rhythm, range: ClosedRange<Double>? = nil,
    resolution: Double = 0, lag: Double = 0
  ) {
    self.name = name
    self.unit = unit
    self.value = value
    self.noise = noise
    self.noiseLasts = noiseLasts
    self.drift = drift
    self.rhythm = rhythm
    self.range = range
    self.resolution = resolution
    self.lag = lag
  }
}

/// A unit in which figures are shown, and where its scale begins: degrees Celsius at 273.15 K.
public struct ShownScale: Hashable, Sendable {
  /// What is written; empty for plain numbers.
  public var name: String
  /// One such unit in SI units, above 0.
  public var size: Double
  /// Where the scale begins, in SI units.
  public var zero: Double

  /// Creates a scale; plain numbers where nothing is said.
  public init(name: String = "", size: Double = 1, zero: Double = 0) {
    self.name = name
    self.size = size
    self.zero = zero
  }

  /// A figure in SI units, in this unit.
  @inlinable public func shown(_ value: Double) -> Double { (value - zero) / size }
}
