import RandomVariates

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Right-censored samples: the density of what was observed, times the survival of what was not.
///
/// Source: J. F. Lawless, *Statistical Models and Methods for Lifetime Data*, 2nd ed., Wiley, 2003, eq.
/// 2.2.3.
extension MaximumLikelihood {
  static func censored(
    _ family: FittedFamily, _ sample: FitSample
  ) throws(FitRefusal) -> Distribution.Family {
    let pooled = (sample.values + sample.censored).filter { !family.beginsAtZero || $0 > 0 }
    if family == .erlang {
      guard case .gamma(let shape, let scale) = try censored(.gamma, sample) else {
        throw .noMaximum
      }
      return try best(ofPhases: shape) { phases throws(FitRefusal) in
        func erlang(_ logarithm: Double) -> Distribution.Family {
          .erlang(stages: phases, mean: exp(logarithm))
        }
        let found = SimplexDescent.minimum(from: [log(shape * scale)], step: 0.3) {
          -LogLikelihood(erlang($0[0])).value(of: sample)
        }
        return (erlang(found.point[0]), -found.value)
      }
    }
    let start: [Double]
    switch family {
    case .normal:
      let (mean, deviation) = moments(pooled)
      start = [mean / deviation, log(deviation)]
    case .lognormal:
      let (location, spread) = moments(pooled.map { log($0) })
      start = [location, log(max(spread, 1e-6))]
    default:
      let (mean, deviation) = moments(pooled)
      let cv = max(deviation / mean, 1e-6)
      start = [log(mean), log(cv)]
    }
    func made(_ point: [Double]) -> Distribution.Family? {
      guard abs(point[0]) < 200, abs(point[1]) < 200 else { return nil }
      switch family {
      case .normal:
        return .normal(mean: point[0] * exp(start[1]), standardDeviation: exp(point[1]))
      case .lognormal: return try? logNormal(location: point[0], spread: exp(point[1]))
      case .gamma:
        let shape = exp(-2 * point[1])
        return .gamma(shape: shape, scale: exp(point[0]) / shape)
      default:
        return .inverseGaussian(mean: exp(point[0]), shape: exp(point[0] - 2 * point[1]))
      }
    }
    let found = SimplexDescent.minimum(from: start, step: 0.3) { point in
      made(point).map { -LogLikelihood($0).value(of: sample) } ?? .greatestFiniteMagnitude
    }
    // Where the likelihood rises without end the descent runs far away.
    guard found.value < .greatestFiniteMagnitude, let family = made(found.point),
      zip(found.point, start).allSatisfy({ abs($0 - $1) < 12 })
    else { throw .noMaximum }
    return family
  }
}
