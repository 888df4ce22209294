import Experiments
import FactorySimulation
import Foundation
import Scenarios
import TestSupport
import Testing

@testable import Reports

@Suite("Pages about runs")
struct ReportPageTests {
  @Test("The same run gives the same bytes, wherever it lies", .tags(.law))
  func sameBytes() async throws {
    let first = try await Runs.keep([try Runs.arm()])
    let again = try await Runs.keep([try Runs.arm()])
    #expect(first.run.path != again.run.path)
    #expect(first.report.page.html == first.report.page.html)
    // All but the name of this machine, which is not in it, is the same.
    #expect(first.report.page.html == again.report.page.html)
  }

  @Test("A page of each kind is well-formed, and has what it points at", .tags(.law))
  func wellFormed() async throws {
    for kept in [
      try await Runs.keep([try Runs.arm()]),
      try await Runs.keep([try Runs.arm()], replications: 1),
      try await Runs.keep(
        [try Runs.arm("base"), try Runs.arm("more", "stations.check.buffer=9")], baseline: 0),
      try await Runs.keep([try Runs.arm("a"), try Runs.arm("b", "stations.check.buffer=9")]),
      try await Runs.keep(
        try (1...8).map {
          try Runs.arm("\($0)", "stations.check.buffer=\($0)", settings: ["\($0)"])
        },
        factors: ["stations.check.buffer"], replications: 2),
    ] {
      let page = try PageReader(kept.report.page.html)
      let names = page.elements.compactMap { $0.attributes["id"] }
      #expect(Set(names).count == names.count)
      let data = page.all("script", class: "chart-data").compactMap { $0.attributes["data-chart"] }
      #expect(!data.isEmpty)
      #expect(data == page.all("div", class: "chart").compactMap { $0.attributes["id"] })
      for chart in page.all("div", class: "chart") {
        #expect(chart.attributes["role"] == "group")
        #expect(chart.attributes["aria-label"]?.isEmpty == false)
      }
      for label in page.all("label") {
        #expect(names.contains(label.attributes["for"] ?? ""))
      }
      #expect(page.all("h1").map(\.text) == ["Small line"])
      #expect(page.all("title").map(\.text) == ["Small line · Fettle report"])
      // Nothing is fetched: no source, no style sheet, no import.
      for element in page.elements {
        #expect(element.attributes["src"] == nil)
        #expect(element.name != "link")
      }
      for style in page.all("style") { #expect(!style.text.contains("url(")) }
    }
  }

  @Test("Names stay what they are, whatever is in them", .tags(.failure))
  func escaping() async throws {
    // The accent joins the quote before it to one character, which ends an attribute all the same.
    let name = "<b>&amp; \"x\u{301}\"\u{301} ' </script><!-- \\"
    let arm = "</script><script>alert('1')</script> & \"\u{301} onload=\"x"
    let text = Runs.line.replacing(
      "name: Small line", with: "name: '\(name.replacing("'", with: "''"))'")
    let kept = try await Runs.keep(
      [try Runs.arm("base", text: text), try Runs.arm(arm, "stations.check.buffer=9", text: text)],
      baseline: 0, command: ["fettle", "run", name])
    #expect(kept.summary.scenario == name)
    let html = kept.report.page.html
    let page = try PageReader(html)
    #expect(page.all("h1").map(\.text) == [name])
    #expect(page.all("h3").map(\.text).contains(arm))
    #expect(!html.contains("<script>alert"))
    #expect(!html.contains("<b>"))
    #expect(!html.contains("<!--"))
    // Three scripts of Vega with their licence, ours, and the data.
    #expect(page.all("script").count { $0.attributes["class"] == nil } == 5)
    let arms = try page.charts.flatMap { chart -> [String] in
      let layers = chart["layer"] as? [[String: Any]] ?? []
      return layers.flatMap { values(in: $0).compactMap { $0["arm"] as? String } }
    }
    #expect(Set(arms) == ["base", arm])
  }

  private func values(in chart: [String: Any]) -> [[String: Any]] {
    (chart["data"] as? [String: Any])?["values"] as? [[String: Any]] ?? []
  }

  /// Whether a number of a chart is that of the summary; Foundation reads JSON to some units in the
  /// last place.
  private func isSame(_ read: Any?, _ value: Double?) -> Bool {
    guard let read = read as? Double, let value else { return false }
    return abs(read - value) <= 1e-14 * abs(value)
  }

  @Test("Every metric has a row with its value, unit and meaning", .tags(.law))
  func everyMetric() async throws {
    let kept = try await Runs.keep([try Runs.arm()])
    let page = try PageReader(kept.report.page.html)
    let rows = page.all("tr").map(\.text)
    let definitions = MetricTable(for: try Runs.arm().scenario.factory).definitions
    #expect(definitions.map(\.name) == kept.summary.arms[0].metrics.map(\.metric))
    for (definition, entry) in zip(definitions, kept.summary.arms[0].metrics) {
      let meaning = [definition.definition, definition.standard].compactMap { $0 }
      let figure = FigureText(entry)
      let cells = [
        definition.name, meaning.joined(separator: "; "), figure.unit, figure.value,
        figure.interval,
        "\(entry.count)",
      ]
      #expect(rows.count { $0 == cells.joined() } == 1, "\(definition.name)")
    }
  }

  @Test("Every state of every station is a metric, and the bars are these", .tags(.law))
  func states() async throws {
    let kept = try await Runs.keep([try Runs.arm()])
    let chart = try #require(
      PageReader(kept.report.page.html).charts.first { self.values(in: $0).first?["state"] != nil })
    let bars = self.values(in: chart)
    // There are no set-ups, crews and planned stops here.
    let states: [MachineState] = [.producing, .starved, .blocked, .down, .offShift]
    #expect(bars.count == 2 * states.count)
    for station in ["mould", "check"] {
      let own = bars.filter { $0["station"] as? String == station }
      for (state, bar) in zip(states, own) {
        let entry = try #require(
          kept.summary.arms[0].entry("stations.\(station).\(state.name)"), "\(state)")
        #expect(bar["state"] as? String == state.title)
        #expect(isSame(bar["share"], entry.mean))
      }
      // Each share is rounded to the nearest double below 1.
      let sum = own.reduce(0) { $0 + ($1["share"] as? Double ?? 0) }
      #expect(abs(sum - 1) < 1e-12)
    }
    let colors = MachineState.allCases.map(\.color)
    #expect(Set(colors).count == colors.count)
  }

  @Test("Dots are the replications, diamonds the means of the summary", .tags(.law))
  func spread() async throws {
    let kept = try await Runs.keep(
      [try Runs.arm("base"), try Runs.arm("more", "stations.check.buffer=9")], baseline: 0)
    let charts = try PageReader(kept.report.page.html).charts.filter { chart in
      let layers = chart["layer"] as? [[String: Any]] ?? []
      return layers.first.map { values(in: $0).first?["replication"] != nil } ?? false
    }
    let shown = Verdict.metrics.filter { kept.summary.arms[0].entry($0) != nil }
    #expect(shown.count >= 3 && charts.count == shown.count)
    for (metric, chart) in zip(shown, charts) {
      let layers = try #require(chart["layer"] as? [[String: Any]])
      for arm in kept.summary.arms {
        let entry = try #require(arm.entry(metric))
        let scale = entry.unit == "1" ? 100.0 : 1
        let dots = values(in: layers[0]).filter { $0["arm"] as? String == arm.arm }
        let kept = kept.replications.values(of: metric, in: arm.arm)
        #expect(dots.count == kept.count)
        for (dot, value) in zip(dots, kept) {
          #expect(isSame(dot["value"], value.map { scale * $0 }))
        }
        let mean = values(in: layers[2]).filter { $0["arm"] as? String == arm.arm }
        #expect(mean.count == 1)
        for (name, value) in [("mean", entry.mean), ("lower", entry.lower), ("upper", entry.upper)]
        {
          #expect(isSame(mean[0][name], value.map { scale * $0 }))
        }
      }
    }
  }

  @Test("A run in batches is not called replications", .tags(.exact))
  func batches() async throws {
    for arms in [
      [try Runs.arm()], [try Runs.arm("base"), try Runs.arm("more", "stations.check.buffer=9")],
    ] {
      let kept = try await Runs.keep(
        arms, baseline: arms.count > 1 ? 0 : nil, replications: 1, batches: 4)
      #expect(kept.summary.batches == 4)
      #expect(kept.summary.replicationsFinished == 4)
      let page = try PageReader(kept.report.page.html)
      let count = arms.count > 1 ? "2 arms · " : ""
      #expect(
        page.all("p", class: "outline").map(\.text) == [
          "8 h · \(count)4 batches of one run · seed 3 · Fettle 1.2.3"
        ])
      #expect(page.all("h2").map(\.text).contains("How the batches spread"))
      #expect(page.all("p", class: "note").count { $0.text.contains("A dot is one batch.") } == 1)
      #expect(page.all("th").map(\.text).contains("batches") == (arms.count == 1))
      for element in page.elements where element.name != "script" {
        #expect(!element.text.contains("replications"), "\(element.text)")
        let label = element.attributes["aria-label"] ?? ""
        #expect(!label.contains("replication"), "\(label)")
      }
      for chart in try page.charts {
        for layer in chart["layer"] as? [[String: Any]] ?? [] {
          for dot in values(in: layer) where dot["arm"] != nil && dot["mean"] == nil {
            #expect(dot["batch"] is Double)
            #expect(dot["replication"] == nil)
          }
        }
      }
    }
  }

  @Test("The figures of the first screen are those of the summary", .tags(.exact))
  func figures() async throws {
    let kept = try await Runs.keep([try Runs.arm()])
    let page = try PageReader(kept.report.page.html)
    let labels = page.all("dt").map(\.text)
    #expect(labels == ["throughput", "cycle time", "mould OEE", "cost"])
    let oee = try #require(kept.summary.arms[0].entry("stations.mould.oee"))
    let shown = page.all("dd").map(\.text)
    #expect(shown[2 * 2] == "\(FigureText(oee).value) %")
    #expect(shown[2 * 2 + 1] == FigureText(oee).interval)
    #expect(
      page.all("p", class: "question").map(\.text) == [
        "What comes out in 8 h, and what holds it up?"
      ])
    #expect(
      page.all("p", class: "outline").map(\.text) == [
        "8 h · 4 replications · seed 3 · Fettle 1.2.3"
      ])
  }
}
