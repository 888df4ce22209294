/// A level that changes at instants, such as the number of parts in a buffer, and its time average.
public struct TimeWeightedLevel: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline var present: Double
  /// The level at the beginning.
  ///
  /// Only what differs from it is summed, so that a level which returns
  /// to where it was keeps an exact average.
  @usableFromInline var base: Double
  @usableFromInline var area: Double = 0
  @usableFromInline var since: Double
  private var origin: Double

  /// The present level.
  @inlinable public var level: Double { present }

  /// Starts to observe.
  ///
  /// - Parameters:
  ///   - level: The level at the beginning.
  ///   - time: When observation begins.
  public init(level: Double = 0, at time: Double = 0) {
    present = level
    base = level
    since = time
    origin = time
  }

  /// Changes the level.
  ///
  /// - Parameters:
  ///   - change: By how much.
  ///   - time: When; not before the last change.
  @inlinable @inline(__always)
  public mutating func add(_ change: Double, at time: Double) {
    area += (present - base) * (time - since)
    since = time
    present += change
  }

  /// Forgets the past: the average counts from here.
  public mutating func restart(at time: Double) {
    area = 0
    base = level
    since = time
    origin = time
  }

  /// The time average from the beginning to a time; `nil` where no time has passed.
  public func average(until time: Double) -> Double? {
    time > origin ? base + (area + (level - base) * (time - since)) / (time - origin) : nil
  }
}
