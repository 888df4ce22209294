#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import DequeModule
import EventKernel

/// M/M/1: customers come at exponential intervals, wait in line and are served for exponential times.
struct SingleServerQueue: ~Copyable {
  enum Kind: UInt16 { case arrival, departure }

  var calendar = EventCalendar()
  private var waiting = UniqueDeque<Double>(minimumCapacity: 1024)
  private var isBusy = false
  private var intervals: RandomStream
  private var services: RandomStream
  private let meanInterval: Double
  private let meanService: Double
  private(set) var served = 0
  private(set) var totalWait = 0.0
  private var area = 0.0
  private var inSystem = 0
  private var since = 0.0

  init(arrivalRate: Double, serviceRate: Double, seed: UInt64, replication: UInt64 = 0) {
    meanInterval = 1 / arrivalRate
    meanService = 1 / serviceRate
    intervals = RandomStream(
      StreamKey(seed: seed, replication: replication, path: "source", purpose: "interval"))
    services = RandomStream(
      StreamKey(seed: seed, replication: replication, path: "server", purpose: "time"))
    calendar.schedule(
      Event(kind: Kind.arrival.rawValue), at: -meanInterval * log(intervals.uniform()), phase: 1)
  }

  private init(copying other: borrowing SingleServerQueue) {
    calendar = other.calendar.fork()
    waiting = other.waiting.clone()
    isBusy = other.isBusy
    intervals = other.intervals
    services = other.services
    meanInterval = other.meanInterval
    meanService = other.meanService
    served = other.served
    totalWait = other.totalWait
    area = other.area
    inSystem = other.inSystem
    since = other.since
  }

  borrowing func fork() -> SingleServerQueue { SingleServerQueue(copying: self) }

  mutating func handle(_ event: Event) {
    switch Kind(rawValue: event.kind) {
    case .arrival: arrive()
    default: depart()
    }
  }

  /// Runs until the loop ends; every event is shown to the trace.
  mutating func run(_ loop: inout EventLoop, trace: inout some EventTrace) {
    while let event = loop.next(in: &calendar, trace: &trace) { handle(event) }
  }

  /// Runs until the loop ends.
  mutating func run(_ loop: inout EventLoop) {
    while let event = loop.next(in: &calendar) { handle(event) }
  }

  private mutating func arrive() {
    change(by: 1)
    if isBusy {
      waiting.append(calendar.now)
    } else {
      isBusy = true
      begin(arrival: calendar.now)
    }
    calendar.schedule(
      Event(kind: Kind.arrival.rawValue),
      at: calendar.now - meanInterval * log(intervals.uniform()), phase: 1)
  }

  private mutating func depart() {
    change(by: -1)
    if let arrival = waiting.popFirst() {
      begin(arrival: arrival)
    } else {
      isBusy = false
    }
  }

  private mutating func begin(arrival: Double) {
    served += 1
    totalWait += calendar.now - arrival
    calendar.schedule(
      Event(kind: Kind.departure.rawValue),
      at: calendar.now - meanService * log(services.uniform()), phase: 0)
  }

  private mutating func change(by step: Int) {
    area += Double(inSystem) * (calendar.now - since)
    since = calendar.now
    inSystem += step
  }

  /// The time average of the number in the system until now.
  var meanInSystem: Double {
    (area + Double(inSystem) * (calendar.now - since)) / calendar.now
  }
}
