import FactoryModel
import FactorySimulation
import RandomVariates
import Scenarios
import SimulationStatistics
import TestSupport
import Testing

@Suite("Live factors in mid-run")
struct TimelineTests {
  private static func text(_ steps: String) -> String {
    """
    fettle: 1
    start: 2026-01-05
    horizon: 10 h
    products: {part: {release: saturated, route: [press]}}
    stations:
      press:
        set_points:
          rate: {value: 60 /h, range: 40 /h to 130 /h}
          fixed: {value: 2, live: false}
        time: 1 / rate
        failures: {jam: {after: 1000 h, repair: 1 s}}
    timeline:
    \(steps)
    """
  }

  @Test("A line whose rate doubles halfway makes the mean of both rates", .tags(.exact))
  func doubled() throws {
    let text = TimelineTests.text("  - {at: 5 h, set: {stations.press.set_points.rate: 120 /h}}")
    let factory = try ScenarioReader.read(text: text, name: "plan.yaml").factory
    #expect(factory.timeline.map(\.time) == [18_000])
    #expect(factory.timeline.map(\.factory.products[0].route[0].idealTime) == [30])
    var simulation = FactorySimulation(factory, seed: 1, replication: 0)
    while try simulation.advance(maximumEvents: 100_000) {}
    let table = MetricTable(for: factory)
    let index = try #require(table.index(of: "throughput"))
    let throughput = try #require(table.values(of: simulation.account())[index].value)
    // 300 parts in the first five hours, 600 in the others; the last ends at the very end.
    #expect(throughput == 90)
  }

  @Test("Steps come in the order of their times, and each builds on the one before")
  func order() throws {
    let text = TimelineTests.text(
      """
        - {at: 4 h, set: {stations.press.time: 20 s}}
        - {at: 2026-01-05 02:00, set: {stations.press.set_points.rate: 120 /h}}
        - {at: 4 h, set: {stations.press.failures.jam.repair: 2 s}}
      """)
    let factory = try ScenarioReader.read(text: text, name: "plan.yaml").factory
    #expect(factory.timeline.map(\.time) == [7_200, 14_400, 14_400])
    #expect(factory.timeline.map(\.factory.products[0].route[0].idealTime) == [30, 20, 20])
    let repairs = factory.timeline.map { $0.factory.stations[0].failures[0].timeToRepair }
    #expect(repairs == [.constant(1), .constant(1), .constant(2)])
  }

  @Test("A wrong step is reported where it stands", .tags(.golden, .failure))
  func messages() throws {
    var golden = GoldenMessages()
    func add(_ what: String, _ step: String) {
      golden.add(what, CheckedText.messages(TimelineTests.text("  - " + step)))
    }
    add("a number of machines", "{at: 5 h, set: {stations.press.machines: 2}}")
    add("a buffer", "{at: 5 h, set: {stations.press.buffer: 2}}")
    add("a set-point that is not live", "{at: 5 h, set: {stations.press.set_points.fixed: 3}}")
    add("an unknown set-point", "{at: 5 h, set: {stations.press.set_points.raet: 70 /h}}")
    add("an unknown station", "{at: 5 h, set: {stations.pres.time: 3 s}}")
    add("an unknown key", "{at: 5 h, set: {stations.press.tiem: 3 s}}")
    add("a path without an end", "{at: 5 h, set: {stations.press: 3 s}}")
    add("below a value", "{at: 5 h, set: {stations.press.time.mean: 3 s}}")
    add("a wrong value", "{at: 5 h, set: {stations.press.time: 3 sec}}")
    add("outside the range", "{at: 5 h, set: {stations.press.set_points.rate: 300 /h}}")
    add("another unit", "{at: 5 h, set: {stations.press.set_points.rate: 3 kg}}")
    add("a new failure", "{at: 5 h, set: {stations.press.failures.crash.after: 3 h}}")
    add("another release", "{at: 5 h, set: {products.part.release: {keep: 3}}}")
    add("before the start", "{at: 2026-01-04, set: {stations.press.time: 3 s}}")
    add("after the end", "{at: 11 h, set: {stations.press.time: 3 s}}")
    add("no time", "{set: {stations.press.time: 3 s}}")
    add("nothing is set", "{at: 5 h, set: {}}")
    add("gradually", "{at: 5 h, over: 1 h, set: {stations.press.time: 3 s}}")
    try golden.expect("timeline.txt")
  }
}
