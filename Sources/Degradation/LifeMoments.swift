import RandomVariates
import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The first two moments of a time or a damage.
///
/// Closed forms where nothing is cut; else, for values of at least 0, integrals
///
///     E X = ∫ P(X > x) dx,  E X² = 2 ∫ x P(X > x) dx
///
/// between quantiles that halve either tail again and again.
struct LifeMoments {
  let mean: Double
  let secondMoment: Double

  init(mean: Double, secondMoment: Double) {
    self.mean = mean
    self.secondMoment = secondMoment
  }

  init(_ distribution: Distribution) {
    let truncated = TruncatedDistribution(distribution)
    if truncated.isCut {
      self.init(truncated)
    } else {
      let (mean, variance) = LifeMoments.closed(distribution.family)
      let moved = mean + distribution.shift
      self.init(mean: moved, secondMoment: moved * moved + variance)
    }
  }

  private init(_ truncated: TruncatedDistribution) {
    let (lower, upper) = (truncated.lower, truncated.upper)
    guard lower < upper else {
      self.init(mean: lower, secondMoment: lower * lower)
      return
    }
    // Where the values are few they are gone through one by one.
    let isStepwise =
      truncated.distribution.isDiscrete
      && truncated.upperQuantile(at: 1e-17) - truncated.quantile(at: 1e-17) <= 1e6
    self =
      isStepwise
      ? LifeMoments.stepwise(truncated, from: lower, to: upper)
      : LifeMoments.integral(truncated, from: lower, to: upper)
  }

  private static func integral(
    _ truncated: TruncatedDistribution, from lower: Double, to upper: Double
  ) -> LifeMoments {
    var edges = [lower]
    for halvings in (1...50).reversed() {
      edges.append(truncated.quantile(at: exp2(-Double(halvings))))
    }
    for halvings in 2...60 {
      edges.append(truncated.upperQuantile(at: exp2(-Double(halvings))))
    }
    if upper < .infinity { edges.append(upper) }
    var (mean, half) = (lower, lower * lower / 2)
    // A quantile at 1 minus too little to be seen is the end, which may be infinite; what lies
    // beyond the last that is finite, 2⁻⁵² of the probability, is left out.
    for (left, right) in zip(edges, edges.dropFirst()) where right > left && right < .infinity {
      let part = GaussLegendre.integrals(from: left, to: right) { truncated.survival(at: $0) }
      mean += part.plain
      half += part.moment
    }
    return LifeMoments(mean: mean, secondMoment: 2 * half)
  }

  private static func stepwise(
    _ truncated: TruncatedDistribution, from lower: Double, to upper: Double
  ) -> LifeMoments {
    var (mean, second) = (lower, lower * lower)
    var value = lower
    while value < upper {
      let above = truncated.survival(at: value)
      guard above > 1e-18 else { break }
      let next = truncated.upperQuantile(at: above * (1 - 1e-9))
      guard next > value else { break }
      mean += above * (next - value)
      second += above * (next - value) * (next + value)
      value = next
    }
    return LifeMoments(mean: mean, secondMoment: second)
  }

  private static func closed(
    _ family: Distribution.Family
  ) -> (mean: Double, variance: Double) {
    switch family {
    case .constant(let value): return (value, 0)
    case .uniform(let lower, let upper):
      return (lower + (upper - lower) / 2, (upper - lower) * (upper - lower) / 12)
    case .exponential(let mean): return (mean, mean * mean)
    case .normal(let mean, let deviation), .logNormal(let mean, let deviation):
      return (mean, deviation * deviation)
    case .gamma(let shape, let scale): return (shape * scale, shape * scale * scale)
    case .weibull(let shape, let scale):
      let first = exp(logGamma(1 + 1 / shape))
      return (scale * first, scale * scale * max(0, exp(logGamma(1 + 2 / shape)) - first * first))
    case .triangular(let a, let c, let b):
      let squares = (b - a) * (b - a) + (c - a) * (c - b)
      return ((a + b + c) / 3, squares / 18)
    case .beta(let first, let second, let lower, let upper):
      let (sum, width) = (first + second, upper - lower)
      let variance = first / sum * (second / sum) / (sum + 1)
      return (lower + width * (first / sum), width * width * variance)
    case .erlang(let stages, let mean): return (mean, mean * mean / Double(stages))
    case .inverseGaussian(let mean, let shape): return (mean, mean * mean * (mean / shape))
    case .poisson(let mean): return (mean, mean)
    case .binomial(let trials, let p): return (Double(trials) * p, Double(trials) * p * (1 - p))
    case .geometric(let p): return ((1 - p) / p, (1 - p) / (p * p))
    case .negativeBinomial(let successes, let p):
      return (successes * (1 - p) / p, successes * (1 - p) / (p * p))
    case .discrete(let points):
      return mixed(points.map { Weighted(($0.value, 0), weight: $0.weight) })
    case .empirical(let values, let isInterpolated):
      let sorted = values.sorted()
      let parts: [(Double, Double)] =
        isInterpolated
        ? zip(sorted, sorted.dropFirst()).map { ($0 + ($1 - $0) / 2, ($1 - $0) * ($1 - $0) / 12) }
        : sorted.map { ($0, 0) }
      return mixed(parts.map { Weighted($0, weight: 1) })
    case .mixture(let components):
      return mixed(
        components.map { component in
          let moments = LifeMoments(component.value)
          let variance = max(0, moments.secondMoment - moments.mean * moments.mean)
          return Weighted((moments.mean, variance), weight: component.weight)
        })
    }
  }

  private static func mixed(
    _ parts: [Weighted<(mean: Double, variance: Double)>]
  ) -> (mean: Double, variance: Double) {
    let total = parts.reduce(0) { $0 + $1.weight }
    let mean = parts.reduce(0) { $0 + $1.weight * $1.value.mean } / total
    let variance = parts.reduce(0) { sum, part in
      let distance = part.value.mean - mean
      return sum + part.weight * (part.value.variance + distance * distance)
    }
    return (mean, variance / total)
  }
}
