import EventKernel
import TestSupport
import Testing

/// A row of dominoes: each event brings about what `follower` says.
private struct Dominoes: ~Copyable {
  var calendar = EventCalendar()
  var seen: [Int32] = []
  let follower: (Int32) -> (subject: Int32, delay: Double)?

  init(follower: @escaping (Int32) -> (subject: Int32, delay: Double)?) {
    self.follower = follower
    calendar.schedule(Event(kind: 0, subject: 0), at: 0)
  }

  mutating func handle(_ event: Event) {
    seen.append(event.subject)
    guard let next = follower(event.subject) else { return }
    calendar.schedule(
      Event(kind: 0, subject: next.subject), at: calendar.now + next.delay)
  }

  /// Runs until there is a reason to stop.
  mutating func run(_ loop: inout EventLoop) -> StopReason? {
    while let event = loop.next(in: &calendar) { handle(event) }
    return loop.stopReason
  }
}

@Suite("Event loop")
struct EventLoopTests {
  @Test("Stops where no event is pending", .tags(.exact))
  func noEvents() {
    var row = Dominoes { $0 < 3 ? ($0 + 1, 1) : nil }
    var loop = EventLoop()
    let before = loop.stopReason
    let reason = row.run(&loop)
    let (seen, now) = (row.seen, row.calendar.now)
    #expect(before == nil)
    #expect(reason == .noEvents)
    #expect(seen == [0, 1, 2, 3])
    #expect(now == 3)
    #expect(loop.eventCount == 4)
  }

  @Test("Stops at the horizon, at which events still take place", .tags(.exact))
  func horizon() {
    var row = Dominoes { ($0 + 1, 1) }
    var loop = EventLoop(horizon: 2)
    let first = row.run(&loop)
    let (seen, now) = (row.seen, row.calendar.now)
    loop.horizon = 3.5
    let second = row.run(&loop)
    let (seenAfterwards, nowAfterwards) = (row.seen, row.calendar.now)
    #expect(first == .horizon)
    #expect(seen == [0, 1, 2])
    #expect(now == 2)
    #expect(second == .horizon)
    #expect(seenAfterwards == [0, 1, 2, 3])
    #expect(nowAfterwards == 3.5)
  }

  @Test("Ends after as many events as asked for, and goes on", .tags(.exact))
  func eventLimit() {
    var row = Dominoes { $0 < 5 ? ($0 + 1, 1) : nil }
    var loop = EventLoop(eventLimit: 2)
    let first = row.run(&loop)
    let again = row.run(&loop)
    loop.eventLimit += 2
    let second = row.run(&loop)
    let early = row.seen
    loop.eventLimit = .max
    let third = row.run(&loop)
    let seen = row.seen
    #expect([first, again, second, third] == [.eventLimit, .eventLimit, .eventLimit, .noEvents])
    #expect(early == [0, 1, 2, 3])
    #expect(seen == [0, 1, 2, 3, 4, 5])
    #expect(loop.eventCount == 6)
  }

  @Test("Goes on when something was scheduled after it had run out of events", .tags(.exact))
  func goingOn() {
    var row = Dominoes { _ in nil }
    var loop = EventLoop()
    let first = row.run(&loop)
    row.calendar.schedule(Event(kind: 0, subject: 7), at: 4)
    let second = row.run(&loop)
    let seen = row.seen
    #expect([first, second] == [.noEvents, .noEvents])
    #expect(seen == [0, 7])
  }

  @Test(
    "Names the events that go round without time passing", .tags(.failure),
    arguments: [Int.max, 100])
  func endlessInstant(stretch: Int) {
    // 0 and 1 lead into the loop 2 → 3 → 4 → 2 at time 1.
    var row = Dominoes { subject in
      switch subject {
      case 0: (1, 1)
      case 4: (2, 0)
      default: (subject + 1, 0)
      }
    }
    // A simulation that comes up for air every hundred events is no less endless.
    var loop = EventLoop(eventLimit: stretch, longestInstant: 1000)
    var reason = row.run(&loop)
    while reason == .eventLimit {
      loop.eventLimit += stretch
      reason = row.run(&loop)
    }
    guard case .endlessInstant(let endless) = reason else {
      Issue.record("\(String(describing: reason))")
      return
    }
    let count = row.seen.count
    #expect(endless.time == 1)
    #expect(endless.eventCount == 1000 + 4096)
    #expect(count == 1 + 1000 + 4096)
    #expect(endless.repeats)
    let subjects = endless.loop.map(\.subject)
    #expect(subjects.sorted() == [2, 3, 4])
    let start = subjects.firstIndex(of: 2) ?? 0
    #expect(subjects[(start + 1) % 3] == 3)
  }

  @Test("Names each event once where no stretch of them repeats", .tags(.failure))
  func endlessWithoutPattern() {
    // The number of 0s between two 1s grows, so nothing repeats.
    var zeros = 0
    var length = 0
    var row = Dominoes { _ in
      if zeros < length {
        zeros += 1
        return (0, 0)
      }
      (zeros, length) = (0, length + 1)
      return (1, 0)
    }
    var loop = EventLoop(longestInstant: 100)
    let reason = row.run(&loop)
    guard case .endlessInstant(let endless) = reason else {
      Issue.record("\(String(describing: reason))")
      return
    }
    #expect(!endless.repeats)
    #expect(endless.loop.map(\.subject).sorted() == [0, 1])
  }

  @Test(
    "A long instant that ends after all is let be", .tags(.law),
    arguments: [999, 1001, 4000, 5000])
  func longInstant(length: Int32) {
    var row = Dominoes { $0 < length ? ($0 + 1, 0) : $0 < length + 3 ? ($0 + 1, 1) : nil }
    var loop = EventLoop(longestInstant: 1000)
    let reason = row.run(&loop)
    let (seen, now) = (row.seen, row.calendar.now)
    #expect(reason == .noEvents)
    #expect(seen.count == Int(length) + 4)
    #expect(now == 3)
  }

  @Test("A trace sees every event at its time, and keeps the latest", .tags(.exact))
  func trace() {
    var row = Dominoes { $0 < 9 ? ($0 + 1, 0.5) : nil }
    var loop = EventLoop(eventLimit: 2)
    var trace = LatestEvents(capacity: 3)
    while let event = loop.next(in: &row.calendar, trace: &trace) { row.handle(event) }
    let few = trace.entries
    loop.eventLimit = .max
    while let event = loop.next(in: &row.calendar, trace: &trace) { row.handle(event) }
    #expect(few.map(\.event.subject) == [0, 1])
    #expect(trace.entries.map(\.event.subject) == [7, 8, 9])
    #expect(trace.entries.map(\.time) == [3.5, 4, 4.5])
  }
}
