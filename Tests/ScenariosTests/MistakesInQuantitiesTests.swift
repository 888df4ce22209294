import Testing

@Suite("Mistakes in quantities")
struct MistakesInQuantitiesTests {
  @Test("A wrong quantity, date or parameter is named with its remedy", arguments: cases)
  func message(_ mistake: Mistake) {
    let text = BracketLine.text(replacing: mistake.piece, by: mistake.replacement)
    #expect(BracketLine.messages(text) == mistake.message)
  }

  static let cases: [Mistake] = [
    Mistake(
      "horizon: 26 wk", "horizon: 26 weeks",
      """
      line.yaml:5:10: error: horizon: '26 weeks' is not a duration; did you mean '26 wk'?
      """),
    Mistake(
      "horizon: 26 wk\n", "",
      """
      line.yaml:1:1: error: the scenario has no 'horizon'; add one, such as 'horizon: 26 wk'
      """),
    Mistake(
      "horizon: 26 wk", "horizon: 26",
      """
      line.yaml:5:10: error: horizon: '26' has no unit; did you mean '26 s'?
      """),
    Mistake(
      "horizon: 26 wk", "horizon: 0 s",
      """
      line.yaml:5:10: error: horizon: '0 s' is not more than zero; expected a time such as '4 h'
      """),
    Mistake(
      "horizon: 26 wk", "horizon: -26 wk",
      """
      line.yaml:5:10: error: horizon: '-26 wk' is negative; expected a time such as '4 h'
      """),
    Mistake(
      "horizon: 26 wk", "horizon: 6 months",
      """
      line.yaml:5:10: error: horizon: '6 months' is not a duration: there is no unit 'months'; a \
      month has no fixed length; write days ('30 d') or weeks
      """),
    Mistake(
      "horizon: 26 wk", "horizon: 1e400 s",
      """
      line.yaml:5:10: error: horizon: '1e400 s' is too large a number
      """),
    Mistake(
      "horizon: 26 wk", "horizon: nan",
      """
      line.yaml:5:10: error: horizon: 'nan' is not a duration; expected a time such as '4 h'
      """),
    Mistake(
      "horizon: 26 wk", "horizon:",
      """
      line.yaml:5:9: error: horizon: has no value; expected a time such as '4 h'
      """),
    Mistake(
      "horizon: 26 wk", "horizont: 26 wk",
      """
      line.yaml:5:1: error: unknown key 'horizont'; did you mean 'horizon'?
      """),
    Mistake(
      "horizon: 26 wk", "horizon: [26 wk]",
      """
      line.yaml:5:10: error: horizon: expected a time such as '4 h', not a list
      """),
    Mistake(
      "warm_up: 2 wk", "warm_up: 2 kg",
      """
      line.yaml:4:10: error: warm_up: '2 kg' is a mass; expected a time such as '4 h'
      """),
    Mistake(
      "start: 2026-01-05 06:00", "start: 05.01.2026",
      """
      line.yaml:3:8: error: start: '05.01.2026' is not a date; expected a date such as \
      2026-01-05, or with a time such as '2026-01-05 06:00'
      """),
    Mistake(
      "start: 2026-01-05 06:00", "start: 2026-02-30",
      """
      line.yaml:3:8: error: start: '2026-02-30' is not a date; expected a date such as \
      2026-01-05, or with a time such as '2026-01-05 06:00'
      """),
    Mistake(
      "jam_life: 5 h", "jam_live: 5 h",
      """
      line.yaml:24:20: error: stations.press.failures.jam.after: there is no parameter \
      'jam_life'; did you mean 'jam_live'?
      """),
    Mistake(
      "jam_life: 5 h", "jam_life: $jam_life",
      """
      line.yaml:8:20: error: params.jam_life: the parameters $jam_life → $jam_life use each other \
      in a circle
      """),
    Mistake(
      "burr: 95 %", "bur: 95 %",
      """
      line.yaml:16:32: error: products.bracket.route.inspect.finds.bur: no operation makes the \
      defect 'bur'; did you mean 'burr'?
      line.yaml:16:66: error: products.bracket.route.inspect.then: 'burr' is not looked for here; \
      did you mean 'bur'?
      """),
    Mistake(
      "burr: 95 %", "burr: 95",
      """
      line.yaml:16:33: error: products.bracket.route.inspect.finds.burr: '95' is more than 1, \
      which is 100 %; did you mean '95 %'?
      """),
    Mistake(
      "burr: 95 %", "burr: 195 %",
      """
      line.yaml:16:33: error: products.bracket.route.inspect.finds.burr: '195 %' is more than 100 \
      %; expected a probability such as '5 %'
      """),
    Mistake(
      "burr: 95 %", "burr: 95 pct",
      """
      line.yaml:16:33: error: products.bracket.route.inspect.finds.burr: '95 pct' is not a \
      probability; did you mean '95 %'?
      """),
    Mistake(
      "burr: 95 %", "burr: -1 %",
      """
      line.yaml:16:33: error: products.bracket.route.inspect.finds.burr: '-1 %' is negative; \
      expected a probability such as '5 %'
      """),
    Mistake(
      "jam_life: 5 h", "jam_life: [5 h]",
      """
      line.yaml:8:20: error: params.jam_life: a parameter is a single value such as '30 s', not a \
      list
      """),
  ]
}
