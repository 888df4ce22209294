/// The vibration of a shaft: unbalance, misalignment and looseness, as multiples of its speed.
///
/// - Unbalance: 1×, with an amplitude that grows as the square of the speed, as its force does.
/// - Misalignment: mostly 2×, some 1× and 3×, proportional to the load that the coupling carries.
/// - Looseness: ½×, 1×, 1½×, … 5×, falling as 1/k.
///
/// Source: R. B. Randall, *Vibration-based Condition Monitoring*, 2nd ed., Wiley, 2021, ch. 2, for
/// what each fault shows as; the shares are those of this model.
public struct ShaftVibration: Hashable, Sendable, BitwiseCopyable {
  /// A number for each kind of fault.
  public struct Faults: Hashable, Sendable, BitwiseCopyable {
    /// Of unbalance.
    public var unbalance: Double
    /// Of misalignment.
    public var misalignment: Double
    /// Of looseness.
    public var looseness: Double

    /// Creates the three numbers.
    public init(unbalance: Double = 0, misalignment: Double = 0, looseness: Double = 0) {
      self.unbalance = unbalance
      self.misalignment = misalignment
      self.looseness = looseness
    }
  }

  /// The speed for which the amplitude of unbalance is given, in Hz.
  public let referenceSpeed: Double
  /// The amplitude of 1× that is always there, at the reference speed, in the unit of the signal.
  public var residualUnbalance: Double
  /// The amplitudes of 1×, 2× and ½× at severity 1, full load and reference speed, in the same unit.
  public var amplitudes: Faults

  /// The share of 1× and 3× in misalignment, as parts of 2×.
  static let misalignmentShares = (first: 0.3, third: 0.4)
  /// How many multiples of half the speed looseness has.
  static let loosenessMultiples = 10

  /// Creates the vibration of a shaft.
  ///
  /// - Parameters:
  ///   - referenceSpeed: The speed for which the amplitude of unbalance is given, in Hz, > 0.
  ///   - residualUnbalance: The amplitude of 1× that is always there, in the unit of the signal, ≥ 0.
  ///   - amplitudes: Those at severity 1, full load and reference speed, in the same unit.
  /// - Throws: ``SignalProblem`` that says what is wrong.
  public init(
    referenceSpeed: Double, residualUnbalance: Double = 0,
    amplitudes: Faults = Faults(unbalance: 1, misalignment: 1, looseness: 1)
  ) throws(SignalProblem) {
    try SignalProblem.requirePositive("the reference speed of a shaft", referenceSpeed)
    try SignalProblem.requireNonnegative("the residual unbalance of a shaft", residualUnbalance)
    self.referenceSpeed = referenceSpeed
    self.residualUnbalance = residualUnbalance
    self.amplitudes = amplitudes
  }

  /// Adds the shaft's tones.
  ///
  /// - Parameters:
  ///   - bank: Where they go.
  ///   - severities: Of each fault, from 0.
  ///   - conditions: Speed and load.
  ///   - samplingRate: In Hz.
  ///   - angle: That of the shaft at sample 0, in turns.
  func add(
    to bank: inout ToneBank, severities: Faults, conditions: OperatingConditions,
    samplingRate: Double, angle: Double
  ) {
    let step = conditions.shaftSpeed / samplingRate
    let ratio = conditions.shaftSpeed / referenceSpeed
    let unbalance = residualUnbalance + amplitudes.unbalance * severities.unbalance
    bank.add(amplitude: unbalance * ratio * ratio, step: step, phase: angle)
    let misalignment = amplitudes.misalignment * severities.misalignment * conditions.load
    let shares = ShaftVibration.misalignmentShares
    bank.add(amplitude: misalignment * shares.first, step: step, phase: angle + 0.15)
    bank.add(amplitude: misalignment, step: 2 * step, phase: 2 * angle + 0.3)
    bank.add(amplitude: misalignment * shares.third, step: 3 * step, phase: 3 * angle + 0.6)
    let looseness = amplitudes.looseness * severities.looseness
    for multiple in 1...ShaftVibration.loosenessMultiples {
      let times = Double(multiple) / 2
      bank.add(
        amplitude: looseness / Double(multiple), step: times * step,
        phase: times * angle + 0.11 * Double(multiple))
    }
  }
}
