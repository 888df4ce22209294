import DequeModule
import EventKernel
import RandomVariates
import SimulationStatistics

/// M/M/1 with waiting statistics, as a user of the kernel would write it.
///
/// The counterpart of `mm1_limits heap`: the same events, and the same statistics: a tally of waiting
/// times with mean, variance, minimum and maximum, and the time average of the queue.
struct SingleServerQueue: ~Copyable {
  enum Kind: UInt16 { case arrival, departure }

  var calendar = EventCalendar()
  private var waiting = UniqueDeque<Double>(minimumCapacity: 65536)
  private var isBusy = false
  private var arrived = 0
  private let customers: Int
  private let meanInterval: Double
  private var intervals: RandomStream
  private var services: RandomStream

  private(set) var waitingTime = Tally()
  private(set) var queue = TimeWeightedLevel()

  init(load: Double, customers: Int, seed: UInt64) {
    self.customers = customers
    meanInterval = 1 / load
    intervals = RandomStream(
      StreamKey(seed: seed, replication: 0, path: "source", purpose: "interval"))
    services = RandomStream(
      StreamKey(seed: seed, replication: 0, path: "server", purpose: "time"))
    scheduleArrival()
  }

  mutating func handle(_ event: Event) {
    switch Kind(rawValue: event.kind) {
    case .arrival: arrive()
    default: depart()
    }
  }

  private mutating func scheduleArrival() {
    let time = calendar.now + intervals.exponential(mean: meanInterval)
    calendar.schedule(Event(kind: Kind.arrival.rawValue), at: time)
  }

  private mutating func arrive() {
    if isBusy {
      waiting.append(calendar.now)
      queue.add(1, at: calendar.now)
    } else {
      isBusy = true
      beginService(ofArrival: calendar.now)
    }
    arrived += 1
    if arrived < customers { scheduleArrival() }
  }

  private mutating func depart() {
    if let arrival = waiting.popFirst() {
      queue.add(-1, at: calendar.now)
      beginService(ofArrival: arrival)
    } else {
      isBusy = false
    }
  }

  private mutating func beginService(ofArrival arrival: Double) {
    waitingTime.add(calendar.now - arrival)
    let time = calendar.now + services.exponential(mean: 1)
    calendar.schedule(Event(kind: Kind.departure.rawValue), at: time)
  }
}
