// Runs one benchmark of the factory simulation and prints one line of JSON, in the words of the C programs
// it is compared with.
//
//   FactoryBenchmark recursion HORIZON SEED    10 machines with failures, from part to part
//   FactoryBenchmark line HORIZON SEED         the same line from event to event
//   FactoryBenchmark mm1 CUSTOMERS SEED        one station at load 0.9, from event to event
//   FactoryBenchmark looks SECONDS SEED        a year of sixty components, looked at every so often
//   FactoryBenchmark deciders SECONDS SEED     the same; each look asks a decider
//   FactoryBenchmark shop MACHINES SEED        a job shop with a hundred jobs for each machine
//   FactoryBenchmark serial DAYS SEED          a chain of three stores with base stocks, looked at every day
//   FactoryBenchmark items ITEMS SEED          a year of three stores for each item, with (s, S)
//   FactoryBenchmark readings SECONDS SEED     a press with eight sensors, read every second; a customer is a reading

import BenchmarkSupport
import FactoryModel
import FactorySimulation
import RandomVariates

func fail() -> Never {
  BenchmarkProgram.fail(
    usage: "FactoryBenchmark recursion|line HORIZON SEED | mm1 CUSTOMERS SEED "
      + "| looks|deciders SECONDS SEED | shop MACHINES SEED | serial DAYS SEED | items ITEMS SEED "
      + "| readings SECONDS SEED")
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
  let start = ProcessUse.time
  while try line.advance(maximumParts: 100_000) {}
  let seconds = ProcessUse.time - start
  let good = line.account().line.good
  BenchmarkProgram.report(line.partCount, seconds, ",\"thr\":\(Double(good) / horizon)")
}

func runEvents(
  _ factory: Factory, seed: UInt64, deciders: [String: any MaintenanceDecider] = [:]
) throws {
  var simulation = FactorySimulation(factory, seed: seed, replication: 0, deciders: deciders)
  let start = ProcessUse.time
  while try simulation.advance(maximumEvents: 100_000) {}
  let seconds = ProcessUse.time - start
  let account = simulation.account()
  BenchmarkProgram.report(
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
case "readings": try runReadings(horizon: size, seed: seed)
case "recursion": try runRecursion(horizon: size, seed: seed)
case "line": try runEvents(failingLine(horizon: size), seed: seed)
case "mm1": try runEvents(singleStation(customers: Int(size)), seed: seed)
case "looks", "deciders":
  let year = YearOfLooks(interval: size, asks: arguments[1] == "deciders")
  try runEvents(year.factory, seed: seed, deciders: year.deciders)
case "shop":
  // As many events whatever the size.
  let shop = ManyMachines(count: Int(size), operations: 2_000_000 / size)
  try runEvents(shop.factory, seed: seed)
case "serial":
  let chain = SupplyNetwork.factory(chains: 1, days: size) { .baseStock($0 == 0 ? 45 : 28) }
  try SupplyNetwork.run(chain, seed: seed)
case "items":
  let items = SupplyNetwork.factory(chains: Int(size), days: 365) { _ in .upTo(70, below: 35) }
  try SupplyNetwork.run(items, seed: seed)
default: fail()
}
