import FactoryModel
import Scenarios
import TestSupport
import Testing

@testable import Reports

@Suite("Where stations stand in a replay")
struct RouteLayoutTests {
  private func layout(_ products: String, stations: [String]) throws -> RouteLayout {
    let lines = stations.map { "  \($0): {time: 1 min}" }.joined(separator: "\n")
    let text = "fettle: 1\nhorizon: 1 d\nproducts:\n\(products)\nstations:\n\(lines)\n"
    return RouteLayout(of: try ScenarioReader.read(text: text, name: "line").factory)
  }

  @Test("A line is one station a layer, whatever the order in the file", .tags(.exact))
  func line() throws {
    let layout = try layout(
      "  cup: {release: saturated, route: [a, b, c]}", stations: ["c", "a", "b"])
    #expect(layout.layers == [[1], [2], [0]])
    #expect(layout.ways.map(\.isBack) == [false, false])
    #expect((layout.entries, layout.exits) == ([1], [0]))
  }

  @Test("A way past a station keeps a place beside it", .tags(.exact))
  func past() throws {
    let layout = try layout(
      """
        one: {release: {every: 5 min}, route: [a, b, c]}
        two: {release: {every: 5 min}, route: [a, c]}
      """, stations: ["a", "b", "c"])
    #expect(layout.layers == [[0], [1, 3], [2]])
    #expect(layout.ways.first { $0.from == 0 && $0.to == 2 }?.places == [3])
  }

  @Test("Rework goes back and makes no layer", .tags(.exact))
  func rework() throws {
    let layout = try layout(
      "  cup: {release: saturated, route: [a, b: {makes: {void: 2 %}}, c: {finds: {void: 80 %}, then: {otherwise: back to a}}]}",
      stations: ["a", "b", "c"])
    #expect(layout.layers == [[0], [1], [2]])
    #expect(layout.ways.filter(\.isBack).map { [$0.from, $0.to] } == [[2, 0]])
  }

  @Test("Two lines that need not cross do not", .tags(.exact))
  func uncrossed() throws {
    let layout = try layout(
      """
        one: {release: {every: 5 min}, route: [a, d, e]}
        two: {release: {every: 5 min}, route: [b, c, f]}
      """, stations: ["a", "b", "c", "d", "e", "f"])
    let place = { (station: Int) in layout.layers.compactMap { $0.firstIndex(of: station) }.first }
    #expect(place(0) == place(3))
    #expect(place(3) == place(4))
    #expect(place(1) == place(2))
    #expect(place(2) == place(5))
  }

  @Test("Every station stands in one layer, and forward ways go forward", .tags(.law))
  func law() throws {
    var stream = SplitMix64(seed: 2)
    for _ in 0..<30 {
      let names = (0..<8).map { "s\($0)" }
      let products = (0..<4).map { product in
        let route = (0..<6).map { _ in names[Int(stream.next() % 8)] }
          .enumerated().map { "o\($0.offset): {at: \($0.element)}" }
        return "  p\(product): {release: {every: 1 h}, route: [\(route.joined(separator: ", "))]}"
      }
      let text = products.joined(separator: "\n")
      let layout = try layout(text, stations: names)
      let all = layout.layers.flatMap(\.self)
      #expect(all.filter { $0 < 8 }.sorted() == Array(0..<8))
      #expect(Set(all).count == all.count)
      var layer: [Int: Int] = [:]
      for (index, nodes) in layout.layers.enumerated() { for node in nodes { layer[node] = index } }
      for way in layout.ways where !way.isBack {
        #expect((layer[way.from] ?? 0) < (layer[way.to] ?? 0))
      }
      #expect(try self.layout(text, stations: names) == layout)
    }
  }

  @Test("Notes on the timeline are read from resolved text", .tags(.exact))
  func notes() {
    let flow =
      "a: 1\ntimeline: [{at: 5 wk, set: {customers.x.quantity: 8}, why: a step}]\ncosts: {}\n"
    #expect(TimelineNotes.notes(in: flow) == ["a step"])
    let block = """
      timeline:
        - {at: 2 d, set: {crews.fitters.size: 2}}
        - at: 3 d
          set: {crews.fitters.size: 1}
          why: 'holidays, at last'
      costs: {}
      """
    #expect(
      TimelineNotes.notes(in: block) == ["crews.fitters.size: 2", "holidays, at last"])
    #expect(TimelineNotes.notes(in: "name: x\n").isEmpty)
  }
}
