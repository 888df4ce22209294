import Foundation
import JSONDocuments
import Reports
import TestSupport
import Testing

@Suite("Charts by themselves")
struct ChartFileTests {
  @Test("A chart by itself takes nothing from a page", .tags(.law))
  func standingAlone() async throws {
    let charts = try await Runs.keep([Runs.arm()]).report.page.charts.charts
    #expect(charts.count > 3)
    for chart in charts {
      let alone = chart.standingAlone
      let text = alone.written()
      #expect(!text.contains("currentColor") && !text.contains("\"container\""), "\(chart.name)")
      #expect(alone["config"]?["background"] == "#FFFFFF")
      #expect(alone["config"]?["axis"]?["labelColor"] == "#1B2430")
      #expect(alone["width"]?.number == 720)
      // The data are the same.
      #expect(alone["data"] == chart.specification["data"])
    }
  }

  @Test("Every chart says which table shows the same figures, or why none does", .tags(.exact))
  func tableBeside() async throws {
    let page = try PageReader(try await Runs.keep([Runs.arm()]).report.page.html)
    let figures = page.elements.filter { $0.name == "figure" }
    #expect(figures.count > 3)
    for figure in figures { #expect(figure.attributes["data-tables"] != nil) }
    #expect(
      figures.contains {
        $0.attributes["data-tables"]
          == #"[{"at":"next","row":["station"],"column":"state","value":"share"}]"#
      })
  }
}
