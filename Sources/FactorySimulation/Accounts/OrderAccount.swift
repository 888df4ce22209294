/// What became of a line of a schedule.
public struct OrderAccount: Hashable, Sendable, BitwiseCopyable {
  /// Parts that entered with it.
  public var released = 0
  /// Those of them that left as good.
  public var finished = 0
  /// When its parts entered, in seconds from the start; infinite where they have not.
  public var releasedAt = Double.infinity
  /// When they were due, in seconds from the start; infinite where nothing was said.
  public var due = Double.infinity
  /// When work on the first of them began, in seconds from the start; infinite where it has not.
  public var startedAt = Double.infinity
  /// When the last of those finished was finished, in seconds from the start.
  public var finishedAt = 0.0
  /// Time for which the finished parts waited for machines, all together, in seconds.
  public var waited = 0.0
  /// Time for which they were on their way, all together, in seconds.
  public var travelled = 0.0
  /// The rest of their time in the factory, all together, in seconds.
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
