/// How many times were observed, their sum, and the extremes.
public struct TimeSum: Hashable, Sendable, BitwiseCopyable {
  /// How many there are.
  public private(set) var count = 0
  /// Their sum, in seconds.
  public private(set) var sum = 0.0
  /// The shortest, in seconds; +∞ when there is none.
  public private(set) var minimum = Double.infinity
  /// The longest, in seconds; -∞ when there is none.
  public private(set) var maximum = -Double.infinity

  /// Creates an empty sum.
  public init() {}

  @inline(__always)
  mutating func add(_ time: Double) {
    count &+= 1
    sum += time
    if time < minimum { minimum = time }
    if time > maximum { maximum = time }
  }

  mutating func merge(_ other: TimeSum) {
    count += other.count
    sum += other.sum
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
  }
}
