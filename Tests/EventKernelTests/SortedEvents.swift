import EventKernel

/// A calendar that keeps its events in a sorted array: slow and plain.
struct SortedEvents {
  struct Entry {
    var time: Double
    var phase: UInt8
    /// Counts what was scheduled or moved.
    var sequence: Int
    var event: Event
    var handle: EventHandle

    func precedes(_ other: Entry) -> Bool {
      (time, phase, sequence) < (other.time, other.phase, other.sequence)
    }
  }

  /// In order.
  private(set) var entries: [Entry] = []
  private var sequence = 0

  var count: Int { entries.count }

  /// Where a new entry belongs.
  private func place(of entry: Entry) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].precedes(entry) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  mutating func schedule(_ event: Event, at time: Double, phase: UInt8, handle: EventHandle) {
    sequence += 1
    let entry = Entry(
      time: time, phase: phase, sequence: sequence, event: event, handle: handle)
    entries.insert(entry, at: place(of: entry))
  }

  mutating func cancel(at index: Int) { entries.remove(at: index) }

  mutating func move(at index: Int, to time: Double) {
    let entry = entries.remove(at: index)
    schedule(entry.event, at: time, phase: entry.phase, handle: entry.handle)
  }

  mutating func popNext() -> Entry? { entries.isEmpty ? nil : entries.removeFirst() }
}
