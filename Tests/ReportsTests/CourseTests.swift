import Experiments
import FactoryModel
import FactorySimulation
import Scenarios
import TestSupport
import Testing

@testable import Reports

@Suite("How it goes on in time")
struct CourseTests {
  private static let week = 604_800.0

  @Test("Stretches are of a length that people use", .tags(.exact))
  func slices() throws {
    // 28 weeks of shifts; 9 h; 1100 h, of which 12 h are no whole part.
    let weeks = try #require(TimeSlices(upTo: 28 * Self.week, isWhole: true, hasCalendars: true))
    #expect((weeks.length, weeks.count) == (Self.week, 28))
    let hours = try #require(TimeSlices(upTo: 32_400, isWhole: true, hasCalendars: false))
    #expect((hours.length, hours.count) == (300, 108))
    let odd = try #require(TimeSlices(upTo: 1_100 * 3_600, isWhole: false, hasCalendars: false))
    #expect((odd.length, odd.count) == (43_200, 91))
    let days = try #require(TimeSlices(upTo: 15 * 86_400, isWhole: true, hasCalendars: true))
    #expect((days.length, days.count) == (86_400, 15))
    #expect(TimeSlices(upTo: 5, isWhole: true, hasCalendars: false) == nil)
    #expect(
      TimeSlices.words(86_400 * 10.5) == "1.5 wk" || TimeSlices.words(86_400 * 10.5) == "252 h")
    #expect(weeks.words(6.6 * Self.week, of: 28 * Self.week) == "6.6 of 28 wk")
  }

  private func warmed() throws -> Arm {
    try Runs.arm(text: Runs.line.replacing("horizon: 8 h", with: "warm_up: 1 h\nhorizon: 8 h"))
  }

  @Test("Stretches after the warm-up add up to the run's replications", .tags(.law))
  func sums() async throws {
    let kept = try await Runs.keep([try warmed()])
    let factory = kept.report.arms[0].factory
    let look = try #require(try SecondLook(of: factory, seed: 3, atMost: 4, events: 1_000_000))
    #expect(look.slices.count == 108 && look.isWhole)
    #expect(look.extent(of: 4) == "All 4 replications were simulated again for this")
    let good = kept.replications.values(of: "good_parts", in: "base")
    let queue = kept.replications.values(of: "stations.check.queue", in: "base")
    for (place, replication) in look.replications.enumerated() {
      let measured = replication.accounts.dropFirst(12)
      #expect(Double(measured.reduce(0) { $0 + $1.line.good }) == good[place])
      let waiting = measured.reduce(0) { $0 + $1.stations[1].queueTime } / factory.horizon
      let value = try #require(queue[place])
      #expect(abs(waiting - value) < 1e-9 * max(1, value))
    }
  }

  @Test("The line of a chart is the metric's mean in each stretch, as in the table", .tags(.law))
  func chart() async throws {
    let kept = try await Runs.keep([try warmed()])
    let look = try #require(
      try SecondLook(of: kept.report.arms[0].factory, seed: 3, atMost: 4, events: 1_000_000))
    let course = try #require(
      TimeCourse.all(of: [(metric: "throughput", title: "throughput")], in: look).first)
    let page = try PageReader(kept.report.page.html)
    let charts = try ChartReader.charts(with: "warmUp", in: page)
    let chart = try #require(charts.first)
    let rows = ChartReader.rows(in: chart)
    // The band, the line and the points to hover over have the same rows; and the end of the warm-up.
    #expect(rows.count == 108 + 1)
    #expect(ChartReader.isSame(rows.last?["warmUp"], 1))
    let lines = page.all("tr").map(\.text)
    for (row, point) in zip(rows, course.points) {
      // Seven digits that count.
      #expect(ChartReader.isSame(row["mean"], point.mean, within: 1e-6))
      #expect(ChartReader.isSame(row["lower"], point.lower, within: 1e-5))
      let mean = try #require(point.mean)
      let text = RunReport.measure(mean, point.lower, point.upper)
      #expect(lines.contains { $0.contains(text) })
    }
    // Throughput, work in process, and the parts in front of the inspection.
    #expect(charts.count == 3)
  }

  @Test("What is too long is cut short, in as many replications as there may be", .tags(.law))
  func cut() throws {
    let factory = try Runs.arm(text: Runs.line.replacing("8 h", with: "10 wk")).scenario.factory
    let look = try #require(try SecondLook(of: factory, seed: 3, atMost: 50, events: 400_000))
    #expect(look.replications.count == 5 && !look.isWhole)
    #expect(look.end < factory.horizon)
    #expect(
      look.extent(of: 50).hasPrefix(
        "5 of 50 replications were simulated again for this for the first "))
    let again = try #require(try SecondLook(of: factory, seed: 3, atMost: 50, events: 400_000))
    #expect(again.replications.map(\.log) == look.replications.map(\.log))
    #expect(try SecondLook(of: factory, seed: 3, atMost: 50, events: 10) == nil)
  }

  @Test("A single replication has no band", .tags(.exact))
  func noBand() async throws {
    let kept = try await Runs.keep([try warmed()], replications: 1)
    let charts = try ChartReader.charts(with: "warmUp", in: PageReader(kept.report.page.html))
    for chart in charts {
      // The line, the points to hover over, and the end of the warm-up.
      #expect((chart["layer"] as? [Any])?.count == 3)
    }
    #expect(charts.count == 3)
  }

  @Test("The first day out of a longer log is the day simulated by itself", .tags(.law))
  func day() throws {
    let factory = try Runs.arm(text: Runs.line.replacing("8 h", with: "3 d")).scenario.factory
    let look = try #require(try SecondLook(of: factory, seed: 3, atMost: 1, events: 1_000_000))
    let inside = try #require(MachineDay(within: look.replications[0].log, of: factory))
    let alone = try MachineDay(of: factory, seed: 3)
    #expect(inside.rows == alone.rows)
    #expect((inside.start, inside.end) == (alone.start, alone.end))
  }
}
