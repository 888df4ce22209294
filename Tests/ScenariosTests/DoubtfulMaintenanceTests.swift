import Scenarios
import Testing

@Suite("Doubtful maintenance")
struct DoubtfulMaintenanceTests {
  @Test("Maintenance that can do nothing is a warning", arguments: cases)
  func message(_ mistake: Mistake) {
    let messages = WearingPress.messages(replacing: mistake.piece, by: mistake.replacement)
    #expect(messages == mistake.message)
  }

  @Test("A warning that would come before every life begins is a doubt")
  func ahead() throws {
    let text = WearingPress.text(
      replacing: "gamma mean_life 83 h cv_of_life 30 %", by: "linear mean_life 60 h"
    )
    .replacing("{at_age: 70 h, approval: 2 h}", with: "{warning: {ahead: uniform 61 h to 80 h}}")
    let warnings = try ScenarioReader.read(text: text, name: "press.yaml").warnings
    #expect(
      warnings.map(\.message) == [
        "maintenance.dies.replace.warning.ahead: 'die' never lasts longer than 'uniform 61 h to 80 h', "
          + "so there is never a warning"
      ])
    let within = text.replacing("uniform 61 h", with: "uniform 59 h")
    #expect(try ScenarioReader.read(text: within, name: "press.yaml").warnings.isEmpty)
  }

  @Test(
    "A rule whose time comes after the end of the run is a doubt",
    arguments: [
      ("at_start: steady", "at_start: new", "{at_age: 70 h, approval: 2 h}", "{at_age: 9000 h}"),
      ("", "", "{at_age: 70 h, approval: 2 h}", "{every: 9000 h}"),
      ("", "", "{at_age: 70 h, approval: 2 h}", "{every: 80 h, first: 9000 h}"),
      ("", "", "{at_age: 70 h, approval: 2 h}", "{wear_over: 80 %, look: 9000 h}"),
    ])
  func late(start: String, new: String, rule: String, late: String) throws {
    let text = WearingPress.text(replacing: rule, by: late).replacing(start, with: new)
      .replacing("wear: {die: 30 %}, ", with: "")
    let warnings = try ScenarioReader.read(text: text, name: "press.yaml").warnings
    #expect(warnings.count == 1)
    #expect(warnings.first?.message.contains("is over before") == true)
    let soon = text.replacing("9000 h", with: "70 h")
    #expect(try ScenarioReader.read(text: soon, name: "press.yaml").warnings.isEmpty)
  }

  @Test("A crew that has nobody at first, and somebody later, is no mistake")
  func laterCrew() throws {
    let text = WearingPress.text(
      replacing: "wirers: {size: 1", by: "wirers: {size: 0")
    #expect(throws: ScenarioFailure.self) {
      try ScenarioReader.read(text: text, name: "press.yaml")
    }
    let later = text + "timeline: [{at: 1 wk, set: {crews.wirers.size: 2}}]\n"
    #expect(try ScenarioReader.read(text: later, name: "press.yaml").warnings.isEmpty)
  }

  /// A new die, two worn ones, and a failed one: 0, 1/3, 2/3 and 1.
  @Test(
    "A wear just above that of a state is a doubt",
    arguments: [
      ("{wear_over: 67 %, look: 8 h}", "wear_over", "3 of 4 of 'die' is 2/3", "67", "66.6"),
      ("{wear_over: 33.34 %, look: 8 h}", "wear_over", "2 of 4 of 'die' is 1/3", "33.34", "33.3"),
      (
        "{by_state: [{from: 33 %, do: leave}, {from: 66.7 %, do: replace}], look: 8 h}",
        "by_state.from", "3 of 4 of 'die' is 2/3", "66.7", "66.6"
      ),
    ])
  func missedState(rule: String, path: String, state: String, written: String, better: String)
    throws
  {
    let wear = "{a: {lasts: 40 h}, b: {lasts: 30 h}, c: {lasts: 20 h}, d: {}}"
    let text = WearingPress.text(
      replacing: "wear: gamma mean_life 83 h cv_of_life 30 %", by: "states: \(wear)"
    ).replacing("{at_age: 70 h, approval: 2 h}", with: rule)
    let warnings = try ScenarioReader.read(text: text, name: "press.yaml").warnings
    #expect(
      warnings.map(\.message) == [
        "maintenance.dies.replace.\(path): state \(state) worn, a little less than '\(written) %', and "
          + "does not count; write '\(better) %' if it should"
      ])
    for enough in [better, "60"] {
      let right = text.replacing("\(written) %", with: "\(enough) %")
      #expect(try ScenarioReader.read(text: right, name: "press.yaml").warnings.isEmpty)
    }
  }

  static let cases: [Mistake] = [
    Mistake(
      "wear: gamma mean_life 83 h cv_of_life 30 %",
      "wear: linear mean_life 60 h",
      """
      press.yaml:38:60: warning: maintenance.dies.replace.at_age: 'die' has always failed by \
      '70 h', so it is never replaced before
      """),
    Mistake(
      "wear: gamma mean_life 83 h cv_of_life 30 %\n        clock: producing * (rate / (30 "
        + "/min))^2\n        at_start: steady",
      "life: uniform 20 h to 70 h",
      """
      press.yaml:36:60: warning: maintenance.dies.replace.at_age: 'die' has always failed by \
      '70 h', so it is never replaced before
      """),
    Mistake(
      "{at_age: 70 h, approval: 2 h}",
      "{wear_over: 100 %}",
      """
      press.yaml:38:63: warning: maintenance.dies.replace.wear_over: 'die' fails at 100 %, so \
      it is never replaced before; write less
      """),
    Mistake(
      "1 % + 6 % * die.wear^2",
      "1 % + 600 % * die.wear^2",
      """
      press.yaml:16:19: warning: stations.press.makes.burr: comes to 601 % where everything is \
      worn; it is cut to 0 % to 100 %
      """),
    Mistake(
      "initial: 3, replenish: {base_stock: 3}",
      "initial: 2",
      """
      press.yaml:8:3: warning: stores.crib: never orders: when its 2 pieces are used up, \
      machines wait for ever; add 'replenish: {base_stock: 2}'
      """),
    Mistake(
      "guides: {of: press.*.guide, inspect: {every: 1 wk, takes: 10 min, cost: 9 EUR, by: "
        + "wirers}}",
      "guides: {of: press.*.guide, calendar: day}",
      """
      press.yaml:26:7: warning: stations.press.components.guide: fails unseen, and nothing \
      looks for it; add a rule such as {of: press.*.guide, inspect: {every: 1 wk}}
      """),
    Mistake(
      "guides: {of: press.*.guide, inspect: {every: 1 wk, takes: 10 min, cost: 9 EUR, by: "
        + "wirers}}",
      "guides: {of: press.*.die, inspect: {every: 1 wk}}",
      """
      press.yaml:26:7: warning: stations.press.components.guide: fails unseen, and nothing \
      looks for it; add a rule such as {of: press.*.guide, inspect: {every: 1 wk}}
      press.yaml:39:38: warning: maintenance.guides.inspect: looks for failures of what stops \
      the machine when it fails; add 'failure: hidden' to the component, or a 'replace' that \
      goes by wear
      """),
  ]
}
