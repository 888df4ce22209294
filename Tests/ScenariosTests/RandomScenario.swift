import ScenarioMutations
import TestDraws

/// Scenarios that nobody would write, but that the language allows.
struct RandomScenario {
  private var random: SplitMix
  /// The files that the text names.
  private(set) var files: [String: String] = [:]

  init(seed: UInt64) {
    random = SplitMix(seed: seed)
  }

  mutating func text() -> String {
    let calendars = (0..<random.below(4)).map { "calendar\($0)" }
    let stations = (0...random.below(6)).map { "station\($0)" }
    var text = "fettle: 1\n"
    if random.chance(0.7) { text += "name: \(name())\n" }
    if random.chance(0.5) { text += "start: 20\(10 + random.below(80))-02-1\(random.below(10))\n" }
    if random.chance(0.5) { text += "warm_up: \(random.chance(0.3) ? "0 s" : time())\n" }
    text += "horizon: \(time())\n"
    if !calendars.isEmpty {
      text += "calendars:\n"
      for name in calendars { text += "  \(name): \(calendar())\n" }
      if random.chance(0.5) { text += "calendar: \(random.pick(calendars))\n" }
    }
    text += "params: {pause: \(time()), spread: 1 s + 2 s, factor: 1 + 0.5 * 2}\n"
    text += "products:\n  thing:\n    release: \(release())\n    route:\n"
    for index in 0...random.below(7) { text += operation(index, stations) }
    text += "stations:\n"
    for name in stations { text += station(name, calendars) }
    if random.chance(0.3) {
      // A table beside the names; nobody uses its stations.
      files["more.csv"] =
        "station,time [min],buffer\nspare_1,\(1 + random.below(9)),3\nspare_2,2 s,\n"
      text += "  table: more.csv\n"
    }
    if random.chance(0.7) { text += costs(stations) }
    if random.chance(0.4) { text += timeline(stations) }
    if random.chance(0.3) {
      // The same text, in a file on which a short one builds.
      files["base.yaml"] = text
      text = "fettle: 1\nextends: base.yaml\nhorizon: \(time())\n"
    }
    return text
  }

  // MARK: - Sections

  private mutating func name() -> String {
    let names = [
      "Line 7", "'it''s: a \"name\" # not a comment'", "\"tab\\t, break\\n, \\u2028, \\x07 end\"",
      "Gehäuse", "\"\"", "100", "\"- dash\"", "$$pend $5", "\"\\U0001F3ED\"", "null", "a,b",
    ]
    return random.pick(names)
  }

  private mutating func calendar() -> String {
    let count = 1 + random.below(2)
    let patterns = (0..<count).map { _ in pattern() }
    return count == 1 ? patterns[0] : "[" + patterns.joined(separator: ", ") + "]"
  }

  private mutating func pattern() -> String {
    let days = ["mon-fri", "fri-mon", "sun", "[mon, wed, fri-sun]", "sat-sun", "mon-sun"]
    let shifts = [
      "[06:00-14:00, 14:00-22:00]", "[22:00-06:00]", "[00:00-24:00]", "[7:30-24:00]",
      "[00:00-00:15, 23:59-00:01]", "[10:00-09:59]",
    ]
    switch random.below(3) {
    case 0: return "{days: \(random.pick(days))}"
    case 1: return "{shifts: \(random.pick(shifts))}"
    default: return "{days: \(random.pick(days)), shifts: \(random.pick(shifts))}"
    }
  }

  private mutating func release() -> String {
    switch random.below(3) {
    case 0: "saturated"
    case 1: "{keep: \(1 + random.below(500))}"
    default:
      "{every: \(distribution()), lot: \(1 + random.below(9)), "
        + "if_full: \(random.pick(["wait", "lost"]))}"
    }
  }

  private mutating func operation(_ index: Int, _ stations: [String]) -> String {
    var keys = ["at: \(random.pick(stations))"]
    if random.chance(0.6) { keys.append("time: \(distribution())") }
    if random.chance(0.3) { keys.append("ideal_time: \(time())") }
    // Operation 0 makes both defects, so that every other may look for them.
    if index == 0 || random.chance(0.3) {
      keys.append("makes: {crack: \(probability()), burr: \(probability())}")
    }
    if random.chance(0.5) {
      keys.append("finds: {burr: \(probability())}")
      if random.chance(0.5) { keys.append("false_alarm: \(probability())") }
      let back = "op\(random.below(index + 1))"
      let ways = [
        "scrap", "back to \(back)", "{back_to: \(back), at_most: \(1 + random.below(5))}",
      ]
      if random.chance(0.7) {
        keys.append("then: {otherwise: \(random.pick(ways)), burr: \(random.pick(ways))}")
      }
    }
    if random.chance(0.3) {
      keys.append(
        "measures: {size: {value: normal mean (20 mm * (1 + pace)) sd 5 um, limits: 19 mm to 41 mm}}"
      )
      if random.chance(0.7) { keys.append("reads: {size: \(gauge())}") }
    }
    return "      - op\(index): {\(keys.joined(separator: ", "))}\n"
  }

  private mutating func gauge() -> String {
    let charts = [
      "shewhart: 3", "cusum: {limit: \(1 + random.below(5)), head_start: 0.5}",
      "ewma: {weight: 20 %, limit: 2.86, exact_limits: true}",
    ]
    let response = random.pick(["count", "stop"])
    let chart =
      ", chart: {\(random.pick(charts)), mean: 30 mm, sd: 7 um, sample: \(1 + random.below(5)), "
      + "on_alarm: \(response)}"
    return "{error: \(random.below(9)) um\(random.chance(0.5) ? chart : "")}"
  }

  private mutating func station(_ name: String, _ calendars: [String]) -> String {
    var keys = ["set_points: {pace: {value: 0.5, range: 0.25 to 0.75}, rest: 2 s}"]
    keys.append("time: \(random.chance(0.3) ? formula() : distribution())")
    switch random.below(4) {
    case 0: keys.append("machines: \(1 + random.below(12))")
    case 1: keys.append("machines: [left, right-hand, \(name)_3]")
    case 2: keys.append("machines: {one: {}, two: {}}")
    default: break
    }
    if random.chance(0.5) { keys.append("buffer: \(random.below(1_000))") }
    if random.chance(0.4) { keys.append("calendar: \(random.pick(calendars + ["always"]))") }
    if random.chance(0.3) { keys.append("makes: {split: \(probability())}") }
    if random.chance(0.3) { keys.append("ideal_time: \(time())") }
    if random.chance(0.5) {
      let clock = random.pick(["calendar", "running", "producing"])
      keys.append(
        "failures: {jam: {after: \(distribution()), clock: \(clock), repair: \(distribution())}, "
          + "wear: {after: \(distribution()), repair: \(distribution())}}")
    }
    return "  \(name): {\(keys.joined(separator: ", "))}\n"
  }

  private mutating func timeline(_ stations: [String]) -> String {
    var text = "timeline:\n"
    for _ in 0...random.below(3) {
      let station = random.pick(stations)
      let change = random.pick([
        "stations.\(station).set_points.pace: 0.3", "stations.\(station).set_points.rest: 1 s",
        "stations.\(station).time: \(distribution())",
      ])
      text += "  - {at: \(random.below(500)) ms, set: {\(change)}}\n"
    }
    return text
  }

  private mutating func costs(_ stations: [String]) -> String {
    var keys: [String] = []
    if random.chance(0.7) {
      keys.append(
        "downtime: {\(random.pick(stations)): \(number()) CHF/\(random.pick(["h", "d"]))}")
    }
    if random.chance(0.7) { keys.append("scrap: \(number()) CHF/part") }
    if random.chance(0.5) { keys.append("escape: \(number()) CHF/piece") }
    return "costs: {\(keys.joined(separator: ", "))}\n"
  }

  // MARK: - Values

  /// A number from 0.001 to 1000, with few digits or with all of them.
  private mutating func number() -> String {
    switch random.below(3) {
    case 0: "\(1 + random.below(500))"
    case 1: "\(Double(1 + random.below(100_000)) / 100)"
    default: "\(0.001 + random.fraction() * random.pick([0.1, 10, 1_000]))"
    }
  }

  private mutating func time() -> String {
    "\(number()) \(random.pick(["ms", "s", "min", "h", "d", "wk", "yr"]))"
  }

  private mutating func probability() -> String {
    switch random.below(4) {
    case 0: "\(random.below(101)) %"
    case 1: "\(Double(random.below(10_000)) / 100) %"
    case 2: "\(random.fraction())"
    default: "\(random.fraction() * 100) %"
    }
  }

  /// A time that depends on set-points and parameters.
  private mutating func formula() -> String {
    let formulas = [
      "$pause", "$pause * (1 + pace)", "2 * $spread", "rest / pace", "max(rest; 3 s * pace ^ 2)",
      "lognormal mean (rest * $factor) cv 20 %", "if(pace < 0.4; 1 s; $spread)",
      "uniform (rest) to (rest + $spread)", "exponential (rest + 1 s)",
    ]
    return random.pick(formulas)
  }

  private mutating func distribution() -> String {
    let ratio = "\(1 + random.below(200)) %"
    let shape = "\(0.5 + random.fraction() * 5)"
    let lower = Double(random.below(1_000)) / 7
    let upper = lower + 0.1 + random.fraction() * 100
    let mode = lower + (upper - lower) * random.fraction()
    switch random.below(15) {
    case 0: return "lognormal mean \(time()) cv \(ratio)"
    case 1: return "lognormal mean \(time()) sd \(time())"
    case 2: return "normal mean \(time()) cv \(ratio)"
    case 3: return "normal mean 20 s sd \(1 + random.fraction()) s at_least 18 s at_most 1 min"
    case 4: return "exponential \(time())"
    case 5: return "exponential mean 9 min at_most 1 h"
    case 6: return "uniform \(lower) min to \(upper) min"
    case 7: return "triangular \(lower) s \(mode) s \(upper) s"
    case 8: return "weibull shape \(shape) scale \(time())"
    case 9: return "weibull shape \(shape) mean \(time())"
    case 10: return "gamma mean \(time()) cv \(ratio)"
    case 11: return "gamma shape \(shape) scale \(time())"
    case 12: return "{erlang: {phases: \(1 + random.below(9)), mean: \(time())}}"
    case 13:
      return "hyperexponential chance \(1 + random.below(99)) % mean \(time()) otherwise \(time())"
    default: return time()
    }
  }
}
