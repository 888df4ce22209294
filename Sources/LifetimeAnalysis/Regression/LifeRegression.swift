import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Lives whose time scale depends on covariates: accelerated failure time.
///
///     exponential, weibull  ln λ = xᵀβ, ln ρ = wᵀγ
///     lognormal             μ = xᵀβ,    ln σ = wᵀγ
///     loglogistic           ln α = xᵀβ, ln β = wᵀγ
///
/// A coefficient β multiplies times by e^β per unit of its covariate. The ancillary γ is an intercept alone
/// unless covariates are given for it. Both designs have an intercept. Standard errors come from the inverse of
/// the observed information.
///
/// ```swift
/// let fit = try LifeRegression(lives, stress, .weibull)
/// try fit.distribution(for: [175, 200]).quantile(0.1)
/// ```
///
/// Source: J. F. Lawless, *Statistical Models and Methods for Lifetime Data*, 2nd ed., Wiley, 2003, ch. 6;
/// W. Q. Meeker, L. A. Escobar, *Statistical Methods for Reliability Data*, Wiley, 1998, ch. 17.
public struct LifeRegression: Hashable, Sendable {
  /// The family.
  public let family: LifeFamily
  /// The location's coefficients, the intercept first, and then the ancillary's, the intercept first.
  public let coefficients: [Coefficient]
  /// The covariance of the coefficients, in their order; both triangles.
  public let covariance: [[Double]]
  /// The logarithm of the likelihood.
  public let logLikelihood: Double
  /// That of the family without covariates.
  public let nullLogLikelihood: Double
  /// The share of pairs of which the life with the greater predicted median lasted longer
  /// (``Concordance``); `nil` where no two can be compared, or lives are known by intervals.
  public let concordance: Double?
  /// The names of the location's covariates.
  public let locationNames: [String]
  /// The names of the ancillary's covariates.
  public let ancillaryNames: [String]
  /// How many steps the search took.
  public let iterations: Int

  /// Akaike's criterion, 2 k - 2 ln L: the smaller, the better.
  public var aic: Double { 2 * Double(coefficients.count) - 2 * logLikelihood }

  /// Whether the covariates together say anything: twice the gain in ln L over the family without them.
  public var likelihoodRatio: ChiSquaredTest {
    ChiSquaredTest(
      statistic: 2 * (logLikelihood - nullLogLikelihood),
      degreesOfFreedom: locationNames.count + ancillaryNames.count)
  }

  /// Fits a regression.
  ///
  /// - Parameters:
  ///   - sample: The lives, at least one of which failed.
  ///   - covariates: What moves the location; a row for each life.
  ///   - family: Any family but Gompertz.
  ///   - ancillary: What moves the shape or spread; `nil` for an intercept alone. Exponential lives take
  ///     none.
  /// - Throws: ``LifetimeError`` where a covariate is constant or collinear, no life failed, the likelihood
  ///   grows without end, or counts differ.
  public init(
    _ sample: LifeSample, _ covariates: CovariateTable, _ family: LifeFamily,
    ancillary: CovariateTable? = nil
  ) throws(LifetimeError) {
    precondition(family.isLocationScale, "a regression takes a family of locations and scales")
    precondition(
      family != .exponential || ancillary == nil, "exponential lives have no ancillary parameter")
    for table in [covariates, ancillary].compactMap({ $0 }) where table.count != sample.count {
      throw .differentCounts(what: "covariates", count: table.count, lives: sample.count)
    }
    try sample.requireFailures()
    let location = try Design(covariates, sample.weights)
    let shape: Design? =
      family == .exponential ? nil : try Design(ancillary ?? .none(sample.count), sample.weights)
    let likelihood = try LifeLikelihood(
      sample, family, location: location.matrix,
      ancillary: shape?.matrix ?? Matrix(rows: sample.count, columns: 0))
    let maximum = try LifeRegression.maximum(
      likelihood, covariates.names, ancillary?.names ?? [], sample)
    let unscaling = LifeRegression.unscaling(location, shape, isLognormal: family == .lognormal)
    let shift = log(likelihood.unit)
    var estimates = unscaling.multiplied(by: maximum.point)
    estimates[0] += shift
    let covariance = LifeRegression.congruent(unscaling, maximum.covariance)
    let parameters = family.parameterNames
    var coefficients: [Coefficient] = []
    let blocks = [covariates.names] + (shape == nil ? [] : [ancillary?.names ?? []])
    for (parameter, names) in zip(parameters, blocks) {
      for name in ["intercept"] + names {
        let place = coefficients.count
        coefficients.append(
          Coefficient(
            parameter: parameter, covariate: name, estimate: estimates[place],
            standardError: covariance[place][place].squareRoot()))
      }
    }
    self.family = family
    self.coefficients = coefficients
    self.covariance = covariance
    logLikelihood = maximum.likelihood.value
    nullLogLikelihood = try LifeFit(sample, family).logLikelihood
    locationNames = covariates.names
    ancillaryNames = ancillary?.names ?? []
    iterations = maximum.iterations
    concordance = LifeRegression.concordance(
      sample, family, estimates, covariates, ancillary)
  }

  private static func maximum(
    _ likelihood: LifeLikelihood, _ names: [String], _ ancillary: [String], _ sample: LifeSample
  ) throws(LifetimeError) -> NewtonAscent.Maximum {
    do throws(NewtonAscent.Failure) {
      return try NewtonAscent.maximum(from: likelihood.start(), likelihood.evaluate)
    } catch {
      let parameters = likelihood.location.columns + likelihood.ancillary.columns
      guard sample.failureRows >= parameters else {
        throw .tooFewFailures(failures: sample.failureRows, parameters: parameters)
      }
      guard case .monotone(let places) = error else {
        throw .noMaximum(family: likelihood.family.rawValue)
      }
      // The spread alone shrinks: the model meets every failure.
      if places == [likelihood.location.columns] { throw .noSpread(at: nil) }
      let all =
        ["intercept"] + names + ["intercept of the shape"] + ancillary.map { $0 + " of the shape" }
      throw .monotoneLikelihood(coefficients: places.map { all[$0] })
    }
  }

  /// The matrix that takes scaled coefficients to those of the covariates as they are.
  private static func unscaling(
    _ location: Design, _ shape: Design?, isLognormal: Bool
  ) -> Matrix {
    let count = location.matrix.columns + (shape?.matrix.columns ?? 0)
    var result = Matrix(rows: count, columns: count)
    var first = 0
    for (design, sign) in [(location, 1.0), (shape, isLognormal ? -1 : 1)] {
      guard let design else { continue }
      result[first, first] = sign
      for column in design.scales.indices {
        let place = first + 1 + column
        result[place, place] = sign / design.scales[column]
        result[first, place] = -sign * design.means[column] / design.scales[column]
      }
      first += design.matrix.columns
    }
    return result
  }

  /// M C Mᵀ, both triangles.
  static func congruent(_ m: Matrix, _ c: SymmetricMatrix) -> [[Double]] {
    let order = c.order
    var half = Matrix(rows: order, columns: order)
    for row in 0..<order {
      for column in 0..<order { half[row, column] = c[max(row, column), min(row, column)] }
    }
    let whole = m.multiplied(by: half).multiplied(by: m.transposed)
    return (0..<order).map { row in (0..<order).map { whole[row, $0] } }
  }

  private static func concordance(
    _ sample: LifeSample, _ family: LifeFamily, _ estimates: [Double],
    _ covariates: CovariateTable, _ ancillary: CovariateTable?
  ) -> Double? {
    for row in 0..<sample.count where !sample.isExact(row) && !sample.isRightCensored(row) {
      return nil
    }
    let shortness = (0..<sample.count).map { row in
      let distribution = LifeRegression.distribution(
        family, estimates, { covariates.values[row, $0] }, covariates.names.count,
        { ancillary?.values[row, $0] ?? 0 }, ancillary?.names.count ?? 0)
      return -log(distribution.median)
    }
    return Concordance(sample, risks: shortness).index
  }

  // MARK: - Predictions

  /// The distribution of lives with given covariates.
  ///
  /// - Parameters:
  ///   - covariates: A value for each of ``locationNames``.
  ///   - ancillary: A value for each of ``ancillaryNames``.
  /// - Returns: The distribution, from which all else follows: quantiles, survival, what is left at an age.
  public func distribution(
    for covariates: [Double], ancillary: [Double] = []
  ) -> LifeDistribution {
    precondition(
      covariates.count == locationNames.count && ancillary.count == ancillaryNames.count,
      "a value for each covariate")
    return LifeRegression.distribution(
      family, coefficients.map(\.estimate), { covariates[$0] }, covariates.count,
      { ancillary[$0] }, ancillary.count)
  }

  private static func distribution(
    _ family: LifeFamily, _ estimates: [Double], _ x: (Int) -> Double, _ locations: Int,
    _ w: (Int) -> Double, _ ancillaries: Int
  ) -> LifeDistribution {
    var eta = estimates[0]
    for column in 0..<locations { eta += estimates[1 + column] * x(column) }
    if family == .exponential { return .exponential(scale: exp(eta)) }
    var kappa = estimates[1 + locations]
    for column in 0..<ancillaries { kappa += estimates[2 + locations + column] * w(column) }
    switch family {
    case .lognormal: return .lognormal(location: eta, spread: exp(kappa))
    case .loglogistic: return .loglogistic(scale: exp(eta), shape: exp(kappa))
    default: return .weibull(scale: exp(eta), shape: exp(kappa))
    }
  }
}

/// Scaled covariates after a column of ones.
private struct Design {
  let matrix: Matrix
  let means: [Double]
  let scales: [Double]

  init(_ table: CovariateTable, _ weights: [Double]) throws(LifetimeError) {
    let scaled = try ScaledCovariates(table, weights: weights, strata: nil)
    let columns = table.names.count
    var matrix = Matrix(rows: weights.count, columns: columns + 1)
    for row in weights.indices {
      matrix[row, 0] = 1
      for column in 0..<columns { matrix[row, column + 1] = scaled.values[row, column] }
    }
    self.matrix = matrix
    (means, scales) = (scaled.means, scaled.scales)
  }
}
