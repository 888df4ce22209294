/// A state that changes at events: what a simulation must be for an ``EventLoop`` to run it.
///
/// ```swift
/// struct Clock: ~Copyable, EventSimulation {
///   var calendar = EventCalendar()
///   var ticks = 0
///
///   init() { calendar.schedule(Event(kind: 0), at: 1) }
///
///   mutating func handle(_ event: Event) {
///     ticks += 1
///     calendar.schedule(event, at: calendar.now + 1)
///   }
/// }
///
/// var clock = Clock()
/// var loop = EventLoop(horizon: 60)
/// let reason = loop.run(&clock)          // .horizon, and clock.ticks is 60
/// ```
public protocol EventSimulation: ~Copyable {
  /// Why handling an event can fail; `Never` where it cannot.
  associatedtype Failure: Error = Never

  /// The clock, and the events to come.
  var calendar: EventCalendar { get set }

  /// Whether the simulation has come to an end of its own.
  var isOver: Bool { get }

  /// Lets an event, which was just taken from the calendar, take place.
  mutating func handle(_ event: Event) throws(Failure)

  /// What to call an event in messages and traces, such as `stations.press: completion`.
  borrowing func name(of event: Event) -> String
}

extension EventSimulation where Self: ~Copyable {
  /// Never: the simulation goes on as long as there are events.
  @inlinable public var isOver: Bool { false }

  /// The kind and the subject by their numbers.
  public borrowing func name(of event: Event) -> String {
    "event of kind \(event.kind) at \(event.subject)"
  }
}

/// Sees every event before it takes place.
public protocol EventTrace {
  /// Sees an event.
  ///
  /// - Parameters:
  ///   - event: What is about to happen.
  ///   - time: When, in seconds.
  mutating func record(_ event: Event, at time: Double)
}

/// A trace that looks at nothing, and costs nothing: the compiler leaves no trace of it.
public struct NoTrace: EventTrace {
  /// Creates it.
  @inlinable public init() {}

  /// Does nothing.
  @inlinable @inline(__always) public mutating func record(_ event: Event, at time: Double) {}
}

/// A trace that keeps the latest events.
public struct LatestEvents: EventTrace, Sendable {
  /// An event and its time.
  public struct Entry: Hashable, Sendable {
    /// When, in seconds.
    public var time: Double
    /// What happened.
    public var event: Event
  }

  private var ring: [Entry] = []
  private var next = 0
  private let capacity: Int

  /// Creates an empty trace.
  ///
  /// - Parameter capacity: How many events to keep, at least 1.
  public init(capacity: Int) {
    precondition(capacity > 0, "a trace keeps at least one event")
    self.capacity = capacity
    ring.reserveCapacity(min(capacity, 4096))
  }

  /// Keeps an event, in the place of the oldest where there is no other.
  public mutating func record(_ event: Event, at time: Double) {
    let entry = Entry(time: time, event: event)
    if ring.count < capacity {
      ring.append(entry)
    } else {
      ring[next] = entry
      next = next + 1 == capacity ? 0 : next + 1
    }
  }

  /// What was kept, oldest first.
  public var entries: [Entry] { Array(ring[next...] + ring[..<next]) }
}
