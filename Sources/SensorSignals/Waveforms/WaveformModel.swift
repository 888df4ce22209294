/// What a fast sensor at a machine shows: the sum of what its parts do.
///
/// Parts that are missing are silent. A vibration sensor has a shaft, a bearing or a gear; the current
/// and the force are other sensors' signals, in other units.
public struct WaveformModel: Hashable, Sendable, BitwiseCopyable {
  /// The shaft's unbalance, misalignment and looseness.
  public var shaft: ShaftVibration?
  /// A bearing on the shaft.
  public var bearing: BearingVibration?
  /// A gear on the shaft.
  public var gear: GearVibration?
  /// The current of the motor.
  public var motor: MotorCurrent?
  /// The force on the tool; the shaft is its spindle.
  public var cutting: CuttingForce?
  /// What is always there.
  public var noise: BackgroundNoise?

  /// Creates a model.
  ///
  /// - Parameters:
  ///   - shaft: The shaft's unbalance, misalignment and looseness.
  ///   - bearing: A bearing on the shaft.
  ///   - gear: A gear on the shaft.
  ///   - motor: The current of the motor.
  ///   - cutting: The force on the tool.
  ///   - noise: What is always there.
  public init(
    shaft: ShaftVibration? = nil, bearing: BearingVibration? = nil, gear: GearVibration? = nil,
    motor: MotorCurrent? = nil, cutting: CuttingForce? = nil, noise: BackgroundNoise? = nil
  ) {
    self.shaft = shaft
    self.bearing = bearing
    self.gear = gear
    self.motor = motor
    self.cutting = cutting
    self.noise = noise
  }
}

/// How bad each fault is: 0 not at all, 1 as bad as the amplitudes of its part are given for.
public struct WaveformSeverities: Hashable, Sendable, BitwiseCopyable {
  /// Of the shaft's faults.
  public var shaft: ShaftVibration.Faults
  /// Of the bearing's faults.
  public var bearing: BearingVibration.Faults
  /// Of the gear's faults.
  public var gear: GearVibration.Faults
  /// Of broken rotor bars.
  public var rotorBars: Double
  /// Of the tool's wear.
  public var tool: Double

  /// Creates severities.
  public init(
    shaft: ShaftVibration.Faults = ShaftVibration.Faults(),
    bearing: BearingVibration.Faults = BearingVibration.Faults(),
    gear: GearVibration.Faults = GearVibration.Faults(), rotorBars: Double = 0, tool: Double = 0
  ) {
    self.shaft = shaft
    self.bearing = bearing
    self.gear = gear
    self.rotorBars = rotorBars
    self.tool = tool
  }
}
