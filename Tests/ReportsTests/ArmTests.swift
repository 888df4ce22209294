import Experiments
import TestSupport
import Testing

@testable import Reports

@Suite("Comparisons and sweeps")
struct ArmTests {
  @Test("The forest has the summary's differences in per cent", .tags(.law))
  func forest() async throws {
    let kept = try await Runs.keep(
      [
        try Runs.arm("base"), try Runs.arm("fast", "stations.mould.time=exponential 20 s"),
        try Runs.arm("slow", "stations.mould.time=exponential 40 s"),
      ], baseline: 0)
    let page = try PageReader(kept.report.page.html)
    let charts = try ChartReader.charts(with: "tone", in: page)
    #expect(charts.count == 2)
    for (arm, chart) in zip(["fast", "slow"], charts) {
      let rows = ChartReader.rows(in: chart).filter { $0["label"] != nil }
      let throughput = try #require(rows.first { $0["label"] as? String == "throughput" })
      let difference = try #require(kept.summary.difference(in: "throughput", of: arm))
      #expect(ChartReader.isSame(throughput["mean"], difference.relativeMean.map { 100 * $0 }))
      #expect(ChartReader.isSame(throughput["lower"], difference.relativeLower.map { 100 * $0 }))
      #expect(ChartReader.isSame(throughput["upper"], difference.relativeUpper.map { 100 * $0 }))
      #expect(throughput["tone"] as? String == (arm == "fast" ? "better" : "worse"))
    }
    #expect(
      page.all("li").map(\.text).contains(
        "stations.mould.time: exponential 30 s → exponential 20 s"))
  }

  @Test("Values of a factor are numbers where they differ in nothing else", .tags(.exact))
  func factors() {
    let times = VariedFactor(path: "time", texts: ["exponential 30 s", "exponential 9 s"])
    #expect(times.numbers == [30, 9])
    #expect(times.title == "time, exponential … s")
    #expect(times.levels == ["exponential 9 s", "exponential 30 s"])
    #expect(VariedFactor(path: "n", texts: ["5", "1e1", "-2.5"]).numbers == [5, 10, -2.5])
    #expect(VariedFactor(path: "n", texts: ["5 s", "5 min"]).numbers == nil)
    #expect(VariedFactor(path: "n", texts: ["m1", "m2"]).numbers == nil)
    #expect(VariedFactor(path: "n", texts: ["b", "a", "b"]).levels == ["b", "a"])
  }

  @Test(
    "A point from which every factor is moved by itself is found, if there is one", .tags(.exact))
  func effects() throws {
    let star = [["1", "5"], ["2", "4"], ["1", "4"], ["1", "6"], ["3", "4"]]
    let found = try #require(FactorEffects(in: star))
    #expect(found.center == 2)
    #expect(found.effects.map(\.points) == [[2, 1, 4], [2, 0, 3]])
    #expect(FactorEffects(in: [["1", "2"], ["3", "4"], ["5", "6"]]) == nil)
    #expect(FactorEffects(in: [["1"], ["2"]]) == nil)
  }

  private func sweep(_ points: [(String, String)]) async throws -> Runs.Kept {
    try await Runs.keep(
      try points.enumerated().map { index, point in
        try Runs.arm(
          "\(index + 1)", "stations.mould.time=exponential \(point.0)",
          "stations.check.buffer=\(point.1)", settings: ["exponential \(point.0)", point.1])
      }, factors: ["stations.mould.time", "stations.check.buffer"], replications: 2)
  }

  @Test("Lines over one factor, cells over two: the means of the summary", .tags(.law))
  func responses() async throws {
    let line = try await sweep([("30 s", "3"), ("20 s", "3"), ("40 s", "3")])
    let page = try PageReader(line.report.page.html)
    let chart = try #require(try ChartReader.charts(with: "setting", in: page).first)
    let rows = ChartReader.rows(in: chart)
    #expect(rows.map { $0["value"] as? Double } == [30, 20, 40])
    for (row, arm) in zip(rows, line.summary.arms) {
      #expect(ChartReader.isSame(row["mean"], arm.entry("throughput")?.mean))
      #expect(ChartReader.isSame(row["upper"], arm.entry("throughput")?.upper))
    }
    let grid = try await sweep([("30 s", "3"), ("20 s", "3"), ("30 s", "0"), ("20 s", "0")])
    let heat = try #require(
      try ChartReader.charts(with: "b", in: try PageReader(grid.report.page.html)).first {
        ChartReader.rows(in: $0).contains { $0["label"] != nil }
      })
    let cells = ChartReader.rows(in: heat)
    #expect(cells.map { $0["a"] as? String } == grid.summary.arms.map { $0.settings[0] })
    for (cell, arm) in zip(cells, grid.summary.arms) {
      #expect(ChartReader.isSame(cell["mean"], arm.entry("throughput")?.mean))
    }
  }

  @Test("A tornado goes from the lowest to the highest mean of each factor", .tags(.law))
  func tornado() async throws {
    let kept = try await sweep([("30 s", "3"), ("20 s", "3"), ("40 s", "3"), ("30 s", "0")])
    let page = try PageReader(kept.report.page.html)
    let chart = try #require(try ChartReader.charts(with: "atLow", in: page).first)
    let bars = ChartReader.rows(in: chart).filter { $0["factor"] != nil }
    let means = kept.summary.arms.map { $0.entry("throughput")?.mean ?? 0 }
    let time = try #require(bars.first { $0["factor"] as? String == "stations.mould.time" })
    #expect(ChartReader.isSame(time["low"], means[0...2].min()))
    #expect(ChartReader.isSame(time["high"], means[0...2].max()))
    #expect(time["atLow"] as? String == "exponential 40 s")
    let buffer = try #require(bars.first { $0["factor"] as? String == "stations.check.buffer" })
    #expect(ChartReader.isSame(buffer["low"], min(means[0], means[3])))
    #expect(ChartReader.isSame(buffer["high"], max(means[0], means[3])))
  }

  @Test("Stores without stations: the worst service, and a point a store", .tags(.law))
  func stores() async throws {
    let text = """
      fettle: 1
      name: Two shops
      horizon: 50 wk
      items: {beer: {unit: piece}}
      suppliers: {kettles: {sells: beer, lead_time: 2 wk}}
      stores:
        big: {holds: beer, from: kettles, initial: 40, replenish: {base_stock: 40, review: 1 wk}}
        small: {holds: beer, from: kettles, initial: 4, replenish: {base_stock: 4, review: 1 wk}}
      customers:
        many: {buys: beer, from: big, every: 1 wk, quantity: 4, in_parts: true, if_short: wait}
        few: {buys: beer, from: small, every: 1 wk, quantity: 4, in_parts: true, if_short: wait}
      costs: {holding: 0.50 USD/piece/wk, backorder: 1 USD/piece/wk}
      """
    let kept = try await Runs.keep([try Runs.arm(text: text)], replications: 2)
    let found = Findings(of: kept.summary, kept.report.arms)
    #expect(found.verdict.count == 1)
    #expect(found.verdict[0].hasPrefix("Service is worst at small, which gives "))
    let page = try PageReader(kept.report.page.html)
    let chart = try #require(try ChartReader.charts(with: "fill", in: page).first)
    let rows = ChartReader.rows(in: chart)
    #expect(rows.map { $0["store"] as? String } == ["big", "small"])
    for row in rows {
      let store = try #require(row["store"] as? String)
      let entry = kept.summary.arms[0]
      #expect(ChartReader.isSame(row["stock"], entry.entry("stores.\(store).on_hand")?.mean))
      #expect(
        ChartReader.isSame(
          row["fill"], entry.entry("stores.\(store).fill_rate")?.mean.map { 100 * $0 }))
    }
    #expect(page.all("div", class: "chart").count >= 3)
  }
}
