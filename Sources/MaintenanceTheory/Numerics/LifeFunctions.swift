import RandomVariates
import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Survival of a life, and its integral: the mean of the life as far as it lies below an age.
///
///     R(t) = P(X > t),   E min(X, T) = ∫₀ᵀ R(t) dt
///
/// Closed forms for exponential and Weibull lives; else integrals between quantiles. A value below 0
/// counts as 0. Relative error some 1e-12.
struct LifeFunctions {
  private let truncated: TruncatedDistribution
  private let closed: ClosedForm?
  /// Where pieces of the integral meet, from 0 upwards, and the integral up to each.
  private let edges: [Double]
  private let integrals: [Double]

  private enum ClosedForm {
    case exponential(mean: Double)
    /// R(t) = exp(-(t/η)^β): E min(X, T) = μ P(1/β, (T/η)^β), P the lower incomplete gamma function.
    case weibull(shape: Double, scale: Double, mean: Double)
  }

  /// The mean life.
  let mean: Double

  init(_ life: Distribution) {
    let truncated = TruncatedDistribution(life)
    self.truncated = truncated
    closed = LifeFunctions.closedForm(life)
    let edges = LifeFunctions.edges(of: truncated)
    self.edges = edges
    switch closed {
    case .exponential(let mean), .weibull(_, _, let mean):
      integrals = []
      self.mean = mean
    case nil:
      var sums = [0.0]
      for (left, right) in zip(edges, edges.dropFirst()) {
        sums.append(
          sums[sums.count - 1]
            + AdaptiveIntegral.integral(from: left, to: right, relative: 1e-12) {
              truncated.survival(at: $0)
            })
      }
      integrals = sums
      mean = sums[sums.count - 1]
    }
  }

  /// The probability of living longer than an age.
  func survival(at age: Double) -> Double {
    age == .infinity ? 0 : age < 0 ? 1 : truncated.survival(at: age)
  }

  /// The probability of a life up to an age, with all digits where it is small.
  func cumulative(at age: Double) -> Double {
    age == .infinity ? 1 : age < 0 ? 0 : truncated.cumulative(at: age)
  }

  /// The mean of the life or the age, whichever is smaller.
  func meanUpTo(_ age: Double) -> Double {
    switch closed {
    case .exponential(let mean): return age == .infinity ? mean : -mean * expm1(-age / mean)
    case .weibull(let shape, let scale, let mean):
      guard age < .infinity else { return mean }
      return mean * RegularizedGamma.lower(shape: 1 / shape, at: pow(age / scale, shape))
    case nil: break
    }
    let last = edges[edges.count - 1]
    guard age < last else { return mean }
    var (low, high) = (0, edges.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if edges[middle] <= age { low = middle } else { high = middle }
    }
    return integrals[low]
      + AdaptiveIntegral.integral(from: edges[low], to: age, relative: 1e-12) {
        truncated.survival(at: $0)
      }
  }

  /// Ages among which an optimum is looked for: where something changes, and quantiles in between.
  var ages: [Double] {
    var ages = Set(edges.filter { $0 > 0 })
    // A failure at an age counts as one: just before it is another decision.
    for edge in edges where edge > 0 {
      if truncated.notBelow(edge) > truncated.survival(at: edge) { ages.insert(edge.nextDown) }
    }
    for step in 1..<64 {
      let quantile = truncated.quantile(at: Double(step) / 64)
      if quantile > 0 { ages.insert(quantile) }
    }
    return ages.sorted()
  }

  private static func closedForm(_ life: Distribution) -> ClosedForm? {
    guard life.shift == 0, !TruncatedDistribution(life).isCut else { return nil }
    switch life.family {
    case .exponential(let mean): return .exponential(mean: mean)
    case .weibull(let shape, let scale):
      return .weibull(shape: shape, scale: scale, mean: scale * exp(logGamma(1 + 1 / shape)))
    default: return nil
    }
  }

  // MARK: - Edges

  /// 0, the ends, quantiles that halve either tail again and again, and where survival has a kink
  /// or a step; no edge is more than twice the one before, except for the first.
  private static func edges(of truncated: TruncatedDistribution) -> [Double] {
    var places = kinks(of: truncated.distribution)
    places += [truncated.lower, truncated.upper]
    for halvings in 1...60 {
      places.append(truncated.quantile(at: exp2(-Double(halvings))))
      places.append(truncated.upperQuantile(at: exp2(-Double(halvings))))
    }
    let last = places.filter { $0 < .infinity }.max() ?? 0
    let (lowest, highest) = (truncated.lower, truncated.upper)
    let sorted = Set(places.filter { $0 > 0 && $0 >= lowest && $0 <= min(last, highest) }).sorted()
    var edges = [0.0]
    for place in sorted {
      if edges.count > 1 {
        while place > 2 * edges[edges.count - 1] { edges.append(2 * edges[edges.count - 1]) }
      }
      edges.append(place)
    }
    return edges
  }

  /// Up to so many steps of a discrete life are gone through one by one.
  private static let mostSteps = 20_000.0

  /// Where the survival function of a distribution is not smooth.
  private static func kinks(of distribution: Distribution) -> [Double] {
    let shift = distribution.shift
    switch distribution.family {
    case .constant(let value): return [value + shift]
    case .uniform(let lower, let upper): return [lower + shift, upper + shift]
    case .triangular(let lower, let mode, let upper):
      return [lower, mode, upper].map { $0 + shift }
    case .beta(_, _, let lower, let upper): return [lower + shift, upper + shift]
    case .discrete(let points): return points.map { $0.value + shift }
    case .empirical(let values, _): return values.map { $0 + shift }
    case .mixture(let components):
      return components.flatMap { component in
        let part = TruncatedDistribution(component.value)
        return (kinks(of: component.value) + [part.lower, part.upper]).map { $0 + shift }
      }
    case .poisson, .binomial, .geometric, .negativeBinomial:
      let truncated = TruncatedDistribution(distribution)
      let (low, high) = (truncated.quantile(at: 1e-17), truncated.upperQuantile(at: 1e-17))
      guard high - low <= mostSteps else { return [] }
      return Array(stride(from: low, through: high, by: 1))
    case .exponential, .normal, .logNormal, .gamma, .weibull, .erlang, .inverseGaussian:
      return [shift]
    }
  }
}
