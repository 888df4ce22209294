import Testing

@Suite("Mistakes in how components wear")
struct MistakesInWearTests {
  @Test("A wrong process, life or clock is named with its remedy", arguments: cases)
  func message(_ mistake: Mistake) {
    let messages = WearingPress.messages(replacing: mistake.piece, by: mistake.replacement)
    #expect(messages == mistake.message)
  }

  static let cases: [Mistake] = [
    Mistake(
      "wear: gamma mean_life 83 h cv_of_life 30 %",
      "wear: gama mean_life 83 h cv_of_life 30 %",
      """
      press.yaml:22:15: error: stations.press.components.die.wear: unknown process of wear \
      'gama'; did you mean 'gamma'?
      """),
    Mistake(
      "wear: gamma mean_life 83 h cv_of_life 30 %",
      "wear: gamma mean_life 83 h",
      """
      press.yaml:22:15: error: stations.press.components.die.wear: 'gamma mean_life 83 h' \
      needs 'cv_of_life', as in 'gamma mean_life 83 h cv_of_life 30 %'
      """),
    Mistake(
      "wear: gamma mean_life 83 h cv_of_life 30 %",
      "wear: gamma meanlife 83 h cv_of_life 30 %",
      """
      press.yaml:22:15: error: stations.press.components.die.wear: gamma wear has no parameter \
      'meanlife'; did you mean 'mean_life'?
      """),
    Mistake(
      "wear: gamma mean_life 83 h cv_of_life 30 %",
      "wear: gamma mean_life 83 h cv_of_life 30 % rate 2 %/h",
      """
      press.yaml:22:15: error: stations.press.components.die.wear: 'gamma mean_life 83 h \
      cv_of_life 30 % rate 2 %/h' gives too much: gamma takes 'mean_life' and 'cv_of_life', or \
      'rate' and 'variance'
      """),
    Mistake(
      "wear: gamma mean_life 83 h cv_of_life 30 %",
      "wear: gamma mean_life 83 h mean_life 84 h cv_of_life 30 %",
      """
      press.yaml:22:15: error: stations.press.components.die.wear: 'gamma mean_life 83 h \
      mean_life 84 h cv_of_life 30 %': 'mean_life' is given twice; keep one of them
      """),
    Mistake(
      "wear: gamma mean_life 83 h cv_of_life 30 %",
      "wear: gamma mean_life cv_of_life 30 %",
      """
      press.yaml:22:15: error: stations.press.components.die.wear: 'gamma mean_life cv_of_life \
      30 %': there is no value after 'mean_life'
      """),
    Mistake(
      "wear: gamma mean_life 83 h cv_of_life 30 %",
      "wear: gamma mean_life 83 h cv_of_life 150 %",
      """
      press.yaml:22:15: error: stations.press.components.die.wear: the coefficient of \
      variation of a gamma process's life is 1.5; it must be from 0.0001 to 0.99: for more, \
      take another process of wear, or let units differ
      """),
    Mistake(
      "wear: gamma mean_life 83 h cv_of_life 30 %",
      "wear: linear 3 h",
      """
      press.yaml:22:15: error: stations.press.components.die.wear: 'linear 3 h': '3' needs a \
      name before it; expected a text such as 'linear mean_life 400 h'
      """),
    Mistake(
      "wear: gamma mean_life 83 h cv_of_life 30 %",
      "wear: crack exponent 3 from 12 mm to 0.5 mm mean_life 40 h cv_of_life 20 %",
      """
      press.yaml:22:15: error: stations.press.components.die.wear: 'crack exponent 3 from 12 \
      mm to 0.5 mm mean_life 40 h cv_of_l…': a crack grows; 'to' must be longer than 'from'
      """),
    Mistake(
      "wear: gamma mean_life 83 h cv_of_life 30 %",
      "wear: crack exponent 3 from 0.5 s to 12 mm mean_life 40 h cv_of_life 20 %",
      """
      press.yaml:22:15: error: stations.press.components.die.wear: from: '0.5 s' is a time; \
      expected a length such as '0.5 mm'
      """),
    Mistake(
      "wear: gamma mean_life 83 h cv_of_life 30 %",
      "wear: shocks every 20 h damage normal 3",
      """
      press.yaml:22:15: error: stations.press.components.die.wear: damage: 'normal 3': '3' \
      needs a name before it; expected a text such as 'normal mean 17 s sd 2 s at_least 12 s'
      """),
    Mistake(
      "wear: gamma mean_life 83 h cv_of_life 30 %",
      "wear: shocks every 20 h damage",
      """
      press.yaml:22:15: error: stations.press.components.die.wear: 'shocks every 20 h damage': \
      there is no value after 'damage'
      """),
    Mistake(
      "wear: gamma mean_life 83 h cv_of_life 30 %",
      "wear: shocks every 20 h damage 0 %",
      """
      press.yaml:22:15: error: stations.press.components.die.wear: damage: '0 %' is not more \
      than zero; expected a share such as '8 %'
      """),
    Mistake(
      "wear: gamma mean_life 83 h cv_of_life 30 %",
      "unit_to_unit: 10 %",
      """
      press.yaml:21:7: error: stations.press.components.die: says not how it fails; add 'wear: \
      gamma mean_life 83 h cv_of_life 30 %' or 'life: weibull shape 2 scale 400 h'
      """),
    Mistake(
      "wear: gamma mean_life 83 h cv_of_life 30 %",
      "wear: gamma mean_life 83 h cv_of_life 30 %\n        life: 3 h",
      """
      press.yaml:23:9: error: stations.press.components.die: 'wear' and 'life' exclude each \
      other; keep one of them
      """),
    Mistake(
      "producing * (rate / (30 /min))^2",
      "producing + 0.2 * running",
      """
      press.yaml:23:16: error: stations.press.components.die.clock: 'producing + 0.2 * \
      running' mixes several clocks; only one of them times a factor is simulated: 'calendar', \
      'running', 'producing' or 'parts', or one of them times a factor such as 'producing * \
      (feed / (0.2 mm))^1.5'
      """),
    Mistake(
      "producing * (rate / (30 /min))^2",
      "2 - 2 * producing",
      """
      press.yaml:23:16: error: stations.press.components.die.clock: '2 - 2 * producing' mixes \
      several clocks; only one of them times a factor is simulated: 'calendar', 'running', \
      'producing' or 'parts', or one of them times a factor such as 'producing * (feed / (0.2 \
      mm))^1.5'
      """),
    Mistake(
      "producing * (rate / (30 /min))^2",
      "producing - 3",
      """
      press.yaml:23:16: error: stations.press.components.die.clock: 'producing - 3' comes to \
      no speed, or to a negative one; expected 'calendar', 'running', 'producing' or 'parts', \
      or one of them times a factor such as 'producing * (feed / (0.2 mm))^1.5'
      """),
    Mistake(
      "producing * (rate / (30 /min))^2",
      "0 * producing",
      """
      press.yaml:23:16: error: stations.press.components.die.clock: '0 * producing' never \
      runs; expected 'calendar', 'running', 'producing' or 'parts', or one of them times a \
      factor such as 'producing * (feed / (0.2 mm))^1.5'
      """),
    Mistake(
      "producing * (rate / (30 /min))^2",
      "1.3",
      """
      press.yaml:23:16: error: stations.press.components.die.clock: '1.3' names no clock; \
      expected 'calendar', 'running', 'producing' or 'parts', or one of them times a factor \
      such as 'producing * (feed / (0.2 mm))^1.5'
      """),
    Mistake(
      "producing * (rate / (30 /min))^2",
      "parts",
      """
      press.yaml:22:15: error: stations.press.components.die.wear: the clock counts parts, and \
      'gamma mean_life 83 h cv_of_life 30 %' is a time; write a number of parts such as '500 \
      parts', or another clock
      press.yaml:38:60: error: maintenance.dies.replace.at_age: the clock counts parts, and \
      '70 h' is a time; write a number of parts such as '500 parts', or another clock
      """),
    Mistake(
      "producing * (rate / (30 /min))^2",
      "parts^2",
      """
      press.yaml:23:16: error: stations.press.components.die.clock: 'parts^2' mixes several \
      clocks; only one of them times a factor is simulated: 'calendar', 'running', 'producing' \
      or 'parts', or one of them times a factor such as 'producing * (feed / (0.2 mm))^1.5'
      """),
    Mistake(
      "producing * (rate / (30 /min))^2",
      "production",
      """
      press.yaml:23:16: error: stations.press.components.die.clock: 'production' is not a \
      clock; expected 'calendar', 'running', 'producing', 'parts' or a formula such as \
      'producing * 1.3'
      """),
    Mistake(
      "life: weibull shape 2 scale 400 h",
      "life: 400 parts",
      """
      press.yaml:27:15: error: stations.press.components.guide.life: '400 parts' counts parts; \
      add 'clock: parts', or write a time such as '5 h'
      """),
    Mistake(
      "life: weibull shape 2 scale 400 h",
      "life: 0 h",
      """
      press.yaml:27:15: error: stations.press.components.guide.life: '0 h' is not more than \
      zero; expected a time such as '8 h', or '1 part'
      """),
    Mistake(
      "life: weibull shape 2 scale 400 h",
      "life: bathtub chance 5 % early_shape 0.6 shape 3 mean 900 h",
      """
      press.yaml:27:15: error: stations.press.components.guide.life: 'bathtub chance 5 % \
      early_shape 0.6 shape 3 mean 900 h' needs 'early_mean', as in 'bathtub chance 5 % \
      early_shape 0.6 early_mean 40 h shape 3 mean 900 h'
      """),
    Mistake(
      "life: weibull shape 2 scale 400 h",
      "states: {new: {lasts: 3 h}}",
      """
      press.yaml:27:17: error: stations.press.components.guide.states: has one state; expected \
      two or more, as in {new: {lasts: exponential 50 h}, failed: {}}
      """),
    Mistake(
      "life: weibull shape 2 scale 400 h",
      "states: {new: {}, broken: {}}",
      """
      press.yaml:27:18: error: stations.press.components.guide.states.new: has no 'lasts'; add \
      one, such as 'lasts: exponential 50 h'; only the last state has none
      """),
    Mistake(
      "life: weibull shape 2 scale 400 h",
      "states: {new: {lasts: 3 h}, broken: {lasts: 4 h}}",
      """
      press.yaml:27:46: error: stations.press.components.guide.states.broken: 'broken' is the \
      last state, the failed one, which has no 'lasts'; add a state after it, or leave 'lasts' \
      out
      """),
    Mistake(
      "life: weibull shape 2 scale 400 h",
      "states: {new: {lasts: exponential 3 h, next: {new: 20 %, broken: 80 %}}, broken: {}}",
      """
      press.yaml:27:55: error: stations.press.components.guide.states.new.next: 'new' may stay \
      another time only where 'lasts' is fixed, such as '1 d'; a random time that is repeated \
      is another distribution
      """),
    Mistake(
      "life: weibull shape 2 scale 400 h",
      "states: {new: {lasts: 3 h, next: {brokn: 100 %}}, broken: {}}",
      """
      press.yaml:27:43: error: stations.press.components.guide.states.new.next: there is no \
      state 'brokn'; did you mean 'broken'?
      """),
    Mistake(
      "life: weibull shape 2 scale 400 h",
      "states: {new: {lasts: 3 h}, worn: {lasts: 3 h, next: {new: 20 %, broken: 70 %}}, "
        + "broken: {}}",
      """
      press.yaml:27:62: error: stations.press.components.guide.states.worn.next: the shares \
      add up to 90 %, not to 100 %; make one of them 'rest'
      press.yaml:27:63: error: stations.press.components.guide.states.worn.next: 'new' comes \
      before 'worn'; wear goes on to later states
      """),
    Mistake(
      "life: weibull shape 2 scale 400 h",
      "states: {new: {lasts: 3 h, next: {new: 100 %}}, broken: {}}",
      """
      press.yaml:27:48: error: stations.press.components.guide.states.new.next.new: 'new' is \
      never left; give a later state a share
      """),
    Mistake(
      "life: weibull shape 2 scale 400 h",
      "states: [new, broken]",
      """
      press.yaml:27:18: error: stations.press.components.guide.states.new: has no 'lasts'; add \
      one, such as 'lasts: exponential 50 h'; only the last state has none
      """),
    Mistake(
      "life: weibull shape 2 scale 400 h",
      "states: {new: {lasts: 3 parts}, broken: {}}",
      """
      press.yaml:27:31: error: stations.press.components.guide.states.new.lasts: '3 parts' \
      counts parts; add 'clock: parts', or write a time such as '5 h'
      """),
    Mistake(
      "at_start: steady",
      "at_start: 120 %",
      """
      press.yaml:24:19: error: stations.press.components.die.at_start: '120 %' has failed \
      before the start; write less than 100 %, 'new' or 'steady'
      """),
    Mistake(
      "at_start: steady",
      "at_start: old",
      """
      press.yaml:24:19: error: stations.press.components.die.at_start: unknown state 'old'; \
      expected 'new', 'steady' or a wear such as '40 %'
      """),
    Mistake(
      "{die: 30 %}",
      "{dye: 30 %}",
      """
      press.yaml:13:46: error: stations.press.machines.press_2.wear: there is no component \
      'dye'; did you mean 'die'?
      """),
    Mistake(
      "{die: 30 %}",
      "{die: 100 %}",
      """
      press.yaml:13:51: error: stations.press.machines.press_2.wear.die: '100 %' has failed \
      before the start; write less than 100 %, 'new' or 'steady'
      """),
    Mistake(
      "{die: 1.3}",
      "{dye: 1.3}",
      """
      press.yaml:13:66: error: stations.press.machines.press_2.clock: there is no component \
      'dye'; did you mean 'die'?
      """),
    Mistake(
      "{die: 1.3}",
      "{die: 0}",
      """
      press.yaml:13:71: error: stations.press.machines.press_2.clock.die: '0' is not more than \
      zero; expected a ratio such as '10 %'
      """),
    Mistake(
      "1 % + 6 % * die.wear^2",
      "1 % + 6 % * dye.wear^2",
      """
      press.yaml:16:31: error: stations.press.makes.burr: nothing is called 'dye.wear' here; \
      did you mean 'die.wear'?
      """),
    Mistake(
      "1 % + 6 % * die.wear^2",
      "6 % * die.wear - 1 %",
      """
      press.yaml:16:19: error: stations.press.makes.burr: '6 % * die.wear - 1 % = -0.01, for \
      new components,' is negative; expected a probability such as '5 %'
      """),
    Mistake(
      "lognormal mean (11 / rate) cv 10 %",
      "lognormal mean (11 / rate) cv (10 % * (1 + die.wear))",
      """
      press.yaml:15:11: error: stations.press.time: wear may make a time longer or shorter as \
      a whole, but its cv changes with wear; let every time in it change by the same factor, \
      as in 'lognormal mean (22 s * (1 + 30 % * die.wear)) cv 10 %'
      """),
    Mistake(
      "lognormal mean (11 / rate) cv 10 %",
      "normal mean (11 / rate * (1 + die.wear)) sd 2 s",
      """
      press.yaml:15:11: error: stations.press.time: wear may make a time longer or shorter as \
      a whole, but its parameters change by different factors; let every time in it change by \
      the same factor, as in 'lognormal mean (22 s * (1 + 30 % * die.wear)) cv 10 %'
      """),
    Mistake(
      "lognormal mean (11 / rate) cv 10 %",
      "lognormal mean (11 / rate * (1 - die.wear)) cv 10 %",
      """
      press.yaml:15:11: error: stations.press.time: wear may make a time longer or shorter as \
      a whole, but it comes to no time at some wear; let every time in it change by the same \
      factor, as in 'lognormal mean (22 s * (1 + 30 % * die.wear)) cv 10 %'
      """),
    Mistake(
      "lognormal mean (11 / rate) cv 10 %",
      "11 / rate * die.wear",
      """
      press.yaml:15:11: error: stations.press.time: '11 / rate * die.wear = 0, for new \
      components,' is not more than zero; expected a time such as '40 s'
      """),
  ]
}
