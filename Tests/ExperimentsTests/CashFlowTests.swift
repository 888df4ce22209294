import Experiments
import TestSupport
import Testing

@Suite("Cash flow")
struct CashFlowTests {
  /// The annuity of n years at the rate i is (1 - (1 + i)^-n) / i; money that comes evenly is worth
  /// i / ln(1 + i) times as much.
  @Test("Without a ramp it is the annuity", .tags(.exact), arguments: [0.01, 0.08, 0.25])
  func annuity(rate: Double) {
    let flow = CashFlow(
      invest: 60_000, benefit: 25_000, runningCost: 4_000, years: 5, discount: rate)
    let annuity = (1 - (1 + rate).raised(to: -5)) / rate * rate / (1 + rate).logarithm
    // Three operations on numbers of 1e5 at most.
    #expect(abs(flow.netPresentValue - (-60_000 + 21_000 * annuity)) < 1e-9)
    #expect(abs(flow.annuityFactor - annuity) < 1e-13)
  }

  @Test("Without discount it is the sum", .tags(.exact))
  func undiscounted() {
    let flow = CashFlow(invest: 100, benefit: 50, runningCost: 10, years: 4)
    #expect(abs(flow.netPresentValue - 60) < 1e-12)
    let ramp = CashFlow(invest: 100, benefit: 50, runningCost: 10, rampUp: 2, years: 4)
    // The ramp costs half of two years' benefit.
    #expect(abs(ramp.netPresentValue - 10) < 1e-12)
    let endless = CashFlow(invest: 0, benefit: 50, rampUp: 8, years: 4)
    #expect(abs(endless.netPresentValue - 50 * 4 * 4 / 16) < 1e-12)
  }

  @Test(
    "The ramp's factor is the integral", .tags(.exact),
    arguments: [0.0, 1e-9, 1e-4, 0.02, 0.08, 0.4, 2], [0.25, 1, 3, 7])
  func ramp(rate: Double, rampUp: Double) {
    let flow = CashFlow(invest: 0, benefit: 1, rampUp: rampUp, years: 5, discount: rate)
    let force = (1 + rate).logarithm
    // Simpson's rule on each smooth piece; its error is below 1e-12 here.
    func integral(_ from: Double, _ to: Double) -> Double {
      let steps = 2_000
      let width = (to - from) / Double(steps)
      func value(_ step: Int) -> Double {
        let time = from + Double(step) * width
        return min(1, time / rampUp) * (-force * time).exponential
      }
      var sum = value(0) + value(steps)
      for step in 1..<steps { sum += (step % 2 == 0 ? 2 : 4) * value(step) }
      return sum * width / 3
    }
    let bend = min(rampUp, 5)
    let expected = integral(0, bend) + (bend < 5 ? integral(bend, 5) : 0)
    #expect(abs(flow.benefitFactor - expected) < 1e-10)
  }

  @Test(
    "At the payback what was earned equals what was paid", .tags(.law),
    arguments: [
      CashFlow(invest: 60, benefit: 40, runningCost: 5, years: 10),
      CashFlow(invest: 60, benefit: 40, runningCost: 5, rampUp: 1, years: 10),
      CashFlow(invest: 6, benefit: 40, runningCost: 5, rampUp: 3, years: 10),
      CashFlow(invest: 6, benefit: 40, runningCost: 50, rampUp: 3, years: 10),
    ])
  func payback(flow: CashFlow) throws {
    guard let time = flow.payback else {
      // 40 a year never earns 50 a year.
      #expect(flow.runningCost > flow.benefit)
      return
    }
    let earned = CashFlow(
      invest: flow.invest, benefit: flow.benefit, runningCost: flow.runningCost,
      rampUp: flow.rampUp, years: time)
    #expect(abs(earned.netPresentValue) < 1e-10)
  }

  @Test("Nothing paid is paid back at once, and nothing earned never", .tags(.exact))
  func extremes() {
    #expect(CashFlow(invest: 0, benefit: -1, years: 5).payback == 0)
    #expect(CashFlow(invest: 1, benefit: -1, years: 5).payback == nil)
    #expect(CashFlow(invest: 100, benefit: 10, years: 5).payback == nil)
    #expect(CashFlow(invest: 50, benefit: 10, years: 5).payback == 5)
  }

  @Test("What is there at the time of payback is nothing, and at the beginning the investment")
  func balance() throws {
    for flow in [
      CashFlow(invest: 100, benefit: 50, runningCost: 10, years: 4),
      CashFlow(invest: 100, benefit: 50, runningCost: 10, rampUp: 2, years: 8),
      CashFlow(invest: 10, benefit: 50, rampUp: 2, years: 8),
    ] {
      let payback = try #require(flow.payback)
      #expect(abs(flow.balance(after: payback)) < 1e-9 * flow.invest)
      #expect(flow.balance(after: 0) == -flow.invest)
    }
    // 50 a year less 10, and in the first two years half of the 50.
    let flow = CashFlow(invest: 100, benefit: 50, runningCost: 10, rampUp: 2, years: 8)
    #expect(flow.balance(after: 1) == 50 / 4 - 10 - 100)
    #expect(flow.balance(after: 3) == 50 + 50 - 30 - 100)
  }
}
