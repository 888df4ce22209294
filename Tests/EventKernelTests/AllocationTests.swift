import EventKernel
import TestSupport
import Testing

/// What the kernel asks of the memory, counted at malloc.
@Suite("Allocations of the kernel", .enabled(if: allocations {} != nil))
struct AllocationTests {
  @Test("The counter counts", .tags(.exact))
  func counter() {
    var array: [Int] = []
    let nothing = allocations { array.removeAll() }
    let something = allocations {
      for number in 0..<100 {
        array = Array(repeating: number, count: 1000)
      }
    }
    #expect(nothing == 0)
    #expect(something == 100)
    #expect(array.last == 99)
  }

  @Test("A queue on the kernel allocates nothing in a million events", .tags(.law))
  func queue() {
    var queue = SingleServerQueue(arrivalRate: 0.9, serviceRate: 1, seed: 1)
    var loop = EventLoop(eventLimit: 1000)
    // The waiting line has room for the longest queue of these runs from the start.
    queue.run(&loop)
    loop.eventLimit = 1_001_000
    let count = allocations { queue.run(&loop) }
    #expect(count == 0)
    #expect(loop.eventCount == 1_001_000)
  }

  /// Under the hold model the number of pending events stays what it is.
  @Test(
    "A calendar that does not grow allocates nothing but new buckets", .tags(.law),
    arguments: [(pending: 100, most: 0), (pending: 10_000, most: 0), (pending: 200_000, most: 30)])
  func calendar(pending: Int, most: Int) {
    var stream = RandomStream(
      StreamKey(seed: 1, replication: 0, path: "calendar", purpose: "hold"))
    var calendar = EventCalendar()
    var handle = EventHandle.none
    for subject in 0..<pending {
      calendar.schedule(
        Event(kind: 0, subject: Int32(subject)), at: calendar.now + stream.uniform())
    }
    func hold() {
      for step in 0..<1_000_000 {
        guard let event = calendar.popNext() else { return }
        let time = calendar.now + stream.uniform()
        if step % 10 == 9 {
          calendar.reschedule(handle, at: time)
        }
        handle = calendar.schedule(event, at: time)
      }
    }
    hold()
    let count = allocations(in: hold) ?? 0
    let stillPending = calendar.count
    #expect(count <= most)
    #expect(stillPending == pending)
  }
}
