/// A family of distributions of lives.
public enum LifeFamily: String, CaseIterable, Hashable, Sendable {
  /// A constant hazard: S(t) = exp(-t/λ).
  case exponential
  /// S(t) = exp(-(t/λ)^ρ).
  case weibull
  /// ln t is normal: S(t) = Φ((μ - ln t)/σ).
  case lognormal
  /// S(t) = 1/(1 + (t/α)^β).
  case loglogistic
  /// A hazard that grows exponentially: S(t) = exp(-(b/a)(e^(a t) - 1)).
  case gompertz

  /// The names of the parameters, in the order of estimates and covariances.
  ///
  /// - `scale`: λ or α, in the unit of time; `shape`: ρ or β, without unit.
  /// - `location` μ and `spread` σ of ln t.
  /// - Gompertz: the `rate` b at age 0 and the `shape` a, both per unit of time; a may be negative.
  public var parameterNames: [String] {
    switch self {
    case .exponential: ["scale"]
    case .weibull, .loglogistic: ["scale", "shape"]
    case .lognormal: ["location", "spread"]
    case .gompertz: ["rate", "shape"]
    }
  }

  /// How many parameters are estimated.
  public var parameterCount: Int { self == .exponential ? 1 : 2 }

  /// Whether covariates can stretch its time (``LifeRegression``).
  public var isLocationScale: Bool { self != .gompertz }

  /// The distribution of the standardized ln t; `nil` for Gompertz lives.
  var standard: StandardLife? {
    switch self {
    case .exponential, .weibull: .smallestExtreme
    case .lognormal: .normal
    case .loglogistic: .logistic
    case .gompertz: nil
    }
  }
}
