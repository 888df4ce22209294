import DataTables
import TestSupport
import Testing

@testable import Datasets

@Suite("Cleaning plans")
struct CleaningPlanTests {
  func messages(_ text: String) -> [String] {
    do throws(CleaningFailure) {
      _ = try CleaningPlan(text: text, file: "plan.yaml")
      return []
    } catch {
      return error.diagnostics.map { "\($0)" }
    }
  }

  @Test("Every step is read as it is written", .tags(.exact))
  func steps() throws {
    let plan = try CleaningPlan(
      text: """
        fettle_plan: 1
        unit: machine
        time: hour
        steps:
          - numbers: torque
          - decimal_commas: [a, b]
          - mark_missing: {column: t, values: [-999, unknown]}
          - replace: {column: kind, values: {l: L, "": M}}
          - clip: {column: t, least: 0}
          - drop_stuck_runs: {column: t, longer_than: 20}
          - convert: {column: t, from: degF, to: degC}
          - convert: {column: v, from: counts, to: V, multiply: 0.5, add: 1}
          - rename: {old: new}
          - drop_columns: [x, "y z"]
          - drop_rows: {missing: [failed]}
          - drop_duplicates: all
          - drop_duplicates: {by: [machine, hour]}
          - sort: [machine, hour]
          - fill: {columns: [t], with: previous}
          - fill: {columns: kind, with: none}
        """, file: "plan.yaml")
    #expect(plan.unit == "machine" && plan.time == "hour")
    #expect(
      plan.steps.map(\.action) == [
        .numbers(["torque"]), .decimalCommas(["a", "b"]),
        .markMissing(column: "t", values: ["-999", "unknown"]),
        .replace(column: "kind", values: ["l": "L", "": "M"]),
        .clip(column: "t", least: 0, most: nil), .dropStuckRuns(column: "t", longerThan: 20),
        .convert(
          column: "t",
          UnitConversion(from: "degF", to: "degC", factor: 5.0 / 9, offset: -160.0 / 9)),
        .convert(
          column: "v", UnitConversion(from: "counts", to: "V", factor: 0.5, offset: 1)),
        .rename(from: "old", to: "new"), .dropColumns(["x", "y z"]),
        .dropRows(missing: ["failed"]), .dropDuplicates(by: []),
        .dropDuplicates(by: ["machine", "hour"]), .sort(["machine", "hour"]),
        .fill(columns: ["t"], .previous), .fill(columns: ["kind"], .value("none")),
      ])
    #expect(plan.steps.map(\.line) == Array(5...20))
    #expect(plan.steps[0].column == 5)
  }

  @Test("All mistakes are told at once, with their places", .tags(.failure))
  func mistakes() {
    #expect(
      messages(
        """
        fettle_plan: 2
        units: machine
        steps:
          - drop_colums: [a]
          - clip: {column: t, lest: 0}
          - clip: {column: t, least: 9, most: 1}
          - drop_stuck_runs: {column: t, longer_than: none}
          - convert: {column: t, from: degF, to: bar}
          - convert: {column: t, from: degF, to: degc}
          - replace: {column: k, values: {a: b, b: a}}
          - fill: [a]
          - sort: {}
          - drop_rows
          - rename: {a: a}
        """) == [
          "plan.yaml:2:1: error: unknown key 'units' of a plan; did you mean 'unit'?",
          "plan.yaml:1:14: error: 'fettle_plan' is '2'; this version of Fettle reads plans of kind 1",
          "plan.yaml:4:5: error: unknown key 'drop_colums' of a step; did you mean 'drop_columns'?",
          "plan.yaml:5:23: error: unknown key 'lest' of 'clip'; did you mean 'least'?",
          "plan.yaml:5:11: error: 'clip' has neither 'least' nor 'most'",
          "plan.yaml:6:11: error: 'least' is above 'most'",
          "plan.yaml:7:47: error: 'longer_than' takes a whole number of rows from 1, not 'none'",
          "plan.yaml:8:42: error: it is not known how 'degF' becomes 'bar'; say it by 'multiply' and 'add'",
          "plan.yaml:9:42: error: it is not known how 'degF' becomes 'degc'; did you mean 'degC'?",
          "plan.yaml:10:35: error: 'a' becomes 'b', which is itself replaced; give the last value at once",
          "plan.yaml:11:11: error: 'fill' takes {columns: [temperature], with: previous}, not a list",
          "plan.yaml:12:11: error: 'sort' takes a list of columns, as in [a, b], not a mapping",
          "plan.yaml:13:5: error: expected a step such as 'drop_columns: [a, b]', not 'drop_rows'",
          "plan.yaml:14:13: error: 'rename' takes {old: new}, a column a step",
        ])
  }

  @Test("What is no plan is told in one message", .tags(.failure))
  func noPlan() {
    #expect(
      messages("") == [
        "plan.yaml:1:1: error: this is no plan; begin with 'fettle_plan: 1', then 'steps:' and what is to be "
          + "done"
      ])
    #expect(
      messages("steps:\n") == [
        "plan.yaml:1:1: error: the plan has no 'fettle_plan'; write 'fettle_plan: 1' at its top"
      ])
    #expect(messages("fettle_plan: 1\nsteps: [a\n").first?.hasPrefix("plan.yaml:") == true)
    #expect(messages("fettle_plan: 1\nsteps:\n") == [])
  }

  @Test("Units are converted by their definitions", .tags(.exact))
  func conversions() throws {
    for (from, to, value, expected) in [
      ("degF", "degC", 212.0, 100.0), ("degC", "K", 0, 273.15), ("K", "degF", 273.15, 32),
      ("bar", "psi", 1, 14.503773773020923), ("in", "mm", 1, 25.4), ("rpm", "Hz", 1_800, 30),
      ("kWh", "MJ", 1, 3.6), ("h", "s", 2, 7_200), ("%", "1", 50, 0.5), ("lb", "kg", 1, 0.45359237),
    ] {
      let conversion = try #require(UnitConversion(from: from, to: to))
      // Two roundings of the factor and the offset, of numbers up to 500.
      #expect(
        abs(conversion.converted(value) - expected) < 1e-11, "\(from) \(to)")
    }
    #expect(UnitConversion(from: "Nm", to: "kNm")?.converted(49.1) == 0.0491)
    #expect(UnitConversion(from: "mm", to: "m")?.converted(49.1) == 0.0491)
    #expect(UnitConversion(from: "degC", to: "bar") == nil)
  }
}
