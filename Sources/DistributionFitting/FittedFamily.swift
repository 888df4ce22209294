/// A family of distributions that is fitted to data.
public enum FittedFamily: String, CaseIterable, Hashable, Sendable {
  case constant
  case exponential
  case normal
  case lognormal
  case gamma
  case weibull
  case uniform
  case triangular
  case erlang
  case inverseGaussian = "inverse_gaussian"

  /// How many parameters are estimated, a shift not counted.
  public var parameterCount: Int {
    switch self {
    case .constant, .exponential: 1
    case .normal, .lognormal, .gamma, .weibull, .uniform, .erlang, .inverseGaussian: 2
    case .triangular: 3
    }
  }

  /// Whether it begins at zero, so that a shift can move its beginning.
  public var beginsAtZero: Bool {
    switch self {
    case .constant, .normal, .uniform, .triangular: false
    case .exponential, .lognormal, .gamma, .weibull, .erlang, .inverseGaussian: true
    }
  }
}
