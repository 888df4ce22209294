import Scenarios

/// A small line that uses most of the language, and what happens to it when a piece is changed.
enum BracketLine {
  static let text = """
    fettle: 1
    name: Bracket line
    start: 2026-01-05 06:00
    warm_up: 2 wk
    horizon: 26 wk
    calendars: {two_shift: {days: mon-fri, shifts: [06:00-14:00, 14:00-22:00]}}
    calendar: two_shift
    params: {jam_life: 5 h}
    products:
      bracket:
        release: {keep: 60}
        route:
          - blank
          - press
          - deburr
          - inspect: {finds: {burr: 95 %}, false_alarm: 0.5 %, then: {burr: back to deburr}}
    stations:
      blank: {time: normal mean 17 s sd 2 s at_least 12 s}
      press:
        buffer: 40
        time: lognormal mean 22 s cv 10 %
        makes: {burr: 1 %}
        failures:
          jam: {after: exponential $jam_life, clock: producing, repair: lognormal mean 20 min cv 80 %}
      deburr: {buffer: 20, machines: 2, time: triangular 24 s 30 s 48 s}
      inspect: {buffer: 20, time: 15 s}
    costs: {downtime: {press: 420 EUR/h}, scrap: 1.35 EUR/part}

    """

  /// The text with a piece replaced, which must stand in it exactly once.
  static func text(replacing piece: String, by replacement: String) -> String {
    let parts = text.split(separator: piece, omittingEmptySubsequences: false)
    precondition(parts.count == 2, "'\(piece)' stands \(parts.count - 1) times in the text")
    return parts.joined(separator: replacement)
  }

  /// What the reader says of a text: its errors and warnings, a line each.
  static func messages(_ text: String, overrides: [Override] = []) -> String {
    do {
      let scenario = try ScenarioReader.read(text: text, name: "line.yaml", overrides: overrides)
      return scenario.warnings.map(\.description).joined(separator: "\n")
    } catch {
      return error.description
    }
  }
}
