import LinearAlgebra

/// A plane through the rows, or the chance along one: ridge regression of standardised columns.
///
/// Least squares with a penalty λ on the coefficients of the standardised columns, in closed form. A chance is fitted to 0 and 1
/// alike, and may lie outside of them: its calibration is left to what comes after. What is missing counts as the column's mean.
///
/// Source: T. Hastie, R. Tibshirani, J. Friedman, *The Elements of Statistical Learning*, 2nd ed., 2009, sec. 3.4.1.
public struct LinearFunction: Hashable, Sendable, Codable {
  /// The value where every column is at its mean.
  public let intercept: Double
  /// The means of the columns.
  public let means: [Double]
  /// What the value rises by for one unit of each column.
  public let slopes: [Double]

  /// Fits a plane.
  ///
  /// - Parameters:
  ///   - columns: The columns; NaN for what is missing.
  ///   - targets: What is to be foretold.
  ///   - weights: The weight of each row.
  ///   - penalty: λ, as a share of the sum of weights.
  public init(
    _ columns: [[Double]], targets: [Double], weights: [Double], penalty: Double = 1e-3
  ) {
    let total = weights.reduce(0, +)
    func mean(_ values: [Double]) -> Double {
      zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    }
    let center = mean(targets)
    let centered = columns.map { column -> (mean: Double, scale: Double, values: [Double]) in
      var (sum, weight) = (0.0, 0.0)
      for (value, share) in zip(column, weights) where !value.isNaN {
        sum += value * share
        weight += share
      }
      let mean = weight > 0 ? sum / weight : 0
      let values = column.map { $0.isNaN ? 0 : $0 - mean }
      let variance = zip(values, weights).reduce(0) { $0 + $1.0 * $1.0 * $1.1 } / total
      let scale = variance.squareRoot()
      return (mean, scale > 0 ? scale : 1, values)
    }
    var matrix = SymmetricMatrix(order: columns.count)
    var solution = [Double](repeating: 0, count: columns.count)
    for row in columns.indices {
      for column in 0...row {
        var sum = 0.0
        for place in targets.indices {
          sum += weights[place] * centered[row].values[place] * centered[column].values[place]
        }
        matrix[row, column] = sum / (total * centered[row].scale * centered[column].scale)
      }
      matrix[row, row] += penalty
      var sum = 0.0
      for place in targets.indices {
        sum += weights[place] * centered[row].values[place] * (targets[place] - center)
      }
      solution[row] = sum / (total * centered[row].scale)
    }
    var factor = CholeskyFactor()
    if factor.factor(matrix) {
      factor.solve(&solution)
    } else {
      solution = solution.map { _ in 0 }
    }
    intercept = center
    means = centered.map(\.mean)
    slopes = zip(solution, centered).map { $0 / $1.scale }
  }

  /// The value of a row.
  public func value(_ row: [Double]) -> Double {
    var sum = intercept
    for place in slopes.indices where !row[place].isNaN {
      sum += slopes[place] * (row[place] - means[place])
    }
    return sum
  }
}
