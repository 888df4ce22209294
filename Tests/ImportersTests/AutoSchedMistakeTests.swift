import Scenarios
import TestSupport
import Testing

@testable import Importers

/// What is said of tables that do not agree, in the words of those who plan with them.
@Suite("Mistakes in tables of AutoSched")
struct AutoSchedMistakeTests {
  /// The message about the model with lines of one table in the place of others.
  private func message(_ table: String, _ old: String, _ new: String) -> String {
    var model = AutoSchedModelText()
    model.tables[table] = (model.tables[table] ?? "").replacing(old, with: new)
    do throws(ImportFailure) {
      _ = try model.imported()
      return "no mistake"
    } catch {
      return error.description
    }
  }

  /// The message where a table has rows that are added.
  private func message(_ table: String, adding rows: String) -> String {
    message(table, model(table), model(table) + "\n" + rows)
  }

  private func model(_ table: String) -> String { AutoSchedModelText().tables[table] ?? "" }

  @Test(
    "Cells that are not what they should be", .tags(.failure),
    arguments: [
      (
        "tool.txt", "wet|1|", "wet|one|",
        "fab/tool.txt:2:5: error: 'one' is not a whole number; expected the number of machines"
      ),
      (
        "tool.txt", "wet|1|", "wet|0|",
        "fab/tool.txt:2:5: error: 0 is not possible; the number of machines is 1 at least"
      ),
      (
        "route.txt", "constant|0.8", "gamma|0.8",
        "fab/route.txt:2:14: error: the distribution 'gamma' is not known; there are constant, uniform, "
          + "exponential and normal"
      ),
      (
        "route.txt", "constant|0.8|", "uniform|0.8|3",
        "fab/route.txt:2:26: error: a range of 3 about a mean of 0.8 goes below 0; make it at most twice the "
          + "mean"
      ),
      (
        "route.txt", "|0.8||min|per_piece", "|0.8||ms|per_piece",
        "fab/route.txt:2:28: error: 'ms' is no unit of time; expected sec, min, hr, day or week"
      ),
      (
        "route.txt", "per_piece", "per_wafer",
        "fab/route.txt:2:32: error: 'per_wafer' is not known; expected per_piece, per_lot or per_batch"
      ),
      (
        "route.txt", "|0.8|", "||",
        "fab/route.txt:2:8: error: step 1 has no PTIME; write its time"
      ),
      (
        "order.txt", "01/02/18 00:00:00", "13/02/18 00:00:00",
        "fab/order.txt:2:53: error: '13/02/18 00:00:00' is no date; expected month/day/year, such as 01/31/18 "
          + "07:30:00"
      ),
      (
        "order.txt", "01/02/18 00:00:00", "12/31/17 00:00:00",
        "fab/order.txt:2:53: error: the lots are due before they enter (START)"
      ),
      (
        "part.txt", "chip|r_chip", "chip|",
        "fab/part.txt:2:6: error: 'ROUTE' is empty in this row; write the name of the part's route"
      ),
      (
        "part.txt", "chip|r_chip", "chip|r_chip|x",
        "fab/part.txt:2:13: error: the header names 2 columns, and this is one more; remove it or name it there"
      ),
      (
        "part.txt", "PART|ROUTE", "PART|ROUTE|PART",
        "fab/part.txt:1:12: error: two columns are called 'PART'; remove one of them"
      ),
    ])
  func cells(table: String, old: String, new: String, wanted: String) {
    #expect(message(table, old, new) == wanted)
  }

  @Test(
    "Names that are not there", .tags(.failure),
    arguments: [
      (
        "route.txt", "2|furnace", "2|furnase",
        "fab/route.txt:3:10: error: there is no tool group 'furnase' in tool.txt; did you mean 'furnace'?"
      ),
      (
        "order.txt", "Lot|chip", "Lot|card",
        "fab/order.txt:2:5: error: there is no part 'card' in part.txt; add it there or correct the name"
      ),
      (
        "part.txt", "r_chip", "r_card",
        "fab/part.txt:2:6: error: there is no route 'r_card' in route.txt; add it there or correct the name"
      ),
    ])
  func names(table: String, old: String, new: String, wanted: String) {
    #expect(message(table, old, new) == wanted)
  }

  @Test("A route's file that is not there", .tags(.failure))
  func routeFile() {
    var model = AutoSchedModelText()
    model.tables["part.txt"] = "PART|ROUTEFILE|ROUTE\nchip|route_9.txt|r_chip"
    #expect(throws: ImportFailure.self) { try model.imported() }
    do throws(ImportFailure) {
      _ = try model.imported()
    } catch {
      #expect(
        error.description
          == "fab/part.txt:2:6: error: there is no file 'route_9.txt' with the steps of a route; add it to the "
          + "folder")
    }
  }

  @Test(
    "Calendars of tool groups that are not there, and calendars that are not there", .tags(.failure)
  )
  func calendars() {
    var model = AutoSchedModelText()
    model.tables["pmcal.txt"] =
      "PMCALNAME|PMCALTYPE|MTBPM|MTBPMUNITS|MTTR|MTTRUNITS\nwet_MN|mtbpm_by_cal|30|day|4|hr"
    func message(_ attachment: String) -> String {
      model.tables["attach.txt"] = "CALNAME|RESTYPE|RESNAME|FOA|FOAUNITS\n" + attachment
      do throws(ImportFailure) {
        _ = try model.imported()
        return "no mistake"
      } catch {
        return error.description
      }
    }
    #expect(message("wet_MN|stnfam|wet|2|day") == "no mistake")
    #expect(
      message("wet_MN|stnfam|wett|2|day")
        == "fab/attach.txt:2:15: error: there is no tool group 'wett' in tool.txt; did you mean 'wet'?"
    )
    #expect(
      message("wet_MN|stngrp|Wet|2|day")
        == "fab/attach.txt:2:15: error: there is no group of tool groups 'Wet' in tool.txt; add it there or "
        + "correct the name")
    #expect(
      message("wet_QT|stnfam|wet|2|day")
        == "fab/attach.txt:2:1: error: there is no calendar 'wet_QT' in pmcal.txt; did you mean 'wet_MN'?"
    )
    #expect(
      message("wet_MN|stnfam|wet|2|fortnight")
        == "fab/attach.txt:2:21: error: 'fortnight' is no unit of time; expected sec, min, hr, day or week"
    )
  }

  @Test(
    "Batches that would never begin", .tags(.failure),
    arguments: [
      (
        "|50|75", "|80|75",
        "fab/route.txt:3:43: error: a batch needs 80 to begin and holds only 75; it would never begin: make "
          + "BATCHMX at least BATCHMN"
      ),
      (
        "|50|75", "|10|20",
        "fab/route.txt:3:46: error: a batch of at most 20 pieces cannot hold a lot of 25; make it larger"
      ),
      (
        "|50|75", "|55|70",
        "fab/route.txt:3:46: error: no whole number of lots of 25 pieces lies between 55 and 70; no batch would "
          + "begin"
      ),
    ])
  func batches(old: String, new: String, wanted: String) {
    #expect(message("route.txt", old, new) == wanted)
  }

  @Test(
    "Steps that name others", .tags(.failure),
    arguments: [
      // A machine that is kept for a step that the route does not have, that came before, that nobody does, or
      // that is done elsewhere.
      (
        "r_chip|3|wet|constant|9||min|per_lot||||||yes|7",
        "fab/route.txt:4:47: error: step 3 keeps its machine for step 7, which the route does not have; correct "
          + "FORSTEP"
      ),
      (
        "r_chip|3|wet|constant|9||min|per_lot||||||yes|1",
        "fab/route.txt:4:47: error: step 3 keeps its machine for step 1, which does not come after it; correct "
          + "FORSTEP"
      ),
      (
        "r_chip|3|wet|constant|9||min|per_lot||||||yes|4\nr_chip|4|wet|constant|9||min|per_lot||||||||||||0",
        "fab/route.txt:4:47: error: step 3 keeps its machine for step 4, but no lot does step 4 (StepPercent 0)"
      ),
      (
        "r_chip|3|wet|constant|9||min|per_lot||||||yes|4\nr_chip|4|furnace|constant|9||min|per_lot",
        "fab/route.txt:4:47: error: step 3 keeps its machine for step 4, which is done at another tool group, "
          + "'furnace'; only a step at 'wet' can have its machine"
      ),
      (
        "r_chip|3|wet|constant|9||min|per_lot||||||||||9|2",
        "fab/route.txt:4:47: error: step 3 is reworked from step 9 on, which the route does not have"
      ),
      (
        "r_chip|3|wet|constant|9||min|per_lot||||||||||4|2\nr_chip|4|wet|constant|9||min|per_lot",
        "fab/route.txt:4:47: error: step 4 comes after step 3; rework goes back to it or one before"
      ),
      (
        "r_chip|3|wet|constant|9||min|per_lot||||||||||1|100",
        "fab/route.txt:4:49: error: every lot would be reworked for ever; take less than 100"
      ),
      (
        "r_chip|2|wet|constant|9||min|per_lot",
        "fab/route.txt:4:8: error: the route has two steps 2; number them differently"
      ),
      (
        "r_chip|3|wet|constant|9||min|per_lot||||||||||||120",
        "fab/route.txt:4:49: error: 120 is more than 100; the share of the lots is in per cent"
      ),
    ])
  func steps(rows: String, wanted: String) {
    #expect(message("route.txt", adding: rows) == wanted)
  }

  @Test("Set-ups that no machine can get", .tags(.failure))
  func setups() {
    var model = AutoSchedModelText()
    model.tables["route.txt"]? +=
      "\nr_chip|3|wet|constant|9||min|per_lot|||A\nr_chip|4|wet|constant|9||min|per_lot|||B"
    func message(_ setups: String?) -> String {
      model.tables["setup.txt"] = setups.map { "CURSETUP|NEWSETUP|STIME|STUNITS\n" + $0 }
      do throws(ImportFailure) {
        _ = try model.imported()
        return "no mistake"
      } catch {
        return error.description
      }
    }
    #expect(message(nil) == "no mistake")
    #expect(message("A|B|5|min\nB|A|7|min") == "no mistake")
    #expect(message("|B|5|min\n|A|7|min\n|B|5|min") == "no mistake")
    #expect(
      message("|B|5|min\n|A|7|min\n|B|6|min")
        == "fab/setup.txt:4:2: error: this change of set-up stands in two rows, with different times; keep one of "
        + "them")
    #expect(
      message("A|B|5|min")
        == "fab/route.txt:4:40: error: nothing leads to the set-up 'A': the step has no STIME, and setup.txt has "
        + "no row with it as NEWSETUP; add one")
    #expect(
      message("A|B|5|min\nC|A|7|min")
        == "fab/route.txt:4:40: error: the set-up 'A' can only be made from C, which no step at 'wet' needs; say "
        + "in setup.txt how long it takes from B")
    #expect(
      message("A|B|soon|min")
        == "fab/setup.txt:2:5: error: 'soon' is not a number; expected the time of a set-up")
  }

  @Test("Lots in process at steps that nobody does", .tags(.failure))
  func lotsInProcess() {
    var model = AutoSchedModelText()
    model.tables["WIP.txt"] = "LOT|PART|CURSTEP\nInit_1|chip|9"
    do throws(ImportFailure) {
      _ = try model.imported()
      Issue.record("no mistake")
    } catch {
      #expect(
        error.description
          == "fab/WIP.txt:2:13: error: no lot of 'chip' does a step 9; the steps of its route are 1 to 2"
      )
    }
  }

  @Test(
    "Tables that must be there", .tags(.failure),
    arguments: [
      ("tool.txt", "STNFAM, STNQTY", "which tool groups there are"),
      ("route.txt", "STEP, STNFAM", "what the steps of the routes are"),
      ("part.txt", "PART, ROUTE", "which route a part takes"),
      ("order.txt", "LOT, PART", "which lots enter"),
    ])
  func missing(table: String, columns: String, what: String) {
    var model = AutoSchedModelText()
    model.tables[table] = nil
    do throws(ImportFailure) {
      _ = try model.imported()
      Issue.record("no mistake")
    } catch {
      #expect(
        error.description
          == "fab:1:1: error: no file here says \(what); there must be a tab-separated one whose first line has "
          + "the columns \(columns)")
    }
  }
}
