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

  @Test(
    "Effects of covariates are those of the regressions, for a standard deviation", .tags(.exact))
  func effects() throws {
    let law = LifeDistribution.weibull(scale: 100, shape: 2)
    // Heat halves lives; what is worth nothing goes up and down beside it.
    let (heat, noise) = ((0..<60).map { Double($0 % 2) }, (0..<60).map { Double($0 % 3) })
    let times = (0..<60).map { row in
      law.quantile((Double(row / 2) + 0.5) / 30) * (heat[row] > 0 ? 0.5 : 1)
    }
    let sample = try LifeSample(times: times, failed: times.indices.map { $0 % 10 != 9 })
    let covariates = try CovariateTable(columns: [("heat", heat), ("<noise>", noise)])
    let report = try LivesReport(
      source: "lives.csv", sample: sample, unit: "h", family: .weibull, covariates: covariates,
      command: "", version: "1.2.3")
    let read = try PageCheck.check(report.page)
    let effects = try #require(report.effects)
    let regression = try LifeRegression(sample, covariates, .weibull)
    #expect(effects.lives == regression)
    #expect(effects.hazards == (try CoxRegression(sample, covariates)))
    // Of so many zeros and ones as of each, the deviation is a half.
    #expect(effects.deviations[0] == 0.5)
    let estimate = regression.coefficients[1].estimate
    let cells = read.all("td").map(\.text)
    for digits in [Digits.text(estimate.exponential), Digits.text((estimate / 2).exponential)] {
      #expect(cells.contains(digits), "\(digits)")
    }
    #expect(read.all("th").contains { $0.text == "<noise>" })
    #expect(read.all("h2").map(\.text).contains("What raises the rate of failures"))
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
