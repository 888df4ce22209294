import EventKernel
import TestSupport
import Testing

@Suite("Event calendar")
struct EventCalendarTests {
  @Test("Events come by time, then phase, then the order of scheduling", .tags(.exact))
  func order() {
    var calendar = EventCalendar()
    calendar.schedule(Event(kind: 1), at: 2)
    calendar.schedule(Event(kind: 2), at: 1, phase: 3)
    calendar.schedule(Event(kind: 3), at: 1, phase: 1)
    calendar.schedule(Event(kind: 4), at: 1, phase: 3)
    calendar.schedule(Event(kind: 5), at: 1, phase: 0)
    let order = kinds(of: &calendar)
    let isEmpty = calendar.isEmpty
    #expect(order == [5, 3, 2, 4, 1])
    #expect(isEmpty)
  }

  /// The kinds of all pending events, in order.
  private func kinds(of calendar: inout EventCalendar) -> [UInt16] {
    var kinds: [UInt16] = []
    while let next = calendar.popNext() { kinds.append(next.kind) }
    return kinds
  }

  @Test("The whole range of times, phases and subjects goes in and comes out", .tags(.exact))
  func extremes() {
    let times = [
      -Double.infinity, -.greatestFiniteMagnitude, -1, -.leastNonzeroMagnitude, -0.0, 0,
      .leastNonzeroMagnitude, 1, 1 + .ulpOfOne, .greatestFiniteMagnitude, .infinity,
    ]
    var calendar = EventCalendar(startingAt: -.infinity)
    for (index, time) in times.enumerated().reversed() {
      calendar.schedule(
        Event(kind: .max, subject: index % 2 == 0 ? .min : .max), at: time, phase: .max)
    }
    // 0 and -0 are one instant, in which the one that was scheduled first comes first.
    let subjects: [Int32] = times.indices.map { $0 % 2 == 0 ? .min : .max }
    var expected = subjects
    expected.swapAt(4, 5)
    var seen: [Double] = []
    var seenSubjects: [Int32] = []
    var kinds: Set<UInt16> = []
    while let event = calendar.popNext() {
      seen.append(calendar.now)
      seenSubjects.append(event.subject)
      kinds.insert(event.kind)
    }
    #expect(seen == times)
    #expect(seenSubjects == expected)
    #expect(kinds == [.max])
  }

  @Test("A moved event counts as scheduled when it was moved, and keeps its phase", .tags(.exact))
  func movedEvent() {
    var calendar = EventCalendar()
    let moved = calendar.schedule(Event(kind: 1), at: 5)
    let late = calendar.schedule(Event(kind: 3), at: 6, phase: 1)
    calendar.schedule(Event(kind: 2), at: 3)
    let wasMoved = calendar.reschedule(late, at: 3) && calendar.reschedule(moved, at: 3)
    let order = kinds(of: &calendar)
    #expect(wasMoved)
    #expect(order == [2, 1, 3])
  }

  @Test("A handle names nothing once its event has happened or was cancelled", .tags(.exact))
  func staleHandles() {
    var calendar = EventCalendar()
    let first = calendar.schedule(Event(kind: 1), at: 1)
    let cancelledOnce = calendar.cancel(first)
    let cancelledTwice = calendar.cancel(first)
    let second = calendar.schedule(Event(kind: 2), at: 1)
    let isPending = calendar.isPending(first)
    let wasMoved = calendar.reschedule(first, at: 9)
    let next = calendar.popNext()
    let cancelledAfterwards = calendar.cancel(second)
    let cancelledNone = calendar.cancel(.none)
    #expect(cancelledOnce)
    #expect(next == Event(kind: 2))
    #expect(
      [cancelledTwice, isPending, wasMoved, cancelledAfterwards, cancelledNone]
        == Array(repeating: false, count: 5))
  }

  @Test("The clock shows the time of the event that was taken last", .tags(.exact))
  func clock() {
    var calendar = EventCalendar(startingAt: 2)
    let atStart = calendar.now
    calendar.schedule(Event(kind: 1), at: 3)
    calendar.schedule(Event(kind: 2), at: 5)
    let within = calendar.popNext(through: 4)
    let beyond = calendar.popNext(through: 4)
    let afterHorizon = calendar.now
    let next = calendar.nextTime()
    calendar.advance(to: 4.5)
    let advanced = calendar.now
    let onTheHorizon = calendar.popNext(through: 5)
    let end = calendar.now
    let nothing = calendar.nextTime()
    #expect([atStart, afterHorizon, advanced, end] == [2, 3, 4.5, 5])
    #expect(within == Event(kind: 1))
    #expect(beyond == nil)
    #expect(next == 5)
    #expect(onTheHorizon == Event(kind: 2))
    #expect(nothing == nil)
  }

  @Test("A fork goes its own way", .tags(.law))
  func fork() {
    var calendar = EventCalendar()
    for time in [3.0, 1, 2] { calendar.schedule(Event(kind: UInt16(time)), at: time) }
    var branch = calendar.fork()
    let first = calendar.popNext()
    branch.schedule(Event(kind: 9), at: 0.5)
    let rest = kinds(of: &calendar)
    let all = kinds(of: &branch)
    #expect(first == Event(kind: 1))
    #expect(rest == [2, 3])
    #expect(all == [9, 1, 2, 3])
  }
}
