// Runs one benchmark and prints one line of JSON, in the words of the C programs it is compared with.
//
//   KernelBenchmark mm1 CUSTOMERS SEED [trace|bare]
//   KernelBenchmark hold PENDING EVENTS
//   KernelBenchmark entities COUNT EVENTS

import EventKernel
import SimulationStatistics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Processor time of this process, in seconds.
func processorTime() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
}

/// The largest memory this process has had, in MB.
func residentMemory() -> Double {
  var usage = rusage()
  #if canImport(Glibc)
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
  #else
    unsafe getrusage(RUSAGE_SELF, &usage)
    return Double(usage.ru_maxrss) / 1_048_576
  #endif
}

func report(_ count: Int, _ seconds: Double, _ rest: String = "") {
  let nanoseconds = seconds * 1e9 / Double(count)
  print(
    "{\"n\":\(count),\"cpu\":\(seconds),\"ns\":\(nanoseconds),\"mb\":\(residentMemory())\(rest)}")
}

func fail() -> Never {
  print(
    "usage: KernelBenchmark mm1 CUSTOMERS SEED [trace|bare] | hold PENDING N | entities COUNT N")
  exit(64)
}

/// Counts events, as the least that a trace can do.
struct CountingTrace: EventTrace {
  var count = 0
  mutating func record(_ event: Event, at time: Double) { count += 1 }
}

/// The queue on the event loop, with a trace or without, or on the bare calendar.
func runQueue(customers: Int, seed: Int, on loopName: String) {
  var queue = SingleServerQueue(load: 0.9, customers: customers, seed: UInt64(seed))
  var loop = EventLoop()
  let start = processorTime()
  switch loopName {
  case "trace":
    var trace = CountingTrace()
    while let event = loop.next(in: &queue.calendar, trace: &trace) { queue.handle(event) }
  case "bare":
    while let event = queue.calendar.popNext() { queue.handle(event) }
  default:
    while let event = loop.next(in: &queue.calendar) { queue.handle(event) }
  }
  let seconds = processorTime() - start
  let mean = queue.waitingTime.mean ?? 0
  let length = queue.queue.average(until: queue.calendar.now) ?? 0
  report(
    customers, seconds,
    ",\"mean\":\(mean),\"queue\":\(length),\"events\":\(loop.eventCount)")
}

func runHoldModel(pending: Int, events: Int) {
  var model = HoldModel(pending: pending)
  var loop = EventLoop(eventLimit: events)
  let start = processorTime()
  while let event = loop.next(in: &model.calendar) { model.handle(event) }
  report(events, processorTime() - start)
}

func runEntities(count: Int, events: Int) {
  var model = Entities(count: count)
  var loop = EventLoop(eventLimit: events)
  let start = processorTime()
  while let event = loop.next(in: &model.calendar) { model.handle(event) }
  report(events, processorTime() - start)
}

// In functions, because a variable of the top level is a global one, and each use of it is checked.
let arguments = CommandLine.arguments
guard arguments.count >= 4, let first = Int(arguments[2]), let second = Int(arguments[3]) else {
  fail()
}
switch arguments[1] {
case "mm1": runQueue(customers: first, seed: second, on: arguments.dropFirst(4).first ?? "loop")
case "hold": runHoldModel(pending: first, events: second)
case "entities": runEntities(count: first, events: second)
default: fail()
}
