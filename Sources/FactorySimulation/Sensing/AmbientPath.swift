import EventKernel
import FactoryModel
import RandomVariates

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How an ambient condition goes in one replication.
///
/// It is worked out on a grid of moments, where chance is an exact Ornstein-Uhlenbeck process, and is a straight line
/// between them. So it is the same for all who ask, in whatever order.
struct AmbientPath {
  /// The distance of moments on the grid, in seconds.
  let step: Double
  private let condition: AmbientCondition
  /// The moment of the plant's clock at which simulated time begins, in seconds into its day and year.
  private let dayOffset: Double
  private let yearOffset: Double
  private let memory: Double
  private let spread: Double
  private var stream: RandomStream
  private var chance: Double
  private var values: [Double] = []

  private static let day = 86_400.0
  private static let year = 365 * day
  /// 15:00, the warmest hour, and the middle of July 16, the warmest day, counted from January 1.
  private static let warmestTime = 54_000.0
  private static let warmestDay = 196.5 * day

  init(_ condition: AmbientCondition, start: PlantTime, key: StreamKey) {
    self.condition = condition
    step = min(600, condition.lasts / 8)
    // Days begin where the calendar's do; years have 365 days, as in the scenario's language.
    let seconds = start.seconds
    dayOffset = seconds - (seconds / AmbientPath.day).rounded(.down) * AmbientPath.day
    yearOffset = start.secondsIntoYear
    memory = exp(-step / condition.lasts)
    spread = (1 - memory * memory).squareRoot()
    stream = RandomStream(key)
    chance = condition.deviation > 0 ? Ziggurat.normal(using: &stream) : 0
  }

  /// The value at a moment, in seconds from the start.
  @inline(__always)
  mutating func value(at time: Double) -> Double {
    let place = time / step
    let index = Int(place)
    if index + 1 >= values.count { extend(to: index + 1) }
    let share = place - Double(index)
    return values[index] + share * (values[index + 1] - values[index])
  }

  @inline(never)
  private mutating func extend(to index: Int) {
    while values.count <= index {
      let time = Double(values.count) * step
      let day = cos(2 * .pi * (time + dayOffset - AmbientPath.warmestTime) / AmbientPath.day)
      let year = cos(2 * .pi * (time + yearOffset - AmbientPath.warmestDay) / AmbientPath.year)
      values.append(
        condition.mean + condition.daily * day + condition.yearly * year
          + condition.deviation * chance)
      if condition.deviation > 0 {
        chance = memory * chance + spread * Ziggurat.normal(using: &stream)
      }
    }
  }
}
