import Experiments
import Foundation
import Optimization
import TestSupport
import Testing

@testable import Reports

@Suite("Pages about searches")
struct SearchReportTests {
  private static let cheapest = Searches.gap + "minimise: cost.escape\n"
  private static let both = Searches.gap + "minimise: cost.escape\nmaximise: throughput\n"

  /// Checks that a page is well-formed, and that its charts have places.
  static func read(_ page: Page, sourceLocation: SourceLocation = #_sourceLocation) throws
    -> PageReader
  {
    let reader = try PageReader(page.html)
    let places = reader.all("div", class: "chart").compactMap { $0.attributes["id"] }
    let data = reader.all("script", class: "chart-data").compactMap { $0.attributes["data-chart"] }
    #expect(!places.isEmpty && places == data, sourceLocation: sourceLocation)
    for chart in reader.all("div", class: "chart") {
      #expect(chart.attributes["aria-label"]?.isEmpty == false, sourceLocation: sourceLocation)
    }
    for chart in try reader.charts {
      // A number that JSON cannot hold would stop the page from being read.
      #expect(chart["layer"] != nil || chart["mark"] != nil, sourceLocation: sourceLocation)
    }
    return reader
  }

  @Test("The same folder gives the same bytes, and every kind is well-formed", .tags(.law))
  func pages() async throws {
    for (text, isFinished) in [
      (SearchReportTests.cheapest, true), (SearchReportTests.both, true),
      (SearchReportTests.cheapest + "subject_to: [throughput >= 100 parts/h]\n", true),
    ] {
      let search = try await Searches.keep(text, isFinished: isFinished)
      let page = SearchReport(of: search).page
      #expect(page.html == SearchReport(of: search).page.html)
      let reader = try SearchReportTests.read(page)
      #expect(reader.all("p", class: "question").map(\.text) == ["Which gap?"])
      // Every point stands in the table.
      #expect(reader.all("th").count { $0.text.hasPrefix("point 12") } >= 1)
      #expect(reader.all("code").contains { $0.text == "fettle optimise plan.yaml" })
    }
  }

  @Test("A search that has only begun says so", .tags(.exact))
  func unfinished() async throws {
    let search = try await Searches.keep(SearchReportTests.cheapest, isFinished: false)
    let page = try PageReader(SearchReport(of: search).page.html)
    #expect(
      page.all("p", class: "claim").map(\.text) == [
        "Not finished: 0 of 12 points are known, and nothing is recommended yet."
      ])
  }

  @Test("What is asked stays what it is, whatever is in it", .tags(.failure))
  func escaping() async throws {
    let question = "</script><script>alert(1)</script> & \\\"x"
    let text = SearchReportTests.cheapest.replacing("Which gap?", with: "\"\(question)\"")
    let search = try await Searches.keep(text, decisions: [(true, "<b>A. Meyer</b>")])
    let html = SearchReport(of: search).page.html
    let page = try PageReader(html)
    #expect(
      page.all("p", class: "question").map(\.text) == [question.replacing("\\\"", with: "\"")])
    #expect(!html.contains("<script>alert"))
    #expect(!html.contains("<b>"))
  }

  @Test("The best so far only becomes better, and is the best of what was measured", .tags(.law))
  func history() async throws {
    let search = try await Searches.keep(SearchReportTests.cheapest)
    let history = SearchHistory(search, learned: search.learned())
    var least = Double.infinity
    for step in history.steps {
      let observed = try #require(step.observed)
      least = min(least, observed)
      #expect(step.best == least)
      let expected = try #require(step.expected)
      #expect(expected.lower <= expected.mean && expected.mean <= expected.upper)
    }
    let means = history.steps.compactMap(\.expectedBest?.mean)
    #expect(means.count == 12 && zip(means, means.dropFirst()).allSatisfy { $0 >= $1 })
    // The recommended point is the one that the model expects to be best.
    let recommended = try #require(search.record.result?.recommended)
    #expect(history.steps[recommended].expected?.mean == means.last)
  }

  @Test("A slice goes through its point, and a map has what the slices have", .tags(.law))
  func slices() async throws {
    let search = try await Searches.keep(SearchReportTests.cheapest)
    let learned = try #require(search.learned())
    let trial = try #require(search.record.result?.recommended)
    let center = search.points[trial]
    let there = learned.expectations(of: 0, at: [center])[0]
    for place in 0..<2 {
      let slice = ModelSlice(along: place, through: center, of: search, learned)
      let own = try #require(slice.places.first { $0.coordinate == center[place] })
      // The same sums in the same order, however many points are asked for at once.
      #expect(abs(own.expected.mean - there.mean) < 1e-9 * (1 + abs(there.mean)))
      #expect(slice.neighbors.contains { $0.trial == trial && $0.nearness == 1 })
      #expect(slice.places.allSatisfy { $0.chance == 1 })
    }
    let map = ModelMap(over: [0, 1], through: center, of: search, learned)
    // 24 fields of a range, one a whole number.
    #expect(map.cells.count == 24 * 6)
  }

  @Test("The factor that makes defects has most of their variance", .tags(.exact))
  func sensitivity() async throws {
    let search = try await Searches.keep(SearchReportTests.cheapest)
    let bars = try #require(
      SensitivityBars(of: 0, in: search, try #require(search.learned())))
    #expect(bars.bars.map(\.place) == [0, 1])
    #expect(bars.bars[0].total > 0.5)
    #expect(bars.bars.allSatisfy { $0.alone <= $0.total && $0.total <= 1 })
  }

  @Test("The state of approval is that of these values", .tags(.exact))
  func approval() async throws {
    for (decisions, state) in [
      ([], "Not approved yet: it takes no effect until somebody approves it."),
      ([(true, "A. Meyer")], "Approved by A. Meyer on 2026-01-05T14:00:00Z: it <seems> so"),
      (
        [(true, "A. Meyer"), (false, "B. Roth")],
        "Rejected by B. Roth on 2026-01-05T14:00:00Z: it <seems> so"
      ),
    ] as [([(isApproved: Bool, by: String)], String)] {
      let search = try await Searches.keep(SearchReportTests.cheapest, decisions: decisions)
      let page = try PageReader(SearchReport(of: search).page.html)
      #expect(page.all("strong").map(\.text) == [state])
      let other = ApprovalState(
        SetPointProposal([(path: "a", value: "1")], scenario: "x"), decisions: search.decisions)
      #expect(other.decisions.isEmpty && other.others == decisions.count)
    }
  }

  @Test("An axis finds the values of its ticks again", .tags(.law))
  func axes() async throws {
    let search = try await Searches.keep(SearchReportTests.cheapest, isFinished: false)
    let gap = FactorAxis(search.factors[0])
    #expect(gap.title == "press gap, mm" && gap.number(at: 0.25) == "0.25")
    let buffer = FactorAxis(search.factors[1])
    #expect(buffer.coordinates(41).map { buffer.number(at: $0) } == ["1", "2", "3", "4", "5", "6"])
    #expect(FactorAxis.niceStep(0.13) == 0.2 && FactorAxis.niceStep(24) == 50)
    #expect(FactorAxis.niceStep(0.5) == 0.5)
  }
}
