import RandomVariates
import Scenarios

/// Distributions of seconds in words, in hours: what people plan orders in.
enum HourText {
  static func words(_ distribution: Distribution) -> String {
    func hours(_ seconds: Double) -> Double { seconds / 3_600 }
    let family: Distribution.Family =
      switch distribution.family {
      case .constant(let value): .constant(value: hours(value))
      case .uniform(let lower, let upper): .uniform(lower: hours(lower), upper: hours(upper))
      case .exponential(let mean): .exponential(mean: hours(mean))
      case .normal(let mean, let deviation):
        .normal(mean: hours(mean), standardDeviation: hours(deviation))
      case .logNormal(let mean, let deviation):
        .logNormal(mean: hours(mean), standardDeviation: hours(deviation))
      case .gamma(let shape, let scale): .gamma(shape: shape, scale: hours(scale))
      case .weibull(let shape, let scale): .weibull(shape: shape, scale: hours(scale))
      case .triangular(let lower, let mode, let upper):
        .triangular(lower: hours(lower), mode: hours(mode), upper: hours(upper))
      case .erlang(let stages, let mean): .erlang(stages: stages, mean: hours(mean))
      case .inverseGaussian(let mean, let shape):
        .inverseGaussian(mean: hours(mean), shape: hours(shape))
      case .empirical(let values, let isInterpolated):
        .empirical(values: values.map(hours), interpolated: isInterpolated)
      default: distribution.family
      }
    return DistributionText.words(
      Distribution(family, shift: hours(distribution.shift)), unit: "h", digits: 5) ?? "0 h"
  }
}
