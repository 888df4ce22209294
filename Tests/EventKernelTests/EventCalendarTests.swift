import EventKernel
import TestSupport
import Testing

@Suite("Event calendar")
struct EventCalendarTests {
  @Test("Events come by time, then phase, then the order of scheduling", .tags(.exact))
  func order() {
    var calendar = EventCalendar()
    calendar.schedule(Event(kind: 1, subject: 0), at: 2, phase: 0)
    calendar.schedule(Event(kind: 2, subject: 0), at: 1, phase: 3)
    calendar.schedule(Event(kind: 3, subject: 0), at: 1, phase: 1)
    calendar.schedule(Event(kind: 4, subject: 0), at: 1, phase: 3)
    calendar.schedule(Event(kind: 5, subject: 0), at: 1, phase: 0)
    let order = kinds(of: &calendar)
    let isEmpty = calendar.isEmpty
    #expect(order == [5, 3, 2, 4, 1])
    #expect(isEmpty)
  }

  /// The kinds of all pending events, in order.
  private func kinds(of calendar: inout EventCalendar) -> [UInt16] {
    var kinds: [UInt16] = []
    while let next = calendar.popNext() { kinds.append(next.event.kind) }
    return kinds
  }

  @Test("A moved event counts as scheduled when it was moved", .tags(.exact))
  func movedEvent() {
    var calendar = EventCalendar()
    let moved = calendar.schedule(Event(kind: 1, subject: 0), at: 5, phase: 0)
    calendar.schedule(Event(kind: 2, subject: 0), at: 3, phase: 0)
    let wasMoved = calendar.reschedule(moved, at: 3)
    let order = kinds(of: &calendar)
    #expect(wasMoved)
    #expect(order == [2, 1])
  }

  @Test("A handle names nothing once its event has happened or was cancelled", .tags(.exact))
  func staleHandles() {
    var calendar = EventCalendar()
    let first = calendar.schedule(Event(kind: 1, subject: 0), at: 1, phase: 0)
    let cancelledOnce = calendar.cancel(first)
    let cancelledTwice = calendar.cancel(first)
    let second = calendar.schedule(Event(kind: 2, subject: 0), at: 1, phase: 0)
    let isPending = calendar.isPending(first)
    let wasMoved = calendar.reschedule(first, at: 9)
    let next = calendar.popNext()
    let cancelledAfterwards = calendar.cancel(second)
    let cancelledNone = calendar.cancel(.none)
    #expect(cancelledOnce)
    #expect(next?.time == 1)
    #expect(
      [cancelledTwice, isPending, wasMoved, cancelledAfterwards, cancelledNone]
        == Array(repeating: false, count: 5))
  }

  private struct Pending {
    var time: Double
    var phase: UInt8
    var sequence: Int
    var event: Event
    var handle: EventHandle
  }

  /// A calendar that keeps its events in an array and looks through all of it: slow and plain.
  @Test(
    "Behaves as a plain list of events over random operations", .tags(.law),
    arguments: [1, 2, 3, 4] as [UInt64])
  func againstPlainList(seed: UInt64) throws {
    var stream = RandomStream(
      StreamKey(seed: seed, replication: 0, path: "calendar", purpose: "test"))
    var calendar = EventCalendar(capacity: 4)
    var list: [Pending] = []
    var sequence = 0
    func time() -> Double { Double(Int(stream.uniform() * 20)) }
    for step in 0..<50_000 {
      let choice = stream.uniform()
      // The list grows in some stretches and shrinks in others.
      let grows = (step / 500) % 2 == 0
      if choice < (grows ? 0.6 : 0.3) {
        let event = Event(kind: UInt16(step % 60_000), subject: Int32(step))
        let (when, phase) = (time(), UInt8(stream.uniform() * 3))
        let handle = calendar.schedule(event, at: when, phase: phase)
        list.append(
          Pending(time: when, phase: phase, sequence: sequence, event: event, handle: handle))
      } else if choice < 0.75, !list.isEmpty {
        let index = Int(stream.uniform() * Double(list.count))
        if stream.uniform() < 0.5 {
          let wasCancelled = calendar.cancel(list.remove(at: index).handle)
          #expect(wasCancelled)
        } else {
          let when = time()
          let wasMoved = calendar.reschedule(list[index].handle, at: when)
          #expect(wasMoved)
          list[index].time = when
          list[index].sequence = sequence
        }
      } else {
        let first = list.indices.min {
          (list[$0].time, list[$0].phase, list[$0].sequence)
            < (list[$1].time, list[$1].phase, list[$1].sequence)
        }
        let expected = first.map { list.remove(at: $0) }
        let next = calendar.popNext()
        #expect(next?.time == expected?.time)
        #expect(next?.event == expected?.event)
      }
      sequence += 1
      let count = calendar.count
      #expect(count == list.count)
    }
  }

  @Test("A fork goes its own way", .tags(.law))
  func fork() {
    var calendar = EventCalendar()
    for time in [3.0, 1, 2] {
      calendar.schedule(Event(kind: UInt16(time), subject: 0), at: time, phase: 0)
    }
    var branch = calendar.fork()
    let first = calendar.popNext()
    branch.schedule(Event(kind: 9, subject: 0), at: 0.5, phase: 0)
    let rest = kinds(of: &calendar)
    let all = kinds(of: &branch)
    #expect(first?.time == 1)
    #expect(rest == [2, 3])
    #expect(all == [9, 1, 2, 3])
  }
}
