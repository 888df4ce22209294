import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A distribution of lives, with times in any one unit.
public enum LifeDistribution: Hashable, Sendable {
  /// S(t) = exp(-t/scale).
  case exponential(scale: Double)
  /// S(t) = exp(-(t/scale)^shape).
  case weibull(scale: Double, shape: Double)
  /// S(t) = Φ((location - ln t)/spread).
  case lognormal(location: Double, spread: Double)
  /// S(t) = 1/(1 + (t/scale)^shape).
  case loglogistic(scale: Double, shape: Double)
  /// S(t) = exp(-(rate/shape)(e^(shape t) - 1)); with a negative shape some never fail.
  case gompertz(rate: Double, shape: Double)

  /// Its family.
  public var family: LifeFamily {
    switch self {
    case .exponential: .exponential
    case .weibull: .weibull
    case .lognormal: .lognormal
    case .loglogistic: .loglogistic
    case .gompertz: .gompertz
    }
  }

  /// The parameters, in the order of ``LifeFamily/parameterNames``.
  public var parameters: [Double] {
    switch self {
    case .exponential(let scale): [scale]
    case .weibull(let scale, let shape), .loglogistic(let scale, let shape): [scale, shape]
    case .lognormal(let location, let spread): [location, spread]
    case .gompertz(let rate, let shape): [rate, shape]
    }
  }

  /// z = (ln t - location)/spread of the families of locations and scales.
  private func standardized(
    _ time: Double
  ) -> (standard: StandardLife, z: Double, inverseSpread: Double)? {
    switch self {
    case .exponential(let scale): (.smallestExtreme, log(time / scale), 1)
    case .weibull(let scale, let shape): (.smallestExtreme, shape * log(time / scale), shape)
    case .loglogistic(let scale, let shape): (.logistic, shape * log(time / scale), shape)
    case .lognormal(let location, let spread):
      (.normal, (log(time) - location) / spread, 1 / spread)
    case .gompertz: nil
    }
  }

  /// H(t) = -ln S(t); 0 up to t = 0.
  public func cumulativeHazard(at time: Double) -> Double {
    guard time > 0 else { return 0 }
    if let (standard, z, _) = standardized(time) { return -standard.logSurvival(z).value }
    guard case .gompertz(let rate, let shape) = self else { return 0 }
    return rate * GompertzLife.integral(time, shape).value
  }

  /// S(t), the share that lives longer than t.
  public func survival(at time: Double) -> Double { exp(-cumulativeHazard(at: time)) }

  /// F(t) = 1 - S(t), the share that has failed by t, with all its digits where it is small.
  public func failureProbability(at time: Double) -> Double {
    -expm1(-cumulativeHazard(at: time))
  }

  /// h(t) = f(t)/S(t), failures per unit of time among those that live; at t > 0.
  public func hazard(at time: Double) -> Double {
    if let (standard, z, inverseSpread) = standardized(time) {
      return -standard.logSurvival(z).first * inverseSpread / time
    }
    guard case .gompertz(let rate, let shape) = self else { return 0 }
    return rate * exp(shape * time)
  }

  /// f(t), per unit of time; at t > 0.
  public func density(at time: Double) -> Double {
    if let (standard, z, inverseSpread) = standardized(time) {
      return exp(standard.logDensity(z).value) * inverseSpread / time
    }
    return hazard(at: time) * survival(at: time)
  }

  /// The age at which the cumulative hazard is `hazard`; infinite where it never is.
  public func age(ofCumulativeHazard hazard: Double) -> Double {
    if hazard <= 0 { return 0 }
    if hazard == .infinity { return .infinity }
    switch self {
    case .exponential(let scale): return scale * hazard
    case .weibull(let scale, let shape): return scale * exp(log(hazard) / shape)
    case .loglogistic(let scale, let shape):
      return scale * exp(StandardLife.logistic.z(ofCumulativeHazard: hazard) / shape)
    case .lognormal(let location, let spread):
      return exp(location + spread * StandardLife.normal.z(ofCumulativeHazard: hazard))
    case .gompertz(let rate, let shape):
      let growth = shape * hazard / rate
      if growth <= -1 { return .infinity }
      return abs(growth) < 1e-12 ? hazard / rate : log1p(growth) / shape
    }
  }

  /// The age by which the share `probability` has failed (B10 for 0.1).
  ///
  /// - Parameter probability: From 0 to 1.
  /// - Returns: The age; infinite where so many never fail.
  public func quantile(_ probability: Double) -> Double {
    precondition(probability >= 0 && probability <= 1, "a probability lies from 0 to 1")
    return age(ofCumulativeHazard: -log1p(-probability))
  }

  /// The age by which half have failed.
  public var median: Double { quantile(0.5) }

  /// The mean life; infinite where it has none.
  public var mean: Double { meanResidualLife(at: 0) }

  // MARK: - At an age

  /// S(age + time)/S(age): the chance that one that lives at `age` lives `time` longer.
  public func conditionalSurvival(_ time: Double, at age: Double) -> Double {
    exp(cumulativeHazard(at: age) - cumulativeHazard(at: age + time))
  }

  /// The further time within which the share `probability` fails of those that live at `age`.
  ///
  /// - Parameters:
  ///   - probability: From 0 to 1.
  ///   - age: At least 0.
  /// - Returns: The time beyond `age`.
  public func remainingQuantile(_ probability: Double, at age: Double) -> Double {
    precondition(probability >= 0 && probability <= 1, "a probability lies from 0 to 1")
    let end = self.age(
      ofCumulativeHazard: cumulativeHazard(at: age) - log1p(-probability))
    return max(0, end - age)
  }
}
