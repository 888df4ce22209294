import Distributions
import RandomVariates

/// |value - reference| / |reference|; 0 where both are equal, zero and infinities included.
func relativeError(_ value: Double, _ reference: Double) -> Double {
  value == reference ? 0 : abs(value - reference) / abs(reference)
}

/// A small generator for test parameters (SplitMix64).
struct ParameterStream {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// The next number, evenly spread from `range.lowerBound` to `range.upperBound`.
  mutating func next(in range: ClosedRange<Double>) -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    bits ^= bits >> 31
    let unit = Double(bits >> 11) * 0x1p-53
    return range.lowerBound + unit * (range.upperBound - range.lowerBound)
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
