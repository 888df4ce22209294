import FactoryModel
import FactorySimulation
import Foundation
import Scenarios
import TestSupport
import Testing

@testable import Importers

/// Job shops, in lines of numbers and in JSON.
@Suite("Importing job shops")
struct JobShopImportTests {
  private func imported(_ rule: String? = nil) throws -> ImportedScenario {
    let options = ImportOptions(rule: rule.flatMap { ImportRule($0) })
    let scenarios = try JobShopImporter.scenarios(
      of: try fixture("three-jobs.txt"), name: "some/three-jobs.txt", options: options)
    return try #require(scenarios.first)
  }

  @Test("A job shop becomes a scenario of stations and products", .tags(.exact))
  func files() throws {
    let scenario = try imported()
    #expect(scenario.name == "three-jobs")
    #expect(
      scenario.files.map(\.path) == [
        "scenario.yaml", "routes/job_1.csv", "routes/job_2.csv", "routes/job_3.csv",
      ])
    #expect(
      try scenario.text("scenario.yaml") == """
        # Written by 'fettle import jsplib' from three-jobs.txt.
        # 3 jobs, 2 machines, both counted from 1.
        # The source counts machines from 0.
        # Assumed: one unit of time of the source is 1 min.
        # Assumed: machines take the part that came first, as the source names no rule.
        fettle: 1
        name: three-jobs
        horizon: 16 min
        dispatch: {default: first come}
        products:
          job_1: {release: {orders: [{release: 0 min}]}, route: {table: routes/job_1.csv}}
          job_2: {release: {orders: [{release: 0 min}]}, route: {table: routes/job_2.csv}}
          job_3: {release: {orders: [{release: 0 min}]}, route: {table: routes/job_3.csv}}
        stations:
          machine_1: {}
          machine_2: {}

        """)
    #expect(
      try scenario.text("routes/job_2.csv") == """
        operation,at,time [min]
        op_1,machine_2,4
        op_2,machine_1,1

        """)
  }

  /// Both rules, worked by hand.
  ///
  /// First come: machine 1 does job 1 (0–3), 3 (3–5), 2 (5–6); machine 2 does 2 (0–4), 1 (4–6), 3 (6–9).
  /// Shortest time: machine 1 does 3 (0–2), 1 (2–5), 2 (5–6); machine 2 does 2 (0–4), 3 (4–7), 1 (7–9).
  @Test(
    "Jobs are finished as worked by hand", .tags(.exact),
    arguments: [("FCFS", [6.0, 6, 9]), ("SPT", [9.0, 6, 7])])
  func byHand(rule: String, finish: [Double]) throws {
    #expect(try ImportedRun(try imported(rule)).finishTimes == finish)
  }

  @Test("A library of instances is read instance by instance", .tags(.exact))
  func library() throws {
    let text = try fixture("library.txt")
    let both = try JobShopImporter.scenarios(
      of: text, name: "library.txt", options: ImportOptions())
    #expect(both.map(\.name) == ["one", "two"])
    #expect(try both.map { try ImportedRun($0).finishTimes } == [[6, 5], [3.5]])
    #expect(try both[0].text("scenario.yaml").contains("# Two jobs on two machines\n"))
    let second = try JobShopImporter.scenarios(
      of: text, name: "library.txt", options: ImportOptions(instance: "two"))
    #expect(second == [both[1]])
  }

  @Test("Machines may be counted from 1", .tags(.exact))
  func fromOne() throws {
    let text = "3 2\n1 3 2 2\n2 4 1 1\n1 2 2 3\n"
    let scenario = try JobShopImporter.scenarios(
      of: text, name: "from-one", options: ImportOptions())[0]
    #expect(try ImportedRun(scenario).finishTimes == [6, 6, 9])
  }

  @Test("A collection in JSON says what it knows of the makespan", .tags(.exact))
  func json() throws {
    let text = """
      [{"name": "tiny", "jobs": 1, "machines": 1, "optimum": null, "bounds": {"upper": 4, "lower": 3},
        "path": "tiny.txt", "ops": [[[0, 3]]]}]
      """
    let scenario = try JobShopImporter.scenarios(
      of: text, name: "a.json", options: ImportOptions(timeUnit: .seconds))[0]
    #expect(
      try scenario.text("scenario.yaml").contains("# Least makespan known: 4; not below 3.\n"))
    #expect(try scenario.text("routes/job_1.csv").hasPrefix("operation,at,time [s]\n"))
    #expect(scenario.ignored == ["'path'"])
    #expect(scenario.assumed[0] == "one unit of time of the source is 1 s")
  }

  @Test("Operations that take no time are left out and counted", .tags(.exact))
  func withoutTime() throws {
    let scenario = try JobShopImporter.scenarios(
      of: "1 2\n0 0 1 5\n\nmore\n", name: "a", options: ImportOptions())[0]
    #expect(
      scenario.ignored == [
        "what follows the last job, from line 4 on", "an operation that takes no time",
      ])
    #expect(try ImportedRun(scenario).finishTimes == [5])
  }
}

/// The schedules that come with JSPLIB.
@Suite("JSPLIB", .enabled(if: PublicFactories.areHere, PublicFactories.areMissing))
struct PublishedJobShopTests {
  private struct Schedule: Decodable {
    var finish: [Double]
  }

  @Test(
    "Every job of every given schedule is finished at the given time", .tags(.exact),
    arguments: ["FCFS", "SPT", "LPT", "LWKR", "MWKR"])
  func schedules(rule: String) throws {
    let given = try PublicFactories.decode(
      [String: [String: Schedule]].self, "jsplib/dispatch-results.json")
    try #require(given.count == 48)
    let scenarios = try JobShopImporter.scenarios(
      of: try PublicFactories.text("jsplib/jsplib.json"), name: "jsplib.json",
      options: ImportOptions(rule: ImportRule(rule)))
    #expect(scenarios.count == 162)
    var compared = 0
    for scenario in scenarios {
      guard let schedule = given[scenario.name]?[rule] else { continue }
      #expect(try ImportedRun(scenario).finishTimes == schedule.finish, "\(scenario.name)")
      compared += 1
    }
    #expect(compared == 48)
  }

  @Test("All instances are good scenarios", .tags(.law))
  func all() throws {
    let scenarios = try JobShopImporter.scenarios(
      of: try PublicFactories.text("jsplib/jsplib.json"), name: "jsplib.json",
      options: ImportOptions())
    for scenario in scenarios {
      #expect(try scenario.read().warnings.isEmpty, "\(scenario.name)")
      // One instance has an operation that takes no time.
      #expect(
        scenario.ignored == (scenario.name == "orb07" ? ["an operation that takes no time"] : []),
        "\(scenario.name)")
    }
  }
}
