import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An interval of confidence.
public struct ConfidenceInterval: Hashable, Sendable {
  /// The lower end.
  public let lower: Double
  /// The upper end.
  public let upper: Double

  /// Creates an interval.
  ///
  /// - Parameters:
  ///   - lower: The lower end.
  ///   - upper: The upper end.
  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// Estimate ± z standard errors.
  static func plain(_ estimate: Double, _ error: Double, _ level: Double) -> ConfidenceInterval {
    let reach = deviate(level) * error
    return ConfidenceInterval(lower: estimate - reach, upper: estimate + reach)
  }

  /// The normal deviate that leaves (1 - level)/2 above.
  static func deviate(_ level: Double) -> Double {
    precondition(level > 0 && level < 1, "a level of confidence lies between 0 and 1")
    return -StandardNormal.quantile((1 - level) / 2)
  }
}

/// On which scale an estimate is taken for normal.
public enum IntervalScale: Hashable, Sendable {
  /// The estimate itself: symmetric intervals, which may reach below 0.
  case plain
  /// Its logarithm, for estimates above 0.
  case logarithmic
}

extension LifeFit {
  /// The interval of a parameter from its standard error.
  ///
  /// A parameter that may be negative (a location, Gompertz' shape) is always taken on the plain scale.
  ///
  /// - Parameters:
  ///   - parameter: Its place among the parameters.
  ///   - level: The confidence, between 0 and 1.
  ///   - scale: On which scale the estimate is taken for normal.
  /// - Returns: The interval.
  public func interval(
    ofParameter parameter: Int, level: Double = 0.95, scale: IntervalScale = .plain
  ) -> ConfidenceInterval {
    let (estimate, error) = (parameters[parameter], standardErrors[parameter])
    let name = family.parameterNames[parameter]
    let mayBeNegative = name == "location" || family == .gompertz && name == "shape"
    guard scale == .logarithmic, !mayBeNegative else {
      return .plain(estimate, error, level)
    }
    let logarithms = ConfidenceInterval.plain(log(estimate), error / estimate, level)
    return ConfidenceInterval(lower: exp(logarithms.lower), upper: exp(logarithms.upper))
  }

  /// The interval of the age by which a share has failed, from the standard error of its logarithm.
  ///
  ///     Var ln t_p = gᵀ V g,   g = ∂ ln t_p/∂(parameters)
  ///
  /// - Parameters:
  ///   - probability: The share, between 0 and 1.
  ///   - level: The confidence, between 0 and 1.
  /// - Returns: The interval; infinite where so many never fail.
  public func quantileInterval(_ probability: Double, level: Double = 0.95) -> ConfidenceInterval {
    let time = distribution.quantile(probability)
    guard time > 0, time.isFinite else { return ConfidenceInterval(lower: time, upper: time) }
    let hazard = -log1p(-probability)
    let slopes: [Double]
    switch distribution {
    case .exponential(let scale): slopes = [1 / scale]
    case .weibull(let scale, let shape), .loglogistic(let scale, let shape):
      slopes = [1 / scale, -log(time / scale) / shape]
    case .lognormal(let location, let spread): slopes = [1, (log(time) - location) / spread]
    case .gompertz(let rate, let shape):
      // H(t) = hazard for all parameters: dt = -(∂H/∂parameter)/h(t).
      let each = distribution.hazard(at: time) * time
      slopes = [-hazard / rate / each, -rate * GompertzLife.integral(time, shape).first / each]
    }
    let logarithms = ConfidenceInterval.plain(log(time), deviation(slopes), level)
    return ConfidenceInterval(lower: exp(logarithms.lower), upper: exp(logarithms.upper))
  }

  /// The interval of the share that lives longer than an age, from the standard error of ln H(t).
  ///
  ///     S(t)^exp(± z SE(ln H))
  ///
  /// - Parameters:
  ///   - time: The age, above 0.
  ///   - level: The confidence, between 0 and 1.
  /// - Returns: The interval, within 0 and 1.
  public func survivalInterval(at time: Double, level: Double = 0.95) -> ConfidenceInterval {
    let cumulative = distribution.cumulativeHazard(at: time)
    guard cumulative > 0, cumulative.isFinite else {
      let share = exp(-cumulative)
      return ConfidenceInterval(lower: share, upper: share)
    }
    let each = distribution.hazard(at: time) * time
    let slopes: [Double]
    switch distribution {
    case .exponential(let scale): slopes = [-each / scale]
    case .weibull(let scale, let shape), .loglogistic(let scale, let shape):
      slopes = [-each / scale, each * log(time / scale) / shape]
    case .lognormal(let location, let spread):
      slopes = [-each, -each * (log(time) - location) / spread]
    case .gompertz(let rate, let shape):
      slopes = [cumulative / rate, rate * GompertzLife.integral(time, shape).first]
    }
    let reach = exp(ConfidenceInterval.deviate(level) * deviation(slopes) / cumulative)
    return ConfidenceInterval(lower: exp(-cumulative * reach), upper: exp(-cumulative / reach))
  }

  /// √(gᵀ V g).
  private func deviation(_ slopes: [Double]) -> Double {
    var sum = 0.0
    for row in slopes.indices {
      for column in slopes.indices { sum += slopes[row] * covariance[row][column] * slopes[column] }
    }
    return max(0, sum).squareRoot()
  }
}
