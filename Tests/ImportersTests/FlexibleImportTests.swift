import FactoryModel
import FactorySimulation
import Foundation
import RandomVariates
import Scenarios
import TestSupport
import Testing

@testable import Importers

/// Flexible job shops, in the `.fjs` format and in JSON.
@Suite("Importing flexible job shops")
struct FlexibleImportTests {
  private func imported() throws -> ImportedScenario {
    try FlexibleJobShopImporter.scenarios(
      of: try fixture("flexible.fjs"), name: "flexible.fjs", options: ImportOptions())[0]
  }

  @Test("Machines that share operations become one station", .tags(.exact))
  func files() throws {
    let scenario = try imported()
    #expect(
      try scenario.text("scenario.yaml").hasSuffix(
        """
        horizon: 18 min
        dispatch: {default: [most work left, fastest machine]}
        products:
          job_1: {release: {orders: [{release: 0 min}]}, route: {table: routes/job_1.csv}}
          job_2: {release: {orders: [{release: 0 min}]}, route: {table: routes/job_2.csv}}
        stations:
          group_1: {machines: [machine_1, machine_2]}
          machine_3: {}

        """))
    #expect(
      try scenario.text("routes/job_1.csv") == """
        operation,at,time [min],times.machine_1 [min],times.machine_2 [min]
        op_1,group_1,,4,3
        op_2,machine_3,5,,

        """)
    #expect(scenario.ignored == ["the mean number of machines an operation, in line 1"])
  }

  /// Job 1 takes the faster machine 2 (0–3), job 2 machine 3 (0–2) and then machine 1 (2–8); job 1 goes on at 3
  /// on machine 3, to 8.
  @Test("The fastest of the free machines takes the part", .tags(.exact))
  func byHand() throws {
    let run = try ImportedRun(try imported())
    #expect(run.finishTimes == [8, 8])
    #expect(run.works(ofMachine: 0).map(\.start) == [2])
    #expect(run.works(ofMachine: 1).map(\.end) == [3])
  }

  @Test("Of a machine that is named twice the shorter time counts", .tags(.exact))
  func namedTwice() throws {
    let text = #"{"name": "a", "machines": 2, "operations": [[[[1, 5], [0, 7], [1, 3]]]]}"#
    let scenario = try FlexibleJobShopImporter.scenarios(
      of: text, name: "a.json", options: ImportOptions(rule: .firstCome))[0]
    #expect(try ImportedRun(scenario).finishTimes == [3])
    #expect(
      try scenario.text("scenario.yaml").contains(
        "dispatch: {default: [first come, fastest machine]}"))
  }
}

/// The instances of Brandimarte, Kacem and Fattahi.
@Suite("Flexible job shops", .enabled(if: PublicFactories.areHere, PublicFactories.areMissing))
struct PublishedFlexibleTests {
  private struct Instance: Decodable {
    struct Bounds: Decodable {
      var upper: Double
      var lower: Double
    }

    var name: String
    var machines: Int
    var optimum: Double?
    var bounds: Bounds?
    var operations: [[[[Double]]]]

    /// No schedule is shorter.
    ///
    /// One instance has its bounds the wrong way round.
    var leastMakespan: Double {
      optimum ?? bounds.map { min($0.lower, $0.upper) } ?? 0
    }
  }

  @Test(
    "Every job passes its operations on machines that may do them, no faster than is possible",
    .tags(.law), arguments: [nil, "FCFS", "SPT", "fastest machine"])
  func routes(rule: String?) throws {
    let instances = try PublicFactories.decode([Instance].self, "fjsp/fjsp.json")
    let scenarios = try FlexibleJobShopImporter.scenarios(
      of: try PublicFactories.text("fjsp/fjsp.json"), name: "fjsp.json",
      options: ImportOptions(rule: rule.flatMap { ImportRule($0) }))
    try #require(scenarios.map(\.name) == instances.map(\.name))
    try #require(instances.count == 39)
    for (instance, scenario) in zip(instances, scenarios) {
      let run = try ImportedRun(scenario)
      let finish = run.finishTimes.compactMap(\.self)
      #expect(finish.count == instance.operations.count, "\(instance.name): a job is not finished")
      #expect((finish.max() ?? 0) >= instance.leastMakespan, "\(instance.name)")
      checkRoutes(of: instance, run)
      checkWork(of: instance, run)
    }
  }

  /// The choices of every operation are those of the source, nothing more and nothing less.
  private func checkRoutes(of instance: Instance, _ run: ImportedRun) {
    for (job, product) in zip(instance.operations, run.factory.products) {
      #expect(product.route.count == job.count, "\(instance.name)")
      for (choices, operation) in zip(job, product.route) {
        var wanted: [String: Double] = [:]
        for choice in choices {
          let name = "machine_\(Int(choice[0]) + 1)"
          wanted[name] = min(choice[1] * 60, wanted[name] ?? .infinity)
        }
        let station = run.factory.stations[operation.station]
        var found: [String: Double] = [:]
        if operation.machineTimes.isEmpty {
          found[station.name] = operation.time.certainValue
        }
        for (machine, time) in operation.machineTimes {
          found[station.machines[machine].name] = time.certainValue
        }
        #expect(found == wanted, "\(instance.name) \(product.name) \(operation.name)")
      }
    }
  }

  /// Machines work as often as there are operations, never on two at a time, and each time for as long as one of
  /// the operations takes that they may do.
  private func checkWork(of instance: Instance, _ run: ImportedRun) {
    var machine = 0
    var count = 0
    for station in run.factory.stations {
      for own in station.machines {
        let name = station.machines.count == 1 ? station.name : own.name
        let number = Int(name.split(separator: "_").last ?? "") ?? 0
        let allowed = Set(
          instance.operations.joined().joined().filter { Int($0[0]) + 1 == number }.map { $0[1] })
        for work in run.works(ofMachine: machine) {
          // Times are whole minutes, exact as doubles.
          #expect(allowed.contains(work.end - work.start), "\(instance.name) machine \(number)")
          count += 1
        }
        machine += 1
      }
    }
    #expect(count == instance.operations.joined().count, "\(instance.name)")
  }
}
