/// What is expected of the steps to come.
public struct Forecast: Hashable, Sendable {
  /// The method with the form that was chosen, such as `ETS(M,Ad,M)`.
  public var method: String
  /// The expected value of each step, the next one first, in the unit of the series.
  public var mean: [Double]
  /// Prediction intervals, in the order in which their levels were asked for.
  public var intervals: [PredictionInterval]
  /// What was estimated, in the order of the method.
  public var parameters: [NamedParameter]
  /// What a reader should know of how the forecast came about.
  public var notes: [ForecastNote]

  /// Creates a forecast.
  public init(
    method: String, mean: [Double], intervals: [PredictionInterval] = [],
    parameters: [NamedParameter] = [], notes: [ForecastNote] = []
  ) {
    self.method = method
    self.mean = mean
    self.intervals = intervals
    self.parameters = parameters
    self.notes = notes
  }

  /// The number of steps.
  public var horizon: Int { mean.count }

  /// The value below which each step lies with a probability, where an interval ends there.
  ///
  /// - Parameter probability: Such as 0.05, the lower end of the level 0.9.
  /// - Returns: A value a step, or `nil` where no such level was asked for.
  public func quantile(_ probability: Double) -> [Double]? {
    let level = abs(1 - 2 * probability)
    guard let found = intervals.first(where: { abs($0.level - level) < 1e-9 }) else { return nil }
    return probability < 0.5 ? found.lower : found.upper
  }
}

/// Between which values each step is expected to lie.
public struct PredictionInterval: Hashable, Sendable {
  /// The probability of lying within, such as 0.95; half of the rest lies on each side.
  public var level: Double
  /// The lower end for each step.
  public var lower: [Double]
  /// The upper end for each step.
  public var upper: [Double]

  /// Creates an interval.
  public init(level: Double, lower: [Double], upper: [Double]) {
    self.level = level
    self.lower = lower
    self.upper = upper
  }
}

/// A number that a method has estimated, with its name.
public struct NamedParameter: Hashable, Sendable {
  /// The name, in words or as the Greek letter's name.
  public var name: String
  /// The value.
  public var value: Double

  /// Creates a parameter.
  public init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}

/// Something a reader of a forecast should know.
public enum ForecastNote: Hashable, Sendable, CustomStringConvertible {
  /// A season was left out, because the series has fewer than two of it.
  case seasonLeftOut(period: Int, count: Int)
  /// All values are equal, so the forecast repeats them and the intervals have no width.
  case constant
  /// Most values are zero, so a method for intermittent demand was taken.
  case intermittent(zeros: Double)
  /// Steps of 24 were taken for hours of a day, and a week of 168 was added.
  case weekAdded
  /// Fewer origins than wanted fit into the series, so intervals are less certain.
  case fewOrigins(Int)

  /// There are fewer values than anything learned began with, so the forecast is their mean.
  case fewValues(Int)

  /// One sentence for people.
  public var description: String {
    switch self {
    case .seasonLeftOut(let period, let count):
      "\(count) values are fewer than two seasons of \(period), so this season is left out"
    case .constant: "all values are equal: the forecast repeats them, with intervals of no width"
    case .intermittent(let zeros):
      "\(Int((100 * zeros).rounded())) % of the values are zero: forecast as intermittent demand"
    case .weekAdded:
      "a season of 24 is taken for hours of a day, and a week of 168 is added"
    case .fewValues(let count):
      "\(count == 1 ? "one value is" : "\(count) values are") too few for what is learned: the forecast is their mean"
    case .fewOrigins(let count):
      "only \(count) forecast origins fit into the series: take the intervals with care"
    }
  }
}
