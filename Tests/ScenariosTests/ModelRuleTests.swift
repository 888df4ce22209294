import FactoryModel
import FactorySimulation
import Scenarios
import TestSupport
import Testing

/// Says that a failure is near where what it reads is large enough.
private struct LimitPredictor: FailurePredictor {
  var limit: Double

  func chanceOfFailure(within time: Double, features: [Double]) -> Double {
    features[0].isNaN ? .nan : features[0] > limit ? 1 : 0
  }
}

/// Two models; whoever asks for another hears so.
private struct TwoModels: ModelShelf {
  var features = ["force_mean_6"]

  func model(
    _ name: String, from folder: String, included: [String]
  ) throws(ModelShelfProblem) -> ShelvedModel {
    switch name.split(separator: "@").first {
    case "press-rul":
      return ShelvedModel(
        reference: "press-rul@2:00ff", features: features,
        answer: .failure(LimitPredictor(limit: 980)))
    case "demand":
      return ShelvedModel(
        reference: "demand@1:0001", features: [], answer: .other("a forecast of demand"))
    default:
      throw ModelShelfProblem("is not there; train it")
    }
  }
}

@Suite("Rules that ask a model")
struct ModelRuleTests {
  private static func text(_ rule: String, more: String = "") -> String {
    """
    fettle: 1
    warm_up: 1 wk
    horizon: 8 wk
    products: {part: {release: saturated, route: [press]}}
    stations:
      press:
        machines: 2
        set_points: {rate: {value: 1 /min, range: 0.5 /min to 2 /min, live: true}}
        time: exponential (1 / rate)
        components:
          die:
            wear: gamma mean_life 83 h cv_of_life 30 %
            clock: producing
            replace: {planned: 45 min, failed: 3 h}
        sensors:
          force: {mean: 900 kN * (1 + 12 % * die.wear), noise: 5 kN, every: 10 min}
    maintenance:
      dies: {of: press.*.die, replace: \(rule)}
    \(more)
    """
  }

  private static let asking =
    "{model: press-rul@champion, fails_within: 12 h, chance_over: 30 %, look: 1 h}"

  private static func scenario(
    _ rule: String, more: String = "", models: (any ModelShelf)? = TwoModels()
  ) throws -> Scenario {
    try ScenarioReader.read(text: text(rule, more: more), name: "press.yaml", models: models)
  }

  private static func account(_ factory: Factory) throws -> RunAccount {
    var simulation = FactorySimulation(factory, seed: 3, replication: 0)
    while try simulation.advance(maximumEvents: 100_000) {}
    return simulation.account()
  }

  private static func messages(_ rule: String, models: (any ModelShelf)? = TwoModels()) -> [String]
  {
    do {
      _ = try scenario(rule, models: models)
      return []
    } catch let failure as ScenarioFailure {
      return failure.diagnostics.map { "\($0.message)" }
    } catch {
      return ["\(error)"]
    }
  }

  @Test("A model that compares a feature with a limit does what a rule by that reading does")
  func sameAsReading() throws {
    let asked = try Self.account(try Self.scenario(Self.asking).factory)
    let read = try Self.account(
      try ScenarioReader.read(
        text: Self.text("{reading: force mean 6, over: 980 kN, look: 1 h}")
          .replacing("every: 10 min}", with: "every: 10 min, features: [mean 6]}"),
        name: "press.yaml"
      ).factory)
    var component = try #require(asked.components.first)
    #expect(component.warnings > 5)
    #expect(component.warnings == component.plannedReplacements)
    component.warnings = 0
    component.falseWarnings = 0
    component.warnedAhead = 0
    var other = try #require(read.components.first)
    // A failure of a life without warning is any where nobody warns.
    #expect(component.missedFailures <= component.failures)
    component.missedFailures = 0
    other.missedFailures = 0
    #expect(component == other)
    #expect(asked.products == read.products)
  }

  @Test("Warnings are right where the life would end within the time that was asked for")
  func counts() throws {
    let soon = try Self.scenario(
      "{model: press-rul, fails_within: 1 s, chance_over: 30 %, look: 1 h}")
    let late = try Self.scenario(
      "{model: press-rul, fails_within: 52 wk, chance_over: 30 %, look: 1 h}")
    let never = try #require(try Self.account(soon.factory).components.first)
    let always = try #require(try Self.account(late.factory).components.first)
    #expect(never.warnings > 0 && never.falseWarnings == never.warnings)
    #expect(never.missedFailures == never.failures)
    #expect(always.warnings == never.warnings && always.falseWarnings == 0)
    #expect(always.warnedAhead > 0)
    // The die is replaced when it is warned of, at the same moments in both.
    #expect(always.plannedReplacements == never.plannedReplacements)
  }

  @Test("The pace of a die that was not new at the start is that of the time since")
  func worn() throws {
    let scenario = try ScenarioReader.read(
      text: """
        fettle: 1
        horizon: 2 h
        products: {part: {release: saturated, route: [press]}}
        stations:
          press:
            time: 60 s
            components:
              die: {life: 100 h, at_start: 40 %, clock: running, replace: {planned: 3 h, failed: 3 h}}
            sensors: {force: {mean: 1000 kN, every: 10 min}}
        maintenance:
          dies: {of: press.*.die, replace: {model: press-rul, fails_within: 58 h, chance_over: 30 %, look: 1 h}}
        """, name: "press.yaml", models: TwoModels())
    // After one hour of wall time and one on the clock 59 h are left, not 59 h · 1/41.
    let component = try #require(try Self.account(scenario.factory).components.first)
    #expect(component.warnings == 1 && component.falseWarnings == 1)
  }

  @Test("A chance that is not above the limit leaves the component alone")
  func limit() throws {
    let sure = try Self.scenario(
      "{model: press-rul, fails_within: 12 h, chance_over: 100 %, look: 1 h}")
    let failing = try Self.scenario("on_failure")
    var asked = try #require(try Self.account(sure.factory).components.first)
    let left = try #require(try Self.account(failing.factory).components.first)
    #expect(asked.warnings == 0 && asked.failures == left.failures)
    asked.inspections = left.inspections
    #expect(asked == left)
  }

  @Test("The resolved scenario names the version, and reads as the same factory")
  func resolved() throws {
    let scenario = try Self.scenario(Self.asking)
    #expect(scenario.resolvedText.contains("model: press-rul@2:00ff"))
    #expect(scenario.factory.stations[0].features.map(\.name) == ["force_mean_6"])
    let again = try ScenarioReader.read(
      text: scenario.resolvedText, name: "again.yaml", models: TwoModels())
    #expect(again.resolvedText == scenario.resolvedText)
    var factory = again.factory
    factory.name = scenario.factory.name
    #expect(factory == scenario.factory)
  }

  @Test("A model may read set-points, and the timeline may move its limits and the model itself")
  func timeline() throws {
    let scenario = try Self.scenario(
      Self.asking,
      more: """
        timeline:
          - {at: 2 wk, set: {maintenance.dies.replace.chance_over: 100 %}}
          - {at: 4 wk, set: {stations.press.set_points.rate: 1.5 /min}}
        """, models: TwoModels(features: ["force_mean_6", "set_rate", "force"]))
    let factory = scenario.factory
    #expect(factory.stations[0].features.map(\.name) == ["force_mean_6", "force_last"])
    #expect(factory.timeline.allSatisfy { $0.factory.stations[0].features.count == 2 })
    let component = try #require(try Self.account(factory).components.first)
    // From the third week of nine on nobody is warned.
    let before = try #require(
      try Self.account(try Self.scenario(Self.asking).factory).components.first)
    #expect(component.warnings < before.warnings && component.failures > before.failures)
  }

  @Test("What a station cannot tell the model, and what is no such model, is said", .tags(.failure))
  func mistakes() {
    #expect(
      Self.messages(Self.asking, models: TwoModels(features: ["speed_mean_6", "set_force"]))
        == [
          "maintenance.dies.replace.model: 'press-rul@2:00ff' reads 'speed_mean_6' and 'set_force', which station 'press' does not have; "
            + "it has 'force' and 'set_rate', and features of its sensors"
        ])
    #expect(
      Self.messages("{model: demand, fails_within: 1 h, chance_over: 30 %, look: 1 h}") == [
        "maintenance.dies.replace.model: 'demand@1:0001' gives a forecast of demand, not the time that is left until a failure; train one with "
          + "'fettle train … --target remaining_useful_life'"
      ])
    #expect(
      Self.messages("{model: die-rul, fails_within: 1 h, chance_over: 30 %, look: 1 h}")
        == ["maintenance.dies.replace.model: 'die-rul' is not there; train it"])
    #expect(
      Self.messages(Self.asking, models: nil)
        == [
          "maintenance.dies.replace.model: 'press-rul@champion' names a model, and there is no folder of models here"
        ])
    #expect(
      Self.messages("{model: press-rul, fails_within: 1 h, chance_over: 30 %}") == [
        "maintenance.dies.replace: says not when somebody looks at the model; add the time from one look to the next, such as 'look: 8 h'"
      ])
  }
}
