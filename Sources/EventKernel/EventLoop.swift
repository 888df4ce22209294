/// Why an event loop came back.
public enum StopReason: Hashable, Sendable {
  /// No event is pending any more.
  case noEvents
  /// The next event comes after the horizon; the clock shows the horizon.
  case horizon
  /// The simulation has come to an end of its own.
  case over
  /// As many events as were asked for have taken place.
  case eventLimit
  /// Events follow one another without end and without time passing.
  case endlessInstant(EndlessInstant)
}

/// Events that follow one another without time passing.
public struct EndlessInstant: Hashable, Sendable {
  /// When, in seconds.
  public var time: Double
  /// How many events have taken place at this time.
  public var eventCount: Int
  /// The events that bring each other about, in order, each by its name in the simulation.
  ///
  /// One turn of the loop where the latest events repeat; otherwise each event that is among the
  /// latest once, in the order in which they came.
  public var loop: [String]
  /// Whether the latest events repeat.
  public var repeats: Bool
}

/// Takes events from a simulation's calendar and lets them take place, until there is a reason to stop.
///
/// A loop may be run again after it came back: it goes on where it was. It counts the events of an
/// instant across such calls. Running costs nothing beside taking and handling the events where no
/// trace is asked for (compared in `Benchmarks`).
public struct EventLoop: Sendable {
  /// The last time of interest, in seconds.
  public var horizon: Double
  /// How many events may follow one another without time passing.
  public var longestInstant: Int
  @usableFromInline var taken = 0
  @usableFromInline var takenNow = 0

  /// How many events have taken place.
  public var eventCount: Int { taken }
  /// How many events have taken place at the present time.
  public var eventsAtThisInstant: Int { takenNow }

  /// Creates a loop.
  ///
  /// - Parameters:
  ///   - horizon: The last time of interest, in seconds; events at the horizon take place.
  ///   - longestInstant: How many events may follow one another without time passing.
  public init(horizon: Double = .infinity, longestInstant: Int = 1_000_000) {
    self.horizon = horizon
    self.longestInstant = longestInstant
  }

  /// Runs a simulation.
  ///
  /// - Parameters:
  ///   - simulation: What to run.
  ///   - maximumEvents: How many events may take place before the loop comes back.
  /// - Returns: Why it came back.
  /// - Throws: What the simulation throws while it handles an event.
  @inlinable
  public mutating func run<Simulation: EventSimulation & ~Copyable>(
    _ simulation: inout Simulation, maximumEvents: Int = .max
  ) throws(Simulation.Failure) -> StopReason {
    var trace = NoTrace()
    return try run(&simulation, maximumEvents: maximumEvents, trace: &trace)
  }

  /// Runs a simulation and lets a trace see every event.
  ///
  /// - Parameters:
  ///   - simulation: What to run.
  ///   - maximumEvents: How many events may take place before the loop comes back.
  ///   - trace: What sees the events.
  /// - Returns: Why it came back.
  /// - Throws: What the simulation throws while it handles an event.
  @inlinable
  public mutating func run<Simulation: EventSimulation & ~Copyable>(
    _ simulation: inout Simulation, maximumEvents: Int = .max, trace: inout some EventTrace
  ) throws(Simulation.Failure) -> StopReason {
    var budget = maximumEvents
    var instant = simulation.calendar.now
    var atThisInstant = takenNow
    defer {
      taken += maximumEvents - budget
      takenNow = atThisInstant
    }
    while !simulation.isOver {
      guard budget > 0 else { return .eventLimit }
      guard let event = simulation.calendar.popNext(through: horizon) else {
        return stopAtHorizon(&simulation.calendar)
      }
      let now = simulation.calendar.now
      if now > instant {
        instant = now
        atThisInstant = 1
      } else {
        atThisInstant &+= 1
        if atThisInstant > longestInstant {
          // The event has been taken, so it must take place.
          trace.record(event, at: now)
          budget -= 1
          try simulation.handle(event)
          let witnessed = try witness(&simulation, after: atThisInstant)
          budget -= witnessed.count
          atThisInstant += witnessed.count
          if let endless = witnessed.endless { return .endlessInstant(endless) }
          continue
        }
      }
      trace.record(event, at: now)
      budget &-= 1
      try simulation.handle(event)
    }
    return .over
  }

  @inlinable func stopAtHorizon(_ calendar: inout EventCalendar) -> StopReason {
    if calendar.isEmpty { return .noEvents }
    calendar.advance(to: horizon)
    return .horizon
  }

  /// Watches an instant that seems endless for long enough to say what goes round.
  ///
  /// - Returns: How many events took place meanwhile, and what is endless, unless time passed or the
  ///   simulation ended after all.
  @inline(never) @usableFromInline
  func witness<Simulation: EventSimulation & ~Copyable>(
    _ simulation: inout Simulation, after count: Int
  ) throws(Simulation.Failure) -> (count: Int, endless: EndlessInstant?) {
    let instant = simulation.calendar.now
    var latest: [Event] = []
    let enough = 4096
    while latest.count < enough, !simulation.isOver, simulation.calendar.nextTime() == instant,
      let event = simulation.calendar.popNext()
    {
      latest.append(event)
      try simulation.handle(event)
    }
    guard latest.count == enough else { return (latest.count, nil) }
    let turn = EventLoop.turn(of: latest)
    let events = turn ?? EventLoop.once(latest)
    return (
      enough,
      EndlessInstant(
        time: instant, eventCount: count + enough, loop: events.map { simulation.name(of: $0) },
        repeats: turn != nil)
    )
  }

  /// The shortest stretch of which the latest events are repetitions, from its first event on.
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

  /// Each event once, in the order of their first appearance, and of these the first 20.
  private static func once(_ events: [Event]) -> [Event] {
    var seen: Set<Event> = []
    return Array(events.filter { seen.insert($0).inserted }.prefix(20))
  }
}
