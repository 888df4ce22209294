import Experiments
import JSONDocuments

/// Rows of tables printed in the literature, as cases.
///
/// A row has no id and no plan. Its id is made from its place in the file, its family from its table;
/// its answer is the recomputed value, which has more digits than the printed one and agrees with it.
extension BatteryCase {
  /// The length, in units of the mean time of work, for which throughputs of rows are simulated:
  /// 50 times as many parts give a standard error of about 0.1 %.
  static let rowPlan = SimulationPlan(
    replications: 50, warmUp: 1_000, length: 10_000, unit: "time")

  /// Reads a row.
  ///
  /// - Parameters:
  ///   - fields: The row.
  ///   - number: Its place in the file, from 1.
  /// - Throws: ``CaseProblem`` where it is no row.
  init(publishedRow fields: CaseParameters, number: Int) throws(CaseProblem) {
    let table = try fields.text("table")
    let family = BatteryCase.family(ofTable: table)
    self.init(
      id: "published-\(number)", family: family,
      parameters: CaseParameters(
        // A table's title may give a parameter that all of its rows share.
        try fields.members("parameters") + [JSONValue.Member("table", .text(table))]),
      expected: [
        ExpectedValue(try fields.text("metric"), .number(try fields.number("recomputed")))
      ],
      plan: family == "published.line" ? BatteryCase.rowPlan : nil)
  }

  private static func family(ofTable table: String) -> String {
    let words = table.lowercased()
    let families = [
      ("exponential line", "published.line"), ("cusum", "published.cusum"),
      ("ewma", "published.ewma"), ("(s,s)", "published.sS"),
      ("lost sales", "published.lost_sales"), ("eoq", "published.eoq"),
      ("newsvendor", "published.newsvendor"),
    ]
    return families.first { words.contains($0.0) }?.1 ?? "published: \(table)"
  }
}
