import Distributions
import RandomVariates
import TestDraws

/// Random parameters for tests.
struct ParameterStream {
  private var random: SplitMix

  init(seed: UInt64) { random = SplitMix(seed: seed) }

  /// The next number, evenly spread from `range.lowerBound` to `range.upperBound`.
  mutating func next(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + random.fraction() * (range.upperBound - range.lowerBound)
  }

  /// A family with moderate random parameters, the `index`-th of seven kinds in turn.
  mutating func family(_ index: Int) -> Distribution.Family {
    let scale = next(in: 0.1...1_000)
    let ratio = next(in: 0.05...2)
    switch index % 7 {
    case 0: return .uniform(lower: -scale, upper: scale * ratio)
    case 1: return .exponential(mean: scale)
    case 2: return .normal(mean: scale, standardDeviation: scale * ratio)
    case 3: return .logNormal(mean: scale, standardDeviation: scale * ratio)
    case 4: return .gamma(shape: 1 / (ratio * ratio), scale: scale)
    case 5: return .weibull(shape: 0.3 + 2 * ratio, scale: scale)
    default:
      return .triangular(lower: scale, mode: scale * (1 + ratio), upper: scale * (2 + 2 * ratio))
    }
  }
}
