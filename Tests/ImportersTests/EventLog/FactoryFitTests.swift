import DataTables
import DistributionFitting
import FactoryModel
import Foundation
import Importers
import RandomVariates
import Scenarios
import TestDraws
import TestSupport
import Testing

@Suite("Fitting a factory to a log")
struct FactoryFitTests {
  /// The made-up workshop of the fixtures, ten weeks of it; its times are tested by ``WorkshopLawTests``.
  private func workshop() throws -> EventLog {
    let map = try EventLogMap(
      text: Repository.text("Tests/Fixtures/eventlog/workshop-map.yaml"), file: "map")
    return try EventLog(
      try DelimitedTable(Repository.text("Tests/Fixtures/eventlog/workshop.csv")), map: map,
      file: "workshop.csv", mapFile: "map")
  }

  @Test("The structure of a made-up workshop is found again", .tags(.law))
  func structure() throws {
    let log = try workshop()
    let fit = try FactoryFit(log, until: log.end)
    // Five days of sixteen hours.
    #expect(fit.plantHoursPerWeek == 80)
    // The lathes are one station, since turning is done by either.
    #expect(fit.stationCount == 5)
    #expect(fit.productList.map(\.name) == ["flange", "shaft"])
    // All orders of a product go one way.
    #expect(fit.productList.map(\.variants) == [1, 1])
    #expect(fit.initialCount <= 2)
    // A quantity has no say in how long it takes: within four standard errors of none.
    let effect = try #require(fit.quantityEffect)
    #expect(abs(effect.slope) < 4 * effect.standardError)
  }

  @Test("What is written is a good scenario", .tags(.law))
  func scenario() throws {
    let log = try workshop()
    let fit = try FactoryFit(log, until: log.begin + 0.8 * (log.end - log.begin))
    let files = ScenarioWriter(fit, source: "workshop.csv", command: "fettle").files
    try withTemporaryFolder { folder in
      for file in files {
        try file.text.write(
          to: folder.appending(path: file.path), atomically: true, encoding: .utf8)
      }
      let scenario = try ScenarioReader.read(path: folder.appending(path: "scenario.yaml").path)
      #expect(scenario.factory.stations.map(\.name).contains("turn"))
      let lathes = scenario.factory.stations.first { $0.name == "turn" }
      #expect(lathes?.machines.count == 2)
      #expect(scenario.factory.warmUp + scenario.factory.horizon > 60 * 86_400)
    }
  }

  @Test("The figures of the held-back part are those of its reports", .tags(.exact))
  func heldBack() throws {
    let text = """
      order,activity,machine,part,quantity,start,end
      1,turn,Lathe,a,1,2026-01-05 06:00,2026-01-05 08:00
      1,mill,Mill,a,1,2026-01-05 08:00,2026-01-05 09:00
      2,turn,Lathe,a,1,2026-01-06 06:00,2026-01-06 07:00
      2,mill,Mill,a,1,2026-01-06 07:00,2026-01-06 10:00
      3,turn,Lathe,a,1,2026-01-07 06:00,2026-01-07 09:00
      3,mill,Mill,a,1,2026-01-07 09:00,2026-01-07 10:00
      4,turn,Lathe,a,1,2026-01-08 06:00,2026-01-08 10:00
      4,mill,Mill,a,1,2026-01-08 10:00,2026-01-08 11:00
      """
    let log = try log(text)
    let cut = try #require(LogDate.seconds("2026-01-07 08:00"))
    let held = HeldBack(try FactoryFit(log, until: cut), of: log)
    #expect(held.stations.map(\.title) == ["Lathe", "Mill"])
    // Order 3 was on the lathe for one hour more, order 4 for four.
    #expect(held.stations.map(\.hours) == [5, 2])
    #expect(held.stations.map(\.stays) == [2, 2])
    // Order 3 began before the cut, order 4 after it.
    #expect(held.begun == 1)
    let longest = try #require(held.cycleTimes.last)
    #expect(longest.seconds == 5 * 3_600)
  }

  @Test(
    "An order of which nothing is heard for long is finished, one of today is not known",
    .tags(.law))
  func endings() throws {
    // Twenty orders of two steps, an hour apart; the last one has had its first step only.
    var text = "order,activity,machine,part,quantity,start,end\n"
    for order in 0..<20 {
      let day = order / 10 + 5
      let hour = order % 10 + 6
      func clock(_ hour: Int) -> String { "2026-01-0\(day) \(hour < 10 ? "0" : "")\(hour)" }
      text += "\(order),turn,Lathe,a,1,\(clock(hour)):00,\(clock(hour)):30\n"
      if order < 19 { text += "\(order),mill,Mill,a,1,\(clock(hour)):40,\(clock(hour)):55\n" }
    }
    let log = try log(text)
    let fit = try FactoryFit(log, until: log.end)
    #expect(fit.productList.map(\.variants) == [1])
    #expect(fit.initialCount == 0)
  }

  @Test("A log in which nothing is finished is too little", .tags(.failure))
  func tooLittle() throws {
    let log = try log(
      """
      order,activity,machine,part,quantity,start,end
      1,turn,Lathe,a,1,2026-01-05 06:00,2026-01-05 06:00
      """)
    #expect(throws: ImportFailure.self) { try FactoryFit(log, until: log.end) }
  }

  @Test(
    "Random logs give scenarios that can be read, whatever stands in them", .tags(.law),
    arguments: 1...12)
  func randomLogs(seed: Int) throws {
    var draws = Draws("event logs", ordinal: seed)
    var text = "order,activity,machine,part,quantity,start,end,kind\n"
    let machines = 1 + draws.index(below: 6)
    for _ in 0..<(20 + draws.index(below: 300)) {
      let begin = draws.index(below: 40 * 1_440)
      let length = draws.index(below: 3) == 0 ? 0 : draws.index(below: 900)
      func moment(_ minute: Int) -> String {
        let day = minute / 1_440
        let (month, date) = day < 31 ? (1, day + 1) : (2, day - 30)
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
        return "2026-\(two(month))-\(two(date)) \(two(minute / 60 % 24)):\(two(minute % 60))"
      }
      let machine = draws.index(below: 5) == 0 ? "" : "Maschine Nº \(draws.index(below: machines))"
      text +=
        "\(draws.index(below: 30)),\"Tätigkeit, \(draws.index(below: 8))\",\(machine),\(draws.index(below: 3)),"
        + "\(draws.index(below: 50)),\(moment(begin)),\(moment(begin + length)),"
        + "\(["D", "D", "D", "S", "B"][draws.index(below: 5)])\n"
    }
    let log = try log(text, kind: true)
    let fit: FactoryFit
    do {
      fit = try FactoryFit(log, until: log.begin + 0.7 * (log.end - log.begin))
    } catch {
      #expect(error.diagnostics.first?.message.contains("too little to fit to") == true)
      return
    }
    let held = HeldBack(fit, of: log)
    #expect(held.finished >= 0 && held.workInProcess.isFinite)
    try withTemporaryFolder { folder in
      for file in ScenarioWriter(fit, source: "a, {log}: 'x'", command: "fettle").files {
        try file.text.write(
          to: folder.appending(path: file.path), atomically: true, encoding: .utf8)
      }
      _ = try ScenarioReader.read(path: folder.appending(path: "scenario.yaml").path)
    }
  }
}
