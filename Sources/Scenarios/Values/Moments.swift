import EventKernel

/// What the reader needs to know of a distribution beyond its parameters.
enum Moments {
  /// The mean, in the unit of what is drawn.
  static func mean(of distribution: Distribution) -> Double {
    switch distribution.family {
    case .constant(let value): value
    case .uniform(let lower, let upper): (lower + upper) / 2
    case .exponential(let mean), .normal(let mean, _), .logNormal(let mean, _): mean
    case .gamma(let shape, let scale): shape * scale
    case .weibull(_, let scale): scale
    case .triangular(let lower, let mode, let upper): (lower + mode + upper) / 3
    }
  }
}
