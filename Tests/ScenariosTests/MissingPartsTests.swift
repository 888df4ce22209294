import FactoryModel
import Scenarios
import Testing

@Suite("Scenarios that lack a part")
struct MissingPartsTests {
  @Test(
    "Whatever cannot be simulated is said: a failure has a message, an empty plant too",
    arguments: [
      ("", ["products", "stations"]),
      ("stations: {a: {time: 1 s}}\n", ["products"]),
      ("products: {p: {release: saturated, route: [a]}}\n", ["stations"]),
    ])
  func parts(rest: String, missing: [String]) throws {
    let failure = #expect(throws: ScenarioFailure.self) {
      try ScenarioReader.read(text: "fettle: 1\nhorizon: 1 d\n" + rest, name: "line.yaml")
    }
    let messages = failure?.diagnostics.map(\.message) ?? []
    for part in missing {
      #expect(messages.contains { $0.hasPrefix("the scenario has no '\(part)'; add one") })
    }
  }

  @Test("What only a step of the timeline asks for is refused, and not left out")
  func stepOutOfReach() throws {
    let text = """
      fettle: 1
      horizon: 10 h
      products: {part: {release: saturated, route: [press]}}
      stations: {press: {time: 1 h}}
      timeline: [{at: 5 h, set: {stations.press.time: 30 min/lot}}]
      """
    let failure = #expect(throws: ScenarioFailure.self) {
      try ScenarioReader.read(text: text, name: "line.yaml")
    }
    #expect(
      failure?.description
        == "line.yaml:5:49: error: stations.press.time: times per lot are not simulated yet")
    #expect(try ScenarioReader.check(text: text, name: "line.yaml").factory == nil)
  }

  @Test("A start given by a parameter is the start of the run")
  func startByParameter() throws {
    let text = """
      fettle: 1
      start: $begin
      horizon: 1 d
      params: {begin: "2026-01-07 12:00"}
      products: {part: {release: saturated, route: [press]}}
      stations: {press: {time: 1 h}}
      """
    let direct = text.replacing("start: $begin", with: "start: 2026-01-07 12:00")
    let factory = try ScenarioReader.read(text: text, name: "line.yaml").factory
    #expect(factory == (try ScenarioReader.read(text: direct, name: "line.yaml").factory))
    #expect(factory.start.description == "2026-01-07 12:00")
  }

  @Test("Stores without a plant are a scenario")
  func storesAlone() throws {
    let text = """
      fettle: 1
      horizon: 1 wk
      items: {beer: {unit: piece}}
      suppliers: {brewery: {sells: beer}}
      stores: {shop: {holds: beer, from: brewery, replenish: {base_stock: 3}}}
      """
    let checked = try ScenarioReader.check(text: text, name: "shop.yaml")
    #expect(checked.factory?.stores.count == 1 && checked.factory?.stations.isEmpty == true)
    #expect(checked.notSimulated.isEmpty)
  }
}
