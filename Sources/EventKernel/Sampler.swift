#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Draws from a distribution, with the distribution's constants worked out beforehand.
///
/// Bounds are kept by drawing again, so a distribution should have a fair part of its probability
/// between them; readers of input refuse bounds that leave less than 1 %.
public struct Sampler: Sendable, BitwiseCopyable {
  private enum Method: Sendable, BitwiseCopyable {
    case constant
    case uniform
    case exponential
    case normal
    case logNormal
    case gamma
    case gammaBelowOne
    case weibull
    case triangular
  }

  private let method: Method
  private let bounded: Bool
  private let a: Double
  private let b: Double
  private let c: Double
  private let atLeast: Double
  private let atMost: Double

  /// Prepares to draw.
  ///
  /// - Parameter distribution: What to draw from. Its parameters are in their domains.
  public init(_ distribution: Distribution) {
    atLeast = distribution.atLeast
    atMost = distribution.atMost
    var isBounded = distribution.isBounded
    switch distribution.family {
    case .constant(let value):
      (method, a, b, c) = (.constant, value, 0, 0)
      isBounded = false
    case .uniform(let lower, let upper):
      (method, a, b, c) = (.uniform, lower, upper - lower, 0)
    case .exponential(let mean):
      (method, a, b, c) = (.exponential, mean, 0, 0)
    case .normal(let mean, let standardDeviation):
      (method, a, b, c) = (.normal, mean, standardDeviation, 0)
    case .logNormal(let mean, let standardDeviation):
      let ratio = standardDeviation / mean
      let variance = log1p(ratio * ratio)
      (method, a, b, c) = (.logNormal, log(mean) - variance / 2, variance.squareRoot(), 0)
    case .gamma(let shape, let scale):
      // Below shape 1: draw with shape + 1 and multiply by u^(1/shape).
      let base = (shape < 1 ? shape + 1 : shape) - 1.0 / 3
      (method, a, b, c) = (shape < 1 ? .gammaBelowOne : .gamma, base, scale, 1 / shape)
    case .weibull(let shape, let scale):
      (method, a, b, c) = (.weibull, scale, 1 / shape, 0)
    case .triangular(let lower, let mode, let upper):
      (method, a, b, c) = (.triangular, lower, mode, upper)
    }
    bounded = isBounded
  }

  /// One draw.
  ///
  /// - Parameter stream: Where the random numbers come from.
  /// - Returns: A value between the bounds.
  public func sample(using stream: inout RandomStream) -> Double {
    var value = unbounded(&stream)
    if bounded {
      while value < atLeast || value > atMost { value = unbounded(&stream) }
    }
    return value
  }

  private func unbounded(_ stream: inout RandomStream) -> Double {
    switch method {
    case .constant: return a
    case .uniform: return a + b * stream.uniform()
    case .exponential: return -a * log(stream.uniform())
    case .normal: return a + b * standardNormal(&stream)
    case .logNormal: return exp(a + b * standardNormal(&stream))
    case .gamma: return b * standardGamma(&stream)
    case .gammaBelowOne:
      let value = b * standardGamma(&stream)
      return value * exp(c * log(stream.uniform()))
    case .weibull: return a * pow(-log(stream.uniform()), b)
    case .triangular:
      let u = stream.uniform()
      let width = c - a
      let rise = b - a
      return u * width < rise
        ? a + (u * width * rise).squareRoot()
        : c - ((1 - u) * width * (c - b)).squareRoot()
    }
  }

  /// A standard normal number by the polar method.
  ///
  /// Source: G. Marsaglia, T. A. Bray, "A convenient method for generating normal variables", SIAM
  /// Review 6 (1964) 260–264. The second number of each pair is left unused: a draw must not depend
  /// on the one before.
  private func standardNormal(_ stream: inout RandomStream) -> Double {
    while true {
      let x = 2 * stream.uniform() - 1
      let y = 2 * stream.uniform() - 1
      let square = x * x + y * y
      if square < 1, square > 0 { return x * (-2 * log(square) / square).squareRoot() }
    }
  }

  /// A gamma number of scale 1 and shape d + 1/3, where d is the constant `a`.
  ///
  /// Source: G. Marsaglia, W. W. Tsang, "A simple method for generating gamma variables", ACM
  /// Transactions on Mathematical Software 26 (2000) 363–372.
  private func standardGamma(_ stream: inout RandomStream) -> Double {
    let slope = 1 / (9 * a).squareRoot()
    while true {
      let x = standardNormal(&stream)
      let root = 1 + slope * x
      if root <= 0 { continue }
      let v = root * root * root
      if log(stream.uniform()) < 0.5 * x * x + a * (1 - v + log(v)) { return a * v }
    }
  }
}
