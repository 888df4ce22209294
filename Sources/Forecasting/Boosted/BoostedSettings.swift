import TreeEnsembles

/// A series with what is known of its steps in advance.
public struct KnownSeries: Hashable, Sendable {
  /// The series.
  public let series: TimeSeries
  /// What is known in advance, for its steps at least.
  public let known: KnownColumns

  /// Creates a series with columns.
  ///
  /// - Parameters:
  ///   - series: The series.
  ///   - known: What is known in advance.
  public init(_ series: TimeSeries, known: KnownColumns = .none) {
    self.series = series
    self.known = known
  }
}

/// How a forecaster is learned from many series.
public struct BoostedSettings: Hashable, Sendable {
  /// For how many steps.
  public var horizon: Int
  /// The simple method that trees correct; `nil` for the one with the least errors in the held-out part.
  public var base: ForecastMethod?
  /// About how many rows are learned, each an origin with a step ahead; a series gives four origins at least.
  public var rows = 200_000
  /// The most trees.
  public var trees = 300
  /// The seed of what trees draw.
  public var seed: UInt64 = 1

  /// Creates settings.
  ///
  /// - Parameters:
  ///   - horizon: For how many steps.
  ///   - base: The simple method that trees correct; `nil` to choose it.
  public init(horizon: Int, base: ForecastMethod? = nil) {
    self.horizon = horizon
    self.base = base
  }

  /// Looks whether each is what it may be.
  func check() throws(ForecastingError) {
    guard horizon >= 1 else { throw .horizon(horizon) }
    guard rows >= 1 else {
      throw .setting(name: "rows", value: Double(rows), requirement: "at least 1")
    }
    guard trees >= 1 else {
      throw .setting(name: "trees", value: Double(trees), requirement: "at least 1")
    }
    if let base, base.hasBoosted { throw .boostedBase("\(base)") }
  }

  /// How trees grow: shallow ones of many rows, since what simple methods leave is mostly noise.
  ///
  /// Chosen on training parts of M3 quarterly, hospital and car parts, from four kinds, which differ by 1 to 2 %.
  func boosting(trees: Int, rows: Int) -> BoostingSettings {
    var boosting = BoostingSettings()
    boosting.trees = trees
    boosting.maximumDepth = 5
    boosting.minimumChildRows = max(2, min(20, rows / 50))
    boosting.l2 = 20
    boosting.rowShare = 0.7
    boosting.featureShare = 0.5
    boosting.bins = 64
    boosting.seed = seed
    return boosting
  }
}
