import RandomVariates

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where a family begins that begins at zero else.
///
/// The likelihood of some families is infinite where the beginning meets the least value, which says
/// nothing; what is taken is its greatest maximum below that. Source: R. C. H. Cheng, T. C. Iles, "Embedded
/// Models in Three-parameter Distributions and their Estimation", *J. R. Statist. Soc. B* 52, 1990, 135–149.
enum ShiftSearch {
  /// Estimates shift and parameters.
  ///
  /// - Returns: The distribution, and how many parameters beside the family's own were estimated.
  static func fit(
    _ family: FittedFamily, _ sample: FitSample, _ shift: FitRequest.Shift
  ) throws(FitRefusal) -> (distribution: Distribution, added: Int) {
    guard family.beginsAtZero else {
      return (Distribution(try MaximumLikelihood.family(family, of: sample)), 0)
    }
    switch shift {
    case .none: return (Distribution(try MaximumLikelihood.family(family, of: sample)), 0)
    case .known(let shift):
      let made = try MaximumLikelihood.family(family, of: sample.shifted(by: shift))
      return (Distribution(made, shift: shift), 0)
    case .fitted:
      return (try search(family, sample), 1)
    }
  }

  private static func search(
    _ family: FittedFamily, _ sample: FitSample
  ) throws(FitRefusal) -> Distribution {
    guard Set(sample.values).count > 2 else { throw .tooFewValues(least: 3) }
    let least = min(sample.values[0], sample.censored.first ?? .infinity)
    if family == .exponential, least == sample.values[0] {
      let made = try MaximumLikelihood.family(family, of: sample.shifted(by: least))
      return Distribution(made, shift: least)
    }
    let range = sample.values[sample.values.count - 1] - sample.values[0]
    // A time does not begin before zero.
    let widest = least >= 0 ? max(least, 1e-9 * range) : 20 * range
    func made(_ logarithm: Double) -> Distribution? {
      let shift = least >= 0 && logarithm >= log(widest) ? 0 : least - exp(logarithm)
      return (try? MaximumLikelihood.family(family, of: sample.shifted(by: shift)))
        .map { Distribution($0, shift: shift) }
    }
    func likelihood(_ logarithm: Double) -> Double {
      guard let made = made(logarithm) else { return -.infinity }
      let value = LogLikelihood(made.family).value(of: sample.shifted(by: made.shift))
      return value.isNaN ? -.infinity : value
    }
    let steps = 40
    let (from, to) = (log(min(widest, 1e-5 * range)), log(widest))
    let grid = (0...steps).map { from + (to - from) * Double($0) / Double(steps) }
    let heights = grid.map(likelihood)
    // The greatest of the maxima, the near end left out.
    let peaks = (1...steps).filter {
      heights[$0] > heights[$0 - 1] && ($0 == steps || heights[$0] >= heights[$0 + 1])
    }
    guard let peak = peaks.max(by: { heights[$0] < heights[$1] }), heights[peak].isFinite,
      peak < steps || least >= 0
    else { throw .noMaximum }
    var point = grid[peak]
    if peak < steps {
      let found = SimplexDescent.minimum(from: [point], step: (to - from) / Double(2 * steps)) {
        $0[0] < from ? .greatestFiniteMagnitude : -likelihood($0[0])
      }
      point = found.point[0]
    }
    guard let distribution = made(point) else { throw .noMaximum }
    return distribution
  }
}
