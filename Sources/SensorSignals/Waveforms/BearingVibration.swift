/// The vibration of a bearing with faults: impulses that let the structure ring.
///
/// Each time that a fault is struck, the structure rings down at its resonance f_r with the damping ζ:
///
///     x(t) = A e^(-2π ζ f_r t) sin(2π f_r t)
///
/// Rolling elements slip, so intervals differ from the mean by a random part each, and the
/// train wanders off like a random walk: its lines are narrow, but not infinitely so. The amplitude is
/// proportional to severity and load. A fault of the inner race goes through the load zone once a turn of the
/// shaft, one of a rolling element once a turn of the cage; there, at the angle θ from the middle,
///
///     A(θ) = A max(0, 1 - (1 - cos θ)/(2 ε))^(3/2)
///
/// A rolling element strikes both races, the inner one with a part of the amplitude on the outer one.
///
/// Sources: P. D. McFadden, J. D. Smith, "Model for the vibration produced by a single point defect in a
/// rolling element bearing", *Journal of Sound and Vibration* 96 (1), 1984, 69–82, for the load zone
/// (R. Stribeck's); R. B. Randall, J. Antoni, *Mechanical Systems and Signal Processing* 25 (2), 2011,
/// 485–520, sec. 2, for slip.
public struct BearingVibration: Hashable, Sendable, BitwiseCopyable {
  /// A number for each kind of fault.
  public struct Faults: Hashable, Sendable, BitwiseCopyable {
    /// Of the outer race.
    public var outerRace: Double
    /// Of the inner race.
    public var innerRace: Double
    /// Of a rolling element.
    public var ball: Double
    /// Of the cage.
    public var cage: Double

    /// Creates the four numbers.
    public init(
      outerRace: Double = 0, innerRace: Double = 0, ball: Double = 0, cage: Double = 0
    ) {
      self.outerRace = outerRace
      self.innerRace = innerRace
      self.ball = ball
      self.cage = cage
    }
  }

  /// The dimensions.
  public let geometry: BearingGeometry
  /// The resonance that impulses excite, f_r, in Hz.
  public let resonance: Double
  /// The damping ratio ζ of the resonance, from 0 to 1, both excluded.
  public let damping: Double
  /// The first amplitude of a ring-down at severity 1 and full load, in the unit of the signal.
  public var amplitudes: Faults
  /// The standard deviation of an interval between impulses, as a part of its mean.
  public var slip = 0.01
  /// The standard deviation of an impulse's amplitude, as a part of its mean.
  public var amplitudeSpread = 0.1
  /// The load distribution factor ε: 0.5 where half of the bearing bears load, more under preload.
  public var loadZone = 0.5
  /// The amplitude of a rolling element's strike on the inner race, as a part of that on the outer one.
  public var secondStrike = 0.5

  /// Creates the vibration of a bearing.
  ///
  /// - Parameters:
  ///   - geometry: The dimensions.
  ///   - resonance: f_r, in Hz, > 0.
  ///   - damping: ζ, from 0 to 1, both excluded; for structures of machines 0.01 to 0.1.
  ///   - amplitudes: The first amplitudes at severity 1 and full load, in the unit of the signal.
  /// - Throws: ``SignalProblem`` that says what is wrong.
  public init(
    geometry: BearingGeometry, resonance: Double, damping: Double,
    amplitudes: Faults = Faults(outerRace: 1, innerRace: 1, ball: 1, cage: 1)
  ) throws(SignalProblem) {
    try SignalProblem.requirePositive("the resonance of a bearing", resonance)
    guard damping > 0 && damping < 1 else {
      throw SignalProblem(
        "the damping of a bearing's resonance is \(damping); it must be above 0 and below 1")
    }
    self.geometry = geometry
    self.resonance = resonance
    self.damping = damping
    self.amplitudes = amplitudes
  }

  func validate() throws(SignalProblem) {
    try SignalProblem.requireFinite("the amplitude of an outer race's fault", amplitudes.outerRace)
    try SignalProblem.requireFinite("the amplitude of an inner race's fault", amplitudes.innerRace)
    try SignalProblem.requireFinite("the amplitude of a ball's fault", amplitudes.ball)
    try SignalProblem.requireFinite("the amplitude of a cage's fault", amplitudes.cage)
    guard slip >= 0 && slip <= 0.2 else {
      throw SignalProblem("the slip of a bearing is \(slip); it must be from 0 to 0.2")
    }
    try SignalProblem.requireShare("the spread of a bearing's amplitudes", amplitudeSpread)
    try SignalProblem.requirePositive("the load zone of a bearing", loadZone)
    try SignalProblem.requireShare("the second strike of a bearing's ball", secondStrike)
  }
}
