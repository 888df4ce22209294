import FactoryModel
import FactorySimulation
import Scenarios
import TestSupport
import Testing

/// Says that a failure is near where the force is large enough.
private struct LimitPredictor: FailurePredictor {
  var limit: Double
  var chance = 1.0

  func chanceOfFailure(within time: Double, features: [Double]) -> Double {
    features[0].isNaN ? .nan : features[0] > limit ? chance : 0
  }
}

/// Models by the limit that stands in their names: `over-980`.
private struct LimitModels: ModelShelf {
  func model(
    _ name: String, from folder: String, included: [String]
  ) throws(ModelShelfProblem) -> ShelvedModel {
    guard let limit = name.split(separator: "-").last.flatMap({ Double($0) }) else {
      throw ModelShelfProblem("is not there; train it")
    }
    let feature = name.hasPrefix("last") ? "force" : "force_mean_6"
    return ShelvedModel(
      reference: name, features: [feature],
      answer: .failure(LimitPredictor(limit: limit, chance: name.hasPrefix("half") ? 0.5 : 1)))
  }
}

@Suite("Models in the shadow of others")
struct ShadowModelTests {
  private static func scenario(_ replace: String) throws -> Scenario {
    try ScenarioReader.read(
      text: """
        fettle: 1
        warm_up: 1 wk
        horizon: 20 wk
        products: {part: {release: saturated, route: [press]}}
        stations:
          press:
            machines: 2
            time: 1 min
            components:
              die:
                wear: gamma mean_life 83 h cv_of_life 30 %
                clock: producing
                replace: {planned: 45 min, failed: 3 h}
            sensors:
              force: {mean: 900 kN * (1 + 12 % * die.wear), noise: 5 kN, every: 10 min}
        maintenance:
          dies: {of: press.*.die, replace: \(replace)}
        """, name: "press.yaml", models: LimitModels())
  }

  private static func account(_ model: String, shadow: String?) throws -> RunAccount {
    let shadowed = shadow.map { ", shadow: \($0)" } ?? ""
    let scenario = try scenario(
      "{model: \(model)\(shadowed), fails_within: 12 h, chance_over: 30 %, look: 1 h}")
    var simulation = FactorySimulation(scenario.factory, seed: 3, replication: 0)
    while try simulation.advance(maximumEvents: 100_000) {}
    return simulation.account()
  }

  @Test("A shadow changes nothing but what is noted of it")
  func inert() throws {
    let alone = try Self.account("over-980", shadow: nil)
    var shadowed = try Self.account("over-980", shadow: "last-960")
    #expect(shadowed.shadows.count == 1)
    #expect(shadowed.shadows[0].warnings > 10)
    shadowed.shadows = []
    #expect(alone == shadowed)
  }

  @Test("A model in its own shadow is told the same of")
  func same() throws {
    let account = try Self.account("over-980", shadow: "over-980")
    let shadow = account.shadows[0]
    let warnings = account.components.reduce(0) { $0 + $1.warnings }
    #expect(warnings > 10)
    #expect(shadow.warnings == warnings)
    #expect(shadow.falseWarnings == account.components.reduce(0) { $0 + $1.falseWarnings })
    #expect(shadow.missedFailures == account.components.reduce(0) { $0 + $1.missedFailures })
    #expect(shadow.warnedAhead == account.components.reduce(0) { $0 + $1.warnedAhead })
    #expect(shadow.agreements == shadow.looks)
    #expect(shadow.squaredErrors == shadow.shadowSquaredErrors)
  }

  @Test("Who never warns misses every failure, and errs by the share of looks before failures")
  func silent() throws {
    let account = try Self.account("over-2000", shadow: "half-0")
    let shadow = account.shadows[0]
    let failures = account.components.reduce(0) { $0 + $1.failures }
    #expect(failures > 10)
    #expect(account.components.reduce(0) { $0 + $1.missedFailures } == failures)
    // The shadow says a half at every look: (½)² whatever comes, and a warning in each life before its failure.
    #expect(shadow.shadowSquaredErrors == 0.25 * Double(shadow.looks))
    #expect(shadow.missedFailures == 0)
    #expect(shadow.agreements == 0)
    // Who says 0 errs by 1 at each look in the last 12 h: there are 12 of some 83 that a life has.
    let share = shadow.squaredErrors / Double(shadow.looks)
    #expect(share > 0.08 && share < 0.25)
  }

  private static func messages(_ replace: String) -> [String] {
    do {
      _ = try scenario(replace)
      return []
    } catch let failure as ScenarioFailure {
      return failure.diagnostics.map { "\($0.message)" }
    } catch {
      return ["\(error)"]
    }
  }

  @Test("What is wrong with a shadow is said where it stands", .tags(.failure))
  func mistakes() {
    let age = Self.messages("{at_age: 70 h, shadow: over-980}")
    #expect(age.count == 1 && age[0].contains("shadow") && age[0].contains("at_age"))
    #expect(
      Self.messages(
        "{model: over-980, shadow: nobody, fails_within: 12 h, chance_over: 30 %, look: 1 h}")
        == ["maintenance.dies.replace.shadow: 'nobody' is not there; train it"])
  }
}
