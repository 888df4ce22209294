import RandomVariates
import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension MaximumLikelihood {
  /// The shape solves ln k - ψ(k) = ln(mean) - mean of ln x; the scale follows from the mean.
  ///
  /// Newton from the start of T. P. Minka, "Estimating a Gamma distribution", Microsoft Research, 2002;
  /// equation: Johnson, Kotz, Balakrishnan 1994, eq. 17.45.
  static func gamma(_ values: [Double]) throws(FitRefusal) -> Distribution.Family {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    // Not as a difference of large numbers where the values hardly differ.
    let gap = -values.reduce(0) { $0 + log($1 / mean) } / count
    guard gap > 0, gap.isFinite else { throw .noMaximum }
    var shape = (3 - gap + ((gap - 3) * (gap - 3) + 24 * gap).squareRoot()) / (12 * gap)
    for _ in 0..<50 {
      let value = log(shape) - Polygamma.digamma(shape) - gap
      let slope = 1 / shape - Polygamma.trigamma(shape)
      let next = shape - value / slope
      let step = next > 0 ? next : shape / 2
      if abs(step - shape) <= 1e-13 * shape { break }
      shape = step
    }
    guard shape.isFinite, shape > 0, shape < 1e12 else { throw .noMaximum }
    return .gamma(shape: shape, scale: mean / shape)
  }

  /// The gamma distribution of a whole shape: one of the two next to the best that is not whole, since
  /// the likelihood rises up to that and falls from there.
  static func erlang(_ values: [Double]) throws(FitRefusal) -> Distribution.Family {
    guard case .gamma(let shape, _) = try gamma(values) else { throw .noMaximum }
    let mean = values.reduce(0, +) / Double(values.count)
    let sample = FitSample(values)
    return try best(ofPhases: shape) { phases throws(FitRefusal) in
      let family = Distribution.Family.erlang(stages: phases, mean: mean)
      return (family, LogLikelihood(family).value(of: sample))
    }
  }

  /// The better of the two whole shapes beside one that need not be whole.
  static func best(
    ofPhases shape: Double,
    _ fit: (Int) throws(FitRefusal) -> (family: Distribution.Family, likelihood: Double)
  ) throws(FitRefusal) -> Distribution.Family {
    guard shape < 100_000 else { throw .noMaximum }
    let below = max(1, Int(shape))
    let (lower, upper) = (try fit(below), try fit(below + 1))
    return upper.likelihood > lower.likelihood ? upper.family : lower.family
  }
}
