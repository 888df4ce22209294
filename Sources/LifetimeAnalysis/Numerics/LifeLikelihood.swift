import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The likelihood of lives whose location and ancillary are linear in covariates.
///
///     η = xᵀβ, κ = wᵀγ, z = (ln(t/T) - η) e^κ
///
///     exact       ln f(t)                right-censored   ln S(lower)
///     interval    ln(S(lower) - S(upper))     entry       - ln S(entry), added
///
/// T is a time in the middle of the sample, so that η lies near 0.
///
/// Source: J. F. Lawless, *Statistical Models and Methods for Lifetime Data*, 2nd ed., Wiley, 2003,
/// secs. 2.2, 2.4 and 6.3.
struct LifeLikelihood {
  let family: LifeFamily
  /// T, in the unit of the lives.
  let unit: Double
  /// x: a row for each life.
  let location: Matrix
  /// w: a row for each life; no columns for exponential lives, whose κ is 0.
  let ancillary: Matrix
  let sample: LifeSample
  /// What each life was: 0 exact, 1 right-censored, 2 left-censored, 3 within an interval.
  private let kinds: [UInt8]
  /// ln(t/T), or t/T for Gompertz lives.
  private let lower: [Double]
  private let upper: [Double]
  private let entries: [Double]
  /// What the unit of time adds.
  private let constant: Double

  init(
    _ sample: LifeSample, _ family: LifeFamily, location: Matrix, ancillary: Matrix
  ) throws(LifetimeError) {
    for row in 0..<sample.count where sample.upper[row] == 0 { throw .failureAtZero(row: row) }
    self.family = family
    self.sample = sample
    self.location = location
    self.ancillary = ancillary
    let middles = LifeLikelihood.middles(sample)
    var (sum, weight) = (0.0, 0.0)
    for row in 0..<sample.count where middles[row] > 0 {
      sum += sample.weights[row] * log(middles[row])
      weight += sample.weights[row]
    }
    let unit = exp(sum / weight)
    self.unit = unit
    let isLocationScale = family.isLocationScale
    func coordinate(_ time: Double) -> Double {
      isLocationScale ? log(time / unit) : time / unit
    }
    lower = sample.lower.map(coordinate)
    upper = sample.upper.map(coordinate)
    entries = sample.entries.map(coordinate)
    var kinds: [UInt8] = []
    var constant = 0.0
    for row in 0..<sample.count {
      let kind: UInt8 =
        sample.isExact(row)
        ? 0 : sample.isRightCensored(row) ? 1 : sample.lower[row] == 0 ? 2 : 3
      kinds.append(kind)
      if kind == 0 {
        constant -= sample.weights[row] * log(isLocationScale ? sample.lower[row] : unit)
      }
    }
    self.kinds = kinds
    self.constant = constant
  }

  /// A time for each life to begin the search with.
  static func middles(_ sample: LifeSample) -> [Double] {
    (0..<sample.count).map { row in
      let (from, to) = (sample.lower[row], sample.upper[row])
      if to == .infinity { return from }
      return from == 0 ? 0.6 * to : (from * to).squareRoot()
    }
  }

  /// Likelihood, score and information at β followed by γ.
  func evaluate(_ point: [Double]) -> LikelihoodPoint {
    let (locations, ancillaries) = (location.columns, ancillary.columns)
    var result = LikelihoodPoint(
      value: 0, score: Array(repeating: 0, count: point.count),
      information: SymmetricMatrix(order: point.count))
    var value = 0.0
    for row in 0..<sample.count {
      var (eta, kappa) = (0.0, 0.0)
      for column in 0..<locations { eta += location[row, column] * point[column] }
      for column in 0..<ancillaries {
        kappa += ancillary[row, column] * point[locations + column]
      }
      let term = term(row, eta, kappa)
      let weight = sample.weights[row]
      value += weight * term.value
      for i in 0..<locations {
        let x = weight * location[row, i]
        if x == 0 { continue }
        result.score[i] += x * term.a
        for j in 0...i { result.information[i, j] -= x * location[row, j] * term.aa }
      }
      for i in 0..<ancillaries {
        let w = weight * ancillary[row, i]
        if w == 0 { continue }
        let place = locations + i
        result.score[place] += w * term.k
        for j in 0..<locations { result.information[place, j] -= w * location[row, j] * term.ak }
        for j in 0...i {
          result.information[place, locations + j] -= w * ancillary[row, j] * term.kk
        }
      }
    }
    result.value = value + constant
    return result
  }

  /// The logarithm of what one life adds, without the constant.
  private func term(_ row: Int, _ eta: Double, _ kappa: Double) -> Jet {
    let scale = family.isLocationScale ? exp(kappa) : 1
    var jet: Jet
    switch kinds[row] {
    case 0: jet = logDensity(lower[row], eta, kappa, scale)
    case 1: jet = logSurvival(lower[row], eta, kappa, scale)
    case 2: jet = logSurvival(upper[row], eta, kappa, scale).logComplement
    default:
      let start = logSurvival(lower[row], eta, kappa, scale)
      jet = start + (logSurvival(upper[row], eta, kappa, scale) - start).logComplement
    }
    if sample.entries[row] > 0 { jet = jet - logSurvival(entries[row], eta, kappa, scale) }
    return jet
  }

  private func logSurvival(
    _ coordinate: Double, _ eta: Double, _ kappa: Double, _ scale: Double
  ) -> Jet {
    // A life right-censored at age 0 says nothing.
    if coordinate == -.infinity { return Jet() }
    guard let standard = family.standard else {
      return GompertzLife.logSurvival(coordinate, eta: eta, kappa: kappa)
    }
    let z = (coordinate - eta) * scale
    return LifeLikelihood.jet(standard.logSurvival(z), z, scale)
  }

  private func logDensity(
    _ coordinate: Double, _ eta: Double, _ kappa: Double, _ scale: Double
  ) -> Jet {
    guard let standard = family.standard else {
      return GompertzLife.logDensity(coordinate, eta: eta, kappa: kappa)
    }
    let z = (coordinate - eta) * scale
    return LifeLikelihood.jet(standard.logDensity(z), z, scale) + Jet(value: kappa, k: 1)
  }

  /// A function of z as one of η and κ: ∂z/∂η = -e^κ, ∂z/∂κ = z.
  private static func jet(_ curve: StandardLife.Curve, _ z: Double, _ scale: Double) -> Jet {
    Jet(
      value: curve.value, a: -scale * curve.first, k: z * curve.first,
      aa: scale * scale * curve.second, ak: -scale * (z * curve.second + curve.first),
      kk: z * (z * curve.second + curve.first))
  }
}
