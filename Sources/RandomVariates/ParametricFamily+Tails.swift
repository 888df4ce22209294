import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension ParametricFamily: TailFunctions {
  var support: (lower: Double, upper: Double) {
    switch self {
    case .constant(let value): (value, value)
    case .uniform(let lower, let upper): (lower, upper)
    case .normal: (-.infinity, .infinity)
    case .triangular(let triangle): (triangle.lower, triangle.upper)
    case .beta(let beta): (beta.lower, beta.upper)
    case .count(let count): (0, count.largest)
    case .exponential, .logNormal, .gamma, .weibull, .inverseGaussian: (0, .infinity)
    }
  }

  func cumulative(at x: Double) -> Double {
    switch self {
    case .constant(let value): x >= value ? 1 : 0
    case .uniform(let lower, let upper): max(0, min(1, (x - lower) / (upper - lower)))
    case .exponential(let mean): x <= 0 ? 0 : -expm1(-x / mean)
    case .normal(let mean, let standardDeviation):
      StandardNormal.cumulative((x - mean) / standardDeviation)
    case .logNormal(let location, let spread):
      x <= 0 ? 0 : StandardNormal.cumulative((log(x) - location) / spread)
    case .gamma(let shape, let scale):
      x <= 0 ? 0 : RegularizedGamma.lower(shape: shape, at: x / scale)
    case .weibull(let shape, let scale): x <= 0 ? 0 : -expm1(-pow(x / scale, shape))
    case .triangular(let triangle): triangle.cumulative(at: x)
    case .beta(let beta): beta.cumulative(at: x)
    case .inverseGaussian(let mean, let shape):
      InverseGaussian.cumulative(x, mean: mean, shape: shape)
    case .count(let count): count.cumulative(at: x)
    }
  }

  func survival(at x: Double) -> Double {
    switch self {
    case .constant(let value): x < value ? 1 : 0
    case .uniform(let lower, let upper): max(0, min(1, (upper - x) / (upper - lower)))
    case .exponential(let mean): x <= 0 ? 1 : exp(-x / mean)
    case .normal(let mean, let standardDeviation):
      StandardNormal.survival((x - mean) / standardDeviation)
    case .logNormal(let location, let spread):
      x <= 0 ? 1 : StandardNormal.survival((log(x) - location) / spread)
    case .gamma(let shape, let scale):
      x <= 0 ? 1 : RegularizedGamma.upper(shape: shape, at: x / scale)
    case .weibull(let shape, let scale): x <= 0 ? 1 : exp(-pow(x / scale, shape))
    case .triangular(let triangle): triangle.mirrored.cumulative(at: -x)
    case .beta(let beta): beta.survival(at: x)
    case .inverseGaussian(let mean, let shape):
      InverseGaussian.survival(x, mean: mean, shape: shape)
    case .count(let count): count.survival(at: x)
    }
  }

  func below(_ x: Double) -> Double {
    switch self {
    case .constant(let value): x > value ? 1 : 0
    case .count(let count): count.cumulative(at: x.rounded(.up) - 1)
    default: cumulative(at: x)
    }
  }

  func notBelow(_ x: Double) -> Double {
    switch self {
    case .constant(let value): x <= value ? 1 : 0
    case .count(let count): count.survival(at: x.rounded(.up) - 1)
    default: survival(at: x)
    }
  }

  func attainable(atLeast x: Double) -> Double {
    if case .count = self { return x.rounded(.up) }
    return x
  }

  func attainable(atMost x: Double) -> Double {
    if case .count = self { return x.rounded(.down) }
    return x
  }

  func lowerQuantile(_ p: Double) -> Double {
    switch self {
    case .constant(let value): value
    case .uniform(let lower, let upper): min(upper, lower + p * (upper - lower))
    case .exponential(let mean): -mean * log1p(-p)
    case .normal(let mean, let standardDeviation):
      mean + standardDeviation * StandardNormal.quantile(p)
    case .logNormal(let location, let spread): exp(location + spread * StandardNormal.quantile(p))
    case .gamma(let shape, let scale):
      scale * RegularizedGamma.inverseLower(shape: shape, probability: p)
    case .weibull(let shape, let scale): scale * pow(-log1p(-p), 1 / shape)
    case .triangular(let triangle): triangle.quantile(p)
    case .beta(let beta): beta.lowerQuantile(p)
    case .inverseGaussian(let mean, let shape):
      InverseGaussian.inverseLower(probability: p, mean: mean, shape: shape)
    case .count(let count): count.lowerQuantile(p)
    }
  }

  func upperQuantile(_ q: Double) -> Double {
    switch self {
    case .constant(let value): value
    case .uniform(let lower, let upper): max(lower, upper - q * (upper - lower))
    case .exponential(let mean): -mean * log(q)
    case .normal(let mean, let standardDeviation):
      mean - standardDeviation * StandardNormal.quantile(q)
    case .logNormal(let location, let spread): exp(location - spread * StandardNormal.quantile(q))
    case .gamma(let shape, let scale):
      scale * RegularizedGamma.inverseUpper(shape: shape, probability: q)
    case .weibull(let shape, let scale): scale * pow(-log(q), 1 / shape)
    case .triangular(let triangle): -triangle.mirrored.quantile(q)
    case .beta(let beta): beta.upperQuantile(q)
    case .inverseGaussian(let mean, let shape):
      InverseGaussian.inverseUpper(probability: q, mean: mean, shape: shape)
    case .count(let count): count.upperQuantile(q)
    }
  }

  func conditionalQuantile(_ u: Double, from lower: Double, to upper: Double) -> Double? {
    switch self {
    case .uniform: return lower + u * (upper - lower)
    case .exponential(let mean):
      return lower - mean * log1p(u * expm1((lower - upper) / mean))
    case .weibull(let shape, let scale):
      // In the cumulative hazard H = (x/scale)^shape the distribution has no memory.
      let hazard = pow(lower / scale, shape)
      guard hazard < .infinity else { return lower }
      let rest = -log1p(u * expm1(hazard - pow(upper / scale, shape)))
      return scale * pow(hazard + rest, 1 / shape)
    case .count(let count): return count.conditionalQuantile(u, from: lower, to: upper)
    default: return nil
    }
  }
}
