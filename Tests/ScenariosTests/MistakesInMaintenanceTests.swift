import Testing

@Suite("Mistakes in maintenance rules")
struct MistakesInMaintenanceTests {
  @Test("A wrong rule is named with its remedy", arguments: cases)
  func message(_ mistake: Mistake) {
    let messages = WearingPress.messages(replacing: mistake.piece, by: mistake.replacement)
    #expect(messages == mistake.message)
  }

  static let cases: [Mistake] = [
    Mistake(
      "of: press.*.die,",
      "of: press.*.dye,",
      """
      press.yaml:38:14: error: maintenance.dies.of: there is no component 'dye'; did you mean \
      'die'?
      """),
    Mistake(
      "of: press.*.die,",
      "of: pres.*.die,",
      """
      press.yaml:38:14: error: maintenance.dies.of: there is no station 'pres'; did you mean \
      'press'?
      """),
    Mistake(
      "of: press.*.die,",
      "of: press.press_3.die,",
      """
      press.yaml:38:14: error: maintenance.dies.of: there is no machine 'press_3'; did you \
      mean 'press_1'?
      """),
    Mistake(
      "of: press.*.die,",
      "of: press.die,",
      """
      press.yaml:38:14: error: maintenance.dies.of: 'press.die' has 2 parts; expected station, \
      machine and component as in 'press.*.die'
      """),
    Mistake(
      "of: press.*.die,",
      "of: check.*.*,",
      """
      press.yaml:38:14: error: maintenance.dies.of: 'check.*.*' selects nothing: no machine \
      that it names has such a component; describe one in 'components', or name another machine
      """),
    Mistake(
      "of: press.*.die,",
      "of: '*.check_1.die',",
      """
      press.yaml:38:14: error: maintenance.dies.of: '*.check_1.die' selects nothing: no \
      machine that it names has such a component; describe one in 'components', or name \
      another machine
      """),
    Mistake(
      "of: press.*.die,",
      "of: [press.press_1.die, check.*.die],",
      """
      press.yaml:38:34: error: maintenance.dies.of: there is no component 'die'; none is defined
      """),
    Mistake(
      "of: press.*.die, ",
      "",
      """
      press.yaml:38:3: error: maintenance.dies: selects nothing; add the components, such as \
      'of: press.*.die'
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{wear_over: 130 %}",
      """
      press.yaml:38:63: error: maintenance.dies.replace.wear_over: '130 %' is more than 100 %; \
      expected a probability such as '5 %'
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{wear_over: 0 %}",
      """
      press.yaml:38:63: error: maintenance.dies.replace.wear_over: '0 %' is reached by what is \
      new; expected a wear such as '80 %'
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{by_state: [{from: 120 %, do: replace}]}",
      """
      press.yaml:38:70: error: maintenance.dies.replace.by_state.from: '120 %' is more than \
      100 %; expected a probability such as '5 %'
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{by_state: [{from: 60 %, do: replace}, {from: 40 %, do: leave}]}",
      """
      press.yaml:38:97: error: maintenance.dies.replace.by_state.from: '40 %' is not more than \
      the line before; write the lines in rising order
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{by_state: []}",
      """
      press.yaml:38:62: error: maintenance.dies.replace.by_state: is an empty list; expected \
      actions such as '{from: 80 %, do: replace}'
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{by_state: [{from: 0 %, do: replace}]}",
      """
      press.yaml:38:70: error: maintenance.dies.replace.by_state.from: '0 %' is reached by \
      what is new; expected a wear such as '80 %'
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{by_state: [{from: 60 %, do: repair}]}",
      """
      press.yaml:38:80: error: maintenance.dies.replace.by_state.do: repairs 'die', but \
      stations.press.components.die has no 'repair'; add one, such as 'repair: {planned: 2 h, \
      restores: 40 %}'
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{by_state: [{from: 60 %, do: mend}]}",
      """
      press.yaml:38:80: error: maintenance.dies.replace.by_state.do: unknown action 'mend'; \
      expected 'leave', 'repair' or 'replace'
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{every: 0 s}",
      """
      press.yaml:38:59: error: maintenance.dies.replace.every: '0 s' is not more than zero; \
      expected a time such as '4 h'
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{wear_over: 80 %, look: 0 s}",
      """
      press.yaml:38:75: error: maintenance.dies.replace.look: '0 s' is not more than zero; \
      expected a time such as '8 h', or '1 part'
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{wear_over: 80 %, look: 1.5 parts}",
      """
      press.yaml:38:75: error: maintenance.dies.replace.look: '1.5 parts' is no whole number \
      of pieces; write one such as '3'
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{every: 2 d, first: 2025-12-30}",
      """
      press.yaml:38:71: error: maintenance.dies.replace.first: '2025-12-30' is before the start
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{every: 2 d, first: -1 h}",
      """
      press.yaml:38:71: error: maintenance.dies.replace.first: '-1 h' is negative; expected a \
      time such as '4 h'; or a date such as 2026-05-04
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{at_age: 70 h, look: 8 h}",
      """
      press.yaml:38:66: error: maintenance.dies.replace: 'at_age' and 'look' exclude each \
      other; keep one of them
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{at_age: 70 h, first: 8 h}",
      """
      press.yaml:38:66: error: maintenance.dies.replace: 'at_age' and 'first' exclude each \
      other; keep one of them
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{at_age: 70 h, wear_over: 8 %}",
      """
      press.yaml:38:66: error: maintenance.dies.replace: 'at_age' and 'wear_over' exclude each \
      other; keep one of them
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{}",
      """
      press.yaml:38:51: error: maintenance.dies.replace: says not when to replace; expected a \
      rule such as '{at_age: 70 h}' or '{wear_over: 80 %, look: 8 h}'
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{look: 8 h}",
      """
      press.yaml:38:51: error: maintenance.dies.replace: says not when to replace; expected a \
      rule such as '{at_age: 70 h}' or '{wear_over: 80 %, look: 8 h}'
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{at_age: 4000 parts}",
      """
      press.yaml:38:60: error: maintenance.dies.replace.at_age: '4000 parts' counts parts; add \
      'clock: parts', or write a time such as '5 h'
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{at_count: 0}",
      """
      press.yaml:38:62: error: maintenance.dies.replace.at_count: '0' is too small; expected \
      at least 1
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{model: rul, fails_within: 72 h, look: 8 h}",
      """
      press.yaml:38:51: error: maintenance.dies.replace: has a model but no 'chance_over'; add \
      one, such as 'chance_over: 30 %'
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "soon",
      """
      press.yaml:38:51: error: maintenance.dies.replace: unknown rule 'soon'; expected a rule \
      such as '{at_age: 70 h}'
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{warning: {ahead: 8 h, misses: 120 %}}",
      """
      press.yaml:38:82: error: maintenance.dies.replace.warning.misses: '120 %' is more than \
      100 %; expected a probability such as '5 %'
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{warning: {ahead: 8 h, precision: 70 %, false_alarms: 2 /wk}}",
      """
      press.yaml:38:74: error: maintenance.dies.replace.warning: 'false_alarms' and \
      'precision' exclude each other; keep one of them
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{warning: {ahead: 8 h, precision: 0 %}}",
      """
      press.yaml:38:85: error: maintenance.dies.replace.warning.precision: '0 %' means that no \
      warning is right; expected a share above 0, such as '70 %'
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{warning: {misses: 3 %}}",
      """
      press.yaml:38:52: error: maintenance.dies.replace.warning: has no 'ahead'; add one, such \
      as 'ahead: 48 h'
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{warning: {ahead: 3 parts}}",
      """
      press.yaml:38:69: error: maintenance.dies.replace.warning.ahead: '3 parts' counts parts; \
      add 'clock: parts', or write a time such as '5 h'
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{warning: {ahead: 3 h, false_alarms: 0.1 /part}}",
      """
      press.yaml:38:88: error: maintenance.dies.replace.warning.false_alarms: '0.1 /part' is a \
      number per part; write one per time such as '0.2 /wk'
      """),
    Mistake(
      "{planned: 45 min, failed: 3 h, by: fitters, uses: {insert: 1}, from: crib}",
      "{failed: 3 h}",
      """
      press.yaml:38:51: error: maintenance.dies.replace: replaces 'die' before it fails, but \
      stations.press.components.die.replace has no 'planned'; add the time that it takes, such \
      as 'planned: 45 min'
      """),
    Mistake(
      "{every: 1 wk, takes: 10 min, cost: 9 EUR, by: wirers}",
      "{takes: 10 min}",
      """
      press.yaml:39:40: error: maintenance.guides.inspect: says not when to look; add 'every: \
      1 wk', or a 'look' to 'replace'
      """),
    Mistake(
      "{every: 1 wk, takes: 10 min, cost: 9 EUR, by: wirers}",
      "{every: 0 s}",
      """
      press.yaml:39:48: error: maintenance.guides.inspect.every: '0 s' is not more than zero; \
      expected a time such as '4 h'
      """),
    Mistake(
      "{every: 1 wk, takes: 10 min, cost: 9 EUR, by: wirers}",
      "{every: 1 wk, misses: 101 %}",
      """
      press.yaml:39:62: error: maintenance.guides.inspect.misses: '101 %' is more than 100 %; \
      expected a probability such as '5 %'
      """),
    Mistake(
      "{every: 1 wk, takes: 10 min, cost: 9 EUR, by: wirers}",
      "{every: 1 wk, by: plumbers}",
      """
      press.yaml:39:58: error: maintenance.guides.inspect.by: there is no crew 'plumbers'; \
      there are fitters and wirers
      """),
    Mistake(
      "replace: {at_age: 70 h, approval: 2 h}}",
      "replace: {wear_over: 80 %, look: 8 h}, inspect: {every: 1 d}}",
      """
      press.yaml:38:75: error: maintenance.dies.replace.look: '8 h' is another rhythm than \
      that of 'inspect', '1 d'; keep one of them
      """),
    Mistake(
      "together: {open_window: press.*, take_along: due within 8 h}",
      "together: {open_window: press.*}",
      """
      press.yaml:40:3: error: maintenance.together: opens a window for nothing; add \
      'take_along: due within 8 h'
      """),
    Mistake(
      "together: {open_window: press.*, take_along: due within 8 h}",
      "together: {of: press.*.guide, take_along: due within 8 h}",
      """
      press.yaml:40:33: error: maintenance.together: takes work along in no stop; add the \
      machines, such as 'open_window: press.*'
      """),
    Mistake(
      "together: {open_window: press.*, take_along: due within 8 h}",
      "together: {open_window: pres.*, take_along: due within 8 h}",
      """
      press.yaml:40:27: error: maintenance.together.open_window: there is no station 'pres'; \
      did you mean 'press'?
      """),
    Mistake(
      "due within 8 h",
      "due within 0 h",
      """
      press.yaml:40:48: error: maintenance.together.take_along: '0 h' is not more than zero; \
      expected a time such as '4 h'
      """),
    Mistake(
      "due within 8 h",
      "within 8 h",
      """
      press.yaml:40:48: error: maintenance.together.take_along: unknown phrase 'within 8 h'; \
      expected 'due within' and a time such as '4 h'
      """),
    Mistake(
      "of: press.press_1, stop",
      "of: press.press_1, replace: on_failure, stop",
      """
      press.yaml:41:28: error: maintenance.oil: 'stop' stops whole machines, and 'replace' is \
      for components; make two rules of it
      """),
    Mistake(
      "guides: {of: press.*.guide, ",
      "guides: {of: [press.*.guide, press.*.die], replace: {every: 9 wk}, ",
      """
      press.yaml:39:46: error: maintenance.guides.replace: the rule 'dies' (line 38) says \
      already when this is replaced, 'press.press_1.die'; let one of them select less
      """),
    Mistake(
      "guides: {of: press.*.guide, ",
      "more: {of: press.press_2.guide, inspect: {every: 2 wk}}\n  guides: {of: press.*.guide, ",
      """
      press.yaml:40:31: error: maintenance.guides.inspect: the rule 'more' (line 39) says \
      already how this is looked at, 'press.press_2.guide'; let one of them select less
      """),
    Mistake(
      "every: 8 h, takes: 5 min",
      "takes: 5 min",
      """
      press.yaml:41:34: error: maintenance.oil.stop: says not when to stop; add 'every: 8 h', \
      or 'after_parts: 5000'
      """),
  ]
}
