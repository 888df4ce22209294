import BasicContainers
import EventKernel
import RandomVariates

/// The hold model, in which the number of pending events stays what it is.
///
/// Each event schedules its successor after an exponential time. The counterpart of `hold`.
struct HoldModel: ~Copyable {
  var calendar: EventCalendar
  private var stream = RandomStream(
    StreamKey(seed: 1, replication: 0, path: "hold", purpose: "delay"))

  init(pending: Int) {
    calendar = EventCalendar(capacity: pending)
    for subject in 0..<pending {
      calendar.schedule(
        Event(kind: 0, subject: Int32(subject)), at: stream.exponential(mean: 1))
    }
  }

  mutating func handle(_ event: Event) {
    calendar.schedule(event, at: calendar.now + stream.exponential(mean: 1))
  }
}

/// As the hold model, with a state and a tally for every entity: what a million of them need.
struct Entities: ~Copyable {
  struct Entity: BitwiseCopyable {
    var since = 0.0
    var count: UInt32 = 0
    var state: UInt32 = 0
    var total = 0.0
  }

  var calendar: EventCalendar
  private var entities: UniqueArray<Entity>
  private var stream = RandomStream(
    StreamKey(seed: 1, replication: 0, path: "entities", purpose: "delay"))

  init(count: Int) {
    calendar = EventCalendar(capacity: count)
    entities = UniqueArray(repeating: Entity(), count: count)
    for subject in 0..<count {
      calendar.schedule(
        Event(kind: 0, subject: Int32(subject)), at: stream.exponential(mean: 1))
    }
  }

  mutating func handle(_ event: Event) {
    let index = Int(event.subject)
    entities[index].total += calendar.now - entities[index].since
    entities[index].since = calendar.now
    entities[index].count &+= 1
    entities[index].state ^= 1
    calendar.schedule(event, at: calendar.now + stream.exponential(mean: 1))
  }
}
