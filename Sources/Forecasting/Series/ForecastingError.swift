/// Why a series cannot be forecast, or a forecast cannot be judged.
public enum ForecastingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The series has no values at all.
  case noValues(series: String)
  /// Values at these places, counted from 0, are not finite numbers.
  case missing(series: String, places: [Int])
  /// Seasonal periods that are not 2 or more, each once, rising.
  case periods(series: String, periods: [Int])
  /// The number of steps ahead is not at least 1.
  case horizon(Int)
  /// The level of an interval does not lie between 0 and 1.
  case level(Double)
  /// The series has fewer values than the method needs.
  case tooShort(series: String, method: String, count: Int, least: Int, why: String)
  /// All values are equal where the method needs them to differ.
  case constant(series: String, method: String, value: Double)
  /// The method wants values above zero, and this one is not; the place counts from 0.
  case notPositive(series: String, method: String, place: Int, value: Double)
  /// The method is for demand, and this value is below zero; the place counts from 0.
  case negative(series: String, method: String, place: Int, value: Double)
  /// The method forecasts one season and the series has none.
  case noSeason(series: String, method: String)
  /// A name that no method has.
  case unknownMethod(String)
  /// A setting outside its range.
  case setting(name: String, value: Double, requirement: String)
  /// Two lists that belong together differ in length.
  case lengths(first: String, Int, second: String, Int)
  /// Columns known in advance that do not fit, and how.
  case knownColumns(problem: String)
  /// No series is long enough to learn from, of so many; the longest has so many values.
  case nothingToLearn(series: Int, longest: Int, least: Int)
  /// Other seasons than those of the series that are learned together.
  case otherSeasons(series: String, periods: [Int], wanted: [Int])
  /// A method that cannot be the simple one that trees correct.
  case boostedBase(String)
  /// Why nothing could be learned.
  case learning(problem: String)
  /// What is wrong with the files of a saved forecaster.
  case saved(problem: String)

  /// What was read, what was expected, and what to do.
  public var description: String {
    switch self {
    case .noValues(let series): "\(series): no values; a forecast needs at least one"
    case .missing(let series, let places):
      "\(series): \(places.count == 1 ? "the value" : "\(places.count) values") at "
        + "\(ForecastingError.list(places)) (counted from 1) "
        + "\(places.count == 1 ? "is" : "are") missing or not finite; fill them in, or ask for "
        + "interpolation"
    case .periods(let series, let periods):
      "\(series): seasons of \(periods.map(String.init).joined(separator: ", ")) steps; "
        + "a season has at least 2 steps, and several are given once each, the shortest first"
    case .horizon(let horizon): "horizon \(horizon) must be at least 1 step"
    case .level(let level): "interval level \(level) must lie between 0 and 1, as 0.95 does"
    case .tooShort(let series, let method, let count, let least, let why):
      "\(series): \(method) needs at least \(least) values\(why.isEmpty ? "" : " (\(why))"), "
        + "and there are \(count); give more history, or choose another method"
    case .constant(let series, let method, let value):
      "\(series): every value is \(value), which leaves \(method) nothing to estimate; "
        + "use naive, or automatic"
    case .notPositive(let series, let method, let place, let value):
      "\(series): value \(place + 1) is \(value), and \(method) needs values above 0; "
        + "choose an additive form"
    case .negative(let series, let method, let place, let value):
      "\(series): value \(place + 1) is \(value), and \(method) is for demand, which is not negative"
    case .noSeason(let series, let method):
      "\(series): \(method) needs a season; say how many steps it has"
    case .unknownMethod(let name):
      "no method '\(name)'; there are \(ForecastMethod.names.joined(separator: ", "))"
    case .setting(let name, let value, let requirement):
      "\(name) = \(value) must be \(requirement)"
    case .lengths(let first, let one, let second, let other):
      "\(one) \(first) and \(other) \(second); there must be as many"
    case .knownColumns(let problem): "columns known in advance: \(problem)"
    case .nothingToLearn(let series, let longest, let least):
      "boosted learns from series of at least \(least) values, the horizon and 8 before; "
        + "of \(series) series the longest has \(longest): give more history, or ask for fewer steps"
    case .otherSeasons(let series, let periods, let wanted):
      "\(series) has \(ForecastingError.seasons(periods)), and the first series has "
        + "\(ForecastingError.seasons(wanted)); learn them apart"
    case .boostedBase(let name):
      "trees cannot correct '\(name)', which is learned itself; name a simple method such as theta"
    case .learning(let problem): "boosted cannot learn: \(problem)"
    case .saved(let problem): problem
    }
  }

  private static func seasons(_ periods: [Int]) -> String {
    periods.isEmpty
      ? "no season" : "seasons of \(periods.map(String.init).joined(separator: ", ")) steps"
  }

  /// Places as people count them, the first ten of many.
  private static func list(_ places: [Int]) -> String {
    let shown = places.prefix(10).map { String($0 + 1) }.joined(separator: ", ")
    return places.count > 10 ? shown + ", …" : shown
  }
}
