import FactoryModel
import RandomVariates
import Scenarios
import TestSupport
import Testing

@Suite("Resolved text")
struct ResolvedTextTests {
  @Test("The resolved text of a random scenario reads back to the same factory, bit for bit")
  func roundTrip() throws {
    var steps = 0
    for seed in 0..<1_500 as Range<UInt64> {
      var generator = RandomScenario(seed: seed)
      let text = generator.text()
      let scenario = try ScenarioReader.read(
        text: text, name: "random.yaml", files: generator.files)
      let again = try ScenarioReader.read(text: scenario.resolvedText, name: "resolved.yaml")
      #expect(again.factory == scenario.factory, "seed \(seed)\n\(text)")
      #expect(again.resolvedText == scenario.resolvedText, "seed \(seed)\n\(text)")
      steps += scenario.factory.timeline.count
    }
    #expect(steps > 100)
  }

  @Test("Two readings of one text resolve to the same bytes")
  func stable() throws {
    for seed in 0..<50 as Range<UInt64> {
      var generator = RandomScenario(seed: seed)
      let text = generator.text()
      let first = try ScenarioReader.read(text: text, name: "random.yaml", files: generator.files)
      let second = try ScenarioReader.read(text: text, name: "random.yaml", files: generator.files)
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
        horizon: 90 min
        calendar: always
        products:
          part:
            release: saturated
            route:
              - saw: {at: saw, share: 100 %, setup_when: another}
              - check:
                  at: saw
                  false_alarm: 0.5
                  then: {otherwise: scrap}
                  share: 100 %
                  setup_when: another
        stations:
          saw:
            machines: 1
            buffer: unlimited
            blocking: after_service
            calendar: always
            time: 1000 s
            failures:
              jam:
                after: 2 h
                clock: calendar
                repair: exponential 90 s
                priority: 0
                interrupted_work: resume
            minimum_run: 1
            load: 0 s
            unload: 0 s
            free_machine: first
            preempts: never

        """)
  }

  @Test(
    "A value is kept as it was written, its blanks made single",
    arguments: [
      ("604800 s", "604800 s"), ("182   d", "182 d"), ("1.50 yr", "1.50 yr"), ("4h", "4h"),
      ("1e3 h", "1e3 h"), ("$weeks wk", "26 wk"), ("'26 wk'", "26 wk"),
    ])
  func kept(written: String, resolved: String) throws {
    let text = BracketLine.text(replacing: "26 wk", by: written)
      .replacing("{jam_life: 5 h}", with: "{jam_life: 5 h, weeks: 26}")
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

  @Test("Parameters are replaced, and formulas kept apart by parentheses")
  func parameters() throws {
    let text = BracketLine.text(replacing: "lognormal mean 22 s cv 10 %", by: "2 * $a + $b")
      .replacing("{jam_life: 5 h}", with: "{jam_life: 5 h, a: 3 s + 1 s, b: 5 s}")
    let scenario = try ScenarioReader.read(text: text, name: "line.yaml")
    #expect(scenario.resolvedText.contains("time: 2 * (3 s + 1 s) + 5 s"))
    #expect(scenario.factory.products[0].route[1].idealTime == 13)
  }
}
