import Testing

@Suite("Features that are not simulated yet")
struct RefusedFeaturesTests {
  @Test("A feature that is not simulated yet is refused by name", arguments: cases)
  func message(_ mistake: Mistake) {
    let text = BracketLine.text(replacing: mistake.piece, by: mistake.replacement)
    #expect(BracketLine.messages(text) == mistake.message)
  }

  static let cases: [Mistake] = [
    Mistake(
      "{keep: 60}", "{orders: orders.csv}",
      """
      line.yaml:11:15: error: products.bracket.release.orders: orders from a table are not \
      simulated yet
      """),
    Mistake(
      "buffer: 40", "components: {die: {life: 3 h}}",
      """
      line.yaml:20:5: error: stations.press.components: components that wear are not simulated yet
      """),
    Mistake(
      "lognormal mean 22 s cv 10 %", "lognormal mean (11 / stroke_rate) cv 10 %",
      """
      line.yaml:21:11: error: stations.press.time: formulas are not simulated yet
      """),
    Mistake(
      "lognormal mean 22 s cv 10 %", "4 h/batch",
      """
      line.yaml:21:11: error: stations.press.time: times per batch are not simulated yet
      """),
    Mistake(
      "lognormal mean 22 s cv 10 %", "{table: times.csv}",
      """
      line.yaml:21:12: error: stations.press.time: tables are not read yet
      """),
    Mistake(
      "clock: producing", "by: fitters",
      """
      line.yaml:24:43: error: stations.press.failures.jam.by: crews are not simulated yet
      """),
    Mistake(
      "machines: 2", "machines: {a: {wear: 3 %}, b: {}}",
      """
      line.yaml:25:35: error: stations.deburr.machines.a: machines that differ from each other \
      are not simulated yet
      """),
    Mistake(
      "scrap: 1.35 EUR/part", "scrap: value",
      """
      line.yaml:27:46: error: costs.scrap: scrap that costs its material's value is not simulated \
      yet
      """),
    Mistake(
      "scrap: 1.35 EUR/part", "energy: 0.19 EUR/kWh",
      """
      line.yaml:27:39: error: costs.energy: power and energy are not simulated yet
      """),
    Mistake(
      "costs: {downtime: {press: 420 EUR/h}, scrap: 1.35 EUR/part}", "maintenance: {}",
      """
      line.yaml:27:1: error: maintenance: maintenance rules are not simulated yet
      """),
    Mistake(
      "normal mean 17 s sd 2 s at_least 12 s", "geometric mean 60",
      """
      line.yaml:18:17: error: stations.blank.time: geometric distributions are not simulated yet
      """),
    Mistake(
      "normal mean 17 s sd 2 s at_least 12 s", "die.wear",
      """
      line.yaml:18:17: error: stations.blank.time: formulas are not simulated yet
      """),
    Mistake(
      "normal mean 17 s sd 2 s at_least 12 s", "20 s/lot",
      """
      line.yaml:18:17: error: stations.blank.time: times per lot are not simulated yet
      """),
    Mistake(
      "2 wk\nhorizon", "2 wk\nitems: {coil: {unit: kg}}\nhorizon",
      """
      line.yaml:5:1: error: items: items are not simulated yet
      """),
    Mistake(
      "burr: 1 %", "burr: 1 % + 6 % * die.wear^2",
      """
      line.yaml:22:19: error: stations.press.makes.burr: formulas are not simulated yet
      """),
    Mistake(
      "scrap: 1.35 EUR/part", "scrap: 1.35 EUR/lot",
      """
      line.yaml:27:46: error: costs.scrap: money per lot is not simulated yet; expected money per \
      part such as '1.35 EUR/part'
      """),
    Mistake(
      "  bracket:\n", "  bracket: {release: saturated, route: [blank]}\n  gear:\n",
      """
      line.yaml:11:3: error: products.gear: several products are not simulated yet
      """),
    Mistake(
      "calendar: two_shift\n", "calendar: two_shift\ntimeline: []\n",
      """
      line.yaml:8:1: error: timeline: changes in mid-run are not simulated yet
      """),
    Mistake(
      "      - blank\n", "      - blank: {share: 20 %}\n",
      """
      line.yaml:13:17: error: products.bracket.route.blank.share: inspections of a share of the \
      parts are not simulated yet
      """),
  ]
}
