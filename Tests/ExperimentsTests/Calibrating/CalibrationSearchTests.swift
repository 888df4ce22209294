import FactorySimulation
import Foundation
import Optimization
import Scenarios
import TestSupport
import Testing

@testable import Experiments

@Suite("Calibrations of scenarios to recorded figures")
struct CalibrationSearchTests {
  /// A press that fails, with times that are to be found again.
  static let press = """
    fettle: 1
    name: Press
    warm_up: 1 d
    horizon: 2 wk
    params: {cycle: 30 s, mttf: 4 h, mttr: 20 min, idle: 3}
    products: {cup: {release: saturated, route: [press]}}
    stations:
      press:
        time: normal mean $cycle sd 3 s at_least 5 s
        failures:
          jam: {after: exponential mean $mttf, clock: producing, repair: lognormal mean $mttr cv 60 %}
    """

  static let all = """
    vary:
      params.cycle: 20 s to 40 s
      params.mttf: 1 h to 8 h
      params.mttr: 10 min to 60 min
    """

  static func experiment(_ text: String, files: [String: String] = [:]) throws -> Experiment {
    try ExperimentReader.read(
      text: "fettle: 1\nscenario: press.yaml\n" + text, name: "plan.yaml",
      files: ["press.yaml": press].merging(files) { first, _ in first })
  }

  static func plan(_ text: String, files: [String: String] = [:]) throws -> CalibrationPlan {
    let experiment = try experiment(text, files: files)
    var plan = try CalibrationPlan(
      experiment, baseline: try experiment.scenario.simulated(), include: [])
    plan.scenario = { (values) throws(ScenarioFailure) in
      try ScenarioReader.read(text: press, name: "press.yaml", overrides: values)
    }
    return plan
  }

  static func finished(_ plan: CalibrationPlan, jobs: Int = 2) async throws -> CalibrationSearch {
    var search = try CalibrationSearch(plan)
    #expect(try await search.run(jobs: jobs) == .budgetSpent)
    return search
  }

  private func number(_ text: String) throws -> Double {
    try #require(Double(text.prefix { !$0.isWhitespace }))
  }

  /// "Recorded" is what one replication of a press with other times gives.
  @Test("Times with which figures were simulated are found again", .tags(.statistical))
  func found() async throws {
    let truth = ["params.cycle": 27.0, "params.mttf": 3.0, "params.mttr": 25.0]
    let scenario = try ScenarioReader.read(
      text: Self.press, name: "press.yaml",
      overrides: [
        Override(path: "params.cycle", text: "27 s"), Override(path: "params.mttf", text: "3 h"),
        Override(path: "params.mttr", text: "25 min"),
      ])
    let run = try await ReplicatedRun(
      factory: scenario.factory, seed: 77, replications: 1, jobs: 1
    ).run()
    func recorded(_ metric: String) throws -> Double {
      try #require(Objective.estimate(run.observations(of: metric)))
    }
    let plan = try Self.plan(
      Self.all + """

        budget: 42
        replications: {tune: 10, judge: 10}
        observed:
          throughput: \(try recorded("throughput")) parts/h
          stations.press.availability: \(try recorded("stations.press.availability"))
          stations.press.failures: \(try recorded("stations.press.failures"))
        """)
    let search = try await Self.finished(plan)
    let finding = try #require(search.finding)
    // 90 % intervals of one period; this seed's hold the truth, and are much narrower than the ranges.
    for factor in finding.factors {
      let value = try #require(truth[factor.path])
      #expect(try number(factor.interval[0]) <= value, "\(factor)")
      #expect(try number(factor.interval[1]) >= value, "\(factor)")
      #expect(factor.narrowing > 0.4 && !factor.isUnknown && factor.end == nil, "\(factor)")
    }
    // The cycle is known best: throughput by availability, within hardly a second.
    #expect(abs(try number(finding.factors[0].best) - 27) < 1)
    #expect(finding.outOfReach.isEmpty && finding.isReproducible)
    let comparisons = try #require(await search.check(finding.best, jobs: 2))
    #expect(comparisons.allSatisfy { abs($0.standardErrors) < 2 })
    #expect(comparisons.allSatisfy { $0.replications == 10 && $0.error == $0.deviation })
    let trials = CalibrationTables.trialsText(search.journal, of: plan).split(separator: "\n")
    #expect(trials.count == 43)
    #expect(
      trials[0]
        == "trial,params.cycle,params.mttf,params.mttr,throughput,stations.press.availability,stations.press.failures,sd of throughput,sd of stations.press.availability,sd of stations.press.failures,failure"
    )
    let samples = CalibrationTables.posteriorText(finding.samples, of: plan)
    #expect(samples.split(separator: "\n").count == CalibrationPlan.samples + 1)
  }

  @Test(
    "Only a ratio is known where only a ratio is recorded, and what plays no part stays unknown")
  func together() async throws {
    let plan = try Self.plan(
      """
      vary:
        params.mttf: 1 h to 8 h
        params.mttr: 10 min to 60 min
        params.idle: 1 to 9
      budget: 34
      replications: {tune: 6, judge: 4}
      observed: {stations.press.availability: 90 % sd 0.5 %}
      """)
    let finding = try #require(try await Self.finished(plan).finding)
    #expect(finding.pairs.map(\.paths) == [["params.mttf", "params.mttr"]])
    // Longer repairs are made up for by longer times between failures.
    #expect(try #require(finding.pairs.first).correlation > 0.8)
    // Each of the two alone may be as open as before; the third certainly is.
    #expect(finding.factors[2].isUnknown)
    #expect(finding.correlations.count == 3)
  }

  @Test("A figure out of reach is named, and a factor at the end of its range")
  func outOfReach() async throws {
    let plan = try Self.plan(
      """
      vary: {params.cycle: 20 s to 40 s, params.mttr: 10 min to 60 min}
      budget: 21
      replications: {tune: 4, judge: 4}
      observed:
        throughput: 300 parts/h sd 2 parts/h
        stations.press.availability: 90 % sd 1 %
      """)
    let finding = try #require(try await Self.finished(plan).finding)
    #expect(finding.outOfReach == [0] && !finding.isReproducible)
    #expect(finding.factors[0].end == .low)
    #expect(finding.leastImplausibilities[1] < 1)
  }

  @Test("Values that cannot be simulated are recorded, and no sample lies among them")
  func failures() async throws {
    let plan = try Self.plan(
      """
      vary: {params.cycle: 20 s to 40 s, params.mttr: [20 min, 30 min]}
      budget: 15
      replications: {tune: 2, judge: 2}
      observed: {throughput: 110 parts/h}
      """)
    var broken = plan
    broken.scenario = { (values) throws(ScenarioFailure) in
      try ScenarioReader.read(
        text: Self.press, name: "press.yaml",
        overrides: values.map {
          $0.text == "30 min" ? Override(path: $0.path, text: "none at all") : $0
        })
    }
    let search = try await Self.finished(broken)
    let failed = search.journal.entries.filter { $0.trial.outcome == .failed }
    #expect(!failed.isEmpty && failed.allSatisfy { $0.values[1] == "30 min" })
    #expect(failed.allSatisfy { $0.why.contains("none at all") }, "\(failed[0].why)")
    let finding = try #require(search.finding)
    #expect(finding.factors[1].median == "20 min")
    #expect(CalibrationTables.trialsText(search.journal, of: broken).contains("none at all"))
  }

  @Test("Jobs change nothing, and what was stopped goes on to the same journal", .tags(.law))
  func resumed() async throws {
    let plan = try Self.plan(
      """
      vary: {params.cycle: 20 s to 40 s}
      budget: 14
      replications: {tune: 2, judge: 2}
      observed: {throughput: 110 parts/h}
      """)
    let whole = try await Self.finished(plan, jobs: 1)
    let entries = whole.journal.entries
    var lines: [String] = []
    for first in stride(from: 0, to: entries.count, by: plan.batch) {
      let batch = first..<min(first + plan.batch, entries.count)
      for number in batch {
        let entry = entries[number]
        lines.append(
          JournalRecord.chosen(
            trial: number, values: entry.values, point: entry.trial.point,
            memory: entry.trial.memory
          ).line)
      }
      for number in batch {
        let measurement = try #require(entries[number].trial.measurement)
        lines.append(JournalRecord.measured(trial: number, measurement).line)
      }
    }
    for count in [2, 7, 17, 19, 24] {
      // Records in the order in which they are written: a batch's choices, then its measurements.
      var part = SearchJournal(facts: plan.facts)
      for line in lines.prefix(count) {
        part.add(try #require(JournalRecord(line: line)))
      }
      var search = try CalibrationSearch(plan, journal: part)
      #expect(try await search.run(jobs: 2) == .budgetSpent)
      #expect(search.journal.entries.map(\.values) == whole.journal.entries.map(\.values))
      #expect(search.journal.trials == whole.journal.trials, "after \(count)")
    }
    let measured = try #require(whole.journal.trials[3].measurement)
    #expect(measured.covariances.count == 1 && measured.covariances[0] > 0)
    let record = JournalRecord.measured(trial: 3, measured)
    #expect(JournalRecord(line: record.line) == record)
  }

  @Test("Figures are read with their errors, in any unit")
  func figures() throws {
    let plan = try Self.plan(
      Self.all + """

        observed:
          throughput: 2 parts/min sd 30 parts/h
          stations.press.availability: 82 % to 84 %
          stations.press.failures: {value: 40 failures, sd: 2 failures}
          cycle_time: 31 s
        """)
    #expect(
      plan.figures.map(\.definition.name) == [
        "throughput", "stations.press.availability", "stations.press.failures", "cycle_time",
      ])
    #expect(plan.figures[0].value == 120 && plan.figures[0].deviation == 30)
    #expect(abs(plan.figures[1].value - 0.83) < 1e-12)
    #expect(abs((plan.figures[1].deviation ?? 0) - 0.01 / 1.959_964) < 1e-9)
    #expect(plan.figures[2].value == 40 && plan.figures[2].deviation == 2)
    #expect(abs(plan.figures[3].value - 31.0 / 3_600) < 1e-12 && plan.figures[3].deviation == nil)
    #expect(plan.budget == 60 && plan.batch == 4 && plan.replications == 20)
  }

  @Test("Figures of a table are those of a mapping")
  func table() throws {
    let plan = try Self.plan(
      Self.all + "\nobserved: {table: kpis.csv}",
      files: [
        "kpis.csv":
          "metric,value,sd\nthroughput,100 parts/h,\nstations.press.availability,88 %,1 %\n"
      ])
    #expect(plan.figures.map(\.description) == ["100 parts/h", "88 % sd 1 %"])
  }

  @Test(
    "What makes no sense is refused, with what to do", .tags(.failure),
    arguments: [
      ("throughput: 118 kg", "'118 kg' is a mass"),
      ("throughput: 118", "'118' has no unit; write '118 parts/h'"),
      ("throughput: many", "'many' is not a quantity"),
      ("throughput: 118 parts/h sd 0 parts/h", "the standard deviation is not above 0"),
      ("throughput: 120 parts/h to 110 parts/h", "the interval ends before it begins"),
      ("throughput: {value: 118 parts/h sd 2 parts/h, sd: 1 parts/h}", "has two errors"),
    ])
  func refused(figure: String, message: String) throws {
    let error = #expect(throws: RequestError.self) {
      try Self.plan(Self.all + "\nobserved:\n  " + figure)
    }
    let words = error.map { "\($0)" } ?? ""
    #expect(words.contains(message), "\(words)")
  }

  @Test(
    "What is missing or too small is refused", .tags(.failure),
    arguments: [
      ("budget: 18", "at least 36"), ("replications: {tune: 1}", "give at least 2"),
      ("replications: 1", "give at least 2"),
      ("limits: [params.cycle <= 30]", "leave 'limits' out"),
    ])
  func tooSmall(key: String, message: String) throws {
    let error = #expect(throws: RequestError.self) {
      try Self.plan(Self.all + "\n\(key)\nobserved: {throughput: 118 parts/h}")
    }
    let words = error.map { "\($0)" } ?? ""
    #expect(words.contains(message), "\(words)")
  }

  @Test(
    "Names that lead nowhere are said with the nearest, where they stand", .tags(.failure),
    arguments: [
      (
        CalibrationSearchTests.all + "\nobserved:\n  troughput: 118 parts/h",
        "plan.yaml:8:3: error: observed: there is no metric 'troughput'; did you mean 'throughput'?"
      ),
      (
        "vary: {params.cicle: 20 s to 40 s}\nobserved: {throughput: 118 parts/h}",
        "did you mean 'cycle'?"
      ),
      (
        CalibrationSearchTests.all + "\nobserved: {}",
        "plan.yaml:7:11: error: observed: is empty; an experiment has at least one"
      ),
      (
        CalibrationSearchTests.all + "\nobserved: {throughput: {sd: 2 parts/h}}",
        "'value'"
      ),
    ])
  func unknown(text: String, message: String) throws {
    let error = #expect(throws: ScenarioFailure.self) { try Self.experiment(text) }
    let words = try #require(error).diagnostics.map { "\($0)" }
    #expect(words.contains { $0.contains(message) }, "\(words)")
  }
}
