import Testing

@Suite("Mistakes in keys, calendars and YAML")
struct MistakesInSectionsTests {
  @Test("A wrong key, calendar or layout is named with its remedy", arguments: cases)
  func message(_ mistake: Mistake) {
    let text = BracketLine.text(replacing: mistake.piece, by: mistake.replacement)
    #expect(BracketLine.messages(text) == mistake.message)
  }

  static let cases: [Mistake] = [
    Mistake(
      "fettle: 1\n", "",
      """
      line.yaml:1:1: error: a scenario begins with 'fettle: 1', the version of its language; add \
      that line
      """),
    Mistake(
      "fettle: 1", "fettle: 2",
      """
      line.yaml:1:9: error: fettle: this program reads version 1 of the language, not '2'; write \
      'fettle: 1'
      """),
    Mistake(
      "fettle: 1", "fetle: 1",
      """
      line.yaml:1:1: error: unknown key 'fetle'; did you mean 'fettle'?
      """),
    Mistake(
      "calendar: two_shift\n", "clock: {slot: 1 min}\ncalendar: two_shift\n",
      """
      line.yaml:7:8: error: clock: this factory cannot go in slots: the first machine always has a \
      part: release is to be 'saturated'
      """),
    Mistake(
      "calendar: two_shift\n", "clock: {slot: 1 min, room: next_slot}\ncalendar: two_shift\n",
      """
      line.yaml:7:28: error: clock.room: unknown word 'next_slot'; did you mean 'last_slot'?
      """),
    Mistake(
      "costs:", "maintenance: {clean: {of: press.*, stop: {takes: 1 h}}}\ncosts:",
      """
      line.yaml:27:42: error: maintenance.clean.stop: says not when to stop; add 'every: 8 h', or \
      'after_parts: 5000'
      """),
    Mistake(
      "costs:", "maintenance: {clean: {of: press.*, stop: {every: 1 h, takes: 2 h}}}\ncosts:",
      """
      line.yaml:27:42: warning: maintenance.clean.stop: a stop takes as long as it is to the next, \
      which is left out
      """),
    Mistake(
      "costs:",
      "maintenance: {clean: {of: pres, stop: {first: 3 h, after_parts: 9, takes: 1 h}}}\ncosts:",
      """
      line.yaml:27:27: error: maintenance.clean.of: there is no station 'pres'; did you mean 'press'?
      line.yaml:27:52: error: maintenance.clean.stop: 'first' and 'after_parts' exclude each other; \
      keep one of them
      """),
    Mistake(
      "calendar: two_shift\n", "clock: {room: this_slot}\ncalendar: two_shift\n",
      """
      line.yaml:7:1: error: clock: has no 'slot'; add one, such as 'slot: 1 min'
      """),
    Mistake(
      "days: mon-fri", "days: monday-friday",
      """
      line.yaml:6:31: error: calendars.two_shift.days: unknown day 'monday'; did you mean 'mon'?
      line.yaml:6:31: error: calendars.two_shift.days: unknown day 'friday'; did you mean 'fri'?
      """),
    Mistake(
      "days: mon-fri", "days: mon-fry",
      """
      line.yaml:6:31: error: calendars.two_shift.days: unknown day 'fry'; did you mean 'fri'?
      """),
    Mistake(
      "06:00-14:00,", "6-14,",
      """
      line.yaml:6:49: error: calendars.two_shift.shifts: '6-14' is not a shift; expected times of \
      day such as '06:00-14:00'
      """),
    Mistake(
      "06:00-14:00,", "06:00-06:00,",
      """
      line.yaml:6:49: error: calendars.two_shift.shifts: '06:00-06:00' is empty; a shift of a \
      whole day is '00:00-24:00'
      """),
    Mistake(
      "calendar: two_shift", "calendar: two_shifts",
      """
      line.yaml:7:11: error: calendar: there is no calendar 'two_shifts'; did you mean \
      'two_shift'?
      """),
    Mistake(
      "  inspect: {buffer: 20, time: 15 s}", "  inspect: {buffer: 20, time: 15 s",
      """
      line.yaml:27:6: error: this is not YAML: did not find expected ',' or '}', while parsing a \
      flow mapping that begins at 26:12
      """),
    Mistake(
      "  inspect: {buffer: 20, time: 15 s}", "\tinspect: {buffer: 20, time: 15 s}",
      """
      line.yaml:26:1: error: a tab stands where YAML takes only spaces; indent with spaces
      """),
    Mistake(
      "  inspect: {buffer: 20, time: 15 s}",
      "  inspect: {buffer: 20, time: 15 s}\n  blank: {time: 3 s}",
      """
      line.yaml:18:3: error: the key 'blank' stands more than once in the same mapping; keep one \
      of them
      """),
    Mistake(
      "name: Bracket line", "<<: {a: 1}",
      """
      line.yaml:2:1: error: merge keys ('<<') are not part of the language; write the keys out
      """),
    Mistake(
      "days: mon-fri, shifts: [06:00-14:00, 14:00-22:00]", "day: mon-fri",
      """
      line.yaml:6:25: error: calendars.two_shift: unknown key 'day'; did you mean 'days'?
      """),
    Mistake(
      "{days: mon-fri, shifts: [06:00-14:00, 14:00-22:00]}", "{}",
      """
      line.yaml:6:24: error: calendars.two_shift: needs 'days', 'shifts' or both, as in {days: \
      mon-fri, shifts: [06:00-14:00]}
      """),
    Mistake(
      "two_shift: {days", "always: {days",
      """
      line.yaml:6:13: error: calendars: 'always' is the calendar that never closes; take another \
      name
      line.yaml:7:11: error: calendar: there is no calendar 'two_shift'; describe it in \
      'calendars'
      """),
  ]
}
