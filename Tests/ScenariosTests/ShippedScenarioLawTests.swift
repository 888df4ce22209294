import FactoryModel
import FactorySimulation
import Foundation
import Scenarios
import TestSupport
import Testing

/// Laws that every shipped scenario keeps, as it is shipped.
@Suite("Laws of the shipped scenarios")
struct ShippedScenarioLawTests {
  static let files = (try? Repository.files(under: "scenarios", suffix: ".yaml")) ?? []
  static let seeds: Range<UInt64> = 1..<6

  private func account(
    of factory: Factory, seed: UInt64, details: [DetailRequest] = []
  ) throws -> RunAccount {
    var simulation = FactorySimulation(factory, seed: seed, replication: 0, details: details)
    while try simulation.advance(maximumEvents: 100_000) {}
    return simulation.account()
  }

  @Test("There are scenarios") func someFiles() { #expect(Self.files.count >= 4) }

  @Test("Machine time adds up, and Little's law holds", .tags(.law), arguments: files)
  func laws(file: String) throws {
    let factory = try ScenarioReader.read(path: Repository.url(file).path).factory
    for seed in Self.seeds {
      let account = try account(
        of: factory, seed: seed, details: LittlesLaw.requests(for: factory))
      for (station, sums) in zip(factory.stations, account.stations) {
        let expected = factory.horizon * Double(station.machines.count)
        #expect(abs(sums.allTime - expected) < 1e-9 * expected)
      }
      #expect(LittlesLaw.deviation(account, LittlesLaw.means(of: account)) < 1e-6)
    }
  }

  @Test("What entered has left or is still there", .tags(.law), arguments: files)
  func conservation(file: String) throws {
    var factory = try ScenarioReader.read(path: Repository.url(file).path).factory
    factory.warmUp = 0
    for seed in Self.seeds {
      for line in try account(of: factory, seed: seed).products {
        #expect(line.released > 0)
        #expect(line.released == line.good + line.scrapped + line.inside)
      }
    }
  }
}
