/// The vibration of a gear on the shaft: the mesh and its harmonics, modulated by the gear's faults.
///
///     x(t) = load · (1 + g w) · m(φ) · Σ A_h cos(2π h z f t + ψ_h),  h = 1, 2, 3
///     m(φ) = 1 + (m_0 + m_w w) cos φ + m_c c · cos^32(φ/2)
///
/// with z teeth, the shaft's speed f and angle φ, the severity w of wear that is spread over all teeth
/// and the severity c of a crack at the root of one. Wear shows as a pair of sidebands at mesh ± f and a
/// louder mesh; a crack is felt once a turn for some tenth of it, and shows as many low sidebands: up to
/// the 16th, since cos^32(φ/2) = Σ C(32, 16+k) cos(k φ)/2^32.
///
/// Source: P. D. McFadden, "Detecting fatigue cracks in gears by amplitude and phase demodulation of the
/// meshing vibration", *Journal of Vibration, Acoustics, Stress, and Reliability in Design* 108 (2),
/// 1986, 165–170, for a mesh whose amplitude is modulated; phases are not, here.
public struct GearVibration: Hashable, Sendable, BitwiseCopyable {
  /// A number for each kind of fault.
  public struct Faults: Hashable, Sendable, BitwiseCopyable {
    /// Of wear that is spread over all teeth.
    public var wear: Double
    /// Of a crack at the root of one tooth.
    public var crack: Double

    /// Creates the two numbers.
    public init(wear: Double = 0, crack: Double = 0) {
      self.wear = wear
      self.crack = crack
    }
  }

  /// How many teeth, z.
  public let teeth: Int
  /// The amplitude A_1 of the mesh at full load, in the unit of the signal.
  public let amplitude: Double
  /// A_2 as a part of A_1.
  public var secondHarmonic = 0.5
  /// A_3 as a part of A_1.
  public var thirdHarmonic = 0.25
  /// The modulation m_0 of a sound gear, which is never quite round.
  public var residualModulation = 0.05
  /// The modulations m_w and m_c at severity 1.
  public var modulations = Faults(wear: 0.5, crack: 1)
  /// How much louder the mesh is at severity 1 of wear, g.
  public var growth = 0.5

  /// The highest sideband of a crack.
  static let crackSidebands = 16

  /// Creates the vibration of a gear.
  ///
  /// - Parameters:
  ///   - teeth: How many, ≥ 4.
  ///   - amplitude: A_1, in the unit of the signal, ≥ 0.
  /// - Throws: ``SignalProblem`` that says what is wrong.
  public init(teeth: Int, amplitude: Double) throws(SignalProblem) {
    guard teeth >= 4 && teeth <= 100_000 else {
      throw SignalProblem("a gear has \(teeth) teeth; it must have 4 to 100000")
    }
    try SignalProblem.requireNonnegative("the amplitude of a gear mesh", amplitude)
    self.teeth = teeth
    self.amplitude = amplitude
  }
}
