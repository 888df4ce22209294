/// Events that follow one another without time passing.
public struct EndlessInstant: Hashable, Sendable {
  /// When, in seconds.
  public var time: Double
  /// How many events have taken place at this time.
  public var eventCount: Int
  /// The events that bring each other about, in order.
  ///
  /// One turn of the loop where the latest events repeat; otherwise each event that is among the
  /// latest once, in the order in which they came, and of these the first 20.
  public var loop: [Event]
  /// Whether the latest events repeat.
  public var repeats: Bool

  /// Says what goes round.
  ///
  /// - Parameters:
  ///   - time: When, in seconds.
  ///   - eventCount: How many events have taken place at this time.
  ///   - latest: The latest of these.
  init(time: Double, eventCount: Int, latest: [Event]) {
    self.time = time
    self.eventCount = eventCount
    let turn = EndlessInstant.turn(of: latest)
    repeats = turn != nil
    loop = turn ?? EndlessInstant.once(latest)
  }

  /// The shortest stretch of which the latest events are repetitions.
  ///
  /// The last half must repeat, so a stretch of up to a quarter of the events is found.
  private static func turn(of events: [Event]) -> [Event]? {
    let half = events.count / 2
    for length in 1...(events.count / 4) {
      let repeats = (half..<events.count).allSatisfy { events[$0] == events[$0 - length] }
      if repeats { return Array(events[half..<(half + length)]) }
    }
    return nil
  }

  private static func once(_ events: [Event]) -> [Event] {
    var seen: Set<Event> = []
    return Array(events.filter { seen.insert($0).inserted }.prefix(20))
  }
}
