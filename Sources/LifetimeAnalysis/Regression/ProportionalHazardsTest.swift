import LinearAlgebra
import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether coefficients of Cox's model stay the same over the ages.
///
/// Schoenfeld's residuals are compared with a function g of the age at which lives failed:
///
///     χ²_k = (Σ (g - ḡ) r*_k)²/(d V_kk Σ (g - ḡ)²),   r* = d V r
///
/// and for all coefficients together d uᵀ V u/Σ (g - ḡ)² with u = Σ (g - ḡ) r. A small p-value says that the
/// effect changes with age: stratify by the covariate, or split the time.
///
/// Source: P. M. Grambsch, T. M. Therneau, "Proportional Hazards Tests and Diagnostics Based on Weighted
/// Residuals", *Biometrika* 81, 1994, 515–526.
public struct ProportionalHazardsTest: Hashable, Sendable {
  /// The function g of the age.
  public enum Transform: Hashable, Sendable {
    /// The rank among the ages of failure; ties share their mean rank.
    case rank
    /// The age itself.
    case identity
    /// Its logarithm; ages are above 0.
    case logarithm
  }

  /// A test for each coefficient.
  public let coefficients: [ChiSquaredTest]
  /// The test for all of them together.
  public let global: ChiSquaredTest

  /// Tests a regression.
  ///
  /// - Parameters:
  ///   - fit: The regression.
  ///   - sample: The lives to which it was fitted.
  ///   - covariates: Their covariates.
  ///   - strata: Their strata.
  ///   - transform: The function of the age.
  /// - Throws: ``LifetimeError`` as the fit does.
  public init(
    _ fit: CoxRegression, _ sample: LifeSample, _ covariates: CovariateTable,
    strata: [Int]? = nil, transform: Transform = .rank
  ) throws(LifetimeError) {
    let scaled = try ScaledCovariates(covariates, weights: sample.weights, strata: strata)
    let likelihood = CoxPartialLikelihood(
      riskSets: CoxRiskSets(sample, scaled.values, strata: strata), ties: fit.ties)
    let columns = fit.coefficients.count
    let point = (0..<columns).map { fit.coefficients[$0].estimate * scaled.scales[$0] }
    let residuals = likelihood.schoenfeldResiduals(point)
    let places = ProportionalHazardsTest.transformed(
      residuals.map { sample.lower[$0.row] }, transform)
    let count = Double(residuals.count)
    let mean = places.reduce(0, +) / count
    var squares = 0.0
    var sums = Array(repeating: 0.0, count: columns)
    for (place, residual) in zip(places, residuals) {
      squares += (place - mean) * (place - mean)
      // In the covariates' own units, as the covariance is.
      for column in 0..<columns {
        sums[column] += (place - mean) * residual.residual[column] * scaled.scales[column]
      }
    }
    let scaledSums = fit.covariance.map { row in zip(row, sums).reduce(0) { $0 + $1.0 * $1.1 } }
    guard squares > 0 else {
      coefficients = scaledSums.map { _ in ChiSquaredTest(statistic: 0, degreesOfFreedom: 1) }
      global = ChiSquaredTest(statistic: 0, degreesOfFreedom: columns)
      return
    }
    coefficients = (0..<columns).map { column in
      ChiSquaredTest(
        statistic: count * scaledSums[column] * scaledSums[column]
          / (fit.covariance[column][column] * squares),
        degreesOfFreedom: 1)
    }
    global = ChiSquaredTest(
      statistic: count * zip(sums, scaledSums).reduce(0) { $0 + $1.0 * $1.1 } / squares,
      degreesOfFreedom: columns)
  }

  private static func transformed(_ times: [Double], _ transform: Transform) -> [Double] {
    switch transform {
    case .identity: return times
    case .logarithm: return times.map { log($0) }
    case .rank:
      let order = RiskTable.order(times)
      var ranks = times
      var index = 0
      while index < order.count {
        let first = index
        while index < order.count, times[order[index]] == times[order[first]] { index += 1 }
        for place in first..<index { ranks[order[place]] = Double(first + index + 1) / 2 }
      }
      return ranks
    }
  }
}
