/// A level that changes at instants, with its time average, variance and range.
///
/// What ``TimeWeightedLevel`` keeps, and more, in twice the room: use it where spread or range is
/// asked for. The variance is that of the level at an instant chosen at random,
///
///     Var = Σ wᵢ (xᵢ - mean)² / Σ wᵢ,   wᵢ the time spent at xᵢ
///
/// Source: D. H. D. West, "Updating mean and variance estimates: an improved method",
/// Communications of the ACM 22 (1979) 532–535.
public struct LevelRecord: Hashable, Sendable, BitwiseCopyable {
  /// The present level.
  public private(set) var level: Double
  /// The smallest level since observation began; a level left at once counts.
  public private(set) var minimum: Double
  /// The largest level since observation began; a level left at once counts.
  public private(set) var maximum: Double
  private var since: Double
  private var elapsed: Double = 0
  private var center: Double
  private var sumOfSquares: Double = 0

  /// Starts to observe.
  ///
  /// - Parameters:
  ///   - level: The level at the beginning.
  ///   - time: When observation begins.
  public init(level: Double = 0, at time: Double = 0) {
    self.level = level
    minimum = level
    maximum = level
    center = level
    since = time
  }

  /// Changes the level by a difference.
  ///
  /// - Parameters:
  ///   - change: By how much.
  ///   - time: When; not before the last change.
  public mutating func add(_ change: Double, at time: Double) {
    set(level + change, at: time)
  }

  /// Changes the level to a value.
  ///
  /// - Parameters:
  ///   - newLevel: The level from now on.
  ///   - time: When; not before the last change.
  public mutating func set(_ newLevel: Double, at time: Double) {
    close(at: time)
    level = newLevel
    if level < minimum { minimum = level }
    if level > maximum { maximum = level }
  }

  /// Forgets the past: average, variance and range count from here.
  public mutating func restart(at time: Double) {
    self = LevelRecord(level: level, at: time)
  }

  /// The time average from the beginning to a time; `nil` where no time has passed.
  public func average(until time: Double) -> Double? {
    let closed = closing(at: time)
    return closed.elapsed > 0 ? closed.center : nil
  }

  /// The time-weighted variance from the beginning to a time; `nil` where no time has passed.
  public func variance(until time: Double) -> Double? {
    let closed = closing(at: time)
    return closed.elapsed > 0 ? max(0, closed.sumOfSquares / closed.elapsed) : nil
  }

  private func closing(at time: Double) -> LevelRecord {
    var copy = self
    copy.close(at: time)
    return copy
  }

  private mutating func close(at time: Double) {
    let weight = time - since
    since = time
    guard weight > 0 else { return }
    elapsed += weight
    let distance = level - center
    let step = distance * (weight / elapsed)
    center += step
    sumOfSquares += weight * distance * (level - center)
  }
}
