import FactoryModel
import FactorySimulation
import Foundation
import Scenarios
import TestDraws
import TestSupport
import Testing

@testable import Importers

/// The small instances of jasima with what it says of them.
@Suite("jasima's instances", .enabled(if: PublicFactories.areHere, PublicFactories.areMissing))
struct PublishedJasimaTests {
  /// Our words for jasima's rules, where there is one that means the same for these instances.
  ///
  /// All weights are 1, and all jobs are due when they are released. `Inverse` turns a rule round, so that of ratios the greatest goes
  /// first.
  private static let rules = [
    "SPT": "SPT", "FCFS": "FCFS", "EDD": "EDD", "SST": "SST", "FASFS": "FASFS", "SLK": "SLK",
    "WSPT": "WSPT", "WINQ": "WINQ", "PTPlusWINQPlusNPT": "2PT+WINQ+NPT", "ATC(k=1.0)": "ATC",
    "INV_FCFS": "LCFS", "INV_SPT": "LPT", "INV_WSPT": "LPT", "INV_CR_V1": "LWKR",
    // Two rules of one test, written there: by arrival, and by time.
    "TestSetups$1": "FCFS", "TestSetups$2": "SPT",
  ]

  /// Rules for which the language has no word: ratios turned round, rules that were bred, and rules that know of
  /// parts that are still to come.
  private static let without = [
    "INV_CR", "INV_CR_V2", "Bremen1", "Bremen2", "IFTMinusUITPlusNPT", "XWINQ",
  ]

  /// What is expected of each rule, by the name of the figure.
  private func expected(_ instance: String) throws -> [(rule: String, figures: [String: [String]])]
  {
    var found: [(rule: String, figures: [String: [String]])] = []
    for line in try PublicFactories.text("jasima-small/\(instance).txt.expected").split(
      whereSeparator: \.isNewline)
    {
      let cells = line.split(separator: "\t").map(String.init)
      guard cells.count > 2, let blank = cells[0].firstIndex(of: " ") else { continue }
      var rule = String(cells[0][cells[0].index(after: blank)...])
      if rule.hasPrefix("IGF[") { rule = String(rule.dropFirst(4).dropLast()) }
      if found.last?.rule != rule { found.append((rule, [:])) }
      found[found.count - 1].figures[cells[1]] = Array(cells[2...])
    }
    return found
  }

  /// Mean, least, greatest and sum, as they are printed there.
  private func summary(_ values: [Double]) -> [String] {
    let sum = values.reduce(0, +)
    return [sum / Double(values.count), values.min() ?? 0, values.max() ?? 0, sum].map {
      String(format: "%.2f", $0)
    }
  }

  @Test(
    "Flow times and tardiness are those expected, for every rule that there is a word for",
    .tags(.exact), arguments: ["js06x06", "js10x10", "js20x05", "01x04setups"])
  func rules(instance: String) throws {
    let expected = try expected(instance)
    try #require(expected.count >= 5)
    for (name, figures) in expected {
      guard let word = Self.rules[name] else {
        #expect(Self.without.contains(name), "\(name)")
        continue
      }
      let rule = try #require(ImportRule(word))
      let scenario = try JasimaImporter.scenario(
        of: try PublicFactories.text("jasima-small/\(instance).txt"), name: "\(instance).txt",
        options: ImportOptions(rule: rule))
      let orders = try ImportedRun(scenario).account.orders
      let finish = try orders.map { try #require(ImportedRun.finish(of: $0)) }
      let flow = zip(orders, finish).map { $1 - $0.releasedAt / 60 }
      let late = zip(orders, finish).map { max(0, $1 - $0.due / 60) }
      for (key, values) in [("flowtimes", flow), ("tardiness", late)] {
        let given = try #require(figures[key])
        #expect(
          summary(values) == [given[0], given[1], given[2], given[4]],
          "\(instance) \(name) \(key)")
      }
      #expect(finish.max() == Double(try #require(figures["cMax"])[0]), "\(instance) \(name)")
    }
  }

  /// A line of a trace.
  private struct Entry {
    var time: Double
    var what: String
    var cells: [String]
  }

  /// Works, downtimes and jobs of the traces; the machines stand from time to time, which the instances do not
  /// say: when they do is taken from the trace.
  @Test(
    "Traces with machines that come later are reproduced", .tags(.exact),
    arguments: ["js01x03", "js02x05"])
  func traces(instance: String) throws {
    let entries = try PublicFactories.text("jasima-small/\(instance).txt.trace").split(
      separator: "\n"
    )
    .map { line in
      let cells = line.split(separator: "\t").map(String.init)
      return Entry(
        time: try #require(Double(cells[0])), what: cells[1], cells: Array(cells.dropFirst(2)))
    }
    let model = try PublicFactories.text("jasima-small/\(instance).txt")
    let scenario = try JasimaImporter.scenario(
      of: model, name: "\(instance).txt", options: ImportOptions(rule: ImportRule("FASFS")))
    // Machines are m0, m1, …; jobs are Job.TYPE.NUMBER#OPERATION.
    func machine(_ name: String) -> Int { Int(name.dropFirst()) ?? 0 }
    func job(_ name: String) -> Int {
      Int(name.split(separator: "#")[0].split(separator: ".")[2]) ?? 0
    }
    var stops = ""
    for (index, entry) in entries.enumerated() where entry.what == "unavailable" {
      let end = entries[index...].first {
        $0.what == "becomes_available" && $0.cells[0] == entry.cells[0]
      }
      guard let end else { continue }
      let name = "machine_\(machine(entry.cells[0]) + 1)"
      stops +=
        "  stop_\(index): {of: \(name).\(name), stop: {first: \(entry.time) min, every: 1000 yr, "
        + "takes: \(end.time - entry.time) min}}\n"
    }
    // Names of machines are known where machines are named.
    let files = scenario.files.map { file in
      var file = file
      file.text = file.text.replacing("machine_1: {}", with: "machine_1: {machines: [machine_1]}")
      return file
    }
    let run = try ImportedRun(ImportedScenario(name: instance, files: files), adding: stops)
    let machines = Set(entries.filter { $0.what == "becomes_available" }.map { $0.cells[0] })
    for name in machines.sorted() {
      let starts = entries.filter { $0.what == "start_processing" && $0.cells[0] == name }.map(
        \.time)
      let ends = entries.filter { $0.what == "finished_processing" && $0.cells[0] == name }.map(
        \.time)
      // The trace ends with the last of the jobs for which it was made.
      let works = run.works(ofMachine: machine(name)).prefix(starts.count)
      #expect(works.map(\.start) == starts, "\(instance) \(name)")
      #expect(works.map(\.end) == ends, "\(instance) \(name)")
    }
    var finish: [Double?] = run.finishTimes
    if run.factory.products.count < finish.count {
      // Two routes, of which the second has two jobs, in their order.
      #expect(run.factory.products.map(\.name) == ["route_1", "route_2"])
    }
    for entry in entries where entry.what == "leave_system" {
      #expect(finish[job(entry.cells[0])] == entry.time, "\(instance) \(entry.cells[0])")
      finish[job(entry.cells[0])] = nil
    }
  }
}

/// MIMAC's wafer fab 4r.
@Suite("Fab4r", .enabled(if: PublicFactories.areHere, PublicFactories.areMissing))
struct Fab4rTests {
  /// A lot: release, route, due date, finish.
  private struct Run: Decodable {
    var rule: String
    var min_batch_fraction: Double
    var horizon_min: Double
    var lots: [[Double?]]
  }

  private struct Model: Decodable {
    struct Group: Decodable {
      var name: String
      var machines: Int
      var setup: [Setup]?
    }

    /// From, to, minutes.
    struct Setup: Decodable {
      var states: [String]
      var time: Double

      init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        states = [try list.decode(String.self), try list.decode(String.self)]
        time = try list.decode(Double.self)
      }
    }

    struct Operation: Decodable {
      var group: Int
      var setup: String?
      var time: Double
      var family: String?
      var max_batch: Int?
    }

    var groups: [Group]
    var routes: [[Operation]]
  }

  /// 60 s · 2⁻⁵³ · 172800 min is about 1e-9 min; what is not equal to within 1e-6 min was decided otherwise.
  private func expectEqual(
    _ found: [String: Double], _ wanted: [Double?], _ comment: Comment
  ) {
    let different = wanted.indices.filter { lot in
      switch (found["\(lot)"], wanted[lot]) {
      case (let one?, let other?): abs(one - other) > 1e-6
      case (nil, nil): false
      default: true
      }
    }
    #expect(different == [], comment)
  }

  @Test(
    "Every lot of the given runs is finished at the given time, from the text and from JSON",
    .tags(.exact),
    arguments: ["fcfs-mbs0.0", "fcfs-mbs0.5", "spt-mbs0.5", "sst-mbs0.0"],
    ["fab4r.json", "fab4r.txt"])
  func runs(run: String, model: String) throws {
    let path = "mimac/fab4r-\(run).json"
    let given = try PublicFactories.decode(Run.self, path)
    try #require(given.lots.count > 500)
    let scenario = try JasimaImporter.scenario(
      of: try PublicFactories.text("mimac/\(model)"), name: model,
      orders: (try PublicFactories.text(path), path), options: ImportOptions())
    expectEqual(
      try ImportedRun(scenario).finishTimesByName, given.lots.map { $0[3] }, "\(run) \(model)")
  }

  @Test(
    "Other rules, batches and releases agree with a simulator written from the rules", .tags(.law),
    arguments: ["FCFS", "SPT", "SST", "EDD", "LWKR"], [0, 0.25, 0.75, 1.0])
  func combinations(rule: String, minimumBatch: Double) throws {
    let text = try PublicFactories.text("mimac/fab4r.json")
    var shop = try reference(try PublicFactories.decode(Model.self, "mimac/fab4r.json"))
    var draws = Draws("fab4r \(rule)", ordinal: Int(minimumBatch * 4))
    var release = 0.0
    // As many lots as in the given runs, for a third of the time.
    for _ in 0..<180 {
      release += draws.exponential() * 320
      shop.jobs.append(
        ReferenceShop.Job(
          route: draws.chance(0.2) ? 1 : 0, release: release,
          due: release + 8_000 + 20_000 * draws.uniform()))
    }
    (shop.rule, shop.minimumBatch, shop.horizon) = (rule, minimumBatch, 57_600)
    let lots = shop.jobs.map { "[\($0.release), \($0.route), \($0.due)]" }.joined(separator: ", ")
    let run = """
      {"rule": "\(rule)", "min_batch_fraction": \(minimumBatch), "horizon_min": 57600, "lots": [\(lots)]}
      """
    let scenario = try JasimaImporter.scenario(
      of: text, name: "fab4r.json", orders: (run, "own.json"), options: ImportOptions())
    let wanted = shop.finishTimes()
    #expect(wanted.count { $0 != nil } > 50)
    expectEqual(
      try ImportedRun(scenario).finishTimesByName, wanted, "\(rule) \(minimumBatch)")
  }

  private func reference(_ model: Model) throws -> ReferenceShop {
    var shop = ReferenceShop(groups: [], routes: [], jobs: [], rule: "")
    shop.groups = model.groups.map { group in
      var setups: [[String]: Double] = [:]
      for setup in group.setup ?? [] { setups[setup.states] = setup.time }
      return ReferenceShop.Group(machineCount: group.machines, setups: setups)
    }
    shop.routes = model.routes.map { route in
      route.map {
        ReferenceShop.Operation(
          group: $0.group, time: $0.time, setup: $0.setup, family: $0.family,
          largestBatch: $0.max_batch ?? 1)
      }
    }
    return shop
  }

  @Test("The larger fab is a good scenario", .tags(.exact))
  func fab4() throws {
    let text = try PublicFactories.text("mimac/fab4.txt")
    let scenario = try JasimaImporter.scenario(
      of: text, name: "fab4.txt",
      options: ImportOptions(intervals: ["exponential 352.942 min", "exponential 3214.29 min"]))
    let factory = try scenario.read().factory
    #expect(factory.stations.count == 35)
    #expect(factory.products.map(\.route.count) == [92, 19])
  }
}
