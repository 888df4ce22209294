import Experiments
import Scenarios
import TestSupport
import Testing

@testable import Reports

@Suite("Contents of pages")
struct ContentsTests {
  @Test("Every heading has a link, and every link leads somewhere", .tags(.law))
  func contents() async throws {
    let arm = "<i>1 & \"2\"</i>"
    let kept = try await Runs.keep(
      [try Runs.arm(arm), try Runs.arm("more", "stations.mould.time=exponential 20 s")],
      baseline: 0)
    let page = try PageReader(kept.report.page.html)
    let names = page.elements.compactMap { $0.attributes["id"] }
    let links = page.all("a").filter { $0.attributes["href"] != nil }
    for link in links {
      let place = try #require(link.attributes["href"])
      #expect(place.hasPrefix("#") && names.contains(String(place.dropFirst())))
    }
    #expect(
      links.filter { $0.attributes["class"] == "skip" }.map(\.attributes["href"]) == ["#contents"])
    let visible = page.all("h2").filter { $0.attributes["class"] == nil }.map(\.text)
    #expect(links.dropFirst().map(\.text) == visible)
    #expect(visible.contains("Differences from \(arm)"))
  }
}
