import FactoryModel
import FactorySimulation
import Foundation
import Scenarios
import TestSupport
import Testing

@testable import Importers

/// An imported scenario that was simulated.
struct ImportedRun {
  let factory: Factory
  let account: RunAccount
  /// What the machines did.
  let log: StateLog

  /// Simulates a scenario, with lines added to its file.
  init(_ imported: ImportedScenario, adding more: String = "") throws {
    let scenario = try imported.read(adding: more)
    factory = scenario.factory
    var simulation = FactorySimulation(scenario.factory, seed: 1, replication: 0)
    simulation.recordStates(from: 0, until: 1e12, capacity: 1_000_000)
    do {
      while try simulation.advance(maximumEvents: 100_000) {}
    } catch SimulationFailure.standstill {
      // Lots that are too few for a batch are left.
    }
    account = simulation.account()
    let log = simulation.stateLog
    self.log = try #require(log)
  }

  /// The orders in the sequence of products and of their lines, each with its name.
  var orders: [(name: String, account: OrderAccount)] {
    var names: [String] = []
    for product in factory.products {
      guard case .orders(let orders) = product.release else { continue }
      for index in orders.indices {
        let own = product.orderNames.indices.contains(index) ? product.orderNames[index] : ""
        names.append(own.isEmpty ? "\(product.name).\(index)" : own)
      }
    }
    return zip(names, account.orders).map { ($0, $1) }
  }

  /// When each order was finished, in minutes; `nil` for never.
  var finishTimes: [Double?] { account.orders.map { ImportedRun.finish(of: $0) } }

  /// The same by name.
  var finishTimesByName: [String: Double] {
    var times: [String: Double] = [:]
    for order in orders { times[order.name] = ImportedRun.finish(of: order.account) }
    return times
  }

  static func finish(of order: OrderAccount) -> Double? {
    order.finished > 0 ? order.finishedAt / 60 : nil
  }

  /// Each work of a machine, in minutes, in the order in which it ends.
  func works(ofMachine machine: Int) -> [(start: Double, end: Double)] {
    var works: [(start: Double, end: Double)] = []
    var start: Double? = log.initialStates[machine] == .producing ? 0 : nil
    for change in log.changes where Int(change.machine) == machine {
      if let begun = start {
        works.append((begun, change.time / 60))
        start = nil
      }
      if change.state == .producing { start = change.time / 60 }
    }
    return works
  }
}

extension ImportedScenario {
  /// Reads the scenario with its tables, as the command would.
  func read(adding more: String = "") throws -> Scenario {
    var tables: [String: String] = [:]
    for file in files.dropFirst() { tables[file.path] = file.text }
    return try ScenarioReader.read(
      text: files[0].text + more, name: ImportedScenario.fileName, files: tables)
  }

  /// The text of one of its files.
  func text(_ path: String) throws -> String {
    try #require(files.first { $0.path == path }).text
  }
}

/// Small files of our own.
func fixture(_ name: String) throws -> String {
  try Repository.text("Tests/Fixtures/import/\(name)")
}

/// Factories that others wrote, where they lie beside the repository.
enum PublicFactories {
  static let folder = Repository.root.deletingLastPathComponent().appending(
    path: "shared/data/factories")
  static let areHere = FileManager.default.fileExists(atPath: folder.path)
  static let areMissing: Comment =
    "NOT VERIFIED: there is no ../shared/data/factories beside the repository"

  static func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  static func decode<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(try text(path).utf8))
  }
}
