import FactoryModel
import FactorySimulation
import Scenarios
import TestSupport
import Testing

/// Is sure of a defect where what it reads first is above a limit, and of none elsewhere.
private struct AboveLimit: DefectPredictor {
  var limit: Double

  func chanceOfDefect(features: [Double]) -> Double {
    features[0].isNaN ? .nan : features[0] > limit ? 1 : 0
  }
}

/// Gives a chance whatever it reads.
private struct SameChance: DefectPredictor {
  var chance: Double

  func chanceOfDefect(features: [Double]) -> Double { chance }
}

private struct NoFailure: FailurePredictor {
  func chanceOfFailure(within time: Double, features: [Double]) -> Double { 0 }
}

/// A model that says where a reading is too large, one that always says 30 %, and one of lives.
private struct Models: ModelShelf {
  var features = ["hardness"]
  var limit = 61.0

  func model(
    _ name: String, from folder: String, included: [String]
  ) throws(ModelShelfProblem) -> ShelvedModel {
    switch name.split(separator: "@").first {
    case "soft":
      ShelvedModel(
        reference: "soft@2:00ff", features: features, answer: .defect(AboveLimit(limit: limit)))
    case "even":
      ShelvedModel(
        reference: "even@1:0a0b", features: [], answer: .defect(SameChance(chance: 0.3)))
    case "press-rul":
      ShelvedModel(
        reference: "press-rul@1:0001", features: ["force"], answer: .failure(NoFailure()))
    default: throw ModelShelfProblem("is not there; train it")
    }
  }
}

@Suite("Inspections by a model")
struct InspectionModelTests {
  /// Shafts are tempered and inspected; `value` and `inspection` are what the two say.
  private static func text(
    _ inspection: String, value: String = "{value: normal mean 60 sd 0.6, limits: 58 to 61.2}",
    makes: String = "{}", more: String = ""
  ) -> String {
    """
    fettle: 1
    warm_up: 1 d
    horizon: 4 wk
    products:
      shaft:
        release: saturated
        route:
          - temper
          - inspect: \(inspection)
    stations:
      temper:
        time: 2 min
        measures: {hardness: \(value)}
        makes: \(makes)
      inspect:
        buffer: 10
        time: 30 s
        set_points: {heat: {value: 20, live: true}}
        sensors: {force: {mean: 900 kN, noise: 5 kN, every: 10 s}}
    \(more)
    """
  }

  private static func scenario(_ text: String, _ models: (any ModelShelf)? = Models()) throws
    -> Scenario
  {
    try ScenarioReader.read(text: text, name: "shafts.yaml", models: models)
  }

  private static func account(_ factory: Factory) throws -> RunAccount {
    var simulation = FactorySimulation(factory, seed: 5, replication: 0)
    while try simulation.advance(maximumEvents: 100_000) {}
    return simulation.account()
  }

  private static func messages(_ text: String, _ models: (any ModelShelf)? = Models()) -> [String] {
    do {
      _ = try scenario(text, models)
      return []
    } catch let failure as ScenarioFailure {
      return failure.diagnostics.filter { $0.severity == .error }.map { "\($0.message)" }
    } catch {
      return ["\(error)"]
    }
  }

  // MARK: - What it does

  @Test(
    "A model that compares a reading with a limit does what a gauge with that limit does",
    arguments: ["scrap", "{back_to: temper, at_most: 1}", "back to temper"])
  func sameAsGauge(then: String) throws {
    let asked = try Self.account(
      try Self.scenario(
        Self.text(
          "{reads: {hardness: {error: 0.4, limits: 50 to 70}}, model: soft, then: {otherwise: \(then)}}"
        )
      ).factory)
    var read = try Self.account(
      try Self.scenario(
        Self.text(
          "{reads: {hardness: {error: 0.4, limits: 50 to 61}}, then: {hardness: \(then)}}")
      ).factory)
    let model = try #require(asked.inspectionModels.first)
    #expect(model.rejected > 100 && model.falseRejections > 100 && model.misses > 10)
    #expect(read.inspectionModels.isEmpty)
    read.inspectionModels = asked.inspectionModels
    #expect(asked == read)
    #expect(asked.line.scrapped + asked.line.sentBack == model.rejected)
    if then == "scrap" { #expect(asked.line.escaped == model.misses) }
  }

  @Test("Readings outside a gauge's limits are rejected whatever the model says")
  func gaugesStay() throws {
    let both = try Self.account(
      try Self.scenario(
        Self.text("{reads: {hardness: {error: 0.4, limits: 59 to 70}}, model: soft}")
      ).factory)
    let gauge = try Self.account(
      try Self.scenario(Self.text("{reads: {hardness: {error: 0.4, limits: 59 to 61}}}")).factory)
    #expect(both.line == gauge.line)
    let model = try #require(both.inspectionModels.first)
    #expect(model.rejected < both.line.scrapped)
  }

  // With a value V and an error E that are normal and independent, a part has a defect where V > 61.2 (or below 58, with
  // 0.04 %), and is rejected where V + E > 61. The counts are binomial of the parts that were judged, one part as good as
  // another, so that four standard errors of each are missed once in 16 000 seeds. The joint chances come from a sum over
  // the density of V in steps of 1/1000 of its deviation, whose error is far below that.
  @Test("False rejections and misses come as often as two normal numbers say", .tags(.statistical))
  func counts() throws {
    let account = try Self.account(
      try Self.scenario(
        Self.text("{reads: {hardness: {error: 0.4, limits: 50 to 70}}, model: soft}")
      ).factory)
    let model = try #require(account.inspectionModels.first)
    var (falseRejection, miss, rejection) = (0.0, 0.0, 0.0)
    for step in -8_000..<8_000 {
      let z = (Double(step) + 0.5) / 1_000
      let weight = Normal.density(z) / 1_000
      let value = 60 + 0.6 * z
      let isDefect = value > 61.2 || value < 58
      let above = 1 - Normal.distribution((61 - value) / 0.4)
      rejection += weight * above
      if isDefect { miss += weight * (1 - above) } else { falseRejection += weight * above }
    }
    let parts = Double(model.judged)
    #expect(parts > 15_000)
    for (count, chance) in [
      (model.rejected, rejection), (model.falseRejections, falseRejection), (model.misses, miss),
    ] {
      let error = (parts * chance * (1 - chance)).squareRoot()
      #expect(abs(Double(count) - parts * chance) < 4 * error, "\(count) of \(parts * chance)")
    }
    #expect(model.falseRejections + model.defective - model.misses == model.rejected)
    let metrics = MetricTable(
      for: try Self.scenario(Self.text("{reads: {hardness: {error: 0.4}}, model: soft}")).factory)
    #expect(
      metrics.definitions.map(\.name).filter { $0.hasPrefix("inspections.") }
        == [
          "judged", "rejected", "false_rejections", "misses",
        ].map { "inspections.shaft.inspect.\($0)" })
  }

  @Test("A chance must be above the limit; the timeline may move it")
  func limit() throws {
    func rejected(_ over: String, more: String = "") throws -> InspectionModelAccount {
      try #require(
        try Self.account(
          try Self.scenario(Self.text("{model: even\(over)}", more: more)).factory
        ).inspectionModels.first)
    }
    let standard = try rejected("")
    #expect(standard.rejected == 0 && standard.judged > 15_000)
    #expect(try rejected(", chance_over: 30 %").rejected == 0)
    let all = try rejected(", chance_over: 29 %")
    #expect(all.rejected == all.judged)
    let moved = try rejected(
      "",
      more: """
        timeline:
          - {at: 2 wk, set: {products.shaft.route.inspect.chance_over: 20 %}}
        """)
    // Of four weeks after a day, those after two weeks: 15 of 28 days, and one part every two minutes.
    #expect(abs(moved.rejected - moved.judged * 15 / 28) <= 2)
  }

  @Test("A part that a model sends back loses the defects that chance gave it")
  func reworked() throws {
    let account = try Self.account(
      try Self.scenario(
        Self.text(
          "{model: soft, then: {otherwise: back to temper}}", value: "normal mean 60 sd 0.6",
          makes: "{burr: 100 %}"), Models(features: ["set_heat"], limit: 0)
      ).factory)
    // Each comes back with a new burr, for ever.
    #expect(account.line.sentBack > 15_000 && account.line.good == 0)
    let once = try Self.account(
      try Self.scenario(
        Self.text(
          "{model: soft, then: {otherwise: back to inspect}}", value: "normal mean 60 sd 0.6",
          makes: "{burr: 100 %}",
          more: """
            timeline:
              - {at: 2 d, set: {products.shaft.route.inspect.chance_over: 100 %}}
            """), Models(features: ["set_heat"], limit: 0)
      ).factory)
    let model = try #require(once.inspectionModels.first)
    // The part that was inspected again and again in the first day was found without a burr after its first time.
    #expect(model.falseRejections > 1_000)
  }

  @Test("A model reads features of the station's sensors, and its set-points as they are")
  func inputs() throws {
    let scenario = try Self.scenario(
      Self.text(
        "{model: soft}",
        more: """
          timeline:
            - {at: 2 wk, set: {stations.inspect.set_points.heat: 30}}
          """), Models(features: ["set_heat", "force_mean_6", "force"], limit: 25))
    #expect(
      scenario.factory.stations[1].features.map(\.name) == ["force_mean_6", "force_last"])
    let hot = try #require(try Self.account(scenario.factory).inspectionModels.first)
    #expect(abs(hot.rejected - hot.judged * 15 / 28) <= 2)
    let pressed = try #require(
      try Self.account(
        try Self.scenario(
          Self.text("{model: soft}"), Models(features: ["force_mean_6"], limit: 900)
        ).factory
      ).inspectionModels.first)
    // The mean of six readings is above its expectation every second time.
    #expect(pressed.rejected > pressed.judged * 2 / 5 && pressed.rejected < pressed.judged * 3 / 5)
  }

  @Test("A fork goes on as the simulation that it was made of")
  func fork() throws {
    let factory = try Self.scenario(
      Self.text("{reads: {hardness: {error: 0.4}}, model: soft}")
    ).factory
    var simulation = FactorySimulation(factory, seed: 5, replication: 0)
    for _ in 0..<20 { _ = try simulation.advance(maximumEvents: 100) }
    var other = simulation.fork()
    while try simulation.advance(maximumEvents: 100_000) {}
    while try other.advance(maximumEvents: 100_000) {}
    #expect(simulation.account() == other.account())
    #expect(try simulation.account() == Self.account(factory))
  }

  // MARK: - What is read and said

  @Test("The resolved scenario names the version, and reads as the same factory")
  func resolved() throws {
    let scenario = try Self.scenario(
      Self.text("{reads: {hardness: {error: 0.4}}, model: soft@champion, chance_over: 40 %}"))
    #expect(scenario.resolvedText.contains("model: soft@2:00ff"))
    #expect(scenario.factory.products[0].route[1].inspection?.model?.chance == 0.4)
    let again = try ScenarioReader.read(
      text: scenario.resolvedText, name: "again.yaml", models: Models())
    #expect(again.resolvedText == scenario.resolvedText)
    var factory = again.factory
    factory.name = scenario.factory.name
    #expect(factory == scenario.factory)
  }

  @Test(
    "What the inspection cannot tell the model, and what is no such model, is said", .tags(.failure)
  )
  func mistakes() {
    #expect(
      Self.messages(
        Self.text("{reads: {hardness: {error: 0.4}}, model: soft}"),
        Models(features: ["hardness", "speed_mean_6", "set_force"]))
        == [
          "products.shaft.route.inspect.model: 'soft@2:00ff' reads 'speed_mean_6' and 'set_force', which is neither read of the part here nor known of "
            + "station 'inspect'; there are gauges of 'hardness'; it has 'force' and 'set_heat', and features of its sensors"
        ])
    #expect(
      Self.messages(Self.text("{model: press-rul}")) == [
        "products.shaft.route.inspect.model: 'press-rul@1:0001' gives the time that is left until a failure, not the chance of a defect; train one with "
          + "'fettle train … --target has_defect'"
      ])
    #expect(
      Self.messages(Self.text("{false_alarm: 1 %, chance_over: 40 %}")) == [
        "products.shaft.route.inspect.chance_over: there is no model whose word it limits; add one, such as 'model: burr-model@champion'"
      ])
    #expect(
      Self.messages(Self.text("{model: burrs}")) == [
        "products.shaft.route.inspect.model: 'burrs' is not there; train it"
      ])
    #expect(
      Self.messages(Self.text("{model: soft}"), nil)
        == [
          "products.shaft.route.inspect.model: 'soft' names a model, and there is no folder of models here"
        ])
  }

  @Test("A rule of maintenance refuses a model of defects", .tags(.failure))
  func otherWay() {
    let text = Self.text(
      "{false_alarm: 1 %}",
      more: """
        maintenance:
          dies: {of: inspect.*.die, replace: {model: even, fails_within: 1 h, chance_over: 30 %, look: 1 h}}
        """
    ).replacing(
      "    buffer: 10",
      with:
        "    buffer: 10\n    components: {die: {life: 30 h, replace: {planned: 1 h, failed: 3 h}}}")
    #expect(
      Self.messages(text) == [
        "maintenance.dies.replace.model: 'even@1:0a0b' gives the chance of something, not the time that is left until a failure; train one with "
          + "'fettle train … --target remaining_useful_life'"
      ])
  }

  @Test("The recursion of a line refuses a model by name", .tags(.failure))
  func recursion() throws {
    let factory = try Self.scenario(
      Self.text("{model: even}").replacing(
        "measures: {hardness: {value: normal mean 60 sd 0.6, limits: 58 to 61.2}}",
        with: "initial: 0")
    ).factory
    #expect(RecursionLine.refusal(of: factory) == "a model judges parts at 'inspect'")
  }
}

/// The standard normal law.
///
/// By the series of Abramowitz and Stegun 26.2.10, exact to 1e-12 for |z| < 6.
private enum Normal {
  static func density(_ z: Double) -> Double {
    // e^(-z²/2) by (e^(-z²/2048))^1024, of which twelve terms of the series are exact.
    var (term, sum) = (1.0, 1.0)
    let x = -z * z / 2_048
    for n in 1...14 {
      term *= x / Double(n)
      sum += term
    }
    for _ in 0..<10 { sum *= sum }
    return sum / (2 * Double.pi).squareRoot()
  }

  static func distribution(_ z: Double) -> Double {
    if z < -6 { return 0 }
    if z > 6 { return 1 }
    var (term, sum) = (z, z)
    var n = 1.0
    while abs(term) > 1e-17 {
      term *= z * z / (2 * n + 1)
      sum += term
      n += 1
    }
    return 0.5 + density(z) * sum
  }
}
