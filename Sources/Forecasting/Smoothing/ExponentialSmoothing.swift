import SpecialFunctions

/// Exponential smoothing of one form, fitted to a series by greatest likelihood.
///
/// Source: Hyndman et al. (2008), ch. 5 (``SmoothingForm``).
public struct ExponentialSmoothing: Sendable {
  /// The form.
  public let form: SmoothingForm
  /// Steps in a season; 1 where there is none.
  public let period: Int
  /// How much of an error the level takes up.
  public let alpha: Double
  /// How much of an error the slope takes up.
  public let beta: Double
  /// How much of an error the season takes up.
  public let gamma: Double
  /// By how much the slope shrinks in a step.
  public let phi: Double
  /// The level after the last value.
  public let level: Double
  /// The slope after the last value.
  public let slope: Double
  /// The seasonal states after the last value, that of the next step first.
  public let seasons: [Double]
  /// Akaike's criterion with its correction for few values; constants that all forms share are left out.
  public let correctedCriterion: Double
  /// -2 log L, with the same constants left out.
  public let deviance: Double
  /// The variance of errors: of the values, or of shares of them.
  public let variance: Double
  /// Errors of the fit, one a value: differences, or shares of the forecast.
  public let residuals: [Double]

  /// Fits a form.
  ///
  /// - Parameters:
  ///   - form: The form.
  ///   - series: The series; a seasonal form takes its shortest season.
  /// - Throws: ``ForecastingError`` where the series is too short, constant, or not above zero where the form
  ///   wants it.
  public init(_ form: SmoothingForm, _ series: TimeSeries) throws(ForecastingError) {
    let method = form.description
    var period = 1
    if form.season != .none {
      guard let shortest = series.periods.first else {
        throw .noSeason(series: series.name, method: method)
      }
      guard series.count >= 2 * shortest else {
        throw .tooShort(
          series: series.name, method: method, count: series.count, least: 2 * shortest,
          why: "two seasons of \(shortest)")
      }
      period = shortest
    }
    let least = form.parameterCount(period: period) + 3
    guard series.count >= least else {
      throw .tooShort(
        series: series.name, method: method, count: series.count, least: least,
        why: "it estimates \(least - 3) numbers and a variance")
    }
    guard !series.isConstant else {
      throw .constant(series: series.name, method: method, value: series.values[0])
    }
    if form.error == .multiplicative, let place = series.values.firstIndex(where: { $0 <= 0 }) {
      throw .notPositive(
        series: series.name, method: method, place: place, value: series.values[place])
    }
    guard let fit = ExponentialSmoothing(form, series.values, period: period) else {
      throw .constant(series: series.name, method: method, value: series.values[0])
    }
    self = fit
  }

  /// Fits a form to values known to suit it; `nil` where no start is admissible.
  init?(
    _ form: SmoothingForm, _ values: [Double], period: Int, slopePrior: Double = 0
  ) {
    let n = values.count
    let size = values.reduce(0) { $0 + abs($1) } / Double(n)
    let scaled = values.map { $0 / size }
    var likelihood = SmoothingLikelihood(
      scaled, form, period: period, slopePrior: slopePrior)
    let states = SmoothingStart(scaled, form, period: period).states(form)
    var (best, bestValue) = ([Double](), Double.infinity)
    for alpha in [0.5, 0.15, 0.85] {
      let weights = SmoothingWeights(
        alpha: alpha, beta: 0.1 * alpha, gamma: 0.1 * (1 - alpha), phi: 0.95)
      let point = weights.point(form) + states
      let value = likelihood.value(at: point)
      if value < bestValue { (best, bestValue) = (point, value) }
    }
    guard bestValue.isFinite else { return nil }
    _ = QuasiNewtonDescent(stepLimit: 200, tolerance: 1e-5).minimum(
      of: &likelihood, from: &best)
    _ = likelihood.value(at: best)
    let deviance = likelihood.deviance
    self.form = form
    self.period = period
    let weights = likelihood.weights
    (alpha, beta, gamma, phi) = (weights.alpha, weights.beta, weights.gamma, weights.phi)
    level = likelihood.level * size
    slope = likelihood.slope * size
    let seasonScale = form.season == .additive ? size : 1
    seasons = likelihood.lastSeasons.map { $0 * seasonScale }
    let isRelative = form.error == .multiplicative
    let logSize = Double(n) * 2 * Reproducible.log(size)
    self.deviance = deviance + logSize
    let parameters = Double(form.parameterCount(period: period) + 1)
    let rest = Double(n) - parameters - 1
    correctedCriterion =
      self.deviance + 2 * parameters
      + (rest > 0 ? 2 * parameters * (parameters + 1) / rest : .infinity)
    let errorScale = isRelative ? 1 : size
    residuals = likelihood.residuals.map { $0 * errorScale }
    let freedom = Double(max(1, n - form.parameterCount(period: period)))
    variance = likelihood.squares * errorScale * errorScale / freedom
  }

  /// What is estimated, in words.
  public var parameters: [NamedParameter] {
    var named = [NamedParameter("alpha", alpha)]
    if form.trend != .none { named.append(NamedParameter("beta", beta)) }
    if form.season != .none { named.append(NamedParameter("gamma", gamma)) }
    if form.trend == .damped { named.append(NamedParameter("phi", phi)) }
    named.append(NamedParameter("level", level))
    if form.trend != .none { named.append(NamedParameter("slope", slope)) }
    for (place, season) in seasons.enumerated() {
      named.append(NamedParameter("season \(place + 1)", season))
    }
    return named
  }

  /// The expected value of each step to come.
  ///
  /// - Parameter horizon: The number of steps.
  /// - Returns: The values, the next step first.
  public func mean(_ horizon: Int) -> [Double] {
    var (sum, power) = (0.0, 1.0)
    return (0..<horizon).map { step in
      power *= phi
      sum += power
      let base = level + (form.trend == .none ? 0 : sum * slope)
      switch form.season {
      case .none: return base
      case .additive: return base + seasons[step % period]
      case .multiplicative: return base * seasons[step % period]
      }
    }
  }
}
