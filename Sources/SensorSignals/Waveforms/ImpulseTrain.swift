import EventKernel
import RandomVariates
import SpecialFunctions

/// When a fault is struck, and how hard.
///
/// Times are counted in samples.
struct ImpulseTrain: Sendable, BitwiseCopyable {
  private let period: Double
  private let slip: Double
  private let amplitude: Double
  private let spread: Double
  /// How far the fault turns in a sample, in turns; 0 for one that stays where it is.
  private let turning: Double
  private let angle: Double
  private let loadZone: Double
  /// The amplitudes of every other impulse as a part of the others'.
  private let other: Double
  private var isOther = false
  private var stream: RandomStream
  /// When the next impulse comes.
  private(set) var next: Double

  /// A train that begins in the past.
  ///
  /// - Parameters:
  ///   - frequency: Impulses a sample, > 0.
  ///   - amplitude: The mean amplitude in the middle of the load zone.
  ///   - turning: How far the fault turns in a sample, in turns; nil where the load zone does not matter.
  ///   - other: The amplitude of every other impulse, as a part.
  ///   - past: How many samples before the first the train must have begun.
  ///   - bearing: Slip, spread, load zone.
  ///   - stream: Where the phases come from: two uniform numbers.
  init(
    frequency: Double, amplitude: Double, turning: Double?, other: Double, past: Double,
    bearing: BearingVibration, using stream: RandomStream
  ) {
    self.stream = stream
    period = 1 / frequency
    slip = bearing.slip
    self.amplitude = amplitude
    spread = bearing.amplitudeSpread
    self.turning = turning ?? 0
    angle = turning == nil ? 0 : self.stream.uniform()
    loadZone = bearing.loadZone
    self.other = other
    next = -past - self.stream.uniform() * period
  }

  /// The strength of the next impulse; the one after it becomes the next.
  mutating func strike() -> Double {
    var strength = amplitude
    if turning != 0 {
      let cosine = Reproducible.circle(turns: angle + turning * next).cosine
      let bearing = max(0, 1 - (1 - cosine) / (2 * loadZone))
      strength *= bearing * bearing.squareRoot()
    }
    if isOther { strength *= other }
    isOther = other != 1 && !isOther
    if spread > 0 { strength *= 1 + spread * Ziggurat.normal(using: &stream) }
    let wander = slip > 0 ? slip * Ziggurat.normal(using: &stream) : 0
    // An interval of less than nothing would take five standard deviations of the greatest slip.
    next += period * max(0.01, 1 + wander)
    return strength
  }
}
