import Degradation
import FactoryModel
import RandomVariates
import Scenarios
import TestSupport
import Testing

/// The cell of five mills with three wearing components each, without the model that predicts failures.
@Suite("A cell of wearing mills")
struct CncCellTests {
  private static let text = """
    fettle: 1
    name: CNC cell
    start: 2026-01-05 00:00
    horizon: 52 wk
    items: {spindle_kit: {unit: piece, value: 6200 EUR/piece}}
    suppliers: {maker: {sells: spindle_kit, lead_time: uniform 3 wk to 6 wk}}
    stores: {crib: {holds: spindle_kit, from: maker, initial: 3, replenish: {base_stock: 3}}}
    products:
      flange: {release: {keep: 30}, route: [mill]}
    machine_types:
      five_axis:
        set_points: {feed: {value: 0.20 mm, range: 0.10 mm to 0.35 mm, live: true}}
        components:
          spindle:
            wear: wiener mean_life 3800 h cv_of_life 25 %
            clock: producing * (feed / (0.20 mm))^1.5
            at_start: steady
            replace: {planned: 6 h, failed: 22 h, by: service, uses: {spindle_kit: 1}, from: crib}
          ball_screw:
            life: weibull shape 2.6 scale 9000 h
            clock: producing
            at_start: steady
            replace: {planned: 9 h, failed: 30 h, by: service}
          tool:
            wear: gamma mean_life 90 min cv_of_life 15 %
            clock: producing * (feed / (0.20 mm))^2.2
            replace: {planned: 3 min, failed: 25 min, by: setter}
    stations:
      mill:
        type: five_axis
        machines:
          mill_1: {}
          mill_2: {}
          mill_3: {}
          mill_4: {}
          mill_5: {wear: {spindle: 65 %, ball_screw: 50 %}, clock: {spindle: 1.3}}
        time: lognormal mean (1.6 mm*min / feed) cv 8 %
        makes: {size: 0.3 % + 5 % * tool.wear^3}
    crews: {service: {size: 1, calendar: day}, setter: {size: 2}}
    calendars: {day: {days: mon-fri, shifts: [07:00-15:00]}}
    maintenance:
      spindles: {of: mill.*.spindle, replace: {wear_over: 80 %, look: 8 h, approval: exponential 4 h}}
      screws: {of: mill.*.ball_screw, replace: {at_age: 6000 h}}
      tools: {of: mill.*.tool, replace: {wear_over: 80 %, look: 1 part}}
      together: {open_window: mill.*, take_along: due within 24 h}
    costs: {downtime: {mill: 95 EUR/h}, scrap: 14 EUR/part}
    """

  @Test("It is a factory, and the same from its resolved text")
  func factory() throws {
    let scenario = try ScenarioReader.read(text: CncCellTests.text, name: "cell.yaml")
    let factory = scenario.factory
    let mill = factory.stations[0]
    #expect(mill.components.map(\.name) == ["spindle", "ball_screw", "tool"])
    #expect(mill.components.map(\.clock) == Array(repeating: ComponentClock(.producing), count: 3))
    #expect(mill.components.map(\.start) == [.steady, .steady, .new])
    #expect(mill.components[0].machines == [4: MachineComponent(start: .level(0.65), speed: 1.3)])
    #expect(mill.components[1].machines == [4: MachineComponent(start: .level(0.5))])
    #expect(factory.rules.map(\.components.count) == [5, 5, 5])
    #expect(factory.rules.map(\.trigger) == [.wear(0.8), .age(6_000 * 3_600), .wear(0.8)])
    #expect(factory.rules.map(\.look) == [.every(28_800), .always, .parts(1)])
    #expect(factory.rules[0].approval == Distribution(.exponential(mean: 14_400)))
    #expect(factory.sharedStops.map(\.machines.count) == [5])
    #expect(factory.products[0].route[0].makes[0].wear?.components == [2])
    // The defect is looked for nowhere, which is all there is to say.
    #expect(scenario.warnings.count == 1)
    let again = try ScenarioReader.read(text: scenario.resolvedText, name: "cell.yaml")
    #expect(again.factory == factory && again.resolvedText == scenario.resolvedText)
  }

  @Test("A faster feed wears faster, by the power that each clock says")
  func feed() throws {
    let faster = try ScenarioReader.read(
      text: CncCellTests.text, name: "cell.yaml",
      overrides: [
        Override(path: "machine_types.five_axis.set_points.feed", text: "0.30 mm")
      ]
    ).factory
    let speeds = faster.stations[0].components.map(\.clock.speed)
    // 1.5^1.5 and 1.5^2.2.
    #expect(abs(speeds[0] - 1.837117307087384) < 1e-12)
    #expect(speeds[1] == 1)
    #expect(abs(speeds[2] - 2.440061485194822) < 1e-12)
  }
}
