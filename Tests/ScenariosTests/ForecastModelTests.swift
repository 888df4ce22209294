import FactoryModel
import FactorySimulation
import Scenarios
import TestSupport
import Testing

/// Foretells the mean of the last eight periods, as a moving average does.
private struct MeanOfEight: DemandPredictor {
  func demand(after history: [Double], periods: Int) -> [Double]? {
    let last = history.suffix(8)
    return last.isEmpty
      ? nil : Array(repeating: last.reduce(0, +) / Double(last.count), count: periods)
  }
}

/// Can say nothing.
private struct Silent: DemandPredictor {
  func demand(after history: [Double], periods: Int) -> [Double]? { nil }
}

private struct NoDefect: DefectPredictor {
  func chanceOfDefect(features: [Double]) -> Double { 0 }
}

private struct Models: ModelShelf {
  func model(
    _ name: String, from folder: String, included: [String]
  ) throws(ModelShelfProblem) -> ShelvedModel {
    switch name.split(separator: "@").first {
    case "bread":
      ShelvedModel(reference: "bread@2:00ff", features: [], answer: .demand(MeanOfEight()))
    case "silent":
      ShelvedModel(reference: "silent@1:0001", features: [], answer: .demand(Silent()))
    case "burr":
      ShelvedModel(reference: "burr@1:0002", features: [], answer: .defect(NoDefect()))
    default: throw ModelShelfProblem("is not there; make it")
    }
  }
}

@Suite("Stores that order by a model")
struct ForecastModelTests {
  private static func scenario(_ rule: String) throws -> Scenario {
    try ScenarioReader.read(
      text: """
        fettle: 1
        horizon: 26 wk
        items: {bread: {unit: piece}}
        suppliers: {bakery: {sells: bread, lead_time: 2 d}}
        stores: {shelf: {holds: bread, from: bakery, initial: 300, replenish: \(rule)}}
        customers: {town: {buys: bread, from: shelf, every: 1 d, quantity: poisson mean 40}}
        """, name: "shop.yaml", models: Models())
  }

  private static func store(_ rule: String) throws -> StoreAccount {
    var simulation = FactorySimulation(try scenario(rule).factory, seed: 1, replication: 0)
    while try simulation.advance(maximumEvents: 100_000) {}
    return try #require(simulation.account().stores.first)
  }

  private static func messages(_ rule: String) -> [String] {
    do {
      _ = try scenario(rule)
      return []
    } catch let failure as ScenarioFailure {
      return failure.diagnostics.map { "\($0.message)" }
    } catch {
      return ["\(error)"]
    }
  }

  @Test("A model that foretells the mean of eight periods does what a moving average of them does")
  func sameAsAverage() throws {
    let asked = try Self.store("{forecast: bread@champion, service: 95 %, review: 1 d}")
    let average = try Self.store(
      "{forecast: moving_average, periods: 8, service: 95 %, review: 1 d}")
    #expect(asked.demanded > 6_000)
    #expect(asked == average)
  }

  @Test("Where the model can say nothing, demand is taken to be what it was in the mean")
  func silent() throws {
    let asked = try Self.store("{forecast: silent@1, safety_stock: 60 pieces, review: 1 d}")
    let filled = Double(asked.served) / Double(asked.demanded)
    #expect(filled > 0.9, "\(asked)")
  }

  @Test("The resolved scenario names the version, and reads as the same factory")
  func resolved() throws {
    let scenario = try Self.scenario("{forecast: bread@champion, service: 95 %, review: 1 d}")
    #expect(scenario.resolvedText.contains("forecast: bread@2:00ff"))
    let again = try ScenarioReader.read(
      text: scenario.resolvedText, name: "again.yaml", models: Models())
    #expect(again.resolvedText == scenario.resolvedText)
  }

  @Test("What is no such model is said", .tags(.failure))
  func mistakes() {
    #expect(
      Self.messages("{forecast: nobody@champion, review: 1 d}") == [
        "stores.shelf.replenish.forecast: 'nobody@champion' is not there; make it"
      ])
    #expect(
      Self.messages("{forecast: burr@champion, review: 1 d}") == [
        "stores.shelf.replenish.forecast: 'burr@1:0002' gives the chance of something, not a forecast of demand; make one "
          + "with 'fettle forecast … --register'"
      ])
    let unknown = Self.messages("{forecast: theeta, review: 1 d}")
    #expect(
      unknown == [
        "stores.shelf.replenish.forecast: unknown way to forecast 'theeta'; did you mean 'theta'?"
      ])
  }
}
