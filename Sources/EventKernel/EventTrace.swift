/// Sees every event before it takes place.
public protocol EventTrace {
  /// Sees an event.
  ///
  /// - Parameters:
  ///   - event: What is about to happen.
  ///   - time: When, in seconds.
  mutating func record(_ event: Event, at time: Double)
}

/// A trace that looks at nothing, and costs nothing: the compiler leaves nothing of it.
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
