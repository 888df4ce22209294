import LinearAlgebra

/// Covariates less their means, divided so that the largest is 1.
///
/// So a change of 1 in a coefficient moves no life's predictor by more than 1, whatever the units, and
/// products of columns do not overflow.
struct ScaledCovariates {
  /// The means, by weight.
  let means: [Double]
  /// What the differences are divided by.
  let scales: [Double]
  /// The scaled values: a row for each life.
  let values: Matrix

  /// Scales a table.
  ///
  /// A column is collinear where the columns before it leave less than 1e-10 of its sum of squares, within
  /// strata where there are some.
  ///
  /// - Throws: ``LifetimeError/constantCovariate(name:value:)`` or
  ///   ``LifetimeError/collinearCovariate(name:others:)`` for the first column that says nothing of its own.
  init(_ table: CovariateTable, weights: [Double], strata: [Int]?) throws(LifetimeError) {
    let (rows, columns) = (table.count, table.names.count)
    let total = weights.reduce(0, +)
    var (means, scales) = ([Double](), [Double]())
    for column in 0..<columns {
      let first = table.values[0, column]
      // Differences from the first value: a mean of large values keeps its digits.
      var (sum, largest) = (0.0, 0.0)
      for row in 0..<rows { sum += weights[row] * (table.values[row, column] - first) }
      let mean = first + sum / total
      for row in 0..<rows { largest = max(largest, abs(table.values[row, column] - mean)) }
      if largest <= 1e-12 * abs(mean) || largest == 0 {
        throw .constantCovariate(name: table.names[column], value: first)
      }
      means.append(mean)
      scales.append(largest)
    }
    var values = Matrix(rows: rows, columns: columns)
    for row in 0..<rows {
      for column in 0..<columns {
        values[row, column] = (table.values[row, column] - means[column]) / scales[column]
      }
    }
    (self.means, self.scales, self.values) = (means, scales, values)
    try ScaledCovariates.check(
      ScaledCovariates.moments(values, weights, strata), names: table.names)
  }

  /// Sums of squares and products within strata.
  private static func moments(
    _ values: Matrix, _ weights: [Double], _ strata: [Int]?
  ) -> SymmetricMatrix {
    let columns = values.columns
    let groups = (strata?.max() ?? 0) + 1
    var means = Matrix(rows: groups, columns: columns)
    var totals = Array(repeating: 0.0, count: groups)
    for row in 0..<values.rows {
      let group = strata?[row] ?? 0
      totals[group] += weights[row]
      for column in 0..<columns { means[group, column] += weights[row] * values[row, column] }
    }
    for group in 0..<groups where totals[group] > 0 {
      for column in 0..<columns { means[group, column] /= totals[group] }
    }
    var sums = SymmetricMatrix(order: columns)
    var rest = Array(repeating: 0.0, count: columns)
    for row in 0..<values.rows {
      let group = strata?[row] ?? 0
      for column in 0..<columns { rest[column] = values[row, column] - means[group, column] }
      for i in 0..<columns {
        let product = weights[row] * rest[i]
        if product == 0 { continue }
        for j in 0...i { sums[i, j] += product * rest[j] }
      }
    }
    return sums
  }

  /// Stops at the first column that follows from those before it.
  private static func check(
    _ sums: SymmetricMatrix, names: [String]
  ) throws(LifetimeError) {
    let order = sums.order
    var factor = CholeskyFactor()
    for column in 0..<order {
      let own = sums[column, column]
      var row = (0..<column).map { sums[column, $0] }
      guard own > 1e-20 * Double(order) else {
        throw .collinearCovariate(name: names[column], others: [])
      }
      var solved = row
      factor.solveLower(&solved)
      let rest = own - solved.reduce(0) { $0 + $1 * $1 }
      if rest < 1e-10 * own || !factor.append(row: row, diagonal: own) {
        // The combination of earlier columns that gives this one.
        factor.solve(&row)
        let others = row.indices.filter {
          abs(row[$0]) * sums[$0, $0].squareRoot() > 1e-5 * own.squareRoot()
        }
        throw .collinearCovariate(name: names[column], others: others.map { names[$0] })
      }
    }
  }
}
