// Runs one benchmark and prints one line of JSON, in the words of the C programs it is compared with.
//
//   KernelBenchmark mm1 CUSTOMERS SEED [trace]
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
  print("usage: KernelBenchmark mm1 CUSTOMERS SEED [trace] | hold PENDING N | entities COUNT N")
  exit(64)
}

/// Counts events, as the least that a trace can do.
struct CountingTrace: EventTrace {
  var count = 0
  mutating func record(_ event: Event, at time: Double) { count += 1 }
}

let arguments = CommandLine.arguments
guard arguments.count >= 4, let first = Int(arguments[2]), let second = Int(arguments[3]) else {
  fail()
}
var loop = EventLoop()
switch arguments[1] {
case "mm1":
  var queue = SingleServerQueue(load: 0.9, customers: first, seed: UInt64(second))
  let start = processorTime()
  if arguments.count > 4 {
    var trace = CountingTrace()
    _ = loop.run(&queue, trace: &trace)
  } else {
    _ = loop.run(&queue)
  }
  let seconds = processorTime() - start
  let mean = queue.waitingTime.mean ?? 0
  let length = queue.queue.average(until: queue.calendar.now) ?? 0
  report(
    first, seconds, ",\"mean\":\(mean),\"queue\":\(length),\"events\":\(loop.eventCount)")
case "hold":
  var model = HoldModel(pending: first)
  let start = processorTime()
  _ = loop.run(&model, maximumEvents: second)
  report(second, processorTime() - start)
case "entities":
  var model = Entities(count: first)
  let start = processorTime()
  _ = loop.run(&model, maximumEvents: second)
  report(second, processorTime() - start)
default: fail()
}
