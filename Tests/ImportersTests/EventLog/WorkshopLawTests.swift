import DataTables
import Foundation
import Importers
import TestSupport
import Testing

/// Known factories are found again in their logs.
@Suite("The law of the importer of logs")
struct WorkshopLawTests {
  /// The workshop of ``WorkshopLog`` in the language, by hand; 4 h of open time between orders.
  private static let truth = """
    fettle: 1
    name: The truth
    start: 2025-09-01 00:00
    warm_up: 26 wk
    horizon: 200 wk
    calendar: plant
    calendars: {plant: {days: mon-fri, shifts: [06:00-22:00]}}
    products:
      shaft:
        release: {every: exponential 6.6666667 h, calendar: plant}
        route:
          - saw: {next: {turn: 40 %, turn_set_up: rest}}
          - turn: {next: {grind: rest}}
          - turn_set_up: {at: turn, setup: order, setup_when: each_part, next: {grind: rest}}
          - grind: {transport: exponential 6 h}
          - inspect
      flange:
        release: {every: exponential 10 h, calendar: plant}
        route:
          - saw: {next: {mill: 40 %, mill_set_up: rest}}
          - mill: {next: {inspect: rest}}
          - mill_set_up: {at: mill, setup: order, setup_when: each_part, next: {inspect: rest}}
          - inspect
    stations:
      saw: {time: erlang phases 9 mean 1 h}
      turn: {machines: 2, time: erlang phases 6 mean 4.8 h, setup_time: erlang phases 4 mean 1 h}
      mill: {time: erlang phases 9 mean 4.5 h, setup_time: erlang phases 4 mean 1 h}
      grind:
        time: exponential 3.5 h
        failures: {breakdown: {after: exponential 40 h, clock: producing, repair: exponential 2 h}}
      inspect: {time: erlang phases 6 mean 0.8 h}

    """

  /// A year of orders each, so that chance is small beside what a wrong model would do.
  private static let logs = 8
  private static let weeks = 52

  @Test(
    "A fitted factory has the times, the loads and the cycle times of the true one", .tags(.law))
  func recovery() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try Self.truth.write(
        to: folder.appending(path: "truth.yaml"), atomically: true, encoding: .utf8)
      let truths = try await Self.figures("truth.yaml", in: folder)
      var found: [String: [Double]] = [:]
      for number in 1...Self.logs {
        let log = try Self.log(number)
        let fit = try FactoryFit(log, until: log.end)
        for time in fit.times { found[time.name, default: []].append(time.mean / 3_600) }
        let name = "plant\(number)"
        try FileManager.default.createDirectory(
          at: folder.appending(path: name), withIntermediateDirectories: true)
        for file in ScenarioWriter(fit, source: "log", command: "fettle").files {
          try file.text.write(
            to: folder.appending(path: "\(name)/\(file.path)"), atomically: true, encoding: .utf8)
        }
        for (metric, value) in try await Self.figures("\(name)/scenario.yaml", in: folder) {
          found[metric, default: []].append(value)
        }
      }
      for (name, time) in [
        ("work_saw", "saw"), ("work_turn", "turn"), ("work_mill", "mill"), ("work_grind", "grind"),
        ("work_inspect", "inspect"), ("setup_turn", "setup"), ("setup_mill", "setup"),
        ("repair_grinder", "repair"), ("wait_grind", "wait"),
      ] {
        try Self.expect(name, found[name], WorkshopLog.times[time]?.mean ?? 0)
      }
      try Self.expect("interval_shaft", found["interval_shaft"], 4 / WorkshopLog.shareOfShafts)
      try Self.expect(
        "interval_flange", found["interval_flange"], 4 / (1 - WorkshopLog.shareOfShafts))
      for (metric, value) in truths { try Self.expect(metric, found[metric], value) }
    }
  }

  /// Whether the mean over the logs lies within four standard errors of the truth: the spread from log to log over
  /// the root of their number; Student's t with seven degrees of freedom exceeds 4 once in 190 times.
  private static func expect(_ name: String, _ values: [Double]?, _ truth: Double) throws {
    let values = try #require(values, "\(name) was not found")
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let error = (variance / count).squareRoot()
    #expect(values.count == logs, "\(name)")
    #expect(abs(mean - truth) < 4 * error, "\(name): \(mean) ± \(error), truth \(truth)")
    // A tolerance that allows everything would say nothing.
    #expect(error < 0.1 * truth, "\(name): \(error)")
  }

  private static func log(_ number: Int) throws -> EventLog {
    let map = try EventLogMap(
      text: Repository.text("Tests/Fixtures/eventlog/workshop-map.yaml"), file: "map")
    return try EventLog(
      try DelimitedTable(WorkshopLog(weeks: weeks, number: number).text), map: map,
      file: "workshop.csv", mapFile: "map")
  }

  /// Cycle times in hours, and the shares of time in which machines work, in the long run.
  private static func figures(_ file: String, in folder: URL) async throws -> [String: Double] {
    let outcome = try await runProcess(
      Repository.command.path,
      [
        "run", file, "-n", "20", "--format", "json", "--set", "warm_up=26 wk", "--set",
        "horizon=200 wk", "--metric", "cycle_time.p90",
      ], in: folder)
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.standardOutput.utf8)) as? [String: Any])
    var figures: [String: Double] = [:]
    for entry in report["metrics"] as? [[String: Any]] ?? [] {
      guard let name = entry["metric"] as? String, let mean = entry["mean"] as? Double else {
        continue
      }
      // The grinder's and the bench's station are called by what stands in the log.
      let known = [
        "stations.grind.producing": "stations.grinder.producing",
        "stations.inspect.producing": "stations.bench.producing",
      ]
      let common = known[name] ?? name
      if [
        "cycle_time", "cycle_time.p90", "products.shaft.cycle_time",
        "products.flange.cycle_time", "work_in_process",
      ].contains(common)
        || common.hasPrefix("stations.") && common.hasSuffix(".producing")
          && !common.contains("order_desk")
      {
        figures[common] = mean
      }
    }
    return figures
  }

  @Test("The workshop of the pages is one of these", .tags(.golden))
  func fixture() throws {
    try expectGolden(
      WorkshopLog(weeks: 10, number: 0).text, "Tests/Fixtures/eventlog/workshop.csv")
  }
}
