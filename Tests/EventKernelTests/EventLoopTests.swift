import EventKernel
import TestSupport
import Testing

/// A row of dominoes: each event brings about what `follower` says.
private struct Dominoes: ~Copyable, EventSimulation {
  struct Fallen: Error, Hashable { var subject: Int32 }

  var calendar = EventCalendar()
  var seen: [Int32] = []
  var isOver = false
  let follower: (Int32) -> (subject: Int32, delay: Double)?

  init(follower: @escaping (Int32) -> (subject: Int32, delay: Double)?) {
    self.follower = follower
    calendar.schedule(Event(kind: 0, subject: 0), at: 0)
  }

  mutating func handle(_ event: Event) throws(Fallen) {
    seen.append(event.subject)
    if event.subject == -99 { throw Fallen(subject: -99) }
    if event.subject == -77 { isOver = true }
    guard let next = follower(event.subject) else { return }
    calendar.schedule(
      Event(kind: 0, subject: next.subject), at: calendar.now + next.delay)
  }

  func name(of event: Event) -> String { "domino \(event.subject)" }
}

@Suite("Event loop")
struct EventLoopTests {
  @Test("Stops where no event is pending", .tags(.exact))
  func noEvents() throws {
    var row = Dominoes { $0 < 3 ? ($0 + 1, 1) : nil }
    var loop = EventLoop()
    let reason = try loop.run(&row)
    let (seen, now) = (row.seen, row.calendar.now)
    #expect(reason == .noEvents)
    #expect(seen == [0, 1, 2, 3])
    #expect(now == 3)
    #expect(loop.eventCount == 4)
  }

  @Test("Stops at the horizon, at which events still take place", .tags(.exact))
  func horizon() throws {
    var row = Dominoes { ($0 + 1, 1) }
    var loop = EventLoop(horizon: 2)
    let first = try loop.run(&row)
    let (seen, now) = (row.seen, row.calendar.now)
    loop.horizon = 3.5
    let second = try loop.run(&row)
    let (seenAfterwards, nowAfterwards) = (row.seen, row.calendar.now)
    #expect(first == .horizon)
    #expect(seen == [0, 1, 2])
    #expect(now == 2)
    #expect(second == .horizon)
    #expect(seenAfterwards == [0, 1, 2, 3])
    #expect(nowAfterwards == 3.5)
  }

  @Test("Comes back after as many events as asked for, and goes on", .tags(.exact))
  func eventLimit() throws {
    var row = Dominoes { $0 < 5 ? ($0 + 1, 1) : nil }
    var loop = EventLoop()
    let reasons = [
      try loop.run(&row, maximumEvents: 2), try loop.run(&row, maximumEvents: 2),
      try loop.run(&row, maximumEvents: 9),
    ]
    let seen = row.seen
    #expect(reasons == [.eventLimit, .eventLimit, .noEvents])
    #expect(seen == [0, 1, 2, 3, 4, 5])
    #expect(loop.eventCount == 6)
  }

  @Test("Stops when the simulation says that it is over", .tags(.exact))
  func over() throws {
    var row = Dominoes { _ in (-77, 1) }
    var loop = EventLoop()
    let reason = try loop.run(&row)
    let seen = row.seen
    #expect(reason == .over)
    #expect(seen == [0, -77])
  }

  @Test("Lets through what the simulation throws, the event being counted", .tags(.failure))
  func failure() {
    var row = Dominoes { $0 == 2 ? (-99, 1) : ($0 + 1, 1) }
    var loop = EventLoop()
    var caught: Dominoes.Fallen?
    do { _ = try loop.run(&row) } catch { caught = error }
    #expect(caught == Dominoes.Fallen(subject: -99))
    #expect(loop.eventCount == 4)
  }

  @Test(
    "Names the events that go round without time passing", .tags(.failure),
    arguments: [Int.max, 100])
  func endlessInstant(budget: Int) throws {
    // 0 and 1 lead into the loop 2 → 3 → 4 → 2 at time 1.
    var row = Dominoes { subject in
      switch subject {
      case 0: (1, 1)
      case 4: (2, 0)
      default: (subject + 1, 0)
      }
    }
    var loop = EventLoop(longestInstant: 1000)
    var reason = try loop.run(&row, maximumEvents: budget)
    while reason == .eventLimit { reason = try loop.run(&row, maximumEvents: budget) }
    guard case .endlessInstant(let endless) = reason else {
      Issue.record("\(reason)")
      return
    }
    #expect(endless.time == 1)
    #expect(endless.eventCount == 1001 + 4096)
    #expect(endless.repeats)
    #expect(Set(endless.loop) == ["domino 2", "domino 3", "domino 4"])
    #expect(endless.loop.count == 3)
    let start = endless.loop.firstIndex(of: "domino 2") ?? 0
    #expect(endless.loop[(start + 1) % 3] == "domino 3")
  }

  @Test("Names each event once where no stretch of them repeats", .tags(.failure))
  func endlessWithoutPattern() throws {
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
    let reason = try loop.run(&row)
    guard case .endlessInstant(let endless) = reason else {
      Issue.record("\(reason)")
      return
    }
    #expect(!endless.repeats)
    #expect(Set(endless.loop) == ["domino 0", "domino 1"])
    #expect(endless.loop.count == 2)
  }

  @Test("A long instant that ends after all is let be", .tags(.law), arguments: [999, 1001, 4000])
  func longInstant(length: Int32) throws {
    var row = Dominoes { $0 < length ? ($0 + 1, 0) : $0 < length + 3 ? ($0 + 1, 1) : nil }
    var loop = EventLoop(longestInstant: 1000)
    let reason = try loop.run(&row)
    let (seen, now) = (row.seen, row.calendar.now)
    #expect(reason == .noEvents)
    #expect(seen.count == Int(length) + 4)
    #expect(now == 3)
  }

  @Test("A trace sees every event at its time, and keeps the latest", .tags(.exact))
  func trace() throws {
    var row = Dominoes { $0 < 9 ? ($0 + 1, 0.5) : nil }
    var loop = EventLoop()
    var trace = LatestEvents(capacity: 3)
    _ = try loop.run(&row, maximumEvents: 2, trace: &trace)
    let few = trace.entries
    _ = try loop.run(&row, trace: &trace)
    #expect(few.map(\.event.subject) == [0, 1])
    #expect(trace.entries.map(\.event.subject) == [7, 8, 9])
    #expect(trace.entries.map(\.time) == [3.5, 4, 4.5])
  }

  @Test("A name is the kind and the subject where the simulation gives no other", .tags(.exact))
  func defaultName() {
    struct Plain: ~Copyable, EventSimulation {
      var calendar = EventCalendar()
      mutating func handle(_ event: Event) {}
    }
    let name = Plain().name(of: Event(kind: 3, subject: 14))
    #expect(name == "event of kind 3 at 14")
  }
}
