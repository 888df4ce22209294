// Runs one benchmark of the factory simulation and prints one line of JSON, in the words of the C programs
// it is compared with.
//
//   FactoryBenchmark recursion HORIZON SEED    10 machines with failures, from part to part
//   FactoryBenchmark line HORIZON SEED         the same line from event to event
//   FactoryBenchmark mm1 CUSTOMERS SEED        one station at load 0.9, from event to event

import FactoryModel
import FactorySimulation
import RandomVariates

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

func report(_ count: Int, _ seconds: Double, _ rest: String) {
  let nanoseconds = seconds * 1e9 / Double(count)
  print(
    "{\"n\":\(count),\"cpu\":\(seconds),\"ns\":\(nanoseconds),\"mb\":\(residentMemory())\(rest)}")
}

func fail() -> Never {
  print("usage: FactoryBenchmark recursion|line HORIZON SEED | mm1 CUSTOMERS SEED")
  exit(64)
}

func exponential(_ mean: Double) -> Distribution { Distribution(.exponential(mean: mean)) }

/// The line of `line_limits`: 10 exponential machines with 10 places between, which fail at any time.
func failingLine(horizon: Double) -> Factory {
  let jam = FailureMode(
    name: "jam", timeToFailure: exponential(100), timeToRepair: exponential(10))
  let stations = (0..<10).map {
    Station(name: "s\($0)", buffer: $0 == 0 ? nil : 10, failures: [jam])
  }
  let route = stations.indices.map {
    Operation(name: "s\($0)", station: $0, time: exponential(1), idealTime: 1)
  }
  return Factory(
    name: "line", horizon: horizon,
    product: Product(name: "part", release: .saturated, route: route), stations: stations)
}

func runRecursion(horizon: Double, seed: UInt64) throws {
  var line = RecursionLine(failingLine(horizon: horizon), seed: seed, replication: 0)
  let start = processorTime()
  while try line.advance(maximumParts: 100_000) {}
  let seconds = processorTime() - start
  let good = line.account().line.good
  report(line.partCount, seconds, ",\"thr\":\(Double(good) / horizon)")
}

func runEvents(_ factory: Factory, seed: UInt64) throws {
  var simulation = FactorySimulation(factory, seed: seed, replication: 0)
  let start = processorTime()
  while try simulation.advance(maximumEvents: 100_000) {}
  let seconds = processorTime() - start
  let account = simulation.account()
  report(
    account.line.good, seconds,
    ",\"events\":\(simulation.eventCount),\"thr\":\(Double(account.line.good) / account.duration)")
}

/// One exponential station at load 0.9.
func singleStation(customers: Int) -> Factory {
  Factory(
    name: "queue", horizon: Double(customers) / 0.9,
    product: Product(
      name: "customer", release: .every(interval: exponential(1 / 0.9)),
      route: [Operation(name: "server", station: 0, time: exponential(1), idealTime: 1)]),
    stations: [Station(name: "server")])
}

let arguments = CommandLine.arguments
guard arguments.count == 4, let size = Double(arguments[2]), let seed = UInt64(arguments[3]) else {
  fail()
}
switch arguments[1] {
case "recursion": try runRecursion(horizon: size, seed: seed)
case "line": try runEvents(failingLine(horizon: size), seed: seed)
case "mm1": try runEvents(singleStation(customers: Int(size)), seed: seed)
default: fail()
}
