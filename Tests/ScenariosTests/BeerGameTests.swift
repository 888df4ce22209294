import FactoryModel
import FactorySimulation
import Foundation
import Scenarios
import SimulationStatistics
import TestSupport
import Testing

/// The beer game as it is shipped, against a game that is played week by week.
@Suite("The beer game")
struct BeerGameTests {
  /// Who stands in the row, customers not counted.
  private struct Stage {
    var onHand = 12
    var owed = 0
    /// What has been ordered and has not come.
    var onOrder = 12
    /// What comes down, and which orders come up, by the week.
    var coming = [0, 4, 4, 4] + [Int](repeating: 0, count: 120)
    var orders = [Int](repeating: 0, count: 124)
    var (held, short) = (0, 0)
  }

  /// A game.
  ///
  /// Each week what was sent comes, orders from below are served, everybody orders what is missing to the base
  /// stock, and customers come last. Costs are those of the week that then begins.
  private func play(_ levels: [Int], weeks: Int, demand: (Int) -> Int) -> [Stage] {
    var stages = [Stage](repeating: Stage(), count: 4)
    func serve(_ place: Int, _ week: Int) {
      let sent = min(stages[place].onHand, stages[place].owed)
      stages[place].onHand -= sent
      stages[place].owed -= sent
      if place > 0 { stages[place - 1].coming[week + 2] += sent }
    }
    for week in 0..<weeks {
      for place in 0..<4 {
        stages[place].onHand += stages[place].coming[week]
        stages[place].onOrder -= stages[place].coming[week]
        serve(place, week)
      }
      // The brewery's own orders come out of the kettles after two weeks more.
      stages[3].coming[week + 2] += stages[3].orders[week]
      for place in 1..<4 {
        stages[place].owed += stages[place - 1].orders[week]
        serve(place, week)
      }
      for place in 0..<4 {
        let position = stages[place].onHand + stages[place].onOrder - stages[place].owed
        let order = max(0, levels[place] - position)
        stages[place].onOrder += order
        stages[place].orders[week + 1] += order
      }
      stages[0].owed += week > 0 ? demand(week) : 0
      serve(0, week)
      for place in 0..<4 {
        stages[place].held += stages[place].onHand
        stages[place].short += stages[place].owed
      }
    }
    return stages
  }

  @Test(
    "Costs of base stocks are those of the game, week by week", .tags(.exact),
    arguments: [24, 28, 33, 19])
  func costs(level: Int) throws {
    let changes = try ["retailer", "wholesaler", "distributor", "brewery"].map {
      try Override(argument: "stores.\($0).replenish.base_stock=\(level)")
    }
    let factory = try ScenarioReader.read(
      path: Repository.url("scenarios/beer-game.yaml").path, overrides: changes
    ).factory
    var simulation = FactorySimulation(factory, seed: 1, replication: 0)
    while try simulation.advance(maximumEvents: 10_000) {}
    let sums = simulation.account()
    // The step of the timeline at week 5 comes before the orders of that week.
    let stages = play([level, level, level, level], weeks: 50) { $0 < 5 ? 4 : 8 }
    let week = 7.0 * 86_400
    for (stage, own) in zip(stages, sums.stores) {
      #expect(own.onHand == Double(stage.held) * week)
      #expect(own.owed == Double(stage.short) * week)
    }
    let table = MetricTable(for: factory)
    let values = table.values(of: sums)
    func cost(_ name: String) throws -> Double {
      try #require(table.index(of: "cost.\(name)").flatMap { values[$0].value })
    }
    let held = 0.5 * Double(stages.reduce(0) { $0 + $1.held })
    let short = Double(stages.reduce(0) { $0 + $1.short })
    #expect(abs(try cost("holding") - held) <= 1e-9 * max(1, held))
    #expect(abs(try cost("backorders") - short) <= 1e-9 * max(1, short))
    #expect(abs(try cost("total") - held - short) <= 1e-9 * (held + short))
  }
}
