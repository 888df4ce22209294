import Testing

@Suite("Mistakes in stations and costs")
struct MistakesInStationsTests {
  @Test("A wrong station or cost is named with its remedy", arguments: cases)
  func message(_ mistake: Mistake) {
    let text = BracketLine.text(replacing: mistake.piece, by: mistake.replacement)
    #expect(BracketLine.messages(text) == mistake.message)
  }

  static let cases: [Mistake] = [
    Mistake(
      "buffer: 40", "bufer: 40",
      """
      line.yaml:20:5: error: stations.press: unknown key 'bufer'; did you mean 'buffer'?
      """),
    Mistake(
      "buffer: 40", "buffer: 2.5",
      """
      line.yaml:20:13: error: stations.press.buffer: '2.5' is not a whole number; expected a \
      number of parts such as 40
      """),
    Mistake(
      "buffer: 40", "buffer: -1",
      """
      line.yaml:20:13: error: stations.press.buffer: '-1' is too small; expected at least 0
      """),
    Mistake(
      "buffer: 40", "buffer: 40 s",
      """
      line.yaml:20:13: error: stations.press.buffer: '40 s' is a time; expected a number of parts \
      such as 40
      """),
    Mistake(
      "clock: producing", "clock: production",
      """
      line.yaml:24:50: error: stations.press.failures.jam.clock: unknown word 'production'; did \
      you mean 'producing'?
      """),
    Mistake(
      "repair: lognormal mean 20 min cv 80 %", "repairs: 4 h",
      """
      line.yaml:24:61: error: stations.press.failures.jam: unknown key 'repairs'; did you mean \
      'repair'?
      """),
    Mistake(
      "repair: lognormal mean 20 min cv 80 %", "repair: 4 hr",
      """
      line.yaml:24:69: error: stations.press.failures.jam.repair: '4 hr' is not a duration; did \
      you mean '4 h'?
      """),
    Mistake(
      "repair: lognormal mean 20 min cv 80 %", "repair: 30 °C",
      """
      line.yaml:24:69: error: stations.press.failures.jam.repair: '30 °C' is not a duration: \
      there is no unit '°C'; expected a time such as '4 h'
      """),
    Mistake(
      "machines: 2", "machines: 0",
      """
      line.yaml:25:34: error: stations.deburr.machines: '0' is too small; expected at least 1
      """),
    Mistake(
      "machines: 2", "machines: [a, a]",
      """
      line.yaml:25:38: error: stations.deburr.machines: the machine 'a' is named twice; names \
      must differ
      """),
    Mistake(
      "machines: 2", "machines: [1st]",
      """
      line.yaml:25:35: error: stations.deburr.machines: '1st' cannot be a name: a name is \
      letters, digits, '_' and '-', and begins with a letter
      """),
    Mistake(
      "press: 420 EUR/h", "pres: 420 EUR/h",
      """
      line.yaml:27:20: error: costs.downtime: there is no station 'pres'; did you mean 'press'?
      """),
    Mistake(
      "press: 420 EUR/h", "press: 420 EUR",
      """
      line.yaml:27:27: error: costs.downtime.press: '420 EUR' is an amount of money; expected \
      money per time such as '420 EUR/h'
      """),
    Mistake(
      "press: 420 EUR/h", "press: 420 euro/h",
      """
      line.yaml:27:27: error: costs.downtime.press: '420 euro/h' is not money per time; did you \
      mean '420 EUR/h'?
      """),
    Mistake(
      "scrap: 1.35 EUR/part", "scrap: 1.35 USD/part",
      """
      line.yaml:27:46: error: costs.scrap: is in USD, but money before it is in EUR; use one \
      currency
      """),
    Mistake(
      "scrap: 1.35 EUR/part", "scrap: 1.35",
      """
      line.yaml:27:46: error: costs.scrap: '1.35' has no unit; did you mean '1.35 EUR/part'?
      """),
    Mistake(
      "costs: {", "cost: {",
      """
      line.yaml:27:1: error: unknown key 'cost'; did you mean 'costs'?
      """),
    Mistake(
      "  deburr: {buffer: 20,", "  2nd: {time: 3 s}\n  deburr: {buffer: 20,",
      """
      line.yaml:25:3: error: stations: '2nd' cannot be a name: a name is letters, digits, '_' and \
      '-', and begins with a letter
      """),
    Mistake(
      "scrap: 1.35 EUR/part", "scrap: -1 EUR/part",
      """
      line.yaml:27:46: error: costs.scrap: '-1 EUR/part' is negative; expected money per part \
      such as '1.35 EUR/part'
      """),
    Mistake(
      "buffer: 40", "buffer:\n      - 40",
      """
      line.yaml:21:7: error: stations.press.buffer: expected a number of parts such as 40, or \
      'unlimited', not a list
      """),
    Mistake(
      "machines: 2", "machines: 200000",
      """
      line.yaml:25:34: error: stations.deburr.machines: '200000' is too large; expected at most \
      100000
      """),
    Mistake(
      "machines: 2, time", "machine: 2, tiem",
      """
      line.yaml:25:24: error: stations.deburr: unknown key 'machine'; did you mean 'machines'?
      line.yaml:25:36: error: stations.deburr: unknown key 'tiem'; did you mean 'time'?
      """),
  ]
}
