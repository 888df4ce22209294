import SpecialFunctions

/// The dimensions of a rolling-element bearing, as far as its fault frequencies depend on them.
///
/// For an outer ring that stands still, an inner ring that turns at f, n rolling elements of the diameter
/// d on a circle of the diameter D, and the contact angle α:
///
///     BPFO = n f/2 (1 - d/D cos α)        ball pass frequency, outer race
///     BPFI = n f/2 (1 + d/D cos α)        ball pass frequency, inner race
///     FTF  =   f/2 (1 - d/D cos α)        fundamental train frequency: the speed of the cage
///     BSF  = D f/(2 d) (1 - (d/D cos α)²)  ball spin frequency
///
/// Source: R. B. Randall, J. Antoni, "Rolling element bearing diagnostics—A tutorial", *Mechanical
/// Systems and Signal Processing* 25 (2), 2011, 485–520, eqs. 1–4.
public struct BearingGeometry: Hashable, Sendable, BitwiseCopyable {
  /// How many rolling elements, n.
  public let rollingElements: Int
  /// The diameter of a rolling element, d, in metres.
  public let ballDiameter: Double
  /// The diameter of the circle of their centres, D, in metres.
  public let pitchDiameter: Double
  /// The contact angle α, in radians; 0 for a purely radial load.
  public let contactAngle: Double

  /// Creates a geometry.
  ///
  /// - Parameters:
  ///   - rollingElements: How many, ≥ 3.
  ///   - ballDiameter: In metres, > 0; only its ratio to the pitch diameter matters.
  ///   - pitchDiameter: In metres, above the ball diameter.
  ///   - contactAngle: In radians, from 0 to below a quarter turn.
  /// - Throws: ``SignalProblem`` that says what is wrong.
  public init(
    rollingElements: Int, ballDiameter: Double, pitchDiameter: Double, contactAngle: Double = 0
  ) throws(SignalProblem) {
    guard rollingElements >= 3 && rollingElements <= 1_000 else {
      throw SignalProblem(
        "a bearing has \(rollingElements) rolling elements; it must have 3 to 1000")
    }
    try SignalProblem.requirePositive("the ball diameter of a bearing", ballDiameter)
    guard pitchDiameter > ballDiameter && pitchDiameter < .infinity else {
      throw SignalProblem(
        "the pitch diameter of a bearing is \(pitchDiameter) m and its ball diameter "
          + "\(ballDiameter) m; the pitch diameter must be the larger one")
    }
    guard contactAngle >= 0 && contactAngle < .pi / 2 else {
      throw SignalProblem(
        "the contact angle of a bearing is \(contactAngle) rad; it must be from 0 to below "
          + "\(Double.pi / 2) rad (90°)")
    }
    self.rollingElements = rollingElements
    self.ballDiameter = ballDiameter
    self.pitchDiameter = pitchDiameter
    self.contactAngle = contactAngle
  }

  /// The frequencies of faults.
  ///
  /// - Parameter shaftSpeed: How fast the inner ring turns, in Hz.
  /// - Returns: The four frequencies.
  public func frequencies(shaftSpeed: Double) -> BearingFrequencies {
    let cosine = Reproducible.circle(turns: contactAngle / (2 * .pi)).cosine
    let ratio = ballDiameter / pitchDiameter * cosine
    let half = shaftSpeed / 2
    return BearingFrequencies(
      outerRace: Double(rollingElements) * half * (1 - ratio),
      innerRace: Double(rollingElements) * half * (1 + ratio),
      ball: half * (pitchDiameter / ballDiameter) * (1 - ratio * ratio),
      cage: half * (1 - ratio))
  }
}

/// How often a fault of a bearing is struck.
public struct BearingFrequencies: Hashable, Sendable, BitwiseCopyable {
  /// Rolling elements over a point of the outer race (BPFO), in Hz.
  public let outerRace: Double
  /// Rolling elements over a point of the inner race (BPFI), in Hz.
  public let innerRace: Double
  /// A point of a rolling element on the same race (BSF), in Hz: it strikes both, so twice as often.
  public let ball: Double
  /// The turns of the cage (FTF), in Hz.
  public let cage: Double
}
