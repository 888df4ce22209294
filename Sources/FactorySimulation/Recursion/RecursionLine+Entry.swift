import BasicContainers
import EventKernel
import FactoryModel
import RandomVariates

/// When parts enter the line.
struct LineRelease: ~Copyable {
  let way: ProductRecord.Way
  let losesIfFull: Bool
  let lotSize: Int
  let interval: Sampler
  let intervalKey: StreamKey
  var intervalDraws = DrawBlock()
  /// When the first lot comes; NaN for after one interval.
  let starting: Double
  /// The lines of the schedule.
  let orders: [ReleaseOrder]
  /// How many lots have come.
  var lots = 0
  /// How many intervals have been drawn.
  var intervals: UInt64 = 0
  /// Parts of the lot that are still to come.
  var partsOfLot = 0
  /// When the last lot came.
  var arrival = 0.0
  /// How many parts had entered before the lot.
  var enteredBeforeLot = 0
  /// The times at which the parts that are in the line will leave it, from the earliest on: a ring as long
  /// as the number of parts that is kept.
  private var leavings: UniqueArray<Double>
  private var firstLeaving = 0

  init(_ record: ProductRecord, orders: [ReleaseOrder]) {
    way = record.way
    losesIfFull = record.losesIfFull
    lotSize = Int(record.lotSize)
    interval = record.interval
    intervalKey = record.intervalKey
    starting = record.starting
    self.orders = orders
    // The parts with which the line begins enter at time 0, as if others had left then.
    leavings = UniqueArray(repeating: 0, count: record.keptParts)
  }

  /// When a part may enter because one of those in the line leaves; ∞ where none is kept.
  mutating func nextLeaving() -> Double {
    leavings.isEmpty ? .infinity : leavings[firstLeaving]
  }

  /// Notes when the part that took the place of the earliest one will leave.
  ///
  /// Scrapped parts leave before others that entered earlier; the ring is kept in order by insertion.
  mutating func noteLeaving(at time: Double) {
    var place = firstLeaving
    firstLeaving = firstLeaving + 1 == leavings.count ? 0 : firstLeaving + 1
    for _ in 1..<leavings.count {
      let before = place == 0 ? leavings.count - 1 : place - 1
      guard leavings[before] > time else { break }
      leavings[place] = leavings[before]
      place = before
    }
    leavings[place] = time
  }
}

extension RecursionLine {
  /// When the next part enters the factory; ∞ where none does.
  mutating func nextEntry() -> Double {
    switch release.way {
    case .saturated: return machines[0].clock
    case .keep: return release.nextLeaving()
    case .cards, .store: return .infinity
    case .every, .orders:
      while release.partsOfLot == 0 {
        guard let time = nextLot() else { return .infinity }
        release.arrival = time
        release.enteredBeforeLot = enteredParts
        // What comes after the end need not be looked at.
        if time > end { return .infinity }
      }
      release.partsOfLot -= 1
      return release.arrival
    }
  }

  /// Goes on to the next lot.
  ///
  /// - Returns: When it comes; `nil` where none does.
  private mutating func nextLot() -> Double? {
    let lot = release.lots
    release.lots += 1
    if release.way == .orders {
      guard lot < release.orders.count else { return nil }
      release.partsOfLot = release.orders[lot].parts
      return release.orders[lot].time
    }
    release.partsOfLot = release.lotSize
    if lot == 0, !release.starting.isNaN { return release.starting }
    var stream = release.intervalDraws.stream(release.intervalKey, ordinal: release.intervals)
    release.intervals += 1
    return release.arrival + release.interval.sample(using: &stream, from: samplerTables)
  }

  /// Whether a part that comes finds neither the first machine idle nor a place in front of it.
  ///
  /// Of the parts of one lot, only the first can be put on the machine before the others come.
  mutating func isFirstFull(at time: Double) -> Bool {
    let buffer = Int(machines[0].buffer)
    if machines[0].buffer == LineMachine.unlimited { return false }
    let free = buffer == 0 ? machines[0].clock : places[Int(machines[0].nextPlace)]
    return free > time || enteredParts - buffer > release.enteredBeforeLot
  }
}
