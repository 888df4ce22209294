import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension CoxPartialLikelihood {
  /// Breslow's estimate of each stratum's cumulative hazard at the means of the covariates.
  ///
  ///     H₀(t) = Σ (weight of the failures)/R
  func baselines(_ point: [Double]) -> [CoxRegression.Baseline] {
    let count = (riskSets.strata.max() ?? 0) + 1
    var steps: [[(time: Double, hazard: Double)]] = Array(repeating: [], count: count)
    riskSets.visit(predictors(point)) { moment in
      steps[moment.stratum].append((moment.time, moment.weight / moment.risk.zeroth))
    }
    return steps.map { descending in
      var (times, sums, sum) = ([Double](), [Double](), 0.0)
      for step in descending.reversed() {
        sum += step.hazard
        times.append(step.time)
        sums.append(sum)
      }
      return CoxRegression.Baseline(times: times, cumulativeHazard: sums)
    }
  }

  /// What each failure's covariates are above those that were expected at its age (Schoenfeld).
  ///
  ///     x - (1/d) Σ (R₁ - (l/d) D₁)/(R - (l/d) D)
  ///
  /// Source: D. Schoenfeld, "Partial Residuals for the Proportional Hazards Regression Model", *Biometrika* 69,
  /// 1982, 239–241; ties as by Efron.
  func schoenfeldResiduals(_ point: [Double]) -> [(row: Int, residual: [Double])] {
    let columns = point.count
    var residuals: [(row: Int, residual: [Double])] = []
    riskSets.visit(predictors(point)) { moment in
      var mean = Array(repeating: 0.0, count: columns)
      let parts = parts(moment.rows.count)
      for part in parts {
        let sum = moment.risk.zeroth - part * moment.failed.zeroth
        for i in 0..<columns {
          mean[i] +=
            (moment.risk.first[i] - part * moment.failed.first[i]) / (sum * Double(parts.count))
        }
      }
      for row in moment.rows {
        residuals.append((row, (0..<columns).map { riskSets.covariates[row, $0] - mean[$0] }))
      }
    }
    return residuals
  }

  /// The covariance from score residuals, summed over clusters: I⁻¹ (Σ r rᵀ) I⁻¹.
  ///
  /// A life's residual is what it adds to the score, less what it adds to the means that others are compared
  /// with. Source: D. Y. Lin, L. J. Wei, "The Robust Inference for the Cox Proportional Hazards Model", *JASA*
  /// 84, 1989, 1074–1078; ties as by Efron: T. M. Therneau, P. M. Grambsch, *Modeling Survival Data*, Springer,
  /// 2000, sec. 4.6.
  func sandwich(
    _ point: [Double], _ covariance: SymmetricMatrix, clusters: [Int]?
  ) -> SymmetricMatrix {
    let columns = point.count
    let residuals = scoreResiduals(point)
    var sums = residuals
    if let clusters {
      let count = (clusters.max() ?? 0) + 1
      sums = Matrix(rows: count, columns: columns)
      for row in clusters.indices {
        for column in 0..<columns { sums[clusters[row], column] += residuals[row, column] }
      }
    }
    var middle = SymmetricMatrix(order: columns)
    for row in 0..<sums.rows {
      for i in 0..<columns {
        for j in 0...i { middle[i, j] += sums[row, i] * sums[row, j] }
      }
    }
    var full = Matrix(rows: columns, columns: columns)
    for i in 0..<columns {
      for j in 0..<columns { full[i, j] = covariance[max(i, j), min(i, j)] }
    }
    let whole = LifeRegression.congruent(full, middle)
    return SymmetricMatrix(order: columns) { whole[$0][$1] }
  }

  private func scoreResiduals(_ point: [Double]) -> Matrix {
    let (sample, covariates) = (riskSets.sample, riskSets.covariates)
    let columns = point.count
    let predictors = predictors(point)
    var residuals = Matrix(rows: sample.count, columns: columns)
    /// The hazard, and the hazard times the mean covariates, that one age adds.
    struct Step {
      var time: Double
      var hazard: Double
      var moment: [Double]
    }
    let count = (riskSets.strata.max() ?? 0) + 1
    var steps: [[Step]] = Array(repeating: [], count: count)
    riskSets.visit(predictors) { moment in
      let share = share(moment)
      let parts = parts(moment.rows.count)
      var step = Step(time: moment.time, hazard: 0, moment: Array(repeating: 0, count: columns))
      // What those that failed are spared, since a part of them is gone.
      var (spared, sparedMoment) = (0.0, step.moment)
      var mean = step.moment
      for part in parts {
        let sum = moment.risk.zeroth - part * moment.failed.zeroth
        let hazard = share / sum
        step.hazard += hazard
        spared += part * hazard
        for i in 0..<columns {
          let average = (moment.risk.first[i] - part * moment.failed.first[i]) / sum
          step.moment[i] += hazard * average
          sparedMoment[i] += part * hazard * average
          mean[i] += average / Double(parts.count)
        }
      }
      for row in moment.rows {
        let relative = exp(predictors[row])
        for i in 0..<columns {
          let x = covariates[row, i]
          residuals[row, i] += x - mean[i] + relative * (x * spared - sparedMoment[i])
        }
      }
      steps[moment.stratum].append(step)
    }
    let times = steps.map { $0.reversed().map(\.time) }
    let sums = steps.map { descending in
      var (sum, moment) = (0.0, Array(repeating: 0.0, count: columns))
      return descending.reversed().map { step in
        sum += step.hazard
        for i in 0..<columns { moment[i] += step.moment[i] }
        return Step(time: step.time, hazard: sum, moment: moment)
      }
    }
    for row in 0..<sample.count {
      let stratum = riskSets.strata[row]
      let relative = exp(predictors[row])
      func take(_ place: Int?, _ sign: Double) {
        guard let place else { return }
        let step = sums[stratum][place]
        for i in 0..<columns {
          residuals[row, i] -= sign * relative * (covariates[row, i] * step.hazard - step.moment[i])
        }
      }
      take(RiskTable.place(of: sample.lower[row], in: times[stratum]), 1)
      if sample.entries[row] > 0 {
        take(RiskTable.place(of: sample.entries[row], in: times[stratum]), -1)
      }
      for i in 0..<columns { residuals[row, i] *= sample.weights[row] }
    }
    return residuals
  }
}
