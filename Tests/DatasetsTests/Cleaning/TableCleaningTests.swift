import DataTables
import TestDraws
import TestSupport
import Testing

@testable import Datasets

@Suite("Table cleaning")
struct TableCleaningTests {
  func clean(_ table: String, _ steps: String, head: String = "") throws -> (
    text: String, log: CleaningLog
  ) {
    let plan = try CleaningPlan(
      text: "fettle_plan: 1\n\(head)steps:\n"
        + steps.split(separator: "\n").map { "  - \($0)\n" }.joined(),
      file: "plan.yaml")
    let result = try TableCleaning.clean(try DelimitedTable(table), name: "t.csv", by: plan)
    return (String(decoding: result.text, as: UTF8.self), result.log)
  }

  func failure(_ table: String, _ steps: String) throws -> [String] {
    do {
      _ = try clean(table, steps)
      return []
    } catch let error as CleaningFailure {
      return error.diagnostics.map { "\($0)" }
    }
  }

  /// What a step makes of a table, and how many rows and cells that are.
  struct Case: Sendable, CustomTestStringConvertible {
    var step: String
    var table: String
    var expected: String
    var rows = 0
    var cells = 0
    var testDescription: String { step }
  }

  static let cases = [
    Case(step: "drop_columns: [b, zz]", table: "a,b\n1,2\n3,4\n", expected: "a\n1\n3\n", cells: 2),
    Case(
      step: "numbers: [a]", table: "a,b\n1,x\noff,y\n2,z\n", expected: "a,b\n1,x\n,y\n2,z\n",
      cells: 1),
    Case(
      step: "decimal_commas: [a]", table: "a;b\n1,5;x\n2;y\n", expected: "a,b\n1.5,x\n2,y\n",
      cells: 1),
    Case(
      step: "mark_missing: {column: a, values: [-999, 7]}", table: "a\n1\n-999.0\n7\n2\n",
      expected: "a\n1\n\"\"\n\"\"\n2\n", cells: 2),
    Case(
      step: "replace: {column: k, values: {l: L, x: \"\"}}", table: "k,a\nl,1\nM,2\nx,3\n",
      expected: "k,a\nL,1\nM,2\n,3\n", cells: 2),
    Case(
      step: "clip: {column: a, least: 0, most: 2.5}", table: "a,b\n-1,1\n1,1\n9,1\n,1\n",
      expected: "a,b\n0,1\n1,1\n2.5,1\n,1\n", cells: 2),
    Case(
      step: "convert: {column: t, from: degF, to: degC}", table: "t [degF]\n212\n32\n50\n",
      expected: "t [degC]\n100\n0\n10\n", cells: 3),
    Case(step: "rename: {a: b}", table: "a [mm],c\n1,2\n", expected: "b [mm],c\n1,2\n"),
    Case(
      step: "drop_rows: {missing: [a]}", table: "a,b\n1,x\nNA,y\n2,\n", expected: "a,b\n1,x\n2,\n",
      rows: 1),
    Case(
      step: "drop_duplicates: all", table: "a,b\n1,x\n2,x\n1,x\n1.0,x\n",
      expected: "a,b\n1,x\n2,x\n", rows: 2),
    Case(
      step: "drop_duplicates: {by: [b]}", table: "a,b\n1,x\n2,x\n3,y\n",
      expected: "a,b\n1,x\n3,y\n", rows: 1),
    Case(
      step: "sort: [k, a]", table: "k,a\nb,2\na,9\nb,1\n,0\na,\n",
      expected: "k,a\na,9\na,\nb,1\nb,2\n,0\n", rows: 4),
    Case(
      step: "fill: {columns: [a], with: mean}", table: "a,b\n1,x\n,y\n4,z\n",
      expected: "a,b\n1,x\n2.5,y\n4,z\n",
      cells: 1),
    Case(
      step: "fill: {columns: [a], with: median}", table: "a,b\n1,x\n,y\n4,z\n4,z\n",
      expected: "a,b\n1,x\n4,y\n4,z\n4,z\n", cells: 1),
    Case(
      step: "fill: {columns: [k], with: commonest}", table: "k,b\nx,1\ny,2\n,3\ny,4\n",
      expected: "k,b\nx,1\ny,2\ny,3\ny,4\n", cells: 1),
    Case(
      step: "fill: {columns: [a, k], with: 0}", table: "a,k\n1,x\n,\n", expected: "a,k\n1,x\n0,0\n",
      cells: 2),
  ]

  @Test(
    "A step does what it says, counts it, and the second time nothing", .tags(.exact),
    arguments: cases)
  func step(one: Case) throws {
    let (text, log) = try clean(one.table, one.step)
    #expect(text == one.expected)
    #expect(log.entries.map(\.rows) == [one.rows])
    #expect(log.entries.map(\.cells) == [one.cells])
    let (again, quiet) = try clean(text, one.step)
    #expect(again == text)
    #expect(quiet.changes == 0, "\(quiet)")
  }

  @Test("Filling and stuck runs go by unit and time", .tags(.exact))
  func units() throws {
    let table = "u,t,a\nx,2,\ny,1,\nx,1,5\nx,3,\ny,2,7\n"
    let head = "unit: u\ntime: t\n"
    #expect(
      try clean(table, "fill: {columns: [a], with: previous}", head: head).text
        == "u,t,a\nx,2,5\ny,1,\nx,1,5\nx,3,5\ny,2,7\n")
    #expect(
      try clean(table, "fill: {columns: [a], with: next}", head: head).text
        == "u,t,a\nx,2,\ny,1,7\nx,1,5\nx,3,\ny,2,7\n")
    let stuck = "u,t,a\nx,1,3\nx,2,3\ny,1,3\nx,3,3\nx,4,4\ny,2,3\n"
    #expect(
      try clean(stuck, "drop_stuck_runs: {column: a, longer_than: 2}", head: head).text
        == "u,t,a\nx,1,3\nx,2,\ny,1,3\nx,3,\nx,4,4\ny,2,3\n")
  }

  @Test(
    "Steps before a conversion or a new name are not done again on what they made", .tags(.exact))
  func conversions() throws {
    // 30.2 °F is -1 °C, which the first step would take for missing the second time.
    let steps = """
      mark_missing: {column: t, values: [-1]}
      convert: {column: t, from: degF, to: degC}
      rename: {t: temperature}
      """
    let (text, _) = try clean("t\n-1\n30.2\n50\n", steps)
    #expect(text == "temperature [degC]\n\"\"\n-1\n10\n")
    #expect(try clean(text, steps).text == text)
  }

  @Test("What was not asked for stays as it is", .tags(.exact))
  func untouched() throws {
    let table = "id,kind,when,x\n007,Yes,2020-01-03 07:00:00,0.25\n010,no,2020-01-04 07:00:00,off\n"
    #expect(try clean(table, "sort: [id]").text == table)
  }

  @Test("A plan that does not suit the table is refused, all its steps at once", .tags(.failure))
  func refused() throws {
    let table = "speed,kind,when\n1,x,2020-01-01\n2,y,2020-01-02\n"
    #expect(
      try failure(
        table,
        """
        clip: {column: sped, least: 0}
        clip: {column: kind, least: 0}
        fill: {columns: [speed], with: much}
        rename: {speed: kind}
        drop_columns: [speed, kind, when]
        """) == [
          "plan.yaml:3:5: error: clip: t.csv has no column 'sped'; did you mean 'speed'?",
          "plan.yaml:4:5: error: clip: column 'kind' is no column of numbers; say 'numbers: [kind]' to make "
            + "cells missing that are none",
          "plan.yaml:5:5: error: fill: 'much' is no value of column 'speed', which is one of numbers",
          "plan.yaml:6:5: error: rename: there is a column 'kind' already",
          "plan.yaml: error: the plan leaves no column",
        ])
    #expect(
      try failure("t [bar],b\n1,2\n", "convert: {column: t, from: degF, to: degC}") == [
        "plan.yaml:3:5: error: convert: column 't' is in bar, not in degF"
      ])
  }

  @Test("A plan that never comes to rest is refused", .tags(.failure))
  func restless() throws {
    // Names that go round: what was b is a, and the next time again.
    let messages = try failure("a,b\n1,2\n", "rename: {a: c}\nrename: {b: a}\nrename: {c: b}")
    #expect(
      messages == [
        "plan.yaml:3:1: error: the plan never comes to rest: carried out again, it fails (rename: there is a "
          + "column 'c' already); write it so that it leaves alone what it has made"
      ])
  }

  @Test("A plan whose result reads as other types is carried out until it rests", .tags(.exact))
  func turns() throws {
    // Without the word the texts are numbers, which are written with fewest digits.
    let (text, _) = try clean(
      "a,b\n1.50,1\nx,2\n2.50,3\n", "mark_missing: {column: a, values: [x]}")
    #expect(text == "a,b\n1.5,1\n,2\n2.5,3\n")
  }

  @Test("A plan carried out on what it made changes nothing, for any plan and table", .tags(.law))
  func idempotence() throws {
    var draws = SplitMix(seed: 404)
    var (settled, refused) = (0, 0)
    for _ in 0..<1_500 {
      let table = randomTable(&draws)
      let steps = (0..<(1 + draws.below(6))).map { _ in randomStep(&draws) }.joined(separator: "\n")
      let head = draws.chance(0.5) ? "unit: u\ntime: t\n" : ""
      do {
        let (text, _) = try clean(table, steps, head: head)
        settled += 1
        let again = try clean(text, steps, head: head)
        #expect(again.text == text, "\(steps)\n\(table)\n→\n\(text)\n→\n\(again.text)")
      } catch is CleaningFailure {
        refused += 1
      }
    }
    // Steps on columns that an earlier one dropped or renamed are refused; most plans are carried out.
    #expect(settled > 800, "\(settled) of \(settled + refused)")
  }

  private func randomTable(_ draws: inout SplitMix) -> String {
    var text = "u,t,a,b,k\n"
    for _ in 0..<(1 + draws.below(25)) {
      let cells = [
        draws.pick(["x", "y", "z"]), "\(draws.below(9))",
        draws.pick(["1", "2", "2", "2", "-999", "", "NA", "30.5", "off"]),
        draws.pick(["0.5", "-1", "7", "", "1e3"]),
        draws.pick(["l", "L", "True", "007", "", "1.50"]),
      ]
      text += cells.joined(separator: ",") + "\n"
    }
    return text
  }

  private func randomStep(_ draws: inout SplitMix) -> String {
    draws.pick([
      "numbers: [a]", "mark_missing: {column: a, values: [-999, 2]}", "drop_rows: {missing: [b]}",
      "mark_missing: {column: k, values: [l, 1.5]}",
      "replace: {column: k, values: {l: L, True: \"\"}}",
      "clip: {column: b, least: -0.5, most: 10}", "drop_stuck_runs: {column: b, longer_than: 1}",
      "convert: {column: b, from: degF, to: degC}", "rename: {b: c}", "drop_columns: [k]",
      "drop_duplicates: all", "drop_duplicates: {by: [u]}", "sort: [u, t]", "sort: [k, b]",
      "fill: {columns: [b], with: mean}", "fill: {columns: [b], with: previous}",
      "fill: {columns: [a, k], with: next}", "fill: {columns: [b, k], with: commonest}",
      "fill: {columns: [k], with: none}", "fill: {columns: [b], with: median}",
    ])
  }
}
