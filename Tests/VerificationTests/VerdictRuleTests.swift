import Experiments
import JSONDocuments
import TestSupport
import Testing

@testable import Verification

@Suite("Verdicts")
struct VerdictRuleTests {
  private let plan = SimulationPlan(
    replications: 50, warmUp: 0, length: 1_000, unit: "time", standardErrors: ["W": 0.1, "L": 0.1],
    gates: ["W"])

  private func judge(
    _ mean: Double, _ error: Double?, of name: String = "W", reference: Double? = nil,
    tier: VerificationTier = .full
  ) -> (deviation: Double, verdict: MetricVerdict) {
    VerdictRule.judge(
      Estimate(mean: mean, standardError: error),
      expected: ExpectedValue(name, .number(10), standardError: reference), answer: 10,
      plan: plan, tier: tier)
  }

  @Test("Four standard errors pass, a little more fails", .tags(.exact))
  func fourErrors() {
    // Halves are exact in binary.
    #expect(judge(10.5, 0.125).verdict == .passed)
    #expect(judge(9.5, 0.125).verdict == .passed)
    #expect(judge(10.51, 0.125).verdict == .failed)
    #expect(judge(9.49, 0.125).verdict == .failed)
    #expect(judge(10.25, 0.125).deviation == 2)
  }

  @Test("A spread that came out small counts as half the recommended one", .tags(.exact))
  func smallSpread() {
    // 0.15 / 0.01 would be 15 standard errors; 0.15 / 0.05 are 3.
    let (deviation, verdict) = judge(10.15, 0.01)
    #expect(abs(deviation - 3) < 1e-12)
    #expect(verdict == .passed)
  }

  @Test("On the quick tier errors are √10 times as great, and no run is too short", .tags(.exact))
  func quick() {
    // Half of 0.1 √10 is 0.158; four of them are 0.632.
    #expect(judge(10.63, 0.01, tier: .quick).verdict == .passed)
    #expect(judge(10.64, 0.01, tier: .quick).verdict == .failed)
    #expect(judge(10, 0.5, tier: .quick).verdict == .passed)
  }

  @Test("A gate metric with more than 1.3 times the recommended error is too short", .tags(.exact))
  func tooShort() {
    #expect(judge(10, 0.131).verdict == .tooShort)
    #expect(judge(10, 0.129).verdict == .passed)
    #expect(judge(10, 0.2, of: "L").verdict == .passed)
    #expect(judge(11, 0.2).verdict == .failed)
    #expect(judge(10, nil).verdict == .tooShort)
  }

  @Test("A simulated reference adds its error in quadrature", .tags(.exact))
  func reference() {
    // √(0.3² + 0.4²) = 0.5.
    let (deviation, _) = judge(11, 0.3, of: "L", reference: 0.4)
    #expect(abs(deviation - 2) < 1e-12)
  }

  @Test("What never varies must be equal", .tags(.exact))
  func constant() {
    func verdict(_ mean: Double) -> MetricVerdict {
      VerdictRule.judge(
        Estimate(mean: mean, standardError: 0), expected: ExpectedValue("x", .number(10)),
        answer: 10, plan: plan, tier: .full
      ).verdict
    }
    #expect(verdict(10) == .passed)
    #expect(verdict(10.001) == .failed)
  }

  @Test(
    "Relative errors go through lists and objects, and unlike shapes never agree", .tags(.exact))
  func relativeErrors() {
    func error(_ value: JSONValue, _ answer: JSONValue) -> Double {
      VerdictRule.relativeError(of: value, from: answer)
    }
    #expect(error(.number(2.2), .number(2)) == 0.10000000000000009)
    #expect(error(.number(0), .number(0)) == 0)
    #expect(error(.number(1e-3), .number(0)) == 1e-3)
    #expect(error(.list([.number(1), .number(3)]), .list([.number(1), .number(2)])) == 0.5)
    #expect(
      error(
        .object([.init("b", .number(4)), .init("a", .number(1))]),
        .object([.init("a", .number(1)), .init("b", .number(5))])) == 0.2)
    #expect(error(.list([.number(1)]), .list([])) == .infinity)
    #expect(error(.text("x"), .number(1)) == .infinity)
  }
}
