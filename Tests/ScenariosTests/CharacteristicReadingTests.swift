import FactoryModel
import FactorySimulation
import ProcessQuality
import RandomVariates
import Scenarios
import TestSupport
import Testing

@Suite("Measured characteristics in scenarios")
struct CharacteristicReadingTests {
  static let text = """
    fettle: 1
    horizon: 1 d
    products:
      shaft:
        release: saturated
        route:
          - turn
          - check: {reads: {diameter: {error: 2 um}}, then: {diameter: back to turn}}
          - pack
    stations:
      turn:
        set_points: {feed: 0.2 mm}
        time: 1 min
        measures: {diameter: {value: normal mean 20 mm sd 5 um, limits: 19.98 mm to 20.02 mm, target: 20 mm}}
        failures:
          drift: {after: 5 d, repair: 1 h, unnoticed: 1 d, shifts: {diameter: 15 um}}
      check: {time: 20 s}
      pack: {time: 10 s}

    """

  /// The text with a piece replaced, which must stand in it exactly once.
  private static func text(_ piece: String, _ replacement: String) -> String {
    let parts = text.split(separator: piece, omittingEmptySubsequences: false)
    precondition(parts.count == 2, "'\(piece)' stands \(parts.count - 1) times in the text")
    return parts.joined(separator: replacement)
  }

  private static func factory(_ piece: String = "horizon", _ replacement: String = "horizon") throws
    -> Factory
  {
    try ScenarioReader.read(text: text(piece, replacement), name: "shafts.yaml").factory
  }

  // MARK: - What is read

  @Test("Value, limits, target, gauge and shift are read in SI units", .tags(.exact))
  func whole() throws {
    let factory = try Self.factory()
    let limits = try SpecificationLimits(lower: 0.01998, upper: 0.02002)
    #expect(
      factory.characteristics == [
        Characteristic(
          name: "diameter", defect: 0, limits: limits, target: 0.02, unit: "mm", unitSize: 0.001)
      ])
    #expect(factory.defects == ["diameter"])
    let route = factory.products[0].route
    #expect(
      route[0].measures == [
        CharacteristicValue(
          characteristic: 0, value: Distribution(.normal(mean: 0.02, standardDeviation: 5e-6)))
      ])
    #expect(route[1].inspection?.reads == [Gauge(characteristic: 0, error: 2e-6, limits: limits)])
    #expect(route[1].inspection?.dispositions == [0: .back(operation: 0)])
    #expect(
      factory.stations[0].failures[0].shifts == [
        CharacteristicShift(characteristic: 0, amount: 15e-6)
      ])
  }

  @Test("A value may stand alone; then it has no limits and no defect", .tags(.exact))
  func short() throws {
    let factory = try Self.factory(
      "{value: normal mean 20 mm sd 5 um, limits: 19.98 mm to 20.02 mm, target: 20 mm}",
      "normal mean (100 * feed) sd 0.005 mm")
    #expect(factory.characteristics[0].limits == nil)
    #expect(factory.characteristics[0].unit == "mm")
    #expect(
      factory.products[0].route[0].measures[0].value
        == Distribution(.normal(mean: 0.02, standardDeviation: 0.005 / 1_000)))
    #expect(factory.products[0].route[1].inspection?.reads[0].limits == nil)
  }

  @Test("Plain numbers have no unit, and temperatures are shown in kelvin", .tags(.exact))
  func units() throws {
    func unit(_ value: String, _ error: String) throws -> String {
      let text = Self.text(
        "{value: normal mean 20 mm sd 5 um, limits: 19.98 mm to 20.02 mm, target: 20 mm}", value
      ).replacing("error: 2 um", with: "error: \(error)").replacing(
        ", shifts: {diameter: 15 um}", with: "")
      let factory = try ScenarioReader.read(text: text, name: "shafts.yaml").factory
      return factory.characteristics[0].unit
    }
    #expect(try unit("normal mean 60 sd 0.6", "0.2") == "")
    #expect(try unit("{value: 860 degC, limits: 850 degC to 870 degC}", "2 K") == "K")
    #expect(try unit("uniform 4 N*m to 5 N*m", "0.1 N*m") == "N*m")
  }

  @Test(
    "A chart takes mean and deviation of the readings from the value and the gauge", .tags(.exact))
  func charts() throws {
    func chart(_ text: String) throws -> GaugeChart? {
      try Self.factory("{error: 2 um}", "{error: 2 um, chart: \(text)}")
        .products[0].route[1].inspection?.reads[0].chart
    }
    let sigma = (5e-6 * 5e-6 + 2e-6 * 2e-6).squareRoot()
    #expect(
      try chart("{shewhart: 3}")
        == GaugeChart(chart: .shewhart(try ShewhartChart(center: 0.02, sigma: sigma))))
    #expect(
      try chart("{cusum: {limit: 5, head_start: 2.5}, sample: 4, on_alarm: stop}")
        == GaugeChart(
          chart: .cusum(
            try CusumChart(
              center: 0.02, sigma: sigma / 2, reference: 0.5, decisionInterval: 5, headStart: 2.5)),
          sampleSize: 4, response: .stop))
    #expect(
      try chart("{ewma: {weight: 20 %, limit: 2.86, exact_limits: true}, mean: 20.01 mm, sd: 6 um}")
        == GaugeChart(
          chart: .ewma(
            try EwmaChart(
              center: 20.01 / 1_000, sigma: 6e-6, smoothing: 0.2, limit: 2.86,
              hasExactLimits: true))))
  }

  @Test("A step of the timeline moves values, shifts and the gauge's error, and leaves the chart")
  func timeline() throws {
    let steps = """
      timeline:
        - {at: 6 h, set: {stations.turn.measures.diameter: normal mean 20.1 mm sd 5 um}}
        - {at: 12 h, set: {products.shaft.route.check.reads.diameter.error: 4 um}}
        - {at: 18 h, set: {stations.turn.failures.drift.shifts.diameter: 20 um}}
      stations:
      """
    let text = Self.text("\nstations:", "\n" + steps)
      .replacing("{error: 2 um}", with: "{error: 2 um, chart: {shewhart: 3}}")
    let factory = try ScenarioReader.read(text: text, name: "shafts.yaml").factory
    let last = factory.timeline[2].factory
    let value = last.products[0].route[0].measures[0].value
    #expect(value == Distribution(.normal(mean: 20.1 / 1_000, standardDeviation: 5e-6)))
    #expect(last.products[0].route[1].inspection?.reads[0].error == 4e-6)
    #expect(last.stations[0].failures[0].shifts[0].amount == 20e-6)
    // From 6 h on every part is outside the limits and goes back.
    var simulation = FactorySimulation(factory, seed: 1, replication: 0)
    while try simulation.advance(maximumEvents: 10_000) {}
    let account = simulation.account()
    #expect(account.characteristics[0].values.count > 1_430)
    #expect(abs(account.characteristics[0].outside - 1_080) <= 1)
    #expect((358...360).contains(account.line.good))
  }

  @Test("Factors lead to values, gauges and charts; those that may move are known")
  func factors() throws {
    let text = Self.text(
      "{error: 2 um}", "{error: 2 um, chart: {ewma: {weight: 0.2, limit: 2.86}}}")
    let scenario = try ScenarioReader.check(text: text, name: "shafts.yaml")
    let factors = Dictionary(uniqueKeysWithValues: scenario.factors.map { ($0.path, $0.isLive) })
    #expect(factors["stations.turn.measures.diameter"] == true)
    #expect(factors["products.shaft.route.check.reads.diameter.error"] == true)
    #expect(factors["stations.turn.failures.drift.shifts.diameter"] == true)
    #expect(factors["products.shaft.route.check.reads.diameter.chart.ewma.limit"] == false)
    let again = try ScenarioReader.check(text: scenario.resolvedText, name: "resolved.yaml")
    #expect(again.resolvedText == scenario.resolvedText)
    #expect(again.factory?.products == scenario.factory?.products)
  }

  @Test("On the ways of a branching route a value must come before every reading")
  func branches() throws {
    let route = """
          - sort: {at: pack, next: {turn: 50 %, rework: rest}}
          - turn: {next: {check: 100 %}}
          - rework: {at: turn}
          - check: {reads: {diameter: {error: 2 um}}, then: {diameter: back to sort}}
          - pack
      """
    let text = Self.text(
      """
            - turn
            - check: {reads: {diameter: {error: 2 um}}, then: {diameter: back to turn}}
            - pack
      """, route)
    #expect(CheckedText.messages(text) == "")
    let without = text.replacing("rework: {at: turn}", with: "rework: {at: turn, measures: {}}")
    #expect(
      CheckedText.messages(without).hasPrefix(
        "plan.yaml:10:23: error: products.shaft.route.check.reads.diameter: a part may come here "
          + "before an operation gives 'diameter' a value"), "\(CheckedText.messages(without))")
  }

  // MARK: - Mistakes

  @Test("A mistake about characteristics is named with its remedy", .tags(.golden, .failure))
  func mistakes() throws {
    var golden = GoldenMessages()
    func add(_ piece: String, _ replacement: String) {
      golden.add(replacement, CheckedText.messages(Self.text(piece, replacement)))
    }
    let limits = "limits: 19.98 mm to 20.02 mm"
    let gauge = "{diameter: {error: 2 um}}"
    // Values.
    add(limits, "limits: 19.98 s to 20.02 s")
    add(limits, "limits: 20.02 mm to 19.98 mm")
    add("target: 20 mm", "target: 20")
    add("target: 20 mm", "target: 21 mm")
    add("value: normal mean 20 mm sd 5 um, ", "")
    add("time: 1 min\n", "time: 1 min\n    makes: {diameter: 1 %}\n")
    add("{diameter: {value", "{otherwise: {value")
    add("      - pack\n", "      - pack: {measures: {diameter: normal mean 20 mm sd 5 um}}\n")
    add("      - pack\n", "      - pack: {measures: {diameter: 3 kg}}\n")
    // Shifts.
    add("unnoticed: 1 d, ", "")
    add("shifts: {diameter: 15 um}", "shifts: {diametre: 15 um}")
    add("shifts: {diameter: 15 um}", "shifts: {diameter: 15 s}")
    add(
      "check: {time: 20 s}",
      "check: {time: 20 s, failures: {x: {after: 5 d, repair: 1 h, unnoticed: 1 d, shifts: {diameter: 1 um}}}}"
    )
    // Gauges.
    add(gauge, "{diametre: {error: 2 um}}")
    add(gauge, "{length: {error: 2 um}}")
    add(gauge, "{diameter: {limits: 19 mm to 21 mm}}")
    add(gauge, "{diameter: {error: -2 um}}")
    add(gauge, "{diameter: {error: 2}}")
    add(gauge, "{diameter: {error: 2 um, limits: 19 K to 21 K}}")
    add(gauge, "{diameter: {error: 2 um, chart: 3}}")
    add(gauge, "{diameter: {error: 2 um}}, finds: {diameter: 90 %}")
    add(gauge, "{diameter: 2 um}")
    add(
      "      - turn\n",
      "      - first: {at: pack, reads: {diameter: {error: 2 um}}}\n      - turn\n")
    // Charts.
    func chart(_ text: String) { add(gauge, "{diameter: {error: 2 um, chart: \(text)}}") }
    chart("{}")
    chart("{sample: 5}")
    chart("{shewhart: 3, cusum: {limit: 5}}")
    chart("{shewhart: 0}")
    chart("{shewhart: 3 um}")
    chart("{cusum: {allowance: 0.5}}")
    chart("{cusum: {limit: 5, head_start: 6}}")
    chart("{ewma: {weight: 0, limit: 3}}")
    chart("{ewma: {weight: 3, limit: 3}}")
    chart("{ewma: 0.2}")
    chart("{shewhart: 3, mean: 20}")
    chart("{shewhart: 3, sd: 5 K}")
    chart("{shewhart: 3, sample: 0}")
    chart("{shewhart: 3, on_alarm: stopp}")
    chart("{shewart: 3}")
    add("error: 2 um}", "error: 0 um, chart: {shewhart: 3}}")
    try golden.expect("characteristics.txt")
  }

  @Test(
    "What only the whole shows: temperatures, several sources, nothing that varies",
    .tags(.golden, .failure))
  func wholeMistakes() throws {
    var golden = GoldenMessages()
    let oven = Self.text.replacing("diameter", with: "heat").replacing(
      "{value: normal mean 20 mm sd 5 um, limits: 19.98 mm to 20.02 mm, target: 20 mm}",
      with: "{value: normal mean 860 degC sd 2 K, limits: 850 degC to 870 degC}"
    ).replacing("error: 2 um", with: "error: 2 K").replacing("heat: 15 um", with: "heat: 5 K")
    golden.add("temperatures", CheckedText.messages(oven))
    golden.add(
      "a gauge's error in degC",
      CheckedText.messages(oven.replacing("error: 2 K", with: "error: 2 degC")))
    golden.add(
      "a shift in degC", CheckedText.messages(oven.replacing("heat: 5 K", with: "heat: 5 degC")))
    let fixed = oven.replacing("normal mean 860 degC sd 2 K", with: "860 degC").replacing(
      "error: 2 K", with: "error: 0 K, chart: {shewhart: 3}")
    golden.add("nothing varies", CheckedText.messages(fixed))
    let twice = oven.replacing(
      "      - check",
      with:
        "      - polish: {at: pack, measures: {heat: {value: uniform 850 degC to 870 degC, limits: 850 degC to 870 degC}}}\n      - check"
    ).replacing("error: 2 K", with: "error: 2 K, chart: {shewhart: 3}")
    golden.add("two sources", CheckedText.messages(twice))
    golden.add(
      "two sources, and what holds in control",
      CheckedText.messages(
        twice.replacing(
          "chart: {shewhart: 3}", with: "chart: {shewhart: 3, mean: 860 degC, sd: 6 K}")))
    let unread = Self.text(
      "reads: {diameter: {error: 2 um}}, then: {diameter: back to turn}", "finds: {}")
    golden.add("nobody reads it", CheckedText.messages(unread))
    try golden.expect("characteristics-whole.txt")
  }
}
