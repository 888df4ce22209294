import Experiments
import Foundation
import Scenarios
import TestSupport
import Testing

@testable import Reports

@Suite("The page of a replay")
struct ReplayPageTests {
  private func replay(_ text: String = Runs.line) async throws -> Replay {
    let arm = try Runs.arm(text: text)
    let kept = try await Runs.keep([arm], replications: 1)
    return try Replay(
      of: ReplayStretch(of: arm.scenario.factory), in: kept.run, arm: 0, scenario: arm.scenario,
      replication: 0)
  }

  @Test("It is read strictly, asks for nothing, and is the same again", .tags(.law))
  func page() async throws {
    let html = try await replay().html(version: "1.2.3", command: ["fettle", "replay", "kept"])
    let page = try PageReader(html)
    #expect(page.all("h1").map(\.text) == ["Small line"])
    #expect(page.all("canvas").count == 1 && page.all("svg").count == 1)
    for element in page.elements {
      for name in ["src", "href", "action"] {
        #expect(element.attributes[name] == nil, "\(element.name) \(name)")
      }
    }
    #expect(page.all("script").count == 2)
    #expect(
      html == (try await replay().html(version: "1.2.3", command: ["fettle", "replay", "kept"])))
  }

  @Test("Names are escaped wherever they stand", .tags(.exact))
  func escaped() async throws {
    let text = Runs.line.replacing("name: Small line", with: "name: '</script><b>\"&'")
    let html = try await replay(text).html(version: "1", command: [])
    #expect(try PageReader(html).all("h1").map(\.text) == ["</script><b>\"&"])
  }

  @Test("The data say what there is", .tags(.exact))
  func data() async throws {
    let replay = try await replay()
    let page = try PageReader(replay.html(version: "1", command: []))
    let script = try #require(page.all("script").first { $0.attributes["id"] == "replay-data" })
    let data = try #require(
      try JSONSerialization.jsonObject(with: Data(script.text.utf8)) as? [String: Any])
    let stations = try #require(data["stations"] as? [[String: Any]])
    #expect(stations.map { $0["name"] as? String } == ["mould", "check"])
    #expect(stations[1]["machines"] as? [String] == ["check_1", "check_2"])
    #expect((data["tracks"] as? [String])?.count == 3)
    #expect(data["end"] as? Double == 28_800)
    #expect((data["states"] as? [[String: String]])?.count == 9)
  }
}
