import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How failures at one age are taken in Cox's model.
public enum TiedFailures: Hashable, Sendable {
  /// Efron's approximation: each of d failures in turn has, on average, a part of the others gone.
  case efron
  /// Breslow's approximation: all fail from the same set.
  case breslow
}

/// The partial likelihood of Cox's model with ties, strata, delayed entry and weights.
///
///     ln L = Σ over ages (Σ w η of the failures - w̄ Σ ln(R - (l/d) D), l = 0 … d - 1)
///
/// R and D are the sums of w e^η over those at risk and over the d failures, w̄ the failures' mean weight.
/// Breslow's approximation leaves the part of D out.
///
/// Sources: D. R. Cox, "Partial Likelihood", *Biometrika* 62, 1975, 269–276; B. Efron, "The Efficiency of Cox's
/// Likelihood Function for Censored Data", *JASA* 72, 1977, 557–565; T. M. Therneau, P. M. Grambsch, *Modeling
/// Survival Data*, Springer, 2000, sec. 3.3.
struct CoxPartialLikelihood {
  let riskSets: CoxRiskSets
  let ties: TiedFailures

  func predictors(_ point: [Double]) -> [Double] {
    let columns = riskSets.covariates.columns
    return (0..<riskSets.sample.count).map { row in
      var sum = 0.0
      for column in 0..<columns { sum += riskSets.covariates[row, column] * point[column] }
      return sum
    }
  }

  /// Which parts l/d of the failures are gone, for each of them in turn.
  func parts(_ count: Int) -> [Double] {
    ties == .efron ? (0..<count).map { Double($0) / Double(count) } : [0]
  }

  /// How much each part counts: the failures' mean weight, or all of it at once.
  func share(_ moment: borrowing CoxRiskSets.Moment) -> Double {
    ties == .efron ? moment.weight / Double(moment.rows.count) : moment.weight
  }

  func evaluate(_ point: [Double]) -> LikelihoodPoint {
    let columns = point.count
    let predictors = predictors(point)
    var value = 0.0
    var score = Array(repeating: 0.0, count: columns)
    var information = SymmetricMatrix(order: columns)
    var mean = Array(repeating: 0.0, count: columns)
    riskSets.visit(predictors) { moment in
      for row in moment.rows {
        let weight = riskSets.sample.weights[row]
        value += weight * predictors[row]
        for column in 0..<columns { score[column] += weight * riskSets.covariates[row, column] }
      }
      let share = share(moment)
      let count = ties == .efron ? moment.rows.count : 1
      for turn in 0..<count {
        let part = Double(turn) / Double(count)
        let sum = moment.risk.zeroth - part * moment.failed.zeroth
        value -= share * log(sum)
        let inverse = 1 / sum
        for i in 0..<columns {
          mean[i] = (moment.risk.first[i] - part * moment.failed.first[i]) * inverse
          score[i] -= share * mean[i]
          for j in 0...i {
            let place = i * columns + j
            let square = moment.risk.second[place] - part * moment.failed.second[place]
            information.elements[place] += share * (square * inverse - mean[i] * mean[j])
          }
        }
      }
    }
    return LikelihoodPoint(value: value, score: score, information: information)
  }
}
