/// What became of a line of a schedule.
public struct OrderAccount: Hashable, Sendable, BitwiseCopyable {
  /// Parts that entered with it, and those of them that left as good.
  public var released = 0
  public var finished = 0
  /// When its parts entered, and were due, in seconds from the start; infinite where they are not.
  public var releasedAt = Double.infinity
  public var due = Double.infinity
  /// When work on the first of them began, and the last of them was finished, in seconds from the start.
  public var startedAt = Double.infinity
  public var finishedAt = 0.0
  /// Times of the finished parts, all together, in seconds: waiting for machines, on the way, and the rest
  /// of the time in the factory.
  public var waited = 0.0
  public var travelled = 0.0
  public var worked = 0.0

  init() {}

  mutating func noteReleased(at time: Double, due: Double) {
    released += 1
    releasedAt = min(releasedAt, time)
    self.due = due
  }

  mutating func noteFinished(
    at time: Double, begun: Double, waited: Double, travelled: Double, inside: Double
  ) {
    finished += 1
    finishedAt = max(finishedAt, time)
    if !begun.isNaN { startedAt = min(startedAt, begun) }
    self.waited += waited
    self.travelled += travelled
    worked += inside - waited - travelled
  }
}
