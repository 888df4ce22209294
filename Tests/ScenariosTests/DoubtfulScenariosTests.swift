import RandomVariates
import FactoryModel
import Scenarios
import TestSupport
import Testing

@Suite("Doubtful scenarios")
struct DoubtfulScenariosTests {
  @Test("What is legal but doubtful is a warning", arguments: cases)
  func message(_ mistake: Mistake) {
    let text = BracketLine.text(replacing: mistake.piece, by: mistake.replacement)
    #expect(BracketLine.messages(text) == mistake.message)
  }

  @Test("Doubts about load, buffers and units come before the simulation", .tags(.golden))
  func beforehand() throws {
    var golden = GoldenMessages()
    func add(_ what: String, _ piece: String, _ replacement: String) throws {
      let text = BracketLine.text(replacing: piece, by: replacement)
        .replacing("blank: {time:", with: "blank: {buffer: 2, time:")
      let messages = CheckedText.messages(text)
      // A doubt is no error: the scenario can be simulated.
      #expect(try CheckedText.check(text).factory != nil, "\(what)")
      #expect(messages.contains("warning:"), "\(what)")
      golden.add(what, messages)
    }
    try add("more work than a station can do", "{keep: 60}", "{every: 20 s}")
    try add("exactly as much work as it can do", "{keep: 60}", "{every: 1 min, lot: 2}")
    try add("a buffer that can never fill", "{keep: 60}", "{keep: 20}")
    try add("more parts than there are places", "keep: 60", "keep: 90")
    let second = "release: {keep: 10}\n    route: [weld: {time: 9 s, ideal_time: 12 s}]"
    try add(
      "a second product, and one station that both use", "stations:\n",
      "  frame:\n    \(second)\n  lid: {release: {keep: 3}, route: [press, deburr]}\n"
        + "stations:\n  weld: {buffer: 30}\n")
    try add(
      "days for seconds", "inspect: {buffer: 20, time: 15 s}", "inspect: {buffer: 20, time: 15 d}")
    try add("milliseconds for minutes", "lognormal mean 20 min cv 80 %", "20 ms")
    try add("money for an hour", "420 EUR/h", "420000 EUR/min")
    try golden.expect("doubts.txt")
  }

  @Test("A line without doubts, and one that makes many defects, has no warnings")
  func none() {
    #expect(BracketLine.messages(BracketLine.text) == "")
    let text = BracketLine.text(replacing: "burr: 1 %", by: "burr: 60 %")
    #expect(BracketLine.messages(text) == "")
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
