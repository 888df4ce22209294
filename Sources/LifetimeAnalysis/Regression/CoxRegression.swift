import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Cox's regression: hazards that covariates multiply, whatever the hazard itself is.
///
///     h(t | x) = h₀(t) exp((x - x̄)ᵀβ)
///
/// Standard errors come from the inverse of the observed information of the partial likelihood.
///
/// ```swift
/// let fit = try CoxRegression(lives, machines)
/// fit.coefficients[0].ratio              // the hazard ratio per unit
/// fit.survival(at: 1000, for: [12, 1])
/// ```
///
/// Source: D. R. Cox, "Regression Models and Life-Tables", *J. R. Statist. Soc. B* 34, 1972, 187–220; N. E.
/// Breslow's estimate of the cumulative hazard is in its discussion, 216–217.
public struct CoxRegression: Hashable, Sendable {
  /// How the hazard of a stratum accumulates for a life whose covariates are ``means``.
  public struct Baseline: Hashable, Sendable {
    /// The ages at which lives failed, increasing.
    public let times: [Double]
    /// The cumulative hazard up to each.
    public let cumulativeHazard: [Double]
  }

  /// The coefficients, in the order of the covariates.
  public let coefficients: [Coefficient]
  /// Their covariance; both triangles.
  public let covariance: [[Double]]
  /// Their covariance from score residuals (Lin and Wei), which holds where the model or the weights are
  /// not quite right, or lives of a cluster depend on each other; `nil` unless asked for.
  public let robustCovariance: [[Double]]?
  /// The logarithm of the partial likelihood.
  public let logLikelihood: Double
  /// That with all coefficients 0.
  public let nullLogLikelihood: Double
  /// Whether the covariates together say anything, from the slope of the likelihood at 0.
  public let scoreTest: ChiSquaredTest
  /// The share of pairs in the predicted order (``Concordance``); `nil` where no two can be compared.
  public let concordance: Double?
  /// The baseline of each stratum.
  public let baselines: [Baseline]
  /// The means of the covariates, by weight.
  public let means: [Double]
  /// How ties were taken.
  public let ties: TiedFailures
  /// How many rows failed.
  public let failureRows: Int
  /// How many steps the search took.
  public let iterations: Int

  /// Akaike's criterion of the partial likelihood.
  public var aic: Double { 2 * Double(coefficients.count) - 2 * logLikelihood }

  /// Whether the covariates together say anything: twice the gain in ln L.
  public var likelihoodRatio: ChiSquaredTest {
    ChiSquaredTest(
      statistic: 2 * (logLikelihood - nullLogLikelihood), degreesOfFreedom: coefficients.count)
  }

  /// Fits a regression.
  ///
  /// - Parameters:
  ///   - sample: Exact and right-censored lives, with delayed entry where they have it.
  ///   - covariates: A row for each life, at least one column.
  ///   - ties: How failures at one age are taken.
  ///   - strata: The stratum of each life, counted from 0; each has a baseline of its own.
  ///   - robust: Whether the robust covariance is worked out, too.
  ///   - clusters: The cluster of each life, counted from 0, for the robust covariance; each life is its own
  ///     where left out.
  /// - Throws: ``LifetimeError`` where a covariate is constant or collinear, no life failed, a life is known
  ///   by an interval, the likelihood grows without end, or counts differ.
  public init(
    _ sample: LifeSample, _ covariates: CovariateTable, ties: TiedFailures = .efron,
    strata: [Int]? = nil, robust: Bool = false, clusters: [Int]? = nil
  ) throws(LifetimeError) {
    precondition(!covariates.names.isEmpty, "a regression has a covariate")
    for (what, count) in [
      ("covariates", covariates.count), ("strata", strata?.count ?? sample.count),
      ("clusters", clusters?.count ?? sample.count),
    ] where count != sample.count {
      throw .differentCounts(what: what, count: count, lives: sample.count)
    }
    precondition(strata?.allSatisfy { $0 >= 0 } ?? true, "strata count from 0")
    precondition(clusters?.allSatisfy { $0 >= 0 } ?? true, "clusters count from 0")
    try sample.requireExact()
    try sample.requireFailures()
    let scaled = try ScaledCovariates(covariates, weights: sample.weights, strata: strata)
    let likelihood = CoxPartialLikelihood(
      riskSets: CoxRiskSets(sample, scaled.values, strata: strata), ties: ties)
    let origin = Array(repeating: 0.0, count: covariates.names.count)
    let null = likelihood.evaluate(origin)
    let maximum: NewtonAscent.Maximum
    do throws(NewtonAscent.Failure) {
      maximum = try NewtonAscent.maximum(from: origin, likelihood.evaluate)
    } catch {
      if sample.failureRows < origin.count {
        throw .tooFewFailures(failures: sample.failureRows, parameters: origin.count)
      }
      guard case .monotone(let places) = error else { throw .noMaximum(family: "Cox") }
      throw .monotoneLikelihood(coefficients: places.map { covariates.names[$0] })
    }
    let scales = scaled.scales
    func unscaled(_ matrix: SymmetricMatrix) -> [[Double]] {
      scales.indices.map { row in
        scales.indices.map { column in
          matrix[max(row, column), min(row, column)] / (scales[row] * scales[column])
        }
      }
    }
    let covariance = unscaled(maximum.covariance)
    self.covariance = covariance
    coefficients = scales.indices.map { column in
      Coefficient(
        parameter: "hazard", covariate: covariates.names[column],
        estimate: maximum.point[column] / scales[column],
        standardError: covariance[column][column].squareRoot())
    }
    robustCovariance =
      robust
      ? unscaled(likelihood.sandwich(maximum.point, maximum.covariance, clusters: clusters)) : nil
    logLikelihood = maximum.likelihood.value
    nullLogLikelihood = null.value
    scoreTest = CoxRegression.scoreTest(null)
    concordance =
      Concordance(sample, risks: likelihood.predictors(maximum.point), strata: strata).index
    baselines = likelihood.baselines(maximum.point)
    means = scaled.means
    self.ties = ties
    failureRows = sample.failureRows
    iterations = maximum.iterations
  }

  private static func scoreTest(_ null: LikelihoodPoint) -> ChiSquaredTest {
    var factor = CholeskyFactor()
    var step = null.score
    guard factor.factor(null.information) else {
      return ChiSquaredTest(statistic: 0, degreesOfFreedom: 0)
    }
    factor.solve(&step)
    return ChiSquaredTest(
      statistic: zip(step, null.score).reduce(0) { $0 + $1.0 * $1.1 },
      degreesOfFreedom: step.count)
  }

  // MARK: - Predictions

  /// exp((x - x̄)ᵀβ): the hazard of a life as a multiple of the baseline's.
  ///
  /// - Parameter covariates: A value for each coefficient.
  /// - Returns: The multiple.
  public func relativeHazard(for covariates: [Double]) -> Double {
    precondition(covariates.count == coefficients.count, "a value for each covariate")
    var sum = 0.0
    for (index, coefficient) in coefficients.enumerated() {
      sum += (covariates[index] - means[index]) * coefficient.estimate
    }
    return exp(sum)
  }

  /// The cumulative hazard of a life up to an age; beyond the last failure, what it was there.
  ///
  /// - Parameters:
  ///   - time: The age.
  ///   - covariates: A value for each coefficient.
  ///   - stratum: The stratum, from 0.
  /// - Returns: The cumulative hazard.
  public func cumulativeHazard(
    at time: Double, for covariates: [Double], stratum: Int = 0
  ) -> Double {
    let baseline = baselines[stratum]
    guard let place = RiskTable.place(of: time, in: baseline.times) else { return 0 }
    return baseline.cumulativeHazard[place] * relativeHazard(for: covariates)
  }

  /// The chance that a life lasts longer than an age: exp(-H).
  ///
  /// - Parameters:
  ///   - time: The age.
  ///   - covariates: A value for each coefficient.
  ///   - stratum: The stratum, from 0.
  ///   - age: The age to which it has come already.
  /// - Returns: The chance.
  public func survival(
    at time: Double, for covariates: [Double], stratum: Int = 0, given age: Double = 0
  ) -> Double {
    let passed = age > 0 ? cumulativeHazard(at: age, for: covariates, stratum: stratum) : 0
    return exp(min(0, passed - cumulativeHazard(at: time, for: covariates, stratum: stratum)))
  }

  /// The first age at which the chance to last longer is at most 1 - `probability`.
  ///
  /// - Parameters:
  ///   - probability: The share that has failed, between 0 and 1.
  ///   - covariates: A value for each coefficient.
  ///   - stratum: The stratum, from 0.
  ///   - age: The age to which it has come already.
  /// - Returns: The age; `nil` where the data do not reach so far.
  public func quantile(
    _ probability: Double, for covariates: [Double], stratum: Int = 0, given age: Double = 0
  ) -> Double? {
    let passed = age > 0 ? cumulativeHazard(at: age, for: covariates, stratum: stratum) : 0
    let goal = (passed - log1p(-probability)) / relativeHazard(for: covariates)
    let baseline = baselines[stratum]
    return baseline.times.indices.first {
      baseline.times[$0] > age && baseline.cumulativeHazard[$0] >= goal * (1 - 1e-12)
    }.map { baseline.times[$0] }
  }
}
