/// A series as the sum of a trend, a season and a rest, by local regressions (STL).
///
/// Source: R. B. Cleveland, W. S. Cleveland, J. E. McRae, I. Terpenning, "STL: A Seasonal-Trend Decomposition Procedure
/// Based on Loess", *Journal of Official Statistics* 6, 1990, 3–73.
public struct SeasonalTrendDecomposition: Hashable, Sendable {
  /// The slow part.
  public let trend: [Double]
  /// The part that repeats, which may change from season to season.
  public let seasonal: [Double]
  /// The rest.
  public let remainder: [Double]

  /// How the parts are told apart.
  public struct Settings: Hashable, Sendable {
    /// How many seasons count at a place of the season; odd.
    public var seasonalWindow: Int
    /// 0 where a place of the season is locally a constant, 1 where it is a line.
    public var seasonalDegree: Int
    /// How many values count in the trend; odd; `nil` for the least that lets no season through.
    public var trendWindow: Int?
    /// How often outliers are weighed down; 0 for never.
    public var robustRounds: Int
    /// How often season and trend are made of each other.
    public var innerRounds: Int

    /// Creates settings.
    public init(
      seasonalWindow: Int, seasonalDegree: Int = 0, trendWindow: Int? = nil, robustRounds: Int = 0,
      innerRounds: Int = 5
    ) {
      self.seasonalWindow = seasonalWindow
      self.seasonalDegree = seasonalDegree
      self.trendWindow = trendWindow
      self.robustRounds = robustRounds
      self.innerRounds = innerRounds
    }
  }

  /// Takes a series apart.
  ///
  /// - Parameters:
  ///   - values: At least two seasons.
  ///   - period: Steps in a season, at least 2.
  ///   - settings: How.
  public init(_ values: [Double], period: Int, _ settings: Settings) {
    precondition(period >= 2 && values.count >= 2 * period, "a decomposition needs two seasons")
    let n = values.count
    var trend = [Double](repeating: 0, count: n)
    var seasonal = trend
    let ratio = 1.5 * Double(period) / (1 - 1.5 / Double(settings.seasonalWindow))
    let trendWindow = settings.trendWindow ?? (Int(ratio.rounded(.up)) | 1)
    let season = LocalRegression(
      window: settings.seasonalWindow, degree: settings.seasonalDegree)
    let pass = LocalRegression(window: (period + 1) | 1, degree: 1, jump: max(1, period / 10))
    let slow = LocalRegression(window: trendWindow, degree: 1, jump: max(1, trendWindow / 10))
    var weights: [Double]?
    for round in 0...settings.robustRounds {
      for _ in 0..<settings.innerRounds {
        let cycle = SeasonalTrendDecomposition.cycle(
          zip(values, trend).map { $0 - $1 }, period, season, weights)
        var low = SeasonalTrendDecomposition.movingMean(cycle, period)
        low = SeasonalTrendDecomposition.movingMean(low, period)
        low = pass.smoothed(SeasonalTrendDecomposition.movingMean(low, 3))
        for place in 0..<n { seasonal[place] = cycle[place + period] - low[place] }
        trend = slow.smoothed(zip(values, seasonal).map { $0 - $1 }, robustness: weights)
      }
      if round < settings.robustRounds {
        weights = SeasonalTrendDecomposition.robustness(
          (0..<n).map { abs(values[$0] - trend[$0] - seasonal[$0]) })
      }
    }
    remainder = (0..<n).map { values[$0] - trend[$0] - seasonal[$0] }
    (self.trend, self.seasonal) = (trend, seasonal)
  }

  /// Each place of the season smoothed over the seasons, one season longer at both ends.
  private static func cycle(
    _ values: [Double], _ period: Int, _ smoother: LocalRegression, _ weights: [Double]?
  ) -> [Double] {
    let n = values.count
    var cycle = [Double](repeating: 0, count: n + 2 * period)
    for phase in 0..<period {
      let places = stride(from: phase, to: n, by: period)
      let curve = smoother.smoothed(
        places.map { values[$0] }, robustness: weights.map { all in places.map { all[$0] } },
        before: 1, after: 1)
      for (turn, value) in curve.enumerated() { cycle[phase + turn * period] = value }
    }
    return cycle
  }

  /// Means of so many values in a row.
  private static func movingMean(_ values: [Double], _ window: Int) -> [Double] {
    var sum = values[..<window].reduce(0, +)
    var means = [sum / Double(window)]
    means.reserveCapacity(values.count - window + 1)
    for next in window..<values.count {
      sum += values[next] - values[next - window]
      means.append(sum / Double(window))
    }
    return means
  }

  /// Tukey's biweights for distances: 0 beyond six medians.
  private static func robustness(_ distances: [Double]) -> [Double] {
    let sorted = distances.sorted()
    let n = sorted.count
    let reach = 3 * (sorted[n / 2] + sorted[(n - 1) / 2])
    guard reach > 0 else { return [Double](repeating: 1, count: n) }
    return distances.map { distance in
      let share = distance / reach
      if share <= 0.001 { return 1 }
      if share > 0.999 { return 0 }
      let rest = 1 - share * share
      return rest * rest
    }
  }
}
