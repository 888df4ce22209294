import RandomVariates
import FactoryModel
import Scenarios
import TestSupport
import Testing

@Suite("Reading experiments")
struct ExperimentReaderTests {
  private static let line = """
    fettle: 1
    horizon: 8 h
    params: {t: 20 s}
    products: {part: {release: {keep: 6}, route: [saw, mill]}}
    stations:
      saw: {time: $t, set_points: {feed: {value: 20 /min, range: 10 /min to 40 /min}}}
      mill: {time: 15 s, buffer: 4}
    """

  private func read(_ text: String) throws -> Experiment {
    try ExperimentReader.read(
      text: "fettle: 1\nscenario: line.yaml\n" + text, name: "plan.yaml",
      files: ["line.yaml": ExperimentReaderTests.line])
  }

  private func messages(_ text: String) -> String {
    do throws(ScenarioFailure) {
      let experiment = try ExperimentReader.read(
        text: "fettle: 1\n" + text, name: "plan.yaml",
        files: [
          "line.yaml": ExperimentReaderTests.line,
          "broken.yaml": "fettle: 1\nhorizon: 3 hours\n",
          "money.yaml": ExperimentReaderTests.line + "\ncosts: {scrap: 2 EUR/part}",
          "margin.yaml": """
          fettle: 1
          horizon: 8 h
          items: {part: {unit: part, price: 4 EUR/part}}
          stores: {shelf: {holds: part, from: route, initial: 5, replenish: {base_stock: 5}}}
          products: {part: {release: {for: shelf}, route: [saw]}}
          stations: {saw: {time: 20 s}}
          customers: {shop: {buys: part, from: shelf, every: 1 h}}
          costs: {downtime: {saw: 90 EUR/h}, lost_sale: 2 EUR/part}
          """,
        ])
      return (experiment.notSimulated + experiment.warnings).map(\.textWithExcerpt)
        .joined(separator: "\n")
    } catch {
      return error.textWithExcerpts
    }
  }

  @Test("What is asked tells how it is carried out")
  func kinds() throws {
    #expect(try read("arms: {a: {}, b: {set: {stations.mill.buffer: 9}}}").kind == .compare)
    #expect(try read("vary: {stations.mill.buffer: [1, 2, 3]}").kind == .sweep)
    #expect(
      try read(
        "vary: {stations.mill.buffer: [1, 2, 3]}\nbudget: 20\nmaximise: throughput"
      ).kind == .optimise)
    #expect(
      try read(
        "arms: {a: {}, b: {tune: {stations.mill.buffer: [1, 2]}}}\nminimise: work_in_process"
      ).kind == .benchmark)
  }

  @Test("What is not said has the defaults of the key table")
  func defaults() throws {
    let experiment = try read("arms: {a: {}, b: {set: {stations.mill.buffer: 9}}}")
    #expect(experiment.name == "plan")
    #expect(experiment.replications == 20)
    #expect(experiment.seed == 1)
    #expect(experiment.baseline == 0)
    #expect(experiment.tuningReplications == nil && experiment.mostReplications == nil)
    #expect(experiment.metrics.isEmpty && experiment.design == "grid")
  }

  @Test("Every arm has the scenario with its own changes over the common ones")
  func arms() throws {
    let experiment = try read(
      """
      set: {stations.mill.buffer: 2, params.t: 30 s}
      arms:
        as_is: {}
        roomy: {set: {stations.mill.buffer: 50}}
        other: {scenario: line.yaml, set: {products.part.release: {keep: 9}}}
      baseline: roomy
      """)
    #expect(experiment.arms.map(\.name) == ["as_is", "roomy", "other"])
    #expect(experiment.arms.map { $0.scenario.factory?.stations[1].buffer } == [2, 50, 2])
    #expect(
      experiment.arms.map { $0.scenario.factory?.products[0].route[0].idealTime } == [30, 30, 30])
    #expect(experiment.arms[2].scenario.factory?.products[0].release == .keep(parts: 9))
    #expect(experiment.baseline == 1)
    #expect(
      experiment.arms[1].overrides.map(\.description) == [
        "--set stations.mill.buffer=2", "--set params.t=30 s", "--set stations.mill.buffer=50",
      ])
  }

  @Test("A range with a step becomes its values, in the unit of its first end", .tags(.exact))
  func steps() throws {
    func values(_ range: String) throws -> Experiment.VariedFactor.Values {
      let experiment = try read("vary: {stations.saw.set_points.feed: \(range)}")
      return try #require(experiment.vary.first).values
    }
    #expect(
      try values("20 /min to 40 /min by 5 /min")
        == .list(["20 /min", "25 /min", "30 /min", "35 /min", "40 /min"]))
    #expect(
      try values("10 /min to 0.5 /s by 0.1 /s")
        == .list(["10 /min", "16 /min", "22 /min", "28 /min"]))
    #expect(try values("10 /min to 40 /min by 100 /min") == .list(["10 /min"]))
    #expect(try values("10 /min to 40 /min") == .range("10 /min to 40 /min"))
    #expect(try values("[12 /min, 31 /min]") == .list(["12 /min", "31 /min"]))
  }

  @Test("Steps of a tenth end where they should", .tags(.exact))
  func tenths() throws {
    let experiment = try read("vary: {params.t: 0.1 s to 1 s by 0.1 s}")
    #expect(
      experiment.vary[0].values
        == .list((1...9).map { "0.\($0) s" } + ["1 s"]))
  }

  @Test("Temperatures are stepped in degrees", .tags(.exact))
  func degrees() throws {
    let line = ExperimentReaderTests.line.replacing(
      "feed: {value: 20 /min, range: 10 /min to 40 /min}", with: "heat: 180 degC")
    let experiment = try ExperimentReader.read(
      text: """
        fettle: 1
        scenario: line.yaml
        vary: {stations.saw.set_points.heat: 170 degC to 190 degC by 10 K}
        """, name: "plan.yaml", files: ["line.yaml": line])
    #expect(experiment.vary[0].values == .list(["170 degC", "180 degC", "190 degC"]))
  }

  @Test("Goals, conditions and precisions are kept as they are written")
  func goals() throws {
    let experiment = try read(
      """
      arms: {a: {}, b: {}}
      minimize: work_in_process
      maximise: [throughput, stations.saw.oee]
      subject_to: [stations.saw.oee >= 60 %]
      fail_if: [throughput.diff < -2 %]
      precision: {throughput: 1 %}
      replications: {judge: 30, at_most: 90}
      """)
    #expect(experiment.minimise == ["work_in_process"])
    #expect(experiment.maximise == ["throughput", "stations.saw.oee"])
    #expect(experiment.subjectTo == ["stations.saw.oee >= 60 %"])
    #expect(experiment.failIf == ["throughput.diff < -2 %"])
    #expect(experiment.precision == ["throughput=1 %"])
    #expect(experiment.replications == 30 && experiment.mostReplications == 90)
  }

  @Test("What one arm alone has may be shown, and is nothing to judge by")
  func armsOwnMetrics() throws {
    let arms = "arms: {a: {}, b: {set: {costs: {scrap: 2 EUR/part}}}}\n"
    let experiment = try read(arms + "metrics: [cost.scrap]")
    #expect(experiment.metrics == ["cost.scrap"])
    let refusal = messages("scenario: line.yaml\n" + arms + "fail_if: [cost.scrap > 3]")
    #expect(
      refusal.contains(
        "only some arms have 'cost.scrap'; show it by 'metrics', and judge by another"))
  }

  @Test("A file is told from a scenario by its keys")
  func told() {
    #expect(ExperimentReader.isExperiment(text: "fettle: 1\nscenario: a.yaml"))
    #expect(ExperimentReader.isExperiment(text: "arms: {}"))
    #expect(ExperimentReader.isExperiment(text: "vary: {}"))
    #expect(!ExperimentReader.isExperiment(text: ExperimentReaderTests.line))
    #expect(!ExperimentReader.isExperiment(text: "a: [1, 2"))
    #expect(!ExperimentReader.isExperiment(text: ""))
  }

  @Test("Errors stand where the experiment is wrong", .tags(.golden, .failure))
  func places() throws {
    var golden = GoldenMessages()
    func add(_ what: String, _ text: String) { golden.add(what, messages(text)) }
    let two = "scenario: line.yaml\narms: {a: {}, b: {}}\n"
    let vary = "scenario: line.yaml\nvary: "
    add("no scenario", "arms: {a: {}}")
    add("no such scenario", "scenario: lien.yaml\narms: {a: {}}")
    add("nothing is asked", "scenario: line.yaml")
    add("no arms", "scenario: line.yaml\narms: {}")
    add("arms and vary", two + "vary: {stations.mill.buffer: [1, 2]}")
    add("an unknown baseline", two + "baseline: c")
    add("an unknown metric", two + "metrics: [throughputs]")
    add("an unknown metric in a condition", two + "fail_if: [thruput.diff < 0]")
    add("a condition without a bound", two + "subject_to: [throughput >= ]")
    add("an unknown metric of a precision", two + "precision: {thruput: 1 %}")
    add("an unknown factor", vary + "{stations.mil.buffer: [1, 2]}")
    add("an unknown key of a factor", vary + "{stations.mill.bufer: [1, 2]}")
    add(
      "a factor of an arm that leads nowhere",
      "scenario: line.yaml\narms: {a: {set: {stations.lathe.time: 3 s}}}")
    add(
      "a wrong value of an arm",
      "scenario: line.yaml\narms: {a: {set: {stations.mill.time: 3 sec}}}")
    add("a wrong value among those of a factor", vary + "{stations.mill.buffer: [1, many]}")
    add("an end of the wrong kind", vary + "{stations.mill.time: 1 s to 9 kg}")
    add("a range of another kind than the factor", vary + "{stations.mill.time: 1 kg to 9 kg}")
    add("a range that ends before it begins", vary + "{stations.mill.time: 9 s to 1 s}")
    add("too many steps", vary + "{stations.mill.time: 1 s to 9 h by 1 ms}")
    add("outside the set-point's range", vary + "{stations.saw.set_points.feed: 5 /min to 30 /min}")
    add("an empty list", vary + "{stations.mill.buffer: []}")
    add("a design without points", vary + "{stations.mill.time: 1 s to 9 s}\ndesign: sobol")
    add("a budget without a goal", vary + "{stations.mill.time: 1 s to 9 s}\nbudget: 9")
    add("small and large", two + "minimise: throughput\nmaximise: throughput")
    add("a broken scenario", "scenario: broken.yaml\narms: {a: {}}")
    add("an unknown key", two + "replicatoins: 3")
    add("no replications", two + "replications: 0")
    add("a business case", two + "business_case: {invest: 3 EUR}")
    add("a business case of nothing", two + "business_case: {over: 3 yr}")
    add(
      "a business case in another currency",
      "scenario: money.yaml\narms: {a: {}, b: {business_case: {invest: 3 USD}}}")
    add(
      "a break-even of two factors",
      two + "business_case: {invest: 3 EUR, break_even: {stations.mill.buffer: 1 to 9, "
        + "stations.mill.time: 1 s to 9 s}}")
    add(
      "a break-even that leads nowhere",
      two + "business_case: {invest: 3 EUR, break_even: {stations.mil.buffer: 1 to 9}}")
    add(
      "an uncertain input that depends on something",
      two + "business_case: {invest: 3 EUR * t}")
    add("a perfect baseline", two + "perfect: a")
    add("an unknown perfect arm", two + "perfect: foresight")
    add(
      "two metrics to tune by",
      "scenario: line.yaml\narms: {a: {}, b: {tune: {stations.mill.buffer: 1 to 9}}}\n"
        + "minimise: [work_in_process, cycle_time]")
    add(
      "lost margin twice",
      "scenario: margin.yaml\narms: {a: {}, b: {}}\nbusiness_case: {invest: 3 EUR}")
    try golden.expect("experiments.txt")
  }
}
