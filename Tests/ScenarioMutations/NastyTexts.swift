/// Texts that readers trip over: numbers at their limits, YAML's special words, paths that lead out.
public enum NastyTexts {
  /// All of them.
  public static let all: [String] =
    numbers + yaml + formulas + distributions + dates + names + [
      String(repeating: "x", count: 5_000), String(repeating: "(", count: 500),
      String(repeating: "[", count: 120), String(repeating: "-", count: 300),
      String(repeating: "1 + ", count: 800) + "1", String(repeating: "a.", count: 300) + "a",
    ]

  private static let numbers = [
    "0", "-0", "-1", "1", "0.1", "1e999", "-1e308", "1e308 yr", "1e-320", "4.9e-324 s", "NaN",
    "inf",
    "0x10", "0o17", "1_000", "1,5", "9223372036854775807", "9223372036854775808",
    "-9223372036854775809", "1e19 parts", "100 %", "101 %", "-5 %", "1e6 yr", "0 s", "1e-9 s",
    "3 d",
    "1 part", "0.5 part", "4 h/batch", "4 h/lot", "4 h/part", "7 EUR", "7 USD/h", "7 EUR/kWh/wk",
    "20 degC", "-300 degC", "5 K", "1 m^999", "1 kg^-9", "+3", "3.", ".5 h", "12", "1e3",
  ]

  private static let yaml = [
    "", "''", "\"\"", "~", "null", "true", "no", "y", "*a", "&a 1", "&a", "!!int 3",
    "!!binary aGk=",
    "<<", "? x", "{}", "[]", "[[]]", "{a: 1}", "{a: {b: {c: {d: 1}}}}", "[1, [2, [3]]]", "|", ">",
    "- ", "---", "...", "%YAML 1.2", "# ", "\"\\u2028\"", "\"\\x07\"", "'it''s'", "\u{FEFF}",
    "\u{2028}", "\u{85}", "\t", "€", "é", "e\u{301}", "\u{1F3ED}", "\u{10FFFF}", "\u{202E}",
    "table",
  ]

  private static let formulas = [
    "1 / 0", "0 / 0", "log(0)", "log(-1)", "exp(1000)", "9^9^9^9", "2^0.5", "(-2)^0.5", "max(1; 2)",
    "min(1 s; 2 h)", "if(1 < 2; 1; 2)", "if(1", "(1", "1)", "1 +", "* 2", "a - b", "1 s + 1 EUR",
    "work * 2", "die.wear", "producing * 2", "rate / rate", "$", "$$", "$x", "$x$x", "$-", "1 - $x",
    "(1 / cycle_rate)", "0 s * work", "1e308 * 1e308", "1e-308 / 1e308",
  ]

  private static let distributions = [
    "lognormal", "lognormal mean", "lognormal mean 1 s", "lognormal mean 1 s cv 1e9 %",
    "lognormal mean 1e300 s cv 1e300 %", "lognormal mean 1 s cv 0 %", "normal mean 1 s sd 0 s",
    "normal mean 1 s sd 1 s at_least 1e9 s", "normal mean 1 s sd 1 s at_least 3 s at_most 2 s",
    "normal mean -9 h sd 1 s", "exponential", "exponential 0 s", "exponential 1e308 yr",
    "uniform 3 s to 3 s", "uniform 3 s to 1 s", "triangular 1 s 2 s", "triangular 3 s 2 s 1 s",
    "weibull shape 1e-9 scale 1 s", "weibull shape 1e9 mean 1 s", "weibull shape 0 scale 1 h",
    "gamma shape 1e-9 scale 1 s", "gamma mean 1 s cv 1e5 %", "erlang phases 0 mean 1 s",
    "erlang phases 1e9 mean 1 s", "geometric mean 0.5", "geometric mean 1e300",
    "negative_binomial mean 3 dispersion 0", "poisson 1e300", "empirical [1, 2]", "beta 1 2 3 4",
    "gamma mean_life 0 h cv_of_life 30 %", "wiener mean_life 1 h cv_of_life 1e9 %",
    "exponential (1 / cycle_rate)", "lognormal mean (1 s) cv (1 %)",
  ]

  private static let dates = [
    "2026-02-30", "0000-00-00", "9999-12-31", "9999-12-31 24:00", "-4713-01-01", "2026-01-05 25:00",
    "2026-1-5", "24:00-00:00", "00:00-00:00", "23:59-00:00", "99:99-00:00", "06:00", "mon-mon",
    "sun-sat", "mon", "mon-", "1 s to 2 s", "2 s to 1 s", "0 s to 1 s by 1e-300 s", "1 to 1e9 by 1",
  ]

  private static let names = [
    "a.b.c", ".", "..", "...", "*", "*.*.*", "press.*", "*.die", "../x.yaml", "/dev/zero", "./",
    "x.csv", "{table: x.csv}", "{table: orders-gear.csv}", "{table: wafer-stations.csv}",
    "{table: wafer-route-logic.csv}", "{table: lathe-setups.csv}", "{table: south-demand.csv}",
    "stamping-line.yaml", "small-line.yaml", "always", "unlimited", "saturated", "scrap",
    "otherwise",
    "back to x", "rest", "leave", "1st", "a b", "-a", "a-", "_", "Ünit", "throughput",
    "throughput.diff < -1 %", "x >= ", ">= 3", "params.x", "horizon", "timeline", "stations", "at",
  ]
}
