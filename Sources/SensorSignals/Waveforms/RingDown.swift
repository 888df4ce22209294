import EventKernel
import SpecialFunctions

/// The ringing of one resonance after all impulses of a bearing together.
///
/// Ring-downs of one frequency and one damping add up to one complex number that turns and shrinks from
/// sample to sample, z ← w z; an impulse of strength A at a part δ of a sample before the next adds
/// A w^δ. What is heard is the imaginary part. So a sample costs one complex product, however many
/// impulses still ring.
struct RingDown: Sendable {
  /// What a cycle of a sample turns, in turns, and e-folds of a sample.
  private let turning: Double
  private let fading: Double
  private var trains: InlineArray<4, ImpulseTrain?> = InlineArray(repeating: nil)
  private var real = 0.0
  private var imaginary = 0.0
  private(set) var isSilent = true

  init(
    _ bearing: BearingVibration, severities: BearingVibration.Faults,
    conditions: OperatingConditions, samplingRate: Double, using stream: RandomStream
  ) {
    turning = bearing.resonance / samplingRate
    fading = 2 * .pi * bearing.damping * turning
    let frequencies = bearing.geometry.frequencies(shaftSpeed: conditions.shaftSpeed)
    let shaft = conditions.shaftSpeed / samplingRate
    let cage = frequencies.cage / samplingRate
    let sizes = bearing.amplitudes
    var draws = stream
    for place in 0..<4 {
      // Each train has draws of its own, whether it is silent or not.
      let own = draws.branch()
      let (frequency, size, turning, other): (Double, Double, Double?, Double) =
        switch place {
        case 0:
          (frequencies.outerRace / samplingRate, sizes.outerRace * severities.outerRace, nil, 1)
        case 1:
          (frequencies.innerRace / samplingRate, sizes.innerRace * severities.innerRace, shaft, 1)
        case 2:
          (
            2 * frequencies.ball / samplingRate, sizes.ball * severities.ball, cage,
            bearing.secondStrike
          )
        default: (cage, sizes.cage * severities.cage, nil, 1)
        }
      guard size * conditions.load != 0 && frequency > 0 else { continue }
      trains[place] = ImpulseTrain(
        frequency: frequency, amplitude: size * conditions.load, turning: turning, other: other,
        // e^-25 is below the digits of a Float.
        past: 25 / fading, bearing: bearing, using: own)
      isSilent = false
    }
  }

  /// Adds the ringing to a block of samples.
  ///
  /// - Parameters:
  ///   - block: The samples.
  ///   - start: The number of the first.
  mutating func add(to block: inout [Double], from start: Int) {
    let (cosine, sine) = Reproducible.circle(turns: turning)
    let shrink = Reproducible.exp(-fading)
    let (stepReal, stepImaginary) = (shrink * cosine, shrink * sine)
    // Below, it would take a processor's slow path for the smallest numbers.
    if abs(real) + abs(imaginary) < 1e-100 { (real, imaginary) = (0, 0) }
    var place = 0
    while place < block.count {
      let (train, moment) = earliest
      let first = moment <= Double(start + place) ? start + place : Int(moment.rounded(.up))
      let stop = min(first - start, block.count)
      var (x, y) = (real, imaginary)
      while place < stop {
        block[place] += y
        (x, y) = (x * stepReal - y * stepImaginary, x * stepImaginary + y * stepReal)
        place += 1
      }
      (real, imaginary) = (x, y)
      if place < block.count { strike(train, at: start + place) }
    }
  }

  /// The train whose impulse comes first, and when.
  private var earliest: (train: Int, moment: Double) {
    var (train, moment) = (0, 1e15)
    for place in 0..<4 {
      if let next = trains[place]?.next, next < moment { (train, moment) = (place, next) }
    }
    return (train, moment)
  }

  private mutating func strike(_ train: Int, at sample: Int) {
    guard let moment = trains[train]?.next else { return }
    let strength = trains[train]?.strike() ?? 0
    let late = Double(sample) - moment
    let (cosine, sine) = Reproducible.circle(turns: turning * late)
    let size = strength * Reproducible.exp(-fading * late)
    real += size * cosine
    imaginary += size * sine
  }
}
