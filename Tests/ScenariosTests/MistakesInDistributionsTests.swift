import Testing

@Suite("Mistakes in distributions")
struct MistakesInDistributionsTests {
  @Test("A wrong distribution is named with its remedy", arguments: cases)
  func message(_ mistake: Mistake) {
    let text = BracketLine.text(replacing: mistake.piece, by: mistake.replacement)
    #expect(BracketLine.messages(text) == mistake.message)
  }

  static let cases: [Mistake] = [
    Mistake(
      "{keep: 60}", "{every: exponental 9 min}",
      """
      line.yaml:11:22: error: products.bracket.release.every: unknown distribution 'exponental'; \
      did you mean 'exponential'?
      """),
    Mistake(
      "normal mean 17 s sd 2 s", "normal mean 17 s",
      """
      line.yaml:18:17: error: stations.blank.time: 'normal mean 17 s at_least 12 s' needs 'sd', \
      as in 'normal mean 17 s sd 2 s at_least 12 s'
      """),
    Mistake(
      "normal mean 17 s sd 2 s", "normal mean 17 s std 2 s",
      """
      line.yaml:18:17: error: stations.blank.time: normal has no parameter 'std'; did you mean \
      'sd'?
      """),
    Mistake(
      "normal mean 17 s sd 2 s", "normal mean 17 s sd 0 s",
      """
      line.yaml:18:17: error: stations.blank.time: sd: '0 s' is not more than zero; expected a \
      time such as '40 s'
      """),
    Mistake(
      "normal mean 17 s sd 2 s", "normal mean 17 s sd 2 s cv 3 %",
      """
      line.yaml:18:17: error: stations.blank.time: 'normal mean 17 s sd 2 s cv 3 % at_least 12 s' \
      gives too much: normal takes 'mean' and 'sd', or 'mean' and 'cv'
      """),
    Mistake(
      "normal mean 17 s sd 2 s", "normal mean 17 s mean 2 s",
      """
      line.yaml:18:17: error: stations.blank.time: 'normal mean 17 s mean 2 s at_least 12 s': \
      'mean' is given twice; keep one of them
      """),
    Mistake(
      "lognormal mean 22 s cv 10 %", "lognomal mean 22 s cv 10 %",
      """
      line.yaml:21:11: error: stations.press.time: unknown distribution 'lognomal'; did you mean \
      'lognormal'?
      """),
    Mistake(
      "lognormal mean 22 s cv 10 %", "22",
      """
      line.yaml:21:11: error: stations.press.time: '22' has no unit; did you mean '22 s'?
      """),
    Mistake(
      "lognormal mean 22 s cv 10 %", "22 s at_least 20 s",
      """
      line.yaml:21:11: error: stations.press.time: '22 s at_least 20 s': a fixed value takes no \
      'at_least'; begin with a distribution's name, as in 'uniform 5 d to 15 d'
      """),
    Mistake(
      "lognormal mean 22 s cv 10 %", "0,5 h",
      """
      line.yaml:21:11: error: stations.press.time: '0,5 h' has a decimal comma; did you mean '0.5 \
      h'?
      """),
    Mistake(
      "lognormal mean 22 s cv 10 %", "{lognormal: {mean: 22 s, cv: 10 s}}",
      """
      line.yaml:21:11: error: stations.press.time: cv: '10 s' is a time; expected a ratio such as \
      '10 %'
      """),
    Mistake(
      "lognormal mean 22 s cv 10 %", "lognormal mean cv 10 %",
      """
      line.yaml:21:11: error: stations.press.time: 'lognormal mean cv 10 %': there is no value \
      after 'mean'
      """),
    Mistake(
      "triangular 24 s 30 s 48 s", "triangular 24 s 50 s 48 s",
      """
      line.yaml:25:43: error: stations.deburr.time: 'triangular 24 s 50 s 48 s': the most likely \
      value must lie between the ends; expected lower, mode, upper as in 'triangular 30 s 38 s 60 \
      s'
      """),
    Mistake(
      "triangular 24 s 30 s 48 s", "triangular 24 s 30 s",
      """
      line.yaml:25:43: error: stations.deburr.time: 'triangular 24 s 30 s' needs 'upper', as in \
      'triangular 30 s 38 s 60 s'
      """),
    Mistake(
      "triangular 24 s 30 s 48 s", "uniform 5 s to 2 s",
      """
      line.yaml:25:43: error: stations.deburr.time: 'uniform 5 s to 2 s': the upper end must be \
      greater than the lower
      """),
    Mistake(
      "triangular 24 s 30 s 48 s", "30 s\n      time: 40 s",
      """
      line.yaml:26:11: error: this is not YAML: did not find expected ',' or '}', while parsing a \
      flow mapping that begins at 25:11
      """),
    Mistake(
      "cv 10 %", "cv 10",
      """
      line.yaml:21:11: error: stations.press.time: cv: '10' is 1000 %; did you mean '10 %'?
      """),
    Mistake(
      "normal mean 17 s sd 2 s at_least 12 s", "normal mean 17 s sd 2 s at_least 30 s",
      """
      line.yaml:18:17: error: stations.blank.time: 'normal mean 17 s sd 2 s at_least 30 s': less \
      than 0.001 % of the distribution lies within its bounds (no time is negative); widen them \
      until it is at least 1 %
      """),
    Mistake(
      "normal mean 17 s sd 2 s at_least 12 s",
      "normal mean 17 s sd 2 s at_least 30 s at_most 20 s",
      """
      line.yaml:18:17: error: stations.blank.time: 'normal mean 17 s sd 2 s at_least 30 s at_most \
      20 s': nothing lies between at_least and at_most
      """),
    Mistake(
      "normal mean 17 s sd 2 s at_least 12 s", "normal mean -40 s sd 2 s",
      """
      line.yaml:18:17: error: stations.blank.time: 'normal mean -40 s sd 2 s': less than 0.001 % \
      of the distribution lies within its bounds (no time is negative); widen them until it is at \
      least 1 %
      """),
    Mistake(
      "normal mean 17 s sd 2 s at_least 12 s", "erlang phases 2.5 mean 5 min",
      """
      line.yaml:18:17: error: stations.blank.time: phases: '2.5' is not a whole number
      """),
    Mistake(
      "normal mean 17 s sd 2 s at_least 12 s",
      "hyperexponential chance 120 % mean 5 s otherwise 1 s",
      """
      line.yaml:18:17: error: stations.blank.time: chance: '120 %' is more than 100 %; expected a \
      probability such as '5 %'
      """),
    Mistake(
      "normal mean 17 s sd 2 s at_least 12 s", "hyperexponential chance 20 % mean 5 s",
      """
      line.yaml:18:17: error: stations.blank.time: 'hyperexponential chance 20 % mean 5 s' needs \
      'otherwise', as in 'hyperexponential chance 90 % mean 20 min otherwise 4 h'
      """),
    Mistake(
      "normal mean 17 s sd 2 s at_least 12 s", "weibull scale 400 h",
      """
      line.yaml:18:17: error: stations.blank.time: 'weibull scale 400 h' needs 'shape', as in \
      'weibull shape 2 scale 400 h'
      """),
    Mistake(
      "normal mean 17 s sd 2 s at_least 12 s", "uniform -5 s to 5 s",
      """
      line.yaml:18:17: error: stations.blank.time: 'uniform -5 s to 5 s': the lower end is \
      negative; expected a time such as '40 s'
      """),
    Mistake(
      "normal mean 17 s sd 2 s at_least 12 s", "lognormal 22 s cv 10 %",
      """
      line.yaml:18:17: error: stations.blank.time: 'lognormal 22 s cv 10 %': '22 s' needs a name \
      before it; expected a text such as 'lognormal mean 22 s cv 10 %'
      """),
    Mistake(
      "normal mean 17 s sd 2 s at_least 12 s", "exponential",
      """
      line.yaml:18:17: error: stations.blank.time: 'exponential' needs 'mean', as in 'exponential \
      9 min'
      """),
    Mistake(
      "normal mean 17 s sd 2 s at_least 12 s", "lognormal mean 1 s cv 1e200",
      """
      line.yaml:18:17: error: stations.blank.time: cv: '1e200' is too large; expected at most \
      10000 %
      """),
    Mistake(
      "normal mean 17 s sd 2 s at_least 12 s", "{normal: {mean: 17 s}, uniform: 1 s to 2 s}",
      """
      line.yaml:18:17: error: stations.blank.time: expected a single distribution such as \
      '{lognormal: {mean: 22 s, cv: 10 %}}', not a mapping with 2 keys
      """),
    Mistake(
      "normal mean 17 s sd 2 s at_least 12 s", "geometric mean 60",
      """
      line.yaml:18:17: error: stations.blank.time: 'geometric mean 60': geometric distributions \
      give whole numbers; expected a time such as '40 s'
      """),
    Mistake(
      "normal mean 17 s sd 2 s at_least 12 s", "1,000 s",
      """
      line.yaml:18:17: error: stations.blank.time: '1' has no unit; did you mean '1 s'?
      line.yaml:18:19: error: stations.blank: unknown key '000 s': a comma ends a value here; \
      write numbers without commas, such as 1500 or 1.5
      """),
    Mistake(
      "exponential $jam_life", "exponential $jam_lief",
      """
      line.yaml:24:20: error: stations.press.failures.jam.after: there is no parameter \
      'jam_lief'; did you mean 'jam_life'?
      """),
  ]
}
