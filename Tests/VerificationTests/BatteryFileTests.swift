import Experiments
import Foundation
import JSONDocuments
import TestSupport
import Testing

@testable import Verification

@Suite("Files of cases")
struct BatteryFileTests {
  private func read(_ text: String) throws -> [BatteryCase] {
    try BatteryFile(text: Array(text.utf8), name: "cases.json").cases
  }

  private func message(_ text: String) -> String {
    do throws(BatteryFileError) {
      _ = try BatteryFile(text: Array(text.utf8), name: "cases.json")
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  private let good = """
    [{"id": "a-1", "family": "queue.mm1", "description": "…",
      "parameters": {"arrival_rate": 0.25, "service_rate": 1},
      "expected": {"W": 1.3333333333, "P_wait": 0.25, "W_se": 0.01},
      "tolerance_hint": {"unit": "customers", "replications": 50, "length_per_replication": 1000,
        "warmup_per_replication": 100, "se_at_recommended": {"W": 0.02}, "gate_metrics": ["W"],
        "rule": "…"}},
     {"id": "b-1", "family": "quality.capability", "parameters": {},
      "expected": {"Cp": [1, {"x": 2.5e-1}]}, "tolerance_hint": {"rel_tol": 1e-9}}]
    """

  @Test("A case is read with its plan, answers keep their order", .tags(.exact))
  func cases() throws {
    let cases = try read(good)
    #expect(
      cases[0]
        == BatteryCase(
          id: "a-1", family: "queue.mm1",
          parameters: CaseParameters([
            .init("arrival_rate", .number(0.25)), .init("service_rate", .number(1)),
          ]),
          expected: [
            ExpectedValue("W", .number(1.3333333333), standardError: 0.01),
            ExpectedValue("P_wait", .number(0.25)),
          ],
          plan: SimulationPlan(
            replications: 50, warmUp: 100, length: 1_000, unit: "customers",
            standardErrors: ["W": 0.02], gates: ["W"])))
    #expect(cases[1].plan == nil)
    #expect(cases[1].relativeTolerance == 1e-9)
    #expect(
      cases[1].expected
        == [ExpectedValue("Cp", .list([.number(1), .object([.init("x", .number(0.25))])]))])
  }

  @Test("Standard errors of references go to the value they name, or to all", .tags(.exact))
  func referenceErrors() throws {
    let named = ExpectedValue.answers(from: [
      .init("PCS_reference", .number(0.9)), .init("PCS_se", .number(0.002)),
      .init("h", .number(2)), .init("lonely_se", .number(3)),
    ])
    #expect(named.map(\.name) == ["PCS_reference", "h", "lonely_se"])
    #expect(named.map(\.standardError) == [0.002, nil, nil])
    let common = ExpectedValue.answers(from: [
      .init("coverage", .number(0.9)), .init("reference_se", .number(0.01)),
    ])
    #expect(common == [ExpectedValue("coverage", .number(0.9), standardError: 0.01)])
  }

  @Test("Rows of published tables become cases with the recomputed value", .tags(.exact))
  func publishedRows() throws {
    let cases = try read(
      """
      [{"table": "balanced exponential line throughput", "source": "Hunt 1956",
        "parameters": {"stations": 2, "buffer_each": 0, "rate": 1.0, "blocking": "after service"},
        "metric": "throughput", "published": 0.6667, "recomputed": 0.666666667},
       {"table": "EOQ", "source": "…", "parameters": {"K": 8}, "metric": "Q*",
        "published": 304.05, "recomputed": 304.04678}]
      """)
    #expect(cases.map(\.id) == ["published-1", "published-2"])
    #expect(cases.map(\.family) == ["published.line", "published.eoq"])
    #expect(cases[0].expected == [ExpectedValue("throughput", .number(0.666666667))])
    #expect(cases[0].plan != nil && cases[1].plan == nil)
  }

  @Test(
    "A file that is no battery is refused with its place", .tags(.failure),
    arguments: [
      ("", "cases.json:1:1: error: the text ends where a value should be"),
      ("{}", "cases.json: error: expected a list of cases; found an object"),
      ("[1]", "cases.json: error: [0]: expected a case; found a number"),
      ("[\n  {\"id\": tru}]", "cases.json:2:10: error: expected a value"),
      ("[1, 2", "cases.json:1:6: error: expected ',' or ']' after an item of a list"),
      ("[{\"a\" 1}]", "cases.json:1:7: error: expected ':' after the name 'a'"),
      ("[{\"a\": 1,}]", "cases.json:1:10: error: expected a name in quotes"),
      ("[{\"a\": 1, \"a\": 2}]", "cases.json:1:11: error: the name 'a' is given twice"),
      ("[1.2.3]", "cases.json:1:2: error: '1.2.3' is no number"),
      ("[\"ab", "cases.json:1:5: error: a text is not closed; add '\"'"),
      ("[] []", "cases.json:1:4: error: the text goes on after its end"),
      (
        "[{\"id\": \"a\"}]",
        "cases.json: error: a.tolerance_hint: expected an object; there is none"
      ),
      (
        "[{\"id\": \"a\", \"family\": 3, \"tolerance_hint\": {}}]",
        "cases.json: error: a.family: expected a text; found a number"
      ),
      (
        """
        [{"id": "a", "family": "f", "parameters": {}, "expected": {},
          "tolerance_hint": {"replications": 1.5}}]
        """,
        "cases.json: error: a.tolerance_hint.replications: expected a whole number from 0; "
          + "found a number"
      ),
    ])
  func refused(text: String, expected: String) {
    #expect(message(text) == expected)
  }

  @Test("Two cases with one id are refused", .tags(.failure))
  func twins() {
    let one =
      "{\"id\": \"a\", \"family\": \"f\", \"parameters\": {}, \"expected\": {}, "
      + "\"tolerance_hint\": {}}"
    #expect(message("[\(one), \(one)]") == "cases.json: error: a: two cases have this id")
  }

  @Test("Lists nested too deep are refused", .tags(.failure))
  func tooDeep() {
    #expect(
      message(String(repeating: "[", count: 200))
        == "cases.json:1:101: error: lists and objects are nested more than 100 deep")
  }

  @Test("Escapes and surrogate pairs of texts are read, and written so that they read the same")
  func escapes() throws {
    let text = #"["a\"\\\/\n\u00e9\ud83d\ude00", "\u0001"]"#
    let value = try JSONReader.value(of: Array(text.utf8))
    #expect(value == .list([.text("a\"\\/\né😀"), .text("\u{1}")]))
    #expect(try JSONReader.value(of: Array(value.written().utf8)) == value)
  }

  @Test("A file that is not there is told apart from one that is a folder", .tags(.failure))
  func missing() throws {
    try withTemporaryFolder { folder in
      func kind(_ path: String) -> BatteryFileError.Kind? {
        do throws(BatteryFileError) {
          _ = try BatteryFile(path: path)
          return nil
        } catch {
          return error.kind
        }
      }
      #expect(kind(folder.path + "/none.json") == .missing)
      #expect(kind(folder.path) == .unreadable)
    }
  }
}
