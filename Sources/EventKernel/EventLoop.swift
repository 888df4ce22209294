/// Why an event loop ended.
public enum StopReason: Hashable, Sendable {
  /// No event is pending any more.
  case noEvents
  /// The next event comes after the horizon; the clock shows the horizon.
  case horizon
  /// As many events as were asked for have taken place.
  case eventLimit
  /// Events follow one another without end and without time passing.
  case endlessInstant(EndlessInstant)
}

/// Takes one event after the other from a calendar until there is a reason to stop.
///
/// The simulation keeps the loop in its own hands, so that handling an event costs no call through a
/// protocol or a closure, and so that it can stop for reasons of its own:
///
/// ```swift
/// var loop = EventLoop(horizon: 60)
/// while let event = loop.next(in: &simulation.calendar) {
///   simulation.handle(event)
/// }
/// print(loop.stopReason)                 // horizon
/// ```
///
/// A loop that has ended may go on: after the horizon or the limit was moved, or something was
/// scheduled. A trace that looks at nothing costs nothing: `Benchmarks` compares the loop with a
/// bare one.
public struct EventLoop: Sendable {
  /// The last time of interest, in seconds; events at the horizon take place.
  public var horizon: Double
  /// How many events may take place before the loop ends.
  public var eventLimit: Int {
    didSet { pause = min(eventLimit, taken) }
  }
  /// How many events may follow one another without time passing.
  ///
  /// At least 1. The loop then watches another 4,096 of them to say what goes round.
  public var longestInstant: Int {
    didSet { precondition(longestInstant >= 1, "an instant has one event at least") }
  }

  /// Why the loop ended; `nil` while it runs.
  public private(set) var stopReason: StopReason?

  @usableFromInline var taken = 0
  @usableFromInline var takenAtThisInstant = 0
  @usableFromInline var instant = -Double.infinity
  /// At how many events to look whether there is a reason to stop.
  @usableFromInline var pause = 0
  /// The latest events of an instant that is too long.
  private var latest: [Event] = []

  /// Creates a loop.
  ///
  /// - Parameters:
  ///   - horizon: The last time of interest, in seconds.
  ///   - eventLimit: How many events may take place.
  ///   - longestInstant: How many events may follow one another without time passing, at least 1.
  public init(
    horizon: Double = .infinity, eventLimit: Int = .max, longestInstant: Int = 1_000_000
  ) {
    precondition(longestInstant >= 1, "an instant has one event at least")
    self.horizon = horizon
    self.eventLimit = eventLimit
    self.longestInstant = longestInstant
  }

  /// How many events have been taken.
  @inlinable public var eventCount: Int { taken }

  /// How many events have been taken at the present time.
  @inlinable public var eventsAtThisInstant: Int { takenAtThisInstant }

  /// Takes the next event; the clock of the calendar then shows its time.
  ///
  /// - Parameter calendar: The events to come.
  /// - Returns: The event; `nil` where there is a reason to stop.
  @inlinable @inline(__always)
  public mutating func next(in calendar: inout EventCalendar) -> Event? {
    var trace = NoTrace()
    return next(in: &calendar, trace: &trace)
  }

  /// Takes the next event and shows it to a trace.
  ///
  /// - Parameters:
  ///   - calendar: The events to come.
  ///   - trace: What sees the event.
  /// - Returns: The event; `nil` where there is a reason to stop.
  @inlinable @inline(__always)
  public mutating func next(
    in calendar: inout EventCalendar, trace: inout some EventTrace
  ) -> Event? {
    if taken >= pause, mustStop(calendar.now) { return nil }
    guard let event = calendar.popNext(through: horizon) else {
      stopAtHorizon(&calendar)
      return nil
    }
    taken &+= 1
    if calendar.now > instant {
      instant = calendar.now
      takenAtThisInstant = 1
    } else {
      takenAtThisInstant &+= 1
      if takenAtThisInstant > longestInstant { watch(event) }
    }
    trace.record(event, at: calendar.now)
    return event
  }

  @inline(never) @usableFromInline
  mutating func stopAtHorizon(_ calendar: inout EventCalendar) {
    // Looked at anew when the loop goes on.
    pause = taken
    if calendar.isEmpty {
      stopReason = .noEvents
    } else {
      calendar.advance(to: max(horizon, calendar.now))
      stopReason = .horizon
    }
  }

  /// Whether there is a reason to stop before the next event; sets when to look again.
  @inline(never) @usableFromInline
  mutating func mustStop(_ now: Double) -> Bool {
    stopReason = nil
    pause = eventLimit
    if latest.count == EventLoop.enough {
      let isEndless = now == instant && takenAtThisInstant > longestInstant
      let endless = EndlessInstant(
        time: now, eventCount: takenAtThisInstant, latest: latest)
      latest = []
      if isEndless {
        stopReason = .endlessInstant(endless)
        pause = taken
        return true
      }
    }
    if taken >= eventLimit {
      stopReason = .eventLimit
      return true
    }
    return false
  }

  /// How many events of an endless instant to look at.
  private static let enough = 4096

  /// Keeps an event of an instant that seems endless, for long enough to say what goes round.
  @inline(never) @usableFromInline mutating func watch(_ event: Event) {
    if takenAtThisInstant == longestInstant + 1 { latest = [] }
    latest.append(event)
    if latest.count == EventLoop.enough { pause = taken }
  }
}
