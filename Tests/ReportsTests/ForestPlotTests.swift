import Experiments
import JSONDocuments
import TestSupport
import Testing

@testable import Reports

@Suite("Charts of estimates, and numbers as texts")
struct ForestPlotTests {
  @Test("Only what is there is drawn", .tags(.exact))
  func layers() {
    let sure = ForestPlot.Row(
      label: "a", mean: 1, lower: 0.5, upper: 1.5, text: "1", tone: .better)
    let unsure = ForestPlot.Row(label: "b", mean: 2, text: "2", tone: .undecided)
    func count(_ plot: ForestPlot) -> Int? { plot.specification["layer"]?.items?.count }
    // Reference line, intervals, filled marks.
    #expect(count(ForestPlot(rows: [sure], reference: 0, title: "")) == 3)
    // Hollow marks.
    #expect(count(ForestPlot(rows: [unsure], reference: nil, title: "")) == 1)
    #expect(count(ForestPlot(rows: [sure, unsure], reference: nil, title: "", band: -1...1)) == 4)
  }

  @Test("Numbers have the digits that their intervals ask for", .tags(.exact))
  func texts() {
    #expect(MetricScale(unit: "1").text(0.1234, 0.1084, 0.1384) == "12 (11 … 14)")
    #expect(MetricScale(unit: "EUR").text(12_345, nil, nil) == "12\u{202F}345")
    #expect(MetricScale(unit: "EUR").suffix == ", EUR")
    #expect(VegaParts.short(123_456.789) == .number(123_457))
    #expect(VegaParts.short(0.012_345_678_9) == .number(0.012_345_7))
    #expect(VegaParts.short(.infinity) == .null)
  }

  @Test("Paths are told as people say them", .tags(.exact))
  func labels() {
    #expect(PathLabel.factor("stations.temper.set_points.temperature") == "temper temperature")
    #expect(PathLabel.factor("params.die_age") == "die age")
    #expect(PathLabel.metric("cost.total") == "cost in all")
    #expect(PathLabel.metric("escaped_parts") == "escaped defects")
    #expect(
      PathLabel.metric("stations.press.components.die.replacements") == "press die replacements")
    #expect(PathLabel.metric("stations.press.oee") == "press OEE")
    #expect(
      PageParts.command(["fettle", "run", "my line.yaml", "it's"])
        == "fettle run 'my line.yaml' 'it'\\''s'")
  }
}
