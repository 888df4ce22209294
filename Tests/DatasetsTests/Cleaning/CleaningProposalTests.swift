import DataTables
import TestDraws
import TestSupport
import Testing

@testable import Datasets

@Suite("Proposed plans")
struct CleaningProposalTests {
  @Test(
    "A proposal repairs what the audit found, and the repaired table has it no more", .tags(.exact))
  func repairs() throws {
    var table = CleanTable(ordinal: 12)
    table.add("site") { _, _ in "7" }
    table.add("alarm") { row, index in "\((row[6] == "1" ? 50 : 10) + index % 9)" }
    table.rows[4][2] = "-999"
    table.rows[9][3] = "off"
    table.rows[20][5] = "MILL"
    table.rows.swapAt(30, 31)
    table.rows.append(table.rows[50])
    let before = try TableAudit.report(on: load(table.text), CleanTable.request)
    let text = CleaningProposal.text(for: before, CleanTable.request)
    let plan = try CleaningPlan(text: text, file: "plan.yaml")
    #expect(
      Set(plan.steps.map(\.key)) == [
        "numbers", "mark_missing", "replace", "drop_columns", "drop_duplicates", "sort",
      ])
    let cleaned = try TableCleaning.clean(
      try DelimitedTable(table.text), name: "t.csv", by: plan)
    let after = try TableAudit.report(
      on: load(String(decoding: cleaned.text, as: UTF8.self)), CleanTable.request)
    #expect(after.findings.map(\.check) == [.missing], "\(after.findings.map(\.what))")
    #expect(after.rows == 480)
  }

  @Test("Every proposal can be read, carried out and carried out again", .tags(.law))
  func readable() throws {
    var draws = SplitMix(seed: 90)
    for ordinal in 0..<60 {
      var table = CleanTable(ordinal: ordinal, machines: 3, hours: 30)
      for name in ["odd name: #1", "q\"uote", "-999", "true"] {
        let values = draws.pick([
          ["1"], ["a", "A", "b"], ["3.5", "-9999", "4"], ["", "x"], ["1", "off"],
        ])
        table.add(name) { _, _ in draws.pick(values) }
      }
      for _ in 0..<10 {
        let row = draws.below(table.rows.count)
        table.rows[row][draws.below(table.header.count)] = draws.pick([
          "", "-999", "1e6", "NA", "5",
        ])
      }
      let report = try TableAudit.report(on: load(table.text), CleanTable.request)
      let text = CleaningProposal.text(for: report, CleanTable.request)
      // With what is left to people taken too, it is still a plan.
      for proposal in [text, text.replacing("  # - ", with: "  - ")] {
        let plan = try CleaningPlan(text: proposal, file: "plan.yaml")
        if proposal == text {
          let once = try TableCleaning.clean(
            try DelimitedTable(table.text), name: "t.csv", by: plan)
          let twice = try TableCleaning.clean(
            try DelimitedTable(once.text), name: "t.csv", by: plan)
          #expect(once.text == twice.text)
        }
      }
    }
  }
}
