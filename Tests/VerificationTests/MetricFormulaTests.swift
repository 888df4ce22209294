import SimulationStatistics
import TestSupport
import Testing

@testable import Verification

@Suite("Formulas of metrics")
struct MetricFormulaTests {
  private let observations = Observations(
    names: ["a", "b", "rate"],
    rows: [
      [Ratio(1), Ratio(10), Ratio(2, per: 4)], [Ratio(2), Ratio(20), Ratio(3, per: 5)],
      [Ratio(6), Ratio(12), Ratio(9, per: 11)],
    ])

  @Test("A metric alone has the mean and the error of its Student interval", .tags(.exact))
  func alone() throws {
    for (column, name) in observations.names.enumerated() {
      let estimate = try #require(MetricFormula.metric(name).estimate(from: observations))
      let interval = try #require(StudentInterval(observations.rows.map { $0[column] }))
      #expect(abs(estimate.mean - interval.mean) < 1e-12)
      // t(0.975, 2) = 4.302652729911275.
      let error = try #require(interval.halfWidth) / 4.302652729911275
      #expect(abs(try #require(estimate.standardError) - error) < 1e-9)
    }
  }

  /// By hand, with SE² = Σ e² / (3 · 2).
  ///
  /// a: mean 3, deviations -2, -1, 3; b: mean 14, deviations -4, 6, -2.
  @Test("Errors of arithmetic take dependence into account", .tags(.exact))
  func arithmetic() throws {
    func check(_ formula: MetricFormula, _ mean: Double, _ residuals: [Double]) throws {
      let estimate = try #require(formula.estimate(from: observations))
      #expect(abs(estimate.mean - mean) < 1e-12)
      let error = (residuals.reduce(0) { $0 + $1 * $1 } / 6).squareRoot()
      #expect(abs(try #require(estimate.standardError) - error) < 1e-12)
    }
    try check(.metric("a") + .metric("b"), 17, [-6, 5, 1])
    try check(.metric("a") - .metric("b"), -11, [2, -7, 5])
    try check(1 - .metric("a"), -2, [2, 1, -3])
    // 14 · Δa + 3 · Δb.
    try check(.metric("a") * .metric("b"), 42, [-40, 4, 36])
    // Δa / 14 - 3 Δb / 196.
    try check(
      .metric("a") / .metric("b"), 3.0 / 14, [-28.0 + 12, -14.0 - 18, 42.0 + 6].map { $0 / 196 })
    // A metric that stands twice is one metric.
    try check(.metric("a") - .metric("a"), 0, [0, 0, 0])
  }

  @Test("Without a value there is no estimate", .tags(.exact))
  func missing() {
    #expect(MetricFormula.metric("none").estimate(from: observations) == nil)
    #expect((MetricFormula.metric("a") / 0).estimate(from: observations) == nil)
  }

  @Test("Formulas are written with the parentheses that they need, and no others", .tags(.exact))
  func text() {
    let a = MetricFormula.metric("a")
    let b = MetricFormula.metric("b")
    #expect("\(a * 60)" == "a * 60")
    #expect("\(1 - a)" == "1 - a")
    #expect("\(a / (a + b))" == "a / (a + b)")
    #expect("\(a - (b - 1))" == "a - (b - 1)")
    #expect("\(a - b - 1)" == "a - b - 1")
    #expect("\(a * b / (a / 2.5))" == "a * b / (a / 2.5)")
    #expect("\((a + b) * 2)" == "(a + b) * 2")
    #expect((a / (a + b)).metrics == ["a", "b"])
  }
}
