@testable import EventKernel
import TestSupport
import Testing

/// The calendar against a sorted array of events.
@Suite("Event calendar against a sorted array")
struct EventCalendarLawTests {
  /// Limits of a calendar: how many keys make it use buckets, and where its sequence begins.
  struct Limits: Sendable {
    var name: String
    var crowd: Int
    var firstSequence: UInt32 = 0
    /// How many events are pending at most.
    var pending: Int
    /// How times are drawn.
    var horizon: Double
  }

  /// A calendar that becomes crowded at 32 keys goes in and out of buckets all the time; one whose
  /// sequence begins just below its end renumbers.
  static let limits = [
    Limits(name: "heap", crowd: EventCalendar.crowd, pending: 600, horizon: 1),
    Limits(name: "buckets", crowd: 32, pending: 2000, horizon: 1),
    Limits(name: "whole times", crowd: 32, pending: 2000, horizon: 50),
    Limits(name: "few instants", crowd: 16, pending: 500, horizon: 3),
    Limits(
      name: "renumbering", crowd: 64, firstSequence: .max - 100_000, pending: 500, horizon: 1),
  ]

  @Test(
    "Behaves as a sorted array over 10^6 random operations", .tags(.law), arguments: limits)
  func againstSortedArray(limits: Limits) {
    var stream = RandomStream(
      StreamKey(seed: 1, replication: 0, path: limits.name, purpose: "test"))
    var calendar = EventCalendar(
      capacity: 4, startingAt: 0, sequence: limits.firstSequence, crowd: limits.crowd)
    var list = SortedEvents()
    var mismatches = 0
    func index(below count: Int) -> Int { Int(stream.uniform() * Double(count)) }
    /// Mostly soon, at times much later; whole numbers where many events shall share an instant.
    func time(from now: Double) -> Double {
      let u = stream.uniform()
      if limits.horizon > 1 { return now + Double(Int(stream.uniform() * limits.horizon)) }
      if u < 0.1 { return now }
      return now + (u < 0.9 ? 1 : 1e6) * stream.uniform() * stream.uniform()
    }
    for step in 0..<1_000_000 {
      let choice = stream.uniform()
      // The number of pending events swings between few and many.
      let grows = (step / (4 * limits.pending)) % 2 == 0 && list.count < limits.pending
      if choice < (grows ? 0.6 : 0.3) {
        let event = Event(
          kind: UInt16(truncatingIfNeeded: step), subject: Int32(truncatingIfNeeded: step &* 31))
        let (when, phase) = (time(from: calendar.now), UInt8(index(below: 3)))
        let handle = calendar.schedule(event, at: when, phase: phase)
        list.schedule(event, at: when, phase: phase, handle: handle)
      } else if choice < 0.75, list.count > 0 {
        let place = index(below: list.count)
        let handle = list.entries[place].handle
        if stream.uniform() < 0.5 {
          if !calendar.cancel(handle) { mismatches += 1 }
          list.cancel(at: place)
        } else {
          let when = time(from: calendar.now)
          if !calendar.reschedule(handle, at: when) { mismatches += 1 }
          list.move(at: place, to: when)
        }
      } else if choice < 0.78 {
        if calendar.nextTime() != list.entries.first?.time { mismatches += 1 }
      } else {
        let expected = list.popNext()
        let event = calendar.popNext()
        if event != expected?.event { mismatches += 1 }
        if let expected, calendar.now != expected.time { mismatches += 1 }
      }
      if calendar.count != list.count { mismatches += 1 }
    }
    #expect(mismatches == 0)
  }

  /// The steps of the exhaustive test.
  enum Step: CaseIterable {
    case now, soon, soonLowPhase, later, pop, cancelFirst, cancelLast, moveFirstLater, moveLastNow
  }

  /// 9 + 9² + … + 9⁶ = 597,870 histories, each step on a fork of the history before it.
  @Test("Behaves as a sorted array in every history of up to six steps", .tags(.law))
  func exhaustively() {
    var histories = 0
    var mismatches = 0
    func explore(_ calendar: borrowing EventCalendar, _ list: SortedEvents, depth: Int) {
      guard depth > 0 else { return }
      for step in Step.allCases {
        var branch = calendar.fork()
        var expected = list
        mismatches += EventCalendarLawTests.apply(step, to: &branch, and: &expected)
        histories += 1
        explore(branch, expected, depth: depth - 1)
      }
    }
    // Two keys are a crowd here, so that buckets are part of these histories.
    let calendar = EventCalendar(capacity: 1, startingAt: 0, sequence: 0, crowd: 2)
    explore(calendar, SortedEvents(), depth: 6)
    #expect(mismatches == 0)
    #expect(histories == 597_870)
  }

  /// Takes a step in both; how often they differ.
  private static func apply(
    _ step: Step, to calendar: inout EventCalendar, and list: inout SortedEvents
  ) -> Int {
    var mismatches = 0
    func schedule(at time: Double, phase: UInt8) {
      let event = Event(kind: 1, subject: Int32(list.count))
      let handle = calendar.schedule(event, at: time, phase: phase)
      list.schedule(event, at: time, phase: phase, handle: handle)
    }
    func cancel(at index: Int) {
      guard list.count > 0 else { return }
      if !calendar.cancel(list.entries[index].handle) { mismatches += 1 }
      list.cancel(at: index)
    }
    func move(at index: Int, to time: Double) {
      guard list.count > 0 else { return }
      if !calendar.reschedule(list.entries[index].handle, at: time) { mismatches += 1 }
      list.move(at: index, to: time)
    }
    let now = calendar.now
    switch step {
    case .now: schedule(at: now, phase: 1)
    case .soon: schedule(at: now + 1, phase: 1)
    case .soonLowPhase: schedule(at: now + 1, phase: 0)
    case .later: schedule(at: now + 3, phase: 1)
    case .pop:
      let expected = list.popNext()
      if calendar.popNext() != expected?.event { mismatches += 1 }
      if let expected, calendar.now != expected.time { mismatches += 1 }
    case .cancelFirst: cancel(at: 0)
    case .cancelLast: cancel(at: list.count - 1)
    case .moveFirstLater: move(at: 0, to: now + 2)
    case .moveLastNow: move(at: list.count - 1, to: now)
    }
    if calendar.count != list.count { mismatches += 1 }
    return mismatches
  }

  @Test(
    "The order of 300,000 pending events is that of their times, on every scale", .tags(.law),
    arguments: ["even", "exponential", "two scales", "instants", "one instant"])
  func crowds(kind: String) {
    let count = 300_000
    var stream = RandomStream(StreamKey(seed: 2, replication: 0, path: kind, purpose: "test"))
    func time() -> Double {
      let u = stream.uniform()
      return switch kind {
      case "even": u
      case "exponential": 1 / u
      case "two scales": u < 0.5 ? u : u * 1e12
      case "instants": Double(Int(u * 50))
      default: 7
      }
    }
    var calendar = EventCalendar()
    var times: [Double] = []
    var handles: [EventHandle] = []
    for subject in 0..<count {
      times.append(time())
      handles.append(
        calendar.schedule(Event(kind: 0, subject: Int32(subject)), at: times[subject]))
    }
    // A third is moved and a third cancelled.
    for subject in stride(from: 0, to: count, by: 3) {
      times[subject] = time()
      calendar.reschedule(handles[subject], at: times[subject])
      calendar.cancel(handles[subject + 1])
    }
    // A moved event counts as scheduled when it was moved: behind all others of its instant.
    let order = (0..<count).filter { $0 % 3 != 1 }.sorted {
      (times[$0], $0 % 3 == 0 ? 1 : 0, $0) < (times[$1], $1 % 3 == 0 ? 1 : 0, $1)
    }
    var seen: [Int] = []
    seen.reserveCapacity(order.count)
    while let event = calendar.popNext() { seen.append(Int(event.subject)) }
    // Not the arrays: should they differ, they would be printed.
    let isInOrder = seen == order
    #expect(isInOrder)
  }
}
