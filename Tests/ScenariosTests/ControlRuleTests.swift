import FactoryModel
import FactorySimulation
import Scenarios
import TestSupport
import Testing

@Suite("Rules that move set-points")
struct ControlRuleTests {
  /// A furnace whose reading falls with its temperature, and a timeline that moves what the rule does not.
  private static let text = """
    fettle: 1
    name: Furnace
    start: 2026-01-05
    horizon: 8 wk
    products:
      clip:
        release: {keep: 30}
        route: [temper, test: {reads: {hardness: {error: 0.1}}, then: {otherwise: scrap}}, pack]
    stations:
      temper:
        set_points:
          temperature: {value: 430 degC, range: 380 degC to 500 degC}
          soak: {value: 60 min, range: 20 min to 120 min}
          offset: 0 K
          fixed: {value: 2, live: false}
        time: soak / 10
        measures: {hardness: {value: normal mean (46 - 0.05 * (temperature + offset - 703.15 K) / (1 K)) sd 0.2, limits: 44 to 48}}
      test: {time: 20 s}
      pack: {time: 12 s}
    control:
      hardness:
        of: temper
        moves: {temperature: {step: 10 K}}
        watch: test
        every: 8 h
        at_least: 20
        run_to_run: {reading: hardness, target: 46, raised_by: 10 K, changes_by: -0.5, weight: 0.5}
      soaking:
        of: temper
        moves: {soak: {step: 5 min, within: 40 min to 90 min}}
        watch: test
        every: 1 d
        first: 1 wk
        evolutionary: {maximise: worth, worth: {passed: 4 EUR/part, rejected: 1 EUR/part}, cycles: 4}
        approval: lognormal mean 4 h cv 50 %
        agreed: 80 %
    timeline:
      - {at: 4 wk, set: {stations.temper.set_points.offset: 20 K}}
    """

  @Test("Rules are built as they are written, and resolved text says the same", .tags(.exact))
  func built() throws {
    #expect(CheckedText.messages(Self.text) == "")
    let scenario = try ScenarioReader.read(text: Self.text, name: "furnace.yaml")
    let rules = scenario.factory.controlRules
    try #require(rules.count == 2)
    #expect(rules[0].name == "hardness" && rules[0].station == 0 && rules[0].inspection == 1)
    #expect(
      rules[0].moves == [
        ControlledSetPoint(
          setPoint: 0, limits: (380 + 273.15)...(500 + 273.15), step: 10)
      ])
    #expect((rules[0].every, rules[0].first, rules[0].leastParts) == (28_800, 28_800, 20))
    #expect(
      rules[0].method
        == .runToRun(RunToRunRule(characteristic: 0, target: 46, slope: -0.05, weight: 0.5)))
    #expect(rules[0].approval == nil)
    #expect(rules[1].moves == [ControlledSetPoint(setPoint: 1, limits: 2_400...5_400, step: 300)])
    #expect(rules[1].first == 604_800 && rules[1].approvalChance == 0.8)
    #expect(
      rules[1].method
        == .evolutionary(
          EvolutionaryRule(
            aim: .worth(passed: 4, rejected: -1), confidence: 0.95, mostCycles: 4)))
    let again = try ScenarioReader.read(text: scenario.resolvedText, name: "resolved.yaml")
    #expect(again.factory == scenario.factory)
    #expect(again.resolvedText == scenario.resolvedText)
  }

  @Test("The door gives the factory that a set-point in the file gives", .tags(.law))
  func door() throws {
    let factory = try ScenarioReader.read(text: Self.text, name: "furnace.yaml").factory
    let door = try #require(factory.setPointDoor)
    let places = [
      SetPointDoor.Place(station: 0, setPoint: 0): 420 + 273.15,
      SetPointDoor.Place(station: 0, setPoint: 1): 3_000.0,
    ]
    let changed = try ScenarioReader.read(
      text: Self.text.replacing("value: 430 degC", with: "value: 420 degC")
        .replacing("value: 60 min", with: "value: 50 min"), name: "furnace.yaml"
    ).factory
    for step in [-1, 0] {
      var expected = step < 0 ? changed : changed.timeline[step].factory
      expected.timeline = []
      expected.setPointDoor = nil
      #expect(door.factory(after: step, with: places) == expected)
    }
    #expect(door.factory(after: 1, with: places) == nil)
  }

  @Test("Run-to-run control brings a drifting furnace back", .tags(.statistical))
  func brought() throws {
    let factory = try ScenarioReader.read(text: Self.text, name: "furnace.yaml").factory
    var simulation = FactorySimulation(factory, seed: 1, replication: 0)
    while try simulation.advance(maximumEvents: 100_000) {}
    let account = simulation.account()
    let last = account.setPointChanges.filter { $0.rule == 0 }.suffix(20)
    // 20 K of offset, which the rule takes off the set-point; what is left is luck of some 70 readings a look:
    // 0.22/√70 of hardness, times √(2/1.5), over 0.05 a kelvin.
    let error = 0.22 / 70.0.squareRoot() * (2 / 1.5).squareRoot() / 0.05
    #expect(last.count == 20)
    for change in last {
      #expect(abs(change.suggestion.setPoints[0] - 683.15) < 5 * error)
      #expect(change.process.inspected >= 20 && change.suggestion.reason == .target)
    }
    #expect(account.setPointChanges.contains { $0.rule == 1 && $0.outcome == .refused })
    #expect(
      account.setPointChanges.allSatisfy {
        $0.rule == 0 || (2_400...5_400).contains($0.suggestion.setPoints[0])
      })
  }

  @Test(
    "What is wrong with rules is named with its place and remedy", .tags(.golden, .failure))
  func mistakes() throws {
    var golden = GoldenMessages()
    for (piece, other) in Self.mistakes {
      let changed = Self.text.replacing(piece, with: other)
      #expect(changed != Self.text, "'\(piece)' is not in the text")
      golden.add("\(piece) -> \(other)", CheckedText.messages(changed))
    }
    try golden.expect("control-mistakes.txt")
  }

  private static let mistakes = [
    ("of: temper\n    moves: {temperature", "of: tempr\n    moves: {temperature"),
    ("watch: test\n    every: 8 h", "watch: pack\n    every: 8 h"),
    ("{temperature: {step", "{temprature: {step"), ("{temperature: {step", "{fixed: {step"),
    ("{temperature: {step: 10 K}}", "{offset: {step: 1 K}}"),
    ("{temperature: {step: 10 K}}", "{}"),
    ("{temperature: {step: 10 K}}", "{temperature: {step: 10 s}}"),
    ("{temperature: {step: 10 K}}", "{temperature: {step: 0 K}}"),
    ("{temperature: {step: 10 K}}", "{temperature: {step: 10 K, within: 400 degC to 420 degC}}"),
    ("{temperature: {step: 10 K}}", "{temperature: {step: 10 K}, soak: {step: 1 min}}"),
    ("every: 8 h", "every: 8"), ("at_least: 20", "at_least: 0"),
    ("run_to_run: {reading: hardness", "run_to_run: {reading: hardnes"),
    ("raised_by: 10 K", "raised_by: 10 s"), ("changes_by: -0.5", "changes_by: 0"),
    ("changes_by: -0.5", "changes_by: -0.5 K"), ("weight: 0.5", "weight: 0"),
    ("weight: 0.5", "weight: 1.5"), ("run_to_run: {", "run_to_runs: {"),
    ("first: 1 wk\n", "first: 1 wk\n    bayesian: {maximise: yield}\n"),
    ("maximise: worth, worth: {passed: 4 EUR/part, rejected: 1 EUR/part}", "maximise: worth"),
    ("maximise: worth", "maximise: profit"),
    ("maximise: worth", "maximise: worth, confidence: 50 %"),
    ("cycles: 4", "cycles: 1"), ("step: 5 min", "step: 30 min"),
    ("within: 40 min to 90 min", "within: 70 min to 90 min"), ("agreed: 80 %", "agreed: 180 %"),
    ("first: 1 wk", "first: 2026-01-01"),
    ("set_points.offset: 20 K", "set_points.temperature: 420 degC"),
  ]
}
