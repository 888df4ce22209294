import DataTables
import Foundation
import Scenarios
import TestDraws
import TestSupport
import Testing

@testable import Datasets

@Suite("Odd tables")
struct OddTableTests {
  @Test(
    "Any table is audited with any roles, cleaned as proposed, and gives the same each time",
    .tags(.law))
  func any() throws {
    var draws = SplitMix(seed: 1_234)
    let pools = [
      ["1", "2", "3"], ["", "NA"], ["a", "b", "A", " a "], ["1.5", "-999", "1e300", "-1e300", "0"],
      ["2020-01-01", "2020-01-02 03:04:05", "x"], ["true", "FALSE", ""], ["007", "08"], ["0", "1"],
      ["1,5", "2,25", "3"], ["9999999999999999999", "-0", "5e-324"], ["\"q\"\"r\"", "#", "'"],
    ]
    for _ in 0..<1_500 {
      let width = 2 + draws.below(6)
      let chosen = (0..<width).map { _ in draws.pick(pools) }
      var text = (0..<width).map { "c\($0)" }.joined(separator: ";") + "\n"
      for _ in 0..<draws.pick([1, 2, 3, 12, 40]) {
        text +=
          chosen.map { draws.pick($0) }.map { $0 == "" ? "\"\"" : $0 }.joined(separator: ";") + "\n"
      }
      func role() -> String? { draws.chance(0.4) ? "c\(draws.below(width))" : nil }
      var request = AuditRequest(unit: role(), time: role(), target: role())
      if let split = role() { request.splits = .column(split) }
      let table = try load(text)
      let report: AuditReport
      do throws(AuditProblem) {
        report = try TableAudit.report(on: table, request)
      } catch {
        continue
      }
      #expect(try TableAudit.report(on: table, request) == report)
      #expect(report.columns.count == width)
      // JSON holds no number that is none.
      #expect(throws: Never.self) { try JSONEncoder().encode(report) }
      for column in report.columns {
        #expect(column.count + column.missing == report.rows)
        #expect((column.minimum ?? 0) <= (column.maximum ?? 0))
        #expect(column.distinct <= column.count)
      }
      let plan = try CleaningPlan(text: CleaningProposal.text(for: report, request), file: "p.yaml")
      let read = try DelimitedTable(text)
      do throws(CleaningFailure) {
        _ = try TableCleaning.clean(read, name: "t", by: plan)
      } catch {
        #expect(error.diagnostics.map(\.message) == ["the plan leaves no column"], "\(text)")
      }
    }
  }

  @Test("One row, one column and nothing at all", .tags(.exact))
  func smallest() throws {
    let one = try TableAudit.report(on: load("a\n5\n"))
    #expect(one.rows == 1 && one.findings == [])
    #expect(one.columns[0].median == 5 && one.columns[0].standardDeviation == nil)
    let nothing = try TableAudit.report(on: load("a,b\n1,\n2,\n"))
    #expect(nothing.findings.map(\.what) == ["'b' is missing in all rows"])
  }
}
