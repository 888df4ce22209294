import DataTables

/// The correlations of all pairs of columns of numbers, each over the rows that have both.
///
/// Rows are taken in blocks, so that memory does not grow with them. Numbers are first centered at their mean,
/// so that sums of products lose no digits.
///
/// Complexity: the rows times the square of the columns.
struct CorrelationTable {
  /// What two columns have in common.
  struct Pair {
    var one: Int
    var other: Int
    /// How many rows have both.
    var count: Int
    /// Pearson's correlation.
    var correlation: Double
    /// The straight line `one = slope · other + intercept` of least squares.
    var slope: Double
    var intercept: Double
  }

  /// The pairs whose correlation is at least as far from zero as asked for.
  let pairs: [Pair]

  /// Compares columns.
  ///
  /// - Parameters:
  ///   - columns: Columns of numbers.
  ///   - least: The least distance of a correlation from zero.
  ///   - fewest: The fewest rows that a pair must have in common.
  init(_ columns: [TableColumn], least: Double, fewest: Int) {
    let rows = columns.first?.values.count ?? 0
    let means = columns.map { CorrelationTable.mean(of: $0) }
    let hasMissing = columns.map { column in (0..<rows).contains { !column.hasValue($0) } }
    var sums = [Sums](repeating: Sums(), count: columns.count * columns.count)
    let size = 2_048
    var blocks = [[Double]](repeating: [Double](repeating: 0, count: size), count: columns.count)
    var masks = blocks
    for start in stride(from: 0, to: rows, by: size) {
      let length = min(size, rows - start)
      for column in columns.indices {
        for place in 0..<size {
          let value = place < length ? columns[column].number(start + place) : .nan
          blocks[column][place] = value.isNaN ? 0 : value - means[column]
          masks[column][place] = value.isNaN ? 0 : 1
        }
      }
      for one in columns.indices {
        for other in 0...one {
          let index = one * columns.count + other
          sums[index].xy += dot(blocks[one], blocks[other])
          guard hasMissing[one] || hasMissing[other] else { continue }
          sums[index].n += dot(masks[one], masks[other])
          sums[index].x += dot(blocks[one], masks[other])
          sums[index].y += dot(masks[one], blocks[other])
          sums[index].xx += dotOfSquare(blocks[one], masks[other])
          sums[index].yy += dotOfSquare(blocks[other], masks[one])
        }
      }
    }
    for one in columns.indices {
      for other in 0..<one where !hasMissing[one] && !hasMissing[other] {
        let index = one * columns.count + other
        sums[index].n = Double(rows)
        sums[index].xx = sums[one * columns.count + one].xy
        sums[index].yy = sums[other * columns.count + other].xy
      }
    }
    var pairs: [Pair] = []
    for other in columns.indices {
      for one in columns.indices where one > other {
        let sum = sums[one * columns.count + other]
        guard sum.n >= Double(max(fewest, 2)), let pair = sum.pair(means[one], means[other]),
          abs(pair.correlation) >= least
        else { continue }
        pairs.append(
          Pair(
            one: one, other: other, count: Int(sum.n), correlation: pair.correlation,
            slope: pair.slope, intercept: pair.intercept))
      }
    }
    self.pairs = pairs
  }

  /// The sums over the rows that two columns have in common, of centered numbers.
  private struct Sums {
    var n = 0.0
    var x = 0.0
    var y = 0.0
    var xx = 0.0
    var yy = 0.0
    var xy = 0.0

    func pair(
      _ meanX: Double, _ meanY: Double
    ) -> (correlation: Double, slope: Double, intercept: Double)? {
      let (varianceX, varianceY) = (xx - x * x / n, yy - y * y / n)
      // A column that is constant in these rows leaves only rounding.
      guard varianceX > 1e-12 * xx, varianceY > 1e-12 * yy, varianceX > 0, varianceY > 0,
        varianceX.isFinite, varianceY.isFinite, (xy - x * y / n).isFinite
      else {
        return nil
      }
      let covariance = xy - x * y / n
      let slope = covariance / varianceY
      let correlation = covariance / (varianceX.squareRoot() * varianceY.squareRoot())
      return (
        min(1, max(-1, correlation)), slope,
        meanX + x / n - slope * (meanY + y / n)
      )
    }
  }

  private static func mean(of column: TableColumn) -> Double {
    var (mean, n) = (0.0, 0.0)
    for row in 0..<column.values.count {
      let value = column.number(row)
      if value.isNaN { continue }
      n += 1
      mean += (value - mean) / n
    }
    return mean
  }
}

/// The sum of products, in four sums that do not wait for each other.
private func dot(_ one: [Double], _ other: [Double]) -> Double {
  let (x, y) = (one.span, other.span)
  var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0)
  var index = 0
  while index + 4 <= x.count {
    a += x[index] * y[index]
    b += x[index + 1] * y[index + 1]
    c += x[index + 2] * y[index + 2]
    d += x[index + 3] * y[index + 3]
    index += 4
  }
  return (a + b) + (c + d)
}

/// The sum of the squares of `x`, each times `weight`.
private func dotOfSquare(_ numbers: [Double], _ weights: [Double]) -> Double {
  let (x, weight) = (numbers.span, weights.span)
  var sum = 0.0
  for index in 0..<x.count { sum += x[index] * x[index] * weight[index] }
  return sum
}
