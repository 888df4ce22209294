import SpecialFunctions

/// The force on a milling tool: a pulse for each tooth that passes through the workpiece.
///
/// A tooth is engaged for a part e of the time from one tooth to the next; during this time the force rises and falls
/// as half a sine, as the chip's thickness does. Of the periodic force the mean and the first eight
/// harmonics of the tooth-passing frequency z f are kept:
///
///     c_0 = 2 e/π,   c_h = (4 e/π) cos(π h e)/(1 - (2 h e)²)
///
/// Runout r of the tool lets one side cut more than the other, a modulation by 1 + r cos φ at the spindle's
/// speed f. Load and the severity w of wear raise all of it: F = F_1 · load · (1 + g w).
///
/// Source: Y. Altintas, *Manufacturing Automation*, 2nd ed., Cambridge University Press, 2012, ch. 2, for
/// the force as proportional to the chip's thickness h = c sin φ while a tooth is engaged.
public struct CuttingForce: Hashable, Sendable, BitwiseCopyable {
  /// How many teeth, z.
  public let teeth: Int
  /// The greatest force of a sharp tool at full load F_1, in newtons.
  public let amplitude: Double
  /// The part e of the time between teeth during which one is engaged.
  public let engaged: Double
  /// How much more force a worn tool needs at severity 1, g.
  public var wearGrowth = 0.5
  /// The runout r, as a part of the force.
  public var runout = 0.1

  /// How many harmonics are kept.
  static let harmonics = 8

  /// Creates the force on a tool.
  ///
  /// - Parameters:
  ///   - teeth: How many, ≥ 1.
  ///   - amplitude: F_1, in newtons, ≥ 0.
  ///   - engaged: e, above 0, up to 1.
  /// - Throws: ``SignalProblem`` that says what is wrong.
  public init(teeth: Int, amplitude: Double, engaged: Double) throws(SignalProblem) {
    guard teeth >= 1 && teeth <= 1_000 else {
      throw SignalProblem("a tool has \(teeth) teeth; it must have 1 to 1000")
    }
    try SignalProblem.requireNonnegative("the force on a tool", amplitude)
    guard engaged > 0 && engaged <= 1 else {
      throw SignalProblem(
        "the engaged part of a tool's tooth is \(engaged); it must be above 0, up to 1")
    }
    self.teeth = teeth
    self.amplitude = amplitude
    self.engaged = engaged
  }

  /// The amplitude of a harmonic of the tooth-passing frequency, as a part of the greatest force.
  ///
  /// - Parameter harmonic: Its number; 0 for the mean.
  /// - Returns: c_h.
  public func share(ofHarmonic harmonic: Int) -> Double {
    if harmonic == 0 { return 2 * engaged / .pi }
    let turns = Double(harmonic) * engaged / 2
    let width = 4 * turns
    // At 2 h e = 1 both numerator and denominator are 0, and their ratio is π/4.
    if abs(1 - width) < 1e-9 { return engaged }
    let cosine = Reproducible.circle(turns: turns).cosine
    return 4 * engaged / .pi * cosine / (1 - width * width)
  }

  /// Adds the force's tones.
  ///
  /// - Parameters:
  ///   - bank: Where they go.
  ///   - wear: The severity of the tool's wear, from 0.
  ///   - conditions: Speed and load.
  ///   - samplingRate: In Hz.
  ///   - angle: That of the spindle at sample 0, in turns.
  func add(
    to bank: inout ToneBank, wear: Double, conditions: OperatingConditions, samplingRate: Double,
    angle: Double
  ) {
    let force = amplitude * conditions.load * (1 + wearGrowth * wear)
    let step = conditions.shaftSpeed / samplingRate
    let mean = force * share(ofHarmonic: 0)
    bank.add(constant: mean)
    bank.add(amplitude: mean * runout, step: step, phase: angle)
    for harmonic in 1...CuttingForce.harmonics {
      let passing = Double(harmonic * teeth)
      let size = force * share(ofHarmonic: harmonic)
      bank.add(amplitude: size, step: passing * step, phase: passing * angle)
      // cos a cos b is half of cos (a + b) and half of cos (a - b).
      let side = size * runout / 2
      bank.add(amplitude: side, step: (passing - 1) * step, phase: (passing - 1) * angle)
      bank.add(amplitude: side, step: (passing + 1) * step, phase: (passing + 1) * angle)
    }
  }
}
