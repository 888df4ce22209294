import RandomVariates
import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Densities of the families without shift and bounds; the parameters must be valid.
extension Distribution.Family {
  /// The smallest interval that holds all probability.
  var support: (lower: Double, upper: Double) {
    let whole = TruncatedDistribution(Distribution(self))
    return (whole.lower, whole.upper)
  }

  /// Density at `x`; infinite at a point that has a probability of its own.
  func density(at x: Double) throws(NumericalError) -> Double {
    switch self {
    case .uniform(let lower, let upper): return x < lower || x > upper ? 0 : 1 / (upper - lower)
    case .exponential(let mean): return x < 0 ? 0 : exp(-x / mean) / mean
    case .triangular(let lower, let mode, let upper):
      guard x >= lower && x <= upper else { return 0 }
      let peak = 2 / (upper - lower)
      if x < mode { return peak * (x - lower) / (mode - lower) }
      return x == mode ? peak : peak * (upper - x) / (upper - mode)
    case .empirical(let values, true):
      return InterpolatedDensity(values).density(at: x)
    case .mixture(let components):
      var sum = 0.0
      for component in components where component.weight > 0 {
        sum += component.weight * (try component.value.density(at: x))
      }
      return sum / components.reduce(0) { $0 + $1.weight }
    default:
      return exp(try logDensity(at: x))
    }
  }

  /// Logarithm of the density at `x`.
  func logDensity(at x: Double) throws(NumericalError) -> Double {
    switch self {
    case .uniform, .triangular, .empirical(_, true), .mixture:
      return log(try density(at: x))
    case .exponential(let mean):
      return x < 0 ? -.infinity : -x / mean - log(mean)
    case .normal(let mean, let standardDeviation):
      let z = (x - mean) / standardDeviation
      return -z * z / 2 - log(standardDeviation * (2 * Double.pi).squareRoot())
    case .logNormal(let mean, let standardDeviation):
      guard x > 0 else { return -.infinity }
      let logarithm = Self.logParameters(mean: mean, standardDeviation: standardDeviation)
      let spread = logarithm.standardDeviation
      let z = (log(x) - logarithm.mean) / spread
      return -z * z / 2 - log(spread * (2 * Double.pi).squareRoot()) - log(x)
    case .gamma(let shape, let scale): return gammaLogDensity(at: x, shape: shape, scale: scale)
    case .erlang(let stages, let mean):
      return gammaLogDensity(at: x, shape: Double(stages), scale: mean / Double(stages))
    case .weibull(let shape, let scale):
      guard x > 0 else {
        return x < 0 || shape > 1 ? -.infinity : shape < 1 ? .infinity : -log(scale)
      }
      let ratio = x / scale
      return log(shape / scale) + (shape - 1) * log(ratio) - pow(ratio, shape)
    case .beta(let first, let second, let lower, let upper):
      return betaLogDensity(at: x, first, second, lower, upper)
    case .inverseGaussian(let mean, let shape):
      guard x > 0 else { return -.infinity }
      let deviation = (x - mean) / mean
      return (log(shape / (2 * Double.pi)) - 3 * log(x)) / 2
        - shape / x * (deviation * deviation) / 2
    case .constant, .poisson, .binomial, .geometric, .negativeBinomial, .discrete,
      .empirical(_, false):
      return try probability(of: x) > 0 ? .infinity : -.infinity
    }
  }

  /// The density of a gamma variable is a Poisson term: shape/x times that of shape at mean x/scale.
  private func gammaLogDensity(at x: Double, shape: Double, scale: Double) -> Double {
    guard x > 0 else {
      return x < 0 || shape > 1 ? -.infinity : shape < 1 ? .infinity : -log(scale)
    }
    return CountTerms.logPoisson(shape, mean: x / scale) + log(shape / x)
  }

  /// The density of a beta variable is a binomial term: ab/(a + b) times that of a successes and b
  /// failures, over z (1 - z).
  private func betaLogDensity(
    at x: Double, _ first: Double, _ second: Double, _ lower: Double, _ upper: Double
  ) -> Double {
    let width = upper - lower
    let (z, complement) = ((x - lower) / width, (upper - x) / width)
    guard z >= 0 && complement >= 0 else { return -.infinity }
    if z == 0 || complement == 0 {
      let (own, other) = z == 0 ? (first, second) : (second, first)
      return own > 1 ? -.infinity : own < 1 ? .infinity : log(other / width)
    }
    return CountTerms.logBinomial(
      successes: first, failures: second, probability: z, complement: complement)
      + log(first * (second / (first + second))) - log(z) - log(complement) - log(width)
  }

  /// Hazard and cumulative hazard where they have a form that outlives the survival function.
  func closedHazard(at x: Double) -> (rate: Double, accumulated: Double)? {
    switch self {
    case .exponential(let mean), .erlang(1, let mean):
      return x < 0 ? (0, 0) : (1 / mean, x / mean)
    case .weibull(let shape, let scale):
      guard x >= 0 else { return (0, 0) }
      let ratio = x / scale
      return (shape / scale * pow(ratio, shape - 1), pow(ratio, shape))
    default: return nil
    }
  }

  /// Probability of exactly `x`.
  func probability(of x: Double) throws(NumericalError) -> Double {
    switch self {
    case .constant(let value): return x == value ? 1 : 0
    case .poisson, .binomial, .geometric, .negativeBinomial:
      return x >= 0 && x == x.rounded() && x < .infinity ? exp(logProbability(ofCount: x)) : 0
    case .discrete(let points):
      let total = points.reduce(0) { $0 + $1.weight }
      return points.reduce(0) { $0 + ($1.value == x ? $1.weight : 0) } / total
    case .empirical(let values, false):
      return Double(values.count { $0 == x }) / Double(values.count)
    case .empirical(let values, true):
      return Double(max(1, values.count { $0 == x }) - 1) / Double(values.count - 1)
    case .mixture(let components):
      var sum = 0.0
      for component in components where component.weight > 0 {
        sum += component.weight * (try component.value.probability(of: x))
      }
      return sum / components.reduce(0) { $0 + $1.weight }
    default: return 0
    }
  }

  /// Logarithm of the probability of a whole count ≥ 0; of the families of counts only.
  func logProbability(ofCount k: Double) -> Double {
    switch self {
    case .poisson(let mean):
      return mean == 0
        ? (k == 0 ? 0 : -.infinity) : CountTerms.logPoisson(k, mean: mean)
    case .binomial(let trials, let p):
      let rest = Double(trials) - k
      if rest < 0 { return -.infinity }
      if p == 0 || p == 1 { return (p == 0 ? k : rest) == 0 ? 0 : -.infinity }
      return CountTerms.logBinomial(
        successes: k, failures: rest, probability: p, complement: 1 - p)
    case .geometric(let p):
      return p == 1 ? (k == 0 ? 0 : -.infinity) : log(p) + k * log1p(-p)
    case .negativeBinomial(let r, let p):
      return p == 1
        ? (k == 0 ? 0 : -.infinity)
        : CountTerms.logBinomial(successes: r, failures: k, probability: p, complement: 1 - p)
          + log(r / (r + k))
    default: return -.infinity
    }
  }
}

/// The density between the values of a continuous empirical distribution.
struct InterpolatedDensity {
  private let values: [Double]

  init(_ values: [Double]) { self.values = values.sorted() }

  func density(at x: Double) -> Double {
    guard let next = values.firstIndex(where: { $0 > x }) else {
      return x == values.last ? (values[values.count - 2] == x ? .infinity : inner(x)) : 0
    }
    guard next > 0 else { return 0 }
    if next > 1, values[next - 1] == x, values[next - 2] == x { return .infinity }
    return 1 / (Double(values.count - 1) * (values[next] - values[next - 1]))
  }

  /// The density up to the largest value.
  private func inner(_ x: Double) -> Double {
    1 / (Double(values.count - 1) * (x - values[values.count - 2]))
  }
}
