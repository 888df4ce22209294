import Testing

@Suite("Doubtful scenarios")
struct DoubtfulScenariosTests {
  @Test("What is legal but doubtful is a warning", arguments: cases)
  func message(_ mistake: Mistake) {
    let text = BracketLine.text(replacing: mistake.piece, by: mistake.replacement)
    #expect(BracketLine.messages(text) == mistake.message)
  }

  static let cases: [Mistake] = [
    Mistake(
      "warm_up: 2 wk", "warm_up: 30 wk",
      """
      line.yaml:4:10: warning: warm_up: more time is discarded than is measured
      """),
    Mistake(
      "06:00-14:00,", "06:00-15:00,",
      """
      line.yaml:6:24: warning: calendars.two_shift: shifts overlap; the time they share counts \
      once
      """),
    Mistake(
      "calendar: two_shift\n", "",
      """
      line.yaml:6:13: warning: calendars: no station works by the calendar 'two_shift'; name it \
      with 'calendar'
      """),
    Mistake(
      "jam_life: 5 h", "jam_life: 5 h, spare: 2",
      """
      line.yaml:8:25: warning: params: no value uses the parameter 'spare'
      """),
    Mistake(
      "inspect: {finds: {burr: 95 %}, false_alarm: 0.5 %, then: {burr: back to deburr}}",
      "inspect",
      """
      line.yaml:10:3: warning: products.bracket: 'burr' is made at 'press' and looked for nowhere \
      after; every such part escapes
      """),
    Mistake(
      "  deburr: {buffer: 20,", "  spare: {time: 3 s}\n  deburr: {buffer: 20,",
      """
      line.yaml:25:3: warning: stations: no operation is done at 'spare'
      """),
    Mistake(
      "time: 15 s", "time: 15 s, ideal_time: 20 s",
      """
      line.yaml:10:3: warning: products.bracket.route.inspect: the ideal time is longer than the \
      mean time, so its effectiveness is above 100 %
      """),
  ]
}
