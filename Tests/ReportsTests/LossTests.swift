import Experiments
import FactoryModel
import FactorySimulation
import Scenarios
import SimulationStatistics
import TestSupport
import Testing

@testable import Reports

@Suite("What is lost")
struct LossTests {
  /// The worked example of the manual: a jam of 30 min after 7 h of work, and 40 s a part instead of 30 s.
  static let press = """
    fettle: 1
    name: One shift
    horizon: 8 h
    products: {part: {release: saturated, route: [press]}}
    stations:
      press:
        time: 40 s
        ideal_time: 30 s
        failures: {jam: {after: 7 h, clock: producing, repair: 30 min}}
    """

  @Test("From all time to good parts, the worked example's figures", .tags(.exact))
  func waterfall() async throws {
    let kept = try await Runs.keep([try Runs.arm(text: Self.press)], replications: 2)
    let arm = kept.report.arms[0]
    let losses = try #require(TimeLosses(of: arm.stations[0], in: arm.entry))
    #expect(
      losses.steps.map(\.name) == [
        "all time", "open time", "down", "producing", "lost speed", "good parts",
      ])
    let ends = [1, 1, 0.9375, 0.9375, 0.703125, 0.703125]
    for (step, end) in zip(losses.steps, ends) {
      let reached = step.kind == .rest ? step.end : step.start
      // Sums and ratios of numbers near 1: some units in the last place.
      #expect(abs(reached - end) < 1e-12, "\(step.name)")
    }
  }

  @Test(
    "The bars follow one another, end at open time × OEE, and are those of the table", .tags(.law))
  func waterfallOfLine() async throws {
    let kept = try await Runs.keep([try Runs.arm()])
    let arm = kept.report.arms[0]
    let page = try PageReader(kept.report.page.html)
    let use = try #require(StationUse.busiest(of: arm.stations))
    let losses = try #require(TimeLosses(of: use, in: arm.entry))
    let oee = try #require(arm.entry.entry("stations.\(use.station).oee")?.mean)
    #expect(abs((losses.steps.last?.end ?? 0) - oee * use.open) < 1e-12)
    var rest = 1.0
    for step in losses.steps {
      // What is below 0.05 % is no bar.
      #expect(abs((step.kind == .rest ? step.end : max(step.start, step.end)) - rest) < 0.0011)
      rest = step.kind == .rest ? step.end : step.start
    }
    let chart = try #require(try ChartReader.charts(with: "step", in: page).first)
    let rows = ChartReader.rows(in: chart)
    #expect(rows.count == losses.steps.count)
    let lines = page.all("tr").map(\.text)
    for (row, step) in zip(rows, losses.steps) {
      #expect(ChartReader.isSame(row["from"], step.start))
      #expect(ChartReader.isSame(row["to"], step.end))
      let beginning = step.name + step.meaning + FigureText.percent(step.length)
      #expect(lines.contains { $0.hasPrefix(beginning) }, "\(step.name)")
    }
  }

  @Test("Down time goes to what struck last", .tags(.exact))
  func causes() throws {
    // Work from 0 to 3 h, jam to 3.5 h; work to 4.5 h, when 4 h have been worked: leak to 5.75 h; work to
    // 7.75 h, 3 h of work after the jam: jam to the end. So the jam takes 0.75 h, the leak 1.25 h, and a
    // week is 21 times 8 h.
    let text = """
      fettle: 1
      horizon: 8 h
      products: {part: {release: saturated, route: [press]}}
      stations:
        press:
          time: 40 s
          failures:
            jam: {after: 3 h, clock: producing, repair: 30 min}
            leak: {after: 4 h, clock: producing, repair: 75 min}
      """
    let factory = try Runs.arm(text: text).scenario.factory
    let look = try #require(
      try SecondLook(of: factory, seed: 1, atMost: 1, events: 1_000_000))
    let causes = DownCauses(of: look).causes
    #expect(causes.map(\.title) == ["press · leak", "press · jam"])
    #expect(causes.map(\.lower) == [nil, nil])
    for (cause, hours) in zip(causes, [26.25, 15.75]) { #expect(abs(cause.hours - hours) < 1e-9) }
    #expect(abs(causes[0].share - 0.625) < 1e-12)
    #expect(causes.map(\.cumulative) == [causes[0].share, 1])
  }

  @Test("Causes add up to the down time of their stations, in the chart and the table", .tags(.law))
  func causesOfLine() async throws {
    let text = Runs.line.replacing(
      "failures: {jam:",
      with: "failures: {leak: {after: exponential 3 h, repair: exponential 20 min}, jam:")
    let kept = try await Runs.keep([try Runs.arm(text: text)])
    let arm = kept.report.arms[0]
    let look = try #require(
      try SecondLook(of: arm.factory, seed: 3, atMost: 4, events: 1_000_000))
    #expect(look.replications.count == 4 && look.isWhole)
    let causes = DownCauses(of: look).causes
    #expect(Set(causes.map(\.title)) == ["mould · jam", "mould · leak"])
    let downtime = try #require(arm.entry.entry("stations.mould.unplanned_downtime")?.mean)
    #expect(abs(causes.reduce(0) { $0 + $1.hours } - downtime) < 1e-9 * downtime)
    let page = try PageReader(kept.report.page.html)
    let chart = try #require(try ChartReader.charts(with: "cause", in: page).first)
    let rows = ChartReader.rows(in: chart)
    let lines = page.all("tr").map(\.text)
    for (row, cause) in zip(rows, causes) {
      #expect(row["cause"] as? String == cause.title)
      #expect(ChartReader.isSame(row["hours"], cause.hours))
      let cells = [
        cause.station, cause.name, RunReport.measure(cause.hours, cause.lower, cause.upper),
        FigureText.percent(cause.share), FigureText.percent(cause.cumulative),
      ]
      #expect(lines.count { $0 == cells.joined() } == 1)
    }
  }

  @Test("Cost lines add up to the total, and the bar is divided among them", .tags(.law))
  func costs() async throws {
    let kept = try await Runs.keep(
      [try Runs.arm("base"), try Runs.arm("more", "stations.check.buffer=9")], baseline: 0)
    let costs = try #require(CostShares(of: kept.report.arms))
    #expect(Set(costs.lines.map(\.title)) == ["downtime", "scrap", "escapes"])
    let page = try PageReader(kept.report.page.html)
    let chart = try #require(try ChartReader.charts(with: "cost", in: page).first)
    let rows = ChartReader.rows(in: chart)
    for (index, arm) in kept.summary.arms.enumerated() {
      let total = try #require(arm.entry("cost.total")?.mean)
      let sum = costs.lines.reduce(0) { $0 + ($1.entries[index]?.mean ?? 0) }
      #expect(abs(sum - total) < 1e-9 * total)
      let drawn = rows.filter { $0["arm"] as? String == arm.arm }
      #expect(drawn.count == costs.lines.count)
      for (row, line) in zip(drawn, costs.lines) {
        #expect(row["line"] as? String == line.title)
        #expect(ChartReader.isSame(row["cost"], arm.entry(line.metric)?.mean))
      }
    }
  }

  @Test(
    "Shares of the bottleneck and arrows are those of a study of the same replications", .tags(.law)
  )
  func bottlenecks() async throws {
    let kept = try await Runs.keep([try Runs.arm()])
    let arm = kept.report.arms[0]
    let look = try #require(
      try SecondLook(of: arm.factory, seed: 3, atMost: 4, events: 1_000_000))
    let shares = try #require(BottleneckShares(of: look, in: arm))
    let study = BottleneckStudy(factory: arm.factory, seed: 3, replications: 4, jobs: 1)
    let findings = try await study.run()
    for finding in findings {
      let row = try #require(
        shares.rows.first { $0.station == arm.factory.stations[finding.station].name })
      #expect(abs(row.share - finding.share.mean) < 1e-12)
      #expect(abs(row.alone - finding.alone) < 1e-12)
      #expect(abs(row.starved - finding.starved) < 1e-12)
      #expect(abs(row.blocked - finding.blocked) < 1e-12)
    }
    let heldUp = try #require(study.heldUp(by: findings))
    #expect(shares.heldUp == heldUp.map { arm.factory.stations[$0].name })
    let page = try PageReader(kept.report.page.html)
    let chart = try #require(try ChartReader.charts(with: "arrow", in: page).first)
    let bars = ChartReader.rows(in: chart).filter { $0["kind"] as? String == "alone" }
    #expect(bars.map { $0["station"] as? String } == shares.rows.map(\.station))
    for (bar, row) in zip(bars, shares.rows) { #expect(ChartReader.isSame(bar["to"], row.alone)) }
  }
}
