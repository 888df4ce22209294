/// The current of one phase of an induction motor, with the sidebands of broken rotor bars.
///
///     I = I_r √(m² + (1 - m²) load²),  slip s = s_r · load
///
/// with the rated amplitude I_r, the magnetizing part m and the rated slip s_r. Broken bars add lines
/// at the distance of twice the slip from the line frequency f, and fainter ones at four times:
///
///     (1 - 2s) f: b r I,  (1 + 2s) f: b r I/2,  (1 - 4s) f: b r I/4,  (1 + 4s) f: b r I/8
///
/// with the severity r and the lower sideband's part b at severity 1. Without load there is no slip, and
/// nothing to be seen.
///
/// Source: W. T. Thomson, M. Fenger, "Current signature analysis to detect induction motor faults",
/// *IEEE Industry Applications Magazine* 7 (4), 2001, 26–34, for the lines at (1 ± 2s) f.
public struct MotorCurrent: Hashable, Sendable, BitwiseCopyable {
  /// The line frequency f, in Hz.
  public let lineFrequency: Double
  /// The amplitude at full load I_r, in amperes.
  public let ratedAmplitude: Double
  /// The slip at full load s_r, a part of 1.
  public let ratedSlip: Double
  /// The magnetizing current m, as a part of the rated one.
  public var magnetizing = 0.4
  /// The amplitude of the lower sideband at severity 1, b, as a part of the current.
  public var barSideband = 0.05
  /// The fifth harmonic of the line, as a part of the current; the seventh is half of it.
  public var lineHarmonics = 0.01

  /// Creates the current of a motor.
  ///
  /// - Parameters:
  ///   - lineFrequency: f, in Hz, > 0.
  ///   - ratedAmplitude: I_r, in amperes, > 0.
  ///   - ratedSlip: s_r, above 0, up to 0.2.
  /// - Throws: ``SignalProblem`` that says what is wrong.
  public init(
    lineFrequency: Double, ratedAmplitude: Double, ratedSlip: Double
  ) throws(SignalProblem) {
    try SignalProblem.requirePositive("the line frequency of a motor", lineFrequency)
    try SignalProblem.requirePositive("the rated current of a motor", ratedAmplitude)
    guard ratedSlip > 0 && ratedSlip <= 0.2 else {
      throw SignalProblem(
        "the rated slip of a motor is \(ratedSlip); it must be above 0, up to 0.2")
    }
    self.lineFrequency = lineFrequency
    self.ratedAmplitude = ratedAmplitude
    self.ratedSlip = ratedSlip
  }

  /// Adds the current's tones.
  ///
  /// - Parameters:
  ///   - bank: Where they go.
  ///   - rotorBars: The severity of broken bars, from 0.
  ///   - load: As a part of the full one.
  ///   - samplingRate: In Hz.
  ///   - angle: That of the line at sample 0, in turns.
  func add(
    to bank: inout ToneBank, rotorBars: Double, load: Double, samplingRate: Double, angle: Double
  ) {
    let step = lineFrequency / samplingRate
    let slip = ratedSlip * load
    let square = magnetizing * magnetizing
    let current = ratedAmplitude * (square + (1 - square) * load * load).squareRoot()
    bank.add(amplitude: current, step: step, phase: angle)
    let harmonics = current * lineHarmonics
    bank.add(amplitude: harmonics, step: 5 * step, phase: 5 * angle + 0.2)
    bank.add(amplitude: harmonics / 2, step: 7 * step, phase: 7 * angle + 0.2)
    guard slip > 0 else { return }
    let sideband = current * barSideband * rotorBars
    addSideband(to: &bank, sideband, (1 - 2 * slip) * step, angle)
    addSideband(to: &bank, sideband / 2, (1 + 2 * slip) * step, angle)
    addSideband(to: &bank, sideband / 4, (1 - 4 * slip) * step, angle)
    addSideband(to: &bank, sideband / 8, (1 + 4 * slip) * step, angle)
  }

  private func addSideband(
    to bank: inout ToneBank, _ amplitude: Double, _ step: Double, _ angle: Double
  ) {
    bank.add(amplitude: amplitude, step: step, phase: angle + 0.37)
  }
}
