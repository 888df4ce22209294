import Scenarios

/// A press with a die and a guide that wear, spares and rules, and what happens to it when a piece is
/// changed.
enum WearingPress {
  static let text = """
    fettle: 1
    horizon: 26 wk
    calendars: {day: {days: mon-fri, shifts: [06:00-14:00]}}
    items: {insert: {unit: piece, value: 900 EUR/piece}, seal: {unit: piece}}
    suppliers:
      toolmaker: {sells: [insert, seal], lead_time: uniform 5 d to 15 d}
    stores:
      crib: {holds: insert, from: toolmaker, initial: 3, replenish: {base_stock: 3}}
      shelf: {holds: seal, from: toolmaker, initial: 8, replenish: {below: 2, up_to: 8}}
    products: {part: {release: saturated, route: [press, check: {finds: {burr: 90 %}}]}}
    stations:
      press:
        machines: {press_1: {}, press_2: {wear: {die: 30 %}, clock: {die: 1.3}}}
        set_points: {rate: {value: 30 /min, range: 20 /min to 45 /min}}
        time: lognormal mean (11 / rate) cv 10 %
        makes: {burr: 1 % + 6 % * die.wear^2}
        power: {producing: 18 kW + 6 kW * die.wear}
        failures:
          jam: {after: exponential 5 h, clock: producing, repair: 20 min, skill: mechanical}
        components:
          die:
            wear: gamma mean_life 83 h cv_of_life 30 %
            clock: producing * (rate / (30 /min))^2
            at_start: steady
            replace: {planned: 45 min, failed: 3 h, by: fitters, uses: {insert: 1}, from: crib}
          guide:
            life: weibull shape 2 scale 400 h
            clock: running
            failure: hidden
            hidden_cost: 4 EUR/h
            repair: {planned: 0 s, failed: 2 h, restores: 40 %, by: fitters}
            replace: {planned: 1 h, cost: {planned: 5 EUR}, skill: electrical}
      check: {time: 15 s}
    crews:
      fitters: {size: 2, skills: [mechanical]}
      wirers: {size: 1, skills: [electrical, mechanical], calendar: day}
    maintenance:
      dies: {of: press.*.die, calendar: day, replace: {at_age: 70 h, approval: 2 h}}
      guides: {of: press.*.guide, inspect: {every: 1 wk, takes: 10 min, cost: 9 EUR, by: wirers}}
      together: {open_window: press.*, take_along: due within 8 h}
      oil: {of: press.press_1, stop: {every: 8 h, takes: 5 min, by: fitters, cost: 3 EUR}}

    """

  /// The text with a piece replaced, which must stand in it exactly once.
  static func text(replacing piece: String, by replacement: String) -> String {
    let parts = text.split(separator: piece, omittingEmptySubsequences: false)
    precondition(parts.count == 2, "'\(piece)' stands \(parts.count - 1) times in the text")
    return parts.joined(separator: replacement)
  }

  /// What the reader says of the text with a piece replaced: its errors and warnings, a line each.
  static func messages(replacing piece: String, by replacement: String) -> String {
    do {
      let text = text(replacing: piece, by: replacement)
      let scenario = try ScenarioReader.read(text: text, name: "press.yaml")
      return scenario.warnings.map(\.description).joined(separator: "\n")
    } catch {
      return error.description
    }
  }
}
