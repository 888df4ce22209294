public import SensorSignals
public import SignalFeatures

/// A fast sensor of each machine of a station, which takes snapshots.
public struct Waveform: Hashable, Sendable {
  /// The sensor's name.
  public var name: String
  /// The unit of its samples.
  public var unit: ShownScale
  /// What it sees; amplitudes in the unit shown.
  public var model: WaveformModel
  /// In Hz.
  public var samplingRate: Double
  /// How many samples a snapshot has.
  public var length: Int
  /// When snapshots are taken.
  public var rhythm: Sensor.Rhythm
  /// Whether they are taken only while the machine works on a part.
  public var onlyWhileProducing = false
  /// How fast the shaft turns, in Hz, of the inputs of ``SensingInputs``; cut to 0…``highestShaftSpeed``.
  public var shaftSpeed: FormulaProgram
  /// The highest speed of the shaft, in Hz.
  public var highestShaftSpeed: Double
  /// The load as a part of the full one, of the same inputs; below 0 it is 0.
  public var load: FormulaProgram
  /// How bad its faults are, of the same inputs; those that are not named are absent, and below 0 it is 0.
  public var severities: [WaveformFault: FormulaProgram] = [:]
  /// What is made of each snapshot.
  public var features: [SnapshotFeature]
  /// The frequencies of which the envelope is taken, in Hz; `nil` for all.
  public var envelopeBand: ClosedRange<Double>?

  /// Creates a sensor; see the properties for units.
  public init(
    name: String, unit: ShownScale = ShownScale(), model: WaveformModel, samplingRate: Double,
    length: Int, rhythm: Sensor.Rhythm, shaftSpeed: FormulaProgram, highestShaftSpeed: Double,
    load: FormulaProgram, features: [SnapshotFeature]
  ) {
    self.name = name
    self.unit = unit
    self.model = model
    self.samplingRate = samplingRate
    self.length = length
    self.rhythm = rhythm
    self.shaftSpeed = shaftSpeed
    self.highestShaftSpeed = highestShaftSpeed
    self.load = load
    self.features = features
  }
}

/// Something that can be bad about a machine, and that shows in snapshots.
public enum WaveformFault: Int, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case unbalance, misalignment, looseness
  case outerRace, innerRace, ball, cage
  case gearWear, gearCrack
  case rotorBars
  case toolWear
}

extension WaveformSeverities {
  /// Sets how bad a fault is.
  public mutating func set(_ fault: WaveformFault, _ value: Double) {
    switch fault {
    case .unbalance: shaft.unbalance = value
    case .misalignment: shaft.misalignment = value
    case .looseness: shaft.looseness = value
    case .outerRace: bearing.outerRace = value
    case .innerRace: bearing.innerRace = value
    case .ball: bearing.ball = value
    case .cage: bearing.cage = value
    case .gearWear: gear.wear = value
    case .gearCrack: gear.crack = value
    case .rotorBars: rotorBars = value
    case .toolWear: tool = value
    }
  }
}
