#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A family that a few numbers describe, in the parameters in which its functions are written.
///
/// Degenerate parameters have become a constant, so that no function has to look for them.
enum ParametricFamily: Sendable, BitwiseCopyable {
  case constant(Double)
  case uniform(lower: Double, upper: Double)
  case exponential(mean: Double)
  case normal(mean: Double, standardDeviation: Double)
  /// Mean and standard deviation of the logarithm.
  case logNormal(location: Double, spread: Double)
  case gamma(shape: Double, scale: Double)
  case weibull(shape: Double, scale: Double)
  case triangular(Triangle)
  case beta(BetaInterval)
  case inverseGaussian(mean: Double, shape: Double)
  case count(CountFamily)

  /// The family with its parameters; `nil` for one that needs tables.
  init?(_ family: Distribution.Family) {
    switch family {
    case .constant(let value): self = .constant(value)
    case .uniform(let lower, let upper): self = .uniform(lower: lower, upper: upper)
    case .exponential(let mean): self = .exponential(mean: mean)
    case .normal(let mean, let standardDeviation):
      self = .normal(mean: mean, standardDeviation: standardDeviation)
    case .logNormal(let mean, let standardDeviation):
      let logarithm = Distribution.Family.logParameters(
        mean: mean, standardDeviation: standardDeviation)
      self = .logNormal(location: logarithm.mean, spread: logarithm.standardDeviation)
    case .gamma(let shape, let scale): self = .gamma(shape: shape, scale: scale)
    case .weibull(let shape, let scale): self = .weibull(shape: shape, scale: scale)
    case .triangular(let lower, let mode, let upper):
      self = .triangular(Triangle(lower: lower, mode: mode, upper: upper))
    case .beta(let first, let second, let lower, let upper):
      self = .beta(BetaInterval(first: first, second: second, lower: lower, upper: upper))
    case .erlang(let stages, let mean):
      self =
        stages == 1
        ? .exponential(mean: mean) : .gamma(shape: Double(stages), scale: mean / Double(stages))
    case .inverseGaussian(let mean, let shape): self = .inverseGaussian(mean: mean, shape: shape)
    case .poisson(let mean):
      self = mean == 0 ? .constant(0) : .count(.poisson(mean: mean))
    case .binomial(let trials, let probability):
      self =
        trials == 0 || probability == 0
        ? .constant(0)
        : probability == 1
          ? .constant(Double(trials))
          : .count(.binomial(trials: Double(trials), probability: probability))
    case .geometric(let probability):
      self = probability == 1 ? .constant(0) : .count(.geometric(probability: probability))
    case .negativeBinomial(let successes, let probability):
      self =
        probability == 1
        ? .constant(0)
        : .count(.negativeBinomial(successes: successes, probability: probability))
    case .discrete, .empirical, .mixture: return nil
    }
  }
}

extension Distribution.Family {
  /// Mean and standard deviation of the logarithm of a log-normal variable.
  ///
  /// - Parameters:
  ///   - mean: The mean of the variable itself, > 0.
  ///   - standardDeviation: Its standard deviation, > 0.
  /// - Returns: ln(mean) - s²/2 and s, with s² = ln(1 + cv²).
  public static func logParameters(
    mean: Double, standardDeviation: Double
  ) -> (mean: Double, standardDeviation: Double) {
    let ratio = standardDeviation / mean
    let variance = log1p(ratio * ratio)
    return (log(mean) - variance / 2, variance.squareRoot())
  }
}
