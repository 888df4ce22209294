import FactoryModel
import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite("Components of a dataset")
struct ComponentSelectionTests {
  /// A press with a die and a bearing, and a saw with a blade and a bearing.
  private static func factory() throws -> Factory {
    var factory = try SampleFactory.line()
    var bearing = factory.stations[0].components[0]
    bearing.name = "bearing"
    var blade = bearing
    blade.name = "blade"
    factory.stations[0].components.append(bearing)
    factory.stations[1].components = [blade, bearing]
    return factory
  }

  @Test(
    "A name means a component of one station, of its machines, or of all stations",
    arguments: [
      (["press.die"], [[0], []]), (["press.*.die"], [[0], []]), (["bearing"], [[1], [1]]),
      (["pack.blade", "die"], [[0], [0]]), ([], [[0, 1], [0, 1]]),
    ])
  func names(names: [String], components: [[Int]]) throws {
    let selection = try ComponentSelection(names, in: Self.factory())
    #expect(selection.components == components)
    #expect(selection.isWhole == names.isEmpty)
  }

  @Test(
    "A name that means none is refused, with the nearest", .tags(.failure),
    arguments: [
      (
        "press.dye",
        "there is no component 'press.dye'; did you mean 'press.die'? known are press.die, press.bearing, pack.blade, "
          + "pack.bearing"
      ),
      (
        "bearings",
        "there is no component 'bearings'; did you mean 'bearing'? known are press.die, press.bearing, pack.blade, "
          + "pack.bearing"
      ),
      (
        "press.left.die",
        "there is no component 'press.left.die'; known are press.die, press.bearing, pack.blade, pack.bearing"
      ),
    ])
  func unknown(name: String, message: String) throws {
    let factory = try Self.factory()
    do throws(DatasetProblem) {
      _ = try ComponentSelection([name], in: factory)
      Issue.record("'\(name)' is taken")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test("Only the machines, lives and labels of a component are written", .tags(.law))
  func tables() async throws {
    var factory = try Self.factory()
    factory.stations[1].sensors = [factory.stations[0].sensors[0]]
    var plan = DatasetPlan(
      factory: factory, units: 2, seed: 1, split: SampleDataset.undivided)
    let whole = try await SampleDataset.with(plan) { folder, _ in
      (
        names: try SampleRows("\(folder)/press/all.parquet").names,
        lives: try SampleRows("\(folder)/lives/all.parquet").count,
        tables: try SampleDataset.contents(folder).keys.contains("pack/all.parquet")
      )
    }
    #expect(whole.tables)
    plan.components = ["press.die"]
    try await SampleDataset.with(plan) { folder, summary in
      let rows = try SampleRows("\(folder)/press/all.parquet")
      #expect(rows.names == whole.names.filter { !$0.hasPrefix("bearing_") })
      #expect(whole.names.count == rows.names.count + 4)
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/pack"))
      let lives = try SampleRows("\(folder)/lives/all.parquet")
      #expect(lives.rows.allSatisfy { lives.text("component", $0) == "die" })
      #expect(lives.count > 0 && lives.count < whole.lives)
      let machines = try SampleRows("\(folder)/machines/all.parquet")
      #expect(
        machines.rows.map { machines.text("machine", $0) } == ["left", "right", "left", "right"])
      let failures = try SampleRows("\(folder)/failures/all.parquet")
      #expect(
        failures.rows.allSatisfy { ["left", "right"].contains(failures.text("machine", $0)) })
      #expect(summary.counts.failures.keys.allSatisfy { $0.hasPrefix("press.") })
    }
  }

  @Test("Machines are counted over all stations")
  func machines() throws {
    let machines = MachineList(try Self.factory())
    #expect(machines.names == ["left", "right", "pack_1"])
    #expect((0..<3).map(machines.stationIndex) == [0, 0, 1])
    #expect((0..<3).map(machines.ownIndex) == [0, 1, 0])
    #expect(machines.machines(ofStation: 1) == 2..<3)
    #expect(machines.number(ofStation: 1, machine: 0) == 2)
  }
}
