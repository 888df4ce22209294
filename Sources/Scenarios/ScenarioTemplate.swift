/// A small scenario to begin with.
public struct ScenarioTemplate: Sendable {
  /// What it is called.
  public var name: String
  /// What it shows, one line.
  public var meaning: String
  /// The YAML text.
  public var text: String

  /// Whether a word can name something in a scenario.
  ///
  /// - Parameter word: The word.
  /// - Returns: Whether it is letters, digits, `_` and `-`, and begins with a letter.
  public static func isName(_ word: String) -> Bool { Reading.isName(word) }

  /// The templates.
  public static let all: [ScenarioTemplate] = [line, cell, shifts]

  private static let line = ScenarioTemplate(
    name: "line", meaning: "three machines in a row, with buffers and a failure",
    text: """
      # Three machines in a row. Figures are made up; replace them by your own.
      fettle: 1
      name: A line
      warm_up: 1 d               # simulated and discarded, until the line has filled
      horizon: 4 wk              # what is measured
      products:
        part:
          release: saturated     # or {keep: 20}, or {every: exponential 40 s}
          route: [cut, press, pack]
      stations:
        cut: {time: lognormal mean 28 s cv 20 %}
        press:
          buffer: 10             # places in front of it
          time: 30 s
          failures:
            jam: {after: exponential 4 h, clock: producing, repair: lognormal mean 15 min cv 60 %}
        pack: {buffer: 10, time: 25 s}

      """)

  private static let cell = ScenarioTemplate(
    name: "cell", meaning: "inspection with rework and scrap, and what it costs",
    text: """
      # A cell that inspects its own work. Figures are made up; replace them by your own.
      fettle: 1
      name: A cell with rework
      warm_up: 1 d
      horizon: 4 wk
      products:
        part:
          release: {keep: 12}    # so many parts are in the cell at a time
          route:
            - turn
            - grind
            - check:
                finds: {rough: 90 %}
                false_alarm: 1 %
                then: {rough: {back_to: grind, at_most: 2}, otherwise: scrap}
      stations:
        turn: {machines: 2, time: lognormal mean 4 min cv 20 %}
        grind: {buffer: 4, time: triangular 1 min 2 min 4 min, makes: {rough: 3 %}}
        check: {buffer: 4, time: 45 s}
      costs: {scrap: 8 EUR/part, escape: 90 EUR/part}

      """)

  private static let shifts = ScenarioTemplate(
    name: "shifts", meaning: "orders that come at random, two shifts, set-points in formulas",
    text: """
      # Orders come round the clock, the plant works two shifts. Figures are made up.
      fettle: 1
      name: Two shifts
      warm_up: 2 wk
      horizon: 12 wk
      calendars: {two_shift: {days: mon-fri, shifts: [06:00-14:00, 14:00-22:00]}}
      calendar: two_shift
      products:
        part:
          release: {every: exponential 25 min, lot: 10}
          route: [mould, trim]
      stations:
        mould:
          set_points: {cycle_rate: {value: 60 /h, range: 40 /h to 80 /h}}
          time: lognormal mean (1 / cycle_rate) cv 8 %
          failures:
            stuck: {after: exponential 6 h, clock: producing, repair: lognormal mean 20 min cv 60 %}
        trim: {buffer: 30, time: 40 s}

      """)
}

/// The words with which the language says what goes next.
public enum DispatchWords {
  /// All criteria, such as `shortest time`.
  public static let all = KeyTable.dispatchWords
}
