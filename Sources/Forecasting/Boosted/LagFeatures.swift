/// What trees are told of a step to come: lags, rolling means, the season and what is known in advance.
///
/// Values are less the level of the last season and in units of the scale at the origin, so that a row looks the same for a
/// series of bolts and one of engines. What reaches back before the history is missing, which trees know how to
/// pass.
struct LagFeatures: Hashable, Sendable {
  /// Steps in a season, the shortest first.
  let periods: [Int]
  /// The names of columns known in advance.
  let known: [String]
  /// How many of the last values are told.
  let lags: Int
  /// Over how many steps means go.
  let windows: [Int]

  init(periods: [Int], known: [String]) {
    self.periods = periods
    self.known = known
    let season = periods.first ?? 1
    lags = min(12, max(6, season))
    windows = Array(Set([3, max(6, season), 2 * max(6, season)])).sorted()
  }

  /// The names of features, in the order of a row.
  var names: [String] {
    var names = ["step", "length", "zeros", "silence", "size", "spread", "base"]
    names += (1...lags).map { "lag \($0)" }
    names += windows.map { "mean \($0)" }
    for period in periods {
      names += ["season \(period)", "season \(period) before", "profile \(period)"]
      names += ["phase \(period)"]
    }
    for name in known { names += ["\(name) then", "\(name) less usual", "\(name) now"] }
    return names
  }

  /// Fills the rows of some steps from one origin.
  ///
  /// - Parameters:
  ///   - values: The history.
  ///   - measure: Its level and scale, which is above 0.
  ///   - base: What the simple method expects, a value a step.
  ///   - columns: What is known in advance, as long as history and steps.
  ///   - rows: Where rows go, one behind the other; as many as `base` has steps.
  func fill(
    _ values: borrowing Span<Double>, _ measure: OriginScale, base: [Double],
    _ columns: KnownColumns, into rows: inout [Double]
  ) {
    let count = values.count
    let unit = 1 / measure.scale
    let width = rows.count / base.count
    // Those that are the same for all steps, in the first row.
    let longest = windows[windows.count - 1]
    let recent = min(count, longest)
    var (zeros, squares, size) = (0, 0.0, 0.0)
    for place in (count - recent)..<count {
      if values[place] == 0 { zeros += 1 }
      let away = values[place] - measure.level
      squares += away * away
      size += abs(values[place])
    }
    var silence = 0
    while silence < recent, values[count - 1 - silence] == 0 { silence += 1 }
    rows[1] = Double(min(count, 8 * longest))
    rows[2] = Double(zeros) / Double(recent)
    rows[3] = Double(silence)
    rows[4] = size / Double(recent) * unit
    rows[5] = (squares / Double(recent)).squareRoot() * unit
    var place = 7
    for lag in 1...lags {
      rows[place] = lag <= count ? (values[count - lag] - measure.level) * unit : .nan
      place += 1
    }
    var (sum, summed) = (0.0, 0)
    for window in windows {
      guard window <= count else {
        rows[place] = .nan
        place += 1
        continue
      }
      while summed < window {
        summed += 1
        sum += values[count - summed]
      }
      rows[place] = (sum / Double(window) - measure.level) * unit
      place += 1
    }
    let shared = place
    // The mean over as many whole seasons as profiles have.
    let averages = periods.map { period in
      let seasons = min(LagFeatures.profileSeasons, count / period)
      var sum = 0.0
      for each in (count - seasons * period)..<count { sum += values[each] }
      return sum / Double(max(1, seasons * period))
    }
    for step in base.indices {
      let start = step * width
      if step > 0 { for feature in 1..<shared { rows[start + feature] = rows[feature] } }
      rows[start] = Double(step + 1)
      rows[start + 6] = (base[step] - measure.level) * unit
      place = start + shared
      for (period, average) in zip(periods, averages) {
        fillSeason(values, period, step, measure, average, &rows, at: place)
        place += 4
      }
      for column in columns.columns {
        let (then, now) = (column[count + step], column[count - 1])
        rows[place] = then
        rows[place + 1] = then - LagFeatures.usual(column, count, longest)
        rows[place + 2] = now
        place += 3
      }
    }
  }

  /// Over how many seasons the profile goes at most.
  private static let profileSeasons = 5

  /// The values a season and two before the step, the mean of up to five there less that of their seasons, and
  /// the place in the season.
  private func fillSeason(
    _ values: borrowing Span<Double>, _ period: Int, _ step: Int, _ measure: OriginScale,
    _ average: Double, _ rows: inout [Double], at place: Int
  ) {
    let count = values.count
    let back = count + step - (step / period + 1) * period
    let unit = 1 / measure.scale
    rows[place] = back >= 0 ? (values[back] - measure.level) * unit : .nan
    rows[place + 1] = back >= period ? (values[back - period] - measure.level) * unit : .nan
    let seasons = min(LagFeatures.profileSeasons, count / period)
    if seasons > 0 {
      var sum = 0.0
      for season in 0..<seasons { sum += values[back - season * period] }
      rows[place + 2] = (sum / Double(seasons) - average) * unit
    } else {
      rows[place + 2] = .nan
    }
    rows[place + 3] = Double((count + step) % period)
  }

  /// The mean of a column over the last steps of the history, where it is known.
  private static func usual(_ column: [Double], _ count: Int, _ steps: Int) -> Double {
    var (sum, known) = (0.0, 0.0)
    for place in max(0, count - steps)..<count where !column[place].isNaN {
      sum += column[place]
      known += 1
    }
    return known > 0 ? sum / known : .nan
  }
}
