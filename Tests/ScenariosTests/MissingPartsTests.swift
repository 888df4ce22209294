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

  @Test("Stores without a plant are a scenario, which is not simulated yet")
  func storesAlone() throws {
    let text = """
      fettle: 1
      horizon: 1 wk
      items: {beer: {unit: piece}}
      suppliers: {brewery: {sells: beer}}
      stores: {shop: {holds: beer, from: brewery, replenish: {base_stock: 3}}}
      """
    let checked = try ScenarioReader.check(text: text, name: "shop.yaml")
    #expect(checked.factory == nil)
    #expect(!checked.notSimulated.isEmpty)
  }
}
