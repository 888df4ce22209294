// Runs one benchmark and prints one line of JSON, in the words of the C programs it is compared with.
//
//   KernelBenchmark mm1 CUSTOMERS SEED [trace|bare]
//   KernelBenchmark hold PENDING EVENTS
//   KernelBenchmark entities COUNT EVENTS

import BenchmarkSupport
import EventKernel
import SimulationStatistics

func fail() -> Never {
  BenchmarkProgram.fail(
    usage: "KernelBenchmark mm1 CUSTOMERS SEED [trace|bare] | hold PENDING N | entities COUNT N")
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
  let start = ProcessUse.time
  switch loopName {
  case "trace":
    var trace = CountingTrace()
    while let event = loop.next(in: &queue.calendar, trace: &trace) { queue.handle(event) }
  case "bare":
    while let event = queue.calendar.popNext() { queue.handle(event) }
  default:
    while let event = loop.next(in: &queue.calendar) { queue.handle(event) }
  }
  let seconds = ProcessUse.time - start
  let mean = queue.waitingTime.mean ?? 0
  let length = queue.queue.average(until: queue.calendar.now) ?? 0
  BenchmarkProgram.report(
    customers, seconds,
    ",\"mean\":\(mean),\"queue\":\(length),\"events\":\(loop.eventCount)")
}

func runHoldModel(pending: Int, events: Int) {
  var model = HoldModel(pending: pending)
  var loop = EventLoop(eventLimit: events)
  let start = ProcessUse.time
  while let event = loop.next(in: &model.calendar) { model.handle(event) }
  BenchmarkProgram.report(events, ProcessUse.time - start)
}

func runEntities(count: Int, events: Int) {
  var model = Entities(count: count)
  var loop = EventLoop(eventLimit: events)
  let start = ProcessUse.time
  while let event = loop.next(in: &model.calendar) { model.handle(event) }
  BenchmarkProgram.report(events, ProcessUse.time - start)
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
