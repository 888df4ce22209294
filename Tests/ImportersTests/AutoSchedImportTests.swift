import FactoryModel
import FactorySimulation
import Foundation
import Scenarios
import TestSupport
import Testing

@testable import Importers

/// Fabs in AutoSched AP's text format.
@Suite("Importing models of AutoSched")
struct AutoSchedImportTests {
  private func fixture() throws -> ImportedScenario {
    try AutoSchedImporter.scenario(
      of: AutoSchedModelText.fixture(), name: "fab", options: ImportOptions(horizon: "90 d"))
  }

  @Test("Tables become a scenario and its tables", .tags(.golden))
  func files() throws {
    let scenario = try fixture()
    let folder = Repository.url("Tests/Fixtures/import/fab-scenario")
    for file in scenario.files {
      let url = folder.appending(path: file.path)
      if ProcessInfo.processInfo.environment["FETTLE_RECORD"] != nil {
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.text.utf8).write(to: url)
      }
      #expect(try String(contentsOf: url, encoding: .utf8) == file.text, "\(file.path)")
    }
    #expect(
      scenario.files.map(\.path) == [
        "scenario.yaml", "routes/chip.csv", "routes/card.csv", "orders/Hot_chip.csv",
        "orders/wip_chip.csv", "orders/wip_card.csv", "setups/implant.csv", "maintenance.csv",
      ])
  }

  @Test("The scenario can be read without a warning, and what is ignored is listed", .tags(.exact))
  func reading() throws {
    let scenario = try fixture()
    let read = try scenario.read()
    #expect(read.warnings == [])
    #expect(
      read.factory.products.map(\.name) == [
        "Lot_chip", "Lot_card", "Hot_chip", "wip_chip", "wip_card",
      ])
    #expect(
      scenario.ignored == [
        "columns of WIP.txt: START, ORDER, HOTLOT (empty), TRACE (empty)",
        "columns of order.txt: ORDER, HOTLOT",
        "columns of part.txt: PARTGRP",
        "columns of route_chip.txt: IGNORE",
        "columns of setup.txt: IGNORE",
        "columns of setupgrp.txt: IGNORE",
        "columns of tool.txt.1l: STNCAP, SETUPGRP",
        "'rank_RSETUP', as the list of a tool group does not know which machine is next",
        "1 calendar that nothing has: BREAK_None",
      ])
  }

  /// A lot is on the first machine for 0.8 + 24 · 0.6 + 2 = 17.2 min; the next one can come after 25 · 0.6 = 15 min.
  ///
  /// It is at the furnace 5 min after it has left, at 37.2 min. The batch of both takes 240 + 2 min.
  @Test("Cascading machines, loading, transport and batches", .tags(.exact))
  func byHand() throws {
    let run = try ImportedRun(try AutoSchedModelText().imported(ImportOptions(horizon: "9 d")))
    #expect(rounded(run.finishTimes) == [279.2, 279.2])
    #expect(rounded(run.works(ofMachine: 1).map(\.start)) == [37.2])
  }

  /// The lot in process waits at the furnace from the start, and shares its batch with the first that comes, at
  /// 22.2 min; the second is left alone.
  @Test(
    "Lots in process begin in the middle of the route, as a product of their own", .tags(.exact))
  func workInProcess() throws {
    var model = AutoSchedModelText()
    model.tables["WIP.txt"] =
      "LOT|PART|PRIOR|CURSTEP|DUE|PIECES\nInit_1|chip|20|2|12/31/17 00:00:00|25"
    let scenario = try model.imported(ImportOptions(horizon: "9 d"))
    #expect(
      try scenario.text("orders/wip_chip.csv") == """
        order,release [min],at,due [min],priority
        Init_1,0,step_2,0,20

        """)
    let run = try ImportedRun(scenario)
    #expect(run.factory.products.map(\.name) == ["Lot", "wip_chip"])
    #expect(rounded(run.finishTimes) == [264.2, nil, 264.2])
    #expect(run.account.products.map(\.good) == [1, 1])
  }

  @Test("Orders that repeat become a release, at the time of their first lot", .tags(.exact))
  func releases() throws {
    let text = try fixture().text("scenario.yaml")
    #expect(
      text.contains(
        "  Lot_chip: {release: {every: 240 min, starting: 0 min, due: 5040 min}, priority: 10, "))
    #expect(
      text.contains(
        "  Lot_card: {release: {every: exponential 600 min, starting: 360 min, lot: 2, due: 2880 min}, "
      ))
    #expect(text.contains("  Hot_chip: {release: {orders: orders/Hot_chip.csv}, priority: 20, "))
    #expect(text.contains("start: 2018-01-01 00:00\n"))
  }

  @Test("Tables and columns that say nothing of importance may be missing", .tags(.exact))
  func missingTables() throws {
    var model = AutoSchedModelText()
    model.tables["fromto.txt"] = nil
    model.tables["tool.txt"] = "STNFAM|STNQTY\nwet|2\nfurnace|1"
    model.tables["order.txt"] = "LOT|PART|START|REPEAT\nLot|chip|01/01/18|60"
    // Lots of one piece fit no batch of 50.
    model.tables["route.txt"] = "STEP|STNFAM|PTIME\n1|wet|20\n2|furnace|30"
    model.tables["part.txt"] = "PART|ROUTE\nchip|route"
    let scenario = try model.imported()
    #expect(try scenario.read().warnings == [])
    #expect(
      try scenario.text("routes/chip.csv") == """
        operation,at,time
        step_1,wet,20 min
        step_2,furnace,30 min

        """)
  }

  @Test("Calendars of kinds that no table has are ignored, and so said", .tags(.exact))
  func missingCalendars() throws {
    var model = AutoSchedModelText()
    model.tables["attach.txt"] =
      "CALNAME|CALTYPE|RESTYPE|RESNAME|FOA\nBREAK_wet|down|stnfam|wet|9\nwet_MN|pm|stnfam|wet|9"
    let scenario = try model.imported()
    #expect(try scenario.read().warnings == [])
    #expect(
      scenario.ignored == [
        "breakdowns in attach.txt, as no table has DOWNCALNAME",
        "planned stops in attach.txt, as no table has PMCALNAME",
      ])
  }

  @Test(
    "On machines that cascade, lots of the present set-up go before those that came earlier",
    .tags(.exact))
  func cascadesWithSetups() throws {
    var model = AutoSchedModelText()
    model.tables["tool.txt"] =
      "STNFAM|STNQTY|RULE|FWLRANK|WAKERESRANK\n"
      + ["wet", "dry"].map {
        "\($0)|2|rule_HotLotFIRST|rank_HP;rank_RSETUP;rank_FIFO|wake_LeastSetupTime"
      }
      .joined(separator: "\n")
    model.tables["route.txt"] =
      "ROUTE|STEP|STNFAM|PTIME|BatchInterval|SETUP|STIME\nr_chip|1|wet|20|15|A|5\nr_chip|2|wet|20|15|B|5\n"
      + "r_chip|3|dry|20||A|5\nr_chip|4|dry|20||B|5"
    #expect(
      try model.imported().text("scenario.yaml").contains(
        """
        dispatch:
          default: [priority, first come, least setup]
          wet: [priority, least setup, first come]

        """))
  }

  @Test("Lots of several sizes have routes of their own", .tags(.exact))
  func sizes() throws {
    var model = AutoSchedModelText()
    model.tables["order.txt"]? +=
      "\nSmall|chip|10|10|01/01/18 00:00:00|constant|1|day|9|1|01/02/18 00:00:00"
    model.tables["route.txt"] = "ROUTE|STEP|STNFAM|PTIME|PTPER\nr_chip|1|wet|2|per_piece"
    let scenario = try model.imported()
    #expect(try scenario.text("routes/chip_25.csv").contains("step_1,wet,50 min"))
    #expect(try scenario.text("routes/chip_10.csv").contains("step_1,wet,20 min"))
  }

  @Test("Line ends of Windows, blanks and lower case change nothing", .tags(.exact))
  func spelling() throws {
    let plain = try AutoSchedModelText().imported()
    let files = AutoSchedModelText().files.map { file in
      var lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).map(
        String.init)
      lines[0] = lines[0].lowercased()
      return (
        name: file.name,
        text: "\u{FEFF}" + lines.map { $0 + " " }.joined(separator: "\r\n") + "\r\n"
      )
    }
    let other = try AutoSchedImporter.scenario(of: files, name: "fab", options: ImportOptions())
    #expect(other == plain)
  }

  private func rounded(_ values: [Double?]) -> [Double?] {
    values.map { $0.map { ($0 * 1e6).rounded() / 1e6 } }
  }

  private func rounded(_ values: [Double]) -> [Double] { values.map { ($0 * 1e6).rounded() / 1e6 } }
}

/// Dates of the format.
@Suite("Dates of AutoSched")
struct AutoSchedDateTests {
  @Test(
    "Dates are read to the second, and written to the minute", .tags(.exact),
    arguments: [
      ("01/01/18 00:00:00", "2018-01-01 00:00"), ("02/29/20 23:59:59", "2020-02-29 23:59"),
      ("12/31/1999 7:05", "1999-12-31 07:05"), ("03/01/2100", "2100-03-01 00:00"),
      ("12/31/69 00:00:00", "2069-12-31 00:00"), ("1/1/70", "1970-01-01 00:00"),
    ])
  func reading(text: String, wanted: String) {
    #expect(AutoSchedDate(text)?.text == wanted)
  }

  @Test(
    "What is no date", .tags(.failure),
    arguments: [
      "", "01/32/18", "02/29/18", "2018-01-01", "01/01/18 24:00", "01/01/18 10", "1/2/18 x",
    ])
  func wrong(text: String) {
    #expect(AutoSchedDate(text) == nil)
  }

  @Test("A day later is 1,440 minutes later, over the end of a leap year's February", .tags(.law))
  func days() throws {
    let before = try #require(AutoSchedDate("02/28/20 12:00:00"))
    let after = try #require(AutoSchedDate("03/01/20 12:00:30"))
    #expect(after.minutes - before.minutes == 2 * 1_440 + 0.5)
  }
}
