import EventKernel
import RandomVariates

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A sensor of one machine.
struct SensorRecord: BitwiseCopyable {
  /// What is true, and what chance adds: their places among the instructions.
  var value: Stretch
  var noise: Stretch
  /// Whether they change from one moment to the next while nothing happens: with wear, age or the ambience.
  var valueVaries: Bool
  var noiseVaries: Bool
  var hasNoise: Bool
  /// What readings gain per second.
  var drift: Double
  /// How many ticks of the machine's rhythm there are from one of its readings to the next.
  let everyTicks: Int64
  var follower: Follower
  var chance: CorrelatedChance
  let display: Display
  /// The present value and deviation, in SI units, while they do not vary.
  var steadyValue = 0.0
  var steadyNoise = 0.0
}

/// A first-order lag: what a thermometer in a thick sheath shows.
///
///     τ · dy/dt + y = x
///
/// Exact where x jumps at moments that are told, and else holds from one reading to the next.
struct Follower: BitwiseCopyable {
  /// The time constant τ, in seconds; 0 where it follows at once.
  let constant: Double
  /// What is followed; not a number before the first reading.
  private var input = Double.nan
  /// y, and at which moment.
  private var shown = 0.0
  private var time = 0.0
  /// The share of a distance that is left after the usual time.
  private let usualTime: Double
  private let usualShare: Double

  init(constant: Double, usualTime: Double) {
    self.constant = constant
    self.usualTime = usualTime
    usualShare = constant > 0 ? exp(-usualTime / constant) : 0
  }

  /// Notes that what is followed has jumped.
  mutating func jump(to value: Double, at moment: Double) {
    guard constant > 0, !input.isNaN else { return }
    goOn(to: moment)
    input = value
  }

  /// What is shown at a moment, not before the last one, where what is followed has a value since the last one, or
  /// since it jumped.
  @inline(__always)
  mutating func follow(_ value: Double, at moment: Double) -> Double {
    guard constant > 0 else { return value }
    if input.isNaN { (shown, time) = (value, moment) }
    input = value
    goOn(to: moment)
    return shown
  }

  @inline(__always)
  private mutating func goOn(to moment: Double) {
    let duration = moment - time
    let share = duration == usualTime ? usualShare : exp(-duration / constant)
    shown = input + (shown - input) * share
    time = moment
  }
}

/// Chance of mean 0 and standard deviation 1 whose correlation falls to 1/e in a time: an Ornstein-Uhlenbeck process,
/// read at moments.
struct CorrelatedChance: BitwiseCopyable {
  /// The time in which the correlation falls to 1/e, in seconds; 0 for none.
  let constant: Double
  private var value = Double.nan
  private var time = 0.0
  private let usualTime: Double
  private let usualMemory: Double
  private let usualSpread: Double
  private var stream: RandomStream

  init(constant: Double, usualTime: Double, key: StreamKey) {
    self.constant = constant
    self.usualTime = usualTime
    usualMemory = constant > 0 ? exp(-usualTime / constant) : 0
    usualSpread = (1 - usualMemory * usualMemory).squareRoot()
    stream = RandomStream(key)
  }

  /// The value at a moment, not before the last one.
  @inline(__always)
  mutating func next(at moment: Double) -> Double {
    let fresh = Ziggurat.normal(using: &stream)
    guard constant > 0 else { return fresh }
    if value.isNaN {
      value = fresh
    } else if moment - time == usualTime {
      value = usualMemory * value + usualSpread * fresh
    } else {
      let memory = exp(-(moment - time) / constant)
      value = memory * value + (1 - memory * memory).squareRoot() * fresh
    }
    time = moment
    return value
  }
}

/// How a sensor shows a value: its unit, its range, its resolution.
struct Display: BitwiseCopyable {
  let unitSize: Double
  let unitZero: Double
  let least: Double
  let greatest: Double
  /// 0 where readings are not rounded.
  let resolution: Double

  /// A value in SI units, as it is shown.
  @inline(__always)
  func shown(_ value: Double) -> Float {
    var shown = (value - unitZero) / unitSize
    if resolution > 0 { shown = (shown / resolution).rounded(.toNearestOrEven) * resolution }
    return Float(min(greatest, max(least, shown)))
  }
}
