import Testing

@Suite("Mistakes in products")
struct MistakesInRoutesTests {
  @Test("A wrong release, route or inspection is named with its remedy", arguments: cases)
  func message(_ mistake: Mistake) {
    let text = BracketLine.text(replacing: mistake.piece, by: mistake.replacement)
    #expect(BracketLine.messages(text) == mistake.message)
  }

  static let cases: [Mistake] = [
    Mistake(
      "{keep: 60}", "{keep: 60.5}",
      """
      line.yaml:11:21: error: products.bracket.release.keep: '60.5' is not a whole number; \
      expected a number of parts such as 150
      """),
    Mistake(
      "{keep: 60}", "{kep: 60}",
      """
      line.yaml:11:15: error: products.bracket.release: unknown key 'kep'; did you mean 'keep'?
      """),
    Mistake(
      "{keep: 60}", "{keep: 60, lot: 5}",
      """
      line.yaml:11:25: error: products.bracket.release: 'keep' and 'lot' exclude each other; keep \
      one of them
      """),
    Mistake(
      "{keep: 60}", "saturatd",
      """
      line.yaml:11:14: error: products.bracket.release: unknown release 'saturatd'; did you mean \
      'saturated'?
      """),
    Mistake(
      "{keep: 60}", "{every: exponential 9 min, if_full: loose}",
      """
      line.yaml:11:50: error: products.bracket.release.if_full: unknown word 'loose'; expected \
      'wait' or 'lost'
      """),
    Mistake(
      "      - press\n      - deburr", "      - pres\n      - deburr",
      """
      line.yaml:14:9: error: products.bracket.route.pres: there is no station 'pres'; did you \
      mean 'press'?
      """),
    Mistake(
      "      - press\n      - deburr", "      - press\n      - press",
      """
      line.yaml:15:9: error: products.bracket.route: two operations are called 'press'; give this \
      one another name, and 'at: press'
      """),
    Mistake(
      "      - press\n      - deburr", "      - {press: {time: 4 s}, deburr: {}}",
      """
      line.yaml:14:9: error: products.bracket.route: an operation is a name, or a name with its \
      keys as in '- press: {time: 30 s}'; this is a mapping
      """),
    Mistake(
      "back to deburr", "back to debur",
      """
      line.yaml:16:73: error: products.bracket.route.inspect.then.burr: there is no operation \
      'debur'; did you mean 'deburr'?
      """),
    Mistake(
      "back to deburr", "back deburr",
      """
      line.yaml:16:73: error: products.bracket.route.inspect.then.burr: unknown disposition \
      'back deburr'; did you mean 'back to deburr'?
      """),
    Mistake(
      "burr: back to deburr", "split: scrap",
      """
      line.yaml:16:67: error: products.bracket.route.inspect.then: 'split' is not looked for \
      here; add it to 'finds'
      """),
    Mistake(
      "      - press\n",
      "      - press: {finds: {burr: 5 %}, then: {burr: back to inspect}}\n",
      """
      line.yaml:14:50: error: products.bracket.route.press.then.burr: 'inspect' comes after \
      'press'; a part goes back to this operation or one before
      """),
    Mistake(
      "time: normal mean 17 s sd 2 s at_least 12 s", "buffer: 3",
      """
      line.yaml:13:9: error: products.bracket.route.blank: has no time; write one here, as in '- \
      blank: {time: 30 s}', or as the default of its station, as in 'blank: {time: 30 s}'
      """),
    Mistake(
      "burr: 1 %", "otherwise: 1 %",
      """
      line.yaml:16:33: error: products.bracket.route.inspect.finds.burr: no operation makes the \
      defect 'burr'; defects come from 'makes' at an operation or its station
      line.yaml:22:13: error: stations.press.makes: 'otherwise' stands for all other defects; \
      take another name
      """),
    Mistake(
      "{keep: 60}", "{keep: sixty}",
      """
      line.yaml:11:21: error: products.bracket.release.keep: 'sixty' is not a whole number; \
      expected a number of parts such as 150
      """),
    Mistake(
      "{keep: 60}", "{keep: 2000000}",
      """
      line.yaml:11:21: error: products.bracket.release.keep: '2000000' is too large; expected at \
      most 1000000
      """),
    Mistake(
      "{keep: 60}", "{lot: 3}",
      """
      line.yaml:11:14: error: products.bracket.release: says not how parts enter; expected \
      'saturated', '{keep: 150}' or '{every: exponential 9 min}'
      """),
    Mistake(
      "{keep: 60}", "{}",
      """
      line.yaml:11:14: error: products.bracket.release: says not how parts enter; expected \
      'saturated', '{keep: 150}' or '{every: exponential 9 min}'
      """),
    Mistake(
      "back to deburr}", "{back_to: deburr, at_most: 0}}",
      """
      line.yaml:16:100: error: products.bracket.route.inspect.then.burr.at_most: '0' is too \
      small; expected at least 1
      """),
    Mistake(
      "then: {burr: back to deburr}", "then: scrap",
      """
      line.yaml:16:66: error: products.bracket.route.inspect.then: expected what becomes of each \
      defect, as in {burr: back to deburr, otherwise: scrap}, not 'scrap'
      """),
    Mistake(
      "      - blank\n", "      - blank: {then: {otherwise: scrap}}\n",
      """
      line.yaml:13:23: error: products.bracket.route.blank.then: there is nothing to decide; say \
      what is looked for with 'finds'
      """),
  ]
}
