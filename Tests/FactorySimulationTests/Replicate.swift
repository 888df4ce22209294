import FactoryModel
import FactorySimulation
import RandomVariates
import SimulationStatistics

/// The account of one whole replication.
func account(
  of factory: Factory, seed: UInt64, replication: UInt64 = 0
) throws -> RunAccount {
  var simulation = FactorySimulation(factory, seed: seed, replication: replication)
  while try simulation.advance(maximumEvents: 100_000) {}
  return simulation.account()
}

/// The accounts of the batches of one replication.
func accounts(of factory: Factory, seed: UInt64, batches: Int) throws -> [RunAccount] {
  var simulation = FactorySimulation(factory, seed: seed, replication: 0, batches: batches)
  while try simulation.advance(maximumEvents: 100_000) {}
  return simulation.batchAccounts
}

/// The values of named metrics, replication by replication.
func tallies(
  of metrics: [String], in factory: Factory, seed: UInt64, replications: Int
) throws -> [String: Tally] {
  let table = MetricTable(for: factory)
  var tallies: [String: Tally] = [:]
  for replication in 0..<replications {
    let values = table.values(
      of: try account(of: factory, seed: seed, replication: UInt64(replication)))
    for metric in metrics {
      guard let index = table.index(of: metric), let value = values[index].value else { continue }
      tallies[metric, default: Tally()].add(value)
    }
  }
  return tallies
}

/// A line of stations in a row, one machine each, with the given times and buffers in front.
func serialLine(
  times: [Distribution], buffers: [Int?], release: Release = .saturated, warmUp: Double = 1_000,
  horizon: Double, failures: [FailureMode] = []
) -> Factory {
  let stations = times.indices.map { index in
    Station(name: "s\(index + 1)", buffer: buffers[index], failures: failures)
  }
  let route = times.indices.map { index in
    Operation(name: "s\(index + 1)", station: index, time: times[index], idealTime: 1)
  }
  return Factory(
    name: "line", warmUp: warmUp, horizon: horizon,
    product: Product(name: "part", release: release, route: route), stations: stations)
}

/// An exponential time with the given rate per second.
func exponential(rate: Double) -> Distribution { Distribution(.exponential(mean: 1 / rate)) }
