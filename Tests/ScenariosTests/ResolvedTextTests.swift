import FactoryModel
import Scenarios
import Testing

@Suite("Resolved text")
struct ResolvedTextTests {
  @Test("The resolved text of a random scenario reads back to the same factory, bit for bit")
  func roundTrip() throws {
    for seed in 0..<1_500 as Range<UInt64> {
      var generator = RandomScenario(seed: seed)
      let text = generator.text()
      let scenario = try ScenarioReader.read(text: text, name: "random.yaml")
      let again = try ScenarioReader.read(text: scenario.resolvedText, name: "resolved.yaml")
      #expect(again.factory == scenario.factory, "seed \(seed)\n\(text)")
      #expect(again.resolvedText == scenario.resolvedText, "seed \(seed)\n\(text)")
    }
  }

  @Test("Two readings of one text resolve to the same bytes")
  func stable() throws {
    for seed in 0..<50 as Range<UInt64> {
      var generator = RandomScenario(seed: seed)
      let text = generator.text()
      let first = try ScenarioReader.read(text: text, name: "random.yaml")
      let second = try ScenarioReader.read(text: text, name: "random.yaml")
      #expect(first.resolvedText == second.resolvedText)
    }
  }

  @Test("Every default is written out, in the order of the key table")
  func everyDefault() throws {
    let text = """
      fettle: 1
      horizon: 90 min
      products: {part: {release: saturated, route: [saw, {check: {at: saw, false_alarm: 0.5}}]}}
      stations: {saw: {time: 1000 s, failures: {jam: {after: 2 h, repair: exponential 90 s}}}}
      """
    let scenario = try ScenarioReader.read(text: text, name: "plans/two saws.yaml")
    #expect(
      scenario.resolvedText == """
        fettle: 1
        name: two saws
        start: 2026-01-05 00:00
        warm_up: 0 s
        horizon: 1.5 h
        products:
          part:
            release: saturated
            route:
              - saw:
                  at: saw
                  time: 1000 s
                  ideal_time: 1000 s
                  makes: {}
              - check:
                  at: saw
                  time: 1000 s
                  ideal_time: 1000 s
                  makes: {}
                  finds: {}
                  false_alarm: 50 %
                  then: {otherwise: scrap}
        stations:
          saw:
            machines: 1
            buffer: unlimited
            calendar: always
            failures:
              jam: {after: 2 h, clock: calendar, repair: exponential 90 s}

        """)
  }

  @Test(
    "A text stands in the largest unit that needs no more digits",
    arguments: [
      ("604800 s", "1 wk"), ("182 d", "26 wk"), ("365 d", "1 yr"), ("36 h", "1.5 d"),
      ("5400 s", "1.5 h"), ("45 min", "45 min"), ("100 s", "100 s"), ("0.25 s", "0.25 s"),
      ("1500 ms", "1.5 s"),
    ])
  func units(written: String, resolved: String) throws {
    let text = BracketLine.text(replacing: "26 wk", by: written)
    let scenario = try ScenarioReader.read(text: text, name: "line.yaml")
    #expect(scenario.resolvedText.contains("\nhorizon: \(resolved)\n"))
  }

  @Test("Days and shifts of several patterns are written as they can be read")
  func patterns() throws {
    let calendar =
      "[{days: mon-thu, shifts: [06:00-15:00]}, {days: [fri, sun], shifts: [22:00-04:00]}]"
    let text = BracketLine.text(
      replacing: "{days: mon-fri, shifts: [06:00-14:00, 14:00-22:00]}", by: calendar)
    let scenario = try ScenarioReader.read(text: text, name: "line.yaml")
    #expect(scenario.resolvedText.contains("  two_shift: \(calendar)\n"))
  }
}
