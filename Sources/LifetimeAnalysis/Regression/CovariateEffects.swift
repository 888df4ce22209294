import LinearAlgebra

/// What covariates do to lives: to their length by a family, and to the hazard whatever the family.
public struct CovariateEffects: Hashable, Sendable {
  /// The standard deviation of each covariate over the lives, by weight.
  public let deviations: [Double]
  /// Accelerated failure time.
  public let lives: LifeRegression
  /// Cox's regression; `nil` where lives are known by intervals.
  public let hazards: CoxRegression?
  /// Whether effects on the hazard stay the same over the ages; `nil` without those.
  public let proportional: ProportionalHazardsTest?

  /// Fits both regressions.
  ///
  /// - Parameters:
  ///   - sample: The lives.
  ///   - covariates: A row for each life, at least one column.
  ///   - family: The family of lives; `nil` for the best of a ranking that takes regressions, or Weibull.
  ///   - ranking: Families without covariates, the best first.
  /// - Throws: ``LifetimeError`` as the fits do.
  public init(
    _ sample: LifeSample, _ covariates: CovariateTable, family: LifeFamily?, ranking: LifeFitRanking
  ) throws(LifetimeError) {
    let total = sample.weights.reduce(0, +)
    deviations = covariates.names.indices.map { column in
      var (sum, squares) = (0.0, 0.0)
      for row in 0..<covariates.count {
        sum += sample.weights[row] * covariates.values[row, column]
      }
      let mean = sum / total
      for row in 0..<covariates.count {
        let distance = covariates.values[row, column] - mean
        squares += sample.weights[row] * distance * distance
      }
      return (squares / total).squareRoot()
    }
    let best = family ?? ranking.fits.first { $0.family.isLocationScale }?.family ?? .weibull
    lives = try LifeRegression(sample, covariates, best)
    let isExact = (0..<sample.count).allSatisfy { sample.isExact($0) || sample.isRightCensored($0) }
    if isExact {
      let fitted = try CoxRegression(sample, covariates)
      hazards = fitted
      proportional = try ProportionalHazardsTest(fitted, sample, covariates)
    } else {
      (hazards, proportional) = (nil, nil)
    }
  }
}
