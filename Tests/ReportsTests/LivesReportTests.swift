import LifetimeAnalysis
import TestSupport
import Testing

@testable import Reports

@Suite("Pages about lives")
struct LivesReportTests {
  /// Lives of a Weibull distribution with shape 3 at its quantiles: nothing is left to chance.
  private func lives(_ count: Int = 40, shape: Double = 3) throws -> LifeSample {
    let law = LifeDistribution.weibull(scale: 100, shape: shape)
    return try LifeSample(
      times: (0..<count).map { law.quantile((Double($0) + 0.5) / Double(count)) },
      failed: (0..<count).map { $0 % 8 != 7 })
  }

  private func report(_ sample: LifeSample) throws -> LivesReport {
    try LivesReport(
      source: "lives.csv", sample: sample, unit: "h",
      groups: ((0..<sample.count).map { $0 % 2 }, ["north & west", "<south>"]),
      causes: LivesReport.Causes(
        of: (0..<sample.count).map { $0 % 3 == 0 ? 0 : 1 }, names: ["seal", "\"winding\""]),
      command: "fettle lives lives.csv", version: "1.2.3")
  }

  @Test("A page reads strictly, with curves, hazard, Weibull plot, groups and causes")
  func page() throws {
    let report = try report(lives())
    let read = try PageCheck.check(report.page)
    #expect(report.page.charts.charts.count == 5)
    #expect(report.page.html == (try self.report(lives())).page.html)
    #expect(read.all("th").contains { $0.text == "\"winding\"" })
  }

  @Test("What wears out is said to wear out, and what does not is not", .tags(.exact))
  func aging() throws {
    func claim(_ shape: Double) throws -> String {
      try PageCheck.check(try report(lives(200, shape: shape)).page).all("p", class: "claim")[0]
        .text
    }
    #expect(try claim(3).hasSuffix("they wear out: the older, the sooner they fail."))
    #expect(try claim(0.5).hasSuffix("they fail early: what has lived long fails more seldom."))
    // An eighth goes on, so that the fitted shape is a little above that of the law; 200 lives do not tell 1 from it.
    #expect(try claim(1).hasSuffix("age does not clearly matter."))
  }

  @Test("Lives that are known by looks only have no steps, and a page all the same")
  func looks() throws {
    let sample = try LifeSample(
      lower: [0, 10, 20, 20, 30, 40, 50, 60], upper: [10, 20, 30, 30, 40, 50, 60, .infinity])
    let report = try LivesReport(
      source: "looks.csv", sample: sample, unit: nil, command: "", version: "1.2.3")
    try PageCheck.check(report.page)
    #expect(report.curve == nil)
  }

  @Test("Long curves are drawn at 250 steps, the first and the last among them", .tags(.exact))
  func steps() {
    #expect(LivesReport.steps(3) == [0, 1, 2])
    let steps = LivesReport.steps(10_000)
    #expect(steps.count == 250 && steps.first == 0 && steps.last == 9_999)
  }
}
