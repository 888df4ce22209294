#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A forecast that says the same for all times to come.
public enum SimpleForecast: Hashable, Sendable {
  /// The mean of the last so many demands.
  case movingAverage(Int)
  /// f_t = α D_t + (1 - α) f_(t-1).
  case exponentialSmoothing(Double)

  func check() throws(InventoryError) {
    switch self {
    case .movingAverage(let count):
      try Named("number of demands", Double(count)).expect(count >= 1, "at least 1")
    case .exponentialSmoothing(let weight):
      try Named("smoothing weight", weight).expect(
        weight > 0 && weight <= 1, "above 0 and at most 1")
    }
  }
}

/// A demand that comes period by period, each related to the one before it.
public enum DemandProcess: Hashable, Sendable {
  /// D_t - μ = φ (D_(t-1) - μ) + e_t, stationary.
  case autoregressive(coefficient: Double, deviation: Double)
  /// D_t = D_(t-1) + e_t - θ e_(t-1).
  case integratedMovingAverage(coefficient: Double, deviation: Double)

  func check() throws(InventoryError) {
    switch self {
    case .autoregressive(let coefficient, let deviation):
      try Named("autoregressive coefficient", coefficient).expect(
        abs(coefficient) < 1, "between -1 and 1")
      try Named("standard deviation", deviation).expectPositive()
    case .integratedMovingAverage(let coefficient, let deviation):
      try Named("moving average coefficient", coefficient).expect(
        abs(coefficient) < 1, "between -1 and 1")
      try Named("standard deviation", deviation).expectPositive()
    }
  }
}

/// How far a forecast lies from what comes, in the long run.
///
/// Made at the end of a period for `horizon` periods later. With the stationary variance γ of the demand, its
/// mean squared error is γ + Var f - 2 Cov(D_(t+h), f_t); where the demand is not stationary, the error itself is
/// followed.
///
/// Source: P. J. Brockwell, R. A. Davis, *Time Series: Theory and Methods*, 2nd ed., Springer, 1991, ch. 3 and 9.
public struct ForecastError: Hashable, Sendable {
  /// E (error²).
  public let meanSquare: Double
  /// The least mean squared error of all forecasts that are linear in the past, when the process is known.
  public let leastMeanSquare: Double

  /// E |error|, of normal errors.
  public var meanAbsolute: Double { (2 * meanSquare / .pi).squareRoot() }

  /// Works out the errors.
  ///
  /// - Parameters:
  ///   - forecast: How it is made.
  ///   - demand: What it is made of.
  ///   - horizon: Periods from the last known one to that of the forecast, at least 1.
  /// - Throws: ``InventoryError``.
  public init(
    of forecast: SimpleForecast, for demand: DemandProcess, horizon: Int
  ) throws(InventoryError) {
    try forecast.check()
    try demand.check()
    try Named("horizon", Double(horizon)).expect(horizon >= 1, "at least 1")
    switch demand {
    case .autoregressive(let coefficient, let deviation):
      let variance = deviation * deviation / (1 - coefficient * coefficient)
      let ahead = pow(coefficient, Double(horizon))
      leastMeanSquare = variance * (1 - ahead * ahead)
      let (spread, shared) = ForecastError.moments(of: forecast, coefficient: coefficient)
      meanSquare = variance * (1 + spread - 2 * ahead * shared)
    case .integratedMovingAverage(let coefficient, let deviation):
      let variance = deviation * deviation
      let step = 1 - coefficient
      leastMeanSquare = variance * (1 + Double(horizon - 1) * step * step)
      meanSquare =
        leastMeanSquare + variance * ForecastError.excess(of: forecast, step: step)
    }
  }

  /// Variance of a forecast, and its covariance with the last demand, in variances of the demand.
  static func moments(
    of forecast: SimpleForecast, coefficient: Double
  ) -> (variance: Double, covariance: Double) {
    switch forecast {
    case .movingAverage(let count):
      var (variance, covariance) = (Double(count), 0.0)
      var power = 1.0
      for lag in 0..<count {
        covariance += power
        if lag > 0 { variance += 2 * Double(count - lag) * power }
        power *= coefficient
      }
      return (variance / Double(count * count), covariance / Double(count))
    case .exponentialSmoothing(let weight):
      let rest = 1 - coefficient * (1 - weight)
      return (
        weight / (2 - weight) * (1 + coefficient * (1 - weight)) / rest, weight / rest
      )
    }
  }

  /// The variance of a forecast about the level ℓ_t = ℓ_(t-1) + (1 - θ) e_t, in variances of e.
  private static func excess(of forecast: SimpleForecast, step: Double) -> Double {
    switch forecast {
    case .exponentialSmoothing(let weight):
      // g_t = (1 - α) g_(t-1) + (α - (1 - θ)) e_t.
      return (weight - step) * (weight - step) / (weight * (2 - weight))
    case .movingAverage(let count):
      // D_(t-k) - ℓ_t = e_(t-k) - (1 - θ) (e_t + … + e_(t-k)), so e_(t-a) stands once with all of its weight,
      // and with its step in each of the p - a demands that are as old or older.
      var sum = 0.0
      for age in 0..<count {
        let weight = (1 - step * Double(count - age)) / Double(count)
        sum += weight * weight
      }
      return sum
    }
  }
}
