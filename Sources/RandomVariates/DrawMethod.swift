import EventKernel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How a sampler draws, with the constants that this takes.
enum DrawMethod: Sendable, BitwiseCopyable {
  case constant(Double)
  case uniform(lower: Double, width: Double)
  case exponential(mean: Double)
  case normal(mean: Double, standardDeviation: Double)
  case logNormal(location: Double, spread: Double)
  case gamma(GammaDraw, scale: Double)
  case weibull(scale: Double, exponent: Double)
  case triangular(Triangle)
  case beta(BetaInterval)
  case inverseGaussian(mean: Double, shape: Double)
  case poisson(PoissonDraw)
  case binomial(BinomialDraw)
  case geometric(scale: Double)
  case negativeBinomial(GammaDraw, scale: Double)
  /// The quantile of one uniform number.
  case inversion(Cut<ParametricFamily>)
  /// One of `count` cells of an alias table.
  case alias(first: Int32, count: Int32)
  /// One of `count` values.
  case resampling(first: Int32, count: Int32)
  /// A place between `count` values.
  case interpolation(first: Int32, count: Int32, from: Double, width: Double)
  /// The sampler that a cell of an alias table names.
  case mixture(first: Int32, count: Int32)
  /// The quantile of one uniform number, of a distribution that the tables hold.
  case tableInversion(index: Int32)

  /// Chooses the method for a family that needs no tables.
  init(_ cut: Cut<ParametricFamily>, mode: SamplingMode) {
    let family = cut.functions
    if case .constant(let value) = family {
      self = .constant(value)
    } else if case .uniform = family, mode == .fast {
      self = .uniform(lower: cut.lower, width: cut.upper - cut.lower)
    } else if mode == .inversion || cut.mass < Sampler.leastAcceptance {
      self = .inversion(cut)
    } else {
      self.init(fast: family)
    }
  }

  /// The fastest method for a family without bounds.
  private init(fast family: ParametricFamily) {
    switch family {
    case .constant(let value): self = .constant(value)
    case .uniform(let lower, let upper): self = .uniform(lower: lower, width: upper - lower)
    case .exponential(let mean): self = .exponential(mean: mean)
    case .normal(let mean, let standardDeviation):
      self = .normal(mean: mean, standardDeviation: standardDeviation)
    case .logNormal(let location, let spread):
      self = .logNormal(location: location, spread: spread)
    case .gamma(let shape, let scale): self = .gamma(GammaDraw(shape: shape), scale: scale)
    case .weibull(let shape, let scale): self = .weibull(scale: scale, exponent: 1 / shape)
    case .triangular(let triangle): self = .triangular(triangle)
    case .beta(let beta): self = .beta(beta)
    case .inverseGaussian(let mean, let shape): self = .inverseGaussian(mean: mean, shape: shape)
    case .count(.poisson(let mean)): self = .poisson(PoissonDraw(mean: mean))
    case .count(.binomial(let trials, let probability)):
      self = .binomial(BinomialDraw(trials: trials, probability: probability))
    case .count(.geometric(let probability)):
      self = .geometric(scale: -1 / log1p(-probability))
    case .count(.negativeBinomial(let successes, let probability)):
      self = .negativeBinomial(
        GammaDraw(shape: successes), scale: (1 - probability) / probability)
    }
  }

  /// Whether a draw looks into tables.
  var needsTables: Bool {
    switch self {
    case .alias, .resampling, .interpolation, .mixture, .tableInversion: true
    default: false
    }
  }

  /// One draw, without shift; bounds are kept by the inversion only.
  func draw(using stream: inout RandomStream) -> Double {
    switch self {
    case .constant(let value): return value
    case .uniform(let lower, let width): return lower + width * stream.uniform()
    case .exponential(let mean): return mean * Ziggurat.exponential(using: &stream)
    case .normal(let mean, let standardDeviation):
      return mean + standardDeviation * Ziggurat.normal(using: &stream)
    case .logNormal(let location, let spread):
      return exp(location + spread * Ziggurat.normal(using: &stream))
    case .gamma(let gamma, let scale): return scale * gamma.draw(using: &stream)
    case .weibull(let scale, let exponent):
      return scale * pow(Ziggurat.exponential(using: &stream), exponent)
    case .triangular(let triangle): return triangle.quantile(stream.uniform())
    case .beta(let beta): return beta.draw(using: &stream)
    case .inverseGaussian(let mean, let shape):
      return inverseGaussianDraw(mean: mean, shape: shape, using: &stream)
    case .poisson(let poisson): return poisson.draw(using: &stream)
    case .binomial(let binomial): return binomial.draw(using: &stream)
    case .geometric(let scale):
      // P(⌊E/-ln(1 - p)⌋ > k) = (1 - p)^(k + 1), for however small a p.
      return (scale * Ziggurat.exponential(using: &stream)).rounded(.down)
    case .negativeBinomial(let gamma, let scale):
      // A Poisson count whose mean is a gamma variable: L. Devroye, Non-Uniform Random Variate
      // Generation, Springer, 1986, §X.4.7.
      return PoissonDraw(mean: scale * gamma.draw(using: &stream)).draw(using: &stream)
    case .inversion(let cut):
      let u = stream.uniform()
      return cut.quantile(u, complement: 1 - u)
    case .alias, .resampling, .interpolation, .mixture, .tableInversion:
      preconditionFailure("this sampler draws with its tables: sample(using:from:)")
    }
  }
}
